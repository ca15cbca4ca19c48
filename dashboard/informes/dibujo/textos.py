"""Los textos de Plotly llevan etiquetas de HTML; en los demás formatos van sin ellas."""

import html
import re

SALTO = re.compile(r"<br\s*/?>")
ETIQUETA = re.compile(r"</?\w+[^>]*>")


def lines_of(text: str) -> tuple[tuple[str, ...], bool]:
    """Los renglones de un texto y si va en negrita."""
    return tuple(plain(part) for part in SALTO.split(str(text))), "<b>" in str(text)


def plain(text) -> str:
    """El texto corrido: los saltos pasan a punto y coma."""
    return html.unescape(ETIQUETA.sub("", SALTO.sub("; ", str(text or ""))))
