"""Marcas de varias series en un mismo renglón, con el número en cada extremo. Nunca se unen dos renglones."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.figures.theme import PAPEL, TINTA_SUAVE, TRAMA, Clave, Figura
from dashboard.idioma import _

RENGLON_PX = 25
RENGLON = "#eef2f7"
AIRE = 0.14  # espacio para los números a cada lado, en proporción del mayor valor


@dataclass(frozen=True)
class Marca:
    """Una serie: columna del DataFrame, nombre en la leyenda, y el color y la forma de su marca."""

    columna: str
    nombre: str
    color: str
    simbolo: str
    forma: str


def paired(
    frame: pd.DataFrame,
    marcas: tuple[Marca, ...],
    etiqueta: str,
    hover: Callable[[object], str],
    puente: bool,
) -> Figura:
    """Un renglón por fila de `frame`, rotulado con la columna `etiqueta`.

    Con `puente`, un trazo gris muestra la distancia entre las series y un clic elige el lugar.
    """
    shown = tuple(m for m in marcas if frame[m.columna].notna().any())
    top = max(frame[[m.columna for m in shown]].max().max(), 1.0)
    traces = [_bridges(frame, shown)] if puente else []
    traces += [_marks(frame, m, shown, hover, puente) for m in shown]
    traces.append(_without_figures(frame))
    leyenda = [Clave(m.nombre, m.color, m.forma) for m in shown]
    if frame["parcial"].any():
        leyenda.append(Clave(_("año incompleto"), TINTA_SUAVE, "hueco"))
    return Figura(tuple(traces), _layout(frame, etiqueta, float(top)), tuple(leyenda), len(frame) * RENGLON_PX + 20)


def _bridges(frame: pd.DataFrame, marcas: tuple[Marca, ...]) -> dict:
    ends = [(i, row[[m.columna for m in marcas]].dropna()) for i, row in frame.iterrows()]
    pairs = [(i, v.min(), v.max()) for i, v in ends if len(v) > 1]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for _, low, high in pairs for x in (low, high, None)],
        "y": [y for i, *_ in pairs for y in (-i, -i, None)],
        "line": {"color": TRAMA, "width": 3},
        "hoverinfo": "skip",
    }


def _marks(frame: pd.DataFrame, m: Marca, marcas: tuple[Marca, ...], hover: Callable, puente: bool) -> dict:
    rows = frame[frame[m.columna].notna()]
    values, partial = rows[m.columna], rows["parcial"]
    trace = {
        "type": "scatter",
        "mode": "markers+text",
        "name": m.nombre,
        "x": values.tolist(),
        "y": [-i for i in rows.index],
        "text": [_number(row, m) for _, row in rows.iterrows()],
        "textposition": [_side(row, m, marcas) for _, row in rows.iterrows()],
        "textfont": {"size": 13},
        "marker": {
            "symbol": m.simbolo,
            "size": 11,
            "color": [PAPEL if p else m.color for p in partial],
            "line": {"color": m.color, "width": 2},
        },
        "hoverinfo": "text",
        "hovertext": [hover(r) for r in rows.itertuples()],
        "cliponaxis": False,
    }
    return trace | {"customdata": rows[N.CODIGO].tolist()} if puente else trace


def _number(row: pd.Series, m: Marca) -> str:
    text = fmt.number(row[m.columna])
    return f"{text} · {_(row[N.DETALLE])}" if row[N.DETALLE] else text


def _side(row: pd.Series, m: Marca, marcas: tuple[Marca, ...]) -> str:
    """A la izquierda el número menor y a la derecha el mayor; en un empate, la primera serie va a la izquierda."""
    others = [(row[o.columna], marcas.index(o)) for o in marcas if o != m and pd.notna(row[o.columna])]
    return "middle left" if others and (row[m.columna], marcas.index(m)) < min(others) else "middle right"


def _without_figures(frame: pd.DataFrame) -> dict:
    rows = frame[frame[N.DETALLE] == fmt.SIN_DATO]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [0] * len(rows),
        "y": [-i for i in rows.index],
        "text": [f"  {_(fmt.SIN_DATO)}"] * len(rows),
        "textposition": "middle right",
        "textfont": {"size": 13, "color": TINTA_SUAVE},
        "hoverinfo": "skip",
    }


def _layout(frame: pd.DataFrame, etiqueta: str, top: float) -> dict:
    return {
        "xaxis": {
            "visible": True,
            "showticklabels": False,
            "showgrid": False,
            "fixedrange": True,
            "range": [-AIRE * top, (1 + AIRE) * top],
            "zeroline": True,
            "zerolinecolor": TRAMA,
        },
        "yaxis": {
            "fixedrange": True,
            "range": [-len(frame) + 0.4, 0.6],
            "tickvals": [-i for i in frame.index],
            "ticktext": frame[etiqueta].astype(str).tolist(),
            "gridcolor": RENGLON,
        },
        "margin": {"l": 8, "r": 8, "t": 4, "b": 4},
    }
