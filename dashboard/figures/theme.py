"""Colores, tipografía y plantilla de las figuras: la única fuente del aspecto.

Las figuras viajan sin plantilla ni geometría; `complete` se las pone aquí (cuadernos, exportaciones) y
assets/mirador.js hace lo mismo en el navegador con los mismos valores, que recibe de `browser_base`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

TINTA, TINTA_SUAVE, LINEA, PAPEL = "#12263f", "#4a6382", "#d5dfeb", "#ffffff"
AZUL, AZUL_MEDIO, AMBAR, GRIS = "#004d80", "#2b8cbe", "#c77700", "#6b6b6b"
GRANATE, OLIVA = "#910038", "#7f9875"
BLUES = ("#eff3ff", "#bdd7e7", "#6baed6", "#2d7ab5", "#08519c")
DIVERGENTE = ("#b35806", "#f1a340", "#fee0b6", "#f7f7f7", "#d0cfe9", "#998ec3", "#542788")
TIERRA, BORDE = "#eceff3", "#33475f"
TRAMA = "#8fa3ba"

LETRA = "'Source Sans 3', 'Segoe UI', Arial, sans-serif"

PLANTILLA = {
    "layout": {
        "font": {"family": LETRA, "size": 14, "color": TINTA},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "separators": ".,",
        "hoverlabel": {
            "bgcolor": TINTA,
            "bordercolor": TINTA,
            "font": {"family": LETRA, "color": PAPEL, "size": 14},
            "align": "left",
        },
        "xaxis": {"gridcolor": LINEA, "linecolor": LINEA, "zeroline": False, "automargin": True},
        "yaxis": {"gridcolor": LINEA, "linecolor": LINEA, "zeroline": False, "automargin": True},
    }
}


@dataclass(frozen=True)
class Clave:
    """Un renglón de la leyenda: color de muestra (o trama, o línea de puntos) y su texto."""

    texto: str
    color: str
    forma: str = "cuadro"


@dataclass(frozen=True)
class Figura:
    """Trazas y ejes de Plotly como dict, su leyenda en palabras y su alto en píxeles.

    `proporcion` (ancho/alto) hace que un mapa mengüe entero en pantallas angostas.
    """

    data: tuple[dict, ...]
    layout: dict
    leyenda: tuple[Clave, ...] = ()
    alto: int = 320
    proporcion: float | None = None

    def to_dict(self) -> dict:
        return {"data": list(self.data), "layout": self.layout}

    def compact(self) -> dict:
        """La figura como viaja al navegador, con el alto y la proporción de su marco."""
        return self.to_dict() | {"alto": self.alto, "proporcion": self.proporcion}


def complete(figura: Figura, geometria: Mapping) -> dict:
    """La figura lista para plotly.graph_objects: con plantilla y con las coordenadas de cada polígono."""
    data = [_with_shape(trace, geometria) for trace in figura.data]
    return {"data": data, "layout": figura.layout | {"template": PLANTILLA, "height": figura.alto}}


def _with_shape(trace: dict, geometria: Mapping) -> dict:
    if "geo" not in trace:
        return trace
    capa, unidad = trace["geo"]
    x, y = geometria[capa][unidad]
    return {k: v for k, v in trace.items() if k != "geo"} | {"x": x, "y": y}


def class_of(value: float, breaks: tuple[float, ...]) -> int:
    """Clase (desde 0) de un valor según los límites superiores de cada clase."""
    return next((i for i, top in enumerate(breaks) if value <= top), len(breaks) - 1)
