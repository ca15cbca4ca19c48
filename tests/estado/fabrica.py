"""Cómo se arman reportes en las pruebas: lo mínimo, en una línea."""

from datetime import date, datetime
from pathlib import Path

from dashboard.plan.estado import estado_de
from dashboard.plan.load import load_plan
from dashboard.plan.reportes import Avances, EstadoReporte, Evidencia, Interpretacion, LineaBase, Reporte, Valor

PLAN = load_plan(Path(__file__).parents[2] / "data" / "planes" / "pnat_2017_2021")
DESPUES = date(2026, 11, 26)
ENLACE = Evidencia("enlace", "acta", 2, enlace="https://ejemplo.gob.pe/acta")


def responsables(meta_id: str) -> list[str]:
    return [r.responsable for r in PLAN.responsables_de(PLAN.meta(meta_id).accion)]


def anios(meta_id: str) -> range:
    periodo = next(p for p in PLAN.periodos if p.periodo == PLAN.meta(meta_id).periodo)
    return range(periodo.inicio, periodo.fin + 1)


def valor(anio: int, dato) -> Valor:
    """12 → cantidad; (12, 25) → 12 de 25; «aprobado» → hito; (2, «suscritos») → cifra con estado."""
    if isinstance(dato, str):
        return Valor(anio, hito=dato)
    if isinstance(dato, tuple):
        return Valor(anio, dato[0], hito=dato[1]) if isinstance(dato[1], str) else Valor(anio, *dato)
    return Valor(anio, dato)


def reporte(meta_id: str, institucion: str, por_anio: dict, **otros) -> Reporte:
    """Aprobado y enviado a tiempo, salvo que se diga otra cosa."""
    sent = datetime(max(por_anio), 12, 1, 9) if por_anio else datetime(2018, 12, 1)
    fields = {"reporte_id": 1, "version": 1, "estado": EstadoReporte.APROBADO, "enviado_en": sent} | otros
    valores = tuple(valor(a, d) for a, d in por_anio.items())
    return Reporte(institucion=institucion, meta_id=meta_id, valores=valores, **fields)


def todos(meta_id: str, *datos, **otros) -> list[Reporte]:
    """El mismo reporte de todos los responsables, con un dato por año del periodo; None deja el año sin informar."""
    por_anio = {a: d for a, d in zip(anios(meta_id), datos, strict=True) if d is not None}
    return [reporte(meta_id, s, por_anio, **otros) for s in responsables(meta_id)]


def decide(trayectoria: str, lectura=None, conjunta="comun", universo="") -> Interpretacion:
    return Interpretacion(trayectoria, lectura, conjunta, "CMNP", date(2018, 1, 15), "acta", universo)


def base(trayectoria: str, cifra: float, anio: int = 2016) -> LineaBase:
    return LineaBase(trayectoria, cifra, date(anio, 12, 31), "registro")


def ver(meta_id: str, reportes, hoy=DESPUES, decisiones=(), bases=(), **otros):
    """El estado de una meta con esos reportes."""
    avances = Avances(tuple(reportes), tuple(decisiones), tuple(bases))
    return estado_de(PLAN, PLAN.meta(meta_id), avances, hoy, **otros)
