"""Lee una carpeta de plan (tablas CSV) y la rechaza con todas sus faltas si algo no cuadra."""

import csv
import re
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from dashboard.data_package import DESCRIPTOR, DatosInvalidos, version_of
from dashboard.plan import Plan, code
from dashboard.plan import entidades as piezas

TABLES = {
    "plan": piezas.Ficha,
    "periodos": piezas.Periodo,
    "ejes": piezas.Eje,
    "objetivos": piezas.Objetivo,
    "indicadores": piezas.Indicador,
    "acciones": piezas.Accion,
    "responsables": piezas.Responsable,
    "acciones_responsables": piezas.Encargo,
    "trayectorias": piezas.Trayectoria,
    "metas": piezas.Meta,
    "salvedades": piezas.Salvedad,
    "calendario": piezas.Actividad,
}
# La columna que en otras tablas señala a una fila de esta.
OWNERS = {
    "eje": "ejes",
    "oi": "objetivos",
    "accion": "acciones",
    "responsable": "responsables",
    "periodo": "periodos",
    "trayectoria": "trayectorias",
}
KEYS = {"acciones_responsables": ("accion", "responsable"), "salvedades": ("trayectoria", "asunto")}
BOOLEANS = {"true": True, "false": False}

Rows = dict[int, Any]  # número de fila, como lo muestra Excel → pieza del plan


def load_plan(folder: Path) -> Plan:
    """El plan guardado en `folder`. Lanza DatosInvalidos con cada falta en castellano."""
    faltas: list[str] = []
    tables = {name: _read(folder / f"{name}.csv", cls, faltas) for name, cls in TABLES.items()}
    _refuse(faltas)
    for name, rows in tables.items():
        faltas += [*_repeated(name, rows), *_broken(name, tables)]
    faltas += _incoherent(tables["metas"])
    _refuse(faltas)
    return _build({name: tuple(rows.values()) for name, rows in tables.items()}, folder)


def _refuse(faltas: list[str]) -> None:
    if faltas:
        raise DatosInvalidos(faltas)


def _build(tables: dict[str, tuple], folder: Path) -> Plan:
    fichas, encargos = tables.pop("plan"), tables.pop("acciones_responsables")
    if len(fichas) != 1:
        raise DatosInvalidos([f"plan.csv: tiene {len(fichas)} filas en {folder.name}. Deje exactamente una."])
    periodos = tuple(sorted(tables.pop("periodos"), key=lambda p: p.orden))
    edicion = version_of(folder) if (folder / DESCRIPTOR).is_file() else ""
    return Plan(ficha=fichas[0], encargos=encargos, periodos=periodos, edicion=edicion, **tables)


def _read(path: Path, cls: type, faltas: list[str]) -> Rows:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *records = csv.reader(file)
    except FileNotFoundError:
        faltas.append(f"{path.name}: no está en la carpeta {path.parent.name}. Agréguelo.")
    except UnicodeDecodeError:
        faltas.append(f"{path.name}: no está en UTF-8. Guárdelo como «CSV UTF-8 (delimitado por comas)».")
    except ValueError:
        faltas.append(f"{path.name}: está vacío. Restaure al menos la fila de encabezados.")
    else:
        return _rows(path.name, cls, header, records, faltas)
    return {}


def _rows(file: str, cls: type, header: list[str], records: list[list[str]], faltas: list[str]) -> Rows:
    missing = [f.name for f in fields(cls) if f.name not in header]
    if missing:
        columns = ", ".join(f"«{name}»" for name in missing)
        faltas.append(f"{file}, fila 1: falta {columns}. Revise los encabezados y que separe con comas.")
        return {}
    types, rows = get_type_hints(cls), {}
    for number, record in enumerate(records, start=2):
        if not any(record):
            continue
        cells = dict(zip(header, record, strict=False))
        values = {f.name: _value(f, types[f.name], cells.get(f.name, "")) for f in fields(cls)}
        bad = [_cell(file, number, n, cells.get(n, ""), str(v)) for n, v in values.items() if _is_bad(v)]
        faltas += bad
        if not bad:
            rows[number] = cls(**values)
    return rows


def _is_bad(value: Any) -> bool:
    return isinstance(value, ValueError)


