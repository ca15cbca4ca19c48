"""Los orígenes que no son gráficos: cifras del periodo, metas de un plan y celdas de las tablas de datos."""

from dataclasses import asdict, fields, replace

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.cedula.direccion import path, slug
from dashboard.cedula.inventario import DISTRITOS, IMPORTADOS, INVENTARIO
from dashboard.cedula.origenes import Tabla
from dashboard.charts import Columna, Contexto, Record
from dashboard.charts._perfil import QUIENES
from dashboard.idioma import N_, _, ngettext
from dashboard.plan import Plan
from dashboard.plan.entidades import Trayectoria
from dashboard.queries.cifras import CON_CIFRA, KeyFigure, key_figures_for
from dashboard.queries.palabras import counted_words
from dashboard.queries.respaldo import NO_CONSTA, Respaldo, behind_cases, behind_record, source_of

PLANTILLA = N_("Se copia de la celda, sin cambiarla.")
METAS = "metas"


def _periodo(ctx: Contexto) -> pd.DataFrame:
    figures = key_figures_for(ctx.datos, ctx.catalogo, ctx.filtros)
    return pd.DataFrame([asdict(f) for f in figures], columns=[f.name for f in fields(KeyFigure)])


def _periodo_base(ctx: Contexto, row: Record, _column: str) -> tuple[Respaldo, ...]:
    serie, f = ctx.catalogo.series[row["serie_id"]], ctx.filtros
    if row["clave"] == CON_CIFRA:
        found = source_of(
            ctx.datos,
            serie.fuente_id,
            _("tabla casos, filas de «{nombre}»: {edicion}", nombre=_(serie.nombre), edicion=serie.edicion),
        )
        return (replace(found, procedencia="calculado"),)
    codigos = row["lugares"] or (N.PAIS,)
    parts = (behind_cases(ctx.datos, serie, row["componente"], c, f.desde, f.hasta) for c in codigos)
    return tuple(r for rows in parts for r in rows)


def _periodo_how(ctx: Contexto, row: Record) -> str:
    if row["clave"] == CON_CIFRA:
        return _("Cuenta de los lugares que tienen cifra publicada en todos los periodos elegidos.")
    return counted_words(ctx.catalogo.series[row["serie_id"]], row["componente"], row["cuando"])


PERIODO = Tabla(
    id="periodo",
    question=N_("¿Cuánto se registró en el lugar y los años elegidos?"),
    title=lambda ctx: _("Cifras del periodo"),
    query=_periodo,
    columns={
        "que": Columna(N_("Qué cuenta")),
        "donde": Columna(N_("Dónde")),
        "numero": Columna(N_("Cifra"), "entero", lambda ctx, row: row["unidad"], _periodo_how),
    },
    key=("clave",),
    obeys=("serie", "componente", "desde", "hasta", "lugares"),
    base=_periodo_base,
)


def meta_path(plan: Plan, meta_id: str) -> str:
    """La dirección de la cédula de una meta."""
    return path(f"{METAS}/{slug(meta_id)}/valor_texto", plan.edicion)


def metas_of(plan: Plan) -> Tabla:
    """Las metas de un plan. Su fuente es el propio plan, línea por línea, y su versión, la de sus tablas."""
    rows = [asdict(m) | {"mide": plan.trayectoria(m.trayectoria).nombre} for m in plan.metas]
    frame = pd.DataFrame(rows)

    def base(ctx: Contexto, row: Record, _column: str) -> tuple[Respaldo, ...]:
        cita = _(
            "matriz del {oe}, acción {accion}, {lines}",
            oe=plan.eje(row["eje"]).oe,
            accion=row["accion"],
            lines=_lines(row["lineas"]),
        )
        return (replace(plan_source(ctx, plan, cita), procedencia="publicado", nota=row["nota"]),)

    return Tabla(
        id=METAS,
        question=N_("¿Qué pide el Plan en cada periodo?"),
        title=lambda ctx: plan.ficha.nombre,
        query=lambda ctx: frame,
        columns={
            "meta_id": Columna(N_("Meta")),
            "mide": Columna(N_("Qué se mide")),
            "periodo": Columna(N_("Periodo")),
            "valor_texto": Columna(
                N_("Meta comprometida"),
                unidad=lambda ctx, row: _plan_unit(plan.trayectoria(row["trayectoria"])),
                como=N_("Se copia del Plan; una viñeta de un periodo es una meta."),
            ),
        },
        key=("meta_id",),
        base=base,
        edicion=plan.edicion,
    )


