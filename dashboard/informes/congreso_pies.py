"""Las notas al pie del informe al Congreso: de dónde sale cada cifra, con la cédula de lo que pide cada meta."""

from typing import TYPE_CHECKING, Any

from dashboard import formatting as fmt
from dashboard.cedula.tablas import meta_path
from dashboard.informes.balance import Balance
from dashboard.metas.filters import period_words

if TYPE_CHECKING:
    from dashboard.informes.pies import Pies

Campos = dict[str, Any]


def annotate(campos: Campos, b: Balance, pies: "Pies") -> Campos:
    """Los mismos campos, con la marca de su nota en cada fila o frase que trae cifras."""
    counted = _counted(b)
    axes = [e | {"frase": pies.note(e["frase"], counted), "filas": _rows(e["filas"], b, pies)} for e in campos["ejes"]]
    return campos | {
        "frase": pies.note(campos["frase"], counted),
        "resumen": [r | {"nombre": pies.note(r["nombre"], counted)} for r in campos["resumen"]],
        "ejes": axes,
        "instituciones": [i | {"sigla": pies.note(i["sigla"], _due(b))} for i in campos["instituciones"]],
        "recibidos": pies.note(campos["recibidos"], _due(b)),
    }


def _rows(filas: list[Campos], b: Balance, pies: "Pies") -> list[Campos]:
    return [f if f["banda"] else _meta(f, b, pies) for f in filas]


def _meta(fila: Campos, b: Balance, pies: "Pies") -> Campos:
    meta = b.plan.meta(fila["codigo"])
    asked = f"{b.plan.ficha.nombre}, acción {meta.accion}, líneas del texto: {meta.lineas.replace(';', ', ')}. "
    asked += f"Versión del Plan: {b.plan.edicion}. Cédula: {meta_path(b.plan, meta.meta_id)}"
    noted = fila | {"pide": pies.note(fila["pide"], asked)}
    reports = b.reportes(meta)
    if reports:
        versions = fmt.listing([f"{r.institucion}, versión {r.version}" for r in reports])
        noted["porque"] = pies.note(fila["porque"], f"Reportes aprobados de la meta {meta.meta_id}: {versions}.")
    return noted


def _counted(b: Balance) -> str:
    return (
        f"Cuenta de las metas del periodo {period_words(b.periodo)} por su estado; cada una figura en el cuadro de "
        f"su eje con la cédula de lo que pide. {_edition(b)}"
    )


def _due(b: Balance) -> str:
    return f"Cuenta de las entregas que el calendario de monitoreo del Plan pedía en {b.anio}. {_edition(b)}"


def _edition(b: Balance) -> str:
    return f"Versión del Plan: {b.plan.edicion}. Reportes aprobados hasta el {fmt.day(b.hoy)}."
