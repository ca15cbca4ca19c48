"""Acuerdos y recomendaciones de la comisión, con su seguimiento."""

from datetime import date

from dash import dcc, html

from dashboard import formatting as fmt
from dashboard.idioma import N_, _
from dashboard.metas.filters import href
from dashboard.metas.seleccion import Seleccion
from dashboard.plan.reportes import Acuerdo

ESTADOS_ACUERDO = {
    "pendiente": N_("pendiente"),
    "en_proceso": N_("en proceso"),
    "cumplido": N_("cumplido"),
    "retirado": N_("retirado"),
}
ABIERTOS = ("pendiente", "en_proceso")
NINGUNO = N_(
    "No hay acuerdos ni recomendaciones registrados. Los registra la Secretaría Técnica; el Plan manda publicarlos "
    "con las acciones correctivas adoptadas."
)


def agreements(seleccion: Seleccion) -> html.Div:
    """Los de la selección, primero los vencidos, después los que vencen antes."""
    rows = in_selection(seleccion)
    if not rows:
        return html.Div(html.P(_(NINGUNO)), className="vacio")
    hoy = seleccion.seguimiento.hoy
    head = html.Tr(
        [html.Th(t, scope="col") for t in (_("Acuerdo"), _("Responsable"), _("Vence"), _("Estado"), _("Seguimiento"))]
    )
    table = html.Table(
        [
            html.Caption(_("Acuerdos y recomendaciones"), className="visually-hidden"),
            html.Thead(head),
            html.Tbody([_row(seleccion, a, hoy) for a in rows]),
        ],
        className="seguidos",
    )
    return html.Div([html.P(_count(rows, hoy), className="motivos"), table])


def in_selection(seleccion: Seleccion) -> list[Acuerdo]:
    """Los acuerdos sobre las metas elegidas; sin filtros, también los que no nombran meta."""
    sigla = seleccion.filtros.responsable
    everything = len(seleccion.metas) == len(seleccion.plan.metas)
    found = [
        a
        for a in seleccion.seguimiento.avances.acuerdos
        if a.meta_id in seleccion.codigos or a.responsable == sigla != "" or (everything and not a.meta_id)
    ]
    return sorted(found, key=lambda a: (a.estado not in ABIERTOS, a.vence or date.max, a.acuerdo_id))


def of_trajectory(seleccion: Seleccion, trayectoria: str) -> list[Acuerdo]:
    """Los acuerdos que nombran alguna meta de una trayectoria."""
    metas = {m.meta_id for m in seleccion.plan.metas if m.trayectoria == trayectoria}
    return [a for a in seleccion.seguimiento.avances.acuerdos if a.meta_id in metas]


def status_words(acuerdo: Acuerdo, hoy: date) -> str:
    """«pendiente, vencido», «cumplido»."""
    words = _(ESTADOS_ACUERDO[acuerdo.estado])
    return _("{estado}, vencido", estado=words) if is_late(acuerdo, hoy) else words


def is_late(acuerdo: Acuerdo, hoy: date) -> bool:
    """Si sigue abierto y su plazo ya pasó."""
    return acuerdo.estado in ABIERTOS and acuerdo.vence is not None and acuerdo.vence < hoy


def _count(rows: list[Acuerdo], hoy: date) -> str:
    late = sum(is_late(a, hoy) for a in rows)
    done = sum(a.estado == "cumplido" for a in rows)
    return _(
        "{n} en la selección: {done} con cumplimiento registrado y {late} con el plazo vencido.",
        n=len(rows),
        done=done,
        late=late,
    )


def _row(seleccion: Seleccion, acuerdo: Acuerdo, hoy: date) -> html.Tr:
    meta = next((m for m in seleccion.plan.metas if m.meta_id == acuerdo.meta_id), None)
    link = [dcc.Link(acuerdo.meta_id, href=href(seleccion.filtros.abrir(meta.trayectoria)))] if meta else []
    origin = html.Span([f"{acuerdo.sesion} ", *link], className="seguidos-origen")
    late, words = is_late(acuerdo, hoy), status_words(acuerdo, hoy)
    return html.Tr(
        [
            html.Th([acuerdo.texto, origin], scope="row"),
            html.Td(acuerdo.responsable or _("no consta"), **{"data-columna": _("Responsable")}),
            html.Td(fmt.day(acuerdo.vence) if acuerdo.vence else _("sin plazo"), **{"data-columna": _("Vence")}),
            html.Td(words, className="vencido" if late else "", **{"data-columna": _("Estado")}),
            html.Td(acuerdo.seguimiento or _("sin seguimiento registrado"), **{"data-columna": _("Seguimiento")}),
        ]
    )
