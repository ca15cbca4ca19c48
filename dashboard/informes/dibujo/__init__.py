"""Una figura del tablero como formas sueltas, para los formatos que no llevan Plotly: láminas, volante y SVG."""

from collections.abc import Mapping

from dashboard.figures.theme import Figura, complete
from dashboard.informes.dibujo.anotaciones import backdrop, grid, notes
from dashboard.informes.dibujo.ejes import planes
from dashboard.informes.dibujo.formas import Dibujo
from dashboard.informes.dibujo.trazas import shapes_of

ANCHO = 620


def natural_size(figura: Figura) -> tuple[float, float]:
    """Ancho y alto, en píxeles, con que se pensó la figura."""
    return (figura.alto * figura.proporcion if figura.proporcion else ANCHO), figura.alto


def to_shapes(figura: Figura, geometria: Mapping, ancho: float, alto: float, letra_minima: float = 0.0) -> Dibujo:
    """La figura en una caja de `ancho` × `alto` puntos; ninguna letra queda menor que `letra_minima`."""
    full = complete(figura, geometria)
    data, layout = full["data"], full["layout"]
    natural = natural_size(figura)
    escala = min(ancho / natural[0], alto / natural[1])

    def letra(size: float) -> float:
        return max(size * escala, letra_minima)

    planos = planes(layout, data, ancho, alto, escala, letra)
    formas = [forma for plano in planos.values() for forma in grid(plano, letra)]
    formas += backdrop(layout, planos, escala)
    for trace in data:
        formas += shapes_of(trace, planos[trace.get("xaxis", "x")], escala, letra)
    return Dibujo(ancho, alto, (*formas, *notes(layout, planos, escala, letra)))
