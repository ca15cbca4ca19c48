"""Una tarjeta por eje: cuánto pide y, si alguien informó, sus tres lados y el intervalo de lo cumplido."""

from dash import dcc, html

from dashboard.idioma import N_, _, citado, ngettext
from dashboard.layout.metas.marcas import proof_counts, state_bar
from dashboard.metas.filters import href
from dashboard.metas.seleccion import Seleccion
from dashboard.plan.entidades import Eje
from dashboard.plan.estado import Reporto, interval_words

PROBADAS = {
    "verificada": N_("verificadas"),
    "documento": N_("con documento"),
    "declarada": N_("declaradas"),
    "sin evidencia": N_("sin evidencia"),
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
    return [
        html.Span(_("Eje {eje}. {nombre}", eje=eje.eje, nombre=eje.nombre), className="eje-nombre"),
        html.Span(html.Strong(interval_words(inside.resumen)), className="eje-intervalo"),
        state_bar(inside.resumen),
        html.Span(_reported(inside), className="eje-lado"),
        html.Span(_proved(inside), className="eje-lado"),
        *within,
    ]


def _reported(inside: Seleccion) -> list:
    states = [inside.estado(m).reporto.estado for m in inside.metas]
    words = {Reporto.A_TIEMPO: _("a tiempo"), Reporto.TARDE: _("tarde"), Reporto.NO: _("con faltas")}
    if set(states) == {Reporto.AUN_NO}:
        words = {Reporto.AUN_NO: _("aún no corresponde")}
    counts = [f"{states.count(r)} {word}" for r, word in words.items() if states.count(r)]
    return [html.B(f"{_('¿Reportó?')} "), " · ".join(counts)]


def _proved(inside: Seleccion) -> list:
    counts = [f"{n} {_(PROBADAS[name])}" for name, n in proof_counts([inside.estado(m) for m in inside.metas]) if n]
    return [html.B(f"{_('¿Prueba?')} "), " · ".join(counts) or _("nada que probar")]


def _committed(inside: Seleccion, eje: Eje) -> list:
    """Sin reportes: lo comprometido, y que nadie ha informado."""
    plan, metas = inside.plan, len(inside.metas)
    total = _total(inside, eje)
    acciones = sum(a.eje == eje.eje for a in plan.acciones)
    return [
        html.Span(_("Eje {eje}. {nombre}", eje=eje.eje, nombre=eje.nombre), className="eje-nombre"),
        html.Span(eje.objetivo, className="eje-objetivo", **citado()),
        html.Span(
            [html.Strong(ngettext("{n} meta", "{n} metas", total)), f" · {_unbroken(acciones)}"], className="eje-total"
        ),
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
    said = _("{metas} de {total} metas con estos filtros", metas=metas, total=total)
    return [] if metas == total else [html.Span(said, className="eje-seleccion")]


def _unbroken(acciones: int) -> str:
    return ngettext("{n} acción", "{n} acciones", acciones).replace(" ", "\N{NO-BREAK SPACE}")


def _words(inside: int, total: int, hay_reportes: bool) -> str:
    if inside == total:
        return _("{n} sin reporte", n=total)
    if not inside or hay_reportes:
        return _("{n} de {total} con estos filtros", n=inside, total=total)
    return _("{n} de {total} con estos filtros, sin reporte", n=inside, total=total)
