"""La primera vista: la página que envía el servidor ya contesta, y se lee aunque los guiones tarden o no lleguen.

Es el mismo árbol de componentes que arma el tablero, escrito como HTML. El navegador pide los guiones después de
pintarla y la cambia por el tablero cuando este terminó de dibujarse (assets/primera/carga.js).
"""

import re
from collections.abc import Callable, Hashable
from functools import lru_cache
from pathlib import Path
from zlib import compress, crc32, decompress

import dash
from dash.development.base_component import Component
from flask import request

from dashboard import idioma
from dashboard.idioma import _
from dashboard.layout import ids
from dashboard.primera.a_html import PREFIJO, Crudo, to_html

GUARDADAS = 128  # unos 70 kB cada una
CARGA = "primera/carga.js"
VACIA = '<div id="primera"></div>'
SALTAR = f'<a class="saltar" href="#{PREFIJO}{ids.CONTENIDO}">{{}}</a>'
GUION = re.compile(r'<script (id="_dash-renderer" )?(type="application/javascript")?')
PENDIENTE = r'<script \1type="text/plain" data-despues '  # el navegador no lo pide ni lo ejecuta
# camino y consulta de la dirección → lo que distingue a la página y quien arma su árbol, ya contestado
Paginas = Callable[[str, str], tuple[Hashable, Callable[[], Component]]]


class _Contenido:
    """El HTML de una página; se escribe una vez y se guarda comprimido."""

    def __init__(self, path: str, _key: Hashable):
        self._path, self._packed = path, b""

    def html(self, tree: Callable[[], Component]) -> str:
        self._packed = self._packed or compress(to_html(tree(), self._path).encode(), 1)
        return decompress(self._packed).decode()


def loader(assets: Path) -> str:
    """La dirección del guion que pide a los demás, con su huella."""
    return f"/assets/{CARGA}?m={crc32((assets / CARGA).read_bytes())}"


def register(app: dash.Dash, paginas: Paginas) -> None:
    """Pone la primera vista en la página que arma Dash y deja sus guiones para después de pintarla."""
    whole = app.interpolate_index
    saved = lru_cache(maxsize=GUARDADAS)(_Contenido)

    def interpolate_index(**parts) -> str:
        parts |= {name: GUION.sub(PENDIENTE, parts[name]) for name in ("scripts", "renderer")}
        # La vista se agrega al final: lo que se buscó en ella no se confunde con las marcas de la plantilla.
        return whole(**parts).replace(
            VACIA, f'<div id="primera">{SALTAR.format(_("Saltar al contenido"))}{view()}</div>', 1
        )

    def view() -> str:
        path, query = request.path.rstrip("/") or "/", request.query_string.decode(errors="replace")
        key, tree = paginas(path, query)
        shell = app.layout()
        shell[ids.CONTENIDO].children = Crudo(saved(path, (key, idioma.actual())).html(tree))
        return to_html(shell, path)

    app.interpolate_index = interpolate_index
