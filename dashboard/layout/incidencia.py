"""Pestaña Incidencia: filtros, cifras del periodo y tarjetas."""

import dash_bootstrap_components as dbc
from dash import dcc, html

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.catalog import COMPONENTES, Catalogo
from dashboard.charts import Chart, registry
from dashboard.filters import MARGENES, MEDIDAS, Filtros, year_options
from dashboard.idioma import N_, _, seguir
from dashboard.layout import ids
from dashboard.layout.card import card
from dashboard.perfil_elegido import NOMBRES_PERFIL, SIN_CRUCE, TODOS, profile_limits

TAB = "incidencia"
PERMANENTE = N_("La selección entera con la versión de los datos: aunque lleguen datos nuevos, abre lo mismo")
UNICO = "unico"
TODAS = [(TODOS, N_("Todos"))]
AYUDA = N_("Con las flechas se recorren los puntos del gráfico; con Intro se elige el lugar; con Escape se termina.")


def page(catalogo: Catalogo) -> html.Div:
    """La pestaña entera, vacía: la llena el navegador con la selección de la dirección."""
    return html.Div(
        [
            dcc.Location(id=ids.CONSULTA, refresh="callback-nav"),
            dcc.Store(id=ids.ESTADO),
            filter_bar(catalogo),
            html.Div(id=ids.EDICION),
            html.H1(_("Incidencia registrada de la trata de personas"), className="visually-hidden"),
            html.Div(id=ids.CIFRAS, className="cifras"),
            *sections(TAB),
            html.P(_(AYUDA), id=ids.AYUDA_TECLADO, hidden=True),
        ]
    )


def sections(tab: str) -> list[html.Section]:
    """Las tarjetas de una pestaña, agrupadas por sección en el orden del registro."""
    charts = [c for c in registry().values() if c.tab == tab]
    names = dict.fromkeys(c.section for c in charts)
    return [_section(name, [c for c in charts if c.section == name]) for name in names]


def _section(name: str, charts: list[Chart]) -> html.Section:
    heading = html.H2(_(name), className="seccion", id=ids.seccion(name))
    return html.Section([heading, html.Div([card(c) for c in charts], className="rejilla")])


def filter_bar(catalogo: Catalogo) -> html.Div:
    """Los filtros que tienen respuesta, y los que no con su razón."""
    return html.Div(
        [
            html.Div(
                [
                    html.P(id=ids.FRASE, className="frase", role="status", **{"aria-live": "polite"}),
                    dcc.Link(_("Restablecer"), href=seguir("/"), className="restablecer"),
                    html.A(_("Enlace permanente"), id=ids.PERMANENTE, className="restablecer", title=_(PERMANENTE)),
                    _select("margenes", _("Márgenes"), list(MARGENES.items())),
                    dbc.Button(_("Filtros"), id=ids.ABRIR, color="link", className="abrir-filtros"),
                ],
                className="filtros-frase",
            ),
            dbc.Collapse(_fields(catalogo), id=ids.PLEGADO, className="plegado"),
        ],
        className="filtros",
        role="search",
        **{"aria-label": _("Filtros de Incidencia")},
    )


def _fields(catalogo: Catalogo) -> list:
    return [
        html.Div(
            [
                _select("serie", _("Serie"), [(s.serie_id, s.nombre_corto) for s in catalogo.con_mapa]),
                _select("componente", _("Parte"), []),
                _select("medida", _("Medida"), []),
                _select("desde", _("Desde"), []),
                _select("hasta", _("Hasta"), []),
                _places("lugar", _("Distrito fiscal")),
                _places("departamento", _("Departamento")),
            ],
            className="filtros-campos",
        ),
        html.P(id=ids.MOTIVOS, className="motivos"),
        _profile_filters(catalogo),
    ]


def _profile_filters(catalogo: Catalogo) -> html.Details:
    selects = [_select(field, _(n), TODAS, disabled=True) for field, n in NOMBRES_PERFIL.items()]
    cuts = _select("corte", _("Fuente del perfil"), list(catalogo.cortes.items()))
    return html.Details(
        [
            html.Summary(_("Filtros del perfil de presuntas víctimas e imputados/as")),
            html.Div([cuts, *selects], className="filtros-campos"),
            html.P(f"{_(SIN_CRUCE)}.", className="motivos", id=ids.SIN_CRUCE),
        ],
        className="filtros-perfil",
    )


