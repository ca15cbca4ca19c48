"""Lo que se contesta cuando algo sale mal: una oración y un número para buscarlo en el registro; nada del programa."""

import logging
import secrets

from dash.exceptions import DependencyException
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

REGISTRO = logging.getLogger("mirador")
POR_CODIGO = {
    404: "No existe esa dirección. Puede estar mal copiada.",
    405: "Esa dirección no admite el pedido.",
    413: "Lo enviado es demasiado grande.",
    429: "Demasiados intentos. Espere un minuto y vuelva a probar.",
}


def register(server: Flask) -> None:
    """Toda falla se vuelve una respuesta en castellano, sin rutas ni nombres internos."""

    @server.errorhandler(HTTPException)
    def known(error: HTTPException) -> Response:
        if error.response is not None:
            return error.response
        text = POR_CODIGO.get(error.code) or (error.description if error.code == 400 else None)
        return _plain(text or "No se pudo atender el pedido.", error.code or 500)

    @server.errorhandler(DependencyException)
    def no_such_component(_error: DependencyException) -> Response:
        return _plain(POR_CODIGO[404], 404)

    @server.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        number = secrets.token_hex(4)
        REGISTRO.error("falla %s en %s", number, request.url_rule, exc_info=error)
        return _plain(f"Algo falló en el servidor. Vuelva a probar; si sigue, avise con el número {number}.", 500)


def _plain(text: str, code: int) -> Response:
    return Response(text, code, mimetype="text/plain")
