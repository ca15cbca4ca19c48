"""La pestaña Metas ya contestada."""

from dash import html

from dashboard.layout import metas
from dashboard.layout.metas import ids
from dashboard.layout.metas.contenido import content, notice, page_class, phrase, side
from dashboard.layout.metas.tarjetas import eje_cards
from dashboard.metas.seleccion import Seleccion
from dashboard.primera.partes import parts_of


def answered(seleccion: Seleccion) -> html.Div:
    """La misma página que arma el tablero, con lo que contesta a la selección."""
    page = metas.page(seleccion.plan)
    part = parts_of(page)
    for field, (options, value) in metas.control_state(seleccion).items():
        control = part(ids.campo(field))
        control.options, control.value = options, value
    part(ids.campo("texto")).value = seleccion.filtros.texto
    answers = {
        ids.FRASE: phrase(seleccion),
        ids.AVISO: notice(seleccion),
        ids.EJES: eje_cards(seleccion),
        ids.VISTAS: metas.view_links(seleccion.filtros),
        ids.METODOS: metas.method_links(seleccion),
        ids.CONTENIDO: content(seleccion),
        ids.LATERAL: side(seleccion),
    }
    for name, children in answers.items():
        part(name).children = children
    page.className = page_class(seleccion)
    return page
