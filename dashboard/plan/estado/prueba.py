"""¿Prueba?: cuánto respaldo tiene lo informado; manda el reporte peor probado."""

from dashboard import formatting as fmt
from dashboard.idioma import _
from dashboard.plan.entidades import Meta
from dashboard.plan.estado.indice import Indice
from dashboard.plan.estado.valores import PRUEBAS, LadoPrueba
from dashboard.plan.reportes import Evidencia, Reporte


def proof(indice: Indice, meta: Meta) -> LadoPrueba:
    """El lado ¿prueba? de una meta: de 0 (sin evidencia) a 3 (verificada)."""
    levels = {sigla: _level(r) for sigla, r in indice.vigentes(meta.meta_id).items()}
    if not levels:
        return LadoPrueba(0, _("Sin evidencia: no hay reporte aprobado que probar."))
    worst = min(levels.values())
    said = [f"{s} {levels[s]} ({_(PRUEBAS[levels[s]])})" for s in indice.responsables(meta) if s in levels]
    rule = "" if len(said) == 1 else _("; vale la menor")
    return LadoPrueba(worst, f"{_(PRUEBAS[worst]).capitalize()}: {fmt.listing(said)}{rule}.")


def _level(reporte: Reporte) -> int:
    return max((_worth(e) for e in reporte.evidencias), default=0)


def _worth(evidencia: Evidencia) -> int:
    """Una evidencia sin archivo ni enlace que abrir es solo una declaración."""
    return evidencia.nivel if evidencia.sha256 or evidencia.enlace else min(evidencia.nivel, 1)
