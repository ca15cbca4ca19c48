"""Una fila de un archivo por nombre de columna: qué celda es cuál, cómo se lee y con qué falta se aparta."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.sources.faltas import FALTAS
from dashboard.sources.fechas import months
from dashboard.sources.lectura import ArchivoRechazado, Reparacion
from dashboard.sources.lugares import Lugares, place_key
from dashboard.sources.numeros import PERU, Marcas, count
from dashboard.sources.source import Entrada

NO_LETRA = re.compile(r"[^A-Z0-9]+")
ANIO = re.compile(r"20\d\d|2100")


class FilaIlegible(Exception):
    """La fila no se puede usar; se aparta con este código."""

    def __init__(self, codigo: str, **datos):
        self.codigo = codigo
        super().__init__(FALTAS[codigo].mensaje.format(**datos))


def heading(texto: str) -> str:
    """«Denuncias por comisión» y «denuncias_por_comision» son el mismo encabezado."""
    return NO_LETRA.sub("_", place_key(texto)).strip("_").lower()


@dataclass(frozen=True)
class Columnas:
    """Posición de cada columna que se usa y textos de las que no."""

    indice: Mapping[str, int]
    ajenas: tuple[str, ...]
    total: int

    def row(self, linea: int, celdas: Sequence[str], rellenar: bool) -> "Fila":
        """La fila por nombre. `rellenar`: en un libro de Excel las celdas vacías del final no se escriben."""
        hay = len(celdas)
        while hay > self.total and not celdas[hay - 1].strip():
            hay -= 1
        if hay > self.total or (hay < self.total and not rellenar):
            raise FilaIlegible("E-CAMPOS", hay=hay, esperadas=self.total)
        return Fila(linea, {n: celdas[i].strip() if i < hay else "" for n, i in self.indice.items()})


def match_columns(entrada: Entrada, nombres: Mapping[str, Sequence[str]], opcionales: Sequence[str] = ()) -> Columnas:
    """Ubica `nombres` (nombre → otras formas de escribirlo) en el encabezado, o rechaza el archivo."""
    canonical = {heading(f): n for n, formas in nombres.items() for f in (n, *formas)}
    found: dict[str, int] = {}
    for i, texto in enumerate(entrada.columnas):
        nombre = canonical.get(heading(texto))
        if nombre in found:
            raise ArchivoRechazado("E-COLUMNA-REPETIDA", entrada.archivo.nombre, columna=texto)
        if nombre:
            found[nombre] = i
    if missing := [n for n in nombres if n not in found and n not in opcionales]:
        raise ArchivoRechazado("E-COLUMNAS", entrada.archivo.nombre, columnas="», «".join(missing))
    used = set(found.values())
    ajenas = tuple(t for i, t in enumerate(entrada.columnas) if t and i not in used)
    filled = [i for i, texto in enumerate(entrada.columnas) if texto]
    return Columnas(found, ajenas, filled[-1] + 1)


@dataclass(frozen=True)
class Fila:
    """Celdas de una fila por nombre de columna. Lo que se repara se anota aquí y vale solo si la fila se carga."""

    linea: int
    celdas: Mapping[str, str]
    reparaciones: list[Reparacion] = field(default_factory=list)

    def __contains__(self, columna: str) -> bool:
        return columna in self.celdas

    def text(self, columna: str) -> str:
        """El texto de una celda que no puede estar vacía."""
        if not self.celdas[columna]:
            raise FilaIlegible("E-CELDA-VACIA", columna=columna)
        return self.celdas[columna]

    def repair(self, columna: str, despues: str, codigo: str) -> None:
        """Anota lo que se entendió."""
        self.reparaciones.append(Reparacion(self.linea, columna, self.celdas[columna], despues, codigo))

    def count(self, columna: str, marcas: Marcas = PERU) -> int:
        """Un conteo: entero de 0 en adelante."""
        texto = self.text(columna)
        value = count(texto, marcas)
        if value is None:
            raise FilaIlegible("E-CANTIDAD", valor=texto)
        if not texto.isdigit():
            self.repair(columna, str(value), "A-CANTIDAD")
        return value

    def year(self, columna: str) -> int:
        """Un año calendario."""
        texto = self.text(columna)
        if not ANIO.fullmatch(texto):
            raise FilaIlegible("E-ANIO", valor=texto)
        return int(texto)

    def months(self, columna: str) -> tuple[int, int]:
        """Primer y último mes de un periodo."""
        texto = self.text(columna)
        found = months(texto)
        if found is None:
            raise FilaIlegible("E-PERIODO", valor=texto)
        return found

    def district(self, columna: str, lugares: Lugares) -> str:
        """El distrito fiscal que nombra la celda."""
        texto = self.text(columna)
        df_id = lugares.df_id(texto)
        if df_id is None:
            raise FilaIlegible("E-LUGAR", valor=texto)
        if place_key(texto) != place_key(lugares.nombre_mpfn[df_id]):
            self.repair(columna, lugares.nombre_mpfn[df_id], "A-LUGAR")
        return df_id

    def ubigeo(self, columna: str) -> str:
        """Un ubigeo de seis cifras, con el cero inicial que Excel quita."""
        texto = self.text(columna)
        if not (texto.isdigit() and len(texto) in (5, 6)):
            raise FilaIlegible("E-UBIGEO", valor=texto)
        if len(texto) == 5:
            self.repair(columna, texto.zfill(6), "A-UBIGEO")
        return texto.zfill(6)
