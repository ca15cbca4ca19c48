"""Qué se inventa de una meta: una cifra, un total o un estado, a veces por encima de lo pedido y a veces por debajo."""

from datetime import date
from random import Random

from dashboard.plan import Plan
from dashboard.plan.contenido import hito_states, takes_number, takes_total, years_of
from dashboard.plan.entidades import Meta
from dashboard.plan.reportes import Evidencia, LineaBase, Valor

CUMPLIMIENTO = (0.3, 0.6, 0.8, 1.0, 1.0, 1.2)  # de lo pedido, al cierre del periodo
TOTALES = (20, 40, 60, 80, 120, 200, 400)
BASES = (100, 200, 500, 1000)
SITIO = "https://demostracion.invalid/documento/"  # un dominio que no existe ni puede existir


class Inventor:
    """Inventa con un azar fijo. Todos los responsables de una meta informan el mismo hecho."""

    def __init__(self, plan: Plan, azar: Random):
        self.plan, self.azar = plan, azar
        self.bases = {t.trayectoria: azar.choice(BASES) for t in plan.trayectorias}

    def values(self, meta: Meta) -> tuple[Valor, ...]:
        """Un valor por cada año del periodo, que crece hasta el cierre."""
        ratio, total = self.azar.choice(CUMPLIMIENTO), self.azar.choice(TOTALES)
        years = years_of(self.plan, meta)
        return tuple(self._value(meta, anio, ratio * (i + 1) / len(years), total) for i, anio in enumerate(years))

    def _value(self, meta: Meta, anio: int, part: float, total: int) -> Valor:
        numero = self._number(meta, part, total) if takes_number(meta) else None
        denominador = float(total) if takes_total(meta) else None
        return Valor(anio, numero, denominador, self._state(meta, part))

    def _number(self, meta: Meta, part: float, total: int) -> float:
        asked = meta.valor or 3
        if takes_total(meta):
            return float(min(total, round(total * asked / 100 * part)))
        if meta.operador.startswith("aumento"):
            goal = asked if meta.clase == "multiplicador" else 1 + asked / 100
            return float(round(self.bases[meta.trayectoria] * (1 + (goal - 1) * part)))
        return float(round(asked * part))

    def _state(self, meta: Meta, part: float) -> str:
        states = hito_states(self.plan, meta)
        if not states:
            return ""
        return meta.estado_hito if part >= 1 else states[min(1, len(states) - 2)] if part >= 0.5 else states[0]

    def baseline(self, trayectoria: str, anio: int) -> LineaBase:
        """De dónde parte una trayectoria, para que sus aumentos se puedan evaluar."""
        value = float(self.bases[trayectoria])
        return LineaBase(trayectoria, value, date(anio, 12, 31), "Línea de base inventada para la demostración")

    def proofs(self, number: int, nivel: int) -> tuple[Evidencia, ...]:
        """Pruebas que no existen, de hasta ese nivel; con 0, ninguna. La de nivel 3 la verifica la Secretaría."""
        links = [f"{SITIO}{number}-{n}" for n in range(1, self.azar.choice((1, 1, 2)) + 1)] if nivel else []
        title, level = f"Documento de demostración {number}", min(nivel, 2)
        return tuple(Evidencia("enlace", title, level, enlace=link) for link in links)
