"""Listas de barras en HTML: la etiqueta entera, la barra y el número al final."""

from dash import dcc, html

from dashboard.charts import Barra, Contexto, Lista
from dashboard.filters import to_query


def bar_list(lista: Lista, ctx: Contexto) -> html.Ol:
    """En fila cuando cada barra se puede elegir; con la etiqueta encima cuando es una distribución."""
    kind = "barras elegibles" if any(b.codigo for b in lista.barras) else "barras apiladas"
    return html.Ol([_row(b, ctx) for b in lista.barras], className=kind)


def _row(barra: Barra, ctx: Contexto) -> html.Li:
    classes = ["barra", "elegida" if barra.elegida else "", "sangria" if barra.sangria else ""]
    cells = [
        html.Span(barra.etiqueta, className="barra-etiqueta"),
        html.Span(
            _length(barra) if barra.largo else None,
            className="barra-pista",
            **{"aria-hidden": "true"},
        ),
        html.Span(barra.texto, className="barra-valor"),
    ]
    if not barra.codigo:
        return html.Li(html.Div(cells, className=" ".join(filter(None, classes))))
    link = dcc.Link(cells, href=_toggle(barra, ctx), className=" ".join(filter(None, classes)))
    return html.Li(link, **({"aria-current": "true"} if barra.elegida else {}))


def _length(barra: Barra) -> html.Span:
    kinds = ["barra-largo", "trama" if barra.trama else "", barra.tono]
    return html.Span(className=" ".join(filter(None, kinds)), style={"width": f"{barra.largo * 100:.1f}%"})


def _toggle(barra: Barra, ctx: Contexto) -> str:
    """Dirección que elige el lugar, o que lo suelta si ya estaba elegido."""
    lugares = () if barra.elegida else (barra.codigo,)
    return to_query(ctx.filtros.con(lugares=lugares), ctx.catalogo) or "/"
