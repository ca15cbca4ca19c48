"""Las metas de una selección como CSV que Excel en castellano abre bien."""

import csv
import io

from dashboard.metas.filters import CLASES, FiltrosMetas
from dashboard.metas.seleccion import Seleccion, short_names, sorted_metas
from dashboard.plan import Plan
from dashboard.plan.entidades import Meta

DESCARGA = "/descargas/metas.csv"
OPERADORES = {
    "": "",
    ">=": "al menos",
    "=": "exactamente lo escrito",
    "aumento>=": "aumenta al menos",
    "aumento=": "aumenta",
}
SIN_REPORTE = "sin reporte"


def metas_csv(plan: Plan, filtros: FiltrosMetas) -> str:
    """Una fila por meta, con todo lo que la explica; separador «;» y marca BOM."""
    rows = [_row(plan, m) for m in sorted_metas(Seleccion(plan, filtros))]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(_row(plan, plan.metas[0])), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return "\ufeff" + out.getvalue()


def file_name(filtros: FiltrosMetas) -> str:
    """«metas_eje-1_mimp_2021.csv»: la selección en el nombre."""
    parts = [filtros.eje and f"eje-{filtros.eje}", filtros.oi, filtros.responsable, filtros.periodo, filtros.clase]
    return "_".join(["metas", *(p.lower().replace(" ", "-") for p in parts if p)]) + ".csv"


def _row(plan: Plan, meta: Meta) -> dict[str, str]:
    t, accion = plan.trayectoria(meta.trayectoria), plan.accion(meta.accion)
    return {
        "Código": meta.meta_id,
        "Trayectoria": t.trayectoria,
        "Qué se mide": t.nombre,
        "Eje": meta.eje,
        "Nombre del eje": plan.eje(meta.eje).nombre,
        "Objetivo inmediato": meta.oi,
        "Nombre del objetivo": plan.objetivo(meta.oi).nombre,
        "Acción": accion.accion,
        "Nombre de la acción": accion.nombre,
        "Periodo": meta.periodo,
        "Meta": meta.valor_texto,
        "Clase": CLASES[meta.clase],
        "Operador": OPERADORES[meta.operador],
        "Cifra": "" if meta.cifra is None else f"{meta.cifra:g}",
        "Estado por alcanzar": meta.estado_hito,
        "Unidad": t.unidad,
        "Universo": t.universo,
        "Punto de partida": t.base,
        "Condición": t.condicion,
        "Responsables": short_names(plan, meta.accion),
        "Reporte": SIN_REPORTE,
        "Nota": " ".join(filter(None, (t.nota, meta.nota))),
        "Líneas del texto del Plan": meta.lineas,
    }
