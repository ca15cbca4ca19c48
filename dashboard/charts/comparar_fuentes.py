"""Lo que dice cada serie del mismo distrito fiscal, sin unirlas ni corregir una con otra."""

import pandas as pd

from dashboard import formatting as fmt
from dashboard.catalog import Serie
from dashboard.charts import Chart, Columna, Contexto, Record
from dashboard.estadistica import CONFIANZA, distinguible
from dashboard.figures.pareadas import Marca, paired
from dashboard.figures.theme import AZUL, AZUL_MEDIO, GRIS, Figura
from dashboard.filters import Filtros
from dashboard.idioma import N_, _
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

CUENTAN = N_(
    "Cuentan cosas distintas (delitos de todas las fiscalías; casos y trámites de una oficina): "
    "ninguna corrige a la otra."
)


def title(ctx: Contexto) -> str:
    """«Delitos denunciados y fiscalías especializadas, 2023» o «Tres series de Puno, año por año»."""
    places = chosen_districts(ctx.catalogo, ctx.filtros)
    if len(places) == 1:
        return _("{nombre} en tres series, año por año", nombre=ctx.catalogo.lugares[places[0]].nombre)
    return _(
        "Delitos denunciados y fiscalías especializadas, {anio}",
        anio=common_year(ctx.catalogo, ctx.filtros),
    )


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
    name = _(serie.nombre_corto)
    return name if serie.nombre_corto.lower() == serie.unidad else f"{name}: {_(serie.unidad)}"


def _hover(row, series: list[Serie]) -> str:
    lines = [f"{_counted(getattr(row, s.serie_id), s)}" for s in series if pd.notna(getattr(row, s.serie_id))]
    return "<br>".join([f"<b>{row.lugar}</b>, {row.periodo}", *lines, *filter(None, [_(row.detalle)])])


def _counted(value: float, serie: Serie) -> str:
    return f"{fmt.number(value)} {_(serie.unidad_singular if value == 1 else serie.unidad)}"


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
    return _(
        "{lugar}, {anio}: {a} y {b} en su fiscalía especializada. {cuentan}",
        lugar=row["lugar"],
        anio=row["anio"],
        a=a,
        b=b,
        cuentan=_(CUENTAN),
    )


def _places(both: pd.DataFrame) -> str:
    confianza = 1 - (1 - CONFIANZA) / len(both)  # tantas comparaciones como distritos
    apart = [r for r in both.itertuples() if distinguible(int(r.delitos), int(r.especializadas), confianza)]
    names = {"anio": both["anio"].iloc[0], "distritos": len(both), "cuentan": _(CUENTAN)}
    if not apart:
        return _(
            "En {anio}, delitos denunciados y casos ingresados difieren más de lo que explica el azar en ninguno de "
            "los {distritos} distritos con oficina. {cuentan}",
            **names,
        )
    first = apart[0]
    a, b = fmt.number(first.delitos), fmt.number(first.especializadas)
    return _(
        "En {anio}, delitos denunciados y casos ingresados difieren más de lo que explica el azar "
        "en {apart} de los {distritos} distritos con oficina; por ejemplo, {lugar} ({a} y {b}). {cuentan}",
        **names,
        apart=len(apart),
        lugar=first.lugar,
        a=a,
        b=b,
    )


def _only_one(frame: pd.DataFrame, ctx: Contexto) -> str:
    known = frame.dropna(subset=DELITOS)
    until = known[known["anio"] <= ctx.filtros.hasta]
    row = (until if len(until) else known.head(1)).iloc[-1]
    if frame["anio"].nunique() == 1:
        return _(
            "En {anio}, ninguno de los distritos elegidos tenía fiscalía especializada: solo hay una serie.",
            anio=row["anio"],
        )
    counted = _counted(row[DELITOS], ctx.catalogo.series[DELITOS])
    return _(
        "{lugar} no tiene fiscalía especializada en estas cifras; en {periodo} registra {counted}.",
        lugar=row["lugar"],
        periodo=row["periodo"],
        counted=counted,
    )


def base(ctx: Contexto, row: Record, column: str) -> tuple[Respaldo, ...]:
    """Las filas de la serie de esa columna, en el lugar y el año de la fila."""
    serie = ctx.catalogo.series[column]
    return behind_cases(ctx.datos, serie, serie.componentes[0], row["codigo"], row["anio"], row["anio"])


def _column(serie_id: str, titulo: str) -> Columna:
    return Columna(
        titulo,
        "entero",
        lambda ctx, row: _(ctx.catalogo.series[serie_id].unidad),
        lambda ctx, row: counted_words(
            ctx.catalogo.series[serie_id], ctx.catalogo.series[serie_id].componentes[0], row["periodo"]
        ),
    )


CHART = Chart(
    id="comparar_fuentes",
    tab="incidencia",
    section=N_("Comparar fuentes"),
    order=410,
    title=title,
    question=N_("¿Qué dice cada fuente del mismo distrito fiscal, y por qué pueden no coincidir?"),
    query=query,
    draws={N_("Gráfico"): draw},
    takeaway=takeaway,
    columns={
        "lugar": Columna(N_("Distrito fiscal")),
        "periodo": Columna(N_("Periodo")),
        DELITOS: _column(DELITOS, N_("Delitos denunciados")),
        ESPECIALIZADAS: _column(ESPECIALIZADAS, N_("Casos en fiscalías especializadas")),
        PLAN: _column(PLAN, N_("Casos según el Plan")),
        "detalle": Columna(N_("Situación")),
        "porque": Columna(N_("Por qué pueden diferir")),
    },
    dimension="comparar",
    width="ancha",
    key=("codigo", "anio"),
    obeys=("serie", "hasta", "lugares"),
    base=base,
    answers=answered,
)
