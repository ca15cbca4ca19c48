"""Llena una lámina: su título, su gráfico, lo que se concluye, lo que hay que cuidar, sus filtros y sus notas."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from pptx.slide import Slide
from pptx.util import Pt

from dashboard.charts import Lista
from dashboard.figures.theme import Clave, Figura
from dashboard.informes.diapositivas import tema as temas
from dashboard.informes.diapositivas.accesible import describe
from dashboard.informes.diapositivas.graficos import add_chart
from dashboard.informes.diapositivas.notas import speaker_notes
from dashboard.informes.diapositivas.nube import add_cloud, cloud, legend_of
from dashboard.informes.diapositivas.series import Editable, editable, shown_of
from dashboard.informes.diapositivas.texto import MINIMO, fitted_size, height_needed, write
from dashboard.informes.diapositivas.trazos import add_drawing
from dashboard.informes.dibujo.formas import Dibujo
from dashboard.informes.dibujo.leyenda import legend_columns
from dashboard.informes.encaje import Caja, placed
from dashboard.informes.lamina import Lamina

EMU = 12700
TITULOS, CONCLUSIONES, ORACIONES = (26, 22, 20, 18), (20, 18), (28, 24, 20, 18)
SEPARACION = 14
EN_LAS_NOTAS = "Lea las advertencias en las notas."


def fill_slide(slide: Slide, lamina: Lamina, geometria: Mapping) -> None:
    """Escribe `lamina` en una diapositiva del diseño «Figura»."""
    title = slide.shapes.title
    write(title, lamina.encabezado, fitted_size(lamina.encabezado, _size(title), TITULOS, bold=True))
    write(temas.placeholder(slide, temas.SECCION), lamina.seccion)
    left_out = _picture(slide, lamina, geometria)
    _words(slide, lamina, left_out)
    write(temas.placeholder(slide, temas.PIE), f"Filtros: {lamina.filtros}. Corte: {lamina.corte}.")
    slide.notes_slide.notes_text_frame.text = speaker_notes(lamina)


def _size(shape) -> tuple[float, float]:
    return shape.width / EMU, shape.height / EMU


def _picture(slide: Slide, lamina: Lamina, geometria: Mapping) -> str:
    """El gráfico que se edita, el dibujo o la oración que dice que no hay cifras; devuelve qué no entró."""
    holder = temas.placeholder(slide, temas.DIBUJO)
    if lamina.sin_cifras:
        write(holder, lamina.conclusion, fitted_size(lamina.conclusion, _size(holder), ORACIONES))
        return ""
    box = (holder.left, holder.top, holder.width, holder.height)
    holder._element.getparent().remove(holder._element)
    alt = f"{lamina.encabezado}. {lamina.conclusion}"
    shape, left_out = _drawn(slide, lamina, geometria, box, alt)
    describe(shape, alt)
    # Se lee en el orden en que está: primero el título, después el dibujo.
    slide.shapes.title._element.addnext(shape._element)
    return left_out


def _drawn(slide: Slide, lamina: Lamina, geometria: Mapping, box: tuple[int, int, int, int], alt: str) -> tuple:
    """Lo que se dibuja, como gráfico que se edita si lo hay de su clase o como formas; y qué no entró."""
    view, drawing = next(iter(lamina.drawings.items()))
    if (nube := cloud(drawing)) is not None:
        return _with_legend(slide, box, legend_of(nube, _keys(drawing)), partial(add_cloud, slide, nube)), ""
    if (data := editable(drawing)) is not None:
        return _chart(slide, data, drawing, box), shown_of(data) if data.recortado else ""
    dibujo, left_out = placed(lamina, view, geometria, Caja(box[2] / EMU, box[3] / EMU, MINIMO))
    return add_drawing(slide, dibujo, box[0], box[1], alt), left_out


def _keys(drawing: Figura | Lista) -> list[Clave]:
    return [c for c in getattr(drawing, "leyenda", ()) if c.forma != "evento"]


def _chart(slide: Slide, data: Editable, drawing: Figura | Lista, box: tuple[int, int, int, int]):
    """El gráfico y, si tiene varias series, su leyenda."""
    claves = _keys(drawing)
    if len(data.series) < 2 or not claves:
        return add_chart(slide, data, box)
    if data.clase != "lineas":
        claves = [replace(c, forma="cuadro") for c in claves if c.forma != "hueco"]
    return _with_legend(slide, box, claves, partial(add_chart, slide, data))


def _with_legend(slide: Slide, box: tuple[int, int, int, int], claves: list[Clave], add: Callable):
    """El gráfico con su leyenda debajo, siempre dentro de la caja."""
    left, top, width, height = box
    formas, used = legend_columns(claves, 0, 0, width / EMU, MINIMO)
    shape = add((left, top, width, height - round((used + SEPARACION) * EMU)))
    words = "Leyenda: " + "; ".join(c.texto for c in claves)
    legend = add_drawing(slide, Dibujo(width / EMU, used, formas), left, top + height - round(used * EMU), words)
    slide.shapes.title._element.addnext(legend._element)
    return shape


def _words(slide: Slide, lamina: Lamina, left_out: str) -> None:
    """Conclusión y advertencias, una bajo la otra; entran las que caben enteras, en su orden."""
    conclusion, caution = (temas.placeholder(slide, i) for i in (temas.CONCLUSION, temas.CAUTELA))
    bottom = caution.top + caution.height
    if lamina.sin_cifras:
        used = 0.0
        conclusion._element.getparent().remove(conclusion._element)
        top = conclusion.top
    else:
        width = _size(conclusion)[0]
        size = next((s for s in CONCLUSIONES if height_needed(lamina.conclusion, s, width, True) < 190), 18)
        write(conclusion, lamina.conclusion, size)
        used = height_needed(lamina.conclusion, size, width, bold=True)
        top = conclusion.top
        conclusion.left, conclusion.top, conclusion.width, conclusion.height = _box(conclusion, top, Pt(used + 4))
    start = top + Pt(used + SEPARACION)
    text = _cautions(lamina, left_out, _size(caution)[0], (bottom - start) / EMU)
    if not text:
        caution._element.getparent().remove(caution._element)
        return
    caution.left, caution.top, caution.width, caution.height = _box(caution, start, bottom - start)
    write(caution, text, 18)


def _box(shape, top: int, height: int) -> tuple[int, int, int, int]:
    return shape.left, top, shape.width, height


def _cautions(lamina: Lamina, left_out: str, width: float, height: float) -> str:
    shown = [f"Se muestran {left_out}; todos, en el libro."] if left_out else []
    for text in lamina.cautions:
        if height_needed("\n".join([*shown, text]), 18, width) + 4 * len(shown) > height:
            break
        shown.append(text)
    if lamina.cautions and len(shown) == bool(left_out):
        shown.append(EN_LAS_NOTAS)
    return "\n".join(shown)
