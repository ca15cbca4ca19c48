"""«[MPFN] Delitos denunciados»: un archivo por año, una fila por distrito fiscal y delito.

La trata se elige por el nombre del delito; los delitos de explotación van en su propia serie. Las filas que repiten
clave se suman. Los demás delitos también se cuentan, para que el total del archivo cierre.
"""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import polars as pl

from dashboard.sources import bloques, delitos_cubo, fechas, lugares
from dashboard.sources import delitos_reglas as d
from dashboard.sources.bloques import LINEA
from dashboard.sources.delitos_cubo import FILAS, VALOR, Cubo
from dashboard.sources.delitos_series import series
from dashboard.sources.faltas import FALTAS
from dashboard.sources.lectura import CASOS, ArchivoRechazado, Aviso, Lectura, Reparacion
from dashboard.sources.source import Entrada, Source

SERIES = {d.TRATA: "delitos", d.EXPLOTACION: "delitos_explotacion"}
LUGAR = ("anio", "inicio", "fin", "codigo", "nombre_en_fuente")


def recognise(header: Sequence[str]) -> float:
    """Qué parte de las 16 columnas está; 0 si falta alguna de las que hacen el conteo."""
    names = {d.heading(h) for h in header}
    return len(names & set(d.COLUMNAS)) / len(d.COLUMNAS) if names >= set(d.OBLIGATORIAS) else 0.0


