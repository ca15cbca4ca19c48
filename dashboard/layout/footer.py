"""El pie de una tarjeta: lo que se concluye, lo que hay que cuidar y de dónde sale."""

import pandas as pd
from dash import html

from dashboard.charts import Chart, Contexto
from dashboard.idioma import _, ngettext
from dashboard.queries.advertencias import warnings_for
from dashboard.queries.citas import Fuente, source_line, sources_of
from dashboard.queries.respaldo import corrections_in

A_LA_VISTA = 2


def card_footer(chart: Chart, frame: pd.DataFrame, ctx: Contexto) -> list:
    """Conclusión, advertencias y línea de fuente."""
    takeaway = [] if frame.empty else [html.P(chart.takeaway(frame, ctx), className="conclusion")]
    sources = sources_of(frame, ctx.datos)
    warnings = warnings_for(ctx.datos, chart.answers(ctx), chart.dimension, chart.poblacion)
    return [
        *takeaway,
        *_warnings((*corrections_in(ctx.datos, frame), *warnings)),
        html.Footer([html.Span(source_line(sources)), _details(sources)], className="fuente"),
    ]


def _warnings(texts: tuple[str, ...]) -> list:
    if not texts:
        return []
    shown = html.Ul([html.Li(t) for t in texts[:A_LA_VISTA]], className="advertencias")
    rest = texts[A_LA_VISTA:]
    if not rest:
        return [shown]
    label = ngettext("Una advertencia más", "{n} advertencias más", len(rest))
    more = html.Ul([html.Li(t) for t in rest], className="advertencias")
    return [shown, html.Details([html.Summary(label), more], className="mas-advertencias")]


def _details(sources: tuple[Fuente, ...]) -> html.Details | str:
    if not sources:
        return ""
    return html.Details([html.Summary(_("¿De dónde sale?")), html.Ul([_source(s) for s in sources], tabIndex="0")])


def _source(s: Fuente) -> html.Li:
    facts = [
        f"{s.titulo}. {s.editor}.",
        s.fecha and _("Fecha: {fecha}.", fecha=s.fecha),
        s.ubicacion and _("Ubicación: {ubicacion}.", ubicacion=s.ubicacion),
    ]
    facts += [s.licencia and _("Licencia: {licencia}.", licencia=s.licencia)]
    cites = html.Ul([html.Li(_(c)) for c in sorted(s.citas)[:40]])
    return html.Li([html.Span(" ".join(filter(None, facts))), cites])
