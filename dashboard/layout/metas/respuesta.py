"""Lo que la pestaña Metas contesta a una selección: cada parte de la página y quien la llena."""

from dashboard.layout.metas import ids, method_links, view_links
from dashboard.layout.metas.contenido import content, notice, phrase, side
from dashboard.layout.metas.tarjetas import eje_cards

CONTESTA = {
    ids.FRASE: phrase,
    ids.AVISO: notice,
    ids.EJES: eje_cards,
    ids.VISTAS: lambda seleccion: view_links(seleccion.filtros),
    ids.METODOS: method_links,
    ids.CONTENIDO: content,
    ids.LATERAL: side,
}
