"""Lo que rodea a las trazas: divisiones, cuadrícula, rayas, recuadros y anotaciones."""

from collections.abc import Callable, Iterator, Mapping

from dashboard.figures.theme import LINEA, TINTA, TINTA_SUAVE
from dashboard.informes.dibujo.ejes import Plano, axis_title, ticks
from dashboard.informes.dibujo.formas import Camino, Forma, Rotulo
from dashboard.informes.dibujo.leyenda import wrapped
from dashboard.informes.dibujo.textos import lines_of

H = {"left": "start", "center": "middle", "right": "end", "auto": "middle"}


def grid(plano: Plano, letra: Callable[[float], float]) -> Iterator[Forma]:
    """La cuadrícula y los textos de las divisiones de un par de ejes."""
    size = letra(14)
    if plano.eje_y.get("visible", True):
        for value, text in ticks(plano.eje_y, plano.y.bajo, plano.y.alto):
            y = plano.y(value)
            color = plano.eje_y.get("gridcolor", LINEA)
            yield Camino((((plano.x.inicio, y), (plano.x.fin, y)),), borde=color, grosor=0.6)
            yield Rotulo(plano.x.inicio - size / 3, y, lines_of(text)[0], size, TINTA_SUAVE, "end")
    if plano.eje_x.get("visible", True):
        for value, text in ticks(plano.eje_x, plano.x.bajo, plano.x.alto):
            spot = (plano.x(value), plano.y.inicio + size * 0.3)
            yield Rotulo(*spot, lines_of(text)[0], size, TINTA_SUAVE, "middle", "top")
        if title := axis_title(plano.eje_x):
            spot = ((plano.x.inicio + plano.x.fin) / 2, plano.y.inicio + size * 1.6)
            yield Rotulo(*spot, lines_of(title)[0], size, TINTA_SUAVE, "middle", "top")


def backdrop(layout: Mapping, planos: Mapping[str, Plano], escala: float) -> Iterator[Camino]:
    """Las rayas y los recuadros de `layout.shapes`."""
    for shape in layout.get("shapes", ()):
        x = [_place(shape[k], shape.get("xref", "x"), planos, "x") for k in ("x0", "x1")]
        y = [_place(shape[k], shape.get("yref", "y"), planos, "y") for k in ("y0", "y1")]
        line = shape.get("line", {})
        style = {"borde": line.get("color", LINEA), "grosor": max(line.get("width", 1) * escala, 0.5)}
        style["guion"] = line.get("dash", "solid").replace("solid", "")
        if shape["type"] == "rect":
            ring = ((x[0], y[0]), (x[1], y[0]), (x[1], y[1]), (x[0], y[1]))
            yield Camino((ring,), cerrado=True, relleno=shape.get("fillcolor", ""), **style)
        else:
            yield Camino((((x[0], y[0]), (x[1], y[1])),), **style)


def notes(layout: Mapping, planos: Mapping[str, Plano], escala: float, letra: Callable) -> Iterator[Rotulo]:
    """Los textos de `layout.annotations`."""
    for note in layout.get("annotations", ()):
        x = _place(note["x"], note.get("xref", "x"), planos, "x") + note.get("xshift", 0) * escala
        y = _place(note["y"], note.get("yref", "y"), planos, "y")
        font = note.get("font", {})
        lines, bold = lines_of(note["text"])
        if note.get("xref", "").endswith("domain"):
            lines = wrapped(" ".join(lines), _width(note["xref"], planos), letra(font.get("size", 14)))
        h, v = H[note.get("xanchor", "center")], note.get("yanchor", "middle")
        yield Rotulo(x, y, lines, letra(font.get("size", 14)), font.get("color", TINTA), h, v, bold, "bgcolor" in note)


def _width(ref: str, planos: Mapping[str, Plano]) -> float:
    scale = planos[ref.removesuffix(" domain")].x
    return scale.fin - scale.inicio


def _place(value: float, ref: str, planos: Mapping[str, Plano], side: str) -> float:
    name = "x" if ref == "paper" else f"x{ref.removesuffix(' domain')[1:]}"
    plano = planos.get(name) or next(iter(planos.values()))
    scale = getattr(plano, side)
    if ref == "paper" or ref.endswith("domain"):
        return scale.inicio + value * (scale.fin - scale.inicio)
    return scale(value)
