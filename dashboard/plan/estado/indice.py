"""Lo informado, ordenado para contestar rápido: qué reporte vale de cada institución y qué decidió la comisión."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cached_property
from itertools import repeat
from typing import Any

from dashboard.plan import Plan
from dashboard.plan.entidades import Meta, Trayectoria
from dashboard.plan.reportes import Avances, EstadoReporte, Interpretacion, LineaBase, PrimerEnvio, Reporte

LIMA = timezone(timedelta(hours=-5))
VALEN = (EstadoReporte.APROBADO, EstadoReporte.CERRADO)
SIN_DECIDIR = Interpretacion("", None, None, "", date.min)


@dataclass(frozen=True, eq=False)
class Indice:
    """Un plan con todo lo informado sobre él. No depende del orden en que vengan los reportes."""

    plan: Plan
    avances: Avances

    def vigentes(self, meta_id: str) -> dict[str, Reporte]:
        """El reporte que vale de cada responsable de una meta: su última versión aprobada o cerrada."""
        if meta_id not in self._vigentes:
            valid = (r for r in self._reportes.get(meta_id, ()) if r.estado in VALEN)
            self._vigentes[meta_id] = {r.institucion: r for r in sorted(valid, key=_turn)}
        return self._vigentes[meta_id]

    def enviados(self, meta_id: str) -> dict[tuple[str, int], date]:
        """(institución, año) → el día en que informó de la meta por primera vez, en hora de Lima."""
        found: dict[tuple[str, int], date] = {}
        for e in self._envios.get(meta_id, ()):
            key, dia = (e.institucion, e.anio), lima_day(e.fecha)
            found[key] = min(found.get(key, dia), dia)
        return found

    def distintas(self, otro: "Indice") -> frozenset[str]:
        """Las trayectorias cuyas metas pueden cambiar de estado entre este índice y otro del mismo plan."""
        moved = {t.trayectoria for t in self.plan.trayectorias if self._insumos(t) != otro._insumos(t)}
        return frozenset(moved | {s.trayectoria for s in self.plan.salvedades if s.con in moved})

    def _insumos(self, t: Trayectoria) -> tuple:
        """Todo lo informado y decidido sobre una trayectoria."""
        metas = [m.meta_id for m in map(self.meta_de, repeat(t.trayectoria), self._anios) if m]
        told = [(self._reportes.get(m), self._envios.get(m)) for m in metas]
        return told, self.interpretacion(t.trayectoria), self.base(t.trayectoria)

    @cached_property
    def plazos(self) -> dict[int, date]:
        """Año → último día para informar de sus acciones y metas."""
        return {a.anio: a.plazo for a in self.plan.calendario if a.asunto == "acciones"}

    def plazo(self, anio: int) -> date:
        return self.plazos.get(anio, date(anio, 12, 31))

    def vencidos(self, hoy: date) -> frozenset[int]:
        """Los años del plan de los que ya debía haberse informado."""
        return frozenset(a for span in self._anios.values() for a in span if hoy > self.plazo(a))

    def responsables(self, meta: Meta) -> tuple[str, ...]:
        return self._siglas[meta.accion]

    def interpretacion(self, trayectoria: str) -> Interpretacion:
        return self._interpretaciones.get(trayectoria, SIN_DECIDIR)

    def base(self, trayectoria: str) -> LineaBase | None:
        return self._bases.get(trayectoria)

    def salvedad(self, trayectoria: str, asunto: str):
        """La salvedad de ese asunto, o None."""
        return self._salvedades.get((trayectoria, asunto))

    def meta_de(self, trayectoria: str, periodo: str) -> Meta | None:
        return self._metas.get((trayectoria, periodo))

    def anteriores(self, meta: Meta) -> tuple[Meta, ...]:
        """Las metas de la misma trayectoria en periodos anteriores, de la más antigua a la última."""
        orden = {p.periodo: p.orden for p in self.plan.periodos}
        camino = (self.meta_de(meta.trayectoria, p.periodo) for p in self.plan.periodos)
        return tuple(m for m in camino if m and orden[m.periodo] < orden[meta.periodo])

    def anios(self, meta: Meta) -> range:
        return self._anios[meta.periodo]

    @cached_property
    def _anios(self) -> dict[str, range]:
        return {p.periodo: range(p.inicio, p.fin + 1) for p in self.plan.periodos}

    @cached_property
    def _vigentes(self) -> dict[str, dict[str, Reporte]]:
        return {}

    @cached_property
    def _reportes(self) -> dict[str, list[Reporte]]:
        """Por meta del plan, los reportes de quien responde de ella."""
        siglas = {m.meta_id: frozenset(self.responsables(m)) for m in self.plan.metas}
        return _by_meta(r for r in self.avances.reportes if r.institucion in siglas.get(r.meta_id, ()))

    @cached_property
    def _envios(self) -> dict[str, list[PrimerEnvio]]:
        if self.avances.envios is not None:
            return _by_meta(self.avances.envios)
        sent = (r for reports in self._reportes.values() for r in reports if r.enviado_en)
        return _by_meta(
            PrimerEnvio(r.institucion, r.meta_id, v.anio, r.enviado_en) for r in sent for v in r.valores if v.dice_algo
        )

    @cached_property
    def _siglas(self) -> dict[str, tuple[str, ...]]:
        return {a.accion: tuple(r.responsable for r in self.plan.responsables_de(a.accion)) for a in self.plan.acciones}

    @cached_property
    def _interpretaciones(self) -> dict[str, Interpretacion]:
        return {i.trayectoria: i for i in self.avances.interpretaciones}

    @cached_property
    def _bases(self) -> dict[str, LineaBase]:
        return {b.trayectoria: b for b in self.avances.lineas_base}

    @cached_property
    def _salvedades(self) -> dict:
        return {(s.trayectoria, s.asunto): s for s in self.plan.salvedades}

    @cached_property
    def _metas(self) -> dict[tuple[str, str], Meta]:
        return {(m.trayectoria, m.periodo): m for m in self.plan.metas}


def _by_meta(rows: Iterable[Any]) -> dict[str, list]:
    found = defaultdict(list)
    for row in rows:
        found[row.meta_id].append(row)
    return found


def _turn(reporte: Reporte) -> tuple[int, int]:
    return reporte.version, reporte.reporte_id


def lima_day(moment: datetime) -> date:
    """El día en Lima; una hora sin zona ya es de Lima."""
    return (moment.astimezone(LIMA) if moment.tzinfo else moment).date()
