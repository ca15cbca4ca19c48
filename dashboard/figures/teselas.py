"""Una tesela igual por distrito fiscal: que el tamaño del territorio no hable más fuerte que el dato."""

from collections.abc import Callable

import pandas as pd

from dashboard.figures.colores import dark, fill_of, legend_of
from dashboard.figures.lugar import place_area
from dashboard.figures.theme import PAPEL, TINTA, Figura
from dashboard.filters import Filtros

ALTO, PROPORCION = 620, 0.78
LADO = 0.94


def tile_grid(
    frame: pd.DataFrame,
    teselas: pd.DataFrame,
    filtros: Filtros,
    breaks: tuple[float, ...],
    hover: Callable[[object], str],
    label: Callable[[object], str],
) -> Figura:
    """Una tesela por fila de `frame`; `teselas` da columna, fila y abreviatura por codigo."""
    rows = frame.merge(teselas, on="codigo")
    traces = [_tile(row, filtros, breaks, hover(row)) for row in rows.itertuples()]
    traces.sort(key=lambda t: t["line"]["width"])
    return Figura(
        tuple(traces),
        _layout(rows) | {"annotations": [_label(r, filtros, breaks, label(r)) for r in rows.itertuples()]},
        legend_of(frame, filtros.medida, breaks),
        ALTO,
        PROPORCION,
    )


def _tile(row, filtros: Filtros, breaks, text: str) -> dict:
    left, top = row.columna, -row.fila
    return place_area(row, filtros, breaks, text) | {
        "x": [left, left + LADO, left + LADO, left, left],
        "y": [top, top, top - LADO, top - LADO, top],
    }


def _label(row, filtros: Filtros, breaks, text: str) -> dict:
    fill = fill_of(row, filtros.medida, breaks)["fillcolor"]
    return {
        "x": row.columna + LADO / 2,
        "y": -row.fila - LADO / 2,
        "text": f"<b>{row.abreviatura}</b><br>{text}",
        "showarrow": False,
        "captureevents": False,
        "font": {"size": 13, "color": PAPEL if dark(fill) else TINTA},
    }


def _layout(rows: pd.DataFrame) -> dict:
    columns, depth = float(rows["columna"].max()) + 1, float(rows["fila"].max()) + 1
    fixed = {"visible": False, "fixedrange": True}
    return {"xaxis": fixed | {"range": [-0.1, columns + 0.05]}, "yaxis": fixed | {"range": [-depth - 0.02, 0.1]}}
