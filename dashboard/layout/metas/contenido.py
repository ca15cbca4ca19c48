"""Qué muestra la pestaña Metas para una selección: la vista elegida, su panel y su frase."""

from dash import dcc, html

from dashboard import formatting as fmt
from dashboard.idioma import N_, _, ngettext
from dashboard.layout.metas.acuerdos import agreements
from dashboard.layout.metas.calendario import calendar
from dashboard.layout.metas.detalle import detail
from dashboard.layout.metas.fichas import sheets
from dashboard.layout.metas.matriz import matrix
from dashboard.layout.metas.presupuesto import budget
from dashboard.layout.metas.responsables import responsables
from dashboard.layout.metas.resumen import summary
from dashboard.layout.metas.tabla import flat_table
from dashboard.metas.filters import FiltrosMetas, href, in_words
from dashboard.metas.seleccion import Seleccion
from dashboard.plan.estado import interval_words
from dashboard.plan.reportes import DEMOSTRACION

VISTAS = {
    "matriz": matrix,
    "responsables": responsables,
    "calendario": calendar,
    "fichas": sheets,
    "acuerdos": agreements,
    "presupuesto": budget,
    "tabla": flat_table,
}
SIN_REPORTES = N_("Aún no hay reportes: se muestran las metas comprometidas.")
QUE_ES = N_("Una meta es lo que el Plan pide en un periodo; una trayectoria, la misma medida en todos ellos.")


def content(seleccion: Seleccion) -> html.Div:
    """La vista elegida, o qué hacer si nada responde a los filtros."""
    return VISTAS[seleccion.filtros.vista](seleccion) if seleccion.metas else _empty(seleccion)


def side(seleccion: Seleccion) -> html.Div | None:
    """El detalle de la trayectoria abierta; sin ella, el resumen donde la vista le deja sitio."""
    if seleccion.filtros.trayectoria:
        return detail(seleccion)
    return summary(seleccion) if _has_summary(seleccion) else None


def _has_summary(seleccion: Seleccion) -> bool:
    return bool(seleccion.metas) and seleccion.filtros.vista == "matriz"


def page_class(seleccion: Seleccion) -> str:
    """Cómo se reparte la página: con detalle, con resumen o a todo el ancho."""
    mark = " demostracion" if seleccion.seguimiento.avances.demostracion else ""
    if seleccion.filtros.trayectoria:
        return f"metas con-detalle{mark}"
    return f"metas con-resumen{mark}" if _has_summary(seleccion) else f"metas a-lo-ancho{mark}"


SIN_ALMACEN = N_("El almacén de avances no responde.")
LO_ULTIMO = N_("Se muestra lo último que se leyó; puede haber reportes más recientes.")
NADA_LEIDO = N_("No se sabe qué se ha informado: «sin reporte» aquí quiere decir que no se pudo leer.")


def notice(seleccion: Seleccion) -> list:
    """Qué se está viendo: compromisos sin reportes, reportes, o una demostración."""
    if not seleccion.seguimiento.avances.disponible:
        return [html.Strong(_(SIN_ALMACEN)), " ", _(LO_ULTIMO if seleccion.hay_reportes else NADA_LEIDO)]
    if not seleccion.hay_reportes:
        sample = html.Span(className="metas-muestra", **{"aria-hidden": "true"})
        return [sample, html.Strong(_(SIN_REPORTES)), " ", _(QUE_ES)]
    generated = seleccion.seguimiento.avances.demostracion
    demo = [html.Strong(_(DEMOSTRACION), className="aviso-demostracion")] if generated else []
    everything = seleccion.con(estado="")
    total = interval_words(everything.resumen)
    day = fmt.day(seleccion.seguimiento.hoy)
    return [
        *demo,
        html.Strong(f"{in_words(everything.filtros, seleccion.plan)}: {total}"),
        f" {_('al {dia}.', dia=day)}",
    ]


def phrase(seleccion: Seleccion) -> str:
    """La selección y su tamaño en una frase."""
    counts = (
        ngettext("{n} acción", "{n} acciones", len(seleccion.acciones)),
        ngettext("{n} trayectoria", "{n} trayectorias", len(seleccion.trayectorias)),
        ngettext("{n} meta", "{n} metas", len(seleccion.metas)),
    )
    return f"{in_words(seleccion.filtros, seleccion.plan)}: {', '.join(counts)}"


def _empty(seleccion: Seleccion) -> html.Div:
    filtros = seleccion.filtros
    texto = filtros.texto and dcc.Link(_("Quitar el texto buscado"), href=href(filtros.con(texto="")))
    clear = dcc.Link(_("Ver todas las metas"), href=href(FiltrosMetas(vista=filtros.vista)))
    return html.Div(
        [
            html.P(html.Strong(_("Ninguna meta del Plan cumple todos estos filtros a la vez."))),
            html.P(_("Se buscó: {filtros}.", filtros=in_words(filtros, seleccion.plan))),
            html.P([*([texto, " · "] if texto else []), clear]),
        ],
        className="vacio",
    )
