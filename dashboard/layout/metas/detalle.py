"""El detalle de una trayectoria: qué mide, qué pide en cada periodo, quién responde y dónde consta."""

from dash import dcc, html

from dashboard.figures.escalera import ALTO, escalera, is_drawable
from dashboard.figures.theme import complete
from dashboard.idioma import N_, _, citado
from dashboard.layout.card import GRAPH_CONFIG
from dashboard.layout.metas import ids
from dashboard.layout.metas.historia import history, pending_agreements
from dashboard.layout.metas.lados import steps
from dashboard.metas.filters import FiltrosMetas, href, period_words, short_name
from dashboard.metas.seleccion import CODIGO, Seleccion, contradicts, lines_words, notes_of
from dashboard.plan import Escalon, Plan
from dashboard.plan.entidades import Trayectoria
from dashboard.plan.estado import que_se_informa
from dashboard.plan.estado.puntos import Punto, points

LECTURAS = {
    "nivel": N_("La cifra es el nivel por alcanzar en el periodo."),
    "por_anio": N_("La cifra se pide en cada año del periodo."),
    "crecimiento": N_("Pide crecer desde un punto de partida al que el Plan no pone cifra."),
    "estado": N_("Pide alcanzar un estado; no es una cantidad que se grafique."),
    "hito_y_nivel": N_("Empieza como un hito y sigue como porcentaje: el hito no es un punto de la serie."),
    "sin_valor": N_("Pide algo sin decir cuánto."),
    "ambiguo": N_("El Plan no precisa si la cifra se acumula o es de cada periodo."),
}
UNIDADES = {"%": N_("porcentaje"), "hito": N_("estado alcanzado"), "hito y %": N_("un hito y luego porcentaje")}
PUNTOS = N_("● Informado por todos los responsables al cierre de cada año; la línea es lo comprometido.")
SIN_LINEA_DE_BASE = N_("El Plan no da a estos indicadores ni cifra ni línea de base, y las metas no siempre los miden.")


def detail(seleccion: Seleccion) -> html.Div:
    """El panel de la trayectoria abierta."""
    plan, filtros = seleccion.plan, seleccion.filtros
    t = plan.trayectoria(filtros.trayectoria)
    camino = plan.camino(t.trayectoria)
    return html.Div(
        [
            _header(seleccion, t),
            *_cautions(plan, t, filtros),
            html.H3(_("Lo comprometido en cada periodo")),
            *([_chart(seleccion, t, camino)] if is_drawable(camino) else []),
            steps(seleccion, camino),
            html.H3(_("Qué se mide")),
            _measure(plan, t),
            *_notes(plan, t, filtros),
            *history(seleccion, t),
            *pending_agreements(seleccion, t),
            html.H3(_("Quién responde")),
            _responsables(plan, t),
            html.H3(_("Indicadores de {oi}", oi=t.oi)),
            _indicators(plan, t),
            html.H3(_("Dónde está en el Plan")),
            _place(plan, t),
        ],
        className="tarjeta metas-panel",
    )


def _header(seleccion: Seleccion, t: Trayectoria) -> html.Header:
    filtros = seleccion.filtros
    close = dcc.Link(_("Cerrar ✕"), href=href(filtros.abrir("")), className="panel-cerrar")
    title = html.H2(
        [html.Span(t.trayectoria, className="codigo"), f" {t.nombre}"], id=ids.DETALLE, tabIndex="-1", **citado()
    )
    return html.Header([html.Div([_neighbours(seleccion, t), close], className="panel-barra"), title])


def _neighbours(seleccion: Seleccion, t: Trayectoria) -> html.Span:
    """La trayectoria anterior y la siguiente dentro de la selección."""
    codes = [x.trayectoria for x in seleccion.trayectorias]
    if t.trayectoria not in codes:
        return html.Span(_("Fuera de la selección actual"), className="panel-fuera")
    at = codes.index(t.trayectoria)
    before, after = codes[max(at - 1, 0) : at], codes[at + 1 : at + 2]
    links = [
        *(dcc.Link(f"← {c}", href=href(seleccion.filtros.abrir(c))) for c in before),
        *(dcc.Link(f"{c} →", href=href(seleccion.filtros.abrir(c))) for c in after),
    ]
    return html.Span(links, className="panel-vecinas")


def _cautions(plan: Plan, t: Trayectoria, filtros: FiltrosMetas) -> list[html.Ul]:
    notes = [n for n in notes_of(plan, t) if contradicts(n)]
    items = [html.Li([html.Strong(_("No cuadra.")), " ", *_linked(plan, n, filtros)]) for n in notes]
    return [html.Ul(items, className="advertencias")] if items else []


def _notes(plan: Plan, t: Trayectoria, filtros: FiltrosMetas) -> list:
    notes = [n for n in notes_of(plan, t) if not contradicts(n)]
    items = [html.Li(_linked(plan, n, filtros), **citado()) for n in notes]
    return [html.H3(_("Notas")), html.Ul(items)] if items else []


