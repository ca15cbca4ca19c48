"""El mapa del país: dónde se registra."""

from dataclasses import replace

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.charts import Chart, Columna, Contexto, Record
from dashboard.figures.mapa import choropleth
from dashboard.figures.teselas import tile_grid
from dashboard.figures.theme import TINTA_SUAVE, Clave, Figura
from dashboard.filters import POR_PERSONAS, period_words
from dashboard.idioma import N_, _
from dashboard.queries.cortes import breaks
from dashboard.queries.margenes import AUMENTO, DESCENSO, IGUAL, alike, limits_words
from dashboard.queries.palabras import counted_words, measure_text, measure_unit, measure_words, place_text
from dashboard.queries.respaldo import Respaldo, behind_cases, behind_people
from dashboard.queries.valores import DATO, valores


def title(ctx: Contexto) -> str:
    """«Dónde se registran los delitos denunciados, 2023»."""
    if ctx.filtros.medida == "variacion":
        return _(
            "Cómo cambiaron los {unidad} entre {desde} y {hasta}",
            unidad=_(ctx.serie.unidad),
            desde=ctx.filtros.desde,
            hasta=ctx.filtros.hasta,
        )
    return _(
        "Dónde se registran los {unidad}, {periodo}",
        unidad=_(ctx.serie.unidad),
        periodo=period_words(ctx.filtros, ctx.catalogo),
    )


def query(ctx: Contexto) -> pd.DataFrame:
    """Un renglón por lugar, de mayor a menor: el mismo que lee la lista."""
    frame = valores(ctx.datos, ctx.catalogo, ctx.filtros)
    texto = [measure_text(r, ctx.filtros) for r in frame.itertuples()]
    return frame.assign(texto=texto, medida="" if ctx.filtros.medida == "conteo" else texto)


def draw_map(frame: pd.DataFrame, ctx: Contexto) -> Figura:
    """Polígonos: distritos fiscales aproximados, o departamentos si la serie se publicó así."""
    capa = "df" if ctx.serie.geografia == N.DISTRITO_FISCAL else "dep"
    limits = breaks(ctx.datos, ctx.catalogo, ctx.filtros)
    return choropleth(frame, ctx.filtros, limits, lambda row: place_text(row, ctx.filtros, ctx.serie), capa)


def draw_tiles(frame: pd.DataFrame, ctx: Contexto) -> Figura:
    """Teselas de los 34 distritos fiscales; una serie por departamento se queda en el mapa."""
    if ctx.serie.geografia != N.DISTRITO_FISCAL:
        mapa = draw_map(frame, ctx)
        return replace(
            mapa, leyenda=(Clave(_("Serie por región: no tiene teselas."), TINTA_SUAVE, "nota"), *mapa.leyenda)
        )
    names = {"df_id": "codigo", "tesela_columna": "columna", "tesela_fila": "fila"}
    teselas = ctx.datos["distritos_fiscales"].rename(columns=names)
    return tile_grid(
        frame,
        teselas[["codigo", "abreviatura", "columna", "fila"]],
        ctx.filtros,
        breaks(ctx.datos, ctx.catalogo, ctx.filtros),
        lambda row: place_text(row, ctx.filtros, ctx.serie),
        lambda row: row.texto if row.estado == DATO else _("s. d."),
    )


def takeaway(frame: pd.DataFrame, ctx: Contexto) -> str:
    """Qué registró el lugar elegido o el primero, y de cuáles no se distingue."""
    known = frame[frame[N.ESTADO] == DATO]
    if known.empty:
        return _(CHART.empty)
    chosen = known[known[N.CODIGO].isin(ctx.filtros.lugares)]
    row = (chosen if len(chosen) else known).iloc[0]
    unidad = measure_unit(ctx.filtros, ctx.serie)
    if ctx.filtros.medida == "conteo" and row.casos == 1:
        unidad = _(ctx.serie.unidad_singular)
    names = {"lugar": row.nombre, "valor": row.texto, "unidad": unidad, "detalle": _(row.detalle)}
    if ctx.filtros.medida == "variacion":
        return f"{row.nombre}: {row.texto} {_(ctx.serie.unidad)}, {row.detalle}: {_change(row)}."
    if ctx.filtros.medida == "tasa_suavizada":
        return _("{lugar}: {valor} {unidad} ({detalle}).", **names)
    said = _("{lugar} registró {valor} {unidad}", **names) if ctx.filtros.medida == "conteo" else ""
    return "; ".join(filter(None, [said or _("{lugar}: {valor} {unidad}", **names), _apart(row, known)])) + "."


def _change(row) -> str:
    words = {
        AUMENTO: _("lo registrado aumentó"),
        DESCENSO: _("lo registrado disminuyó"),
        IGUAL: _("el cambio no se distingue del azar"),
    }
    return words[row.cambio]


def _apart(row, known: pd.DataFrame) -> str:
    same = alike(known, row.codigo)
    if not same:
        return _("se distingue de todos los demás") if len(known) > 1 else ""
    if len(same) > 4:
        return _("no se distingue de otros {n} lugares", n=len(same))
    return _("no se distingue de {lugares}", lugares=fmt.listing([f"{o.nombre} ({o.texto})" for o in same]))


def base(ctx: Contexto, row: Record, column: str) -> tuple[Respaldo, ...]:
    """Las filas sumadas y, según la medida, las del divisor; un límite es siempre un cálculo."""
    f = ctx.filtros
    rows = behind_cases(ctx.datos, ctx.serie, f.componente, row[N.CODIGO], f.desde, f.hasta)
    if column.startswith("margen"):
        rows = tuple(replace(r, procedencia="calculado") for r in rows)
    if column == "casos" or f.medida in ("conteo", "variacion"):
        return rows
    if f.medida in POR_PERSONAS:
        return (*rows, *behind_people(ctx.datos, row[N.CODIGO], f.desde, f.hasta))
    return (*rows, *behind_cases(ctx.datos, ctx.serie, f.componente, N.PAIS, f.desde, f.hasta))


def _unit(ctx: Contexto, _row: Record) -> str:
    return measure_unit(ctx.filtros, ctx.serie)


def _how(ctx: Contexto, row: Record) -> str:
    return measure_words(ctx.filtros, ctx.serie, row)


def _limits_words(ctx: Contexto, row: Record) -> str:
    return limits_words(ctx.filtros.medida, row)


def count_words(ctx: Contexto, _row: Record) -> str:
    """Cómo se obtiene un conteo de la selección."""
    return counted_words(ctx.serie, ctx.filtros.componente, period_words(ctx.filtros, ctx.catalogo))


CHART = Chart(
    id="mapa",
    tab="incidencia",
    section=N_("Dónde y cuándo"),
    order=10,
    title=title,
    question=N_("¿En qué lugares se registra la trata de personas?"),
    query=query,
    draws={N_("Mapa"): draw_map, N_("Teselas"): draw_tiles},
    takeaway=takeaway,
    columns={
        "puesto": Columna(N_("Puesto posible")),
        "nombre": Columna(N_("Lugar")),
        "medida": Columna(N_("Medida elegida"), unidad=_unit, como=_how),
        "casos": Columna(N_("Conteo"), "entero", lambda ctx, row: _(ctx.serie.unidad), count_words),
        "margen_inferior": Columna(N_("Margen al 95%: desde"), "decimal", _unit, _limits_words, opcional=True),
        "margen_superior": Columna(N_("Margen al 95%: hasta"), "decimal", _unit, _limits_words, opcional=True),
        "detalle": Columna(N_("Detalle")),
    },
    dimension="lugares",
    width="media",
    base=base,
)
