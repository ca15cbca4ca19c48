"""Las tarjetas de una selección, en una dirección que no cambia de contenido: el navegador no la pide dos veces.

`/tarjetas/<programa>/<version>?q=<selección>&vistas=<mapa.Tabla,…>` contesta todas las piezas, una por línea. Con
`de`, `de_vistas` y `sello` (lo que el navegador ya muestra) contesta solo la diferencia.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from dash import dcc, html
from flask import Flask, Response, request

from dashboard.browser_base import PLOTLY_ROUTE
from dashboard.catalog import Catalogo
from dashboard.ediciones import Aviso
from dashboard.filters import asked_version
from dashboard.idioma import N_, _, pedido, usar
from dashboard.layout import ids, incidencia
from dashboard.layout.seleccion import SALIDAS
from dashboard.servidor.cabeceras import UN_ANIO
from dashboard.tarjetas.calentar import warm
from dashboard.tarjetas.diferencia import ANTES, DESPUES, PARTE, difference
from dashboard.tarjetas.memoria import Memoria
from dashboard.tarjetas.piezas import Documento, documents, views_in
from dashboard.vivo import Vivo

Notice = Callable[[str], Aviso | None]  # versión pedida → aviso, si no es la vigente
RUTA = "/tarjetas"
MAX_LARGO = 2000
TOPE_RESPUESTAS = 4 * 1024 * 1024  # bytes por proceso
TEXTO, DIFERENCIA = "text/plain", "application/octet-stream"
SIN_RESPUESTA = N_(
    "El tablero no responde: lo que se ve es de la selección anterior. Pruebe otra vez o recargue la página."
)


def register(server: Flask, vivo: Vivo, notice: Notice) -> None:
    """Una dirección mala se repara, como la de la página; nunca es una falla."""
    document = documents(vivo.select, notice)
    answers: Memoria[tuple[str, bytes]] = Memoria(TOPE_RESPUESTAS, lambda answer: len(answer[1]))

    @server.get(f"{RUTA}/<programa>/<version>")
    def cards(programa: str, version: str) -> Response:
        usar(pedido(_arg("q")))
        new = document(_arg("q"), views_in(_arg("vistas")), version)
        base = _shown(document, version)
        kind, body = answers.get((new.sello, base and base.sello), lambda: _answer(base, new))
        response = Response(body, mimetype=kind)
        response.set_etag(new.sello)
        asked = asked_version(_arg("q"))
        _last(response, programa == program() and version == vivo.actual.id and asked in ("", version))
        return response.make_conditional(request)

    server.config["CALENTAR"] = lambda: warm(document, vivo)
    server.config["TARJETAS"] = f"{RUTA}/{program()}"


def _arg(name: str) -> str:
    return request.args.get(name, "")[:MAX_LARGO]


def _shown(document: Callable[..., Documento], version: str) -> Documento | None:
    """Lo que el navegador dice que muestra, si en verdad es lo que este programa contestaría."""
    if not (seal := _arg("sello")):
        return None
    found = document(_arg("de"), views_in(_arg("de_vistas")), version)
    return found if found.sello == seal else None


def _answer(base: Documento | None, new: Documento) -> tuple[str, bytes]:
    return (DIFERENCIA, difference(base.piezas, new.piezas)) if base else (TEXTO, b"\n".join(new.piezas))


def _last(response: Response, forever: bool) -> None:
    """Con este programa y estos datos no cambia nunca; lo demás se pregunta cada vez."""
    control = response.cache_control
    if forever:
        control.public, control.max_age, control.immutable = True, UN_ANIO, True
    else:
        control.no_cache = True


def page(catalogo: Catalogo) -> html.Div:
    """La pestaña, con lo que el navegador necesita para pedir y poner sus tarjetas."""
    return html.Div([dcc.Store(id=ids.HOJA, data=_sheet()), incidencia.page(catalogo)])


def _sheet() -> dict:
    return {
        "ruta": f"{RUTA}/{program()}",
        "salidas": SALIDAS,
        "diferencia": {"parte": PARTE, "antes": ANTES, "despues": DESPUES},
        "dibujos": PLOTLY_ROUTE,
        "sinRespuesta": _(SIN_RESPUESTA),
    }


@cache
def program() -> str:
    """La huella del programa: otro puede decir las mismas cifras de otra manera."""
    files = sorted(f for f in Path(__file__).parents[1].rglob("*.*") if f.suffix in (".py", ".po"))
    return hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()[:10]
