"""De un archivo a su carpeta en DIR/importados: leer, comprobar, comparar, guardar. O todo o nada."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dashboard import data_package, sources
from dashboard.data_package import Datos
from dashboard.importer import informe as inf
from dashboard.importer.candado import only_one
from dashboard.importer.carpetas import IMPORTADOS, INFORME, Importado, folder_name, live_folders, read_all
from dashboard.importer.changes import Diferencia, changes, people_changes
from dashboard.importer.coherencia import incoherences
from dashboard.importer.corte import check_cut_off
from dashboard.importer.merge import keys_of, merged
from dashboard.importer.personas import Proteccion, counts, population_of, read_protected, renew
from dashboard.importer.report import to_html, to_json
from dashboard.importer.store import install
from dashboard.importer.tablas import descriptor, set_aside_csv, tables_of, to_csv, typed
from dashboard.settings import UMBRAL
from dashboard.sources.lectura import ArchivoRechazado, Lectura
from dashboard.sources.plantilla import CUBO
from dashboard.versiones import archive

Tablas = dict[str, pd.DataFrame]
Progreso = Callable[[float, str], None]
LEYENDO, PROTEGIENDO = "leyendo", "protegiendo a las personas"


def silent(parte: float, etapa: str) -> None:
    """Cuando nadie mira el avance."""


@dataclass(frozen=True)
class Resultado:
    """Lo que pasó con un archivo; `carpeta` es None si solo se simuló."""

    informe: dict
    carpeta: Path | None

    @property
    def limpio(self) -> bool:
        return not self.informe["filas"]["apartadas"]


@dataclass(frozen=True, eq=False)
class _Preparado:
    """El informe y los archivos de cada carpeta que cambia; ninguna, si ya estaba todo."""

    informe: dict
    carpeta: str
    files: dict[Path, dict[str, bytes]]


def bring_in(
    path: Path,
    folder: Path,
    umbral: int = UMBRAL,
    como: str | None = None,
    simular: bool = False,
    progreso: Progreso = silent,
) -> Resultado:
    """Lee `path` y lo guarda en `folder`/importados. Lanza ArchivoRechazado y entonces no cambia nada.

    `progreso` recibe la parte hecha, de 0 a 1, y qué se está haciendo.
    """
    lectura = sources.read(path, como, folder, lambda parte: progreso(parte, LEYENDO))
    if not lectura.cargadas:
        first = lectura.apartadas[0]
        datos = {"filas": lectura.leidas, "linea": first.linea, "razon": first.razon, "falta": first.codigo}
        raise ArchivoRechazado("E-NADA-CARGADO", lectura.archivo, **datos)
    return (simulate if simular else keep)(lectura, folder, umbral, progreso)


def simulate(lectura: Lectura, folder: Path, umbral: int = UMBRAL, progreso: Progreso = silent) -> Resultado:
    """El informe que daría importar `lectura`, sin escribir."""
    return Resultado(_prepare(lectura, folder, umbral, progreso).informe, None)


def keep(lectura: Lectura, folder: Path, umbral: int = UMBRAL, progreso: Progreso = silent) -> Resultado:
    """Guarda una lectura ya hecha y, si trae personas, lo que de ellas se puede mostrar."""
    base = folder / IMPORTADOS
    try:
        base.mkdir(exist_ok=True)
        with only_one(base, lectura.archivo):
            prepared = _prepare(lectura, folder, umbral, progreso)
            if not prepared.files:
                return Resultado(prepared.informe, live_folders(base)[prepared.carpeta])
            install(prepared.files)
        with suppress(OSError):  # lo importado ya está; sin registro, un enlace antiguo lo dirá
            archive(data_package.load(folder))
        return Resultado(prepared.informe, live_folders(base)[prepared.carpeta])
    except OSError as error:
        detalle = error.strerror or type(error).__name__
        raise ArchivoRechazado("E-NO-SE-ESCRIBE", lectura.archivo, detalle=detalle) from error


def reprotect(folder: Path, poblacion: str, umbral: int, progreso: Progreso = silent) -> bool:
    """Protege otra vez las personas importadas de una población; falso si lo guardado ya correspondía."""
    with only_one(folder / IMPORTADOS, poblacion):
        _, fresh = _protect(folder, read_all(folder)[0], poblacion, umbral, poblacion, progreso)
        install(fresh.placed(folder) if fresh else {})
    return fresh is not None


def _prepare(lectura: Lectura, folder: Path, umbral: int, progreso: Progreso) -> _Preparado:
    shipped, (found, _) = data_package.load(folder, importados=False), read_all(folder)
    carpeta = folder_name(lectura)
    tables = tables_of(lectura, shipped, carpeta, source_name(lectura.fuente))
    if wrong := incoherences(tables["casos"], tables["series"], shipped):
        raise ArchivoRechazado("E-INCOHERENTE", lectura.archivo, detalle=wrong)
    previous = next((i for i in found if i.carpeta == carpeta), None)
    current = merged(shipped, found)
    check_cut_off(lectura, carpeta, current, found)
    files = {f"{name}.csv": to_csv(table) for name, table in tables.items()}
    same = previous is not None and _same(lectura, previous, folder, files)
    new = previous if same else _imported(lectura, carpeta, found, typed(tables, shipped), files)
    after = [*(i for i in found if i.carpeta != carpeta), new]
    before, protection = _protect(folder, after, new.poblacion, umbral, lectura.archivo, progreso)
    changed = protection.placed(folder) if protection else {}
    if same:
        return _Preparado(dict(previous.informe) | {"estado": inf.IGUAL}, carpeta, changed)
    people = people_changes(counts(before, new.anios), counts(protection or before, new.anios), shipped)
    informe = _report(lectura, shipped, current, previous, merged(shipped, after), new, tables, people)
    own = _all_files(lectura, informe, tables, files, shipped)
    return _Preparado(informe, carpeta, changed | {folder / IMPORTADOS / carpeta: own})


def _imported(lectura: Lectura, carpeta: str, found: list[Importado], tablas: Tablas, files: dict) -> Importado:
    orden = max((i.orden for i in found), default=0) + 1
    corte = lectura.fecha_corte.isoformat() if lectura.fecha_corte else None
    informe = {"orden": orden, "fecha_corte": corte, "poblacion": population_of(tablas)}
    cubo = data_package.seal(files[f"{CUBO}.csv"]) if CUBO in tablas else ""
    return Importado(carpeta, lectura.sha256, informe, tablas, cubo)


def _protect(
    folder: Path, after: list[Importado], poblacion: str, umbral: int, archivo: str, progreso: Progreso
) -> tuple[Proteccion | None, Proteccion | None]:
    """Lo que estaba publicado y lo que lo reemplaza; None si no trae personas o si ya corresponde."""
    if not poblacion:
        return None, None
    fresh = renew(folder, after, poblacion, umbral, archivo, lambda parte: progreso(parte, PROTEGIENDO))
    return read_protected(folder, poblacion), fresh


def source_name(fuente: str) -> str:
    """El nombre de la fuente para el lector; la plantilla da una fuente por población."""
    known = sources.sources()
    return next((s.nombre for i, s in known.items() if fuente == i or fuente.startswith(f"{i}_")), fuente)


def _same(lectura: Lectura, previous: Importado, folder: Path, files: dict[str, bytes]) -> bool:
    """El mismo archivo ya dio las mismas tablas."""
    live = live_folders(folder / IMPORTADOS)[previous.carpeta]
    kept = {p.name: p.read_bytes() for p in live.glob("*.csv") if not p.name.endswith("_apartadas.csv")}
    own = {n: c for n, c in files.items() if n != "fuentes.csv"}
    return previous.informe["sha256"] == lectura.sha256 and own == {n: kept[n] for n in kept if n != "fuentes.csv"}


def _report(
    lectura: Lectura,
    shipped: Datos,
    current: Datos,
    previous: Importado | None,
    after: Datos,
    new: Importado,
    tables: Tablas,
    people: Diferencia,
) -> dict:
    casos = new.tablas["casos"]
    loaded = after["casos"][keys_of(after["casos"]).isin(set(keys_of(casos)))]
    moved = changes(current["casos"], after["casos"], casos, shipped) + people
    replaces = previous or set(keys_of(casos)) & set(keys_of(current["casos"]))
    head = {"carpeta": new.carpeta, "fuente": source_name(lectura.fuente), "orden": new.orden}
    head |= {"poblacion": new.poblacion}
    return inf.build(lectura, tables, loaded, moved, after, estado=inf.REEMPLAZA if replaces else inf.NUEVA, **head)


def _all_files(
    lectura: Lectura, informe: dict, tables: Tablas, files: dict[str, bytes], datos: Datos
) -> dict[str, bytes]:
    apartadas = f"{Path(lectura.archivo).stem}_apartadas.csv"
    sealed = files | {INFORME: to_json(informe)}
    extra = {apartadas: set_aside_csv(lectura.apartadas)} if lectura.apartadas else {}
    package = descriptor(tables, sealed, datos, f"{informe['fuente']}: {lectura.archivo}")
    return sealed | extra | {"informe.html": to_html(informe), "datapackage.json": package}
