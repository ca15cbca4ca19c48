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
from dashboard.importer.changes import CUBO, changes, people_changes
from dashboard.importer.coherencia import incoherences
from dashboard.importer.corte import check_cut_off
from dashboard.importer.merge import keys_of, merged
from dashboard.importer.report import to_html, to_json
from dashboard.importer.store import install
from dashboard.importer.tablas import descriptor, set_aside_csv, tables_of, to_csv, typed
from dashboard.sources.lectura import ArchivoRechazado, Lectura
from dashboard.versiones import archive

Tablas = dict[str, pd.DataFrame]


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
    informe: dict
    carpeta: str
    files: dict[str, bytes]


def bring_in(
    path: Path,
    folder: Path,
    como: str | None = None,
    simular: bool = False,
    progreso: Callable[[float], None] = lambda parte: None,
) -> Resultado:
    """Lee `path` y lo guarda en `folder`/importados. Lanza ArchivoRechazado y entonces no cambia nada."""
    lectura = sources.read(path, como, folder, progreso)
    if not lectura.cargadas:
        first = lectura.apartadas[0]
        datos = {"filas": lectura.leidas, "linea": first.linea, "razon": first.razon, "falta": first.codigo}
        raise ArchivoRechazado("E-NADA-CARGADO", lectura.archivo, **datos)
    return simulate(lectura, folder) if simular else keep(lectura, folder)


def simulate(lectura: Lectura, folder: Path) -> Resultado:
    """El informe que daría importar `lectura`, sin escribir."""
    return Resultado(_prepare(lectura, folder).informe, None)


def keep(lectura: Lectura, folder: Path) -> Resultado:
    """Guarda una lectura ya hecha."""
    base = folder / IMPORTADOS
    try:
        base.mkdir(exist_ok=True)
        with only_one(base, lectura.archivo):
            prepared = _prepare(lectura, folder)
            if prepared.informe["estado"] == inf.IGUAL:
                return Resultado(prepared.informe, live_folders(folder)[prepared.carpeta])
            installed = install(base, prepared.carpeta, prepared.files)
        with suppress(OSError):  # lo importado ya está; sin registro, un enlace antiguo lo dirá
            archive(data_package.load(folder))
        return Resultado(prepared.informe, installed)
    except OSError as error:
        detalle = error.strerror or type(error).__name__
        raise ArchivoRechazado("E-NO-SE-ESCRIBE", lectura.archivo, detalle=detalle) from error


def _prepare(lectura: Lectura, folder: Path) -> _Preparado:
    shipped, (found, _) = data_package.load(folder, importados=False), read_all(folder)
    carpeta = folder_name(lectura)
    tables = tables_of(lectura, shipped, carpeta, source_name(lectura.fuente))
    if wrong := incoherences(tables["casos"], tables["series"], shipped):
        raise ArchivoRechazado("E-INCOHERENTE", lectura.archivo, detalle=wrong)
    current, previous = merged(shipped, found), next((i for i in found if i.carpeta == carpeta), None)
    check_cut_off(lectura, carpeta, current, found)
    files = {f"{name}.csv": to_csv(table) for name, table in tables.items()}
    if previous and _same(lectura, previous, folder, files):
        return _Preparado(dict(previous.informe) | {"estado": inf.IGUAL}, carpeta, {})
    informe = _report(lectura, shipped, current, found, carpeta, tables)
    return _Preparado(informe, carpeta, _all_files(lectura, informe, tables, files, shipped))


def source_name(fuente: str) -> str:
    """El nombre de la fuente para el lector; la plantilla da una fuente por población."""
    known = sources.sources()
    return next((s.nombre for i, s in known.items() if fuente == i or fuente.startswith(f"{i}_")), fuente)


def _same(lectura: Lectura, previous: Importado, folder: Path, files: dict[str, bytes]) -> bool:
    """El mismo archivo ya dio las mismas tablas."""
    live = live_folders(folder)[previous.carpeta]
    kept = {p.name: p.read_bytes() for p in live.glob("*.csv") if not p.name.endswith("_apartadas.csv")}
    own = {n: c for n, c in files.items() if n != "fuentes.csv"}
    return previous.informe["sha256"] == lectura.sha256 and own == {n: kept[n] for n in kept if n != "fuentes.csv"}


def _report(
    lectura: Lectura, shipped: Datos, current: Datos, found: list[Importado], carpeta: str, tables: Tablas
) -> dict:
    orden = max((i.orden for i in found), default=0) + 1
    corte = lectura.fecha_corte.isoformat() if lectura.fecha_corte else None
    new = Importado(carpeta, lectura.sha256, {"orden": orden, "fecha_corte": corte}, typed(tables, shipped))
    after = merged(shipped, [*(i for i in found if i.carpeta != carpeta), new])
    casos, cubo = new.tablas["casos"], new.tablas.get(CUBO)
    loaded = after["casos"][keys_of(after["casos"]).isin(set(keys_of(casos)))]
    previous = next((i for i in found if i.carpeta == carpeta), None)
    moved = changes(current["casos"], after["casos"], casos, shipped)
    if previous or cubo is not None:
        moved += people_changes(previous.tablas.get(CUBO) if previous else None, cubo, shipped)
    replaces = previous or set(keys_of(casos)) & set(keys_of(current["casos"]))
    head = {"carpeta": carpeta, "fuente": source_name(lectura.fuente), "orden": orden}
    return inf.build(lectura, tables, loaded, moved, after, estado=inf.REEMPLAZA if replaces else inf.NUEVA, **head)


def _all_files(
    lectura: Lectura, informe: dict, tables: Tablas, files: dict[str, bytes], datos: Datos
) -> dict[str, bytes]:
    apartadas = f"{Path(lectura.archivo).stem}_apartadas.csv"
    sealed = files | {INFORME: to_json(informe)}
    extra = {apartadas: set_aside_csv(lectura.apartadas)} if lectura.apartadas else {}
    package = descriptor(tables, sealed, datos, f"{informe['fuente']}: {lectura.archivo}")
    return sealed | extra | {"informe.html": to_html(informe), "datapackage.json": package}
