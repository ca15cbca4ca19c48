"""Una tarjeta por eje: cuánto pide y, si alguien informó, sus tres lados y el intervalo de lo cumplido."""

from dash import dcc, html

from dashboard.layout.metas.marcas import proof_counts, state_bar
from dashboard.metas.filters import href
from dashboard.metas.seleccion import Seleccion, many
from dashboard.plan.entidades import Eje
from dashboard.plan.estado import Reporto, interval_words

PROBADAS = {
    "verificada": "verificadas",
    "documento": "con documento",
    "declarada": "declaradas",
    "sin evidencia": "sin evidencia",
}


def eje_cards(seleccion: Seleccion) -> list[html.Article]:
    """Las cuatro tarjetas; cada una filtra por su eje, o lo suelta si ya estaba elegido."""
    return [_card(seleccion, eje) for eje in seleccion.plan.ejes]


def _card(seleccion: Seleccion, eje: Eje) -> html.Article:
    chosen = seleccion.filtros.eje == eje.eje
    inside = seleccion.con(eje=eje.eje)
    everything = inside.con(estado="")  # un intervalo sobre un solo estado no diría nada
    followed = seleccion.hay_reportes and everything.metas
    content = _followed(everything, _within(inside, eje)) if followed else _committed(inside, eje)
    link = dcc.Link(
        content,
        href=href(seleccion.filtros.con(eje="" if chosen else eje.eje)),
        className="eje-enlace",
    )
    current = {"aria-current": "true"} if chosen else {}
    return html.Article(link, className="eje elegido" if chosen else "eje", **current)


def _followed(inside: Seleccion, within: list[html.Span]) -> list:
    """Con reportes: el intervalo, la barra de estados y los otros dos lados."""
    eje = inside.plan.eje(inside.filtros.eje)
    span, _, rest = interval_words(inside.resumen).partition(" de metas")
    return [
        html.Span(f"Eje {eje.eje}. {eje.nombre}", className="eje-nombre"),
        html.Span([html.Strong(span), f" de metas{rest}"], className="eje-intervalo"),
        state_bar(inside.resumen),
        html.Span(_reported(inside), className="eje-lado"),
        html.Span(_proved(inside), className="eje-lado"),
        *within,
    ]


def _reported(inside: Seleccion) -> list:
    states = [inside.estado(m).reporto.estado for m in inside.metas]
    words = {Reporto.A_TIEMPO: "a tiempo", Reporto.TARDE: "tarde", Reporto.NO: "con faltas"}
    if set(states) == {Reporto.AUN_NO}:
        words = {Reporto.AUN_NO: "aún no corresponde"}
    counts = [f"{states.count(r)} {word}" for r, word in words.items() if states.count(r)]
    return [html.B("¿Reportó? "), " · ".join(counts)]


def _proved(inside: Seleccion) -> list:
    counts = [f"{n} {PROBADAS[name]}" for name, n in proof_counts([inside.estado(m) for m in inside.metas]) if n]
    return [html.B("¿Prueba? "), " · ".join(counts) or "nada que probar"]


def _committed(inside: Seleccion, eje: Eje) -> list:
    """Sin reportes: lo comprometido, y que nadie ha informado."""
    plan, metas = inside.plan, len(inside.metas)
    total = _total(inside, eje)
    acciones = sum(a.eje == eje.eje for a in plan.acciones)
    return [
        html.Span(f"Eje {eje.eje}. {eje.nombre}", className="eje-nombre"),
        html.Span(eje.objetivo, className="eje-objetivo"),
        html.Span([html.Strong(many(total, "meta")), f" · {_unbroken(acciones)}"], className="eje-total"),
        html.Span(
            html.Span(style={"width": f"{metas / total:.1%}"}, className="eje-dentro" if metas else ""),
            className="eje-pista",
            **{"aria-hidden": "true"},
        ),
        html.Span(_words(metas, total, inside.hay_reportes), className="eje-seleccion"),
    ]


def _total(inside: Seleccion, eje: Eje) -> int:
    return sum(m.eje == eje.eje for m in inside.plan.metas)


def _within(inside: Seleccion, eje: Eje) -> list[html.Span]:
    metas, total = len(inside.metas), _total(inside, eje)
    said = f"{metas} de {total} metas con estos filtros"
    return [] if metas == total else [html.Span(said, className="eje-seleccion")]


def _unbroken(acciones: int) -> str:
    return many(acciones, "acción", "acciones").replace(" ", "\N{NO-BREAK SPACE}")


def _words(inside: int, total: int, hay_reportes: bool) -> str:
    if inside == total:
        return f"{total} sin reporte"
    return f"{inside} de {total} con estos filtros" + (", sin reporte" if inside and not hay_reportes else "")
