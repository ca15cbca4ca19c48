"""Series distintas del mismo distrito fiscal, una al lado de la otra, con las razones por las que difieren."""

from collections.abc import Iterable

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.catalog import Catalogo, Periodo, Serie
from dashboard.data_package import Datos
from dashboard.filters import Filtros
from dashboard.idioma import N_, _
from dashboard.queries.citas import SEPARADOR, joined
from dashboard.queries.valores import by_period, rows_of

DELITOS, ESPECIALIZADAS, PLAN = "delitos", "especializadas", "plan_anual"
SERIES = (DELITOS, ESPECIALIZADAS, PLAN)
SIN_OFICINA = N_("sin oficina")
NADA = N_("Ninguna de las tres series publica una cifra del distrito para este año.")
SIN_PAREJA = {
    DELITOS: N_("La otra serie no publica este año: no hay con qué comparar."),
    SIN_OFICINA: N_("El distrito no tenía fiscalía especializada: es sin dato, no cero."),
}
COLUMNAS = [N.CODIGO, "lugar", N.ANIO, "periodo", *SERIES, "parcial", N.DETALLE, "porque", N.FUENTE_ID, N.CITA]


def side_by_side(datos: Datos, catalogo: Catalogo, filtros: Filtros) -> pd.DataFrame:
    """Un lugar: una fila por año, con las tres series. Varios o todos: una fila por lugar en el año común.

    Valores NaN son sin dato. `detalle` dice «sin oficina» donde no había fiscalía especializada.
    """
    tables = {s: _by_year(datos, catalogo, catalogo.series[s]) for s in SERIES}
    places = chosen_districts(catalogo, filtros)
    if len(places) == 1:
        cells = [(places[0], anio) for anio in _years_of(tables, places[0])]
    else:
        anio = common_year(catalogo, filtros)
        cells = [(codigo, anio) for codigo in places or tables[DELITOS].index]
    cites = _citations(datos, catalogo)
    rows = [_row(datos, catalogo, tables, cites, codigo, anio) for codigo, anio in cells]
    frame = pd.DataFrame(rows, columns=COLUMNAS)
    return frame if len(places) == 1 else by_gap(frame)


def chosen_districts(catalogo: Catalogo, filtros: Filtros) -> tuple[str, ...]:
    """Los distritos fiscales elegidos; un departamento no sirve para estas series."""
    return tuple(c for c in filtros.lugares if catalogo.lugares[c].ambito == N.DISTRITO_FISCAL)


def common_year(catalogo: Catalogo, filtros: Filtros) -> int:
    """El año `hasta`, llevado al más cercano hacia atrás en que ambas series tienen cifra."""
    anios = sorted(set(catalogo.series[DELITOS].anios) & set(catalogo.series[ESPECIALIZADAS].anios))
    return max((a for a in anios if a <= filtros.hasta), default=anios[0])


def by_gap(frame: pd.DataFrame) -> pd.DataFrame:
    """De mayor a menor distancia entre las dos series; al final, los que no tienen oficina."""
    gap = (frame[ESPECIALIZADAS] - frame[DELITOS]).abs()
    order = frame.assign(distancia=gap).sort_values(["distancia", DELITOS], ascending=False, na_position="last")
    return order.drop(columns="distancia").reset_index(drop=True)


def _by_year(datos: Datos, catalogo: Catalogo, serie: Serie) -> pd.DataFrame:
    table = by_period(datos, catalogo, serie, serie.componentes[0])
    return table.set_axis([p.inicio.year for p in table.columns], axis=1)


def _years_of(tables: dict[str, pd.DataFrame], codigo: str) -> Iterable[int]:
    """Del primer al último año con cifra, incluidos los años en que no hay ninguna."""
    known = {anio for table in tables.values() for anio in table.columns if pd.notna(table.at[codigo, anio])}
    return range(min(known), max(known) + 1)


def _row(datos: Datos, catalogo: Catalogo, tables: dict, cites: dict, codigo: str, anio: int) -> dict:
    values = {s: t.at[codigo, anio] if anio in t.columns else float("nan") for s, t in tables.items()}
    present = [s for s in SERIES if pd.notna(values[s])]
    periodo = _period(catalogo, present, anio)
    detalle = _detail(present, anio, tables)
    found = [cites[s, codigo, anio] for s in present if (s, codigo, anio) in cites]
    return {
        N.CODIGO: codigo,
        "lugar": catalogo.lugares[codigo].nombre,
        N.ANIO: anio,
        "periodo": periodo.etiqueta if periodo else str(anio),
        **values,
        "parcial": bool(periodo and periodo.parcial),
        N.DETALLE: detalle,
        "porque": _reasons(datos, codigo, anio, present, detalle),
        N.FUENTE_ID: joined(fuente for fuente, _ in found) or None,
        N.CITA: joined(cita for _, cita in found),
    }


def _period(catalogo: Catalogo, present: list[str], anio: int) -> Periodo | None:
    return next((p for s in present for p in catalogo.series[s].periodos_en(anio, anio)), None)


def _detail(present: list[str], anio: int, tables: dict) -> str:
    if not present:
        return "sin dato"
    return SIN_OFICINA if present == [DELITOS] and anio in tables[ESPECIALIZADAS].columns else ""


def _reasons(datos: Datos, codigo: str, anio: int, present: list[str], detalle: str) -> str:
    """Por qué pueden diferir: lo que se sabe del distrito en ese año y la diferencia entre las series."""
    if not present:
        return _(NADA)
    if present == [DELITOS]:
        return _(SIN_PAREJA[detalle or DELITOS])
    if PLAN in present:
        return _(difference(datos, DELITOS, PLAN))
    return " ".join(_(t) for t in [*_known_about(datos, codigo, anio), difference(datos, DELITOS, ESPECIALIZADAS)])


def difference(datos: Datos, serie_a: str, serie_b: str) -> str:
    """En qué se distinguen dos series, según la tabla comparaciones."""
    table = datos["comparaciones"]
    return table[(table["serie_a"] == serie_a) & (table["serie_b"] == serie_b)]["texto"].iloc[0]


def _known_about(datos: Datos, codigo: str, anio: int) -> list[str]:
    table = datos["advertencias"]
    mine = table[(table[N.CODIGO] == codigo) & (table[N.SERIE_ID] == DELITOS)]
    return mine[(mine["anio_desde"] <= anio) & (mine["anio_hasta"].fillna(anio) >= anio)]["texto"].tolist()


def _citations(datos: Datos, catalogo: Catalogo) -> dict[tuple[str, str, int], tuple[str, str]]:
    """(serie, lugar, año) → (fuente, cita con el título): una fila cita todas las series que muestra."""
    titles = datos["fuentes"].set_index(N.FUENTE_ID)["titulo"]
    found = {}
    for serie in (catalogo.series[s] for s in SERIES):
        rows = rows_of(datos, serie, serie.componentes[0], serie.geografia)
        for r in rows.itertuples():
            title = fmt.listing([titles[f] for f in r.fuente_id.split(SEPARADOR)])
            found[serie.serie_id, r.codigo, r.inicio.year] = (r.fuente_id, f"{title}: {r.cita}")
    return found
