"""De un dibujo del tablero a los números de un gráfico que se edita, cuando es de barras o de líneas."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard import formatting as fmt
from dashboard.charts import Lista
from dashboard.figures.theme import AMBAR, AZUL, DIVERGENTE, Figura

TOPE, TOPE_VARIAS = 12, 8  # renglones que se leen proyectados con letra de 18 puntos: de una serie o de varias
MAX_ANIOS = 40
TONOS = {"mas": DIVERGENTE[0], "menos": DIVERGENTE[-1]}


@dataclass(frozen=True)
class Serie:
    """Una serie con su nombre, un valor por categoría (None es sin dato), su color y cómo se une con una línea."""

    nombre: str
    valores: tuple[float | None, ...]
    color: str
    unida: bool = True
    guion: str = ""


@dataclass(frozen=True)
class Editable:
    """Lo que lleva un gráfico que se edita. `tramas` y `colores` son de los puntos de la primera serie."""

    clase: Literal["barras", "columnas", "lineas", "torta"]
    categorias: tuple[str, ...]
    series: tuple[Serie, ...]
    formato: str = "#,##0"
    tramas: frozenset[int] = frozenset()
    colores: tuple[tuple[int, str], ...] = ()
    total: int = 0

    @property
    def recortado(self) -> bool:
        return self.total > len(self.categorias)


def editable(drawing: Figura | Lista) -> Editable | None:
    """Los números de una lista, de líneas o de barras; None si es un mapa o una rejilla, que van como formas."""
    if isinstance(drawing, Lista):
        return _of_list(drawing)
    kinds = {t.get("type", "scatter") for t in drawing.data}
    if kinds == {"pie"}:
        return _of_pie(drawing.data[0])
    if kinds == {"bar"}:
        return _of_bars(drawing)
    eje_x, eje_y = drawing.layout.get("xaxis", {}), drawing.layout.get("yaxis", {})
    if not (eje_x.get("visible", True) and eje_y.get("visible", True)) or any(t.get("fill") for t in drawing.data):
        return None
    if "tickvals" in eje_y:
        return _of_rows(drawing)
    return _of_lines(drawing) if _yearly(drawing) else None


def _of_list(lista: Lista) -> Editable:
    """Las primeras barras y las elegidas; lo que no se conoce queda sin barra y se dice en su nombre."""
    chosen = [i for i, b in enumerate(lista.barras) if b.elegida and i >= TOPE]
    kept = sorted([*range(min(TOPE - len(chosen), len(lista.barras))), *chosen])
    bars = [lista.barras[i] for i in kept]
    percent = any(b.texto.endswith("%") for b in bars)
    return Editable(
        "barras",
        tuple(f"{b.etiqueta} ({b.texto})" if b.valor is None else b.etiqueta for b in bars),
        (Serie("Valor", tuple(b.valor for b in bars), AZUL),),
        '0.0"%"' if percent else "#,##0" if all(_whole(b.valor) for b in bars) else "#,##0.0",
        frozenset(i for i, b in enumerate(bars) if b.trama),
        tuple((i, TONOS.get(b.tono) or AMBAR) for i, b in enumerate(bars) if b.elegida or b.tono),
        len(lista.barras),
    )


def _whole(value: float | None) -> bool:
    return value is None or float(value).is_integer()


def _yearly(figura: Figura) -> bool:
    """Si sus puntos van por años: una línea de PowerPoint no tiene más eje que el de categorías."""
    xs = [x for t in figura.data for x in t.get("x", ())]
    return bool(xs) and all(float(x).is_integer() for x in xs) and max(xs) - min(xs) < MAX_ANIOS


def _of_lines(figura: Figura) -> Editable:
    """Una categoría por año, también los que nadie publicó: ahí la línea se corta."""
    traces = [t for t in figura.data if "lines" in t.get("mode", "lines") or "markers" in t.get("mode", "")]
    xs = [x for t in traces for x in t["x"]]
    years = range(int(min(xs)), int(max(xs)) + 1)
    return Editable("lineas", tuple(str(y) for y in years), tuple(_line(t, years) for t in traces))


def _line(trace: Mapping, years: Sequence) -> Serie:
    values = dict(zip(trace["x"], trace["y"], strict=True))
    joined = "lines" in trace.get("mode", "lines")
    color = trace.get("line", {}).get("color", AZUL)
    name = trace.get("name", "") if joined else f"{trace.get('name', '')} (año incompleto)"
    dash = trace.get("line", {}).get("dash", "solid").replace("solid", "")
    return Serie(name, tuple(_clean(values.get(y)) for y in years), color, joined, dash)


def _of_rows(figura: Figura) -> Editable:
    """Un renglón por lugar o por año, con las marcas de cada serie; los renglones sin ninguna cifra no van."""
    traces = [t for t in figura.data if "markers" in t.get("mode", "") and t.get("name")]
    axis = figura.layout["yaxis"]
    labels = dict(zip(axis["tickvals"], axis["ticktext"], strict=True))
    at = [dict(zip(t["y"], t["x"], strict=True)) for t in traces]
    rows = [y for y in labels if any(y in values for values in at)]
    kept = rows[: TOPE if len(traces) == 1 else TOPE_VARIAS]
    series = [
        Serie(t["name"], tuple(_clean(v.get(y)) for y in kept), _color(t)) for t, v in zip(traces, at, strict=True)
    ]
    return Editable("barras", tuple(labels[y] for y in kept), tuple(series), total=len(rows))


def _color(trace: Mapping) -> str:
    line = trace.get("marker", {}).get("line", {}).get("color")
    return line or trace.get("line", {}).get("color", AZUL)


def _of_bars(figura: Figura) -> Editable:
    across = figura.data[0].get("orientation") == "h"
    place, value = ("y", "x") if across else ("x", "y")
    labels = tuple(str(v) for v in figura.data[0][place])[:TOPE]
    series = [
        Serie(t.get("name", f"Serie {i}"), tuple(_clean(v) for v in t[value])[:TOPE], _bar_color(t))
        for i, t in enumerate(figura.data, 1)
    ]
    return Editable("barras" if across else "columnas", labels, tuple(series), total=len(figura.data[0][place]))


def _bar_color(trace: Mapping) -> str:
    color = trace.get("marker", {}).get("color", AZUL)
    return color if isinstance(color, str) else color[0]


def _of_pie(trace: Mapping) -> Editable:
    return Editable("torta", tuple(trace["labels"]), (Serie("Valor", tuple(trace["values"]), AZUL),))


def _clean(value) -> float | None:
    return None if value is None or math.isnan(value) else value


def shown_of(data: Editable) -> str:
    """«12 de 34», cuando la lámina no lleva todos los renglones."""
    return f"{fmt.number(len(data.categorias))} de {fmt.number(data.total)}"
