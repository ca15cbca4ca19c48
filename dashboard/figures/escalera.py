"""La escalera de una trayectoria: lo comprometido en cada periodo y lo informado al cerrar cada año."""

import re
from itertools import groupby

from dashboard.figures.theme import AMBAR, AZUL, LINEA, PAPEL, TINTA, TINTA_SUAVE, Figura
from dashboard.idioma import _
from dashboard.plan import Escalon
from dashboard.plan.estado.puntos import Punto

CIFRA = re.compile(r"(≥ )?[\d,]+%?")
RELLENO = "rgba(0,77,128,0.07)"
# Desde dónde crece lo que se pide como aumento; el plan nunca le pone cifra.
PARTIDA = {"incremento_pct": 0, "multiplicador": 1}
PASOS = (1, 2, 5, 10, 20, 25, 50, 100)
MAX_LINEAS = 5
ALTO = 240


def compact(valor_texto: str) -> str:
    """«al menos 30%» → «≥ 30%»; un estado queda como está."""
    return re.sub(r"al menos (?=\d)", "≥ ", valor_texto)


def is_drawable(camino: tuple[Escalon, ...]) -> bool:
    """Si todo lo que pide el camino es cifra: un hito no es un punto de la serie."""
    metas = [e.meta for e in camino if e.meta]
    return bool(metas) and all(m.cifra is not None for m in metas)


def escalera(camino: tuple[Escalon, ...], puntos: tuple[Punto, ...] = ()) -> Figura:
    """Un peldaño por periodo, cortado donde no hay meta; cada punto, al cierre de su año y con su margen."""
    runs = [list(run) for has, run in groupby(camino, key=lambda e: e.cifra is not None) if has]
    clase = next(e.meta.clase for e in camino if e.meta)
    reported = (_reported(puntos, clase),) if puntos else ()
    return Figura((*map(_run, runs), *reported), _layout(camino, clase, puntos), alto=ALTO)


def _reported(puntos: tuple[Punto, ...], clase: str) -> dict:
    middle = [(p.bajo + p.alto) / 2 for p in puntos]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [p.anio + 1 for p in puntos],
        "y": middle,
        "error_y": {"type": "data", "array": [p.alto - m for p, m in zip(puntos, middle, strict=True)], "color": AMBAR},
        "marker": {"color": AMBAR, "size": 11, "line": {"color": PAPEL, "width": 1.5}},
        "customdata": [[p.dicho] for p in puntos],
        "hovertemplate": "%{customdata[0]}<extra>informado</extra>",
        "cliponaxis": False,
    }


def _run(run: list[Escalon]) -> dict:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for e in run for x in (e.periodo.inicio, e.periodo.fin + 1)],
        "y": [e.cifra for e in run for _ in range(2)],
        "line": {"color": AZUL, "width": 3},
        "fill": "tozeroy",
        "fillcolor": RELLENO,
        "hoverinfo": "skip",
    }


def _layout(camino: tuple[Escalon, ...], clase: str, puntos: tuple[Punto, ...]) -> dict:
    first, last = camino[0].periodo.inicio, camino[-1].periodo.fin + 1
    step, top = _scale(camino, clase, puntos)
    return {
        "xaxis": {
            "range": [first, last],
            "tickvals": [_middle(e) for e in camino],
            "ticktext": [e.periodo.periodo.replace("-", "–") for e in camino],
            "showgrid": False,
            "fixedrange": True,
        },
        "yaxis": {
            "range": [min([0, *(p.bajo * 1.1 for p in puntos)]), top],
            "dtick": step,
            "ticksuffix": "%" if clase in ("porcentaje", "incremento_pct") else "",
            "fixedrange": True,
        },
        "margin": {"l": 44, "r": 14, "t": 12, "b": 30},
        "shapes": [*(_border(e.periodo.inicio) for e in camino[1:]), *_base(clase, first, last)],
        "annotations": [_label(e, top) for e in camino] + _base_label(clase, last),
    }


def _scale(camino: tuple[Escalon, ...], clase: str, puntos: tuple[Punto, ...]) -> tuple[float, float]:
    """Cada cuánto va una línea de la grilla y dónde acaba el eje."""
    if clase == "porcentaje":
        return 25, 118
    top = max([*(e.cifra for e in camino if e.cifra is not None), *(p.alto for p in puntos)])
    return next((p for p in PASOS if top / p <= MAX_LINEAS), PASOS[-1]), top * 1.35


def _middle(escalon: Escalon) -> float:
    return (escalon.periodo.inicio + escalon.periodo.fin + 1) / 2


def _label(escalon: Escalon, top: float) -> dict:
    label = {"x": _middle(escalon), "showarrow": False, "yanchor": "bottom"}
    if escalon.cifra is None:
        font = {"size": 12, "color": TINTA_SUAVE}
        return label | {"y": top * 0.04, "text": _("no corres-<br>ponde"), "font": font}
    number = CIFRA.search(compact(escalon.texto))
    text = number.group() if number else escalon.texto
    return label | {"y": escalon.cifra, "text": f"<b>{text}</b>", "font": {"size": 14, "color": TINTA}}


def _border(anio: int) -> dict:
    """Dónde acaba un periodo y empieza el siguiente."""
    line = {"color": LINEA, "width": 1, "dash": "dot"}
    return {"type": "line", "x0": anio, "x1": anio, "yref": "paper", "y0": 0, "y1": 1, "line": line, "layer": "below"}


def _base(clase: str, first: int, last: int) -> list[dict]:
    if clase not in PARTIDA:
        return []
    line = {"color": TINTA_SUAVE, "width": 1.5, "dash": "dash"}
    return [{"type": "line", "x0": first, "x1": last, "y0": PARTIDA[clase], "y1": PARTIDA[clase], "line": line}]


def _base_label(clase: str, last: int) -> list[dict]:
    if clase not in PARTIDA:
        return []
    font = {"size": 12, "color": TINTA_SUAVE}
    place = {"x": last, "y": PARTIDA[clase], "xanchor": "right", "yanchor": "bottom", "showarrow": False}
    return [place | {"text": _("punto de partida, sin cifra"), "font": font}]
