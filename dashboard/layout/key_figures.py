"""Las cifras del periodo: cuatro números grandes con su unidad y su alcance."""

from dash import html

from dashboard.charts import Contexto
from dashboard.queries.cifras import KeyFigure, key_figures_for


def key_figures(ctx: Contexto) -> list[html.Div]:
    """Una ficha por cifra."""
    return [_tile(figure) for figure in key_figures_for(ctx.datos, ctx.catalogo, ctx.filtros)]


def _tile(figure: KeyFigure) -> html.Div:
    return html.Div(
        [
            html.P(figure.valor, className="cifra-valor"),
            html.P(figure.que, className="cifra-que"),
            html.P(figure.donde, className="cifra-donde"),
        ],
        className="cifra",
    )
