"""De cada traza de Plotly (scatter, bar y pie) a sus formas."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from dashboard.figures.theme import AZUL, PAPEL, TINTA
from dashboard.informes.dibujo.ejes import Plano
from dashboard.informes.dibujo.formas import Camino, Forma, Marca, Rotulo
from dashboard.informes.dibujo.recorte import clipped
from dashboard.informes.dibujo.textos import lines_of, plain

LADOS = {"left": "end", "center": "middle", "right": "start"}
ALTURAS = {"top": "bottom", "middle": "middle", "bottom": "top"}
GRUESA, DELGADA = 0.8, 0.75
PASO_ARCO = 6


def shapes_of(trace: Mapping, plano: Plano, escala: float, letra: Callable[[float], float]) -> Iterator[Forma]:
    """Las formas de una traza; `escala` lleva píxeles a puntos y `letra`, cuerpos de letra a puntos."""
    if trace.get("type") == "bar":
        yield from _bars(trace, plano, letra)
        return
    if trace.get("type") == "pie":
        yield from _pie(trace, plano, letra)
        return
    points = [_point(x, y, plano) for x, y in zip(trace.get("x", ()), trace.get("y", ()), strict=True)]
    mode = trace.get("mode", "lines")
    if "lines" in mode or trace.get("fill"):
        yield from _path(trace, points, escala, plano)
    if "markers" in mode:
        yield from _marks(trace, points, escala)
    if "text" in mode:
        yield from _texts(trace, points, escala, letra)


def _point(x, y, plano: Plano) -> tuple[float, float] | None:
    return None if x is None or y is None or math.isnan(y) else (plano.x(x), plano.y(y))


def _path(trace: Mapping, points: Sequence, escala: float, plano: Plano) -> Iterator[Camino]:
    line, filled = trace.get("line", {}), trace.get("fill") == "toself"
    rings = tuple(_runs(points, 3 if filled else 2))
    if filled:
        rings = tuple(filter(None, (clipped(ring, *plano.caja) for ring in rings)))
    pattern = trace.get("fillpattern")
    if rings:
        yield Camino(
            rings,
            cerrado=filled,
            relleno=(pattern["bgcolor"] if pattern else trace.get("fillcolor", "")) if filled else "",
            trama=pattern["fgcolor"] if pattern and filled else "",
            borde=line.get("color", AZUL),
            grosor=max(line.get("width", 2) * escala, 0.4),
            guion=line.get("dash", "solid").replace("solid", ""),
            opacidad=trace.get("opacity", 1),
            nombre=plain(trace.get("text") if isinstance(trace.get("text"), str) else trace.get("name", "")),
        )


def _runs(points: Sequence, least: int) -> Iterator[tuple]:
    run: list = []
    for point in [*points, None]:
        if point is not None:
            run.append(point)
        elif len(run) >= least:
            yield tuple(run)
            run = []
        else:
            run = []


def _marks(trace: Mapping, points: Sequence, escala: float) -> Iterator[Marca]:
    marker = trace.get("marker", {})
    names = trace.get("hovertext") or trace.get("text")
    for i, point in enumerate(points):
        size = _nth(marker.get("size", 6), i)
        if point is None or not size:
            continue
        symbol = _nth(marker.get("symbol", "circle"), i)
        color, line = _nth(marker.get("color", AZUL), i), marker.get("line", {})
        hollow = symbol.endswith("-open")
        yield Marca(
            *point,
            radio=max(size * escala / 2, 1.2),
            simbolo=symbol.removesuffix("-open"),
            relleno=PAPEL if hollow else color,
            borde=color if hollow else _nth(line.get("color", ""), i),
            grosor=(line.get("width", 1.5 if hollow else 0)) * escala,
            angulo=_direction(points, i) if symbol == "arrow" else 0.0,
            opacidad=trace.get("opacity", 1),
            nombre=plain(_nth(names, i) if isinstance(names, list | tuple) else names or trace.get("name", "")),
        )


def _direction(points: Sequence, i: int) -> float:
    before = next((p for p in reversed(points[:i]) if p is not None), points[i])
    return math.degrees(math.atan2(points[i][1] - before[1], points[i][0] - before[0]))


def _texts(trace: Mapping, points: Sequence, escala: float, letra: Callable) -> Iterator[Rotulo]:
    font = trace.get("textfont", {})
    size = letra(font.get("size", 14))
    radius = _nth(trace.get("marker", {}).get("size", 0), 0) * escala / 2 if "markers" in trace["mode"] else 0
    for i, point in enumerate(points):
        text = _nth(trace["text"], i)
        if point is None or not text:
            continue
        vertical, horizontal = _nth(trace.get("textposition", "middle center"), i).split()
        x = point[0] + {"left": -1, "center": 0, "right": 1}[horizontal] * (radius + size * 0.25)
        y = point[1] + {"top": -1, "middle": 0, "bottom": 1}[vertical] * radius
        lines, bold = lines_of(text)
        color = font.get("color", TINTA)
        yield Rotulo(x, y, lines, size, color, LADOS[horizontal], ALTURAS[vertical], bold)


def _bars(trace: Mapping, plano: Plano, letra: Callable) -> Iterator[Forma]:
    across = trace.get("orientation") == "h"
    for i, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        place, value = (y, x) if across else (x, y)
        if value is None or math.isnan(value):
            continue
        at = i if isinstance(place, str) else place
        a, b = (plano.y, plano.x) if across else (plano.x, plano.y)
        low, high, zero, end = a(at - DELGADA / 2), a(at + DELGADA / 2), b(0), b(value)
        corners = ((zero, low), (end, low), (end, high), (zero, high))
        ring = corners if across else tuple((v, u) for u, v in corners)
        color = _nth(trace.get("marker", {}).get("color", AZUL), i)
        yield Camino((ring,), cerrado=True, relleno=color, nombre=f"{place}: {value}")
        if text := _nth(trace.get("text", ""), i):
            spot = (end + 3, (low + high) / 2) if across else ((low + high) / 2, end)
            side = ("start", "middle") if across else ("middle", "bottom")
            yield Rotulo(*spot, lines_of(text)[0], letra(13), TINTA, *side)


def _pie(trace: Mapping, plano: Plano, letra: Callable) -> Iterator[Forma]:
    cx, cy = (plano.x.inicio + plano.x.fin) / 2, (plano.y.inicio + plano.y.fin) / 2
    radius = min(abs(plano.x.fin - plano.x.inicio), abs(plano.y.fin - plano.y.inicio)) / 2 * GRUESA
    total, start = sum(trace["values"]), -90.0
    colors = trace.get("marker", {}).get("colors", [AZUL])
    for i, value in enumerate(trace["values"]):
        end = start + 360 * value / total
        arc = [math.radians(a) for a in (*_angles(start, end), end)]
        ring = ((cx, cy), *((cx + radius * math.cos(a), cy + radius * math.sin(a)) for a in arc))
        label = f"{trace['labels'][i]}: {value}"
        yield Camino((ring,), cerrado=True, relleno=colors[i % len(colors)], borde=PAPEL, grosor=1, nombre=label)
        middle = math.radians((start + end) / 2)
        spot = (cx + radius * 1.1 * math.cos(middle), cy + radius * 1.1 * math.sin(middle))
        yield Rotulo(*spot, (trace["labels"][i],), letra(13), TINTA, "start" if math.cos(middle) > 0 else "end")
        start = end


def _angles(start: float, end: float) -> Iterator[float]:
    return (start + i * PASO_ARCO for i in range(math.ceil((end - start) / PASO_ARCO)))


def _nth(value, i: int):
    return value[i] if isinstance(value, list | tuple) else value
