"""Lo que dice cada serie del mismo distrito fiscal, sin unirlas ni corregir una con otra."""

import pandas as pd

from dashboard import formatting as fmt
from dashboard.catalog import Serie
from dashboard.charts import Chart, Columna, Contexto, Record
from dashboard.estadistica import CONFIANZA, distinguible
from dashboard.figures.pareadas import Marca, paired
from dashboard.figures.theme import AZUL, AZUL_MEDIO, GRIS, Figura
from dashboard.filters import Filtros
from dashboard.queries.comparar import (
    DELITOS,
    ESPECIALIZADAS,
    PLAN,
    SERIES,
    chosen_districts,
    common_year,
    side_by_side,
)
from dashboard.queries.palabras import counted_words
from dashboard.queries.respaldo import Respaldo, behind_cases

ASPECTO = {
    DELITOS: (AZUL, "circle", "punto"),
    ESPECIALIZADAS: (AZUL_MEDIO, "diamond", "rombo"),
    PLAN: (GRIS, "square", "cuadradito"),
}

CUENTAN = (
    "Cuentan cosas distintas (delitos de todas las fiscalías; casos y trámites de una oficina): "
    "ninguna corrige a la otra."
)


def title(ctx: Contexto) -> str:
    """«Delitos denunciados y fiscalías especializadas, 2023» o «Tres series de Puno, año por año»."""
    places = chosen_districts(ctx.catalogo, ctx.filtros)
    if len(places) == 1:
        return f"{ctx.catalogo.lugares[places[0]].nombre} en tres series, año por año"
    return f"Delitos denunciados y fiscalías especializadas, {common_year(ctx.catalogo, ctx.filtros)}"


def answered(ctx: Contexto) -> Filtros:
    """Un lugar se mira en todos sus años; varios o todos, en el último que comparten las dos series."""
    if len(chosen_districts(ctx.catalogo, ctx.filtros)) == 1:
        return ctx.filtros
    anio = common_year(ctx.catalogo, ctx.filtros)
    return ctx.filtros.con(desde=anio, hasta=anio)


def query(ctx: Contexto) -> pd.DataFrame:
    """Una fila por lugar, o por año si se eligió un solo lugar."""
    return side_by_side(ctx.datos, ctx.catalogo, ctx.filtros)


def draw(frame: pd.DataFrame, ctx: Contexto) -> Figura:
    """Un renglón por lugar, o por año si se eligió un solo lugar."""
    series = [ctx.catalogo.series[s] for s in SERIES]
    marcas = tuple(Marca(s.serie_id, _legend(s), *ASPECTO[s.serie_id]) for s in series)
    one = frame["anio"].nunique() > 1
    return paired(frame, marcas, "anio" if one else "lugar", lambda row: _hover(row, series), puente=not one)


def _legend(serie: Serie) -> str:
    """Nombre y unidad; solo el nombre cuando ya la dice."""
    name = serie.nombre_corto
    return name if name.lower() == serie.unidad else f"{name}: {serie.unidad}"


def _hover(row, series: list[Serie]) -> str:
    lines = [f"{_counted(getattr(row, s.serie_id), s)}" for s in series if pd.notna(getattr(row, s.serie_id))]
    return "<br>".join([f"<b>{row.lugar}</b>, {row.periodo}", *lines, *filter(None, [row.detalle])])


def _counted(value: float, serie: Serie) -> str:
    return f"{fmt.number(value)} {serie.unidad_singular if value == 1 else serie.unidad}"


def takeaway(frame: pd.DataFrame, ctx: Contexto) -> str:
    """En cuántos distritos difieren las dos series, sin dar por buena a ninguna."""
    both = frame.dropna(subset=[DELITOS, ESPECIALIZADAS])
    if both.empty:
        return _only_one(frame, ctx)
    if len(both) > 1 and frame["anio"].nunique() == 1:
        return _places(both)
    until = both[both["anio"] <= ctx.filtros.hasta]
    row = (until if len(until) else both.head(1)).iloc[-1]
    a, b = (_counted(row[s], ctx.catalogo.series[s]) for s in (DELITOS, ESPECIALIZADAS))
    return f"{row['lugar']}, {row['anio']}: {a} y {b} en su fiscalía especializada. {CUENTAN}"


def _places(both: pd.DataFrame) -> str:
    confianza = 1 - (1 - CONFIANZA) / len(both)  # tantas comparaciones como distritos
    apart = [r for r in both.itertuples() if distinguible(int(r.delitos), int(r.especializadas), confianza)]
    example = [f"{r.lugar} ({fmt.number(r.delitos)} y {fmt.number(r.especializadas)})" for r in apart[:1]]
    return (
        f"En {both['anio'].iloc[0]}, delitos denunciados y casos ingresados difieren más de lo que explica el azar "
        f"en {len(apart) or 'ninguno'} de los {len(both)} distritos con oficina"
        f"{'; por ejemplo, ' + example[0] if example else ''}. {CUENTAN}"
    )


def _only_one(frame: pd.DataFrame, ctx: Contexto) -> str:
    known = frame.dropna(subset=DELITOS)
    until = known[known["anio"] <= ctx.filtros.hasta]
    row = (until if len(until) else known.head(1)).iloc[-1]
    if frame["anio"].nunique() == 1:
        return f"En {row['anio']}, ninguno de los distritos elegidos tenía fiscalía especializada: solo hay una serie."
    counted = _counted(row[DELITOS], ctx.catalogo.series[DELITOS])
    return f"{row['lugar']} no tiene fiscalía especializada en estas cifras; en {row['periodo']} registra {counted}."


def base(ctx: Contexto, row: Record, column: str) -> tuple[Respaldo, ...]:
    """Las filas de la serie de esa columna, en el lugar y el año de la fila."""
    serie = ctx.catalogo.series[column]
    return behind_cases(ctx.datos, serie, serie.componentes[0], row["codigo"], row["anio"], row["anio"])


def _column(serie_id: str, titulo: str) -> Columna:
    return Columna(
        titulo,
        "entero",
        lambda ctx, row: ctx.catalogo.series[serie_id].unidad,
        lambda ctx, row: counted_words(
            ctx.catalogo.series[serie_id], ctx.catalogo.series[serie_id].componentes[0], row["periodo"]
        ),
    )


CHART = Chart(
    id="comparar_fuentes",
    tab="incidencia",
    section="Comparar fuentes",
    order=410,
    title=title,
    question="¿Qué dice cada fuente del mismo distrito fiscal, y por qué pueden no coincidir?",
    query=query,
    draws={"Gráfico": draw},
    takeaway=takeaway,
    columns={
        "lugar": Columna("Distrito fiscal"),
        "periodo": Columna("Periodo"),
        DELITOS: _column(DELITOS, "Delitos denunciados"),
        ESPECIALIZADAS: _column(ESPECIALIZADAS, "Casos en fiscalías especializadas"),
        PLAN: _column(PLAN, "Casos según el Plan"),
        "detalle": Columna("Situación"),
        "porque": Columna("Por qué pueden diferir"),
    },
    dimension="comparar",
    width="ancha",
    key=("codigo", "anio"),
    obeys=("serie", "hasta", "lugares"),
    base=base,
    answers=answered,
)
