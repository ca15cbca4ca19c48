"""Los periodos de una trayectoria, uno por uno: lo pedido y, si alguien informó, los tres lados con su porqué."""

from dash import html

from dashboard.cedula.tablas import meta_path
from dashboard.idioma import _
from dashboard.layout.cedula import figure_link
from dashboard.layout.metas.marcas import method_badge, state_pill
from dashboard.layout.metas.matriz import NO_CORRESPONDE
from dashboard.metas.csv import SIN_REPORTE
from dashboard.metas.filters import METODOS, period_words
from dashboard.metas.seleccion import Seleccion
from dashboard.plan import Escalon
from dashboard.plan.estado import EstadoMeta, Metodo, Motivo


def steps(seleccion: Seleccion, camino: tuple[Escalon, ...]) -> html.Ol:
    """Un renglón por periodo."""
    return html.Ol([_step(seleccion, e) for e in camino], className="pasos")


def _step(seleccion: Seleccion, escalon: Escalon) -> html.Li:
    period = html.Span(period_words(escalon.periodo.periodo), className="paso-periodo")
    if escalon.meta is None:
        return html.Li([period, html.Span(_(NO_CORRESPONDE), className="no-corresponde")], className="paso-vacio")
    link = figure_link(escalon.texto, meta_path(seleccion.plan, escalon.meta.meta_id))
    target = html.Span(link, className="paso-meta")
    if not seleccion.hay_reportes:
        return html.Li([period, target, html.Span(_(SIN_REPORTE), className="pildora pildora-sin-reporte")])
    estado = seleccion.estado(escalon.meta)
    mark = html.Span([state_pill(estado), *method_badge(estado)])
    return html.Li([period, target, mark, sides(estado)], className="paso-lados")


def sides(estado: EstadoMeta) -> html.Dl:
    """Los tres lados en una oración cada uno, lo que cambia con el método y lo que conviene advertir."""
    facts = [
        (_("¿Reportó?"), estado.reporto.texto),
        (_("¿Avance?"), estado.avance.texto),
        (_("¿Prueba?"), estado.prueba.texto),
        *(_other_methods(estado) if estado.cambia_con_el_metodo else []),
        *((_("Nota"), aviso) for aviso in estado.avisos),
    ]
    return html.Dl([part for name, said in facts for part in (html.Dt(name), html.Dd(said))], className="lados")


def _other_methods(estado: EstadoMeta) -> list[tuple[str, str]]:
    return [
        (_("Con otro método ({metodo})", metodo=_(METODOS[metodo.value]).lower()), lado.texto)
        for metodo, lado in estado.por_metodo
        if metodo != estado.metodo and _says(metodo, lado.motivo)
    ]


def _says(metodo: Metodo, motivo: Motivo | None) -> bool:
    return metodo == Metodo.HORIZONTE or motivo not in (Motivo.SIN_LINEA_BASE, Motivo.SIN_PARTIDA)
