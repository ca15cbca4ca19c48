"""Recorta los polígonos al rectángulo de sus ejes: una lámina no tiene quien los corte por ella."""

from collections.abc import Callable, Sequence

from dashboard.informes.dibujo.formas import Punto

Anillo = Sequence[Punto]


def clipped(ring: Anillo, left: float, top: float, right: float, bottom: float) -> tuple[Punto, ...]:
    """Lo que queda del anillo dentro del rectángulo (Sutherland y Hodgman); vacío si nada."""
    ring = _half(ring, lambda p: p[0] >= left, lambda a, b: _at_x(a, b, left))
    ring = _half(ring, lambda p: p[0] <= right, lambda a, b: _at_x(a, b, right))
    ring = _half(ring, lambda p: p[1] >= top, lambda a, b: _at_y(a, b, top))
    return tuple(_half(ring, lambda p: p[1] <= bottom, lambda a, b: _at_y(a, b, bottom)))


def _half(ring: Anillo, inside: Callable[[Punto], bool], cross: Callable[[Punto, Punto], Punto]) -> list[Punto]:
    kept: list[Punto] = []
    for before, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        if inside(point) != inside(before):
            kept.append(cross(before, point))
        if inside(point):
            kept.append(point)
    return kept


def _at_x(a: Punto, b: Punto, x: float) -> Punto:
    return x, a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0])


def _at_y(a: Punto, b: Punto, y: float) -> Punto:
    return a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]), y
