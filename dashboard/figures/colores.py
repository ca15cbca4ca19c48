"""De un valor a su color y de los cortes a la leyenda, igual en el mapa y en las teselas."""

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.figures.theme import BLUES, DIVERGENTE, PAPEL, TRAMA, Clave, class_of
from dashboard.idioma import _
from dashboard.queries.margenes import IGUAL
from dashboard.queries.valores import SIN_DATO

MEDIO = len(DIVERGENTE) // 2
RAYADO = {"shape": "/", "size": 6, "solidity": 0.25, "fgcolor": TRAMA, "bgcolor": PAPEL}


def fill_of(row, medida: str, breaks: tuple[float, ...]) -> dict:
    """Propiedades de relleno de Plotly para una fila de `valores`."""
    if row.estado == SIN_DATO:
        return {"fillcolor": PAPEL, "fillpattern": RAYADO}
    value = 0 if medida == "variacion" and row.cambio == IGUAL else row.valor
    return {"fillcolor": color_of(value, medida, breaks)}


def color_of(value: float, medida: str, breaks: tuple[float, ...]) -> str:
    if medida != "variacion":
        return _scale(len(breaks))[class_of(value, breaks)]
    if value == 0:
        return DIVERGENTE[MEDIO]
    step = 1 + class_of(abs(value), breaks) * MEDIO // max(len(breaks), 1)
    return DIVERGENTE[MEDIO - min(step, MEDIO) if value > 0 else MEDIO + min(step, MEDIO)]


def legend_of(frame: pd.DataFrame, medida: str, breaks: tuple[float, ...]) -> tuple[Clave, ...]:
    """Los intervalos con sus extremos, y «sin dato» cuando alguno falta."""
    claves = _divergent_legend() if medida == "variacion" else _sequential_legend(medida, breaks)
    hatched = (Clave(_("sin dato"), TRAMA, "trama"),) if (frame[N.ESTADO] == SIN_DATO).any() else ()
    return (*claves, *hatched)


def dark(color: str) -> bool:
    """Si sobre el color se lee mejor la letra blanca (luminancia relativa de WCAG)."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] < 0.28


def _scale(n: int) -> tuple[str, ...]:
    return BLUES[len(BLUES) - n :]


def _sequential_legend(medida: str, breaks: tuple[float, ...]) -> tuple[Clave, ...]:
    decimals = 0 if medida == "conteo" else 1
    step = 1 if medida == "conteo" else 0.1
    lows = [0.0, *(b + step for b in breaks[:-1])]
    return tuple(
        Clave(_range(low, high, decimals), color)
        for low, high, color in zip(lows[: len(breaks)], breaks, _scale(len(breaks)), strict=True)
    )


def _range(low: float, high: float, decimals: int) -> str:
    a, b = fmt.number(low, decimals), fmt.number(high, decimals)
    return a if a == b else f"{a}–{b}"


def _divergent_legend() -> tuple[Clave, ...]:
    return (
        Clave(_("menos que antes"), DIVERGENTE[-1]),
        Clave(_("el cambio no se distingue del azar"), DIVERGENTE[MEDIO]),
        Clave(_("más que antes"), DIVERGENTE[0]),
    )
