"""Importa la capa distrital oficial y la convierte en las capas del tablero."""

import hashlib
import zipfile
from datetime import date
from pathlib import Path

import geopandas
import pyogrio
import shapely
from pyogrio.errors import DataSourceError

from dashboard.limites import geojson, marcos, topologia
from dashboard.limites.composicion import Composicion
from dashboard.limites.errores import LimitesError
from dashboard.limites.piezas import Piece, layers

SINGLE_COLUMNS = ("IDDIST", "UBIGEO", "CCDIST", "CODDIST")
COMPOUND_COLUMNS = ("CCDD", "CCPP", "CCDI")
FORMATS = (".shp", ".gpkg", ".geojson")
MIN_DISTRITOS = 1_800
MAX_LISTED = 12
INSET_FRAGMENT_KM2 = 1
ATRIBUCION = (
    "Límites distritales: INEI, archivo {archivo}, unidos por distrito fiscal según la tabla de composición. "
    "Países vecinos: Natural Earth (dominio público), vía world-atlas © Mike Bostock, ISC."
)
METODO = (
    "Distritos de la capa oficial unidos según la tabla de composición y simplificados para la pantalla; "
    "se omiten los islotes menores de 10 km²."
)


def import_layer(archivo: Path, datos: Path) -> tuple[dict[str, bytes], int]:
    """Devuelve el contenido de cada capa y cuántos distritos se leyeron; no escribe nada."""
    composicion = Composicion.read(datos)
    districts = read_districts(archivo)
    pieces = build_pieces(districts, composicion)
    national = topologia.absorb_fragments(pieces, topologia.ISLET_KM2, lambda _piece: False)
    inset = topologia.absorb_fragments(pieces, INSET_FRAGMENT_KM2, lambda _piece: False)
    total = districts["ubigeo"].nunique()
    ficha = {
        "aproximado": False,
        "metodo": METODO,
        "atribucion": ATRIBUCION.format(archivo=archivo.name),
        "fecha": date.today().isoformat(),
        "archivo": archivo.name,
        "sha256": hashlib.sha256(archivo.read_bytes()).hexdigest(),
        "distritos": total,
    }
    return layers(national, inset, composicion) | {"limites.json": geojson.record(ficha)}, total


def read_districts(archivo: Path) -> geopandas.GeoDataFrame:
    """Lee los distritos con su ubigeo de seis cifras, válidos y en longitud y latitud."""
    source = _source(archivo)
    try:
        columns = {name.upper(): name for name in pyogrio.read_info(source)["fields"]}
        wanted = [columns[c] for c in (*SINGLE_COLUMNS, *COMPOUND_COLUMNS) if c in columns]
        frame = geopandas.read_file(source, columns=wanted)
    except DataSourceError as error:
        raise LimitesError(f"No se puede leer {archivo.name} como capa geográfica.") from error
    frame["ubigeo"] = _ubigeo(frame.rename(columns=str.upper))
    return _in_degrees(frame[["ubigeo", "geometry"]].dropna(subset="geometry"), archivo)


def _source(archivo: Path) -> str:
    if not archivo.is_file():
        raise LimitesError(f"No existe el archivo {archivo}.")
    suffix = archivo.suffix.lower()
    if suffix in FORMATS:
        return str(archivo)
    if suffix != ".zip":
        raise LimitesError(f"{archivo.name} no es .shp, .gpkg, .geojson ni .zip. Si es un .rar, descomprímalo antes.")
    if not zipfile.is_zipfile(archivo):
        raise LimitesError(f"{archivo.name} no es un archivo .zip legible.")
    with zipfile.ZipFile(archivo) as content:
        inside = [name for name in content.namelist() if name.lower().endswith(FORMATS)]
    if len(inside) != 1:
        raise LimitesError(f"{archivo.name} debe contener una sola capa .shp, .gpkg o .geojson: hay {len(inside)}.")
    return f"/vsizip/{archivo.resolve()}/{inside[0]}"


def _ubigeo(frame):
    for column in SINGLE_COLUMNS:
        if column in frame and (codes := _digits(frame[column], 6)) is not None:
            return codes
    if all(column in frame for column in COMPOUND_COLUMNS):
        parts = [_digits(frame[column], 2) for column in COMPOUND_COLUMNS]
        if all(part is not None for part in parts):
            return parts[0] + parts[1] + parts[2]
    raise LimitesError(
        "No se halló el código de distrito de seis cifras. Se buscó en las columnas "
        f"{', '.join(SINGLE_COLUMNS)} y en {' + '.join(COMPOUND_COLUMNS)}."
    )


def _digits(values, width: int):
    """Repone los ceros que se pierden cuando el código se guardó como número; `None` si no son códigos."""
    codes = values.astype(str).str.strip().str.removesuffix(".0").str.zfill(width)
    return codes if codes.str.fullmatch(rf"\d{{{width}}}").all() else None


def _in_degrees(frame: geopandas.GeoDataFrame, archivo: Path) -> geopandas.GeoDataFrame:
    if frame.crs is None:
        raise LimitesError(
            f"{archivo.name} no declara su sistema de coordenadas. Si es un .shp, copie a su lado el .prj."
        )
    frame = frame.to_crs(4326)
    if not shapely.box(*marcos.NACIONAL).buffer(1).contains(shapely.box(*frame.total_bounds)):
        raise LimitesError("Las coordenadas caen fuera del Perú: revise el sistema de coordenadas declarado.")
    frame.geometry = frame.geometry.make_valid(method="structure", keep_collapsed=False)
    return frame


def build_pieces(districts: geopandas.GeoDataFrame, composicion: Composicion) -> topologia.Mosaic:
    """Une los distritos por pieza, tras comprobar que estén todos y se sepa de quién es cada uno."""
    codes = sorted(set(districts["ubigeo"]))
    if len(codes) < MIN_DISTRITOS:
        raise LimitesError(f"La capa trae {len(codes):,} distritos; se esperan al menos {MIN_DISTRITOS:,}.")
    piece_of = {code: Piece.of(code, composicion) for code in codes}
    _refuse("Ubigeos que no figuran en composicion.csv", [c for c in codes if piece_of[c] is None])
    absent = set(composicion.por_ubigeo.values()) - {piece.df_id for piece in piece_of.values()}
    _refuse("Distritos fiscales sin ningún distrito en la capa", sorted(absent))
    groups: dict[Piece, list] = {}
    for code, shape in zip(districts["ubigeo"], districts.geometry, strict=True):
        groups.setdefault(piece_of[code], []).append(shape)
    return topologia.node(
        {piece: shapely.union_all(groups[piece], grid_size=topologia.GRID) for piece in sorted(groups)}
    )


def _refuse(reason: str, items: list[str]) -> None:
    if items:
        more = f" y {len(items) - MAX_LISTED} más" if len(items) > MAX_LISTED else ""
        raise LimitesError(f"{reason}: {', '.join(items[:MAX_LISTED])}{more}.")
