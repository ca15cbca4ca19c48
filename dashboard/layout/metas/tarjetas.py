"""Una tarjeta por eje: cuánto pide, cuánto de eso está en la selección y que nada se ha reportado."""

from dash import dcc, html

from dashboard.metas.filters import href
from dashboard.metas.seleccion import Seleccion, many
from dashboard.plan.entidades import Eje


def eje_cards(seleccion: Seleccion) -> list[html.Article]:
    """Las cuatro tarjetas; cada una filtra por su eje, o lo suelta si ya estaba elegido."""
    return [_card(seleccion, eje) for eje in seleccion.plan.ejes]


def _card(seleccion: Seleccion, eje: Eje) -> html.Article:
    chosen = seleccion.filtros.eje == eje.eje
    link = dcc.Link(
        _content(seleccion, eje),
        href=href(seleccion.filtros.con(eje="" if chosen else eje.eje)),
        className="eje-enlace",
    )
    current = {"aria-current": "true"} if chosen else {}
    return html.Article(link, className="eje elegido" if chosen else "eje", **current)


def _content(seleccion: Seleccion, eje: Eje) -> list:
    plan = seleccion.plan
    acciones = sum(a.eje == eje.eje for a in plan.acciones)
    total = sum(m.eje == eje.eje for m in plan.metas)
    inside = seleccion.del_eje(eje.eje)
    return [
        html.Span(f"Eje {eje.eje}. {eje.nombre}", className="eje-nombre"),
        html.Span(eje.objetivo, className="eje-objetivo"),
        html.Span([html.Strong(many(total, "meta")), f" · {_unbroken(acciones)}"], className="eje-total"),
        html.Span(
            html.Span(style={"width": f"{inside / total:.1%}"}, className="eje-dentro" if inside else ""),
            className="eje-pista",
            **{"aria-hidden": "true"},
        ),
        html.Span(_words(inside, total), className="eje-seleccion"),
    ]


def _unbroken(acciones: int) -> str:
    return many(acciones, "acción", "acciones").replace(" ", "\N{NO-BREAK SPACE}")


def _words(inside: int, total: int) -> str:
    if inside == total:
        return f"{total} sin reporte"
    return f"{inside} de {total} con estos filtros" + (", sin reporte" if inside else "")
