"""Listas de barras en HTML: la etiqueta entera, la barra y el número al final."""

from dash import dcc, html

from dashboard.charts import Barra, Contexto, Lista
from dashboard.filters import to_query


def bar_list(lista: Lista, ctx: Contexto) -> html.Div:
    """Las primeras filas a la vista y el resto tras «Ver los demás»."""
    barras = lista.barras
    if not lista.corte or len(barras) <= lista.corte + 1:
        return html.Div(html.Ol([_row(b, ctx) for b in barras], className="barras"))
    hidden = barras[lista.corte :]
    return html.Div(
        [
            html.Ol([_row(b, ctx) for b in barras[: lista.corte]], className="barras"),
            html.Details(
                [
                    html.Summary(f"Ver los otros {len(hidden)}"),
                    html.Ol([_row(b, ctx) for b in hidden], className="barras", start=str(lista.corte + 1)),
                ],
                open=any(b.elegida for b in hidden),
            ),
        ]
    )


def _row(barra: Barra, ctx: Contexto) -> html.Li:
    classes = ["barra", "elegida" if barra.elegida else "", "sangria" if barra.sangria else ""]
    cells = [
        html.Span(barra.etiqueta, className="barra-etiqueta"),
        html.Span(
            html.Span(
                className="barra-largo trama" if barra.trama else "barra-largo",
                style={"width": f"{barra.largo * 100:.1f}%"},
            ),
            className="barra-pista",
            **{"aria-hidden": "true"},
        ),
        html.Span(barra.texto, className="barra-valor"),
    ]
    if not barra.codigo:
        return html.Li(html.Div(cells, className=" ".join(filter(None, classes))))
    link = dcc.Link(cells, href=_toggle(barra, ctx), className=" ".join(filter(None, classes)))
    return html.Li(link, **({"aria-current": "true"} if barra.elegida else {}))


def _toggle(barra: Barra, ctx: Contexto) -> str:
    """Dirección que elige el lugar, o que lo suelta si ya estaba elegido."""
    lugares = () if barra.elegida else (barra.codigo,)
    return to_query(ctx.filtros.con(lugares=lugares), ctx.catalogo) or "/"
