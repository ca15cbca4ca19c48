"""Lo informado, ordenado para contestar rápido: qué reporte vale de cada institución y qué decidió la comisión."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cached_property

from dashboard.plan import Plan
from dashboard.plan.entidades import Meta
from dashboard.plan.reportes import Avances, EstadoReporte, Interpretacion, LineaBase, Reporte

LIMA = timezone(timedelta(hours=-5))
VALEN = (EstadoReporte.APROBADO, EstadoReporte.CERRADO)
SIN_DECIDIR = Interpretacion("", None, None, "", date.min)


@dataclass(frozen=True, eq=False)
class Indice:
    """Un plan con todo lo informado sobre él. No depende del orden en que vengan los reportes."""

    plan: Plan
    avances: Avances

    @cached_property
    def vigentes(self) -> dict[str, dict[str, Reporte]]:
        """Por meta, el reporte que vale de cada responsable: su última versión aprobada o cerrada."""
        found: dict[str, dict[str, Reporte]] = {}
        for reporte in sorted(self._de_responsables, key=_turn):
            if reporte.estado in VALEN:
                found.setdefault(reporte.meta_id, {})[reporte.institucion] = reporte
        return found

    @cached_property
    def enviados(self) -> dict[tuple[str, str, int], date]:
        """(institución, meta, año) → el día en que lo informó por primera vez, en hora de Lima."""
        if self.avances.envios is not None:
            sent = [(e.institucion, e.meta_id, e.anio, e.fecha) for e in self.avances.envios]
        else:
            sent = [
                (r.institucion, r.meta_id, v.anio, r.enviado_en)
                for r in self._de_responsables
                for v in r.valores
                if r.enviado_en and v.dice_algo
            ]
        found: dict[tuple[str, str, int], date] = {}
        for institucion, meta_id, anio, fecha in sent:
            key, dia = (institucion, meta_id, anio), lima_day(fecha)
            found[key] = min(found.get(key, dia), dia)
        return found

    @cached_property
    def plazos(self) -> dict[int, date]:
        """Año → último día para informar de sus acciones y metas."""
        return {a.anio: a.plazo for a in self.plan.calendario if a.asunto == "acciones"}

    def plazo(self, anio: int) -> date:
        return self.plazos.get(anio, date(anio, 12, 31))

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
    def _de_responsables(self) -> list[Reporte]:
        """Los reportes enviados sobre metas del plan por quien responde de ellas."""
        accion = {m.meta_id: m.accion for m in self.plan.metas}
        siglas = {a: frozenset(s) for a, s in self._siglas.items()}
        return [r for r in self.avances.reportes if r.institucion in siglas.get(accion.get(r.meta_id), ())]

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


def _turn(reporte: Reporte) -> tuple[int, int]:
    return reporte.version, reporte.reporte_id


def lima_day(moment: datetime) -> date:
    """El día en Lima; una hora sin zona ya es de Lima."""
    return (moment.astimezone(LIMA) if moment.tzinfo else moment).date()
