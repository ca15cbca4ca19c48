"""Cómo entra en una lámina una figura que no es de barras ni de líneas: con letra de 18 puntos o sin letra."""

from collections.abc import Mapping
from dataclasses import replace

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.charts._tabla import cell_text
from dashboard.figures.theme import TINTA, Figura
from dashboard.informes.diapositivas.texto import MINIMO
from dashboard.informes.dibujo import to_shapes
from dashboard.informes.dibujo.formas import INTERLINEA, Dibujo, Forma, Rotulo
from dashboard.informes.dibujo.leyenda import legend_columns, legend_shapes, wrapped
from dashboard.informes.lamina import Lamina

LUGARES = (6, 4, 3, 2, 1)
AIRE = 14
PANEL = 1.1  # ancho sobre alto de un recorte


def placed(lamina: Lamina, view: str, geometria: Mapping, ancho: float, alto: float) -> tuple[Dibujo, str]:
    """El dibujo con su leyenda en una caja de `ancho` × `alto` puntos, y qué quedó fuera («3 de 34»).

    Si los rótulos no caben: con ejes a la vista van solo los que no se montan; de una rejilla, menos lugares, los
    elegidos primero; y un mapa va sin ninguno, con sus primeras filas escritas al lado.
    """
    figura = lamina.drawings[view]
    whole = _with_legend(figura, geometria, ancho, alto)
    if _legible(whole):
        return whole, ""
    if _has_axes(figura):
        return whole.despejado(), ""
    for figura_corta, told in _shorter(lamina, view):
        short = _with_legend(figura_corta, geometria, ancho, alto)
        if _legible(short):
            return short, told
    return _with_rows(lamina, figura, geometria, ancho, alto)


def _has_axes(figura: Figura) -> bool:
    return figura.layout.get("xaxis", {}).get("visible", True) and figura.layout.get("yaxis", {}).get("visible", True)


def _shorter(lamina: Lamina, view: str):
    """La misma figura con cada vez menos lugares, primero los que se eligieron."""
    frame = lamina.frame
    if N.CODIGO not in frame or any("geo" in t for t in lamina.drawings[view].data):
        return
    codigos = list(dict.fromkeys(frame[N.CODIGO]))
    order = sorted(codigos, key=lambda c: c not in lamina.lugares)
    for n in LUGARES:
        kept = set(order[:n])
        rows = frame[frame[N.CODIGO].isin(kept)]
        rows = rows.sort_values(N.CODIGO, key=lambda col: col.map(order.index), kind="stable").reset_index(drop=True)
        yield _tight(lamina.draws[view](rows)), f"{n} de {len(codigos)}"


def _tight(figura: Figura) -> Figura:
    """Los ejes que no se ven, ceñidos a lo dibujado: un recorte ocupa todo el ancho."""
    layout = dict(figura.layout)
    for axis, side in (("xaxis", "x"), ("yaxis", "y")):
        values = [v for t in figura.data for v in t.get(side, ()) if v is not None]
        if values and layout.get(axis, {}).get("visible") is False:
            layout[axis] = layout[axis] | {"range": [min(values) - 0.01, max(values) + 0.01]}
    x = layout["xaxis"].get("range", (0, 1))
    y = layout["yaxis"].get("range", (0, 1))
    return replace(figura, layout=layout, proporcion=None, alto=round(620 * (y[1] - y[0]) / (x[1] - x[0]) / PANEL))


def _with_legend(figura: Figura, geometria: Mapping, ancho: float, alto: float) -> Dibujo:
    """La leyenda a la derecha de un mapa, o debajo de lo demás."""
    if figura.proporcion:
        width = min(alto * figura.proporcion, ancho * 0.62)
        x, y = width + AIRE, 0.0
    else:
        _, used = legend_columns(figura.leyenda, 0, 0, ancho, MINIMO)
        natural = ancho * figura.alto / 620
        height = max(min(alto - used - AIRE, natural), alto * 0.3)
        width, x, y = ancho, 0.0, height + AIRE
    drawing = to_shapes(figura, geometria, width, alto if figura.proporcion else height, MINIMO)
    rows = legend_shapes if figura.proporcion else legend_columns
    legend, _ = rows(figura.leyenda, x, y, ancho - x, MINIMO)
    return Dibujo(ancho, alto, (*drawing.formas, *legend))


def _with_rows(lamina: Lamina, figura: Figura, geometria: Mapping, ancho: float, alto: float) -> tuple[Dibujo, str]:
    """El trazo sin rótulos, la leyenda y las primeras filas de la tabla en palabras."""
    width = min(alto * (figura.proporcion or 1), ancho * 0.42)
    drawing = to_shapes(figura, geometria, width, alto, MINIMO).sin_rotulos()
    x = width + AIRE
    legend, y = legend_shapes(figura.leyenda, x, 0, ancho - x, MINIMO)
    rows, shown = _rows(lamina, x, y + AIRE / 2, ancho - x, alto)
    told = f"{fmt.number(shown)} de {fmt.number(len(lamina.frame))}" if shown < len(lamina.frame) else ""
    return Dibujo(ancho, alto, (*drawing.formas, *legend, *rows)), told


def _rows(lamina: Lamina, x: float, y: float, width: float, bottom: float) -> tuple[list[Forma], int]:
    rotulos: list[Forma] = []
    for row in lamina.frame.to_dict("records"):
        lines = wrapped(_words(row, lamina), width, MINIMO)
        height = len(lines) * MINIMO * INTERLINEA
        if y + height > bottom:
            break
        rotulos.append(Rotulo(x, y, lines, MINIMO, TINTA, "start", "top"))
        y += height + MINIMO * 0.15
    return rotulos, len(rotulos)


def _words(row: dict, lamina: Lamina) -> str:
    """Las dos primeras columnas: «Iquitos → Puerto Maldonado» si son de dónde y adónde."""
    if {"origen_rotulo", "destino_rotulo"} <= set(row):
        return f"{row['origen_rotulo']} → {row['destino_rotulo']}"
    return ": ".join(filter(None, (cell_text(row[k], c) for k, c in list(lamina.columns.items())[:2])))


def _legible(dibujo: Dibujo) -> bool:
    """Si ningún rótulo se sale de la caja ni se monta sobre otro."""
    return len(dibujo.despejado().rotulos) == len(dibujo.rotulos)
