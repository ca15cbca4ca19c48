"""Las metas una por una, en una tabla que se ordena por sus encabezados y se descarga."""

from dash import dcc, html

from dashboard.cedula.tablas import meta_path
from dashboard.idioma import N_, _, citado, ngettext
from dashboard.layout.cedula import figure_link
from dashboard.layout.metas.marcas import method_badge, sides_words, state_pill
from dashboard.metas.csv import DESCARGA
from dashboard.metas.filters import CLASES, FiltrosMetas, href, period_words, to_query
from dashboard.metas.seleccion import Seleccion, short_names, sorted_metas
from dashboard.plan.entidades import Meta

COLUMNAS = {
    "codigo": N_("Código"),
    "mide": N_("Qué se mide"),
    "periodo": N_("Periodo"),
    "meta": N_("Meta"),
    "clase": N_("Clase"),
    "estado": N_("¿Avance?"),
}
FLECHAS = {"ascending": " ▲", "descending": " ▼"}


def flat_table(seleccion: Seleccion) -> html.Div:
    """Una fila por meta, con la descarga de esas mismas filas."""
    filtros = seleccion.filtros
    siglas = {a.accion: short_names(seleccion.plan, a.accion) for a in seleccion.acciones}
    head = [
        *(_header(filtros, orden, title) for orden, title in COLUMNAS.items()),
        html.Th(_("¿Reportó? · ¿Prueba?"), scope="col"),
        html.Th(_("Responsables"), scope="col"),
    ]
    rows = [_row(seleccion, m, siglas[m.accion]) for m in sorted_metas(seleccion)]
    told = sum(not seleccion.estado(m).sin_reporte for m in seleccion.metas)
    caption = ", ".join(
        [
            ngettext("{n} meta", "{n} metas", len(rows)),
            ngettext("{n} con reporte", "{n} con reporte", told) if told else _("ninguna con reporte"),
        ]
    )
    return html.Div(
        [
            html.P(
                [_("Elija un encabezado para ordenar."), " ", _download(filtros)],
                className="matriz-ayuda",
            ),
            html.Table(
                [html.Caption(caption, className="visually-hidden"), html.Thead(html.Tr(head)), html.Tbody(rows)],
                className="metas-plana",
            ),
        ]
    )


def _download(filtros: FiltrosMetas) -> html.A:
    return html.A(_("Descargar estas metas (CSV)"), href=DESCARGA + to_query(filtros.abrir("")))


def _header(filtros: FiltrosMetas, orden: str, title: str) -> html.Th:
    sort = {orden: "ascending", f"-{orden}": "descending"}.get(filtros.orden)
    following = f"-{orden}" if sort == "ascending" else orden
    link = dcc.Link(_(title) + FLECHAS.get(sort, ""), href=href(filtros.con(orden=following)))
    return html.Th(link, scope="col", **({"aria-sort": sort} if sort else {}))


def _row(seleccion: Seleccion, meta: Meta, siglas: str) -> html.Tr:
    t = seleccion.plan.trayectoria(meta.trayectoria)
    link = dcc.Link(
        meta.meta_id,
        href=href(seleccion.filtros.abrir(t.trayectoria)),
        title=_("Trayectoria {trayectoria}", trayectoria=t.trayectoria),
    )
    estado = seleccion.estado(meta)
    motivo = estado.avance.motivo
    why = [html.Span(_(motivo.value), className="celda-motivo")] if motivo and not estado.sin_reporte else []
    open_now = t.trayectoria == seleccion.filtros.trayectoria
    return html.Tr(
        [
            html.Th(link, scope="row"),
            html.Td(t.nombre, **citado()),
            html.Td(period_words(meta.periodo), className="corto"),
            html.Td(figure_link(meta.valor_texto, meta_path(seleccion.plan, meta.meta_id))),
            html.Td(_(CLASES[meta.clase])),
            html.Td([state_pill(estado), *method_badge(estado), *why]),
            html.Td(html.Span(sides_words(estado), className="celda-lados")),
            html.Td(html.Span(siglas, className="matriz-siglas")),
        ],
        **({"className": "elegida", "aria-current": "true"} if open_now else {}),
    )