def _lines(lineas: str) -> str:
    lines = lineas.split(";")
    return ngettext("línea {lineas} del texto", "líneas {lineas} del texto", len(lines), lineas=fmt.listing(lines))


def plan_source(ctx: Contexto, plan: Plan, cita: str) -> Respaldo:
    """El propio plan como documento, en el lugar que dice `cita`."""
    fuente_id = plan.ficha.plan.replace("_", "-")
    if fuente_id in set(ctx.datos["fuentes"][N.FUENTE_ID]):
        return source_of(ctx.datos, fuente_id, cita)
    return Respaldo(plan.ficha.nombre, plan.ficha.norma, str(plan.ficha.inicio), cita, NO_CONSTA)


def _plan_unit(t: Trayectoria) -> str:
    if t.unidad == "%":
        return _("% de {universo}", universo=t.universo) if t.universo else _("% (el Plan no dice de qué universo)")
    return {"hito": _("(estado por alcanzar)"), "hito y %": _("(hito y luego porcentaje)")}.get(t.unidad, t.unidad)


def cells_of(name: str, columna: str, unidad) -> Tabla:
    """Una columna de una tabla de datos con su cita en cada fila, citable celda por celda."""

    def query(ctx: Contexto) -> pd.DataFrame:
        table = ctx.datos[name]
        spans = [fmt.period(i.date(), f.date()) for i, f in zip(table[N.INICIO], table[N.FIN], strict=True)]
        return table.assign(periodo=spans, **{f: _day(table[f]) for f in (N.INICIO, N.FIN)})

    return Tabla(
        id=f"tabla-{name}",
        question=N_("¿Qué dice la fuente?"),
        title=lambda ctx: ctx.datos.resources[name]["title"],
        query=query,
        columns={c: Columna(c) for c in NOMBRAN[name]} | {columna: Columna(N_("Valor"), "exacto", unidad, PLANTILLA)},
        key=CLAVES[name],
        base=lambda ctx, row, column: behind_record(ctx.datos, row),
    )


def _day(column: pd.Series) -> pd.Series:
    return column.dt.strftime("%Y-%m-%d")


CLAVES = {
    "casos": ("serie_id", "inicio", "fin", "ambito", "codigo", "componente", "medida", "procedencia"),
    "cifras": ("cifra_id",),
    "perfil": ("corte", "poblacion", "dimension", "categoria_id"),
}
NOMBRAN = {
    "casos": ("serie_id", "nombre_en_fuente", "periodo"),
    "cifras": ("concepto", "periodo"),
    "perfil": ("categoria", "dimension", "periodo"),
}


def _series_unit(ctx: Contexto, row: Record) -> str:
    serie = ctx.catalogo.series[row["serie_id"]]
    return _("% de los {unidad}", unidad=_(serie.unidad)) if row["medida"] == "porcentaje" else _(serie.unidad)


CELDAS = (
    cells_of("casos", "valor", _series_unit),
    cells_of("cifras", "valor", lambda ctx, row: row["unidad"]),
    cells_of("perfil", "pct", lambda ctx, row: _("% de {quienes}", quienes=_(QUIENES[row["poblacion"]]))),
)
TABLAS = (PERIODO, INVENTARIO, DISTRITOS, IMPORTADOS, *CELDAS)
