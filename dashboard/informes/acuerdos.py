"""Los acuerdos que anota una asamblea: el archivo que sale del navegador, revisado y unido sin duplicar.

Cada acuerdo nace con un código único en el equipo donde se anota. Dos archivos de dos equipos se unen por ese código:
si es el mismo, queda la última corrección; si no, quedan los dos.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from dashboard import formatting as fmt
from dashboard.plan import Plan
from dashboard.plan.reportes import Acuerdo

FORMATO = "mirador-acuerdos-1"
CODIGO = re.compile(r"acuerdo-[0-9a-f]{32}")
MAX_BYTES = 2_000_000
MAX_ACUERDOS = 500
LARGOS = {"texto": 2000, "responsable": 200, "sesion": 200, "autor": 120}
OBLIGATORIOS = ("texto", "responsable", "sesion", "autor")


class ArchivoInvalido(Exception):
    """El archivo no se puede leer; `faltas` son oraciones para quien puede corregirlo."""

    def __init__(self, *faltas: str):
        super().__init__(" ".join(faltas))
        self.faltas = faltas


@dataclass(frozen=True)
class Asamblea:
    """Lo que dice un archivo de acuerdos: dónde fue, con qué versión de los datos y qué se acordó."""

    titulo: str
    version: str
    acuerdos: tuple[Acuerdo, ...]


def read(content: bytes, plan: Plan) -> Asamblea:
    """Lee y revisa el archivo entero: o todo está bien o ArchivoInvalido dice todas sus faltas."""
    values = _parse(content)
    rows = values.get("acuerdos")
    if not isinstance(rows, list):
        raise ArchivoInvalido("El archivo no trae la lista de acuerdos. Descárguelo otra vez desde la sala.")
    if len(rows) > MAX_ACUERDOS:
        raise ArchivoInvalido(f"El archivo trae {fmt.number(len(rows))} acuerdos; se admiten hasta {MAX_ACUERDOS}.")
    faults, found = [], []
    for number, row in enumerate(rows, 1):
        try:
            found.append(_agreement(row, plan))
        except ValueError as error:
            faults.append(f"Acuerdo {number}: {error}")
    if faults:
        raise ArchivoInvalido(*faults)
    return Asamblea(str(values.get("sesion", ""))[:200], str(values.get("version", ""))[:40], merge(found))


def merge(acuerdos: Iterable[Acuerdo]) -> tuple[Acuerdo, ...]:
    """Uno por código, en el orden en que se anotaron; de dos con el mismo código queda el de fecha posterior."""
    last: dict[str, Acuerdo] = {}
    for acuerdo in acuerdos:
        known = last.get(acuerdo.acuerdo_id)
        if known is None or known.fecha < acuerdo.fecha:
            last[acuerdo.acuerdo_id] = acuerdo
    return tuple(sorted(last.values(), key=lambda a: (a.fecha, a.acuerdo_id)))


def written_by(acuerdo: Acuerdo) -> str:
    """«Rosa Quispe, 26 de noviembre de 2026, 15:04»: la hora del equipo donde se anotó."""
    return f"{acuerdo.autor}, {fmt.day(acuerdo.fecha.date())}, {acuerdo.fecha:%H:%M}"


def _parse(content: bytes) -> dict:
    if len(content) > MAX_BYTES:
        raise ArchivoInvalido("El archivo pesa más de 2 MB: no es uno de acuerdos.")
    try:
        values = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ArchivoInvalido("El archivo no es JSON o está cortado. Descárguelo otra vez desde la sala.") from None
    if not isinstance(values, dict) or values.get("formato") != FORMATO:
        raise ArchivoInvalido(f"El archivo no dice «{FORMATO}»: no es uno de acuerdos de este tablero.")
    return values


def _agreement(row, plan: Plan) -> Acuerdo:
    """Un renglón del archivo como Acuerdo; ValueError dice qué falta o sobra."""
    if not isinstance(row, dict):
        raise ValueError("no es un acuerdo.")
    code, meta = str(row.get("acuerdo_id", "")), _text(row, "meta_id", 40)
    if not CODIGO.fullmatch(code):
        raise ValueError("su código no tiene la forma que escribe el tablero.")
    if meta and meta not in {m.meta_id for m in plan.metas}:
        raise ValueError(f"la meta «{meta}» no está en el Plan. Corrija el código o déjelo en blanco.")
    fields = {name: _text(row, name, size) for name, size in LARGOS.items()}
    if missing := [name for name in OBLIGATORIOS if not fields[name]]:
        raise ValueError(f"falta {fmt.listing(missing)}.")
    return Acuerdo(code, vence=_due(row), meta_id=meta, fecha=_when(row), **fields)


def _text(row: dict, name: str, size: int) -> str:
    value = row.get(name) or ""
    if not isinstance(value, str) or len(value) > size:
        raise ValueError(f"«{name}» debe ser un texto de hasta {size} letras.")
    return " ".join(value.split())


def _due(row: dict) -> date | None:
    text = _text(row, "vence", 10)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"«{text}» no es una fecha (año-mes-día).") from None


def _when(row: dict) -> datetime:
    """La hora con su diferencia con UTC: sin ella no se sabe cuál corrección es posterior."""
    text = _text(row, "fecha", 40)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"«{text}» no es una fecha con hora.") from None
    if moment.tzinfo is None:
        raise ValueError(f"«{text}» no dice la diferencia con UTC.")
    return moment
