"""El detalle de una trayectoria: qué mide, qué pide en cada periodo, quién responde y dónde consta."""

from dash import dcc, html

from dashboard import formatting as fmt
from dashboard.cedula.tablas import meta_path
from dashboard.figures.escalera import ALTO, escalera, is_drawable
from dashboard.figures.theme import complete
from dashboard.layout.card import GRAPH_CONFIG
from dashboard.layout.cedula import figure_link
from dashboard.layout.metas import ids
from dashboard.layout.metas.matriz import NO_CORRESPONDE
from dashboard.metas.csv import SIN_REPORTE
from dashboard.metas.filters import FiltrosMetas, href, period_words, short_name
from dashboard.metas.seleccion import CODIGO, Seleccion, contradicts, notes_of
from dashboard.plan import Escalon, Plan
from dashboard.plan.entidades import Trayectoria

LECTURAS = {
    "nivel": "La cifra es el nivel por alcanzar en el periodo.",
    "por_anio": "La cifra se pide en cada año del periodo.",
    "crecimiento": "Pide crecer desde un punto de partida al que el Plan no pone cifra.",
    "estado": "Pide alcanzar un estado; no es una cantidad que se grafique.",
    "hito_y_nivel": "Empieza como un hito y sigue como porcentaje: el hito no es un punto de la serie.",
    "sin_valor": "Pide algo sin decir cuánto.",
    "ambiguo": "El Plan no precisa si la cifra se acumula o es de cada periodo.",
}
UNIDADES = {"%": "porcentaje", "hito": "estado alcanzado", "hito y %": "un hito y luego porcentaje"}
SIN_LINEA_DE_BASE = "El Plan no da a estos indicadores ni cifra ni línea de base, y las metas no siempre los miden."


def detail(seleccion: Seleccion) -> html.Div:
    """El panel de la trayectoria abierta."""
    plan, filtros = seleccion.plan, seleccion.filtros
    t = plan.trayectoria(filtros.trayectoria)
    camino = plan.camino(t.trayectoria)
    return html.Div(
        [
            _header(seleccion, t),
            *_cautions(plan, t, filtros),
            html.H3("Lo comprometido en cada periodo"),
            *([_chart(t, camino)] if is_drawable(camino) else []),
            _steps(plan, camino),
            html.H3("Qué se mide"),
            _measure(t),
            *_notes(plan, t, filtros),
            html.H3("Quién responde"),
            _responsables(plan, t),
            html.H3(f"Indicadores de {t.oi}"),
            _indicators(plan, t),
            html.H3("Dónde está en el Plan"),
            _place(plan, t),
        ],
        className="tarjeta metas-panel",
    )


def _header(seleccion: Seleccion, t: Trayectoria) -> html.Header:
    filtros = seleccion.filtros
    close = dcc.Link("Cerrar ✕", href=href(filtros.abrir("")), className="panel-cerrar")
    title = html.H2([html.Span(t.trayectoria, className="codigo"), f" {t.nombre}"], id=ids.DETALLE, tabIndex="-1")
    return html.Header([html.Div([_neighbours(seleccion, t), close], className="panel-barra"), title])


def _neighbours(seleccion: Seleccion, t: Trayectoria) -> html.Span:
    """La trayectoria anterior y la siguiente dentro de la selección."""
    codes = [x.trayectoria for x in seleccion.trayectorias]
    if t.trayectoria not in codes:
        return html.Span("Fuera de la selección actual", className="panel-fuera")
    at = codes.index(t.trayectoria)
    before, after = codes[max(at - 1, 0) : at], codes[at + 1 : at + 2]
    links = [
        *(dcc.Link(f"← {c}", href=href(seleccion.filtros.abrir(c))) for c in before),
        *(dcc.Link(f"{c} →", href=href(seleccion.filtros.abrir(c))) for c in after),
    ]
    return html.Span(links, className="panel-vecinas")


def _cautions(plan: Plan, t: Trayectoria, filtros: FiltrosMetas) -> list[html.Ul]:
    notes = [n for n in notes_of(plan, t) if contradicts(n)]
    items = [html.Li([html.Strong("No cuadra. "), *_linked(plan, n, filtros)]) for n in notes]
    return [html.Ul(items, className="advertencias")] if items else []


def _notes(plan: Plan, t: Trayectoria, filtros: FiltrosMetas) -> list:
    notes = [n for n in notes_of(plan, t) if not contradicts(n)]
    items = [html.Li(_linked(plan, n, filtros)) for n in notes]
    return [html.H3("Notas"), html.Ul(items)] if items else []


