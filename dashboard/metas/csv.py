"""Las metas de una selección como CSV que Excel en castellano abre bien."""

import csv
import io

from dashboard.idioma import N_
from dashboard.metas.filters import CLASES, ESTADOS, METODOS, FiltrosMetas
from dashboard.metas.seleccion import Seleccion, short_names, sorted_metas, state_key
from dashboard.plan.entidades import Meta
from dashboard.plan.reportes import DEMOSTRACION

DESCARGA = "/descargas/metas.csv"
OPERADORES = {
    "": "",
    ">=": "al menos",
    "=": "exactamente lo escrito",
    "aumento>=": "aumenta al menos",
    "aumento=": "aumenta",
}
SIN_REPORTE = N_("sin reporte")


def metas_csv(seleccion: Seleccion) -> str:
    """Una fila por meta, con todo lo que la explica; separador «;» y marca BOM."""
    rows = [_row(seleccion, m) for m in sorted_metas(seleccion)]
    out = io.StringIO()
    header = list(_row(seleccion, seleccion.plan.metas[0]))
    writer = csv.DictWriter(out, header, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return "\ufeff" + out.getvalue()


def file_name(filtros: FiltrosMetas, demostracion: bool = False) -> str:
    """«metas_eje-1_mimp_2021.csv»: la selección en el nombre; lo de demostración lo dice primero."""
    eje = filtros.eje and f"eje-{filtros.eje}"
    parts = [eje, filtros.oi, filtros.responsable, filtros.periodo, filtros.clase, filtros.estado]
    start = ["DEMOSTRACION_metas" if demostracion else "metas"]
    return "_".join([*start, *(p.lower().replace(" ", "-") for p in parts if p)]) + ".csv"


def _row(seleccion: Seleccion, meta: Meta) -> dict[str, str]:
    plan = seleccion.plan
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
        **_sides(seleccion, meta),
        "Nota": " ".join(filter(None, (t.nota, meta.nota))),
        "Líneas del texto del Plan": meta.lineas,
    }


def _sides(seleccion: Seleccion, meta: Meta) -> dict[str, str]:
    """Los tres lados de la meta, cada uno con su porqué."""
    estado = seleccion.estado(meta)
    sides = {
        "¿Reportó?": estado.reporto.estado.value,
        "Sobre el reporte": estado.reporto.texto,
        "¿Avance?": ESTADOS[state_key(estado)].lower(),
        "Por qué": estado.avance.texto,
        "Método": METODOS[estado.metodo.value],
        "¿Prueba?": f"{estado.prueba.nivel} · {estado.prueba.nombre}",
        "Sobre la prueba": estado.prueba.texto,
    }
    return sides | ({"Aviso": DEMOSTRACION} if seleccion.seguimiento.avances.demostracion else {})
