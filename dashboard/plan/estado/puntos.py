"""Los puntos informados de una meta, en la misma escala que su cifra, para dibujarlos junto a lo comprometido."""

from dataclasses import dataclass

from dashboard.idioma import _
from dashboard.plan.entidades import Meta
from dashboard.plan.estado.caso import Caso
from dashboard.plan.estado.comparar import comparaciones
from dashboard.plan.estado.conjunto import joint
from dashboard.plan.estado.indice import Indice
from dashboard.plan.estado.valores import NoEvaluable


@dataclass(frozen=True)
class Punto:
    """Un año informado por todos los responsables; `bajo` y `alto` difieren donde hay dos lecturas."""

    anio: int
    bajo: float
    alto: float
    dicho: str


def points(indice: Indice, meta: Meta) -> tuple[Punto, ...]:
    """Un punto por año completo que se pueda comparar."""
    found = (_point(Caso(indice, meta, anio), anio) for anio in Caso(indice, meta).completos)
    return tuple(p for p in found if p)


def _point(caso: Caso, anio: int) -> Punto | None:
    try:
        return _placed(caso, anio)
    except NoEvaluable:
        return None


def _placed(caso: Caso, anio: int) -> Punto:
    if caso.meta.es_anual:
        valor = joint(caso.indice, caso.meta, anio)
        return Punto(anio, valor.bajo, valor.alto, _("{n} en {periodo}", n=valor.dicho, periodo=anio))
    found = [c.valor for c in comparaciones(caso)]
    return Punto(anio, min(v.bajo for v in found), max(v.alto for v in found), found[0].dicho)
