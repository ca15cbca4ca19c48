"""Líneas de tiempo: años completos unidos, años incompletos aparte y sucesos fechados como marcas."""

import pandas as pd

from dashboard import formatting as fmt
from dashboard.figures.theme import (
    AMBAR,
    AZUL,
    AZUL_MEDIO,
    GRANATE,
    GRIS,
    LINEA,
    OLIVA,
    PAPEL,
    TINTA_SUAVE,
    Clave,
    Figura,
)
from dashboard.idioma import _

ESTILOS = (
    (AZUL, "solid", "linea"),
    (AZUL_MEDIO, "dash", "guiones"),
    (AMBAR, "solid", "linea"),
    (GRIS, "dot", "puntos"),
    (GRANATE, "dashdot", "guiones"),
    (OLIVA, "solid", "linea"),
)
DE_SERIE = {"casos_original": 0, "plan_anual": 0, "casos_revisada": 1, "delitos": 2, "especializadas": 3}


def timeline(frame: pd.DataFrame, eventos: pd.DataFrame, alto: int = 340) -> Figura:
    """Una línea por valor de `linea`; `eventos` (fecha, titulo) se numeran en la parte alta."""
    groups = list(frame.groupby("linea", sort=False))
    styles = _styles([rows["serie_id"].iloc[0] for _, rows in groups])
    traces = [t for (name, rows), s in zip(groups, styles, strict=True) for t in _line(_(name), rows, s)]
    marks = _in_range(eventos, frame)
    claves = [Clave(_(name), s[0], s[2]) for (name, _rows), s in zip(groups, styles, strict=True)]
    if frame["parcial"].any():
        claves.append(Clave(_("año incompleto, no se une ni se compara"), TINTA_SUAVE, "hueco"))
    claves += [Clave(_event_text(i, e), TINTA_SUAVE, "evento") for i, e in enumerate(marks.itertuples(), 1)]
    return Figura(tuple(traces), _layout(frame, marks), tuple(claves), alto)


def _styles(series: list[str]) -> list[tuple]:
    """El estilo propio de cada serie; por orden cuando las líneas son lugares de una misma serie."""
    own = len(set(series)) == len(series)
    return [ESTILOS[(DE_SERIE.get(s, i) if own else i) % len(ESTILOS)] for i, s in enumerate(series)]


def _line(name: str, rows: pd.DataFrame, style: tuple) -> list[dict]:
    color, dash, _shape = style
    whole, partial = rows[~rows["parcial"]].sort_values("anio"), rows[rows["parcial"]]
    x, y, text = _with_gaps(whole, name)
    line = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": x,
        "y": y,
        "hovertext": text,
        "hoverinfo": "text",
    }
    line |= {
        "name": name,
        "line": {"color": color, "width": 2.5, "dash": dash},
        "marker": {"size": 7, "color": color},
    }
    if partial.empty:
        return [line]
    hollow = line | {"mode": "markers", "x": partial["anio"].tolist(), "y": partial["valor"].tolist()}
    hollow["hovertext"] = [_hover(name, r) for r in partial.itertuples()]
    hollow["marker"] = {"size": 9, "color": PAPEL, "line": {"color": color, "width": 2}}
    return [line, hollow]


def _with_gaps(rows: pd.DataFrame, name: str) -> tuple[list, list, list]:
    """Parte la línea donde falta un año: un hueco no es una tendencia."""
    x, y, text = [], [], []
    for row in rows.itertuples():
        if x and row.anio - x[-1] > 1:
            x, y, text = [*x, x[-1] + 1], [*y, None], [*text, ""]
        x, y, text = [*x, row.anio], [*y, row.valor], [*text, _hover(name, row)]
    return x, y, text


def _hover(name: str, row) -> str:
    return f"<b>{name}</b><br>{row.periodo}: {fmt.number(row.valor)}"


def _in_range(eventos: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    anios = eventos["fecha"].dt.year
    return eventos[(anios >= frame["anio"].min()) & (anios <= frame["anio"].max())].sort_values("fecha")


def _event_text(number: int, event) -> str:
    when = {"dia": fmt.day(event.fecha), "mes": fmt.month(event.fecha)}
    return f"{number} · {when.get(event.precision, str(event.fecha.year))}: {_(event.titulo)}"


def _layout(frame: pd.DataFrame, marks: pd.DataFrame) -> dict:
    top = float(frame["valor"].max()) * 1.18 or 1.0
    xs = [e.fecha.year + (e.fecha.day_of_year - 1) / 365 for e in marks.itertuples()]
    return {
        "xaxis": {"dtick": _step(frame), "tickformat": "d", "tickangle": 0, "fixedrange": True, "showgrid": False},
        "yaxis": {"range": [0, top], "tickformat": ",d", "fixedrange": True, "nticks": 5},
        "margin": {"l": 44, "r": 16, "t": 20, "b": 28},
        "shapes": [_rule(x) for x in xs],
        "annotations": _tags(xs),
    }


def _step(frame: pd.DataFrame) -> int:
    span = frame["anio"].max() - frame["anio"].min()
    return 4 if span > 12 else 2 if span > 6 else 1


def _rule(x: float) -> dict:
    line = {"color": LINEA, "width": 1.5, "dash": "dot"}
    return {
        "type": "line",
        "x0": x,
        "x1": x,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": line,
        "layer": "below",
    }


def _tags(xs: list[float]) -> list[dict]:
    """Los números de los sucesos; los de una misma fecha comparten rótulo («4·5»)."""
    labels: dict[float, str] = {}
    for number, x in enumerate(xs, 1):
        labels[x] = f"{labels[x]}·{number}" if x in labels else str(number)
    font = {"size": 13, "color": TINTA_SUAVE}
    common = {"y": 1.06, "yref": "paper", "showarrow": False, "font": font}
    return [common | {"x": x, "text": text} for x, text in labels.items()]