def _linked(plan: Plan, nota: str, filtros: FiltrosMetas) -> list:
    """La nota con las trayectorias que nombra convertidas en enlaces."""
    known = {t.trayectoria for t in plan.trayectorias}
    nota, parts, start = period_words(nota), [], 0
    for found in CODIGO.finditer(nota):
        if found.group() in known:
            parts += [nota[start : found.start()], dcc.Link(found.group(), href=href(filtros.abrir(found.group())))]
            start = found.end()
    return [*parts, nota[start:]]


def _chart(seleccion: Seleccion, t: Trayectoria, camino: tuple[Escalon, ...]) -> html.Figure:
    indice = seleccion.seguimiento.indice
    found = tuple(p for e in camino if e.meta for p in points(indice, e.meta))
    graph = dcc.Graph(
        id=ids.ESCALERA,
        figure=complete(escalera(camino, found), {}),
        config=GRAPH_CONFIG,
        style={"height": f"{ALTO}px"},
    )
    drawing = html.Div(graph, role="img", className="por-tenir", **{"aria-label": _told(t, camino, found)})
    return html.Figure([drawing, html.Figcaption(_(PUNTOS), className="motivos")] if found else drawing)


def _told(t: Trayectoria, camino: tuple[Escalon, ...], found: tuple[Punto, ...]) -> str:
    """Lo dibujado, en palabras."""
    asked = "; ".join(f"{period_words(e.periodo.periodo)}, {e.texto}" for e in camino)
    reported = "; ".join(p.dicho for p in found)
    names = {"trayectoria": t.trayectoria, "asked": asked, "reported": reported}
    if not found:
        return _("Escalera de {trayectoria}: {asked}.", **names)
    return _("Escalera de {trayectoria}: {asked}. Informado: {reported}.", **names)


def _measure(plan: Plan, t: Trayectoria) -> html.Dl:
    facts = {
        _("Unidad"): _(UNIDADES.get(t.unidad, t.unidad)),
        _("Universo"): t.universo,
        _("Punto de partida"): t.base,
        _("Condición"): t.condicion,
        _("Cómo se lee"): _(LECTURAS[t.lectura]),
        _("Qué se informa"): " ".join(_asked(plan, t)),
        _("Cada año"): _("Se cumple año a año.") if t.es_anual and t.lectura != "por_anio" else "",
    }
    return html.Dl([part for name, text in facts.items() if text for part in (html.Dt(name), html.Dd(text))])


def _asked(plan: Plan, t: Trayectoria) -> list[str]:
    """Qué se pide a quien informa; más de una cosa solo si cambia de un periodo a otro."""
    return list(dict.fromkeys(que_se_informa(plan, e.meta) for e in plan.camino(t.trayectoria) if e.meta))


def _responsables(plan: Plan, t: Trayectoria) -> html.Ul:
    items = []
    for r in plan.responsables_de(t.accion):
        link = dcc.Link(short_name(r), href=href(FiltrosMetas(responsable=r.responsable, vista="responsables")))
        items.append(html.Li([link, f" {r.nombre}"]))
    return html.Ul(items, className="panel-responsables")


def _indicators(plan: Plan, t: Trayectoria) -> html.Div:
    items = [html.Li([html.Strong(i.indicador), f" {i.nombre}"]) for i in plan.indicadores_de(t.eje, t.oi)]
    return html.Div([html.Ul(items), html.P(_(SIN_LINEA_DE_BASE), className="motivos")])


def _place(plan: Plan, t: Trayectoria) -> html.Div:
    eje, objetivo, accion = plan.eje(t.eje), plan.objetivo(t.oi), plan.accion(t.accion)
    steps = [
        (_("{oe}, eje {eje}. {nombre}", oe=eje.oe, eje=eje.eje, nombre=eje.nombre), FiltrosMetas(eje=t.eje)),
        (f"{objetivo.oi} {objetivo.nombre}", FiltrosMetas(eje=t.eje, oi=t.oi)),
        (
            _("Acción {accion} {nombre}", accion=accion.accion, nombre=accion.nombre),
            FiltrosMetas(texto=f"{accion.accion}-T"),
        ),
    ]
    chain = html.Ol([html.Li(dcc.Link(text, href=href(f))) for text, f in steps], className="panel-cadena", **citado())
    notes = [n for n in (accion.nota, objetivo.nota) if n]
    details = html.Details(
        [html.Summary(_("Notas sobre el texto del Plan")), html.Ul([html.Li(period_words(n)) for n in notes])]
    )
    return html.Div([chain, *([details] if notes else []), html.P(_source(plan, t), className="panel-fuente")])


def _source(plan: Plan, t: Trayectoria) -> str:
    matrix = plan.eje(t.eje).oe
    return _(
        "Fuente: {nombre}, {norma}; matriz del {matriz}, {lineas} del texto.",
        nombre=plan.ficha.nombre,
        norma=plan.ficha.norma,
        matriz=matrix,
        lineas=lines_words(t.lineas),
    )
