"""De los ejes de una figura de Plotly a posiciones: rango, dominio, proporción y divisiones."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dashboard import formatting as fmt
from dashboard.informes.dibujo.formas import text_width

AIRE = 0.05
MARGEN = {"l": 8, "r": 8, "t": 8, "b": 8}
PASOS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Escala:
    """De un valor a su posición entre `inicio` (`bajo`) y `fin` (`alto`); si es logarítmica, ambos son exponentes."""

    bajo: float
    alto: float
    inicio: float
    fin: float
    logaritmica: bool = False

    def __call__(self, value: float) -> float:
        value = math.log10(value) if self.logaritmica else value
        return self.inicio + (value - self.bajo) / ((self.alto - self.bajo) or 1) * (self.fin - self.inicio)


@dataclass(frozen=True)
class Plano:
    """Un par de ejes con su descripción de Plotly."""

    x: Escala
    y: Escala
    eje_x: Mapping
    eje_y: Mapping

    @property
    def caja(self) -> tuple[float, float, float, float]:
        """Izquierda, arriba, derecha y abajo."""
        return self.x.inicio, self.y.fin, self.x.fin, self.y.inicio


def planes(
    layout: Mapping, data: Sequence[Mapping], ancho: float, alto: float, escala: float, letra: Callable
) -> dict[str, Plano]:
    """Cada par de ejes que usan las trazas («x», «x2»), dentro de la caja y sus márgenes."""
    left, right, top, bottom = _margins(layout, data, escala, letra)
    box = (left, top, ancho - left - right, alto - top - bottom)
    names = sorted({trace.get("xaxis", "x") for trace in data} or {"x"})
    return {name: _plane(layout, data, name, box) for name in names}


def _margins(
    layout: Mapping, data: Sequence[Mapping], escala: float, letra: Callable
) -> tuple[float, float, float, float]:
    margin = {side: px * escala for side, px in (MARGEN | dict(layout.get("margin", {}))).items()}
    size = letra(14)
    eje_x, eje_y = layout.get("xaxis", {}), layout.get("yaxis", {})
    left, bottom = margin["l"], margin["b"]
    if eje_y.get("visible", True):
        low, high = axis_range(eje_y, data, "y")
        left = max(left, max((text_width(t, size) for _, t in ticks(eje_y, low, high)), default=0) + size / 2)
    if eje_x.get("visible", True) and eje_x.get("showticklabels", True):
        bottom = max(bottom, size * (3.1 if axis_title(eje_x) else 1.7))
    above = any(a.get("yref") == "paper" and a["y"] > 1 for a in layout.get("annotations", ()))
    return left, max(margin["r"], size), max(margin["t"], size * (1.6 if above else 0.6)), bottom


def _plane(layout: Mapping, data: Sequence[Mapping], name: str, box: tuple) -> Plano:
    suffix = name[1:]
    eje_x, eje_y = layout.get(f"xaxis{suffix}", {}), layout.get(f"yaxis{suffix}", {})
    mine = [t for t in data if t.get("xaxis", "x") == name]
    x0, y0, x1, y1 = _domain(eje_x, eje_y, box)
    (low_x, high_x), (low_y, high_y) = axis_range(eje_x, mine, "x"), axis_range(eje_y, mine, "y")
    if "scaleanchor" in eje_y:
        ratio = eje_y.get("scaleratio", 1)
        unit = min((x1 - x0) / (high_x - low_x), (y1 - y0) / (high_y - low_y) / ratio)
        x0, x1 = _shrunk(x0, x1, unit * (high_x - low_x), eje_x.get("constraintoward", "center"))
        y0, y1 = _shrunk(y0, y1, unit * ratio * (high_y - low_y), eje_y.get("constraintoward", "middle"))
    log_x, log_y = (eje.get("type") == "log" for eje in (eje_x, eje_y))
    return Plano(Escala(low_x, high_x, x0, x1, log_x), Escala(low_y, high_y, y1, y0, log_y), eje_x, eje_y)


def _domain(eje_x: Mapping, eje_y: Mapping, box: tuple) -> tuple[float, float, float, float]:
    left, top, width, height = box
    (a, b), (c, d) = eje_x.get("domain", (0, 1)), eje_y.get("domain", (0, 1))
    return left + a * width, top + (1 - d) * height, left + b * width, top + (1 - c) * height


def _shrunk(start: float, end: float, size: float, toward: str) -> tuple[float, float]:
    if toward in ("left", "top"):
        return start, start + size
    if toward in ("right", "bottom"):
        return end - size, end
    middle = (start + end) / 2
    return middle - size / 2, middle + size / 2


def axis_range(eje: Mapping, data: Sequence[Mapping], side: str) -> tuple[float, float]:
    """El rango declarado o el de los valores, con algo de aire; (0, 1) si no hay ninguno."""
    if "range" in eje:
        return tuple(eje["range"])
    values = [v for t in data for v in t.get(side, ()) if isinstance(v, int | float) and not math.isnan(v)]
    if not values:
        return 0.0, 1.0
    if eje.get("type") == "log":
        values = [math.log10(v) for v in values if v > 0]
    low, high = min(values), max(values)
    pad = (high - low) * AIRE or 0.5
    return low - pad, high + pad


def ticks(eje: Mapping, low: float, high: float) -> list[tuple[float, str]]:
    """(valor, texto) de cada división: las declaradas, o unas pocas cifras redondas."""
    if not eje.get("showticklabels", True) or not eje.get("visible", True):
        return []
    if "tickvals" in eje:
        return list(zip(eje["tickvals"], eje["ticktext"], strict=True))
    step = eje.get("dtick") or _round_step((high - low) / eje.get("nticks", 5))
    first = math.ceil(low / step)
    values = [i * step for i in range(first, math.floor(high / step) + 1)]
    return [(v, tick_text(v, eje)) for v in values]


def axis_title(eje: Mapping) -> str:
    """El título del eje, «» si no tiene."""
    title = eje.get("title", "")
    return title.get("text", "") if isinstance(title, Mapping) else title


def tick_text(value: float, eje: Mapping) -> str:
    """«1,000», «2016» (un año no lleva separador), «50%»."""
    text = f"{value:.0f}" if eje.get("tickformat") == "d" else fmt.number(value, 0 if value == round(value) else 1)
    return text + eje.get("ticksuffix", "")


def _round_step(raw: float) -> float:
    base = 10 ** math.floor(math.log10(raw)) if raw > 0 else 1
    return max(1, next(p * base for p in PASOS if p * base >= raw))
