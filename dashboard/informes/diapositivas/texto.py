"""Textos que caben: el cuerpo de letra baja hasta 18 puntos y nunca menos; nada se corta."""

import math

from pptx.util import Pt

MINIMO = 18
# Lo que mide una letra de DejaVu, la más ancha de las que reemplazan a la del tema donde falta.
ANCHO_MEDIO, ANCHO_NEGRITA, INTERLINEA = 0.58, 0.65, 1.2


def write(shape, text: str, size: float | None = None) -> None:
    """Escribe un párrafo por renglón de `text` en un marcador, al tamaño dado o al de su diseño."""
    frame = shape.text_frame
    for i, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        run._r.get_or_add_rPr().set("lang", "es-PE")
        if size:
            run.font.size = Pt(size)


def lines_needed(text: str, size: float, width: float, bold: bool = False) -> int:
    """Cuántos renglones ocupa un texto en `width` puntos, palabra por palabra."""
    per_line = max(1, int(width / (size * (ANCHO_NEGRITA if bold else ANCHO_MEDIO))))
    total = 0
    for part in text.split("\n"):
        used, lines = 0, 1
        for word in part.split():
            step = len(word) + (1 if used else 0)
            if used + step > per_line and used:
                lines, used = lines + 1, 0
                step = len(word)
            used += step
            lines += max(0, math.ceil(len(word) / per_line) - 1)
        total += lines
    return total


def height_needed(text: str, size: float, width: float, bold: bool = False) -> float:
    """Alto en puntos de un texto en `width` puntos."""
    return lines_needed(text, size, width, bold) * size * INTERLINEA


def fitted_size(text: str, box: tuple[float, float], sizes: tuple[float, ...], bold: bool = False) -> float:
    """El mayor cuerpo de `sizes` con que el texto cabe en la caja (ancho, alto); el menor, si ninguno."""
    width, height = box
    return next((s for s in sizes if height_needed(text, s, width, bold) <= height), sizes[-1])
