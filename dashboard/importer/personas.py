"""Las personas importadas: el único lugar donde el cubo sin proteger se junta, se protege y se vuelve a cerrar.

De cada población se protege el cubo de todos sus años a la vez, con lo que ya se publicó a la vista. Se guarda en
DIR/protegidas/<población>, que solo contiene lo que se puede mostrar; de ahí lo lee quien sirve.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dashboard import data_package as dp
from dashboard import names as N
from dashboard.importer.carpetas import IMPORTADOS, Importado, live_folders
from dashboard.privacy import Protegido, Reglas, YaPublicado, protect
from dashboard.privacy.publicables import DIMENSIONES, PUBLICABLES
from dashboard.sources.lectura import ArchivoRechazado
from dashboard.sources.plantilla import CUBO
from dashboard.sources.plantilla_campos import SIN_DATO

PROTEGIDAS, ARCHIVO = "protegidas", "protegido.json"
QUIENES = {"victimas": "presuntas víctimas", "imputados": "presuntos/as imputados/as"}
DANADA = (ValueError, KeyError, OSError, dp.DatosInvalidos)
SIN_PROTEGER = (
    "No se muestran {quienes} de las importaciones: lo protegido falta o no corresponde a lo importado. "
    "Ejecute «python -m dashboard proteger»."
)
Progreso = Callable[[float], None]


@dataclass(frozen=True)
class Proteccion:
    """Lo publicable de una población y de qué cubos salió: carpeta de la importación → sello de su cubo."""

    poblacion: str
    protegido: Protegido
    cubos: Mapping[str, str]

    def files(self) -> dict[str, bytes]:
        """Los archivos de su carpeta: lo protegido y su descripción con el sello."""
        plain = {"cubos": dict(self.cubos), "protegido": json.loads(self.protegido.to_json())}
        content = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
        resource = {"name": "protegido", "path": ARCHIVO, "bytes": len(content), "hash": dp.seal(content)}
        title = f"{QUIENES[self.poblacion].capitalize()}: lo publicable, protegido"
        package = {"name": self.poblacion, "title": title, "resources": [resource]}
        return {ARCHIVO: content, dp.DESCRIPTOR: (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()}

    def placed(self, folder: Path) -> dict[Path, dict[str, bytes]]:
        """Los mismos archivos, en la carpeta que les toca."""
        return {folder / PROTEGIDAS / self.poblacion: self.files()}


def population_of(tables: Mapping[str, pd.DataFrame]) -> str:
    """La población del cubo que trae una importación; vacío si no trae personas."""
    cubo = tables.get(CUBO)
    return "" if cubo is None or cubo.empty else str(cubo["poblacion"].iloc[0])


def read_protected(folder: Path, poblacion: str) -> Proteccion | None:
    """Lo último que se protegió, o None si nunca. Lanza ValueError si está dañado: sin él no se sabe qué se mostró."""
    place = live_folders(folder / PROTEGIDAS).get(poblacion)
    if place is None:
        return None
    if changed := dp.changed_files(place, dp.read_descriptor(place)):
        raise ValueError(f"{', '.join(changed)} falta o cambió desde que se protegió")
    plain = json.loads((place / ARCHIVO).read_text(encoding="utf-8"))
    return Proteccion(poblacion, Protegido.from_json(json.dumps(plain["protegido"])), plain["cubos"])


def read_people(folder: Path, importados: Iterable[Importado]) -> tuple[dict[str, Protegido], list[str]]:
    """Población → lo publicable de lo importado, y por qué no se muestra el resto."""
    importados, people, silenced = list(importados), {}, []
    for poblacion in sorted({i.poblacion for i in importados if i.cubo}):
        try:
            found = read_protected(folder, poblacion)
        except DANADA:
            found = None
        if in_step(found, importados, poblacion):
            people[poblacion] = found.protegido
        else:
            silenced.append(SIN_PROTEGER.format(quienes=QUIENES[poblacion]))
    return people, silenced


def in_step(protection: Proteccion | None, importados: Iterable[Importado], poblacion: str) -> bool:
    """Si lo protegido salió exactamente de los cubos importados de esa población."""
    return protection is not None and dict(protection.cubos) == seals(importados, poblacion)


def seals(importados: Iterable[Importado], poblacion: str) -> dict[str, str]:
    """Carpeta → sello del cubo de cada importación de la población."""
    return {i.carpeta: i.cubo for i in importados if i.cubo and i.poblacion == poblacion}


def renew(
    folder: Path, importados: Iterable[Importado], poblacion: str, umbral: int, archivo: str, progreso: Progreso
) -> Proteccion | None:
    """Lo protegido de todos los años de la población, o None si lo guardado ya corresponde.

    Lanza ArchivoRechazado si lo ya publicado impide proteger lo nuevo.
    """
    importados = sorted((i for i in importados if i.cubo and i.poblacion == poblacion), key=lambda i: i.orden)
    try:
        before = read_protected(folder, poblacion)
    except DANADA as error:
        raise ArchivoRechazado("E-PROTEGIDA-DANADA", archivo, carpeta=f"{PROTEGIDAS}/{poblacion}") from error
    if in_step(before, importados, poblacion) and before.protegido.umbral == umbral:
        return None
    last = before.protegido if before else None
    try:
        protected = protect(_cube(folder, importados), Reglas(umbral=umbral), PUBLICABLES, last, progreso)
    except YaPublicado as error:
        raise ArchivoRechazado("E-YA-PUBLICADO", archivo, carpeta=f"{PROTEGIDAS}/{poblacion}") from error
    except (RuntimeError, ValueError) as error:
        raise ArchivoRechazado("E-SIN-PROTECCION", archivo, detalle=str(error)) from error
    return Proteccion(poblacion, protected, seals(importados, poblacion))


def _cube(folder: Path, importados: Iterable[Importado]) -> pd.DataFrame:
    """Una columna por dimensión y `n`. De un año que traen dos importaciones vale la última."""
    years: dict[int, pd.DataFrame] = {}
    for imported in importados:
        table = imported.tablas.get(CUBO)
        table = _raw(folder, imported.carpeta) if table is None else table
        years |= dict(list(table.groupby(N.ANIO)))
    whole = pd.concat(years.values(), ignore_index=True)
    whole = whole.assign(**{d: SIN_DATO for d in DIMENSIONES if d not in whole}).fillna(
        dict.fromkeys(DIMENSIONES, SIN_DATO)
    )
    whole = whole.astype({N.ANIO: "int64", "personas": "int64"})
    return whole.groupby(list(DIMENSIONES), as_index=False)["personas"].sum().rename(columns={"personas": "n"})


def _raw(folder: Path, carpeta: str) -> pd.DataFrame:
    place = live_folders(folder / IMPORTADOS)[carpeta]
    resource = next(r for r in dp.read_descriptor(place)["resources"] if r["name"] == CUBO)
    return dp.read_table(place / resource["path"], resource)


def counts(protection: Proteccion | None, anios: Iterable[int]) -> dict[tuple, float | None]:
    """(cubo, año, distrito fiscal, población) → personas de lo publicado; None si está reservado."""
    if protection is None:
        return {}
    known = protection.protegido.codigos(N.ANIO)
    return {
        (CUBO, str(anio), row.df_id, protection.poblacion): None if row.reservado else float(row.n)
        for anio in anios
        if anio in known
        for row in protection.protegido.consulta({N.ANIO: anio}, (N.DF_ID,)).itertuples()
        if row.reservado or row.n
    }
