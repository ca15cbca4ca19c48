"""La matriz: trayectorias por acción en filas, periodos en columnas, lo comprometido en las celdas."""

from dash import dcc, html

from dashboard.cedula.tablas import meta_path
from dashboard.figures.escalera import compact
from dashboard.idioma import N_, _, citado, ngettext
from dashboard.layout.cedula import figure_link
from dashboard.layout.metas.marcas import method_badge, sides_words, state_pill
from dashboard.metas.csv import SIN_REPORTE
from dashboard.metas.filters import PREDETERMINADOS, href, period_words
from dashboard.metas.seleccion import Seleccion, short_names
from dashboard.plan import Escalon
from dashboard.plan.entidades import Accion, Objetivo, Periodo, Trayectoria
from dashboard.plan.estado import EstadoMeta

NO_CORRESPONDE = N_("no corresponde")
# Hasta aquí la matriz se muestra desplegada: el eje más largo tiene 42 trayectorias.
A_LA_VISTA = 45


def matrix(seleccion: Seleccion) -> html.Div:
    """Un bloque plegable por objetivo inmediato, bajo el nombre de su eje."""
    blocks = []
    for eje in seleccion.plan.ejes:
        objetivos = [o for o in seleccion.objetivos if o.eje == eje.eje]
        if objetivos:
            blocks.append(html.H2(_("Eje {eje}. {nombre}", eje=eje.eje, nombre=eje.nombre), className="matriz-eje"))
            blocks += [_objetivo(seleccion, o) for o in objetivos]
    return html.Div([_head(seleccion), *blocks], className="matriz")


def _head(seleccion: Seleccion) -> html.Div:
    filtros = seleccion.filtros
    hint = _("Cada objetivo inmediato se abre para ver sus acciones y metas.")
    if len(seleccion.trayectorias) <= A_LA_VISTA:
        return html.Div(html.P(_("Elija una fila para ver su detalle.")), className="matriz-ayuda")
    label = _("Plegar todo") if filtros.despliegue else _("Desplegar todo")
    toggled = filtros.con(despliegue=PREDETERMINADOS.despliegue if filtros.despliegue else "todo")
    return html.Div([html.P(hint), dcc.Link(label, href=href(toggled))], className="matriz-ayuda")


def _objetivo(seleccion: Seleccion, objetivo: Objetivo) -> html.Details:
    trayectorias = [t for t in seleccion.trayectorias if t.oi == objetivo.oi]
    metas = sum(m.oi == objetivo.oi for m in seleccion.metas)
    counts = " · ".join(
        [ngettext("{n} trayectoria", "{n} trayectorias", len(trayectorias)), ngettext("{n} meta", "{n} metas", metas)]
    )
    summary = html.Summary(
        [
            html.Span([html.Strong(objetivo.oi), f" {objetivo.nombre}"], **citado()),
            html.Span(counts, className="matriz-cuenta"),
        ]
    )
    return html.Details(
        [summary, _table(seleccion, objetivo, trayectorias)],
        open=_is_open(seleccion, trayectorias),
        className="matriz-objetivo",
        key=f"{objetivo.oi}-{seleccion.filtros.despliegue}",
    )


def _is_open(seleccion: Seleccion, trayectorias: list[Trayectoria]) -> bool:
    filtros = seleccion.filtros
    few = len(seleccion.trayectorias) <= A_LA_VISTA
    first = trayectorias[0] == seleccion.trayectorias[0]
    chosen = filtros.trayectoria in {t.trayectoria for t in trayectorias}
    return few or first or chosen or bool(filtros.despliegue)


def _table(seleccion: Seleccion, objetivo: Objetivo, trayectorias: list[Trayectoria]) -> html.Table:
    periodos = shown_periods(seleccion)
    head = [html.Th(_("Trayectoria"), scope="col"), *(html.Th(period_words(p.periodo), scope="col") for p in periodos)]
    acciones = [a for a in seleccion.acciones if a.oi == objetivo.oi]
    bodies = [_accion(seleccion, a, [t for t in trayectorias if t.accion == a.accion], periodos) for a in acciones]
    caption = html.Caption(
        _("Metas comprometidas en {oi}, por acción y periodo", oi=objetivo.oi), className="visually-hidden"
    )
    return html.Table([caption, html.Thead(html.Tr(head)), *bodies], className="matriz-tabla")


def shown_periods(seleccion: Seleccion) -> list[Periodo]:
    """Las columnas: todos los periodos, o solo el elegido."""
    chosen = seleccion.filtros.periodo
    return [p for p in seleccion.plan.periodos if chosen in ("", p.periodo)]


def _accion(
    seleccion: Seleccion, accion: Accion, trayectorias: list[Trayectoria], periodos: list[Periodo]
) -> html.Tbody:
    siglas = html.Span(short_names(seleccion.plan, accion.accion), className="matriz-siglas")
    group = html.Th(
        [html.Strong(accion.accion), f" {accion.nombre}", siglas],
        colSpan=1 + len(periodos),
        scope="rowgroup",
        **citado(),
    )
    rows = [_row(seleccion, t, periodos) for t in trayectorias]
    return html.Tbody([html.Tr(group, className="matriz-accion"), *rows])


def _row(seleccion: Seleccion, t: Trayectoria, periodos: list[Periodo]) -> html.Tr:
    open_now = t.trayectoria == seleccion.filtros.trayectoria
    link = dcc.Link(
        [html.Span(t.trayectoria, className="codigo"), f" {t.nombre}"],
        href=href(seleccion.filtros.abrir(t.trayectoria)),
    )
    escalones = [e for e in seleccion.plan.camino(t.trayectoria) if e.periodo in periodos]
    cells = [html.Th(link, scope="row", **citado()), *(_cell(seleccion, e) for e in escalones)]
    return html.Tr(cells, **({"className": "elegida", "aria-current": "true"} if open_now else {}))


def _cell(seleccion: Seleccion, escalon: Escalon) -> html.Td:
    if escalon.meta is None:
        return html.Td(_(NO_CORRESPONDE), className="no-corresponde")
    target = figure_link(compact(escalon.texto), meta_path(seleccion.plan, escalon.meta.meta_id))
    if escalon.meta.meta_id not in seleccion.codigos:
        return html.Td(target, className="fuera", title=_("Fuera de la selección"))
    if not seleccion.hay_reportes:
        return html.Td(target, className="pedido", title=_(SIN_REPORTE).capitalize())
    return html.Td(_followed(seleccion.estado(escalon.meta), target), className="pedido con-estado")


def _followed(estado: EstadoMeta, target: html.A) -> list:
    """El estado, la cifra pedida y los otros dos lados; con motivo si no se puede evaluar."""
    if estado.sin_reporte:
        return [state_pill(estado), target]
    motivo = estado.avance.motivo
    why = [html.Span(_(motivo.value), className="celda-motivo")] if motivo else []
    sides = html.Span(sides_words(estado), className="celda-lados")
    return [state_pill(estado), *method_badge(estado), target, *why, sides]
