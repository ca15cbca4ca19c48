"""Compresión: lo que no cambia se comprime una sola vez; las respuestas, al vuelo y rápido.

Una dirección que lleva su huella no cambia de contenido: el navegador no la pide otra vez. Las demás llevan ETag.
"""

import gzip
import hashlib
import re
from functools import lru_cache

import brotli
from flask import Flask, Response, request

from dashboard.browser_base import PLOTLY_ROUTE
from dashboard.servidor.cabeceras import UN_ANIO
from dashboard.servidor.cargas import RUTA as CALLBACKS

MINIMO = 860  # por debajo, comprimir no ahorra ni un paquete de red
TEXTUALES = re.compile(r"text/|application/(json|javascript|geo\+json)|image/svg")
FIJAS = ("/assets/", "/_dash-component-suites/", "/base-")
# Las páginas y lo que Dash pide al empezar: dicen lo mismo mientras no cambien los datos.
REPETIDAS = {"/", "/<path:path>", "/_dash-layout", "/_dash-dependencies"}
CON_HUELLA = re.compile(r"\.v\d+_\d+_\d+m\d+\.|[?&]m=\d|^/base-|/fuentes/")
AL_VUELO, REPETIDA, MAXIMA = 4, 9, 11
GUARDADAS = 256


class _Cuerpo:
    """Un cuerpo que se reconoce por su huella, para guardarlo comprimido sin retener sus bytes."""

    __slots__ = ("_bytes", "huella")

    def __init__(self, body: bytes):
        self._bytes, self.huella = body, hashlib.sha256(body).hexdigest()[:20]

    def __eq__(self, other) -> bool:
        return self.huella == other.huella

    def __hash__(self) -> int:
        return hash(self.huella)

    def take(self) -> bytes:
        """Los bytes, una sola vez."""
        body, self._bytes = self._bytes, b""
        return body


@lru_cache(maxsize=GUARDADAS)
def _once(body: _Cuerpo, encoding: str, quality: int) -> bytes:
    """Los archivos fijos son pocos; la clave es su contenido, no la dirección, que puede inventarse sin fin."""
    return _compress(body.take(), encoding, quality)


def _kept(body: bytes, encoding: str, quality: int) -> bytes:
    return _once(_Cuerpo(body), encoding, quality)


def _compress(body: bytes, encoding: str, quality: int) -> bytes:
    return brotli.compress(body, quality=quality) if encoding == "br" else gzip.compress(body, min(quality, 9))


def register(server: Flask) -> None:
    """Comprime toda respuesta textual que el navegador acepte comprimida; `warm` sube la calidad de lo fijo."""
    server.config["CALIDAD_FIJA"] = AL_VUELO

    @server.after_request
    def shrink(response: Response) -> Response:
        if request.method != "GET" and request.path != CALLBACKS:
            return response
        if response.status_code == 200 and request.path.startswith(FIJAS):
            return _fixed(response, server.config["CALIDAD_FIJA"])
        if response.status_code == 200 and request.endpoint in REPETIDAS:
            # La página sin filtros es la que más se pide: merece el segundo que tarda comprimirla del todo.
            plain = max(REPETIDA, server.config["CALIDAD_FIJA"])
            return _fixed(response, REPETIDA if request.query_string else plain)
        return _encoded(response, _encoding(response), AL_VUELO)


def warm(server: Flask) -> int:
    """Pide cada archivo que nombra la página y lo deja comprimido al máximo. Devuelve cuántos son."""
    server.config["CALIDAD_FIJA"] = MAXIMA
    client = server.test_client()
    page = client.get("/").get_data(as_text=True)
    named = re.findall(r"""(?:src|href)=["'](/[^"'#]+\.(?:js|css|svg)[^"']*)["']""", page)
    urls = dict.fromkeys(["/", *named, PLOTLY_ROUTE])
    for url in urls:
        for encoding in ("br", "gzip"):
            client.get(url, headers={"Accept-Encoding": encoding})
    return len(urls)


def _fixed(response: Response, quality: int) -> Response:
    digest = _Cuerpo(_body(response)).huella
    if CON_HUELLA.search(request.full_path):
        response.cache_control.no_cache = None
        response.cache_control.public, response.cache_control.max_age = True, UN_ANIO
        response.cache_control.immutable = True
    else:
        response.cache_control.no_cache, response.cache_control.max_age = True, None
    response.set_etag(digest, weak=True)
    _encoded(response, _encoding(response), quality, _kept)
    return response.make_conditional(request)


def _encoding(response: Response) -> str:
    """La mejor codificación que admiten la respuesta y quien pide; vacía si ninguna."""
    fits = response.mimetype and TEXTUALES.match(response.mimetype) and "Content-Encoding" not in response.headers
    if not fits or (response.content_length or MINIMO) < MINIMO or response.status_code in (204, 206, 304):
        return ""
    # Lo que no se guarda lleva secretos de la sesión junto a texto ajeno: comprimido, su tamaño los delataría.
    private = response.cache_control.no_store
    return "" if private else next((e for e in ("br", "gzip") if request.accept_encodings[e] > 0), "")


def _encoded(response: Response, encoding: str, quality: int, pack=_compress) -> Response:
    if response.mimetype and TEXTUALES.match(response.mimetype):
        response.vary.add("Accept-Encoding")
    if not encoding or response.is_streamed:
        return response
    body = _body(response)
    if len(body) < MINIMO:
        return response
    response.set_data(pack(body, encoding, quality))
    response.headers["Content-Encoding"] = encoding
    return response


def _body(response: Response) -> bytes:
    response.direct_passthrough = False
    return response.get_data()
