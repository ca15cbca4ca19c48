"""Qué queda de un plan tras filtrarlo, contado por eje, periodo, clase y responsable."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dashboard import formatting as fmt
from dashboard.idioma import ngettext
from dashboard.metas.filters import ESTADOS, FiltrosMetas, short_name
from dashboard.plan import Plan, fold
from dashboard.plan.entidades import Accion, Meta, Objetivo, Responsable, Trayectoria
from dashboard.plan.estado import EstadoMeta, Resumen, Seguimiento, summarize

# Así hablan las notas del plan de dos exigencias que no pueden cumplirse o leerse juntas.
CONTRADICE = (
    "contradice",
    "con la misma redaccion",
    "retrocede",
    "mismas victimas",
    "supera",
    "pide mas (",
    "cuando los instrumentos",
    "copia sin actualizar",
)
CODIGO = re.compile(r"\d\.\d\.\d-T\d+")


@dataclass(frozen=True)
class Seleccion:
    """El plan con lo informado, la selección del lector y las metas que le responden, en el orden del plan."""

    seguimiento: Seguimiento
    filtros: FiltrosMetas

    @property
    def plan(self) -> Plan:
        return self.seguimiento.plan

    @property
    def hay_reportes(self) -> bool:
        """Si alguien ha informado algo, esté o no aprobado: sin ello la pestaña muestra solo lo comprometido."""
        avances = self.seguimiento.avances
        return bool(avances.reportes or avances.envios)

    @cached_property
    def metas(self) -> tuple[Meta, ...]:
        found, asked = self.plan.filtrar(self.filtros.filtro), self.filtros.estado
        return tuple(m for m in found if state_key(self.estado(m)) == asked) if asked else found

    def estado(self, meta: Meta) -> EstadoMeta:
        return self.seguimiento.estados[meta.meta_id]

    @cached_property
    def resumen(self) -> Resumen:
        """Cuántas de las metas elegidas hay en cada estado."""
        return summarize(map(self.estado, self.metas))

    @cached_property
    def codigos(self) -> frozenset[str]:
        """Las metas elegidas, por su código."""
        return frozenset(m.meta_id for m in self.metas)

    @cached_property
    def trayectorias(self) -> tuple[Trayectoria, ...]:
        chosen = {m.trayectoria for m in self.metas}
        return tuple(t for t in self.plan.trayectorias if t.trayectoria in chosen)

    @cached_property
    def acciones(self) -> tuple[Accion, ...]:
        chosen = {m.accion for m in self.metas}
        return tuple(a for a in self.plan.acciones if a.accion in chosen)

    @cached_property
    def objetivos(self) -> tuple[Objetivo, ...]:
        chosen = {m.oi for m in self.metas}
        return tuple(o for o in self.plan.objetivos if o.oi in chosen)

    def con(self, **cambios: str) -> "Seleccion":
        """La selección que resultaría de cambiar un filtro."""
        return Seleccion(self.seguimiento, self.filtros.con(**cambios))

    def por(self, campo: str) -> dict[str, int]:
        """Cuántas metas habría con cada valor de un filtro, sin contar el que ya tiene puesto."""
        metas = self.con(**{campo: ""}).metas
        if campo == "estado":
            return dict(Counter(state_key(self.estado(m)) for m in metas))
        return count_by(metas, campo)

    def del_eje(self, eje: str) -> int:
        """Cuántas metas de un eje responden a los demás filtros."""
        return len(self.con(eje=eje).metas)


@dataclass(frozen=True)
class Cargo:
    """De cuánto responde una institución dentro de una selección."""

    responsable: Responsable
    acciones: int
    metas: int
    por_periodo: dict[str, int]
    por_eje: dict[str, int]


def cargos(seleccion: Seleccion) -> tuple[Cargo, ...]:
    """Las instituciones con metas en la selección, de la que más acciones tiene a la que menos."""
    plan, metas = seleccion.plan, seleccion.metas
    de_cada = {r.responsable: {a.accion for a in plan.acciones_a_cargo(r.responsable)} for r in plan.responsables}
    rows = (_cargo(r, [m for m in metas if m.accion in de_cada[r.responsable]]) for r in plan.responsables)
    return tuple(sorted((c for c in rows if c.metas), key=lambda c: (-c.acciones, -c.metas, c.responsable.nombre)))


def _cargo(responsable: Responsable, metas: list[Meta]) -> Cargo:
    return Cargo(
        responsable,
        acciones=len({m.accion for m in metas}),
        metas=len(metas),
        por_periodo=count_by(metas, "periodo"),
        por_eje=count_by(metas, "eje"),
    )


def state_key(estado: EstadoMeta) -> str:
    """El estado que se pinta y se filtra: «sin reporte» aparte de lo que se informó y no se puede evaluar."""
    return "sin_reporte" if estado.sin_reporte else estado.avance.estado.name.lower()


def count_by(metas: Iterable[Meta], campo: str) -> dict[str, int]:
    """Cuántas metas hay de cada valor de un campo."""
    return dict(Counter(getattr(m, campo) for m in metas))


def short_names(plan: Plan, accion: str) -> str:
    """«MP, PNP, Procuradurías»: quiénes responden por una acción."""
    return ", ".join(short_name(r) for r in plan.responsables_de(accion))


def sorted_metas(seleccion: Seleccion) -> tuple[Meta, ...]:
    """Las metas en el orden pedido; los empates quedan en el orden del plan."""
    orden = seleccion.filtros.orden
    keys = {
        "mide": lambda m: fold(seleccion.plan.trayectoria(m.trayectoria).nombre),
        "periodo": lambda m: m.periodo,
        "meta": lambda m: (m.cifra is None, m.cifra or 0, fold(m.valor_texto)),
        "clase": lambda m: m.clase,
        "estado": lambda m: list(ESTADOS).index(state_key(seleccion.estado(m))),
        "codigo": lambda m: 0,
    }
    ordered = sorted(seleccion.metas, key=keys[orden.lstrip("-")])
    return tuple(reversed(ordered) if orden.startswith("-") else ordered)


def notes_of(plan: Plan, trayectoria: Trayectoria) -> tuple[str, ...]:
    """Las notas de la trayectoria y las de sus metas, cada una con los periodos en que vale."""
    periodos: dict[str, list[str]] = {}
    for escalon in plan.camino(trayectoria.trayectoria):
        if escalon.meta and escalon.meta.nota:
            periodos.setdefault(escalon.meta.nota, []).append(escalon.periodo.periodo)
    propias = (f"{fmt.listing(names)}: {nota}" for nota, names in periodos.items())
    return tuple(filter(None, (trayectoria.nota, *propias)))


def contradicts(nota: str) -> bool:
    """Si la nota advierte de una exigencia que choca con otra."""
    return any(clue in fold(nota) for clue in CONTRADICE)


def many(n: int, singular: str, plural: str = "") -> str:
    """«1 meta», «411 metas», «50 acciones»."""
    return f"{n:,} {singular if n == 1 else plural or singular + 's'}"


def lines_words(lineas: str) -> str:
    """«1951;1955» → «líneas 1951 y 1955»."""
    lines = lineas.split(";")
    return ngettext("línea {lineas}", "líneas {lineas}", len(lines), lineas=fmt.listing(lines))
