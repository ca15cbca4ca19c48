"""Qué página contesta a cada dirección, ya armada: lo mismo que contestan los callbacks del tablero."""

from collections.abc import Callable, Hashable, Mapping

from dash.development.base_component import Component

from dashboard.callbacks.cedula import Sheet
from dashboard.cedula.direccion import RUTA
from dashboard.filters import asked_version
from dashboard.layout.cedula import page as cedula_page
from dashboard.layout.shell import not_found
from dashboard.metas.filters import RUTA as METAS
from dashboard.metas.filters import from_query
from dashboard.metas.seleccion import Seleccion
from dashboard.metas.vigente import Vigente
from dashboard.plan import Plan
from dashboard.primera import Paginas, incidencia, metas
from dashboard.tarjetas import Notice
from dashboard.vivo import Vivo

Fijas = Mapping[str, Callable[[], Component]]


def pages(
    vivo: Vivo, plan: Plan, current: Vigente, geometria: Mapping, fijas: Fijas, sheet: Sheet, notice: Notice
) -> Paginas:
    """`fijas`: ruta → su página entera; `sheet`: dirección de una cédula → su ficha; `notice`: versión → su aviso."""

    def found(path: str, query: str) -> tuple[Hashable, Callable[[], Component]]:
        if path == "/":
            asked = asked_version(query)
            ctx = vivo.select(query, asked)
            key = (ctx.filtros, ctx.datos.version, asked, vivo.actual.id)
            return key, lambda: incidencia.answered(ctx, geometria, notice(asked))
        if path == METAS:
            filtros = from_query(query, plan)
            seguimiento = current(filtros.metodo)
            return (filtros, seguimiento), lambda: metas.answered(Seleccion(seguimiento, filtros))
        if path.startswith(RUTA):
            return (path, query, vivo.actual.id), lambda: cedula_page(sheet(path, query))
        return vivo.actual.id, fijas.get(path, not_found)

    return found
