"""Las filas de los datos que sostienen una cifra, cada una con su documento y el lugar exacto donde se leyó."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.catalog import DESGLOSABLE, Serie
from dashboard.correcciones import Correccion
from dashboard.data_package import Datos
from dashboard.idioma import N_, _
from dashboard.queries.citas import SEPARADOR
from dashboard.queries.poblacion import con_denominador

NO_CONSTA = N_("no consta")
SIN_FILA = N_("ninguna fila del lugar en ese periodo: la serie nunca escribe ceros, así que se lee cero")


@dataclass(frozen=True)
class Respaldo:
    """Una fila que sostiene la cifra: qué documento, dónde en él, cuándo se leyó y qué dice."""

    documento: str
    editor: str
    fecha: str
    cita: str
    consultado: str
    procedencia: str = ""
    dice: str = ""
    nota: str = ""
    correccion: str = ""


def source_of(datos: Datos, fuente_id: str, cita: str) -> Respaldo:
    """El documento `fuente_id` de la tabla fuentes, con una cita dentro de él."""
    row = _sources(datos)[fuente_id]
    read = row["fecha_consulta"]
    return Respaldo(
        documento=row["titulo"],
        editor=row["editor"],
        fecha=_text(row["fecha"]),
        cita=_(cita or NO_CONSTA),
        consultado=fmt.day(read.date()) if isinstance(read, pd.Timestamp) else _text(read) or _(NO_CONSTA),
    )


def behind_record(datos: Datos, record: Mapping) -> tuple[Respaldo, ...]:
    """Lo que cita una fila ya consultada (columnas fuente_id y cita), una entrada por fuente."""
    cited, cita = _text(record.get(N.FUENTE_ID)), _text(record.get(N.CITA))
    extra = {
        "procedencia": _text(record.get(N.PROCEDENCIA)),
        "nota": _text(record.get(N.NOTA)),
        "correccion": corrections_of(datos, record),
    }
    return tuple(replace(source_of(datos, f, cita), **extra) for f in cited.split(SEPARADOR) if f)


def behind_cases(
    datos: Datos, serie: Serie, componente: str, codigo: str, desde: int, hasta: int
) -> tuple[Respaldo, ...]:
    """Las filas de la tabla casos que suman el conteo de un lugar entre dos años; si no hay, el porqué del cero."""
    partes = DESGLOSABLE if componente == "total" and "base" in serie.componentes else (componente,)
    rows = [
        r
        for r in _cases(datos).get((serie.serie_id, codigo), ())
        if r.componente in partes and desde <= r.inicio.year and r.fin.year <= hasta
    ]
    if rows:
        return tuple(_case(datos, serie, r) for r in rows)
    return (source_of(datos, serie.fuente_id, SIN_FILA if serie.ausencia == "cero" else NO_CONSTA),)


def behind_people(datos: Datos, codigo: str, desde: int, hasta: int) -> tuple[Respaldo, ...]:
    """La población que divide: quién la publica y de qué años."""
    ubigeo = con_denominador(datos).get(codigo, codigo)
    propia = datos["poblacion_distritos"]
    tables = (
        datos["poblacion"][datos["poblacion"][N.UBIGEO] == ubigeo],
        propia[(propia[N.DF_ID] == codigo) & propia["completa"]],
    )
    found = (_people(datos, rows[rows[N.ANIO].between(desde, hasta)]) for rows in tables)
    return tuple(r for rows in found for r in rows)


def _people(datos: Datos, rows: pd.DataFrame) -> Iterable[Respaldo]:
    for (anio, fuente), part in rows.groupby([N.ANIO, N.FUENTE_ID]):
        said = _("{n} habitantes", n=fmt.number(part["habitantes"].sum()))
        yield replace(source_of(datos, fuente, _("población de {anio}", anio=anio)), procedencia="publicado", dice=said)


def _case(datos: Datos, serie: Serie, row) -> Respaldo:
    said = _("{n} en {periodo}", n=fmt.number(row.valor), periodo=fmt.period(row.inicio.date(), row.fin.date()))
    part = "" if row.componente == "total" else f" ({_(row.componente)})"
    found = source_of(datos, row.fuente_id, row.cita)
    fixed = corrections_of(datos, row._asdict()) if datos.correcciones else ""
    return replace(found, procedencia=row.procedencia, dice=said + part, nota=_text(row.nota), correccion=fixed)


def corrections_in(datos: Datos, frame: pd.DataFrame) -> tuple[str, ...]:
    """Las correcciones de las filas que sostienen una tabla, para decirlas en su tarjeta."""
    if not datos.correcciones or N.FUENTE_ID not in frame:
        return ()
    return tuple(_("Cifra corregida. {detalle}", detalle=c.texto) for c in datos.correcciones if _cites(frame, c))


def _cites(frame: pd.DataFrame, c: Correccion) -> bool:
    """Si alguna fila cita lo corregido; donde la fila dice el lugar, ha de ser el mismo."""
    rows = frame
    codigo = dict(c.clave).get(N.CODIGO, "")
    if N.CODIGO in frame and codigo not in ("", N.PAIS):
        rows = frame[frame[N.CODIGO] == codigo]
    sources, cites = rows[N.FUENTE_ID].fillna(""), rows[N.CITA].fillna("")
    return any(c.fuente_id in f.split(SEPARADOR) and c.cita in t for f, t in zip(sources, cites, strict=True))


def corrections_of(datos: Datos, record: Mapping) -> str:
    """Lo que se corrigió en una fila, en palabras; vacío si nada."""
    return " ".join(c.texto for c in datos.correcciones if c.is_of(record))


@lru_cache(maxsize=8)
def _cases(datos: Datos) -> dict[tuple[str, str], list]:
    """(serie, código) → filas de conteo, para no recorrer la tabla por cada cifra."""
    found: dict[tuple[str, str], list] = {}
    casos = datos["casos"]
    for row in casos[casos[N.MEDIDA] == "conteo"].itertuples():
        found.setdefault((row.serie_id, row.codigo), []).append(row)
    return found


@lru_cache(maxsize=8)
def _sources(datos: Datos) -> dict[str, dict]:
    return {row[N.FUENTE_ID]: row for row in datos["fuentes"].to_dict("records")}


def _text(value) -> str:
    return "" if value is None or pd.isna(value) else str(value)
