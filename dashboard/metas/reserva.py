"""Qué cifras de un reporte se reservan: las pequeñas de personas que un gobierno informa de su solo territorio."""

from dashboard.plan import Plan, fold
from dashboard.plan.entidades import Trayectoria
from dashboard.plan.reportes import Reporte, Valor
from dashboard.privacy import Reglas

DE_VICTIMAS = ("victimas", "casos de victimas", "planes individuales", "presuntos casos")


def counts_victims(t: Trayectoria) -> bool:
    """Si sus cifras cuentan víctimas, una por una."""
    return fold(t.universo).startswith(DE_VICTIMAS) or fold(t.nombre).startswith("victimas")


def is_reserved(plan: Plan, reporte: Reporte, valor: Valor, reglas: Reglas | None = None) -> bool:
    """Si la cifra, su total o lo que falta entre ambos son de 1 a 4 personas de un solo territorio.

    Lo que informa una institución de todo el país se muestra como se publicó (ver docs/decisiones/0010-proteccion.md).
    """
    national = reporte.institucion in {r.responsable for r in plan.responsables}
    t = plan.trayectoria(plan.meta(reporte.meta_id).trayectoria)
    if national or not counts_victims(t) or valor.numero is None:
        return False
    total = valor.denominador if valor.denominador is not None else valor.numero
    small = (reglas or Reglas()).umbral
    return any(0 < n < small for n in (valor.numero, total, total - valor.numero))
