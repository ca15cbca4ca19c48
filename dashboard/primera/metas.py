"""La pestaña Metas ya contestada."""

from dash import html

from dashboard.layout import metas
from dashboard.layout.metas import ids
from dashboard.layout.metas.contenido import page_class
from dashboard.layout.metas.respuesta import CONTESTA
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
    for name, build in CONTESTA.items():
        part(name).children = build(seleccion)
    page.className = page_class(seleccion)
    return page
