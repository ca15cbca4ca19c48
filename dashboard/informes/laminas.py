"""La lista de láminas de una sesión: una sola, para la presentación, el panel sin conexión, el volante y el libro.

Sale del registro de gráficos: un archivo nuevo en dashboard/charts/ aparece en todos sin tocar ninguno.
"""

from collections.abc import Callable
from functools import partial
from types import MappingProxyType

import pandas as pd

from dashboard.cedula import SinCedula, cedula_of
from dashboard.charts import Chart, Contexto, Lista, registry
from dashboard.charts._tabla import shown_columns
from dashboard.figures.theme import Figura
from dashboard.idioma import _
from dashboard.informes.alcance import cut_off, filters_words, not_covered, shown_years
from dashboard.informes.lamina import ACTO, DISCREPAN, EVOLUCION, LUGAR, PERFIL, RUTAS, SECCIONES, SIN_CIFRAS, Lamina
from dashboard.informes.laminas_metas import agreements, goals
from dashboard.plan import Plan
from dashboard.plan.reportes import Avances
from dashboard.queries.advertencias import warnings_for
from dashboard.queries.citas import sources_of
from dashboard.queries.respaldo import corrections_in

# La sección de la sesión según el gráfico o, si es uno nuevo, según su sección en la pestaña.
POR_GRAFICO = {"evolucion": EVOLUCION, "multiples": EVOLUCION, "captacion": ACTO, "explotacion": ACTO}
POR_SECCION = {
    "Dónde y cuándo": LUGAR,
    "Presuntas víctimas": PERFIL,
    "Presuntos/as imputados/as": PERFIL,
    "Rutas": RUTAS,
    "Comparar fuentes": DISCREPAN,
}


def laminas(ctx: Contexto, plan: Plan, avances: Avances, anios: range | None = None) -> tuple[Lamina, ...]:
    """Las láminas de una selección, en el orden de la sesión. Pura: mismos valores, mismas láminas.

    `anios` son los que se pidieron: con ellos cada lámina avisa qué parte de lo pedido no cubre.
    """
    charts = [lamina_of(c, ctx, anios) for c in registry().values() if c.applies(ctx)]
    found = dict.fromkeys(lamina.seccion for lamina in charts)
    order = [*SECCIONES, *(s for s in found if s not in SECCIONES)]
    charts.sort(key=lambda lamina: order.index(lamina.seccion))
    return (*charts, *goals(ctx, plan, avances), agreements(ctx, plan, avances))


def section_of(chart: Chart) -> str:
    """En qué sección de la sesión va un gráfico; uno de una sección desconocida conserva la suya."""
    return POR_GRAFICO.get(chart.id) or POR_SECCION.get(chart.section, chart.section)


def lamina_of(chart: Chart, ctx: Contexto, anios: range | None = None) -> Lamina:
    """La lámina de un gráfico, con todos sus dibujos."""
    frame = chart.query(ctx)
    draws = {} if frame.empty else {view: partial(_drawn, draw, ctx) for view, draw in chart.draws.items()}
    gap = not_covered(shown_years(chart, frame, ctx), anios) if anios and len(frame) else ""
    warnings = warnings_for(ctx.datos, chart.answers(ctx), chart.dimension, chart.poblacion)
    return Lamina(
        id=chart.id,
        seccion=section_of(chart),
        titulo=chart.title(ctx),
        pregunta=_(chart.question),
        frame=frame,
        columns=MappingProxyType(shown_columns(chart, frame) if len(frame) else dict(chart.columns)),
        draws=MappingProxyType(draws),
        conclusion=chart.takeaway(frame, ctx) if len(frame) else f"{_(SIN_CIFRAS)}. {chart.why_empty(ctx)}",
        cautions=tuple(filter(None, (gap, *corrections_in(ctx.datos, frame), *warnings))),
        fuentes=sources_of(frame, ctx.datos),
        filtros=filters_words(chart, ctx),
        corte=cut_off(chart, frame, ctx),
        version=ctx.datos.version,
        quienes=_(chart.section) if chart.poblacion else "",
        lugares=ctx.filtros.lugares,
        cedula=partial(_cedula, chart, ctx, frame),
    )


def _drawn(draw: Callable, ctx: Contexto, frame: pd.DataFrame) -> Figura | Lista:
    return draw(frame, ctx)


def _cedula(chart: Chart, ctx: Contexto, frame: pd.DataFrame, row: int, column: str) -> str:
    try:
        return cedula_of(chart, ctx, frame, row, column).texto
    except SinCedula:
        return ""
