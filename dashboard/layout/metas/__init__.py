"""Pestaña Metas: filtros, catálogo del plan, tarjetas por eje, vistas y panel lateral."""

from dataclasses import replace

import dash_bootstrap_components as dbc
from dash import dcc, html

from dashboard.cedula.cuentas import CONTADOS, count_path
from dashboard.idioma import N_, _, citado, ngettext, seguir
from dashboard.layout.cedula import figure_link
from dashboard.layout.metas import ids
from dashboard.layout.metas.marcas import legend
from dashboard.metas.filters import (
    CLASES,
    ESTADOS,
    MAX_TEXTO,
    METODOS,
    PREDETERMINADOS,
    RUTA,
    VISTAS,
    FiltrosMetas,
    href,
    period_words,
    short_name,
)
from dashboard.metas.seleccion import Seleccion, cargos
from dashboard.plan import Plan, fold
from dashboard.plan.entidades import Responsable

PAUSA_AL_ESCRIBIR = 450  # milisegundos
ETIQUETAS = {
    "eje": N_("Eje"),
    "oi": N_("Objetivo inmediato"),
    "responsable": N_("Responsable"),
    "periodo": N_("Periodo"),
    "clase": N_("Clase de meta"),
    "estado": N_("Estado"),
}
TODOS = "todos"  # con un valor vacío la lista se vería en blanco


def page(plan: Plan) -> html.Div:
    """La pestaña entera, vacía: la llena el callback con la selección de la dirección."""
    return html.Div(
        [
            dcc.Location(id=ids.CONSULTA, refresh="callback-nav"),
            dcc.Store(id=ids.ESTADO),
            _filter_bar(plan),
            _title(plan),
            html.Div(id=ids.EJES, className="metas-ejes"),
            html.Div(
                [
                    html.Section(
                        [
                            html.Nav(id=ids.VISTAS, **{"aria-label": _("Vistas de las metas")}),
                            html.Div(id=ids.METODOS),
                            html.Div(id=ids.CONTENIDO),
                        ],
                        className="metas-principal",
                    ),
                    html.Aside(id=ids.LATERAL, **{"aria-label": _("Detalle y resumen de la selección")}),
                ],
                className="metas-columnas",
            ),
        ],
        id=ids.PAGINA,
    )


def _title(plan: Plan) -> html.Header:
    heading = html.H1(_("Metas del Plan Nacional {inicio}-{fin}", inicio=plan.ficha.inicio, fin=plan.ficha.fin))
    notice = html.Div(id=ids.AVISO, className="metas-aviso", role="note")
    quoted = [html.P(_("Los textos del Plan se citan en castellano."), className="metas-aviso")] if citado() else []
    return html.Header([heading, _catalogue(plan), notice, *quoted], className="metas-titulo")


def _catalogue(plan: Plan) -> html.Ul:
    items = [
        html.Li([html.Strong(figure_link(str(len(getattr(plan, clave))), count_path(plan, clave))), f" {_(name)}"])
        for clave, name in CONTADOS.items()
    ]
    return html.Ul(items, className="metas-catalogo")


def _filter_bar(plan: Plan) -> html.Div:
    return html.Div(
        [
            html.Div([*(_select(name) for name in ids.LISTAS), _search()], className="filtros-campos"),
            html.Div(
                [
                    html.P(id=ids.FRASE, className="frase", role="status", **{"aria-live": "polite"}),
                    dcc.Link(_("Restablecer"), href=seguir(RUTA), className="restablecer"),
                ],
                className="filtros-frase",
            ),
        ],
        className="filtros metas-filtros",
        role="search",
        **{"aria-label": _("Filtros de Metas")},
    )


def _select(name: str) -> html.Div:
    field = ids.campo(name)
    control = dbc.Select(id=field, options=[], value=TODOS, size="sm")
    return html.Div([dbc.Label(_(ETIQUETAS[name]), html_for=field), control], className=f"campo campo-{name}")


