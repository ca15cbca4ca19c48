"""El balance de un año del Plan: qué se informó hasta entonces, en qué estado queda cada meta y qué falta saber.

Todo sale de lo aprobado; lo observado llega aparte, porque una versión observada no es pública.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from dashboard.plan import Plan
from dashboard.plan.entidades import Eje, Meta, Trayectoria
from dashboard.plan.estado import (
    Avance,
    EstadoMeta,
    Metodo,
    Motivo,
    Puntualidad,
    Reporto,
    Resumen,
    Seguimiento,
    summarize,
)
from dashboard.plan.estado.entregas import punctuality
from dashboard.plan.reportes import Avances, Evidencia, Observacion, Presupuesto, Reporte


@dataclass(frozen=True)
class Cambio:
    """Una trayectoria cuyo estado no es el de un año antes."""

    trayectoria: Trayectoria
    antes: EstadoMeta | None
    ahora: EstadoMeta


@dataclass(frozen=True)
class Prueba:
    """Una evidencia con el reporte que respalda."""

    reporte: Reporte
    evidencia: Evidencia


@dataclass(frozen=True)
class Observado:
    """Una observación con la versión del reporte a la que se hizo."""

    reporte: Reporte
    observacion: Observacion


@dataclass(frozen=True, eq=False)
class Balance:
    """El plan, lo aprobado (`publico`), las versiones observadas y el año que se cuenta. `hoy` es cuándo se escribe."""

    plan: Plan
    publico: Avances
    observados: tuple[Reporte, ...]
    anio: int
    hoy: date
    metodo: Metodo = Metodo.HORIZONTE

    @cached_property
    def seguimiento(self) -> Seguimiento:
        return self._until(self.anio)

    @cached_property
    def anterior(self) -> Seguimiento:
        return self._until(self.anio - 1)

    def _until(self, anio: int) -> Seguimiento:
        """Lo informado de los años hasta `anio`, visto al vencer el plazo de ese año."""
        return Seguimiento(self.plan, up_to(self.publico, anio), min(self.hoy, date(anio + 1, 1, 1)), self.metodo)

    @cached_property
    def periodo(self) -> str:
        return period_of(self.plan, self.anio)

    @cached_property
    def metas(self) -> tuple[Meta, ...]:
        """Las metas del periodo al que pertenece el año."""
        return tuple(m for m in self.plan.metas if m.periodo == self.periodo)

    def metas_de(self, eje: Eje) -> tuple[Meta, ...]:
        return tuple(m for m in self.metas if m.eje == eje.eje)

    def estado(self, meta: Meta) -> EstadoMeta:
        return self.seguimiento.estados[meta.meta_id]

    def resumen(self, metas: Iterable[Meta]) -> Resumen:
        return summarize(self.estado(m) for m in metas)

    def motivos(self, metas: Iterable[Meta]) -> list[tuple[Motivo, int]]:
        """Por qué no se pueden evaluar las que no se pueden, de lo más a lo menos frecuente."""
        lados = (self.estado(m).avance for m in metas)
        return Counter(lado.motivo for lado in lados if lado.motivo).most_common()

    def reportes(self, meta: Meta) -> tuple[Reporte, ...]:
        """El reporte vigente de cada responsable que informó, en el orden del Plan."""
        vigentes = self.seguimiento.indice.vigentes(meta.meta_id)
        return tuple(vigentes[s] for s in self.seguimiento.indice.responsables(meta) if s in vigentes)

    def deudores(self, meta: Meta) -> list[str]:
        """Los responsables que no informaron de la meta y cuyo plazo ya venció."""
        entregas = self.estado(meta).reporto.entregas
        return list(dict.fromkeys(e.institucion for e in entregas if e.estado == Reporto.NO))

    @cached_property
    def puntualidades(self) -> tuple[Puntualidad, ...]:
        """Una por institución con algo que informar en el año, en el orden del Plan."""
        own = {m.meta_id for m in self.metas}
        rows = [e for e in self.seguimiento.entregas if e.meta_id in own and e.anio == self.anio]
        todas = (punctuality(self.seguimiento.indice, rows, r.responsable) for r in self.plan.responsables)
        return tuple(p for p in todas if p.debidas)

    @cached_property
    def cambios(self) -> tuple[Cambio, ...]:
        """Las trayectorias con meta este año cuyo estado cambió desde el anterior."""
        before = {m.trayectoria: m for m in self.plan.metas if m.periodo == period_of(self.plan, self.anio - 1)}
        rows = []
        for meta in self.metas:
            old = before.get(meta.trayectoria)
            antes = self.anterior.estados[old.meta_id] if old else None
            if (antes.avance.estado if antes else Avance.NO_EVALUABLE) != self.estado(meta).avance.estado:
                rows.append(Cambio(self.plan.trayectoria(meta.trayectoria), antes, self.estado(meta)))
        return tuple(rows)

    @cached_property
    def pruebas(self) -> tuple[Prueba, ...]:
        return tuple(Prueba(r, e) for m in self.metas for r in self.reportes(m) for e in r.evidencias)

    @cached_property
    def observaciones(self) -> tuple[Observado, ...]:
        """Las hechas a reportes del periodo, en el orden del Plan."""
        own = {m.meta_id: n for n, m in enumerate(self.metas)}
        rows = [Observado(r, o) for r in self.observados if r.meta_id in own for o in r.observaciones]
        return tuple(sorted(rows, key=lambda o: (own[o.reporte.meta_id], o.reporte.institucion, o.observacion.fecha)))

    @cached_property
    def presupuestos(self) -> tuple[Presupuesto, ...]:
        return tuple(p for p in self.publico.presupuestos if p.anio == self.anio)


def period_of(plan: Plan, anio: int) -> str:
    """El periodo al que pertenece el año; «» si el plan no lo abarca."""
    return next((p.periodo for p in plan.periodos if p.inicio <= anio <= p.fin), "")


def up_to(avances: Avances, anio: int) -> Avances:
    """Lo informado de los años hasta `anio`; un reporte que solo habla de años posteriores no cuenta todavía."""
    cut = ((r, replace(r, valores=tuple(v for v in r.valores if v.anio <= anio))) for r in avances.reportes)
    envios = None if avances.envios is None else tuple(e for e in avances.envios if e.anio <= anio)
    return replace(avances, reportes=tuple(new for old, new in cut if new.valores or not old.valores), envios=envios)


def document_name(balance: Balance, que: str, ending: str) -> str:
    """«informe-congreso_2020_2026-11-26.docx»; lo de demostración y el método que no es el inicial, en el nombre."""
    start = "DEMOSTRACION_" if balance.publico.demostracion else ""
    metodo = "" if balance.metodo == Metodo.HORIZONTE else f"_{balance.metodo}"
    return f"{start}{que}_{balance.anio}{metodo}_{balance.hoy.isoformat()}.{ending}"
