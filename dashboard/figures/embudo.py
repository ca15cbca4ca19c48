"""Gráfico de embudo: las personas en un eje, la tasa en el otro, y los límites que el azar explica."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from dashboard import formatting as fmt
from dashboard.estadistica import funnel_limits
from dashboard.figures.theme import AMBAR, AZUL, GRIS, LINEA, PAPEL, TINTA, TINTA_SUAVE, TRAMA, Clave, Figura
from dashboard.idioma import _, ngettext
from dashboard.queries.embudo import ABAJO, ARRIBA, FUERA, PROBABLE, SEGURO, Pais
from dashboard.queries.valores import POR_HABITANTES

ALTO, PUNTOS = 430, 80
AIRE = 1.35  # cuánto se prolonga el embudo a cada lado de los lugares
ROTULADOS = 12  # con más lugares solo se rotulan los que se apartan
BANDAS = ((SEGURO, "#edf1f6", "solid"), (PROBABLE, "#d9e2ec", "dash"))
DECENAS = (1, 2, 5)
SUELO = 0.1  # lugar bajo el cero para los rótulos de los que quedan por debajo
MILLON = 1_000_000


def funnel_plot(frame: pd.DataFrame, pais: Pais, lugares: tuple[str, ...], hover: Callable[[object], str]) -> Figura:
    """Un punto por fila de `frame` (codigo, nombre, valor, personas, situacion); las de `lugares`, en ámbar.

    El eje de las personas lleva sus logaritmos y rótulos propios: así lo dibuja igual quien no sabe de escalas.
    """
    known = frame.dropna(subset=["valor", "personas"])
    people = np.geomspace(known["personas"].min() / AIRE, known["personas"].max() * AIRE, PUNTOS)
    bands = [_band(people, pais, *band) for band in BANDAS]
    return Figura(
        (*bands, _country(people, pais), _places(known, lugares, hover)),
        _layout(people, known),
        _legend(pais),
        ALTO,
    )


def _band(people: np.ndarray, pais: Pais, confianza: float, fill: str, dash: str) -> dict:
    limits = [funnel_limits(pais.casos / pais.personas * p, confianza) for p in people]
    low, high = ([ends[i] / p * POR_HABITANTES for ends, p in zip(limits, people, strict=True)] for i in (0, 1))
    x = np.log10(people).tolist()
    return {
        "type": "scatter",
        "mode": "lines",
        "fill": "toself",
        "fillcolor": fill,
        "x": [*x, *reversed(x), x[0]],
        "y": [*high, *reversed(low), high[0]],
        "line": {"color": TRAMA, "width": 1.5, "dash": dash},
        "hoverinfo": "skip",
    }


def _country(people: np.ndarray, pais: Pais) -> dict:
    ends = [float(np.log10(people[0])), float(np.log10(people[-1]))]
    line = {"color": AZUL, "width": 2.5}
    return {"type": "scatter", "mode": "lines", "x": ends, "y": [pais.tasa] * 2, "hoverinfo": "skip", "line": line}


def _places(known: pd.DataFrame, lugares: tuple[str, ...], hover: Callable) -> dict:
    chosen = known["codigo"].isin(lugares)
    apart = known["situacion"].isin((*ARRIBA, *ABAJO))
    far = known["situacion"].isin((FUERA["encima", SEGURO], FUERA["debajo", SEGURO]))
    named = chosen | far | (len(known) <= ROTULADOS)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": np.log10(known["personas"]).tolist(),
        "y": known["valor"].tolist(),
        "text": [n if yes else "" for n, yes in zip(known["nombre"], named, strict=True)],
        "textposition": [_beside(row, known["personas"]) for row in known.itertuples()],
        "textfont": {"size": 13, "color": TINTA},
        "marker": {
            "symbol": ["diamond" if a else "circle" for a in apart],
            "size": 12,
            "color": [AMBAR if c else AZUL if a else PAPEL for c, a in zip(chosen, apart, strict=True)],
            "line": {
                "color": [AMBAR if c else AZUL if a else GRIS for c, a in zip(chosen, apart, strict=True)],
                "width": 2,
            },
        },
        "customdata": known["codigo"].tolist(),
        "hoverinfo": "text",
        "hovertext": [hover(row) for row in known.itertuples()],
        "cliponaxis": False,
    }


def _beside(row, people: pd.Series) -> str:
    """Encima o debajo del punto; en el extremo de la izquierda, hacia adentro, para no tapar el eje."""
    return f"{'bottom' if row.situacion in ABAJO else 'top'} {'right' if row.personas == people.min() else 'center'}"


def _legend(pais: Pais) -> tuple[Clave, ...]:
    return (
        Clave(_("el país: {tasa}", tasa=fmt.number(pais.tasa, 1)), AZUL, "linea"),
        Clave(_("lo que explica el azar, al 95%"), BANDAS[1][1]),
        Clave(_("y al 99.8%"), BANDAS[0][1]),
        Clave(_("se aparta del país"), AZUL, "rombo"),
        Clave(_("no se distingue del país"), GRIS, "hueco"),
    )


def _layout(people: np.ndarray, known: pd.DataFrame) -> dict:
    ticks = [d * 10**e for e in range(3, 9) for d in DECENAS if people[0] <= d * 10**e <= people[-1]]
    top = float(known["valor"].max()) * 1.12
    title = {"text": _("personas-año (escala logarítmica)"), "font": {"size": 13, "color": TINTA_SUAVE}}
    return {
        "meta": {"x": "log10"},
        "xaxis": {
            "range": [float(np.log10(people[0])), float(np.log10(people[-1]))],
            "tickvals": np.log10(ticks).tolist(),
            "ticktext": [_short(t) for t in ticks],
            "tickangle": 0,
            "gridcolor": LINEA,
            "fixedrange": True,
            "title": title,
        },
        "yaxis": {
            "range": [-SUELO * top, top],
            "fixedrange": True,
            "nticks": 6,
            "tickformat": ",~r",
            "zeroline": True,
            "zerolinecolor": TRAMA,
        },
        "margin": {"l": 44, "r": 16, "t": 30, "b": 48},
        "annotations": [
            {
                "text": _("por 100,000 habitantes y año"),
                "xref": "paper",
                "yref": "paper",
                "x": 0,
                "y": 1.02,
                "xanchor": "left",
                "yanchor": "bottom",
                "showarrow": False,
                "font": {"size": 13, "color": TINTA_SUAVE},
            }
        ],
    }


def _short(people: int) -> str:
    """«200 mil», «1 millón», «2 millones»."""
    if people < MILLON:
        return _("{n} mil", n=people // 1000)
    return ngettext("{n} millón", "{n} millones", people // MILLON)
