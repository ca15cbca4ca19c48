"""El estado de una meta: tres lados por separado (¿reportó?, ¿avance?, ¿prueba?), cada uno con su porqué.

Puro: del plan, lo informado y la fecha sale siempre lo mismo. Nada es «cumplida» sin reporte, un porcentaje sin
denominador no tiene estado, y donde el Plan admite dos lecturas solo hay estado si ambas dicen lo mismo.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from dashboard.idioma import N_, _
from dashboard.plan import Plan
from dashboard.plan.entidades import Meta
from dashboard.plan.estado.agregados import Resumen, interval_words, summarize
from dashboard.plan.estado.avance import advance
from dashboard.plan.estado.caso import Caso
from dashboard.plan.estado.entregas import Puntualidad, punctuality, reported
from dashboard.plan.estado.hitos import NO_INICIADO, opciones
from dashboard.plan.estado.indice import Indice
from dashboard.plan.estado.prueba import proof
from dashboard.plan.estado.valores import (
    PRUEBAS,
    Avance,
    Entrega,
    EstadoMeta,
    Metodo,
    Motivo,
    Reporto,
)
from dashboard.plan.reportes import Avances

__all__ = [
    "NO_INICIADO",
    "PRUEBAS",
    "Avance",
    "Entrega",
    "EstadoMeta",
    "Metodo",
    "Motivo",
    "Puntualidad",
    "Reporto",
    "Resumen",
    "Seguimiento",
    "estado_de",
    "interval_words",
    "opciones",
    "que_se_informa",
    "summarize",
]


@dataclass(frozen=True, eq=False)
class Seguimiento:
    """El plan con lo informado, visto un día con un método: cada estado se calcula una vez.

    `conocidos`: los estados que ya se saben, por código de meta; los demás se calculan al pedirlos.
    """

    plan: Plan
    avances: Avances
    hoy: date
    metodo: Metodo = Metodo.HORIZONTE
    conocidos: dict[str, EstadoMeta] = field(default_factory=dict, repr=False)

    @cached_property
    def indice(self) -> Indice:
        return Indice(self.plan, self.avances)

    @cached_property
    def estados(self) -> dict[str, EstadoMeta]:
        """Código de meta → su estado."""
        return {m.meta_id: self.conocidos.get(m.meta_id) or self._state(m) for m in self.plan.metas}

    @cached_property
    def entregas(self) -> list[Entrega]:
        return [e for estado in self.estados.values() for e in estado.reporto.entregas]

    def con(self, avances: Avances, hoy: date) -> "Seguimiento":
        """El mismo método con otros avances otro día: se evalúan solo las metas a las que toca lo que cambió."""
        otro = Seguimiento(self.plan, avances, hoy, self.metodo)
        if otro.indice.vencidos(hoy) == self.indice.vencidos(self.hoy):  # del día importa solo qué plazos pasaron
            moved = otro.indice.distintas(self.indice)
            same = (m.meta_id for m in self.plan.metas if m.trayectoria not in moved)
            otro.conocidos.update((m, self.estados[m]) for m in same)
        return otro

    def con_metodo(self, metodo: Metodo) -> "Seguimiento":
        """Lo mismo juzgado con otro método, sin evaluar nada de nuevo."""
        known = {m: e.con_metodo(metodo) for m, e in self.estados.items()}
        return Seguimiento(self.plan, self.avances, self.hoy, metodo, known)

    def _state(self, meta: Meta) -> EstadoMeta:
        return state(self.indice, meta, self.hoy, self.metodo)

    def puntualidad(self, institucion: str) -> Puntualidad:
        return punctuality(self.indice, self.entregas, institucion)


def estado_de(plan: Plan, meta: Meta, avances: Avances, hoy: date, metodo: Metodo = Metodo.HORIZONTE) -> EstadoMeta:
    """El estado de una sola meta; para muchas, `Seguimiento` ordena lo informado una sola vez."""
    return state(Indice(plan, avances), meta, hoy, metodo)


def state(indice: Indice, meta: Meta, hoy: date, metodo: Metodo) -> EstadoMeta:
    """El estado de una meta a partir de lo informado ya ordenado."""
    reporto = reported(indice, meta, hoy)
    lados, avisos = advance(Caso(indice, meta), reporto, hoy)
    return EstadoMeta(meta.meta_id, reporto, lados[metodo], proof(indice, meta), metodo, tuple(lados.items()), avisos)


def que_se_informa(plan: Plan, meta: Meta) -> str:
    """Qué cifra o estado se pide a quien informa de una meta: lo que las páginas y las plantillas dicen."""
    said = {
        "hito": N_("El estado alcanzado al cerrar el año."),
        "sin_valor": N_("Lo realizado en el año; el Plan no pide una cifra."),
        "porcentaje": N_("Cuántos cumplen al cerrar el año (numerador) y de cuántos en total (denominador)."),
    }
    caso = Caso(Indice(plan, Avances()), meta)
    if meta.clase in said:
        return _(said[meta.clase])
    if caso.es_crecimiento:
        return _("El total del año, no el aumento: este se calcula desde la línea de base.")
    return _how_much(meta.es_anual or caso.es_flujo, meta.es_hito and meta.es_numerica)


def _how_much(in_the_year: bool, also_a_state: bool) -> str:
    if in_the_year and also_a_state:
        return _("Cuánto se hizo en ese año, sin sumar los anteriores; además, el estado alcanzado.")
    if also_a_state:
        return _("Cuánto hay en total al cerrar el año; además, el estado alcanzado.")
    if in_the_year:
        return _("Cuánto se hizo en ese año, sin sumar los anteriores.")
    return _("Cuánto hay en total al cerrar el año.")