def _value(field: Field, type_: Any, raw: str) -> Any:
    """El valor de la celda o, si no sirve, un ValueError que dice qué hacer."""
    raw = raw.strip()
    if not raw:
        optional = field.default is not MISSING
        return field.default if optional else ValueError("está vacía. Escriba un valor.")
    if get_origin(type_) is Literal:
        options = ", ".join(f"«{o}»" for o in get_args(type_) if o)
        return raw if raw in get_args(type_) else ValueError(f"no se admite. Use una de estas: {options}.")
    if type_ is bool:
        return BOOLEANS.get(raw.lower(), ValueError("no se entiende. Escriba «true» o «false»."))
    if type_ in (str, date):
        return raw if type_ is str else _date(raw)
    if re.fullmatch(r"\d+" if type_ is int else r"\d+(\.\d+)?", raw):
        return int(raw) if type_ is int else float(raw)
    return ValueError("no es un número. Escriba solo cifras, con punto decimal.")


def _date(raw: str) -> date | ValueError:
    try:
        return date.fromisoformat(raw)
    except ValueError:
        return ValueError("no es una fecha. Escríbala como año-mes-día: 2019-12-31.")


def _cell(file: str, row: int, column: str, raw: str, problem: str) -> str:
    return f"{file}, fila {row}, columna «{column}»: «{raw}» {problem}"


def _repeated(name: str, rows: Rows) -> Iterator[str]:
    seen: dict[tuple, int] = {}
    for number, row in rows.items():
        columns = KEYS.get(name, (fields(row)[0].name,))
        key = tuple(getattr(row, c) for c in columns)
        if key in seen:
            problem = f"ya está en la fila {seen[key]}. Borre una de las dos o corrija el código."
            yield _cell(f"{name}.csv", number, columns[0], " · ".join(key), problem)
        seen.setdefault(key, number)


def _broken(name: str, tables: dict[str, Rows]) -> Iterator[str]:
    """Referencias a filas que no existen, o que dicen otra cosa que la fila a la que apuntan."""
    for column, owner in OWNERS.items():
        if owner == name or column not in {f.name for f in fields(TABLES[name])}:
            continue
        targets = {code(row): row for row in tables[owner].values()}
        for number, row in tables[name].items():
            value = getattr(row, column)
            if value and value not in targets:
                problem = f"no existe en {owner}.csv. Corrija el código o agregue esa fila en {owner}.csv."
                yield _cell(f"{name}.csv", number, column, value, problem)
            elif value:
                yield from _contradictions(f"{name}.csv", number, row, targets[value], owner)


def _contradictions(file: str, number: int, row: Any, target: Any, owner: str) -> Iterator[str]:
    for column in ("eje", "oi", "accion"):
        here, there = getattr(row, column, ""), getattr(target, column, "")
        if here and there and here != there:
            problem = f"no coincide con {owner}.csv, donde {code(target)} dice «{there}». Corrija uno de los dos."
            yield _cell(file, number, column, here, problem)


def _incoherent(metas: Rows) -> Iterator[str]:
    """Metas que se contradicen a sí mismas o repiten la de su trayectoria en el mismo periodo."""
    seen: dict[tuple[str, str], int] = {}
    for number, m in metas.items():
        if m.es_numerica != (m.clase in piezas.CLASES_NUMERICAS):
            problem = f"no corresponde a la clase «{m.clase}». Corrija la columna o la clase."
            yield _cell("metas.csv", number, "es_numerica", str(m.es_numerica).lower(), problem)
        if m.es_numerica and m.valor is None:
            yield _cell("metas.csv", number, "valor", "", "está vacía en una meta numérica. Escriba la cifra.")
        if m.es_hito != bool(m.estado_hito):
            problem = f"no corresponde a es_hito «{str(m.es_hito).lower()}». Un hito lleva estado; lo demás, no."
            yield _cell("metas.csv", number, "estado_hito", m.estado_hito, problem)
        first = seen.setdefault((m.trayectoria, m.periodo), number)
        if first != number:
            problem = f"ya tiene meta de {m.trayectoria} en la fila {first}. Deje una sola por periodo."
            yield _cell("metas.csv", number, "periodo", m.periodo, problem)
