"""Las hojas y los guiones propios viajan juntos: en una línea lenta, cada pedido cuesta su espera."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zlib import crc32

import dash
from flask import Response

RUTA = "/assets/juntos."


@dataclass(frozen=True)
class Clase:
    """Cómo se nombra un archivo en la página y con qué se une al siguiente."""

    marca: re.Pattern
    etiqueta: str
    union: bytes
    tipo: str


CLASES = {
    "css": Clase(
        re.compile(r'<link rel="stylesheet" href="/assets/([^"?]+)[^"]*">\s*'),
        '<link rel="stylesheet" href="{}">\n',
        b"\n",
        "text/css",
    ),
    "js": Clase(
        re.compile(r'<script src="/assets/([^"?]+)[^"]*"></script>\s*'),
        '<script src="{}"></script>\n',
        b";\n",
        "text/javascript",
    ),
}


def register(app: dash.Dash) -> None:
    """Cambia los archivos propios que nombra la página por uno solo de cada clase, con su huella."""
    whole, assets = app.interpolate_index, Path(app.config.assets_folder)
    bodies: dict[str, bytes] = {}

    @lru_cache(maxsize=len(CLASES) * 2)
    def joined(kind: str, text: str) -> str:
        clase = CLASES[kind]
        names = clase.marca.findall(text)
        bodies[kind] = clase.union.join((assets / name).read_bytes() for name in names)
        one = clase.etiqueta.format(f"{RUTA}{kind}?m={crc32(bodies[kind])}")
        return clase.marca.sub(lambda found: one if found[1] == names[0] else "", text)

    def interpolate_index(**parts) -> str:
        return whole(**parts | {"css": joined("css", parts["css"]), "scripts": joined("js", parts["scripts"])})

    def serve(kind: str) -> Response:
        if kind not in bodies:  # se pidió antes que ninguna página
            app.index()
        return Response(bodies[kind], mimetype=CLASES[kind].tipo)

    app.interpolate_index = interpolate_index
    for kind in CLASES:
        app.server.add_url_rule(f"{RUTA}{kind}", f"juntos_{kind}", lambda kind=kind: serve(kind))
