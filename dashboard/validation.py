"""Revisa una carpeta de datos contra su datapackage.json y dice todas las faltas en castellano.

La revisión es de frictionless; aquí solo se traduce cada hallazgo a una oración con archivo, línea como
la muestra Excel, columna, valor, razón y qué hacer.
"""

import re
from pathlib import Path

from dashboard.data_package import DESCRIPTOR, read_descriptor

SELLOS = ("hash-count", "byte-count")

RAZONES = {
    "required": "está vacío y es obligatorio. Escriba el dato o pida la fuente.",
    "unique": "se repite y debe ser único. Deje una sola fila.",
    "enum": "no es uno de los valores admitidos ({regla}). Corrija la escritura.",
    "pattern": "no tiene la forma esperada ({regla}). Corrija la escritura.",
    "minimum": "es menor que el mínimo ({regla}). Revise la cifra en la fuente.",
    "maximum": "es mayor que el máximo ({regla}). Revise la cifra en la fuente.",
    "minLength": "es más corto que lo admitido ({regla}). Complételo.",
    "maxLength": "es más largo que lo admitido ({regla}). Resúmalo.",
}

FALTAS = {
    "type-error": "no se puede leer como {regla}. Escriba el valor con ese formato.",
    "primary-key": "repite la clave de otra fila. Elimine o corrija una de las dos.",
    "foreign-key": "cita un código que no existe en la otra tabla ({nota}). Agréguelo allí o corríjalo aquí.",
    "extra-cell": "sobra una celda al final de la fila. Revise si falta poner comillas a un texto con comas.",
    "missing-cell": "falta la celda. Complete la fila con todas sus columnas.",
    "blank-row": "la fila está vacía. Elimínela.",
    "incorrect-label": "el encabezado no es el esperado. Restaure el nombre «{columna}».",
    "missing-label": "falta la columna. Agréguela con el nombre «{columna}».",
    "extra-label": "la columna sobra. Elimínela o descríbala en datapackage.json.",
    "duplicate-label": "el encabezado se repite. Deje uno solo.",
    "blank-label": "una columna no tiene encabezado. Escríbalo.",
    "encoding-error": "el archivo no está en UTF-8. En Excel: Guardar como, «CSV UTF-8».",
    "source-error": "el archivo está vacío o no es un CSV. Restaure el original.",
}


def validate(folder: Path) -> list[str]:
    """Todas las faltas de `folder`, una oración por falta; lista vacía si no hay ninguna."""
    descriptor = read_descriptor(folder)
    missing = [r["path"] for r in descriptor["resources"] if not (folder / r["path"]).is_file()]
    if missing:
        return [f"{path}: no se encontró el archivo que anuncia {DESCRIPTOR}. Restáurelo." for path in missing]
    return _check(folder)


def _check(folder: Path) -> list[str]:
    from frictionless import Checklist, FrictionlessException, Package

    try:
        report = Package(str(folder / DESCRIPTOR)).validate(Checklist(skip_errors=list(SELLOS)))
    except FrictionlessException as error:
        return [f"{DESCRIPTOR}: la descripción de las tablas no es válida ({error.error.note})."]
    faltas = [sentence(task.place, error) for task in report.tasks for error in task.errors]
    return list(dict.fromkeys([f"{DESCRIPTOR}: {e.note}" for e in report.errors] + faltas))


def sentence(path: str, error) -> str:
    """Una falta de frictionless como oración: dónde, qué valor, por qué y qué hacer."""
    row, column = getattr(error, "row_number", None), getattr(error, "field_name", None)
    cell = getattr(error, "cell", None)
    where = [Path(path).name, f"línea {row}" if row else "", f"columna «{column}»" if column else ""]
    value = f"«{cell}» " if cell not in (None, "") else ""
    return f"{', '.join(filter(None, where))}: {value}{_reason(error, column)}"


def _reason(error, column: str | None) -> str:
    rule = re.search(r'"(\w+)" is "(.*)"', error.note or "")
    if error.type == "constraint-error" and rule and rule[1] in RAZONES:
        return RAZONES[rule[1]].format(regla=rule[2])
    template = FALTAS.get(error.type, "no cumple la descripción de la tabla ({nota}).")
    return template.format(regla=_expected_type(error), nota=error.note, columna=column)


def _expected_type(error) -> str:
    names = {
        "integer": "número entero",
        "number": "número",
        "date": "fecha (AAAA-MM-DD)",
        "boolean": "true o false",
    }
    found = re.search(r'type is "(\w+)', error.note or "")
    return names.get(found[1], found[1]) if found else "el tipo de la columna"
