"""Une lo importado a los datos que vienen con el tablero.

Un año importado de una serie reemplaza a las filas que esa serie tenía de ese año; las series y fuentes nuevas se
agregan al final. Las demás tablas de una importación (detalles y cubos de personas) no salen de su carpeta.
"""

import hashlib
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.data_package import Datos
from dashboard.importer.carpetas import Danada, Importado, read_all
from dashboard.importer.coherencia import incoherences
from dashboard.importer.nacional import summable, with_national
from dashboard.importer.personas import read_people
from dashboard.privacy import Protegido


def with_imports(datos: Datos) -> Datos:
    """Los datos con sus importaciones; una carpeta dañada se dice por la salida de errores y no se usa."""
    found, broken = read_all(datos.folder)
    misfits = {i.carpeta: wrong for i in found if (wrong := incoherences(i.tablas["casos"], i.tablas["series"], datos))}
    for carpeta in (*broken, *(Danada(name, wrong) for name, wrong in misfits.items())):
        print(carpeta, file=sys.stderr)
    good = [i for i in found if i.carpeta not in misfits]
    people, silenced = read_people(datos.folder, good)
    for reason in silenced:
        print(reason, file=sys.stderr)
    return with_people(merged(datos, good), people)


def with_people(datos: Datos, people: Mapping[str, Protegido]) -> Datos:
    """Los datos con las personas protegidas; la versión cambia con ellas."""
    if not people:
        return datos
    seal = datos.version + "".join(p.to_json() for p in people.values())
    version = hashlib.sha256(seal.encode()).hexdigest()[:10]
    return replace(datos, version=version, personas=MappingProxyType(dict(people)))


def merged(datos: Datos, importados: Iterable[Importado]) -> Datos:
    """`datos` con cada importación aplicada en el orden en que se hizo."""
    importados = tuple(importados)
    if not importados:
        return datos
    tables = dict(datos.tables)
    for imported in importados:
        tables |= _applied(tables, imported)
    tables["series"] = _described(tables, datos["series"], importados)
    tables["fuentes"] = _cited(tables, datos["fuentes"], importados)
    seal = "".join([datos.version, *(i.sello for i in importados)])
    version = hashlib.sha256(seal.encode()).hexdigest()[:10]
    return replace(datos, version=version, tables=MappingProxyType(tables), importados=importados)


def keys_of(casos: pd.DataFrame) -> pd.Series:
    """Qué se reemplaza entero: serie y año; serie y periodo, si no es de un solo año."""
    whole = casos[N.INICIO].astype(str) + "/" + casos[N.FIN].astype(str)
    return casos[N.SERIE_ID] + "|" + casos[N.ANIO].astype("str").where(casos[N.ANIO].notna(), whole)


def _applied(tables: dict[str, pd.DataFrame], imported: Importado) -> dict[str, pd.DataFrame]:
    casos, series = imported.tablas["casos"], imported.tablas["series"]
    known, used = tables["series"], set(casos[N.SERIE_ID])
    new = series[~series[N.SERIE_ID].isin(known[N.SERIE_ID]) & series[N.SERIE_ID].isin(used)]
    last = int(known["orden"].max())
    everything = _append(known, new.assign(orden=range(last + 1, last + 1 + len(new))))
    fresh = with_national(casos, summable(everything, tables["casos"]))
    kept = tables["casos"][~keys_of(tables["casos"]).isin(set(keys_of(fresh)))]
    return {
        "series": everything,
        "casos": _append(kept, fresh),
        "fuentes": _append(tables["fuentes"], imported.tablas["fuentes"]),
    }


def _append(table: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([table, rows], ignore_index=True).astype(table.dtypes.to_dict())


def _described(
    tables: dict[str, pd.DataFrame], shipped: pd.DataFrame, importados: tuple[Importado, ...]
) -> pd.DataFrame:
    """Cada serie dice qué periodos son importados y cuál es su último corte."""
    casos, cortes = tables["casos"], {i.tablas["fuentes"][N.FUENTE_ID].iloc[0]: i.fecha_corte for i in importados}
    ours = casos[casos[N.FUENTE_ID].isin(cortes)]
    series = tables["series"].set_index(N.SERIE_ID)
    for serie, rows in ours.groupby(N.SERIE_ID, sort=False):
        row, words = series.loc[serie], _periods(rows)
        if serie in set(shipped[N.SERIE_ID]):
            note = f"Importado en esta instalación: {words}; de ellos vale lo importado, no lo que diga esta nota."
            series.loc[serie, "edicion"] = f"{row['edicion']}; importado: {words}"
            series.loc[serie, N.NOTA] = " ".join(text for text in (row[N.NOTA], note) if pd.notna(text))
        else:
            series.loc[serie, "edicion"] = f"importada: {words}"
        dates = [pd.Timestamp(d) for d in (row["fecha_corte"], *(cortes[f] for f in rows[N.FUENTE_ID].unique()))]
        series.loc[serie, "fecha_corte"] = max((d for d in dates if pd.notna(d)), default=pd.NaT)
    return series.reset_index()[list(tables["series"].columns)]


def _cited(tables: dict[str, pd.DataFrame], shipped: pd.DataFrame, importados: tuple[Importado, ...]) -> pd.DataFrame:
    """Las fuentes que venían y las importadas de las que queda alguna cifra o se cuentan personas."""
    people = {i.tablas["fuentes"][N.FUENTE_ID].iloc[0] for i in importados if i.cubo}
    used = {*shipped[N.FUENTE_ID], *tables["casos"][N.FUENTE_ID], *people}
    return tables["fuentes"][tables["fuentes"][N.FUENTE_ID].isin(used)].reset_index(drop=True)


def _periods(rows: pd.DataFrame) -> str:
    spans = sorted({(i.date(), f.date()) for i, f in zip(rows[N.INICIO], rows[N.FIN], strict=True)})
    return fmt.listing([fmt.period(*span) for span in spans])
