"""Listas de barras en HTML: la etiqueta entera, la barra y el número al final."""

from dash import dcc, html

from dashboard.charts import Barra, Contexto, Lista
from dashboard.filters import to_query, with_version
from dashboard.layout.cedula import figure_link


def bar_list(lista: Lista, ctx: Contexto, cedulas: list[str] | None = None) -> html.Ol | html.Div:
    """En fila cuando cada barra se puede elegir; con la etiqueta encima cuando es una distribución.

    `cedulas` es la dirección de la cédula de cada barra, vacía donde no hay cifra.
    """
    hrefs = cedulas or [""] * len(lista.barras)
    places = any(b.puesto for b in lista.barras)
    rows = [_row(b, ctx, href, places) for b, href in zip(lista.barras, hrefs, strict=True)]
    kind = "elegibles" if lista.elegible else "apiladas"
    bars = html.Ol(rows, className=f"barras {kind}{' con-puestos' if places else ''}")
    return html.Div([html.P(lista.clave, className="barras-clave"), bars]) if lista.clave else bars


def _row(barra: Barra, ctx: Contexto, cedula: str, places: bool) -> html.Li:
    classes = ["barra", "elegida" if barra.elegida else "", "sangria" if barra.sangria else ""]
    value = html.Span(figure_link(barra.texto, cedula) if cedula else barra.texto, className="barra-valor")
    cells = [
        *([html.Span(barra.puesto, className="barra-puesto")] if places else []),
        html.Span(barra.etiqueta, className="barra-etiqueta"),
        html.Span([_length(barra), _margin(barra)], className="barra-pista", **{"aria-hidden": "true"}),
    ]
    row = " ".join(filter(None, classes))
    if not barra.codigo:
        return html.Li(html.Div([*cells, value], className=row))
    link = dcc.Link(cells, href=address_of(ctx, *([] if barra.elegida else [barra.codigo])), className="barra-elegir")
    return html.Li(html.Div([link, value], className=row), **({"aria-current": "true"} if barra.elegida else {}))


def _length(barra: Barra) -> html.Span | None:
    if not barra.largo:
        return None
    kinds = ["barra-largo", "trama" if barra.trama else "", barra.tono]
    return html.Span(className=" ".join(filter(None, kinds)), style={"width": f"{barra.largo * 100:.1f}%"})


def _margin(barra: Barra) -> html.Span | None:
    """De un límite al otro, sobre la misma pista."""
    if not barra.margen:
        return None
    low, high = (f"{limit * 100:.1f}%" for limit in (barra.margen[0], barra.margen[1] - barra.margen[0]))
    return html.Span(className="barra-margen", style={"left": low, "width": high})


def address_of(ctx: Contexto, *lugares: str) -> str:
    """La dirección de la misma selección con esos lugares."""
    query = to_query(ctx.filtros.con(lugares=lugares), ctx.catalogo)
    return (with_version(query, ctx.datos.version) if ctx.datos.archivada else query) or "/"
