"""De los orígenes a los destinos con hebras iguales: no es un Sankey, porque no hay cantidades."""

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.figures.corredor import corridor_trace, legend_of, wrapped
from dashboard.figures.rotulos import Marco
from dashboard.figures.theme import TINTA, Figura
from dashboard.idioma import _

LADOS = ("origen", "destino")
MARGEN, LETRA, LETRAS_POR_RENGLON = 98, 13, 13
PASOS, PASADAS = 28, 8


def strands(rutas: pd.DataFrame, marco: Marco, elegido: bool) -> Figura:
    """Una hebra por corredor de `rutas`; un destino sin origen queda escrito, sin hebra.

    Ocupa lo mismo que el mapa (`marco`): si el tamaño cambiara de una vista a otra, Plotly no recuperaría
    la escala del mapa.
    """
    drawn = rutas[rutas["con_origen"]]
    left, right = untangled(list(zip(drawn["origen_id"], drawn["destino_id"], strict=True)))
    right = [*right, *rutas.loc[~rutas["con_origen"], "destino_id"]]
    heights = {"origen": _spread(left), "destino": _spread(right)}
    rows = sorted(drawn.itertuples(), key=lambda row: row.sentido != "")
    traces = [_strand(row, heights, elegido) for row in rows]
    nodes = [_nodes(rutas, lado, heights[lado]) for lado in LADOS]
    labels = [_label(rutas, lado, node, y) for lado in LADOS for node, y in heights[lado].items()]
    layout = _layout() | {"annotations": labels}
    return Figura((*traces, *nodes), layout, legend_of(rutas, elegido), marco.alto, marco.proporcion)


def untangled(links: Sequence[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """Orden de cada lado con pocos cruces: baricentros alternados y luego cada destino donde menos estorba."""
    left, right = list(dict.fromkeys(a for a, _ in links)), list(dict.fromkeys(b for _, b in links))
    best = (crossings(links, left, right), left, right)
    for _pass in range(PASADAS):
        left = _by_mean(left, right, [(b, a) for a, b in links])
        right = _by_mean(right, left, links)
        best = min(best, _swapped(links, left, right), key=lambda option: option[0])
    return best[1], best[2]


def crossings(links: Sequence[tuple[str, str]], left: list[str], right: list[str]) -> int:
    """Pares de hebras que se cruzan con un orden dado."""
    rows, columns = {n: i for i, n in enumerate(left)}, {n: i for i, n in enumerate(right)}
    ends = sorted((rows[a], columns[b]) for a, b in links)
    return sum(p[0] < q[0] and p[1] > q[1] for i, p in enumerate(ends) for q in ends[i + 1 :])


def _swapped(links: Sequence[tuple[str, str]], left: list[str], right: list[str]) -> tuple[int, list, list]:
    """(cruces, izquierda, derecha) tras mover cada destino adonde menos cruces deja y reordenar los orígenes."""
    best = (crossings(links, left, right), left, right)
    for node in right:
        rest = [n for n in best[2] if n != node]
        for i in range(len(right)):
            moved = [*rest[:i], node, *rest[i:]]
            ordered = _by_mean(left, moved, [(b, a) for a, b in links])
            best = min(best, (crossings(links, ordered, moved), ordered, moved), key=lambda option: option[0])
    return best


def _by_mean(nodes: list[str], facing: list[str], links: Sequence[tuple[str, str]]) -> list[str]:
    """`nodes` según la posición media de sus vecinos en `facing`; links va de facing a nodes."""
    places = {n: [facing.index(a) for a, b in links if b == n] for n in nodes}
    return sorted(nodes, key=lambda n: sum(places[n]) / len(places[n]))


def _spread(nodes: list[str]) -> dict[str, float]:
    return {node: 1 - (i + 0.5) / len(nodes) for i, node in enumerate(nodes)}


def _strand(row, heights: Mapping[str, dict[str, float]], elegido: bool) -> dict:
    y0, y1 = heights["origen"][row.origen_id], heights["destino"][row.destino_id]
    steps = [i / PASOS for i in range(PASOS + 1)]
    y = [round(y0 + (y1 - y0) * t * t * (3 - 2 * t), 4) for t in steps]
    return corridor_trace(row, [round(t, 4) for t in steps], y, elegido)


def _nodes(rutas: pd.DataFrame, lado: str, heights: dict[str, float]) -> dict:
    loose = set(rutas.loc[~rutas["con_origen"], "destino_id"]) if lado == "destino" else set()
    symbols = ["circle-open" if node in loose else "circle" for node in heights]
    marker = {"symbol": symbols, "size": [12 if n in loose else 7 for n in heights], "color": TINTA, "opacity": 1}
    x = [LADOS.index(lado)] * len(heights)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": [*heights.values()],
        "marker": marker,
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _label(rutas: pd.DataFrame, lado: str, node: str, y: float) -> dict:
    row = rutas[rutas[f"{lado}_id"] == node].iloc[0]
    name = row[f"{lado}_rotulo"]
    text = name if row["con_origen"] else _("{lugar} (origen no indicado)", lugar=name)
    left = lado == "origen"
    return {
        "x": LADOS.index(lado),
        "y": y,
        "xanchor": "right" if left else "left",
        "xshift": -8 if left else 8,
        "align": "right" if left else "left",
        "text": wrapped(text, LETRAS_POR_RENGLON),
        "showarrow": False,
        "font": {"size": LETRA, "color": TINTA},
    }


def _layout() -> dict:
    axis = {"visible": False, "fixedrange": True}
    return {
        "xaxis": axis | {"range": [-0.03, 1.03]},
        "yaxis": axis | {"range": [0, 1]},
        "margin": {"l": MARGEN, "r": MARGEN, "t": 8, "b": 8},
    }
