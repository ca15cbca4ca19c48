"""De una página a su texto: títulos, párrafos y una oración por fila, en el orden en que se leen."""

import re
from collections.abc import Iterator

TITULOS = {"H1": "titulo", "H2": "titulo", "H3": "subtitulo", "H4": "subtitulo", "Summary": "subtitulo"}
PARRAFOS = {"P", "Figcaption"}
CALLADOS = {"Nav", "Button", "Store", "Location", "Input", "Select", "Dropdown"}
DE_PULSAR = {"matriz-ayuda"}  # clases de lo que explica un control
Bloque = tuple[str, str]  # clase («titulo», «subtitulo», «parrafo», «renglon») y su texto


def blocks(node) -> Iterator[Bloque]:
    """Lo que dice un árbol de componentes; lo que se pulsa no dice nada."""
    kind = type(node).__name__
    if getattr(node, "className", "") in DE_PULSAR:
        return
    if isinstance(node, str):
        yield from _said("parrafo", node)
    elif kind in TITULOS:
        yield from _said(TITULOS[kind], plain(node))
    elif kind in PARRAFOS:
        yield from _said("parrafo", plain(node))
    elif kind == "Li":
        yield from _said("renglon", plain(node))
    elif kind == "Dl":
        yield from _pairs(node)
    elif kind == "Table":
        yield from _rows(node)
    elif kind not in CALLADOS:
        for child in _children(node):
            yield from blocks(child)


def plain(node) -> str:
    """El texto de un componente, con un espacio entre sus partes."""
    if isinstance(node, str | int | float):
        return str(node)
    parts = (plain(child) for child in _children(node))
    return re.sub(r" ([.,;:])(?= |$)", r"\1", " ".join(" ".join(parts).split()))


def sentence(pairs) -> str:
    """«Encabezado: valor» de lo que tiene valor, separado por punto y coma."""
    return "; ".join(f"{head}: {value.removesuffix('.')}" for head, value in pairs if value) + "."


def _said(kind: str, text: str) -> Iterator[Bloque]:
    if text.strip():
        yield kind, text.strip()


def _children(node) -> list:
    found = getattr(node, "children", None)
    return [c for c in (found if isinstance(found, list | tuple) else [found]) if c is not None]


def _pairs(node) -> Iterator[Bloque]:
    words = [plain(child) for child in _children(node)]
    for name, value in zip(words[::2], words[1::2], strict=False):
        yield "renglon", f"{name}: {value}"


def _rows(table) -> Iterator[Bloque]:
    """Cada fila con sus encabezados delante: se entiende sin ver la tabla."""
    parts = {type(part).__name__: part for part in _children(table)}
    heads = [plain(cell).rstrip(" ▲▼") for row in _children(parts.get("Thead")) for cell in _children(row)]
    if caption := parts.get("Caption"):
        yield from _said("parrafo", plain(caption))
    for row in _children(parts.get("Tbody")):
        cells = [plain(cell) for cell in _children(row)]
        yield "renglon", sentence(zip(heads, cells, strict=False)) if len(cells) > 1 else " ".join(cells)
