"""Mapa de direcciones: flechas curvas del mismo ancho, porque de ninguna se conoce la cantidad."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.figures.corredor import ANCHO, corridor_text, corridor_trace, legend_of, tone_of, wrapped
from dashboard.figures.rotulos import LETRA, RAZON, Marco, Rotulo, place_labels
from dashboard.figures.theme import BLUES, PAPEL, TIERRA, TINTA, TINTA_SUAVE, TRAMA, Figura
from dashboard.idioma import N_, _
from dashboard.queries.rutas import PERU, SIN_ORIGEN

VECINOS = ("ECU", "COL", "BRA", "BOL", "CHL")
UNIDADES = (*(f"{n:02d}" for n in range(1, 26) if n != 15), "15M", "15P")
CURVA, PASOS = 0.16, 18
PUNTO, HUECO, ANILLO = 2.5, 6.5, 10
PIXELES_POR_GRADO = 18  # para que la flecha se detenga en el borde del punto también en una pantalla angosta
# Dónde se escribe cada país en el borde del dibujo, y por dónde se cruza una frontera sin lugar nombrado
BORDES = {
    "pais-ecuador": (-78.6, -0.9),
    "pais-colombia": (-75.6, 1.9),
    "pais-haiti": (-72.6, 1.9),
    "pais-republica-dominicana": (-69.4, 1.9),
    "pais-brasil": (-68.6, -7.6),
    "pais-bolivia": (-67.5, -14.9),
    "pais-argentina": (-68.6, -20.0),
}
INGRESOS = {N_("frontera con Ecuador"): (-79.1, -5.3), N_("frontera con Bolivia"): (-70.0, -14.6)}
SALIDA = (-75.8, -10.8)


MARCO_PAIS = Marco(-84.4, -67.4, -19.0, 0.6, 620)
MARCO_REGION = Marco(-84.4, -64.9, -21.0, 4.6, 620)


@dataclass(frozen=True)
class Sitio:
    """Un extremo de corredor sobre el mapa; `radio` (píxeles) crece donde la fuente no precisa el lugar."""

    rotulo: str
    x: float
    y: float
    radio: float


def route_map(rutas: pd.DataFrame, lugares: pd.DataFrame, marco: Marco, elegido: bool) -> Figura:
    """Los corredores de `rutas` sobre el país; con un lugar `elegido`, los que no lo tocan quedan atenuados."""
    sitios = _sites(rutas, lugares.set_index("lugar_id"))
    drawn = sorted(rutas[rutas["con_origen"]].itertuples(), key=lambda row: row.sentido != "")
    curves = {row.ruta_id: curve(sitios[_key(row, "origen")], sitios[_key(row, "destino")]) for row in drawn}
    loose = rutas[~rutas["con_origen"]].itertuples()
    labels, leaders = _labels(sitios, [curves[key] for key in sorted(curves)], marco)
    data = (
        *_land(),
        leaders,
        *[_dot(sitio) for sitio in sitios.values()],
        *[_arrow(row, *curves[row.ruta_id], elegido) for row in drawn],
        *[_ring(row, sitios[_key(row, "destino")], elegido) for row in loose],
    )
    layout = _layout(marco) | {"annotations": labels}
    return Figura(data, layout, legend_of(rutas, elegido), marco.alto, marco.proporcion)


def curve(desde: Sitio, hasta: Sitio) -> tuple[list[float], list[float]]:
    """Puntos de un arco que se aparta siempre hacia el mismo lado entre los bordes de sus dos puntos."""
    dx, dy = hasta.x - desde.x, hasta.y - desde.y
    medio = ((desde.x + hasta.x) / 2 - dy * CURVA, (desde.y + hasta.y) / 2 + dx * CURVA)
    start, end = (s.radio / PIXELES_POR_GRADO / math.hypot(dx, dy) for s in (desde, hasta))
    steps = [start + (1 - start - end) * i / PASOS for i in range(PASOS + 1)]
    xs = [_bezier(desde.x, medio[0], hasta.x, t) for t in steps]
    return xs, [_bezier(desde.y, medio[1], hasta.y, t) for t in steps]


def _bezier(a: float, b: float, c: float, t: float) -> float:
    return round((1 - t) ** 2 * a + 2 * t * (1 - t) * b + t * t * c, 3)


def _key(row, lado: str) -> tuple[str, str]:
    """Un lugar es un solo punto; el Perú sin más señas es uno por frontera de ingreso y uno de salida."""
    lugar_id = getattr(row, f"{lado}_id")
    return (lugar_id, row.via if lugar_id == PERU and lado == "destino" else "")


def _sites(rutas: pd.DataFrame, lugares: pd.DataFrame) -> dict[tuple[str, str], Sitio]:
    ends = [(row, lado) for row in rutas.itertuples() for lado in ("origen", "destino")]
    named = [(row, lado) for row, lado in ends if getattr(row, f"{lado}_id") != SIN_ORIGEN]
    return {_key(row, lado): _site(row, lado, lugares) for row, lado in named}


def _site(row, lado: str, lugares: pd.DataFrame) -> Sitio:
    lugar_id, via = _key(row, lado)
    rotulo = getattr(row, f"{lado}_rotulo")
    if lugar_id == PERU:
        return Sitio(wrapped(_(f"{lado} no indicado"), 12), *INGRESOS.get(via, SALIDA), HUECO)
    lugar = lugares.loc[lugar_id]
    if not row.con_origen:
        rotulo = _("{rotulo}: destino sin origen indicado", rotulo=rotulo)
    x, y = BORDES.get(lugar_id, (lugar["lon"], lugar["lat"]))
    radio = HUECO if lugar["tipo"] == "zona" else PUNTO if row.con_origen else ANILLO
    return Sitio(wrapped(rotulo, 16), x, y, radio)


def _arrow(row, x: list[float], y: list[float], elegido: bool) -> dict:
    marker = {
        "symbol": "arrow",
        "angleref": "previous",
        "size": [0] * PASOS + [11],
        "color": tone_of(row, elegido),
        "opacity": 1,
        "line": {"width": 0},
    }
    return corridor_trace(row, x, y, elegido) | {"mode": "lines+markers", "marker": marker}


def _dot(sitio: Sitio) -> dict:
    """Punto lleno donde la fuente nombra el lugar; hueco y grande donde no lo precisa."""
    hollow = {"size": 2 * HUECO, "color": PAPEL, "line": {"color": TINTA, "width": 1.2}}
    marker = hollow if sitio.radio == HUECO else {"size": 2 * PUNTO, "color": TINTA, "line": {"width": 0}}
    return {"type": "scatter", "mode": "markers", "x": [sitio.x], "y": [sitio.y], "marker": marker, "hoverinfo": "skip"}


def _ring(row, sitio: Sitio, elegido: bool) -> dict:
    marker = {"symbol": "circle-open", "size": 2 * ANILLO, "color": tone_of(row, elegido), "line": {"width": ANCHO}}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [sitio.x],
        "y": [sitio.y],
        "marker": marker,
        "name": row.ruta_id,
        "text": corridor_text(row),
        "hoverinfo": "text",
    }


def _labels(sitios: Mapping, curves: list[tuple[list[float], list[float]]], marco: Marco) -> tuple[list[dict], dict]:
    """Los nombres, cada uno en su sitio, y la línea fina que lo une a su punto."""
    rotulos = tuple(Rotulo(s.rotulo, *marco.pixel(s.x, s.y), s.radio) for s in sitios.values())
    obstacles = tuple(marco.pixel(x, y) for xs, ys in curves for x, y in zip(xs, ys, strict=True))
    canvas = marco.pixel(marco.este, marco.norte)
    centers = [marco.grados(*c) for c in place_labels(rotulos, obstacles, canvas)]
    pairs = list(zip(sitios.values(), centers, strict=True))
    return [_label(s.rotulo, *c) for s, c in pairs], _leaders(pairs)


def _label(text: str, x: float, y: float) -> dict:
    font = {"size": LETRA, "color": TINTA}
    place = {"x": round(x, 3), "y": round(y, 3), "xanchor": "center", "yanchor": "middle"}
    return place | {"text": text, "showarrow": False, "font": font, "bgcolor": "rgba(255,255,255,0.65)", "borderpad": 0}


def _leaders(pairs: list[tuple[Sitio, tuple[float, float]]]) -> dict:
    x = [v for s, c in pairs for v in (s.x, round(c[0], 3), None)]
    y = [v for s, c in pairs for v in (s.y, round(c[1], 3), None)]
    line = {"color": TINTA_SUAVE, "width": 0.8}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}


def _land() -> list[dict]:
    outside = [_outline("vecinos", pais, TIERRA, PAPEL) for pais in VECINOS]
    return outside + [_outline("dep", unidad, BLUES[0], TRAMA) for unidad in UNIDADES]


def _outline(capa: str, unidad: str, fill: str, line: str) -> dict:
    return {
        "type": "scatter",
        "mode": "lines",
        "geo": [capa, unidad],
        "fill": "toself",
        "fillcolor": fill,
        "line": {"color": line, "width": 0.7},
        "hoverinfo": "skip",
    }


def _layout(marco: Marco) -> dict:
    axis = {"visible": False, "fixedrange": True}
    return {
        "xaxis": axis | {"range": [marco.oeste, marco.este], "constrain": "domain"},
        "yaxis": axis | {"range": [marco.sur, marco.norte], "scaleanchor": "x", "scaleratio": RAZON},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
    }
