"""Cuánto registra cada lugar: la pregunta que comparten el mapa, las teselas y la lista."""

from functools import lru_cache

import pandas as pd

from dashboard import names as N
from dashboard.catalog import DESGLOSABLE, Catalogo, Periodo, Serie, alphabetical
from dashboard.data_package import Datos
from dashboard.estadistica import share, smoothed_rates
from dashboard.filters import POR_PERSONAS, Filtros
from dashboard.idioma import _, por_idioma
from dashboard.queries.citas import SEPARADOR, joined
from dashboard.queries.margenes import with_margins, with_places
from dashboard.queries.poblacion import fuentes_de, habitantes

DATO, SIN_DATO = "dato", "sin_dato"
POR_HABITANTES = 100_000


@lru_cache(maxsize=256)
def rows_of(datos: Datos, serie: Serie, componente: str, ambito: str) -> pd.DataFrame:
    """Filas publicadas de una serie: codigo, inicio, fin, valor y su cita, un renglón por lugar y periodo."""
    casos = datos["casos"]
    partes = DESGLOSABLE if componente == "total" and "base" in serie.componentes else (componente,)
    mask = (casos[N.SERIE_ID] == serie.serie_id) & (casos[N.AMBITO] == ambito)
    rows = casos[mask & casos[N.COMPONENTE].isin(partes) & (casos[N.MEDIDA] == "conteo")]
    keys = [N.CODIGO, N.INICIO, N.FIN]
    return rows.groupby(keys, as_index=False, sort=False).agg(
        {N.VALOR: "sum", N.FUENTE_ID: joined, N.CITA: joined, N.PROCEDENCIA: "first"}
    )


@lru_cache(maxsize=256)
def by_period(datos: Datos, catalogo: Catalogo, serie: Serie, componente: str) -> pd.DataFrame:
    """Tabla lugar × periodo con el conteo; NaN es sin dato, y 0 solo donde la serie lo permite leer así."""
    rows = rows_of(datos, serie, componente, serie.geografia)
    table = rows.pivot(index=N.CODIGO, columns=[N.INICIO, N.FIN], values=N.VALOR)
    table.columns = [Periodo(i.date(), f.date()) for i, f in table.columns]
    codigos = [lugar.codigo for lugar in catalogo.lugares_de(serie)]
    table = table.reindex(index=codigos, columns=list(serie.periodos))
    return table.fillna(0) if serie.ausencia == "cero" else table


@lru_cache(maxsize=256)
def national(datos: Datos, catalogo: Catalogo, serie: Serie, componente: str) -> pd.Series:
    """Total del país por periodo, publicado o sumado por nosotros en la tabla (procedencia lo dice)."""
    rows = rows_of(datos, serie, componente, N.NACIONAL)
    periodos = [Periodo(i.date(), f.date()) for i, f in zip(rows[N.INICIO], rows[N.FIN], strict=True)]
    return pd.Series(rows[N.VALOR].to_numpy(), index=periodos, dtype=float).reindex(list(serie.periodos))


def valores(datos: Datos, catalogo: Catalogo, filtros: Filtros) -> pd.DataFrame:
    """Un renglón por lugar: codigo, nombre, casos, valor (en la medida pedida), estado, detalle, posicion.

    `casos` es el conteo sumado entre `desde` y `hasta`; `valor` está en conteo, %, tasa por 100,000
    habitantes o diferencia de conteos. Además, `base` (total del país) y `personas` (personas-año) si la medida
    divide entre ellos, y los márgenes y puestos de `queries.margenes`. Orden: de mayor a menor, los «sin dato» al
    final. La misma tabla se entrega a todos: nadie la modifica.
    """
    return _valores(datos, catalogo, filtros.con(lugares=(), corte="", margenes=""))


