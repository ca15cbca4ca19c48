"""Los orígenes de «Datos y método»: filas de cada tabla, composición de los distritos y filas de cada importación."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace

import pandas as pd

from dashboard import names as N
from dashboard.cedula.origenes import Tabla
from dashboard.charts import Columna, Contexto, Record
from dashboard.idioma import N_, _
from dashboard.queries.inventario import districts, tables_of
from dashboard.queries.respaldo import NO_CONSTA, Respaldo, behind_record

EDITOR = "Mirador contra la trata"


def _inventory(ctx: Contexto) -> pd.DataFrame:
    return pd.DataFrame([asdict(t) for t in tables_of(ctx.datos)])


def _own_file(ctx: Contexto, row: Record, _column: str) -> tuple[Respaldo, ...]:
    path, hoy = ctx.datos.resources[row["nombre"]]["path"], _("versión {version}", version=ctx.datos.version)
    return (
        Respaldo(
            _("Paquete de datos del tablero"), EDITOR, hoy, _("archivo {path}", path=path), _("al cargar"), "calculado"
        ),
    )


INVENTARIO = Tabla(
    id="inventario",
    question=N_("¿Cuántas filas tiene cada tabla?"),
    title=lambda ctx: _("Tablas del paquete de datos"),
    query=_inventory,
    columns={
        "titulo": Columna(N_("Tabla")),
        "filas": Columna(N_("Filas"), "entero", N_("filas"), N_("Cuenta de filas de la tabla.")),
    },
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
    question=N_("¿Cuántas provincias y distritos componen cada distrito fiscal?"),
    title=lambda ctx: _("Los distritos fiscales"),
    query=_units,
    columns={
        "nombre": Columna(N_("Distrito fiscal")),
        "unidades": Columna(
            N_("Provincias y distritos"), "entero", N_("provincias y distritos"), N_("Cuenta de la composición.")
        ),
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
    cita = _("informe de importados/{carpeta}", carpeta=row["carpeta"])
    said = _("corte: {corte}", corte=row["corte"])
    return (Respaldo(str(row["archivo"]), str(row["fuente"]), said, cita, _("al importar"), "calculado"),)


FILAS = {
    "leidas": N_("Filas leídas del archivo."),
    "cargadas": N_("Filas que quedaron en las tablas, una por una."),
    "sumadas": N_("Filas que se sumaron con otras de la misma clave."),
    "apartadas": N_("Filas que no se usaron; el informe dice por qué."),
}
IMPORTADOS = Tabla(
    id="importados",
    question=N_("¿Qué se hizo con cada fila de cada archivo importado?"),
    title=lambda ctx: _("Archivos importados"),
    query=_imports,
    columns={"archivo": Columna(N_("Archivo")), "fuente": Columna(N_("Fuente"))}
    | {k: Columna(k.capitalize().replace("Leidas", "Leídas"), "entero", "filas", how) for k, how in FILAS.items()},
    key=("carpeta",),
    base=_imported_file,
)
