"""La pestaña Incidencia ya contestada, con los dibujos en SVG."""

from collections.abc import Mapping
from dataclasses import replace

from dash import html

from dashboard.charts import Chart, Contexto
from dashboard.ediciones import Aviso
from dashboard.figures.theme import Figura
from dashboard.filters import permanent_query
from dashboard.informes.dibujo import natural_size, to_shapes
from dashboard.informes.dibujo.formas import Camino, Dibujo
from dashboard.informes.dibujo.svg import to_svg
from dashboard.layout import ids, incidencia
from dashboard.layout.card import render
from dashboard.layout.seleccion import GRAFICOS, controls_of, said
from dashboard.primera.a_html import Crudo
from dashboard.primera.partes import Parte, parts_of


def answered(ctx: Contexto, geometria: Mapping, aviso: Aviso | None) -> html.Div:
    """La misma página que arma el tablero, con lo que contesta a la selección y el aviso si no es la vigente."""
    page = incidencia.page(ctx.catalogo)
    part = parts_of(page)
    for field, (options, value, disabled) in controls_of(ctx).items():
        control = part(ids.campo(field))
        control.options, control.value, control.disabled = options, value, disabled
    for name, content in said(ctx, aviso).items():
        part(name).children = content
    part(ids.PERMANENTE).href = permanent_query(ctx.filtros, ctx.datos.version)
    for chart in GRAFICOS:
        _card(part, chart, ctx, geometria)
    return page


def _card(part: Parte, chart: Chart, ctx: Contexto, geometria: Mapping) -> None:
    part(chart.id).hidden = not chart.applies(ctx)
    if part(chart.id).hidden:
        return
    title, figure, body, footer = render(chart, ctx, next(iter(chart.draws)))
    for name, content in (("titulo", title), ("cuerpo", body), ("pie", footer)):
        part(ids.parte(chart.id, name)).children = content
    if figure:
        frame = part(ids.parte(chart.id, "marco"))
        frame.children, frame.style = Crudo(_svg(figure, title, geometria)), _size(figure)


def _svg(compact: Mapping, title: str, geometria: Mapping) -> str:
    figura = Figura(tuple(compact["data"]), compact["layout"], (), compact["alto"], compact["proporcion"])
    return to_svg(_light(to_shapes(figura, geometria, *natural_size(figura))), title)


def _light(dibujo: Dibujo) -> Dibujo:
    """El mismo dibujo con sus áreas al píxel y sus líneas a la mitad: se ve igual y pesa un cuarto menos."""
    return replace(dibujo, formas=tuple(_rounded(f) if isinstance(f, Camino) else f for f in dibujo.formas))


def _rounded(camino: Camino) -> Camino:
    steps = 1 if camino.cerrado else 2
    return replace(
        camino,
        anillos=tuple(
            tuple((round(x * steps) / steps, round(y * steps) / steps) for x, y in r) for r in camino.anillos
        ),
    )


def _size(compact: Mapping) -> dict:
    """El sitio que ocupará el gráfico: el mismo que le da assets/figuras.js."""
    height = f"{compact['alto']}px"
    return {"aspectRatio": compact["proporcion"], "maxHeight": height} if compact["proporcion"] else {"height": height}
