"""Lee la carpeta de datos (un Frictionless Data Package) y la entrega como tablas tipadas.

El paquete guarda el sello (SHA-256) de cada archivo ya revisado. Si todos coinciden, las tablas se
leen sin más; si alguno cambió, antes se revisa la carpeta entera y se rechaza con todas sus faltas.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import IO, TYPE_CHECKING

import pandas as pd

from dashboard.correcciones import Correccion, corrected

if TYPE_CHECKING:
    from dashboard.privacy import Protegido

DESCRIPTOR = "datapackage.json"
DTYPES = {"string": "str", "integer": "Int64", "number": "float64", "boolean": "boolean"}


class DatosInvalidos(Exception):
    """La carpeta de datos no se puede usar; `faltas` dice todo lo que hay que corregir."""

    def __init__(self, faltas: list[str]):
        self.faltas = faltas
        super().__init__("\n".join(faltas))


@dataclass(frozen=True, eq=False)
class Datos:
    """Las tablas de una carpeta, sus descripciones y la versión (huella) del conjunto.

    `personas`: población (victimas | imputados) → lo protegido de sus personas importadas; nunca el cubo en bruto.
    """

    folder: Path
    version: str
    tables: Mapping[str, pd.DataFrame]
    resources: Mapping[str, dict]
    importados: tuple = ()
    correcciones: tuple[Correccion, ...] = ()
    archivada: bool = False  # leída del registro de versiones: ya no es la vigente
    personas: Mapping[str, "Protegido"] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self):
        if self.personas:
            _only_protected(self.personas.values())

    def __getitem__(self, table: str) -> pd.DataFrame:
        """La tabla `table`, un DataFrame que nadie debe modificar."""
        return self.tables[table]


def load(folder: Path, importados: bool = True) -> Datos:
    """Lee y tipa todas las tablas de `folder`, con lo importado en ella. Lanza DatosInvalidos con cada falta."""
    descriptor = read_descriptor(folder)
    if changed_files(folder, descriptor):
        _refuse_if_invalid(folder)
    resources = {r["name"]: r for r in descriptor["resources"]}
    printed = {name: read_table(folder / r["path"], r) for name, r in resources.items() if "schema" in r}
    tables, done, faltas = corrected(printed)
    if faltas:
        raise DatosInvalidos(faltas)
    version, frozen = _version(folder, descriptor), MappingProxyType(tables)
    datos = Datos(folder, version, frozen, MappingProxyType(resources), correcciones=done)
    return _with_imports(datos) if importados else datos


def read_descriptor(folder: Path) -> dict:
    """El contenido de datapackage.json."""
    path = folder / DESCRIPTOR
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        message = f"No se encontró {path}. Indique en MIRADOR_DATOS una carpeta que lo contenga."
    except json.JSONDecodeError as error:
        message = f"{path.name}, línea {error.lineno}: no es un JSON válido. Restaure el archivo original."
    raise DatosInvalidos([message])


def changed_files(folder: Path, descriptor: dict) -> list[str]:
    """Rutas de los archivos que faltan o cuyo contenido no es el que se selló."""
    return [r["path"] for r in descriptor["resources"] if _seal(folder / r["path"]) != r.get("hash")]


def reseal(folder: Path) -> list[str]:
    """Sella de nuevo los archivos cambiados (solo después de una revisión sin faltas)."""
    descriptor = read_descriptor(folder)
    changed = changed_files(folder, descriptor)
    for resource in descriptor["resources"]:
        path = folder / resource["path"]
        resource["hash"], resource["bytes"] = _seal(path), path.stat().st_size
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    (folder / DESCRIPTOR).write_text(text, encoding="utf-8")
    return changed


def version_of(folder: Path) -> str:
    """La huella de todos los archivos que describe una carpeta, sin lo importado."""
    return _version(folder, read_descriptor(folder))


def seal(content: bytes) -> str:
    """El sello de un contenido, como lo guarda datapackage.json."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _seal(path: Path) -> str | None:
    return seal(path.read_bytes()) if path.is_file() else None


def _version(folder: Path, descriptor: dict) -> str:
    seals = "".join(str(_seal(folder / r["path"])) for r in descriptor["resources"])
    return hashlib.sha256(seals.encode()).hexdigest()[:10]


def _refuse_if_invalid(folder: Path) -> None:
    from dashboard.validation import validate  # frictionless tarda en cargarse: solo cuando hace falta

    if faltas := validate(folder):
        raise DatosInvalidos(faltas)


def _only_protected(values: Iterable) -> None:
    from dashboard.privacy import SOLO_PROTEGIDO  # trae scipy: solo cuando hay personas

    if not all(isinstance(v, SOLO_PROTEGIDO) for v in values):
        raise TypeError("Las personas llegan a los datos ya protegidas, o no llegan.")


def _with_imports(datos: Datos) -> Datos:
    from dashboard.importer.merge import with_imports  # la mezcla se apoya en este módulo

    return with_imports(datos)


def read_table(file: Path | IO, resource: dict) -> pd.DataFrame:
    """Una tabla con los tipos que pide su descripción."""
    fields = resource["schema"]["fields"]
    dates = [f["name"] for f in fields if f["type"] == "date"]
    dtype = {f["name"]: DTYPES[f["type"]] for f in fields if f["type"] != "date"}
    frame = pd.read_csv(file, dtype=dtype, parse_dates=dates, keep_default_na=False, na_values=[""])
    return frame[[f["name"] for f in fields]]
