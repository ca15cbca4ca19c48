"""La ficha técnica de cada indicador (IVO): lo que el Plan dice y, con todas sus letras, lo que no dice."""

from dash import dcc, html

from dashboard import formatting as fmt
from dashboard.idioma import N_, _, ngettext
from dashboard.metas.filters import FiltrosMetas, href, short_name
from dashboard.metas.seleccion import Seleccion, lines_words
from dashboard.plan.entidades import Indicador

NO_DICE = N_("el Plan no lo dice")
MEDIDAS = {
    "producto": N_("un producto"),
    "numero": N_("un número"),
    "porcentaje": N_("un porcentaje"),
    "incremento": N_("un incremento"),
    "disminucion": N_("una disminución"),
    "indice": N_("un índice"),
}
A_LA_VISTA = 4
AVISO = N_(
    "El Plan pide una ficha técnica de cada indicador (7.3.2), pero no las trae: de los 47 da solo el nombre. "
    "Aquí están lo que dice y lo que falta; ningún indicador tiene cifra, línea de base ni fecha."
)


def sheets(seleccion: Seleccion) -> html.Div:
    """Las fichas de los indicadores de los ejes y objetivos elegidos."""
    rows = _chosen(seleccion)
    few = len(rows) <= A_LA_VISTA
    return html.Div([html.P(_(AVISO), className="motivos"), *(_sheet(seleccion, i, few or i == rows[0]) for i in rows)])


def _chosen(seleccion: Seleccion) -> list[Indicador]:
    ejes = {o.eje for o in seleccion.objetivos}
    objetivos = {o.oi for o in seleccion.objetivos}
    narrow = bool(seleccion.filtros.oi)
    return [i for i in seleccion.plan.indicadores if (i.oi in objetivos if i.oi else i.eje in ejes and not narrow)]


def _sheet(seleccion: Seleccion, i: Indicador, shown: bool) -> html.Details:
    facts = {
        _("Definición"): i.nombre,
        _("Mide"): _(MEDIDAS[i.medida]),
        _("Fórmula"): None,
        _("Fuente"): None,
        _("Frecuencia"): _("Bianual, como el monitoreo de los objetivos (línea 1950 del texto)"),
        _("Línea de base"): None,
        _("Cifra por alcanzar"): None,
        _("Responsable"): None,
        _("Responden por sus acciones"): _responsables(seleccion, i) if i.oi else "",
        _("Metas del objetivo"): _metas(seleccion, i) if i.oi else "",
        _("Nota"): i.nota,
        _("Dónde está"): _("{lineas} del texto del Plan", lineas=lines_words(i.lineas)),
    }
    pairs = [
        part
        for name, said in facts.items()
        if said != ""
        for part in (html.Dt(name), html.Dd(said or _(NO_DICE), className="" if said else "falta"))
    ]
    missing = sum(said is None for said in facts.values())
    title = [
        html.Strong(i.indicador),
        f" {i.nombre}",
        html.Span(ngettext("falta {n} dato", "faltan {n} datos", missing), className="matriz-cuenta"),
    ]
    return html.Details([html.Summary(title), html.Dl(pairs)], className="ficha", open=shown, key=i.indicador)


def _responsables(seleccion: Seleccion, i: Indicador) -> str:
    acciones = [a.accion for a in seleccion.plan.acciones_de(i.oi)]
    found = {short_name(r): None for a in acciones for r in seleccion.plan.responsables_de(a)}
    return fmt.listing(list(found))


def _metas(seleccion: Seleccion, i: Indicador) -> list:
    count = sum(m.oi == i.oi for m in seleccion.plan.metas)
    there = FiltrosMetas(eje=i.eje, oi=i.oi)
    link = dcc.Link(ngettext("{n} meta de {oi}", "{n} metas de {oi}", count, oi=i.oi), href=href(there))
    return [link, f" ({_('no siempre lo miden')})"]
