"""Revisa una carpeta de datos contra su datapackage.json y dice todas las faltas en castellano.

La revisión de celdas, claves y referencias es de frictionless; `validation_faltas` la traduce y
`validation_cruces` agrega lo que una descripción de tabla no puede pedir.
"""

import json
from pathlib import Path

from dashboard.data_package import DESCRIPTOR, read_descriptor
from dashboard.validation_cruces import crossed
from dashboard.validation_faltas import Falta, is_echo, one_per_cell, translate

SELLOS = ("hash-count", "byte-count")


def validate(folder: Path) -> list[str]:
    """Todas las faltas de `folder`, una oración por falta; lista vacía si no hay ninguna."""
    descriptor = read_descriptor(folder)
    unreadable = [f for r in descriptor["resources"] for f in _unreadable(folder / r["path"], r)]
    readable = _without(descriptor, {f.recurso for f in unreadable})
    faltas = [*unreadable, *_cells(folder, readable), *crossed(folder, readable)]
    return [str(f) for f in one_per_cell(faltas)]


def _unreadable(path: Path, resource: dict) -> list[Falta]:
    """Lo que impide leer el archivo: no está, otra codificación, otro separador, JSON roto."""
    name, file = resource["name"], Path(resource["path"]).name
    if not path.is_file():
        return [Falta(name, file, razon=f"no está, y {DESCRIPTOR} lo anuncia. Restáurelo.")]
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        razon = "no está en UTF-8. En Excel: Guardar como, «CSV UTF-8 (delimitado por comas)»."
        return [Falta(name, file, razon=razon)]
    problem = _table_problem(text, resource.get("vacia", False)) if "schema" in resource else _json_problem(text)
    return [Falta(name, file, razon=problem)] if problem else []


def _table_problem(text: str, vacia: bool) -> str:
    header, _, rest = text.partition("\n")
    if not header.strip():
        return "está vacío o empieza con una fila vacía. La primera fila lleva los encabezados: restáurela."
    if "," not in header and (";" in header or "\t" in header):
        return "separa con «;» o tabulador y debe separar con comas. Guárdelo como «CSV UTF-8 (delimitado por comas)»."
    return "" if rest.strip() or vacia else "tiene encabezados y ninguna fila. Restaure las filas."


def _json_problem(text: str) -> str:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return f"no es un JSON válido (línea {error.lineno}). Restaure el archivo original."
    return ""


def _without(descriptor: dict, excluded: set[str]) -> dict:
    """El paquete sin los recursos ilegibles ni las referencias a ellos, para revisar todo lo demás."""
    kept = [r for r in descriptor["resources"] if r["name"] not in excluded]
    return descriptor | {"resources": [_without_keys_to(r, excluded) for r in kept]}


def _without_keys_to(resource: dict, excluded: set[str]) -> dict:
    schema = resource.get("schema")
    if not schema or not schema.get("foreignKeys"):
        return resource
    keys = [k for k in schema["foreignKeys"] if k["reference"]["resource"] not in excluded]
    return resource | {"schema": schema | {"foreignKeys": keys}}


def _cells(folder: Path, descriptor: dict) -> list[Falta]:
    from frictionless import Checklist, FrictionlessException, Package

    tables = [r for r in descriptor["resources"] if "schema" in r]
    try:
        package = Package.from_descriptor(descriptor | {"resources": tables}, basepath=str(folder))
        report = package.validate(Checklist(skip_errors=list(SELLOS)))
    except FrictionlessException as error:
        notes = [e.note for e in error.reasons] or [error.error.note]
        return [Falta("", DESCRIPTOR, razon=f"la descripción de las tablas no es válida ({n}).") for n in notes]
    by_name = {r["name"]: r for r in tables}
    general = [Falta("", DESCRIPTOR, razon=f"{e.note}.") for e in report.errors]
    return general + [translate(by_name[t.name], e) for t in report.tasks for e in t.errors if not is_echo(e)]
