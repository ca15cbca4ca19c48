"""Un lugar dibujado: polígono o tesela, con su color, su texto y su código para el clic."""

from dashboard.figures.colores import fill_of
from dashboard.figures.theme import AMBAR, BORDE
from dashboard.filters import Filtros

AREA = {"type": "scatter", "mode": "lines", "fill": "toself", "hoveron": "fills", "hoverinfo": "text"}
TRAZO, TRAZO_ELEGIDO = 0.7, 3.5


def place_area(row, filtros: Filtros, breaks: tuple[float, ...], text: str) -> dict:
    """Traza de Plotly de una fila de `valores`, todavía sin forma: quien la usa le pone x, y o geo."""
    chosen = row.codigo in filtros.lugares
    return {
        **AREA,
        "text": text,
        "name": row.nombre,
        "customdata": [row.codigo],
        "line": {"color": AMBAR if chosen else BORDE, "width": TRAZO_ELEGIDO if chosen else TRAZO},
        **fill_of(row, filtros.medida, breaks),
    }