def _search() -> html.Div:
    field = ids.campo("texto")
    control = dbc.Input(
        id=field,
        type="search",
        size="sm",
        value="",
        debounce=PAUSA_AL_ESCRIBIR,
        maxLength=MAX_TEXTO,
        placeholder=_("Palabra o código"),
    )
    return html.Div([dbc.Label(_("Buscar en las metas"), html_for=field), control], className="campo campo-texto")


def control_state(seleccion: Seleccion) -> dict[str, tuple[list[dict], str]]:
    """Opciones y valor de cada lista; cada opción dice cuántas metas quedarían al elegirla."""
    choices = {name: _choices(seleccion, name) for name in ids.LISTAS}
    return {name: (_options(seleccion, name, pairs), _value(seleccion, name)) for name, pairs in choices.items()}


def _choices(seleccion: Seleccion, name: str) -> list[tuple[str, str]]:
    plan, eje = seleccion.plan, seleccion.filtros.eje
    objetivos = plan.objetivos_de(eje) if eje else plan.objetivos
    return {
        "eje": [(e.eje, f"{e.eje}. {e.nombre}") for e in plan.ejes],
        "oi": [(o.oi, f"{o.oi} {o.nombre}") for o in objetivos],
        "responsable": sorted(((r.responsable, _full(r)) for r in plan.responsables), key=lambda pair: fold(pair[1])),
        "periodo": [(p.periodo, period_words(p.periodo)) for p in plan.periodos],
        "clase": [(k, _(v)) for k, v in CLASES.items()],
        "estado": [(k, _(v)) for k, v in ESTADOS.items()],
    }[name]


def _options(seleccion: Seleccion, name: str, pairs: list[tuple[str, str]]) -> list[dict]:
    counts = _counts(seleccion, name)
    everything = {"value": TODOS, "label": _("Todas") if name == "clase" else _("Todos")}
    return [everything, *({"value": v, "label": f"{label} ({counts.get(v, 0)})"} for v, label in pairs)]


def _full(responsable: Responsable) -> str:
    short = short_name(responsable)
    return responsable.nombre if responsable.nombre.startswith(short) else f"{short} · {responsable.nombre}"


def _counts(seleccion: Seleccion, name: str) -> dict[str, int]:
    if name != "responsable":
        return seleccion.por(name)
    return {c.responsable.responsable: c.metas for c in cargos(seleccion.con(responsable=""))}


def _value(seleccion: Seleccion, name: str) -> str:
    return getattr(seleccion.filtros, name) or TODOS


def view_links(filtros: FiltrosMetas) -> html.Ul:
    """Las vistas, como enlaces."""
    items = []
    for vista, label in VISTAS.items():
        current = {"aria-current": "page"} if vista == filtros.vista else {}
        shown = filtros.con(vista=vista, orden=PREDETERMINADOS.orden)
        items.append(html.Li(dcc.Link(_(label), href=href(shown)), **current))
    return html.Ul(items, className="metas-vistas")


def method_links(seleccion: Seleccion) -> html.Div | None:
    """Con qué método se mira lo que aún no cierra, como enlaces; sin reportes no hay qué mirar."""
    filtros = seleccion.filtros
    if not seleccion.hay_reportes or filtros.vista not in ("matriz", "responsables", "tabla"):
        return None
    items = []
    for metodo, label in METODOS.items():
        current = {"aria-current": "true"} if metodo == filtros.metodo else {}
        items.append(html.Li(dcc.Link(_(label), href=href(replace(filtros, metodo=metodo))), **current))
    changes = sum(seleccion.estado(m).cambia_con_el_metodo for m in seleccion.metas)
    same = _("En estas metas los tres métodos contestan lo mismo.")
    said = (
        ngettext(
            "⇄ En {n} meta otro método contesta otra cosa.", "⇄ En {n} metas otro método contesta otra cosa.", changes
        )
        if changes
        else same
    )
    question = html.Span(_("Antes del cierre se juzga:"), id=ids.METODO)
    options = html.Ul(items, **{"aria-labelledby": ids.METODO})
    return html.Div([question, options, html.Span(said), legend()], className="metas-metodos")
