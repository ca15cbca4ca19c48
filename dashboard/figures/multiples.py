"""Un panel pequeño por lugar, todos en un solo par de ejes: la rejilla sale de trasladar las coordenadas."""

from itertools import groupby
from math import isnan

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.figures.panel import POCOS, SUELO, Cifra, Panel
from dashboard.figures.theme import AMBAR, AZUL, GRIS, LINEA, PAPEL, TINTA, TINTA_SUAVE, TRAMA, Clave, Figura
from dashboard.idioma import _

COLUMNAS, FILA_PX = 6, 116
RAYADO = {"shape": "/", "size": 9, "solidity": 0.12, "fgcolor": LINEA, "bgcolor": PAPEL}


def small_multiples(frame: pd.DataFrame, elegidos: tuple[str, ...], conjunto: str) -> Figura:
    """Un panel por codigo de `frame` (lugar, anio, valor, esperado, parcial), en su orden y con su escala.

    `conjunto` completa «si siguiera…», lo que dice la línea de guiones: «al país».
    """
    panels = _panels(frame, elegidos)
    depth = panels[-1].fila + 1
    traces = [*sorted((_background(p) for p in panels), key=lambda t: t["line"]["width"]), _baselines(panels)]
    traces += [_expected(panels), _lines(panels), _dots(panels), _hollow(panels)]
    traces += [_names(panels), _tops(panels), _years(panels)]
    return Figura(tuple(traces), _layout(depth), _legend(frame, panels, conjunto), depth * FILA_PX)


def _panels(frame: pd.DataFrame, elegidos: tuple[str, ...]) -> list[Panel]:
    years = (int(frame[N.ANIO].min()), int(frame[N.ANIO].max()))
    columns = [N.CODIGO, "lugar", N.ANIO, "periodo", N.VALOR, "esperado", "parcial"]
    figures: dict[tuple[str, str], list[Cifra]] = {}
    for codigo, lugar, anio, periodo, valor, esperado, parcial in frame[columns].itertuples(index=False, name=None):
        figure = Cifra(int(anio), periodo, float(valor), float(esperado), bool(parcial))
        figures.setdefault((codigo, lugar), []).append(figure)
    return [
        Panel(codigo, lugar, tuple(own), i % COLUMNAS, i // COLUMNAS, years, codigo in elegidos)
        for i, ((codigo, lugar), own) in enumerate(figures.items())
    ]


def _background(p: Panel) -> dict:
    left, right, top, bottom = p.columna + 0.02, p.columna + 0.96, -p.fila - 0.02, -p.fila - 0.97
    fill = {"fillcolor": "#f8fafc"} if p.known else {"fillcolor": PAPEL, "fillpattern": RAYADO}
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [left, right, right, left, left],
        "y": [top, top, bottom, bottom, top],
        "fill": "toself",
        "hoveron": "fills",
        "hoverinfo": "text",
        "text": _summary(p),
        "customdata": [p.codigo],
        "line": {"color": AMBAR if p.elegido else LINEA, "width": 3 if p.elegido else 1},
        **fill,
    }


def _summary(p: Panel) -> str:
    lines = [f"{r.periodo}: {fmt.number(r.valor)}" for r in p.known]
    return "<br>".join([f"<b>{p.nombre}</b>", *(lines or [fmt.SIN_DATO])])


def _baselines(panels: list[Panel]) -> dict:
    points = [q for p in panels for q in ((p.x(p.anios[0]), p.y(0)), (p.x(p.anios[1]), p.y(0)), None)]
    return _path(points, {"color": TRAMA, "width": 1})


def _expected(panels: list[Panel]) -> dict:
    return _path(_segments(panels, "esperado"), {"color": GRIS, "width": 1.2, "dash": "4px,3px"})


def _lines(panels: list[Panel]) -> dict:
    return _path(_segments([p for p in panels if not p.few], N.VALOR), {"color": AZUL, "width": 2})


def _segments(panels: list[Panel], column: str) -> list:
    """Puntos de años completos, con un corte (None) donde falta un año y entre paneles."""
    points = []
    for p in panels:
        rows = [c for c in p.complete if not isnan(getattr(c, column))]
        runs = groupby(enumerate(rows), key=lambda pair: pair[1].anio - pair[0])
        for _start, run in runs:
            points += [*((p.x(r.anio), p.y(getattr(r, column))) for _, r in run), None]
    return points


