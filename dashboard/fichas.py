"""/?vista=ficha: una página con una sola tarjeta, para insertarla en otra página."""

from html import escape

from flask import Flask, Response, request

from dashboard.browser_base import PLOTLY_ROUTE
from dashboard.charts import registry
from dashboard.downloads import asked
from dashboard.idioma import N_, _, actual, mensajes
from dashboard.informes.ficha import ficha
from dashboard.informes.laminas import lamina_of
from dashboard.informes.paginas import page
from dashboard.layout.descargar import embed_address, versioned_query
from dashboard.selection import SelectVersion

HOJAS = ("00-bootstrap.min.css", "mirador.css", "rutas.css", "paneles.css", "sesion/informes.css", "esquema.css")
GUIONES = tuple(
    f"/assets/{name}" for name in ("esquema.js", "idioma.js", "figuras.js", "sesion/tarjetas.js", "descargas.js")
)
NO_EXISTE = N_(
    "Ningún gráfico se llama así. Ábralo en el tablero y elija «Insertar en otra página» en su menú Descargar."
)


def register(server: Flask, select: SelectVersion, base_url: str) -> None:
    """Contesta en la misma dirección que el tablero, antes que él, cuando se pide `vista=ficha`."""

    @server.before_request
    def single_card():
        if request.path != "/" or request.args.get("vista") != "ficha":
            return None
        return _card(select, base_url)


def _card(select: SelectVersion, base_url: str) -> Response:
    chart = registry().get(request.args.get("grafico", ""))
    if chart is None:
        return Response(_(NO_EXISTE), 404, mimetype="text/plain")
    ctx = select(*asked())
    query = versioned_query(ctx)
    values = ficha(lamina_of(chart, ctx), request.args.get("dibujo", ""))
    address = request.host_url.rstrip("/") + embed_address(chart, query)
    html = page(
        "ficha.html",
        f=values,
        hojas=HOJAS,
        guiones=(base_url, PLOTLY_ROUTE, *GUIONES),
        consulta=query,
        mensajes=mensajes(actual()),
        codigo=_snippet(address, values["titulo"]),
    )
    return Response(html)


def _snippet(address: str, title: str) -> str:
    """El marco que se copia en otra página."""
    return f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" height="720" loading="lazy"></iframe>'
