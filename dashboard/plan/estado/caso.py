"""Una meta por evaluar con todo lo informado, y la comparación que de ella resulta."""

from dataclasses import dataclass
from functools import cached_property

from dashboard import formatting as fmt
from dashboard.idioma import _
from dashboard.plan.entidades import Meta, Trayectoria
from dashboard.plan.estado.conjunto import Rango, completos, joint, say
from dashboard.plan.estado.indice import Indice
from dashboard.plan.estado.valores import Entrada
from dashboard.plan.reportes import LineaBase


@dataclass(frozen=True)
class Comparacion:
    """Un valor frente a sus objetivos. `si_llega` y `si_no`: si alcanzar, o no, el objetivo ya es definitivo."""

    valor: Rango
    anio: int
    objetivos: tuple[float, ...]
    si_llega: bool
    si_no: bool
    partida: Entrada | None = None
    base: Entrada | None = None
    hueco: bool = False
    lectura: str = ""
    porcentual: bool = False


@dataclass(frozen=True)
class Caso:
    """Una meta por evaluar con lo informado hasta un año (por defecto, todo)."""

    indice: Indice
    meta: Meta
    hasta: int = 9999

    @cached_property
    def trayectoria(self) -> Trayectoria:
        return self.indice.plan.trayectoria(self.meta.trayectoria)

    @property
    def anios(self) -> range:
        return self.indice.anios(self.meta)

    @property
    def fin(self) -> int:
        return self.anios[-1]

    @property
    def es_flujo(self) -> bool:
        dudosa = self.indice.salvedad(self.meta.trayectoria, "lectura")
        return self.meta.clase == "cantidad" and (self.trayectoria.lectura == "ambiguo" or bool(dudosa))

    @property
    def es_crecimiento(self) -> bool:
        return self.meta.operador.startswith("aumento")

    @cached_property
    def completos(self) -> tuple[int, ...]:
        """Los años en que informaron todos; puede que con algo que no sirva."""
        return tuple(a for a in completos(self.indice, self.meta) if a <= self.hasta)

    @cached_property
    def valores(self) -> dict[int, Rango]:
        """Año completo → valor. Lanza NoEvaluable si lo informado de alguno no sirve."""
        return {a: joint(self.indice, self.meta, a) for a in self.completos}

    @property
    def ultimo(self) -> dict[int, Rango]:
        """El último año completo y su valor: lo único que mira un nivel. Lanza NoEvaluable si no sirve."""
        last = self.completos[-1]
        return {last: joint(self.indice, self.meta, last)}

    @cached_property
    def objetivos(self) -> tuple[float, ...]:
        """La cifra pedida y, si otra trayectoria pide otra con la misma redacción, también esa."""
        salvedad = self.indice.salvedad(self.meta.trayectoria, "contradice")
        otra = salvedad and self.indice.meta_de(salvedad.con, self.meta.periodo)
        return tuple({self.meta.valor: None, (otra.valor if otra else self.meta.valor): None})

    @cached_property
    def lecturas(self) -> tuple[str, ...]:
        """Cómo admite el Plan que se lea una cifra que deja ambigua; una sola si la comisión ya decidió."""
        decidida = self.indice.interpretacion(self.meta.trayectoria).lectura
        return (decidida,) if decidida else ("acumulada", "por_periodo")

    @cached_property
    def base(self) -> LineaBase | None:
        return self.indice.base(self.meta.trayectoria)


def told(values: dict[int, Rango], anios: list[int]) -> Rango:
    """El valor del último de esos años, dicho con todos: «2 en 2017 y 3 en 2018»."""
    last = values[anios[-1]]
    return Rango(
        last.bajo, last.alto, fmt.listing([_("{n} en {periodo}", n=values[a].dicho, periodo=a) for a in anios])
    )


def span(low: float, high: float, porcentual: bool = False) -> str:
    """«12», «entre 3 y 8»."""
    if low == high:
        return say(low, porcentual)
    return _("entre {low} y {high}", low=say(low, porcentual), high=say(high, porcentual))


def previous_target(caso: Caso) -> Entrada | None:
    """El horizonte anterior: año y cifra de la última meta comparable de la trayectoria."""
    for meta in reversed(caso.indice.anteriores(caso.meta)):
        comparable = meta.clase == caso.meta.clase and meta.operador.startswith("aumento") == caso.es_crecimiento
        if comparable and meta.cifra is not None:
            return caso.indice.anios(meta)[-1], meta.cifra
    return None