def _linked(plan: Plan, nota: str, filtros: FiltrosMetas) -> list:
    """La nota con las trayectorias que nombra convertidas en enlaces."""
    known = {t.trayectoria for t in plan.trayectorias}
    nota, parts, start = period_words(nota), [], 0
    for found in CODIGO.finditer(nota):
        if found.group() in known:
            parts += [nota[start : found.start()], dcc.Link(found.group(), href=href(filtros.abrir(found.group())))]
            start = found.end()
    return [*parts, nota[start:]]


def _chart(t: Trayectoria, camino: tuple[Escalon, ...]) -> html.Figure:
    told = "; ".join(f"{period_words(e.periodo.periodo)}, {e.texto}" for e in camino)
    graph = dcc.Graph(
        id=ids.ESCALERA,
        figure=complete(escalera(camino), {}),
        config=GRAPH_CONFIG,
        style={"height": f"{ALTO}px"},
    )
    return html.Figure(graph, role="img", **{"aria-label": f"Escalera de {t.trayectoria}: {told}."})


def _steps(plan: Plan, camino: tuple[Escalon, ...]) -> html.Ol:
    return html.Ol([_step(plan, e) for e in camino], className="pasos")


def _step(plan: Plan, escalon: Escalon) -> html.Li:
    period = html.Span(period_words(escalon.periodo.periodo), className="paso-periodo")
    if escalon.meta is None:
        return html.Li([period, html.Span(NO_CORRESPONDE, className="no-corresponde")], className="paso-vacio")
    return html.Li(
        [
            period,
            html.Span(figure_link(escalon.texto, meta_path(plan, escalon.meta.meta_id)), className="paso-meta"),
            html.Span(SIN_REPORTE, className="pildora-sin-reporte"),
        ]
    )


def _measure(t: Trayectoria) -> html.Dl:
    facts = {
        "Unidad": UNIDADES.get(t.unidad, t.unidad),
        "Universo": t.universo,
        "Punto de partida": t.base,
        "Condición": t.condicion,
        "Cómo se lee": LECTURAS[t.lectura],
        "Cada año": "Se cumple año a año." if t.es_anual and t.lectura != "por_anio" else "",
    }
    return html.Dl([part for name, text in facts.items() if text for part in (html.Dt(name), html.Dd(text))])


def _responsables(plan: Plan, t: Trayectoria) -> html.Ul:
    items = []
    for r in plan.responsables_de(t.accion):
        link = dcc.Link(short_name(r), href=href(FiltrosMetas(responsable=r.responsable, vista="responsables")))
        items.append(html.Li([link, f" {r.nombre}"]))
    return html.Ul(items, className="panel-responsables")


def _indicators(plan: Plan, t: Trayectoria) -> html.Div:
    items = [html.Li([html.Strong(i.indicador), f" {i.nombre}"]) for i in plan.indicadores_de(t.eje, t.oi)]
    return html.Div([html.Ul(items), html.P(SIN_LINEA_DE_BASE, className="motivos")])


def _place(plan: Plan, t: Trayectoria) -> html.Div:
    eje, objetivo, accion = plan.eje(t.eje), plan.objetivo(t.oi), plan.accion(t.accion)
    steps = [
        (f"{eje.oe}, eje {eje.eje}. {eje.nombre}", FiltrosMetas(eje=t.eje)),
        (f"{objetivo.oi} {objetivo.nombre}", FiltrosMetas(eje=t.eje, oi=t.oi)),
        (f"Acción {accion.accion} {accion.nombre}", FiltrosMetas(texto=f"{accion.accion}-T")),
    ]
    chain = html.Ol([html.Li(dcc.Link(text, href=href(f))) for text, f in steps], className="panel-cadena")
    notes = [n for n in (accion.nota, objetivo.nota) if n]
    details = html.Details(
        [html.Summary("Notas sobre el texto del Plan"), html.Ul([html.Li(period_words(n)) for n in notes])]
    )
    return html.Div([chain, *([details] if notes else []), html.P(_source(plan, t), className="panel-fuente")])


def _source(plan: Plan, t: Trayectoria) -> str:
    lines = t.lineas.split(";")
    word = "línea" if len(lines) == 1 else "líneas"
    matrix = plan.eje(t.eje).oe
    return (
        f"Fuente: {plan.ficha.nombre}, {plan.ficha.norma}; matriz del {matrix}, {word} {fmt.listing(lines)} del texto."
    )
