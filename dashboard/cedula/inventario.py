"""Los orígenes de «Datos y método»: filas de cada tabla, composición de los distritos y filas de cada importación."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace

import pandas as pd

from dashboard import names as N
from dashboard.cedula.origenes import Tabla
from dashboard.charts import Columna, Contexto, Record
from dashboard.queries.inventario import districts, tables_of
from dashboard.queries.respaldo import NO_CONSTA, Respaldo, behind_record

EDITOR = "Mirador contra la trata"


def _inventory(ctx: Contexto) -> pd.DataFrame:
    return pd.DataFrame([asdict(t) for t in tables_of(ctx.datos)])


def _own_file(ctx: Contexto, row: Record, _column: str) -> tuple[Respaldo, ...]:
    path, hoy = ctx.datos.resources[row["nombre"]]["path"], f"versión {ctx.datos.version}"
    return (Respaldo("Paquete de datos del tablero", EDITOR, hoy, f"archivo {path}", "al cargar", "calculado"),)


INVENTARIO = Tabla(
    id="inventario",
    question="¿Cuántas filas tiene cada tabla?",
    title=lambda ctx: "Tablas del paquete de datos",
    query=_inventory,
    columns={"titulo": Columna("Tabla"), "filas": Columna("Filas", "entero", "filas", "Cuenta de filas de la tabla.")},
    key=("nombre",),
    base=_own_file,
)


def _units(ctx: Contexto) -> pd.DataFrame:
    return pd.DataFrame([asdict(d) for d in districts(ctx.datos)])


def _composition(ctx: Contexto, row: Record, _column: str) -> tuple[Respaldo, ...]:
    rows = ctx.datos["composicion"]
    mine = rows[rows[N.DF_ID] == row["df_id"]]
    return tuple(_distinct(r for record in mine.to_dict("records") for r in _unit_of(ctx, record)))


def _unit_of(ctx: Contexto, record: Record) -> Iterable[Respaldo]:
    return (replace(r, dice=str(record[N.NOMBRE]), procedencia="calculado") for r in behind_record(ctx.datos, record))


def _distinct(values: Iterable[Respaldo]) -> Iterable[Respaldo]:
    return dict.fromkeys(values)


DISTRITOS = Tabla(
    id="distritos",
    question="¿Cuántas provincias y distritos componen cada distrito fiscal?",
    title=lambda ctx: "Los distritos fiscales",
    query=_units,
    columns={
        "nombre": Columna("Distrito fiscal"),
        "unidades": Columna("Provincias y distritos", "entero", "provincias y distritos", "Cuenta de la composición."),
    },
    key=("df_id",),
    base=_composition,
)


def _imports(ctx: Contexto) -> pd.DataFrame:
    rows = [import_record(i.carpeta, i.informe) for i in ctx.datos.importados]
    return pd.DataFrame(rows, columns=["carpeta", "archivo", "fuente", "corte", *FILAS])


def import_record(carpeta: str, informe: Mapping) -> dict:
    """Una importación como fila: su archivo y la suerte de sus filas."""
    own = {"archivo": informe["archivo"], "fuente": informe["fuente"], "corte": informe["fecha_corte"] or NO_CONSTA}
    return {"carpeta": carpeta, **own, **{k: informe["filas"][k] for k in FILAS}}


def _imported_file(_ctx: Contexto, row: Record, _column: str) -> tuple[Respaldo, ...]:
    cita = f"informe de importados/{row['carpeta']}"
    said = f"corte: {row['corte']}"
    return (Respaldo(str(row["archivo"]), str(row["fuente"]), said, cita, "al importar", "calculado"),)


FILAS = {
    "leidas": "Filas leídas del archivo.",
    "cargadas": "Filas que quedaron en las tablas, una por una.",
    "sumadas": "Filas que se sumaron con otras de la misma clave.",
    "apartadas": "Filas que no se usaron; el informe dice por qué.",
}
IMPORTADOS = Tabla(
    id="importados",
    question="¿Qué se hizo con cada fila de cada archivo importado?",
    title=lambda ctx: "Archivos importados",
    query=_imports,
    columns={"archivo": Columna("Archivo"), "fuente": Columna("Fuente")}
    | {k: Columna(k.capitalize().replace("Leidas", "Leídas"), "entero", "filas", how) for k, how in FILAS.items()},
    key=("carpeta",),
    base=_imported_file,
)
