"""Lo que la descripción de una tabla no puede pedir: códigos según el ámbito, fechas en orden, listas de códigos."""

import csv
from collections.abc import Iterator
from pathlib import Path

from dashboard import names as N
from dashboard.validation_faltas import Falta

DUENAS = {N.DISTRITO_FISCAL: ("distritos_fiscales", N.DF_ID), N.DEPARTAMENTO: ("departamentos", N.UBIGEO)}
Row = dict[str, str]
Rows = list[tuple[int, Row]]


def crossed(folder: Path, descriptor: dict) -> list[Falta]:
    """Las faltas que solo se ven al comparar columnas o tablas entre sí."""
    described = {r["name"]: r for r in descriptor["resources"] if "schema" in r}
    tables = {name: _rows(folder, resource) for name, resource in described.items()}
    known = {name: codes for name, (table, key) in DUENAS.items() if (codes := _codes(tables, table, key))}
    known[N.NACIONAL] = {N.PAIS}
    series = _codes(tables, "series", N.SERIE_ID)
    return [
        Falta(name, Path(described[name]["path"]).name, number, *problem)
        for name, rows in tables.items()
        for number, row in rows
        for problem in [*_place(row, known), *_dates(row), *_series(row, series)]
    ]


def _rows(folder: Path, resource: dict) -> Rows:
    """Las filas enteras de una tabla con su número; ninguna si los encabezados no son los descritos."""
    with (folder / resource["path"]).open(encoding="utf-8-sig", newline="") as file:
        header, *records = csv.reader(file)
    if header != [f["name"] for f in resource["schema"]["fields"]]:
        return []
    return [(n, dict(zip(header, r, strict=True))) for n, r in enumerate(records, start=2) if len(r) == len(header)]


def _codes(tables: dict[str, Rows], table: str, key: str) -> set[str]:
    return {row[key] for _, row in tables.get(table, [])}


def _place(row: Row, known: dict[str, set[str]]) -> Iterator[tuple[str, str, str]]:
    """Un código que no existe en la tabla de su ámbito desaparecería del mapa sin aviso."""
    ambito, codigo = row.get(N.AMBITO, ""), row.get(N.CODIGO, "")
    if ambito in known and codigo and codigo not in known[ambito]:
        table = f"{DUENAS[ambito][0]}.csv" if ambito in DUENAS else f"el ámbito nacional, que usa {N.PAIS}"
        yield N.CODIGO, codigo, f"no existe en {table}. Corrija el código o el ámbito."


def _dates(row: Row) -> Iterator[tuple[str, str, str]]:
    inicio, fin, anio = row.get(N.INICIO, ""), row.get(N.FIN, ""), row.get(N.ANIO, "")
    if not (_is_date(inicio) and _is_date(fin)):
        return
    if inicio > fin:
        yield N.FIN, fin, f"es anterior al inicio, {inicio}. Corrija una de las dos fechas."
    elif anio and (anio != inicio[:4] or anio != fin[:4]):
        yield N.ANIO, anio, f"no es el año del periodo, de {inicio} a {fin}. Corríjalo o déjelo vacío."


def _is_date(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-"


def _series(row: Row, series: set[str]) -> Iterator[tuple[str, str, str]]:
    missing = [s for s in row.get("series", "").split(";") if s and s not in series]
    if series and missing:
        yield "series", "; ".join(missing), "no existe en series.csv, columna «serie_id». Corríjalo o agréguelo allí."
