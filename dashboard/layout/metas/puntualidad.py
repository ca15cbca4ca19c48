"""Cuánto debía informar cada institución y cuánto informó, con la tasa como intervalo mientras no se sepa todo."""

from dash import dcc, html

from dashboard import formatting as fmt
from dashboard.metas.filters import href
from dashboard.metas.seleccion import Seleccion, many
from dashboard.plan.estado import Puntualidad, Reporto
from dashboard.plan.estado.entregas import punctuality


def puntualidades(seleccion: Seleccion) -> dict[str, Puntualidad]:
    """Institución → su puntualidad en las metas elegidas."""
    rows = [e for m in seleccion.metas for e in seleccion.estado(m).reporto.entregas]
    by_sigla: dict[str, list] = {r.responsable: [] for r in seleccion.plan.responsables}
    for e in rows:
        by_sigla[e.institucion].append(e)
    return {s: punctuality(seleccion.seguimiento.indice, own, s) for s, own in by_sigla.items()}


def deliveries(p: Puntualidad) -> dict[str, html.Td]:
    """Encabezado → celda de las entregas de una institución."""
    numbers = {"Debía": p.debidas, "A tiempo": p.a_tiempo, "Tarde": p.tarde, "Sin constar": p.sin_constar}
    cells = {
        name: html.Td(f"{n:,}", className="numero" if n else "numero nada", **{"data-columna": name})
        for name, n in numbers.items()
    }
    rate = html.Td(rate_words(p), className="numero tasa", **{"data-columna": "Tasa a tiempo"})
    return cells | {"Tasa a tiempo": rate}


def rate_words(p: Puntualidad) -> str:
    """«40.0%», «entre 40.0% y 75.0%», «aún no debía»."""
    if p.tasa is None:
        return "aún no debía"
    if not p.a_tiempo and not p.tarde:
        return "sin reporte"
    low, high = p.tasa
    return fmt.percent(low) if low == high else f"{fmt.number(low, 1)}–{fmt.percent(high)}"


def on_time_words(p: Puntualidad) -> str:
    """Las entregas de una institución en una oración."""
    if p.tasa is None:
        return "Aún no le tocaba informar de ninguna de estas metas."
    count = (
        f"Debía {many(p.debidas, 'entrega anual', 'entregas anuales')}: {p.a_tiempo:,} a tiempo, {p.tarde:,} tarde y "
    )
    low, high = p.tasa
    if low == high:
        return f"{count}{p.sin_constar:,} sin constar. A tiempo: {fmt.percent(low)}."
    span = f"A tiempo: entre {fmt.percent(low)} y {fmt.percent(high)}"
    return f"{count}{p.sin_constar:,} sin constar. {span}, según lo que no consta esté o no en revisión."


def owed(seleccion: Seleccion, sigla: str) -> list[html.Details]:
    """Qué metas y años le faltan a una institución, por plazo; nada si no le falta ninguna."""
    rows = [
        e
        for m in seleccion.metas
        for e in seleccion.estado(m).reporto.entregas
        if e.institucion == sigla and e.estado == Reporto.NO
    ]
    by_year: dict[int, list[html.Li]] = {}
    for e in sorted(rows, key=lambda e: e.anio):
        trayectoria = seleccion.plan.meta(e.meta_id).trayectoria
        link = dcc.Link(e.meta_id, href=href(seleccion.filtros.abrir(trayectoria)))
        by_year.setdefault(e.anio, []).append(html.Li(link))
    lists = [html.Div([html.Strong(f"De {anio}:"), html.Ul(items)]) for anio, items in by_year.items()]
    title = f"Qué no consta: {many(len(rows), 'entrega')}"
    return [html.Details([html.Summary(title), html.Div(lists)], className="sin-constar")] if rows else []
