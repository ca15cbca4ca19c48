"""Quién puede informar: las instituciones del plan y, de las que el plan nombra en conjunto, cada gobierno.

El plan dice «Gobiernos regionales» sin distinguir cuáles. La institución del plan informa el conjunto; un gobierno
(`GORE-17`) informa su parte, que se guarda y se revisa igual pero no cuenta como el reporte del conjunto.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.plan import Plan

CONJUNTOS = {"GORE": "Gobierno regional", "GOLO": "Gobiernos locales"}


@dataclass(frozen=True)
class Institucion:
    """`codigo` es la sigla del plan o «GORE-17»; `responsable`, la sigla del plan; `departamento`, su ubigeo o «»."""

    codigo: str
    nombre: str
    responsable: str
    departamento: str = ""

    @property
    def es_parte(self) -> bool:
        """Si informa por un departamento y no por el conjunto que nombra el plan."""
        return bool(self.departamento)


def institutions(plan: Plan, departamentos: Mapping[str, str]) -> dict[str, Institucion]:
    """Todas, por código y en el orden del plan; `departamentos` da el nombre por ubigeo de dos cifras."""
    found = {}
    for r in plan.responsables:
        found[r.responsable] = Institucion(r.responsable, r.nombre, r.responsable)
        if r.responsable in CONJUNTOS:
            parts = (_part(r.responsable, ubigeo, nombre) for ubigeo, nombre in departamentos.items())
            found |= {p.codigo: p for p in parts}
    return found


def _part(sigla: str, ubigeo: str, departamento: str) -> Institucion:
    return Institucion(f"{sigla}-{ubigeo}", f"{CONJUNTOS[sigla]} de {departamento}", sigla, ubigeo)
