"""De una Lectura a los archivos de su carpeta: casos, series, fuentes y las tablas propias, con su datapackage.json."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.data_package import Datos, read_table, seal
from dashboard.importer.carpetas import INFORME
from dashboard.sources.lectura import Apartada, Lectura

COMUNES = ("casos", "series", "fuentes")
FORMULA = ("=", "+", "-", "@")


def tables_of(lectura: Lectura, datos: Datos, carpeta: str, nombre: str) -> dict[str, pd.DataFrame]:
    """Las tablas que se guardan, por nombre. `nombre` es el de la fuente, para el lector."""
    fuente_id = "importado-" + carpeta.replace("_", "-")
    casos = lectura.casos.assign(**{N.FUENTE_ID: fuente_id, N.NOTA: [_partial(r) for r in lectura.casos.itertuples()]})
    common = {
        "casos": casos.sort_values([N.SERIE_ID, N.INICIO, N.AMBITO, N.CODIGO, N.COMPONENTE]),
        "series": lectura.series.assign(**{N.FUENTE_ID: fuente_id}),
        "fuentes": pd.DataFrame([_source(lectura, datos, fuente_id, nombre)]),
    }
    own = {n: t for n, t in lectura.tablas.items() if n not in COMUNES}
    return {n: t.reindex(columns=_columns(datos, n)) for n, t in common.items()} | own


def _columns(datos: Datos, table: str) -> list[str]:
    return [f["name"] for f in datos.resources[table]["schema"]["fields"]]


def _partial(row) -> str | None:
    whole = (row.inicio.month, row.inicio.day, row.fin.month, row.fin.day) == (1, 1, 12, 31)
    return None if whole else f"Periodo incompleto: {fmt.period(row.inicio, row.fin)}."


def _source(lectura: Lectura, datos: Datos, fuente_id: str, nombre: str) -> dict:
    corte = f"fecha de corte del archivo: {lectura.fecha_corte:%d/%m/%Y}" if lectura.fecha_corte else ""
    spans = sorted({(r.inicio, r.fin) for r in lectura.casos.itertuples()})
    periods = fmt.listing([fmt.period(*s) for s in spans])
    return {
        N.FUENTE_ID: fuente_id,
        "titulo": f"{nombre}: {lectura.archivo}",
        "editor": _publisher(lectura, datos) or nombre,
        "fecha": "; ".join(filter(None, [periods, corte])),
        "tipo": "archivo importado",
        "ubicacion": f"archivo {lectura.archivo}, importado en esta instalación",
        "licencia": "no declarada",
        N.NOTA: f"Huella SHA-256 del archivo: {lectura.sha256}.",
    }


def _publisher(lectura: Lectura, datos: Datos) -> str:
    described = pd.concat([lectura.series, datos["series"]])
    own = described[described[N.SERIE_ID].isin(lectura.casos[N.SERIE_ID])]
    return next(iter(own["editor"].dropna()), "")


def descriptor(tables: Mapping[str, pd.DataFrame], files: Mapping[str, bytes], datos: Datos, title: str) -> bytes:
    """El datapackage.json de la carpeta, con el sello de cada tabla y del informe."""
    resources = [
        _resource(name, f"{name}.csv", files) | {"schema": _schema(name, t, datos)} for name, t in tables.items()
    ]
    package = {
        "name": "importado",
        "title": title,
        "resources": [*resources, _resource("informe", INFORME, files)],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(name: str, path: str, files: Mapping[str, bytes]) -> dict:
    content = files[path]
    return {"name": name, "path": path, "bytes": len(content), "hash": seal(content)}


def typed(tables: Mapping[str, pd.DataFrame], datos: Datos) -> dict[str, pd.DataFrame]:
    """Las tablas como se leerán después de guardarlas."""
    return {n: read_table(io.BytesIO(to_csv(t)), {"schema": _schema(n, t, datos)}) for n, t in tables.items()}


def _schema(name: str, table: pd.DataFrame, datos: Datos) -> dict:
    if name in COMUNES:
        fields = datos.resources[name]["schema"]["fields"]
        return {"fields": [{"name": f["name"], "type": f["type"]} for f in fields], "missingValues": [""]}
    return {"fields": [{"name": str(c), "type": _type(table[c])} for c in table], "missingValues": [""]}


def _type(column: pd.Series) -> str:
    kinds = {"i": "integer", "u": "integer", "f": "number", "b": "boolean", "M": "date"}
    if column.dtype.kind in kinds:
        return kinds[column.dtype.kind]
    values = column.dropna()
    return "date" if len(values) and values.map(lambda v: isinstance(v, date | datetime)).all() else "string"


def to_csv(table: pd.DataFrame) -> bytes:
    """CSV con comas y fin de renglón simple: los mismos datos dan los mismos bytes."""
    return table.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d").encode()


def set_aside_csv(apartadas: Iterable[Apartada]) -> bytes:
    """Las filas apartadas para Excel: separador «;», marca BOM y ningún texto que Excel tome por fórmula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(["línea", "código", "razón", "texto original"])
    writer.writerows([a.linea, a.codigo, _inert(a.razon), _inert(a.texto)] for a in apartadas)
    return out.getvalue().encode("utf-8-sig")


def _inert(texto: str) -> str:
    return "'" + texto if texto.startswith(FORMULA) else texto
