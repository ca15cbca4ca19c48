"""El idioma de cada petición lo dice la dirección; lo que Dash pide por su cuenta sigue a la página que lo pide."""

import json
from html import escape
from urllib.parse import urlsplit

from flask import Flask, request

from dashboard import idioma
from dashboard.layout import shell

DE_DASH = "/_dash-"
SOLO_CASTELLANO = ("/presentar", "/reportar", "/ingresar", "/secretaria")
MENSAJES = '<script type="application/json" id="mensajes">{}</script>'


def register(server: Flask) -> None:
    """Se llama primero: todo lo que contesta después ya sabe en qué idioma."""

    @server.before_request
    def listen() -> None:
        asked = request.query_string.decode(errors="replace")
        page = urlsplit(request.referrer or "")
        if request.path.startswith(DE_DASH) and page.netloc == request.host:
            asked = page.query
        idioma.usar(idioma.CASTELLANO if request.path.startswith(SOLO_CASTELLANO) else idioma.pedido(asked))

    @server.teardown_request
    def forget(_error: BaseException | None) -> None:
        idioma.usar(idioma.CASTELLANO)


def localized(page: str) -> str:
    """La página inicial en el idioma de la petición, con lo que sus guiones dicen."""
    if idioma.actual() == idioma.CASTELLANO:
        return page
    page = page.replace('<html lang="es-PE">', f'<html lang="{idioma.etiqueta()}">', 1)
    for text in shell.DEL_INDICE:
        for before, after in (("<", ">"), ('"', '"')):  # entero: como contenido de una etiqueta o como atributo
            page = page.replace(f"{after}{text}{before}", f"{after}{escape(idioma._(text))}{before}")
    said = json.dumps(idioma.mensajes(idioma.actual()), ensure_ascii=False).replace("<", "\\u003c")
    return page.replace("<body>", f"<body>\n{MENSAJES.format(said)}", 1)
