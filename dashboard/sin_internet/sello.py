"""El control de un formulario: de quién es, sobre qué versiones se escribe y qué textos trae, firmado con la clave."""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.sin_internet.hoja import Formulario

FORMATO = "mirador-avances-1"
Celda = tuple[int, int]


@dataclass(frozen=True)
class Control:
    """Lo que el formulario decía de sí mismo al salir. `filas`: fila → (meta_id, año)."""

    institucion: str
    periodo: str
    version_plan: str
    demostracion: bool
    bases: dict[str, int]
    filas: dict[int, tuple[str, int]]
    bloqueadas: dict[Celda, str]


def control_of(formulario: Formulario) -> Control:
    """El control del formulario tal como sale."""
    return Control(
        formulario.institucion.codigo,
        formulario.periodo,
        formulario.version_plan,
        formulario.demostracion,
        formulario.bases,
        {r.fila: (r.meta.meta_id, r.anio) for r in formulario.renglones},
        formulario.bloqueadas,
    )


def seal(control: Control, clave: bytes) -> list[str]:
    """El control como líneas de texto, cada una para una celda; la última es la firma de las demás."""
    head = [control.institucion, control.periodo, control.version_plan, control.demostracion]
    rows = [[fila, *who, control.bases[who[0]]] for fila, who in control.filas.items()]
    cells = [[*where, text] for where, text in control.bloqueadas.items()]
    lines = [FORMATO, *(json.dumps(row, ensure_ascii=False) for row in (head, [len(rows)], *rows, *cells))]
    return [*lines, _sign(lines, clave)]


def unseal(lines: list[str], clave: bytes) -> Control | None:
    """El control que esas líneas dicen, o None si alguna cambió o se firmó con otra clave."""
    if len(lines) < 4 or lines[0] != FORMATO:
        return None
    if not hmac.compare_digest(lines[-1].encode(), _sign(lines[:-1], clave).encode()):
        return None
    head, [count], *rest = (json.loads(line) for line in lines[1:-1])
    rows, cells = rest[:count], rest[count:]
    return Control(
        *head,
        bases={meta: base for _, meta, _, base in rows},
        filas={fila: (meta, anio) for fila, meta, anio, _ in rows},
        bloqueadas={(fila, columna): text for fila, columna, text in cells},
    )


def _sign(lines: Iterable[str], clave: bytes) -> str:
    return hmac.new(clave, "\n".join(lines).encode(), hashlib.sha256).hexdigest()
