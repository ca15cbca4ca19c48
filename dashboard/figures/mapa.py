"""Mapa de polígonos en ejes cartesianos: no pide nada a la red y se puede imprimir y pulsar."""

from collections.abc import Callable

import pandas as pd

from dashboard.figures.colores import RAYADO, legend_of
from dashboard.figures.lugar import AREA, place_area
from dashboard.figures.theme import BORDE, PAPEL, TIERRA, TINTA_SUAVE, Clave, Figura
from dashboard.filters import Filtros
from dashboard.idioma import _
from dashboard.limites import marcos

ALTO, PROPORCION = 620, 0.78
RAZON_LIMA = 1.022  # el mismo cociente a la latitud de Lima
RAZON = 1.015  # un grado de latitud mide 1/cos(9.9°) veces uno de longitud en el centro del país
VECINOS = ("ECU", "COL", "BRA", "BOL", "CHL")
PARTIDOS = {"15": ("15M", "15P")}  # Lima se dibuja en dos unidades: metropolitana y provincias


def choropleth(
    frame: pd.DataFrame,
    filtros: Filtros,
    breaks: tuple[float, ...],
    hover: Callable[[object], str],
    capa: str = "df",
) -> Figura:
    """Un polígono por lugar de `frame` (codigo, valor, estado), coloreado por clase; recuadro de Lima y Callao.

    `capa` es "df" (con recuadro y áreas sin asignar) o "dep". El código del lugar va en customdata.
    """
    traces = [
        place_area(row, filtros, breaks, hover(row)) | {"geo": [capa, unidad]}
        for row in frame.itertuples()
        for unidad in PARTIDOS.get(row.codigo, (row.codigo,))
    ]
    if capa == "df":
        traces += [_unassigned()] + [_inset(t) for t in traces if t["geo"][1] in EN_RECUADRO]
    traces.sort(key=lambda t: t["line"]["width"])
    leyenda = legend_of(frame, filtros.medida, breaks)
    if capa == "df":
        leyenda = (*leyenda, Clave(_("sin asignar"), BORDE, "trama-oscura"))
    return Figura((*_neighbours(), *traces), _layout(capa), leyenda, ALTO, PROPORCION)


EN_RECUADRO = (
    *("lima-centro", "lima-este", "lima-norte", "lima-noroeste", "lima-sur"),
    *("callao", "huaura", "canete", "sin-asignar"),
)


def _unassigned() -> dict:
    return {
        **AREA,
        "geo": ["df", "sin-asignar"],
        "text": _("Provincias sin asignar: las fuentes no dicen<br>a qué distrito fiscal pertenecen, o se contradicen"),
        "fillcolor": PAPEL,
        "fillpattern": RAYADO | {"fgcolor": BORDE, "shape": "x", "size": 5},
        "line": {"color": BORDE, "width": 0.5},
    }


def _inset(trace: dict) -> dict:
    return trace | {"geo": ["lima", trace["geo"][1]], "xaxis": "x2", "yaxis": "y2"}


def _neighbours() -> list[dict]:
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "geo": ["vecinos", pais],
            "fill": "toself",
            "fillcolor": TIERRA,
            "line": {"color": PAPEL, "width": 1},
            "hoverinfo": "skip",
        }
        for pais in VECINOS
    ]


def _axis(low: float, high: float, **more) -> dict:
    return {"visible": False, "range": [low, high], "fixedrange": True, "constrain": "domain", **more}


def _layout(capa: str) -> dict:
    layout = {
        "xaxis": _axis(-81.6, -68.4),
        "yaxis": _axis(-18.6, 0.3, scaleanchor="x", scaleratio=RAZON),
    }
    if capa != "df":
        return layout
    oeste, sur, este, norte = marcos.LIMA
    return layout | {
        "xaxis2": _axis(oeste, este, domain=[0.0, 0.27], anchor="y2", constraintoward="left"),
        "yaxis2": _axis(
            sur,
            norte,
            domain=[0.02, 0.4],
            anchor="x2",
            scaleanchor="x2",
            scaleratio=RAZON_LIMA,
            constraintoward="bottom",
        ),
        "shapes": [
            {
                "type": "rect",
                "xref": "x2 domain",
                "yref": "y2 domain",
                "x0": 0,
                "x1": 1,
                "y0": 0,
                "y1": 1,
                "line": {"color": TINTA_SUAVE, "width": 1},
                "fillcolor": PAPEL,
                "layer": "below",
            }
        ],
        "annotations": [
            {
                "text": _("Lima y Callao"),
                "xref": "x2 domain",
                "yref": "y2 domain",
                "x": 0,
                "y": 1,
                "xanchor": "left",
                "yanchor": "bottom",
                "showarrow": False,
                "font": {"size": 13, "color": TINTA_SUAVE},
            }
        ],
    }
