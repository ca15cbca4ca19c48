"""Cómo entra una figura en una caja sin que la letra baje de un mínimo: entera, recortada o sin rótulos."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.charts._tabla import cell_text
from dashboard.figures.theme import TINTA, Figura
from dashboard.informes.dibujo import to_shapes
from dashboard.informes.dibujo.formas import INTERLINEA, Dibujo, Forma, Rotulo
from dashboard.informes.dibujo.leyenda import legend_columns, legend_shapes, wrapped
from dashboard.informes.lamina import Lamina

LUGARES = (10, 6, 4, 3, 2, 1)
AIRE, RENGLON = 0.8, 1.35  # en cuerpos de letra
PANEL = 1.1  # ancho sobre alto de un recorte


@dataclass(frozen=True)
class Caja:
    """Ancho y alto disponibles y la letra más chica que se admite, en puntos."""

    ancho: float
    alto: float
    letra: float


def placed(lamina: Lamina, view: str, geometria: Mapping, caja: Caja) -> tuple[Dibujo, str]:
    """El dibujo con su leyenda dentro de `caja`, y qué quedó fuera («3 de 34»).

    Si los rótulos no caben: con ejes a la vista van solo los que no se montan; de una rejilla, menos lugares, los
    elegidos primero; y un mapa va sin ninguno, con sus primeras filas escritas al lado.
    """
    figura = lamina.drawings[view]
    whole = _with_legend(figura, geometria, caja)
    if _legible(whole):
        return whole, ""
    if _has_axes(figura) and "tickvals" not in figura.layout["yaxis"]:
        return whole.despejado(), ""
    for figura_corta, told in _shorter(lamina, view):
        short = _with_legend(figura_corta, geometria, caja)
        if _legible(short):
            return short, told
    if _has_axes(figura):
        return whole.despejado(), ""
    return _with_rows(lamina, figura, geometria, caja)


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


def _with_legend(figura: Figura, geometria: Mapping, caja: Caja) -> Dibujo:
    """La leyenda a la derecha de un mapa, o debajo de lo demás."""
    aire, letra = caja.letra * AIRE, caja.letra
    if figura.proporcion:
        width, height = min(caja.alto * figura.proporcion, caja.ancho * 0.62), caja.alto
        legend, _ = legend_shapes(figura.leyenda, width + aire, 0, caja.ancho - width - aire, letra)
    else:
        _, used = legend_columns(figura.leyenda, 0, 0, caja.ancho, letra)
        rows = len(figura.layout.get("yaxis", {}).get("tickvals", ()))
        natural = max(caja.ancho * figura.alto / 620, rows * letra * RENGLON)
        width, height = caja.ancho, max(min(caja.alto - used - aire, natural), caja.alto * 0.3)
        legend, _ = legend_columns(figura.leyenda, 0, height + aire, caja.ancho, letra)
    drawing = to_shapes(figura, geometria, width, height, letra)
    return Dibujo(caja.ancho, caja.alto, (*drawing.formas, *legend))


def _with_rows(lamina: Lamina, figura: Figura, geometria: Mapping, caja: Caja) -> tuple[Dibujo, str]:
    """El trazo sin rótulos, la leyenda y las primeras filas de la tabla en palabras."""
    width, aire = min(caja.alto * (figura.proporcion or 1), caja.ancho * 0.42), caja.letra * AIRE
    height = min(caja.alto, width / (figura.proporcion or 1))
    drawing = to_shapes(figura, geometria, width, height, caja.letra).sin_rotulos()
    x = width + aire
    legend, y = legend_shapes(figura.leyenda, x, 0, caja.ancho - x, caja.letra)
    rows, shown = _rows(lamina, x, y + aire / 2, caja)
    told = f"{fmt.number(shown)} de {fmt.number(len(lamina.frame))}" if shown < len(lamina.frame) else ""
    return Dibujo(caja.ancho, caja.alto, (*drawing.formas, *legend, *rows)), told


def _rows(lamina: Lamina, x: float, y: float, caja: Caja) -> tuple[list[Forma], int]:
    rotulos: list[Forma] = []
    for row in lamina.frame.to_dict("records"):
        lines = wrapped(_words(row, lamina), caja.ancho - x, caja.letra)
        height = len(lines) * caja.letra * INTERLINEA
        if y + height > caja.alto:
            break
        rotulos.append(Rotulo(x, y, lines, caja.letra, TINTA, "start", "top"))
        y += height + caja.letra * 0.15
    return rotulos, len(rotulos)


def _words(row: dict, lamina: Lamina) -> str:
    """Las dos primeras columnas: «Iquitos → Puerto Maldonado» si son de dónde y adónde."""
    if {"origen_rotulo", "destino_rotulo"} <= set(row):
        return f"{row['origen_rotulo']} → {row['destino_rotulo']}"
    return ": ".join(filter(None, (cell_text(row[k], c) for k, c in list(lamina.columns.items())[:2])))


def _legible(dibujo: Dibujo) -> bool:
    """Si ningún rótulo se sale de la caja ni se monta sobre otro."""
    return len(dibujo.despejado().rotulos) == len(dibujo.rotulos)
