"""Lo que el azar deja decir de cada lugar: los márgenes de su cifra, los puestos que puede tener y si cambió."""

from math import nan

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.estadistica import (
    CONFIANZA,
    distinguible,
    poisson_interval,
    puestos,
    rate_interval,
    ratio_interval,
    supera,
    wilson_interval,
)
from dashboard.idioma import N_, _

SIN_MARGEN = (nan, nan)
AUMENTO, DESCENSO, IGUAL = N_("aumentó"), N_("disminuyó"), N_("no se distingue del azar")


def with_margins(frame: pd.DataFrame, medida: str, por: float) -> pd.DataFrame:
    """Agrega margen_inferior y margen_superior (al 95%, en la unidad de la medida) y, en la variación, `cambio`.

    La tasa suavizada no lleva margen: el suyo dependería de cuánto se sabe de los demás lugares. En la variación se
    compara cada lugar consigo mismo, y la confianza se reparte entre todos (Bonferroni).
    """
    limits = [_limits(row, medida, por) for row in frame.itertuples()]
    known = frame.dropna(subset=N.VALOR)
    confianza = 1 - (1 - CONFIANZA) / max(len(known), 1)
    changes = [_change(row.antes, row.despues, confianza) for row in known.itertuples()]
    return frame.assign(
        margen_inferior=[low for low, _ in limits],
        margen_superior=[high for _, high in limits],
        cambio=pd.Series(changes if medida == "variacion" else "", index=known.index, dtype=str).reindex(frame.index),
        detalle=[_detail(row, medida, por, confianza) for row in frame.itertuples()],
    )


def with_places(frame: pd.DataFrame, medida: str) -> pd.DataFrame:
    """Agrega puesto_mejor, puesto_peor (entre los lugares con cifra) y `puesto`, escrito: «2.º–5.º».

    En la variación no hay puestos: lo que se compara es cada lugar consigo mismo.
    """
    known = frame.dropna(subset=N.VALOR) if medida != "variacion" else frame.iloc[:0]
    pairs = pd.Series(puestos(known["casos"], _people(known)), index=known.index, dtype=object).reindex(frame.index)
    return frame.assign(
        puesto_mejor=[p[0] if isinstance(p, tuple) else nan for p in pairs],
        puesto_peor=[p[1] if isinstance(p, tuple) else nan for p in pairs],
        puesto=[places_text(p) if isinstance(p, tuple) else "" for p in pairs],
    )


def places_text(pair: tuple[int, int]) -> str:
    """(2, 5) → «2.º–5.º»; (1, 1) → «1.º»."""
    return "–".join(fmt.ordinal(p) for p in dict.fromkeys(pair))


def ratio_text(antes: float, despues: float, confianza: float = CONFIANZA) -> str:
    """«×1.29 (1.18–1.41)»; nada si no había con qué comparar."""
    if not antes:
        return ""
    ratio, low, high = (fmt.number(v, 2) for v in ratio_interval(int(antes), int(despues), confianza))
    return f"×{ratio} ({low}–{high})"


def limits_words(medida: str, row) -> str:
    """De qué método salen los límites de una fila."""
    if medida == "pct_pais":
        return _("Límites de Wilson al 95% para {n} de {base}.", n=f"{row['casos']:.0f}", base=f"{row['base']:.0f}")
    n = f"{row['casos']:.0f}"
    if medida == "tasa":
        return _("Límites exactos de Poisson (Garwood) al 95% para {n}, entre las personas-año del lugar.", n=n)
    return _("Límites exactos de Poisson (Garwood) al 95% para {n}.", n=n)


def alike(known: pd.DataFrame, codigo: str) -> list:
    """Las filas de `known` (todas con cifra) que no se separan de la de `codigo` más de lo que explica el azar."""
    rows = known.reset_index(drop=True)
    above = supera(rows["casos"], _people(rows))
    own = rows.index[rows[N.CODIGO] == codigo][0]
    apart = above[own] | above[:, own]
    return [row for row in rows.itertuples() if row.codigo != codigo and not apart[row.Index]]


def _people(known: pd.DataFrame) -> pd.Series | None:
    return None if known["personas"].isna().any() else known["personas"]


def _limits(row, medida: str, por: float) -> tuple[float, float]:
    if pd.isna(row.valor) or medida in ("tasa_suavizada", "variacion"):
        return SIN_MARGEN
    if medida == "tasa":
        return rate_interval(int(row.casos), row.personas, por)
    if medida == "pct_pais":
        low, high = wilson_interval(row.casos, row.base)
        return low * 100, high * 100
    return poisson_interval(int(row.casos))


def _change(antes: float, despues: float, confianza: float) -> str:
    if not distinguible(int(antes), int(despues), confianza):
        return IGUAL
    return AUMENTO if despues > antes else DESCENSO


def _detail(row, medida: str, por: float, confianza: float) -> str:
    if pd.isna(row.valor):
        return row.detalle
    if medida == "variacion":
        ratio = ratio_text(row.antes, row.despues, confianza)
        return ", ".join(
            filter(None, [_("de {antes} a {despues}", antes=f"{row.antes:.0f}", despues=f"{row.despues:.0f}"), ratio])
        )
    if medida == "tasa_suavizada":
        return _("sin suavizar, {tasa}", tasa=fmt.number(row.casos / row.personas * por, 1))
    return row.detalle
