"""La leyenda de una figura como formas: la muestra y su texto, en renglones que caben en el ancho dado."""

from collections.abc import Iterator, Sequence

from dashboard.figures.theme import PAPEL, TINTA, Clave
from dashboard.informes.dibujo.formas import INTERLINEA, Camino, Forma, Marca, Rotulo, text_width

MUESTRA, AIRE = 1.5, 0.35  # en cuerpos de letra
LINEAS = {"linea": "", "guiones": "dash", "puntos": "dot"}
SIN_MUESTRA = ("nota", "evento")


def legend_shapes(
    claves: Sequence[Clave], x: float, y: float, ancho: float, letra: float
) -> tuple[tuple[Forma, ...], float]:
    """Las formas de la leyenda desde (x, y) y la altura en que termina."""
    formas: list[Forma] = []
    for clave in claves:
        indent = 0 if clave.forma in SIN_MUESTRA else MUESTRA * letra + letra / 2
        lines = wrapped(clave.texto, ancho - indent, letra)
        middle = y + letra * INTERLINEA / 2
        if indent:
            formas += _sample(clave, x, middle, letra)
        formas.append(Rotulo(x + indent, y, lines, letra, TINTA, "start", "top"))
        y += len(lines) * letra * INTERLINEA + AIRE * letra
    return tuple(formas), y


def legend_columns(
    claves: Sequence[Clave], x: float, y: float, ancho: float, letra: float
) -> tuple[tuple[Forma, ...], float]:
    """La leyenda en dos columnas; un texto que no cabe en media ocupa el ancho entero."""
    half = (ancho - letra) / 2
    fits = [text_width(c.texto, letra) <= half - (MUESTRA + 0.5) * letra for c in claves]
    narrow = [c for c, fit in zip(claves, fits, strict=True) if fit]
    left, left_end = legend_shapes(narrow[::2], x, y, half, letra)
    right, right_end = legend_shapes(narrow[1::2], x + half + letra, y, half, letra)
    wide = [c for c, fit in zip(claves, fits, strict=True) if not fit]
    rest, end = legend_shapes(wide, x, max(left_end, right_end), ancho, letra)
    return (*left, *right, *rest), end


def wrapped(text: str, width: float, size: float) -> tuple[str, ...]:
    """El texto en renglones que no pasan de `width`."""
    lines: list[str] = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(lines)


def _sample(clave: Clave, x: float, y: float, size: float) -> Iterator[Forma]:
    end, half = x + MUESTRA * size, size * 0.42
    if clave.forma in LINEAS:
        dash = LINEAS[clave.forma]
        yield Camino((((x, y), (end, y)),), borde=clave.color, grosor=2.5, guion=dash, nombre=clave.texto)
        return
    if clave.forma in ("punto", "rombo", "cuadradito", "hueco", "anillo", "triangulo"):
        symbol = {"rombo": "diamond", "cuadradito": "square", "triangulo": "triangle-up"}.get(clave.forma, "circle")
        hollow = clave.forma in ("hueco", "anillo")
        fill = PAPEL if hollow else clave.color
        yield Marca((x + end) / 2, y, size * 0.35, symbol, fill, clave.color, 1.6 if hollow else 0, nombre=clave.texto)
        return
    ring = ((x, y - half), (end, y - half), (end, y + half), (x, y + half))
    hatch, frame = clave.forma.startswith("trama"), clave.forma == "marco"
    fill = PAPEL if hatch or frame else clave.color
    border = clave.color if hatch or frame else "#8fa3ba"
    yield Camino(
        (ring,),
        cerrado=True,
        relleno=fill,
        trama=clave.color if hatch else "",
        borde=border,
        grosor=2.5 if frame else 0.7,
        nombre=clave.texto,
    )
