"""Reportes generados para mirar y medir la pestaña: siempre los mismos para una misma semilla."""

import random
from datetime import date, datetime, timedelta

from dashboard.plan import Plan
from dashboard.plan.entidades import Meta
from dashboard.plan.estado import opciones
from dashboard.plan.reportes import (
    Acuerdo,
    Avances,
    EstadoReporte,
    Evidencia,
    Interpretacion,
    LineaBase,
    Observacion,
    Presupuesto,
    Reporte,
    Valor,
)

ANTES = date(2017, 1, 1)


def generate(plan: Plan, hasta: date, llenado: float = 0.9, semilla: int = 7) -> Avances:
    """Lo que las instituciones habrían informado hasta un día, con faltas, tardanzas y contradicciones."""
    azar = random.Random(semilla)
    periodos = {p.periodo: range(p.inicio, p.fin + 1) for p in plan.periodos}
    reportes: list[Reporte] = []
    for meta in plan.metas:
        anios = [a for a in periodos[meta.periodo] if date(a, 12, 1) <= hasta]
        if anios and azar.random() < 0.8:
            reportes += _of_meta(plan, meta, anios, llenado, azar, len(reportes))
    return Avances(
        tuple(reportes),
        tuple(_decision(t.trayectoria, azar) for t in plan.trayectorias if azar.random() < 0.75),
        tuple(
            LineaBase(t.trayectoria, float(azar.randint(5, 40)), date(2016, 12, 31), "Registro de ejemplo")
            for t in plan.trayectorias
            if azar.random() < 0.2
        ),
        tuple(_agreements(plan, azar)),
        tuple(
            Presupuesto(r.responsable, a, 1000.0 * azar.randint(50, 900), 1000.0 * azar.randint(10, 50), "PIA")
            for r in plan.responsables[:12]
            for a in range(2017, hasta.year + 1)
            if a <= plan.ficha.fin and azar.random() < 0.7
        ),
        demostracion=True,
    )


def _of_meta(plan: Plan, meta: Meta, anios: list, llenado: float, azar: random.Random, start: int) -> list[Reporte]:
    quality = azar.uniform(0.4, 1.5)
    shared = tuple(_valor(plan, meta, a, quality, azar) for a in anios)
    found = []
    for r in plan.responsables_de(meta.accion):
        if azar.random() < llenado:
            sent = datetime(anios[-1], 12, 1, 10) + timedelta(days=azar.choice([0, 10, 20, 45]))
            found.append(_reporte(r.responsable, meta.meta_id, shared, sent, azar, start + len(found)))
    return found


def _reporte(sigla: str, meta_id: str, valores: tuple, sent: datetime, azar: random.Random, number: int) -> Reporte:
    proofs = [(), (), ("declarada", 1), ("Acta de sesión", 2), ("Informe verificado", 3)]
    proof = azar.choice(proofs)
    evidencias = (Evidencia("archivo", proof[0], proof[1], sha256="0" * 64),) if proof else ()
    seen = (Observacion("Falta el acta.", "Secretaría Técnica", sent),) if azar.random() < 0.1 else ()
    done = sent + timedelta(days=20)
    return Reporte(
        number + 1,
        sigla,
        meta_id,
        2 if seen else 1,
        EstadoReporte.APROBADO,
        valores,
        evidencias,
        seen,
        "",
        "informante",
        sent,
        done,
        "Secretaría Técnica",
        "demostracion",
    )


def _valor(plan: Plan, meta: Meta, anio: int, quality: float, azar: random.Random) -> Valor:
    options = [meta.estado_hito, meta.estado_hito, *opciones(plan, meta.trayectoria)[:1]]
    hito = azar.choice(options) if meta.es_hito else ""
    if not meta.es_numerica:
        return Valor(anio, hito=hito)
    if meta.clase == "porcentaje":
        total = azar.randint(10, 60)
        return Valor(anio, min(total, round(total * meta.valor * quality / 100)), total)
    if meta.operador.startswith("aumento"):
        return Valor(anio, float(azar.randint(10, 60)))
    return Valor(anio, float(round(meta.valor * quality)), hito=hito)


def _decision(trayectoria: str, azar: random.Random) -> Interpretacion:
    lectura = azar.choice(["acumulada", "por_periodo", None])
    return Interpretacion(trayectoria, lectura, "comun", "la comisión", date(2018, 3, 1), "acta", "lo acordado")


def _agreements(plan: Plan, azar: random.Random):
    for n, estado in enumerate(("pendiente", "en_proceso", "cumplido", "retirado", "pendiente"), start=1):
        meta = azar.choice(plan.metas)
        yield Acuerdo(
            f"A-{n}",
            f"Remitir la información pendiente de {meta.meta_id}.",
            "MIMP",
            date(2019, n, 15),
            meta.meta_id,
            f"Sesión {n} de 2018",
            "Secretaría Técnica",
            datetime(2018, 11, n),
            estado,
            "En coordinación" * (n % 2),
        )