@por_idioma(512)
def _valores(datos: Datos, catalogo: Catalogo, filtros: Filtros) -> pd.DataFrame:
    serie = catalogo.series[filtros.serie]
    periodos = serie.periodos_en(filtros.desde, filtros.hasta)
    table = by_period(datos, catalogo, serie, filtros.componente)[list(periodos)]
    if not periodos:  # años que solo trae la plantilla de personas: la serie no tiene cifra de ninguno
        table = table.assign(sin_periodo=float("nan"))
    frame = pd.DataFrame({N.CODIGO: table.index, "casos": table.sum(axis=1, skipna=False).to_numpy()})
    frame[N.NOMBRE] = [catalogo.nombre_en(serie, c) for c in frame[N.CODIGO]]
    frame["antes"], frame["despues"] = table.iloc[:, 0].to_numpy(), table.iloc[:, -1].to_numpy()
    total = national(datos, catalogo, serie, filtros.componente)[list(periodos)].sum(skipna=False)
    frame["base"] = total if filtros.medida == "pct_pais" else float("nan")
    people = [habitantes(datos, c, periodos) for c in frame[N.CODIGO]] if filtros.medida in POR_PERSONAS else None
    frame["personas"] = pd.Series(people, index=frame.index, dtype=float)
    frame[N.VALOR] = _measure(frame, filtros.medida)
    frame[N.ESTADO] = frame[N.VALOR].notna().map({True: DATO, False: SIN_DATO})
    frame[N.DETALLE] = [_detail(table.loc[c]) for c in frame[N.CODIGO]]
    complete = with_places(with_margins(frame, filtros.medida, POR_HABITANTES), filtros.medida)
    return _ranked(_cited(complete, datos, serie, filtros))


def _measure(frame: pd.DataFrame, medida: str) -> pd.Series:
    if medida == "pct_pais":
        return pd.Series([share(n, total) for n, total in zip(frame["casos"], frame["base"], strict=True)])
    if medida == "tasa":
        return frame["casos"] / frame["personas"] * POR_HABITANTES
    if medida == "tasa_suavizada":
        known = frame.dropna(subset=["casos", "personas"])
        rates = smoothed_rates(known["casos"], known["personas"]) * POR_HABITANTES if len(known) else []
        return pd.Series(rates, index=known.index, dtype=float).reindex(frame.index)
    if medida == "variacion":
        return frame["despues"] - frame["antes"]
    return frame["casos"]


def _detail(row: pd.Series) -> str:
    """Qué periodos tiene el lugar cuando no los tiene todos."""
    if row.isna().all():
        return _("la fuente no da la cifra")
    if row.isna().any():
        missing = [p.etiqueta for p in row.index[row.isna()]]
        return _("sin cifra en {periodos}", periodos=", ".join(missing))
    return ""


def _cited(frame: pd.DataFrame, datos: Datos, serie: Serie, filtros: Filtros) -> pd.DataFrame:
    """Las fuentes y citas de todos los años sumados, y las del divisor cuando la medida divide."""
    rows = _inside(rows_of(datos, serie, filtros.componente, serie.geografia), filtros)
    cites = rows.groupby(N.CODIGO).agg({N.FUENTE_ID: joined, N.CITA: joined, N.PROCEDENCIA: "first"})
    cited = frame.join(cites, on=N.CODIGO)
    own = cited[N.FUENTE_ID].fillna(serie.fuente_id)
    del_pais = _of_the_total(datos, serie, filtros)
    cited[N.FUENTE_ID] = [
        joined([*fuente.split(SEPARADOR), *del_pais, *_of_the_people(datos, filtros, codigo)])
        for fuente, codigo in zip(own, cited[N.CODIGO], strict=True)
    ]
    return cited


def _inside(rows: pd.DataFrame, filtros: Filtros) -> pd.DataFrame:
    return rows[(rows[N.INICIO].dt.year >= filtros.desde) & (rows[N.FIN].dt.year <= filtros.hasta)]


def _of_the_total(datos: Datos, serie: Serie, filtros: Filtros) -> list[str]:
    if filtros.medida != "pct_pais":
        return []
    return list(_inside(rows_of(datos, serie, filtros.componente, N.NACIONAL), filtros)[N.FUENTE_ID])


def _of_the_people(datos: Datos, filtros: Filtros, codigo: str) -> tuple[str, ...]:
    return fuentes_de(datos, codigo) if filtros.medida in POR_PERSONAS else ()


def _ranked(frame: pd.DataFrame) -> pd.DataFrame:
    ordered = frame.sort_values(N.NOMBRE, key=lambda names: names.map(alphabetical))
    ranked = ordered.sort_values(N.VALOR, ascending=False, na_position="last", kind="stable")
    ranked[N.POSICION] = ranked[N.VALOR].rank(method="min", ascending=False)
    return ranked.reset_index(drop=True)