def _select(name: str, label: str, options: list[tuple[str, str]], disabled: bool = False) -> html.Div:
    field = ids.campo(name)
    value = options[0][0] if options else None
    # Con el valor vacío, dbc.Select muestra su placeholder y no la opción.
    shown = {"placeholder": _(dict(options).get("", ""))}
    control = dbc.Select(id=field, options=_options(options), value=value, disabled=disabled, size="sm", **shown)
    return html.Div([dbc.Label(label, html_for=field), control], className=f"campo campo-{name}")


def _places(name: str, label: str) -> html.Div:
    field = ids.campo(name)
    control = dcc.Dropdown(
        id=field, multi=True, placeholder=_("Todos"), labels={k: _(v) for k, v in DROPDOWN_LABELS.items()}
    )
    return html.Div([dbc.Label(label, html_for=field), control], className=f"campo campo-{name}")


DROPDOWN_LABELS = {
    "clear_search": N_("Borrar la búsqueda"),
    "clear_selection": N_("Quitar la selección"),
    "deselect_all": N_("Quitar todos"),
    "no_options_found": N_("Ningún lugar con ese nombre"),
    "search": N_("Buscar"),
    "select_all": N_("Elegir todos"),
    "selected_count": N_("{num_selected} elegidos"),
}


def control_state(catalogo: Catalogo, filtros: Filtros, motivos: dict[str, str]) -> dict[str, tuple]:
    """Opciones y valor de cada control para una selección: campo → (opciones, valor, deshabilitado)."""
    serie = catalogo.series[filtros.serie]
    years = year_options(catalogo, serie, filtros.corte)
    anios = [(str(a), _year_label(serie, a)) for a in years] or [(UNICO, _("periodo único"))]
    medidas = [
        {
            "value": m,
            "label": _("{medida} (no disponible)", medida=_(n)) if m in motivos else _(n),
            "disabled": m in motivos,
        }
        for m, n in MEDIDAS.items()
    ]
    componentes = _options([(c, COMPONENTES[c]) for c in serie.componentes])
    return {
        "serie": (_options([(s.serie_id, s.nombre_corto) for s in catalogo.con_mapa]), filtros.serie, False),
        "componente": (componentes, filtros.componente, len(componentes) < 2),
        "medida": (medidas, filtros.medida, False),
        "desde": (_options(anios), str(filtros.desde) if serie.anual else UNICO, not serie.anual),
        "hasta": (_options(anios), str(filtros.hasta) if serie.anual else UNICO, not serie.anual),
        "lugar": _place_state(catalogo, filtros, N.DISTRITO_FISCAL),
        "departamento": _place_state(catalogo, filtros, N.DEPARTAMENTO),
        "corte": (_options(list(catalogo.cortes.items())), filtros.corte, False),
        "margenes": (_options(list(MARGENES.items())), filtros.margenes, False),
        **_profile_state(catalogo, filtros),
    }


def _profile_state(catalogo: Catalogo, filtros: Filtros) -> dict[str, tuple]:
    limits = profile_limits(filtros, catalogo)
    return {
        d: (_options([*TODAS, *catalogo.personas.get(d, {}).items()]), getattr(filtros, d) or TODOS, d in limits)
        for d in NOMBRES_PERFIL
    }


def profile_words(catalogo: Catalogo, filtros: Filtros) -> str:
    """Por qué no se puede filtrar por cada parte del perfil, juntas las que comparten razón."""
    limits = profile_limits(filtros, catalogo)
    if set(limits.values()) == {SIN_CRUCE}:
        return f"{_(SIN_CRUCE)}."
    groups = {
        why: [_(NOMBRES_PERFIL[d]).lower() for d, w in limits.items() if w == why]
        for why in dict.fromkeys(limits.values())
    }
    return " ".join(
        _("Sin filtro por {partes}: {razon}.", partes=fmt.listing(names), razon=_(why)) for why, names in groups.items()
    )


def _place_state(catalogo: Catalogo, filtros: Filtros, ambito: str) -> tuple:
    options = [{"value": p.codigo, "label": p.nombre} for p in catalogo.lugares.values() if p.ambito == ambito]
    answers = catalogo.series[filtros.serie].geografia == ambito
    return options, list(filtros.lugares) if answers else [], not answers


def _options(pairs: list[tuple[str, str]]) -> list[dict]:
    return [{"value": value, "label": _(label)} for value, label in pairs]


def _year_label(serie, anio: int) -> str:
    partial = any(p.parcial for p in serie.periodos_en(anio, anio))
    return _("{anio} (incompleto)", anio=anio) if partial else str(anio)
