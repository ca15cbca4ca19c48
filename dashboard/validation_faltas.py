"""Cada hallazgo de frictionless como una oración: archivo, fila como la muestra Excel, columna, valor y qué hacer."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten

RAZONES = {
    "required": "está vacía y es obligatoria. Escriba el dato.",
    "enum": "no es uno de los valores admitidos: {regla}. Corrija la escritura.",
    "pattern": "no tiene la forma esperada: {regla}. Corrija la escritura.",
    "minimum": "es menor que el mínimo admitido, {regla}. Revise la cifra en la fuente.",
    "maximum": "es mayor que el máximo admitido, {regla}. Revise la cifra en la fuente.",
    "maxLength": "es más largo que lo admitido, {regla} caracteres. Resúmalo.",
    "type-error": "no se puede leer como {regla}. Escríbalo así.",
    "unique-error": "ya está en la fila {otra}. Deje una sola o corrija el código.",
    "primary-key": "ya está en la fila {otra}. Elimine o corrija una de las dos.",
    "foreign-key": "no existe en {tabla}, columna «{destino}». Agréguelo allí o corríjalo aquí.",
    "extra-cell": "sobra al final de la fila. Si un texto lleva comas, enciérrelo entre comillas.",
    "missing-cell": "falta, y con ella lo que sigue en la fila. Complete la fila o cierre las comillas abiertas.",
    "blank-row": "está vacía. Elimínela.",
    "incorrect-label": "no es el encabezado esperado, «{columna}». Restaure nombres y orden.",
    "missing-label": "falta. Agréguela al final con ese encabezado.",
    "extra-label": "sobra. Elimínela o descríbala en datapackage.json.",
    "duplicate-label": "es un encabezado repetido: aquí va «{columna}». Restáurelo.",
    "blank-label": "no tiene encabezado. Escríbalo.",
}
TIPOS = {
    "integer": "número entero, solo cifras",
    "number": "número, con punto decimal y sin separador de miles",
    "date": "fecha, AAAA-MM-DD",
    "year": "año, cuatro cifras",
    "boolean": "«true» o «false»",
}
# Cada forma que piden los paquetes, dicha con palabras; una prueba avisa si aparece otra.
FORMAS = {
    "^[0-9]{2}$": "dos cifras, como 01 (Excel borra el cero inicial: dé formato de texto a la columna)",
    "^[0-9]{6}$": "seis cifras, como 010101 (Excel borra el cero inicial: dé formato de texto a la columna)",
    "^([0-9]{4}|[0-9]{6})$": "cuatro o seis cifras, como 0101 (Excel borra el cero inicial)",
    "^[a-z0-9]+(-[a-z0-9]+)*$": "minúsculas sin tildes, cifras y guiones, como rpp-833302",
    "^[a-z]+(-[a-z]+)*$": "minúsculas sin tildes y guiones, como madre-de-dios",
    "^[a-z0-9]+(_[a-z0-9]+)*$": "minúsculas sin tildes, cifras y guiones bajos, como plan_anual",
    "^(PE|[0-9]{2}|[a-z]+(-[a-z]+)*)$": "PE, dos cifras de departamento o un distrito fiscal, como madre-de-dios",
    "^R[0-9]{2}$": "R y dos cifras, como R01",
    "^[A-ZÁÑ]{3}$": "tres mayúsculas, como AMA",
    "^[1-9]$": "una cifra, como 1",
    "^OE[1-9]$": "como OE1",
    r"^OI [1-9]\.[0-9]{1,2}$": "como OI 1.1",
    r"^IVO [1-9]\.[0-9](\.[0-9]{1,2})?$": "como IVO 1.1.1",
    r"^[1-9]\.[1-9]\.[0-9]{1,2}$": "como 1.1.10 (texto: 1.1.10 no es 1.1.1)",
    r"^[1-9]\.[1-9]\.[0-9]{1,2}-T[0-9]{1,2}$": "como 1.1.1-T1",
    r"^[1-9]\.[1-9]\.[0-9]{1,2}-P[1-9]-[0-9]{2}$": "como 1.1.1-P1-01",
    "^[A-Z-]+$": "mayúsculas y guiones, como ST-CMNP",
    "^[a-z]+(-[a-z]+)*(;[a-z]+(-[a-z]+)*)+$": "códigos separados por punto y coma, como lima-centro;loreto",
    "^[a-z_]+=[^;]+(; ?[a-z_]+=[^;]+)*$": "columnas con su valor, como serie_id=plan_anual; anio=2009",
    r"^\d+(;\d+)*$": "números de línea separados por punto y coma, como 532;542",
}


@dataclass(frozen=True)
class Falta:
    """Dónde está el problema, qué valor tiene y qué hacer."""

    recurso: str
    archivo: str
    fila: int | None = None
    columna: str = ""
    valor: str = ""
    razon: str = ""

    def __str__(self) -> str:
        where = [
            self.archivo,
            f"fila {self.fila}" if self.fila else "",
            f"columna «{self.columna}»" if self.columna else "",
        ]
        value = f"«{shorten(self.valor, 80, placeholder=' […]')}» " if self.valor else ""
        return f"{', '.join(filter(None, where))}: {value}{self.razon}"


def translate(resource: dict, error) -> Falta:
    """Un hallazgo de frictionless sobre la tabla `resource`."""
    kind = _kind(error)
    columns, values = _columns(resource, error, kind), _values(resource, error, kind)
    template = RAZONES.get(kind, f"no cumple la descripción de la tabla ({error.note}).")
    razon = template.format(**_details(resource, error, kind))
    row = getattr(error, "row_number", None) or (1 if kind.endswith("-label") else None)
    return Falta(resource["name"], Path(resource["path"]).name, row, " + ".join(columns), " · ".join(values), razon)


def is_echo(error) -> bool:
    """Si otra falta ya lo dice mejor: la clave de una fila vacía, o la celda que la fila ni siquiera tiene."""
    null_key = error.type == "primary-key" and error.note.startswith("cells composing")
    return null_key or (_kind(error) == "required" and error.cell == "None")


def one_per_cell(faltas: Iterable[Falta]) -> list[Falta]:
    """Una sola falta por celda, y por fila incompleta solo la primera celda que falta."""
    kept: dict[tuple, Falta] = {}
    for falta in faltas:
        short = falta.razon == RAZONES["missing-cell"]
        kept.setdefault((falta.archivo, falta.fila, short or falta.columna, not falta.fila and falta.razon), falta)
    return list(kept.values())


def _kind(error) -> str:
    if error.type == "constraint-error":
        found = re.search(r'constraint "(\w+)"', error.note)
        return found[1] if found else error.type
    return error.type


def _columns(resource: dict, error, kind: str) -> list[str]:
    if kind == "primary-key":
        return resource["schema"]["primaryKey"]
    if kind == "foreign-key":
        return error.field_names
    if kind in ("extra-label", "incorrect-label", "duplicate-label"):
        return []
    return [error.field_name] if getattr(error, "field_name", "") else []


def _values(resource: dict, error, kind: str) -> list[str]:
    if kind == "primary-key":
        names = [f["name"] for f in resource["schema"]["fields"]]
        cells = dict(zip(names, error.cells, strict=False))
        return [str(cells.get(c, "")) for c in resource["schema"]["primaryKey"]]
    if kind == "foreign-key":
        return [str(c) for c in error.field_cells]
    if kind.endswith("-label"):
        return [error.label] if error.label else []
    cell = getattr(error, "cell", None)
    return [] if kind in ("required", "missing-cell") or cell in (None, "") else [str(cell)]


def _details(resource: dict, error, kind: str) -> dict[str, str]:
    other = re.search(r"row at position (\d+)", error.note or "")
    reference = getattr(error, "reference_name", "") or resource["name"]
    return {
        "regla": _rule(resource, getattr(error, "field_name", ""), kind),
        "otra": other[1] if other else "anterior",
        "tabla": f"{reference}.csv",
        "destino": " + ".join(getattr(error, "reference_field_names", None) or []),
        "columna": getattr(error, "field_name", "") or "",
    }


def _rule(resource: dict, column: str, kind: str) -> str:
    field = next((f for f in resource["schema"]["fields"] if f["name"] == column), {})
    value = field.get("constraints", {}).get(kind, "")
    if kind == "type-error":
        return TIPOS.get(field.get("type", ""), "el tipo de la columna")
    if kind == "enum":
        return ", ".join(str(v) for v in value)
    return FORMAS.get(value, str(value)) if kind == "pattern" else str(value)
