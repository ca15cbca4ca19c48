"""Las cifras del periodo: cuatro números grandes con su unidad y su alcance."""

from dataclasses import asdict

from dash import html

from dashboard.cedula import path_of
from dashboard.cedula.tablas import PERIODO
from dashboard.charts import Contexto
from dashboard.layout.cedula import figure_link
from dashboard.queries.cifras import KeyFigure, key_figures_for


def key_figures(ctx: Contexto) -> list[html.Div]:
    """Una ficha por cifra."""
    return [_tile(figure, ctx) for figure in key_figures_for(ctx.datos, ctx.catalogo, ctx.filtros)]


def _tile(figure: KeyFigure, ctx: Contexto) -> html.Div:
    href = path_of(PERIODO, ctx, asdict(figure), "numero")
    return html.Div(
        [
            html.P(figure_link(figure.valor, href) if href else figure.valor, className="cifra-valor"),
            html.P(figure.que, className="cifra-que"),
            html.P(figure.donde, className="cifra-donde"),
        ],
        className="cifra",
    )
