"""Listas de barras en HTML: la etiqueta entera, la barra y el número al final."""

from dash import dcc, html

from dashboard.charts import Barra, Contexto, Lista
from dashboard.filters import to_query
from dashboard.layout.cedula import figure_link


def bar_list(lista: Lista, ctx: Contexto, cedulas: list[str] | None = None) -> html.Ol:
    """En fila cuando cada barra se puede elegir; con la etiqueta encima cuando es una distribución.

    `cedulas` es la dirección de la cédula de cada barra, vacía donde no hay cifra.
    """
    kind = "barras elegibles" if any(b.codigo for b in lista.barras) else "barras apiladas"
    hrefs = cedulas or [""] * len(lista.barras)
    return html.Ol([_row(b, ctx, href) for b, href in zip(lista.barras, hrefs, strict=True)], className=kind)


def _row(barra: Barra, ctx: Contexto, cedula: str) -> html.Li:
    classes = ["barra", "elegida" if barra.elegida else "", "sangria" if barra.sangria else ""]
    value = html.Span(figure_link(barra.texto, cedula) if cedula else barra.texto, className="barra-valor")
    cells = [
        html.Span(barra.etiqueta, className="barra-etiqueta"),
        html.Span(
            _length(barra) if barra.largo else None,
            className="barra-pista",
            **{"aria-hidden": "true"},
        ),
    ]
    row = " ".join(filter(None, classes))
    if not barra.codigo:
        return html.Li(html.Div([*cells, value], className=row))
    link = dcc.Link(cells, href=_toggle(barra, ctx), className="barra-elegir")
    return html.Li(html.Div([link, value], className=row), **({"aria-current": "true"} if barra.elegida else {}))


def _length(barra: Barra) -> html.Span:
    kinds = ["barra-largo", "trama" if barra.trama else "", barra.tono]
    return html.Span(className=" ".join(filter(None, kinds)), style={"width": f"{barra.largo * 100:.1f}%"})


def _toggle(barra: Barra, ctx: Contexto) -> str:
    """Dirección que elige el lugar, o que lo suelta si ya estaba elegido."""
    lugares = () if barra.elegida else (barra.codigo,)
    return to_query(ctx.filtros.con(lugares=lugares), ctx.catalogo) or "/"