def _path(points: list, line: dict) -> dict:
    return {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "line": line, **_xy(points)}


def _xy(points: list) -> dict:
    return {
        "x": [None if q is None else round(q[0], 3) for q in points],
        "y": [None if q is None else round(q[1], 3) for q in points],
    }


def _dots(panels: list[Panel]) -> dict:
    return _marks([(p, r) for p in panels for r in p.complete], {"size": 5, "color": AZUL})


def _hollow(panels: list[Panel]) -> dict:
    marks = [(p, r) for p in panels for r in p.known if r.parcial]
    return _marks(marks, {"size": 7, "color": PAPEL, "line": {"color": AZUL, "width": 1.6}})


def _marks(marks: list[tuple], marker: dict) -> dict:
    return {
        "type": "scatter",
        "mode": "markers",
        "marker": marker,
        "hoverinfo": "text",
        "hovertext": [_hover(p, r) for p, r in marks],
        "customdata": [p.codigo for p, _ in marks],
        **_xy([(p.x(r.anio), p.y(r.valor)) for p, r in marks]),
    }


def _hover(p: Panel, row) -> str:
    text = f"<b>{p.nombre}</b><br>{row.periodo}: {fmt.number(row.valor)}"
    if isnan(row.esperado):
        return text
    return f"{text}<br>{_('si siguiera al conjunto: {esperado}', esperado=fmt.number(row.esperado, 1))}"


def _names(panels: list[Panel]) -> dict:
    points = [(p.columna + 0.06, -p.fila - 0.05) for p in panels]
    return _texts(points, [f"<b>{p.nombre}</b>" for p in panels], "bottom right", 13, TINTA)


def _tops(panels: list[Panel]) -> dict:
    """El mayor valor del panel, sobre su punto: dice la escala."""
    tops = [(p, max(p.known, key=lambda c: c.valor)) for p in panels if p.known]
    points = [(p.x(c.anio), p.y(c.valor) + 0.03) for p, c in tops]
    return _texts(points, [fmt.number(c.valor) for _, c in tops], "top center", 12, AZUL)


def _years(panels: list[Panel]) -> dict:
    """Los años de los extremos bajo cada panel con cifras; «sin dato» en los demás."""
    pairs = [((p.x(anio), -p.fila - SUELO - 0.05), str(anio)) for p in panels if p.known for anio in sorted({*p.anios})]
    pairs += [((p.columna + 0.49, -p.fila - 0.45), _(fmt.SIN_DATO)) for p in panels if not p.known]
    return _texts([q for q, _ in pairs], [t for _, t in pairs], "bottom center", 11, TINTA_SUAVE)


def _texts(points: list[tuple], texts: list[str], position: str, size: int, color: str) -> dict:
    return {
        "type": "scatter",
        "mode": "text",
        "text": texts,
        "textposition": position,
        "textfont": {"size": size, "color": color},
        "hoverinfo": "skip",
        "cliponaxis": False,
        **_xy(points),
    }


def _layout(depth: int) -> dict:
    fixed = {"visible": False, "fixedrange": True}
    return {
        "xaxis": fixed | {"range": [0, COLUMNAS]},
        "yaxis": fixed | {"range": [-depth, 0]},
        "margin": {"l": 2, "r": 2, "t": 2, "b": 2},
    }


def _legend(frame: pd.DataFrame, panels: list[Panel], conjunto: str) -> tuple[Clave, ...]:
    claves = [Clave(_("años completos seguidos"), AZUL, "linea")]
    if any(p.few and p.known for p in panels):
        claves.append(Clave(_("sin línea: cada año, menos de {pocos}", pocos=POCOS), AZUL, "punto"))
    if frame["parcial"].any():
        claves.append(Clave(_("año incompleto: no se une ni se compara"), AZUL, "hueco"))
    claves.append(
        Clave(
            _("{conjunto}: su total, repartido entre los años completos en igual proporción", conjunto=conjunto),
            GRIS,
            "guiones",
        )
    )
    if any(p.elegido for p in panels):
        claves.append(Clave(_("elegido"), AMBAR, "marco"))
    if any(not p.known for p in panels):
        claves.append(Clave(_("sin dato"), TRAMA, "trama"))
    return tuple(claves)
