"""Las correcciones declaradas: qué celda de qué tabla, lo que la fuente imprime, lo que se usa y por qué.

Se aplican al leer la carpeta, sobre las tablas que vienen; un año importado reemplaza a la fila, corregida o no.
Si la fila ya no dice lo impreso, la fuente se enmendó: la carga se detiene y pide borrar la corrección.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N

TABLA = "correcciones"


@dataclass(frozen=True)
class Correccion:
    """Una celda corregida. `clave` son las columnas y valores que señalan su fila."""

    tabla: str
    clave: tuple[tuple[str, str], ...]
    columna: str
    impreso: str
    corregido: str
    motivo: str
    quien: str
    fecha: date
    fuente_id: str = ""
    cita: str = ""

    @property
    def texto(self) -> str:
        """«La fuente imprime 20.2; aquí se usa 20.1. Motivo (quién, fecha).»"""
        who = f"{self.quien}, {fmt.day(self.fecha)}"
        return f"La fuente imprime {self.impreso}; aquí se usa {self.corregido}. {self.motivo.rstrip('.')} ({who})."

    def is_of(self, record: Mapping) -> bool:
        """Si una fila, de la tabla o de una consulta que conserva sus columnas, es la corregida."""
        same = all(k in record and _plain(record[k]) == v for k, v in self.clave)
        return same and _plain(record.get(N.FUENTE_ID)) == self.fuente_id


def corrected(
    tables: Mapping[str, pd.DataFrame],
) -> tuple[dict[str, pd.DataFrame], tuple[Correccion, ...], list[str]]:
    """Las tablas corregidas, lo que se corrigió y las faltas de las correcciones que no se pueden aplicar."""
    tables, done, faltas = dict(tables), [], []
    rows = tables.get(TABLA, pd.DataFrame()).itertuples()
    for number, row in enumerate(rows, start=2):
        found, problem = _find(tables, row, row.valor_impreso)
        if problem:
            faltas.append(f"correcciones.csv, fila {number}: {problem}")
            continue
        correccion = _correction(tables[row.tabla].loc[found], row)
        tables[row.tabla] = _applied(tables[row.tabla], found, correccion)
        done.append(correccion)
    return tables, tuple(done), faltas


def declared(tables: Mapping[str, pd.DataFrame]) -> tuple[Correccion, ...]:
    """Las correcciones ya aplicadas en unas tablas."""
    rows = [(r, _find(tables, r, r.valor_corregido)) for r in tables.get(TABLA, pd.DataFrame()).itertuples()]
    return tuple(_correction(tables[r.tabla].loc[found], r) for r, (found, problem) in rows if not problem)


def _find(tables: Mapping[str, pd.DataFrame], row, expected: str) -> tuple[object, str]:
    """El índice de la fila que se corrige, o por qué no se puede corregir."""
    if row.tabla not in tables or row.tabla == TABLA:
        return None, f"no existe la tabla «{row.tabla}». Corrija su nombre."
    table, clave = tables[row.tabla], _key(row.clave)
    if unknown := [c for c in (*dict(clave), row.columna) if c not in table]:
        return None, f"{row.tabla}.csv no tiene la columna «{unknown[0]}». Corrija la clave o la columna."
    mask = pd.Series(True, index=table.index)
    for column, value in clave:
        mask &= table[column].map(_plain) == value
    if mask.sum() != 1:
        return None, f"«{row.clave}» señala {mask.sum()} filas de {row.tabla}.csv y debe señalar una. Precise la clave."
    if pd.api.types.is_numeric_dtype(table[row.columna]) and not _is_number(row.valor_corregido):
        return None, f"«{row.valor_corregido}» no es un número. Escríbalo con punto decimal y sin separador de miles."
    found = table.index[mask][0]
    said = _plain(table.at[found, row.columna])
    if not _same(said, expected):
        return None, (
            f"la fila de {row.tabla}.csv ya dice «{said}» y no «{row.valor_impreso}»: la fuente se enmendó, o la "
            "transcripción cambió. Borre la corrección si ya no hace falta."
        )
    return found, ""


def _key(text: str) -> tuple[tuple[str, str], ...]:
    """«serie_id=plan_anual; anio=2009» → pares columna, valor."""
    pairs = (part.partition("=") for part in text.split(";"))
    return tuple((column.strip(), value.strip()) for column, _, value in pairs)


def _correction(source: pd.Series, row) -> Correccion:
    return Correccion(
        row.tabla,
        _key(row.clave),
        row.columna,
        row.valor_impreso,
        row.valor_corregido,
        row.motivo,
        row.quien,
        row.fecha.date(),
        _plain(source.get(N.FUENTE_ID)),
        _plain(source.get(N.CITA)),
    )


def _applied(table: pd.DataFrame, found: object, c: Correccion) -> pd.DataFrame:
    """La tabla con la celda cambiada y la corrección dicha en la nota de la fila."""
    out = table.copy()
    numeric = pd.api.types.is_numeric_dtype(out[c.columna])
    out.loc[found, c.columna] = float(c.corregido) if numeric else c.corregido
    if N.NOTA in out:
        out.loc[found, N.NOTA] = " ".join(filter(None, [_plain(out.at[found, N.NOTA]), c.texto]))
    return out


def _same(said: str, printed: str) -> bool:
    return float(said) == float(printed) if _is_number(said) and _is_number(printed) else said == printed


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"\d+(\.\d+)?", text))


def _plain(value) -> str:
    """Un valor como se escribe en el CSV; lo ausente, vacío."""
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
