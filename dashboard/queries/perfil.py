"""Distribuciones publicadas del perfil, con lo que no se conoce y lo que no se publicó siempre a la vista."""

from functools import lru_cache
from math import nan

import pandas as pd

from dashboard import names as N
from dashboard.data_package import Datos
from dashboard.estadistica import BASE_MINIMA, distinguible
from dashboard.idioma import N_

NO_PUBLICADO = "no_publicado"
DESCONOCIDAS = ("en_investigacion", "no_determinado", "sin_dato")
RAYADAS = (*DESCONOCIDAS, NO_PUBLICADO)
MINIMO = 0.05


@lru_cache(maxsize=512)
def distribution(datos: Datos, corte: str, poblacion: str, dimension: str) -> pd.DataFrame:
    """Filas categoria · pct de una distribución; si no suma 100, agrega el resto como «No publicado».

    Columnas de la tabla perfil más `subcategoria` (parte de la fila anterior, no se suma). Nada se reescala. Con una
    base menor de BASE_MINIMA, pct es NaN.
    """
    perfil = datos["perfil"]
    mask = (perfil["corte"] == corte) & (perfil["poblacion"] == poblacion) & (perfil["dimension"] == dimension)
    rows = perfil[mask].sort_values("orden")
    rows = rows.assign(subcategoria=rows["parte_de"].notna())
    if (rows["base_n"] < BASE_MINIMA).any():
        return rows.assign(pct=nan)
    rest = 100 - rows.loc[~rows["subcategoria"], N.PCT].sum()
    if rows.empty or rest < MINIMO:
        return rows
    return pd.concat([rows, _remainder(rows, round(rest, 1))], ignore_index=True)


def bounds(frame: pd.DataFrame, categoria_id: str) -> tuple[float, float]:
    """Entre qué valores puede estar una categoría si todo lo desconocido fuera suyo, en %."""
    pct = float(frame.loc[frame["categoria_id"] == categoria_id, N.PCT].iloc[0])
    return pct, round(pct + unknown(frame), 1)


def with_bounds(frame: pd.DataFrame) -> pd.DataFrame:
    """Agrega minimo y maximo, en %, a las categorías que la fuente determina; NaN en lo que no se conoce."""
    pairs = [(nan, nan) if r.clase in RAYADAS else bounds(frame, r.categoria_id) for r in frame.itertuples()]
    return frame.assign(minimo=[low for low, _ in pairs], maximo=[high for _, high in pairs])


def leads(frame: pd.DataFrame, categoria_id: str) -> bool:
    """Si una categoría es la mayor aunque todo lo que no se conoce o no se publicó fuera de otra, y no por azar."""
    known = frame[(frame[N.CLASE] == "determinada") & ~frame["subcategoria"]]
    own = known["categoria_id"] == categoria_id
    top, base = float(known.loc[own, N.PCT].iloc[0]), frame["base_n"].iloc[0]
    hidden = unknown(frame) + float(frame.loc[frame[N.CLASE] == NO_PUBLICADO, N.PCT].sum())
    other = max(known.loc[~own, N.PCT], default=0.0) + hidden
    if pd.isna(base):
        return top > other
    return top > other and distinguible(round(other * base / 100), round(top * base / 100))


def unknown(frame: pd.DataFrame) -> float:
    """% en investigación, no determinado o sin dato (lo que la fuente declara desconocido)."""
    return round(float(frame.loc[frame[N.CLASE].isin(DESCONOCIDAS), N.PCT].sum()), 1)


def _remainder(rows: pd.DataFrame, rest: float) -> pd.DataFrame:
    values = {
        "categoria_id": NO_PUBLICADO,
        "categoria": N_("No publicado"),
        "clase": NO_PUBLICADO,
        "pct": rest,
        "procedencia": "calculado",
        "cita": N_("100 menos la suma de lo publicado"),
        "nota": N_("La fuente no dice qué contiene."),
    }
    return rows.iloc[[-1]].assign(**values, parte_de=None, subcategoria=False)
