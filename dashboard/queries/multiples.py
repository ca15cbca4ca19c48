"""La historia de cada distrito fiscal, junto a la que tendría si hubiera cambiado como el conjunto."""

import pandas as pd

from dashboard import names as N
from dashboard.catalog import Catalogo, Periodo, Serie
from dashboard.data_package import Datos
from dashboard.filters import Filtros, default_filters
from dashboard.queries.valores import by_period, national, rows_of, valores

COLUMNAS = [N.CODIGO, "lugar", N.ANIO, "periodo", "periodo_id", N.VALOR, "esperado", "parcial", N.FUENTE_ID, N.CITA]


def panel_filters(catalogo: Catalogo, filtros: Filtros) -> Filtros:
    """La selección si su serie es anual y por distrito fiscal; si no, delitos denunciados con los mismos lugares."""
    serie = catalogo.series[filtros.serie]
    if serie.anual and serie.geografia == N.DISTRITO_FISCAL:
        return filtros
    return default_filters(catalogo).con(lugares=filtros.lugares)


def panels(datos: Datos, catalogo: Catalogo, filtros: Filtros) -> pd.DataFrame:
    """Filas distrito × año publicado; los distritos en el orden de la lista, «sin dato» con valor NaN.

    `esperado` reparte el total del distrito entre sus años completos como se repartió el conjunto.
    """
    filtros = panel_filters(catalogo, filtros)
    serie = catalogo.series[filtros.serie]
    table = by_period(datos, catalogo, serie, filtros.componente)
    totals = national(datos, catalogo, serie, filtros.componente)
    expected = expected_like_all(table, totals)
    cites = _citations(datos, serie, filtros.componente)
    orden = valores(datos, catalogo, filtros)[N.CODIGO]
    rows = [
        _row(catalogo, serie, cites, codigo, periodo, valor, expected.at[codigo, periodo])
        for codigo in orden
        for periodo, valor in table.loc[codigo].items()
    ]
    return pd.DataFrame(rows, columns=COLUMNAS)


def expected_like_all(table: pd.DataFrame, totals: pd.Series) -> pd.DataFrame:
    """Total del lugar en sus años completos × parte de cada año en el conjunto; NaN donde no se puede.

    El conjunto es el país; cuando el total del país solo suma lugares que no están todos los años,
    es el de los lugares con cifra en los mismos años. Un año suelto no tiene con qué repartirse.
    """
    complete = table[[p for p in table.columns if not p.parcial]]
    same_years = complete.groupby(complete.notna().apply(tuple, axis=1))
    return pd.concat([_shared_out(rows, table, totals) for _, rows in same_years]).reindex_like(table)


def _shared_out(rows: pd.DataFrame, table: pd.DataFrame, totals: pd.Series) -> pd.DataFrame:
    """Lugares con cifra en los mismos años: su total repartido como el conjunto en esos años."""
    periodos = list(rows.columns[rows.notna().all()])
    if len(periodos) < 2:
        return rows * float("nan")
    whole = table[periodos].dropna().sum() if _adds_up(table[periodos], totals[periodos]) else totals[periodos]
    return pd.DataFrame({p: rows[periodos].sum(axis=1) * whole[p] / whole.sum() for p in periodos})


def follows_places(datos: Datos, catalogo: Catalogo, filtros: Filtros) -> bool:
    """Si el total del país solo suma lugares que no están todos los años: no sirve de comparación."""
    filtros = panel_filters(catalogo, filtros)
    serie = catalogo.series[filtros.serie]
    table = by_period(datos, catalogo, serie, filtros.componente)
    return bool(table.isna().any(axis=None)) and _adds_up(table, national(datos, catalogo, serie, filtros.componente))


def _adds_up(table: pd.DataFrame, totals: pd.Series) -> bool:
    return bool(table.sum().eq(totals).all())


def _row(catalogo, serie: Serie, cites: dict, codigo: str, periodo: Periodo, valor: float, esperado: float) -> dict:
    fuente_id, cita = cites.get((codigo, periodo), (serie.fuente_id, serie.edicion))
    return {
        N.CODIGO: codigo,
        "lugar": catalogo.lugares[codigo].nombre,
        N.ANIO: periodo.inicio.year,
        "periodo": periodo.etiqueta,
        "periodo_id": periodo.clave,
        N.VALOR: valor,
        "esperado": esperado,
        "parcial": periodo.parcial,
        N.FUENTE_ID: fuente_id,
        N.CITA: cita,
    }


def _citations(datos: Datos, serie: Serie, componente: str) -> dict[tuple[str, Periodo], tuple[str, str]]:
    rows = rows_of(datos, serie, componente, serie.geografia)
    return {(r.codigo, Periodo(r.inicio.date(), r.fin.date())): (r.fuente_id, r.cita) for r in rows.itertuples()}
