"""La ficha técnica de cada indicador (IVO): lo que el Plan dice y, con todas sus letras, lo que no dice."""

from dash import dcc, html

from dashboard import formatting as fmt
from dashboard.metas.filters import FiltrosMetas, href, short_name
from dashboard.metas.seleccion import Seleccion, lines_words, many
from dashboard.plan.entidades import Indicador

NO_DICE = "el Plan no lo dice"
MEDIDAS = {
    "producto": "un producto",
    "numero": "un número",
    "porcentaje": "un porcentaje",
    "incremento": "un incremento",
    "disminucion": "una disminución",
    "indice": "un índice",
}
A_LA_VISTA = 4
AVISO = (
    "El Plan pide una ficha técnica de cada indicador (7.3.2), pero no las trae: de los 47 da solo el nombre. "
    "Aquí están lo que dice y lo que falta; ningún indicador tiene cifra, línea de base ni fecha."
)


def sheets(seleccion: Seleccion) -> html.Div:
    """Las fichas de los indicadores de los ejes y objetivos elegidos."""
    rows = _chosen(seleccion)
    few = len(rows) <= A_LA_VISTA
    return html.Div([html.P(AVISO, className="motivos"), *(_sheet(seleccion, i, few or i == rows[0]) for i in rows)])


def _chosen(seleccion: Seleccion) -> list[Indicador]:
    ejes = {o.eje for o in seleccion.objetivos}
    objetivos = {o.oi for o in seleccion.objetivos}
    narrow = bool(seleccion.filtros.oi)
    return [i for i in seleccion.plan.indicadores if (i.oi in objetivos if i.oi else i.eje in ejes and not narrow)]


def _sheet(seleccion: Seleccion, i: Indicador, shown: bool) -> html.Details:
    facts = {
        "Definición": i.nombre,
        "Mide": MEDIDAS[i.medida],
        "Fórmula": None,
        "Fuente": None,
        "Frecuencia": "Bianual, como el monitoreo de los objetivos (línea 1950 del texto)",
        "Línea de base": None,
        "Cifra por alcanzar": None,
        "Responsable": None,
        "Responden por sus acciones": _responsables(seleccion, i) if i.oi else "",
        "Metas del objetivo": _metas(seleccion, i) if i.oi else "",
        "Nota": i.nota,
        "Dónde está": f"{lines_words(i.lineas)} del texto del Plan",
    }
    pairs = [
        part
        for name, said in facts.items()
        if said != ""
        for part in (html.Dt(name), html.Dd(said or NO_DICE, className="" if said else "falta"))
    ]
    missing = sum(said is None for said in facts.values())
    title = [html.Strong(i.indicador), f" {i.nombre}", html.Span(f"faltan {missing} datos", className="matriz-cuenta")]
    return html.Details([html.Summary(title), html.Dl(pairs)], className="ficha", open=shown, key=i.indicador)


def _responsables(seleccion: Seleccion, i: Indicador) -> str:
    acciones = [a.accion for a in seleccion.plan.acciones_de(i.oi)]
    found = {short_name(r): None for a in acciones for r in seleccion.plan.responsables_de(a)}
    return fmt.listing(list(found))


def _metas(seleccion: Seleccion, i: Indicador) -> list:
    count = sum(m.oi == i.oi for m in seleccion.plan.metas)
    there = FiltrosMetas(eje=i.eje, oi=i.oi)
    return [dcc.Link(f"{many(count, 'meta')} de {i.oi}", href=href(there)), ", que no siempre lo miden"]
