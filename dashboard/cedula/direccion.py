"""El nombre de una cifra y su dirección: «lista/loreto/casos?serie=delitos&desde=2023&hasta=2023».

Dice qué es la cifra, no cuánto vale: la selección va completa, aunque coincida con la inicial, para que el mismo
nombre siga señalando lo mismo cuando lleguen datos nuevos.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from dashboard.catalog import PLANTILLA, alphabetical
from dashboard.charts import Contexto, Record
from dashboard.filters import Filtros
from dashboard.idioma import CAMPO, seguir
from dashboard.privacy.publicables import PERFIL

RUTA = "/cedula/"
JUNTA = "~"
FUERA = re.compile(r"[^a-z0-9._]+")
MAX_LARGO = 600


@dataclass(frozen=True)
class Pedido:
    """Una dirección ya separada: origen, fila, columna, selección y versión pedida (vacía: la vigente)."""

    origen: str
    fila: str
    columna: str
    seleccion: str
    version: str


def cedula_id(origen, ctx: Contexto, record: Record, column: str) -> str:
    """El nombre de la cifra en la columna `column` de la fila `record`."""
    text = urlencode(_selection(ctx.filtros, origen.obeys), safe=",")
    return f"{origen.id}/{row_key(origen, record)}/{column}" + (f"?{text}" if text else "")


def row_key(origen, record: Record) -> str:
    """La fila, por las columnas que la identifican: «delitos~loreto~2023»."""
    return JUNTA.join(slug(str(record[k])) for k in origen.key)


def slug(text: str) -> str:
    """Sin tildes, mayúsculas ni signos que una dirección tenga que disfrazar."""
    return FUERA.sub("-", alphabetical(text).replace("\uffff", "n")).strip("-")


def path(cedula: str, version: str) -> str:
    """La dirección dentro del tablero."""
    return seguir(f"{RUTA}{cedula}{'&' if '?' in cedula else '?'}v={version}")


def parse(pathname: str, search: str) -> Pedido | None:
    """La dirección separada; None si no tiene la forma de una cédula."""
    parts = pathname[:MAX_LARGO].removeprefix(RUTA).split("/")
    if not pathname.startswith(RUTA) or len(parts) != 3 or not all(parts):
        return None
    asked = {k: v[-1] for k, v in parse_qs(search.lstrip("?")[:MAX_LARGO]).items()}
    version = asked.pop("v", "")
    asked.pop(CAMPO, None)
    return Pedido(*parts, seleccion=urlencode(asked, safe=","), version=version)


def _selection(filtros: Filtros, campos: tuple[str, ...]) -> dict[str, object]:
    if filtros.corte == PLANTILLA and "corte" in campos:
        campos = tuple(dict.fromkeys((*campos, "serie", "desde", "hasta", "lugares", *PERFIL)))
    named = {"lugar" if c == "lugares" else c: getattr(filtros, c) for c in campos}
    if named.get("medida") == "conteo":
        del named["medida"]
    if "lugar" in named:
        named["lugar"] = ",".join(named["lugar"])
    return {k: v for k, v in named.items() if v != ""}
