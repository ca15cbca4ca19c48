"""Acuerdos y recomendaciones de la comisión, con su seguimiento."""

from datetime import date

from dash import dcc, html

from dashboard import formatting as fmt
from dashboard.metas.filters import href
from dashboard.metas.seleccion import Seleccion
from dashboard.plan.reportes import Acuerdo

ESTADOS_ACUERDO = {
    "pendiente": "pendiente",
    "en_proceso": "en proceso",
    "cumplido": "cumplido",
    "retirado": "retirado",
}
ABIERTOS = ("pendiente", "en_proceso")
NINGUNO = (
    "No hay acuerdos ni recomendaciones registrados. Los registra la Secretaría Técnica; el Plan manda publicarlos "
    "con las acciones correctivas adoptadas."
)


def agreements(seleccion: Seleccion) -> html.Div:
    """Los de la selección, primero los vencidos, después los que vencen antes."""
    rows = in_selection(seleccion)
    if not rows:
        return html.Div(html.P(NINGUNO), className="vacio")
    hoy = seleccion.seguimiento.hoy
    head = html.Tr([html.Th(t, scope="col") for t in ("Acuerdo", "Responsable", "Vence", "Estado", "Seguimiento")])
    table = html.Table(
        [
            html.Caption("Acuerdos y recomendaciones", className="visually-hidden"),
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
    late = acuerdo.estado in ABIERTOS and acuerdo.vence is not None and acuerdo.vence < hoy
    return ESTADOS_ACUERDO[acuerdo.estado] + (", vencido" if late else "")


def _count(rows: list[Acuerdo], hoy: date) -> str:
    late = sum(status_words(a, hoy).endswith("vencido") for a in rows)
    done = sum(a.estado == "cumplido" for a in rows)
    return f"{len(rows)} en la selección: {done} con cumplimiento registrado y {late} con el plazo vencido."


def _row(seleccion: Seleccion, acuerdo: Acuerdo, hoy: date) -> html.Tr:
    meta = next((m for m in seleccion.plan.metas if m.meta_id == acuerdo.meta_id), None)
    link = [dcc.Link(acuerdo.meta_id, href=href(seleccion.filtros.abrir(meta.trayectoria)))] if meta else []
    origin = html.Span([f"{acuerdo.sesion} ", *link], className="seguidos-origen")
    words = status_words(acuerdo, hoy)
    return html.Tr(
        [
            html.Th([acuerdo.texto, origin], scope="row"),
            html.Td(acuerdo.responsable or "no consta", **{"data-columna": "Responsable"}),
            html.Td(fmt.day(acuerdo.vence) if acuerdo.vence else "sin plazo", **{"data-columna": "Vence"}),
            html.Td(words, className="vencido" if words.endswith("vencido") else "", **{"data-columna": "Estado"}),
            html.Td(acuerdo.seguimiento or "sin seguimiento registrado", **{"data-columna": "Seguimiento"}),
        ]
    )
