"""Lo que comparten las tarjetas que contesta la plantilla importada: barras con personas, y lo reservado a la vista."""

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.charts import Barra, Lista
from dashboard.idioma import _, ngettext
from dashboard.privacy import RESERVADO
from dashboard.queries.perfil import DESCONOCIDAS


def draw(frame: pd.DataFrame, elegida: str = "") -> Lista:
    """Una barra por categoría, sobre el total; con trama lo que no se conoce y lo reservado."""
    top = _scale(frame)
    return Lista(
        tuple(
            Barra(
                _(r.categoria),
                count_text(r.personas, r.pct),
                0.0 if r.personas == RESERVADO else r.personas / top,
                trama=r.clase in DESCONOCIDAS or r.personas == RESERVADO,
                elegida=r.categoria_id == elegida,
            )
            for r in frame.itertuples()
        )
    )


def count_text(personas: int | str, pct: float | str) -> str:
    """«117 · 73.6%», «12» si no hay base para un porcentaje, o «reservado (c)»."""
    if personas == RESERVADO:
        return _(RESERVADO)
    return f"{fmt.number(personas)} · {fmt.percent(pct)}" if isinstance(pct, float) else fmt.number(personas)


def takeaway(frame: pd.DataFrame, quienes: str) -> str:
    """Cuántas personas, cuántas en la categoría mayor a la vista, en cuántas no se conoce y cuánto se reservó."""
    total, shown = frame["base_n"].iloc[0], frame[frame["personas"] != RESERVADO]
    parts = [
        f"{fmt.number(total)} {quienes}"
        if total != RESERVADO
        else _("El total de {quienes} está reservado", quienes=quienes)
    ]
    known = shown[shown[N.CLASE] == "determinada"]
    if len(known):
        top = known.loc[known["personas"].astype(int).idxmax()]
        parts.append(f"{_(top['categoria'])}: {count_text(top['personas'], top[N.PCT]).replace(' · ', ', ')}")
    vague = frame[frame[N.CLASE].isin(DESCONOCIDAS)]["personas"]
    if len(vague) and RESERVADO not in set(vague) and (unknown := sum(vague)):
        parts.append(_("en {unknown} no se conoce", unknown=fmt.number(unknown)))
    if hidden := len(frame) - len(shown):
        parts.append(
            ngettext(
                "1 categoría está reservada para proteger a las personas",
                "{n} categorías están reservadas para proteger a las personas",
                hidden,
            )
        )
    return "; ".join(parts) + "."


def _scale(frame: pd.DataFrame) -> int:
    numbers = [v for column in ("base_n", "personas") for v in frame[column] if v != RESERVADO]
    return max(numbers, default=1) or 1
