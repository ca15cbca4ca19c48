"""Cuánto debía informar cada institución y cuánto informó, con la tasa como intervalo mientras no se sepa todo."""

from dash import dcc, html

from dashboard import formatting as fmt
from dashboard.idioma import _, ngettext
from dashboard.metas.filters import href
from dashboard.metas.seleccion import Seleccion
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
    numbers = {_("Debía"): p.debidas, _("A tiempo"): p.a_tiempo, _("Tarde"): p.tarde, _("Sin constar"): p.sin_constar}
    cells = {
        name: html.Td(f"{n:,}", className="numero" if n else "numero nada", **{"data-columna": name})
        for name, n in numbers.items()
    }
    rate = html.Td(rate_words(p), className="numero tasa", **{"data-columna": _("Tasa a tiempo")})
    return cells | {_("Tasa a tiempo"): rate}


def rate_words(p: Puntualidad) -> str:
    """«40.0%», «entre 40.0% y 75.0%», «aún no debía»."""
    if p.tasa is None:
        return _("aún no debía")
    if not p.a_tiempo and not p.tarde:
        return _("sin reporte")
    low, high = p.tasa
    return fmt.percent(low) if low == high else f"{fmt.number(low, 1)}–{fmt.percent(high)}"


def on_time_words(p: Puntualidad) -> str:
    """Las entregas de una institución en una oración."""
    if p.tasa is None:
        return _("Aún no le tocaba informar de ninguna de estas metas.")
    owed_words = ngettext(
        "Debía {n} entrega anual: {a_tiempo} a tiempo, {tarde} tarde y {sin_constar} sin constar.",
        "Debía {n} entregas anuales: {a_tiempo} a tiempo, {tarde} tarde y {sin_constar} sin constar.",
        p.debidas,
        a_tiempo=f"{p.a_tiempo:,}",
        tarde=f"{p.tarde:,}",
        sin_constar=f"{p.sin_constar:,}",
    )
    low, high = p.tasa
    if low == high:
        return f"{owed_words} {_('A tiempo: {tasa}.', tasa=fmt.percent(low))}"
    span = _(
        "A tiempo: entre {low} y {high}, según lo que no consta esté o no en revisión.",
        low=fmt.percent(low),
        high=fmt.percent(high),
    )
    return f"{owed_words} {span}"


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
    lists = [html.Div([html.Strong(_("De {anio}:", anio=anio)), html.Ul(items)]) for anio, items in by_year.items()]
    title = ngettext("Qué no consta: {n} entrega", "Qué no consta: {n} entregas", len(rows))
    return [html.Details([html.Summary(title), html.Div(lists)], className="sin-constar")] if rows else []
