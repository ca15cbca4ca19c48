"""Cómo cambió lo que se registra."""

import pandas as pd

from dashboard import formatting as fmt
from dashboard.catalog import Serie
from dashboard.charts import Chart, Columna, Contexto, Record
from dashboard.estadistica import distinguible, ratio_interval
from dashboard.figures.lineas import timeline
from dashboard.figures.theme import Figura
from dashboard.filters import place_words
from dashboard.idioma import N_, _
from dashboard.queries.evolucion import evolution
from dashboard.queries.palabras import counted_words
from dashboard.queries.respaldo import Respaldo, behind_cases


def title(ctx: Contexto) -> str:
    """«Evolución: todo el país»."""
    if not ctx.filtros.lugares:
        return _("Evolución: todo el país")
    return _("Evolución: {lugares}", lugares=place_words(ctx.filtros, ctx.catalogo))


def query(ctx: Contexto) -> pd.DataFrame:
    """Filas linea × año con su serie, su periodo y su cita."""
    return evolution(ctx.datos, ctx.catalogo, ctx.filtros)


def draw(frame: pd.DataFrame, ctx: Contexto) -> Figura:
    """Líneas separadas por serie, con los sucesos fechados que las afectan."""
    return timeline(frame, _events(frame, ctx))


def _events(frame: pd.DataFrame, ctx: Contexto) -> pd.DataFrame:
    """Normas, cambios de organización y emergencias de las series dibujadas, del país o de los lugares elegidos."""
    eventos, shown = ctx.datos["eventos"], set(frame["serie_id"])
    of_series = pd.Series([bool(shown & set(s.split(";"))) for s in eventos["series"]], index=eventos.index)
    of_place = eventos["codigo"].isna() | eventos["codigo"].isin(ctx.filtros.lugares)
    return eventos[of_series & of_place & (eventos["tipo"] != "registro")]


def takeaway(frame: pd.DataFrame, ctx: Contexto) -> str:
    """El cambio entre los dos últimos años completos de la primera línea de la serie elegida, con su intervalo."""
    rows = frame[(frame["serie_id"] == ctx.filtros.serie) & ~frame["parcial"]]
    rows = rows[rows["linea"] == rows["linea"].iloc[0]] if len(rows) else rows
    inside = rows[(rows["anio"] >= ctx.filtros.desde) & (rows["anio"] <= ctx.filtros.hasta)]
    pair = (inside if len(inside) > 1 else rows[rows["anio"] <= ctx.filtros.hasta].tail(2)).sort_values("anio")
    if len(pair) < 2:
        return _("La serie elegida no tiene dos años completos que comparar; cada línea se lee por separado.")
    return _change(pair.iloc[0], pair.iloc[-1], _(ctx.serie.unidad))


def _change(before: pd.Series, after: pd.Series, unidad: str) -> str:
    a, b = int(before["valor"]), int(after["valor"])
    sentence = _(
        "{linea}: de {a} a {b} {unidad} entre {desde} y {hasta}",
        linea=_(before["linea"]),
        a=fmt.number(a),
        b=fmt.number(b),
        unidad=unidad,
        desde=before["anio"],
        hasta=after["anio"],
    )
    if a == 0:
        return f"{sentence}."
    ratio, low, high = ratio_interval(a, b)
    interval = f"×{fmt.number(ratio, 2)} ({fmt.number(low, 2)}–{fmt.number(high, 2)})"
    if distinguible(a, b):
        return f"{sentence}, {interval}."
    return _("{sentence}, {interval}: la diferencia no se distingue del azar.", sentence=sentence, interval=interval)


def base(ctx: Contexto, row: Record, _column: str) -> tuple[Respaldo, ...]:
    """Las filas de la serie en ese lugar y año."""
    serie = _serie(ctx, row)
    rows = behind_cases(ctx.datos, serie, serie.componentes[0], row["codigo"], row["anio"], row["anio"])
    same = [r for r in rows if row["periodo"] in r.dice]
    return tuple(same) or rows


def _serie(ctx: Contexto, row: Record) -> Serie:
    return ctx.catalogo.series[row["serie_id"]]


def _unit(ctx: Contexto, row: Record) -> str:
    return _(_serie(ctx, row).unidad)


def _how(ctx: Contexto, row: Record) -> str:
    serie = _serie(ctx, row)
    return counted_words(serie, serie.componentes[0], row["periodo"])


CHART = Chart(
    id="evolucion",
    tab="incidencia",
    section=N_("Dónde y cuándo"),
    order=30,
    title=title,
    question=N_("¿Cómo cambió lo que se registra? Cada serie es otra medida: no se suman ni se continúan"),
    query=query,
    draws={N_("Gráfico"): draw},
    takeaway=takeaway,
    columns={
        "linea": Columna(N_("Serie o lugar")),
        "periodo": Columna(N_("Periodo")),
        "valor": Columna(N_("Registros"), "entero", _unit, _how),
    },
    dimension="evolucion",
    key=("serie_id", "codigo", "periodo_id"),
    obeys=("serie", "lugares"),
    shows=("lugares", "desde", "hasta"),
    base=base,
)