def read(entrada: Entrada) -> Lectura:
    """Lee el archivo entero y cierra la cuenta de sus filas."""
    cubo = Cubo(entrada.archivo.nombre, _separator(entrada), _indices(entrada), lugares.load(entrada.datos))
    for bloque in bloques.blocks(entrada):
        cubo.add(bloque)
    if not cubo.leidas:
        raise ArchivoRechazado("E-SIN-FILAS", entrada.archivo.nombre)
    other = sum(a.codigo == "E-CORTE-DISTINTO" for a in cubo.apartadas)
    if other > max(5, cubo.leidas // 20):
        raise ArchivoRechazado("E-CORTES-MEZCLADOS", entrada.archivo.nombre)
    return _lectura(entrada, cubo)


def _separator(entrada: Entrada) -> str:
    return entrada.archivo.texto.separador if entrada.archivo.texto else ","


def _indices(entrada: Entrada) -> dict[str, int]:
    names = [d.heading(c) for c in entrada.columnas]
    repeated = [n for n in d.COLUMNAS if names.count(n) > 1]
    if repeated:
        raise ArchivoRechazado("E-COLUMNA-REPETIDA", entrada.archivo.nombre, columna=repeated[0])
    return {n: names.index(n) for n in d.COLUMNAS if n in names}


def _lectura(entrada: Entrada, cubo: Cubo) -> Lectura:
    cells = _cells(cubo)
    keys = cells.groupby(["codigo", "anio", "articulo", "delito"], sort=False)["filas"].sum()
    loaded = int(cells["filas"].sum())
    unknown = tuple(c for c in entrada.columnas if d.heading(c) not in d.COLUMNAS)
    shown = cells[cells["familia"] != d.OTROS]
    return Lectura(
        fuente=FUENTE.id,
        archivo=entrada.archivo.nombre,
        sha256=entrada.archivo.sha256,
        fecha_corte=cells["corte"].max() if d.CORTE in cubo.indices and len(cells) else None,
        leidas=cubo.leidas,
        cargadas=len(keys),
        sumadas=loaded - len(keys),
        apartadas=tuple(sorted(cubo.apartadas, key=lambda a: a.linea)),
        casos=_casos(shown),
        series=series(cells, _fuente_id(cells)),
        tablas={"familias": _familias(cells), "explotacion": _explotacion(shown)},
        reparaciones=tuple(cubo.reparaciones) + _bulk_repairs(cubo),
        avisos=tuple(_avisos(entrada, cubo, cells, int((keys > 1).sum()), unknown)),
        columnas_desconocidas=unknown,
    )


def _cells(cubo: Cubo) -> pd.DataFrame:
    """Una fila por combinación del archivo, ya entendida: lugar, periodo, familia, componente, filas y valor."""
    rows = []
    for raw in cubo.groups().sort(LINEA).iter_rows(named=True) if cubo.groups().height else ():
        clean = {c: cubo.clean(c, raw[c]) for c in cubo.claves}
        inicio, fin = fechas.period(clean[d.ANIO], clean[d.PERIODO])
        rows.append(
            (clean[d.ANIO], inicio, fin, clean[d.DISTRITO], raw[d.DISTRITO].strip(), clean[d.ARTICULO], clean[d.DELITO])
            + (d.familia(raw[d.DELITO]), clean.get(d.CORTE), raw[FILAS], raw[VALOR])
        )
    return pd.DataFrame(rows, columns=[*LUGAR, "articulo", "delito", "familia", "corte", "filas", "valor"])


def _casos(shown: pd.DataFrame) -> pd.DataFrame:
    """Los conteos de las dos series, un renglón por clave, con la cita de las filas que se sumaron."""
    frame = shown.assign(serie_id=shown["familia"].map(SERIES), componente=[d.componente(t) for t in shown["delito"]])
    keys = ["serie_id", "anio", "inicio", "fin", "codigo", "componente"]
    grouped = frame.groupby(keys, sort=True)
    out = grouped.agg(
        nombre_en_fuente=("nombre_en_fuente", "first"), valor=("valor", "sum"), articulos=("articulo", _articles)
    ).reset_index()
    out = out.assign(ambito="distrito_fiscal", medida="conteo", procedencia="calculado")
    out["cita"] = "suma de «cantidad» en las filas de " + out["nombre_en_fuente"] + ", art. " + out["articulos"]
    return out[CASOS]


def _articles(articulos: pd.Series) -> str:
    return ", ".join(sorted(set(articulos)))


def _familias(cells: pd.DataFrame) -> pd.DataFrame:
    """Filas y suma de «cantidad» por año, distrito fiscal y familia: con ellas se coteja el total del archivo."""
    return cells.groupby(["anio", "codigo", "familia"], as_index=False)[["filas", "valor"]].sum()


def _explotacion(shown: pd.DataFrame) -> pd.DataFrame:
    """El detalle por delito de explotación, con un nombre que no cambia cuando la ley cambia el artículo."""
    own = shown[shown["familia"] == d.EXPLOTACION]
    own = own.assign(delito_id=[d.slug(t) for t in own["delito"]])
    keys = ["anio", "inicio", "fin", "codigo", "delito_id", "articulo"]
    return own.groupby(keys, as_index=False).agg(delito=("delito", "first"), valor=("valor", "sum"))


def _bulk_repairs(cubo: Cubo) -> tuple[Reparacion, ...]:
    """Lo que se repara igual en muchas filas: una por grafía distinta, con la primera línea; el aviso dice cuántas."""
    found = []
    for columna, codigo in ((d.UBIGEO, "A-UBIGEO"), (d.DISTRITO, "A-LUGAR")):
        for texto, linea, filas in _spellings(cubo, columna):
            clean = cubo.clean(columna, texto)
            despues = cubo.lugares.nombre_mpfn[clean] if columna == d.DISTRITO else clean
            if texto != despues:
                cubo.reparadas[codigo] += filas
                found.append(Reparacion(linea, columna, texto, despues, codigo))
    return tuple(found[: delitos_cubo.MAX_LISTADAS])


def _spellings(cubo: Cubo, columna: str) -> list[tuple[str, int, int]]:
    groups = cubo.groups()
    if columna not in cubo.indices or not groups.height:
        return []
    return groups.group_by(columna).agg(pl.col(LINEA).min(), pl.col(FILAS).sum()).sort(LINEA).rows()


def _avisos(entrada: Entrada, cubo: Cubo, cells: pd.DataFrame, split_keys: int, unknown: Sequence[str]):
    for codigo, filas in sorted(cubo.reparadas.items()):
        yield _aviso(codigo, filas=f"{filas:,}")
    if (total := sum(cubo.reparadas[c] for c in ("A-CAMPOS", "A-CANTIDAD"))) > delitos_cubo.MAX_LISTADAS:
        yield _aviso("A-REPARACIONES", total=f"{total:,}", listadas=f"{delitos_cubo.MAX_LISTADAS:,}")
    if split_keys:
        yield _aviso("A-CLAVE-REPARTIDA", claves=f"{split_keys:,}")
    for columna in d.COLUMNAS:
        if columna not in cubo.indices:
            yield _aviso("A-COLUMNA-FALTA", columna=columna)
    for columna in unknown:
        yield _aviso("A-COLUMNA-NUEVA", columna=columna)
    yield from _date_notices(cubo)
    for anio, fin in sorted(set(zip(cells["anio"], cells["fin"], strict=True))):
        if fin.month < 12:
            yield _aviso("A-PARCIAL", anio=anio, mes=fechas.NOMBRES[fin.month - 1])
    yield from _seat_notices(cubo)


def _aviso(codigo: str, **datos) -> Aviso:
    return Aviso(codigo, FALTAS[codigo].mensaje.format(**datos))


def _date_notices(cubo: Cubo):
    for columna, orden in cubo.ordenes.items():
        if columna in cubo.indices and orden.ambiguo:
            yield _aviso("A-FECHA-AMBIGUA", columna=columna)
        if columna in cubo.indices and orden.orden == fechas.MES:
            yield _aviso("A-FECHAS-MES-DIA", columna=columna)
    groups = cubo.groups()
    if groups.height and {d.DESCARGA, d.CORTE} <= set(cubo.indices):
        for texts in sorted(groups.select(d.DESCARGA, d.CORTE).unique().rows()):
            descarga, corte = cubo.clean(d.DESCARGA, texts[0]), cubo.clean(d.CORTE, texts[1])
            if descarga > corte:
                yield _aviso("A-DESCARGA", descarga=f"{descarga:%d/%m/%Y}", corte=f"{corte:%d/%m/%Y}")


def _seat_notices(cubo: Cubo):
    groups = cubo.groups()
    if groups.height and d.UBIGEO in cubo.indices:
        for nombre, texto in sorted(groups.select(d.DISTRITO, d.UBIGEO).unique().rows()):
            df_id, ubigeo = cubo.clean(d.DISTRITO, nombre), cubo.clean(d.UBIGEO, texto)
            if cubo.lugares.sede[df_id] != ubigeo:
                yield _aviso("A-SEDE", lugar=nombre, ubigeo=ubigeo, sede=cubo.lugares.sede[df_id])


def _fuente_id(cells: pd.DataFrame) -> str:
    """mpfn-delitos-2023, o mpfn-delitos-2025-11 si el último año llega solo hasta noviembre."""
    fin: date | None = cells["fin"].max() if len(cells) else None
    if fin is None:
        return "mpfn-delitos"
    return f"mpfn-delitos-{fin.year}" + ("" if fin.month == 12 else f"-{fin.month:02d}")


FUENTE = Source(
    id="mpfn_delitos",
    nombre="Delitos denunciados del Ministerio Público",
    busca=", ".join(d.OBLIGATORIAS),
    recognise=recognise,
    read=read,
)
