"""Lo que comparten las tarjetas de perfil: una distribución publicada, en barras, sin reescalar."""

from collections.abc import Callable
from math import nan

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.charts import Barra, Chart, Columna, Contexto, Lista, Record, _personas
from dashboard.estadistica import BASE_MINIMA
from dashboard.idioma import N_, _
from dashboard.privacy import RESERVADO
from dashboard.queries.perfil import NO_PUBLICADO, RAYADAS, bounds, distribution, leads, unknown, with_bounds
from dashboard.queries.personas import asks_people, profile, profile_question

QUIENES = {"victimas": N_("presuntas víctimas"), "imputados": N_("presuntos/as imputados/as")}
SIN_PORCENTAJE = N_("sin porcentaje")
OTRA = N_("otra categoría podría ser mayor")
CLASES = {
    "determinada": "determinada",
    "en_investigacion": N_("en investigación"),
    "no_determinado": N_("no determinado"),
    "sin_dato": N_("sin dato"),
    "no_se_produjo": N_("no se produjo"),
    NO_PUBLICADO: N_("no publicado"),
}


def _how(ctx: Contexto, row: Record) -> str:
    """Lo que falta para 100 es una resta nuestra; lo demás se copia."""
    if asks_people(ctx.filtros):
        return _("Suma de lo protegido de la plantilla importada, sobre el total de la selección; nada se reescala.")
    if row[N.CLASE] == NO_PUBLICADO:
        return _("100 menos la suma de los porcentajes publicados; nada se reescala.")
    return _("Porcentaje impreso en «{corte}», sin reescalar.", corte=_(ctx.catalogo.cortes[row["corte"]]))


def _of_whom(_ctx: Contexto, row: Record) -> str:
    return _("% de {quienes}", quienes=_(QUIENES[row["poblacion"]]))


def _of_whom_people(_ctx: Contexto, row: Record) -> str:
    return _(QUIENES[row["poblacion"]])


COLUMNAS = {
    "categoria": Columna(N_("Categoría")),
    "personas": Columna(N_("Personas"), "entero", _of_whom_people, _how, opcional=True),
    "pct": Columna(N_("Porcentaje"), "pct", _of_whom, _how),
    "minimo": Columna(N_("Al menos"), "pct", _of_whom, N_("Lo que la fuente determina."), opcional=True),
    "maximo": Columna(
        N_("A lo más"), "pct", _of_whom, N_("Lo determinado más todo lo que no se conoce."), opcional=True
    ),
    "situacion": Columna(N_("Situación")),
    "base_n": Columna(N_("Base"), "entero", _of_whom_people, N_("Total del que es parte el %.")),
    "nota": Columna(N_("Nota")),
}


def profile_chart(
    id: str, order: int, nombre: str, question: str, poblacion: str, dimension: str, section: str, width: str = "tercio"
) -> Chart:
    """Un gráfico de distribución para `poblacion` (victimas|imputados) y `dimension`."""
    return Chart(
        id=id,
        tab="incidencia",
        section=section,
        order=order,
        title=lambda ctx: f"{_(nombre)}, {_period(ctx, poblacion, dimension)}".rstrip(", "),
        question=question,
        query=_query(poblacion, dimension),
        draws={N_("Barras"): _draw(dimension)},
        takeaway=lambda frame, ctx: _words(ctx)(frame, _(QUIENES[poblacion])),
        columns=COLUMNAS,
        dimension=dimension,
        poblacion=poblacion,
        width=width,
        key=("categoria_id",),
        obeys=("corte", "margenes"),
        shows=(),
        empty=N_("Esta publicación no trae el dato. Elija otra en «Fuente del perfil»."),
        reason=lambda ctx: _people(ctx, poblacion, dimension).razon if asks_people(ctx.filtros) else "",
    )


def _people(ctx: Contexto, poblacion: str, dimension: str):
    return profile_question(ctx.datos, ctx.catalogo, ctx.filtros, poblacion, dimension)


def _period(ctx: Contexto, poblacion: str, dimension: str) -> str:
    if asks_people(ctx.filtros):
        return _people(ctx, poblacion, dimension).palabras
    return ctx.corte_en(poblacion, dimension)


def _draw(dimension: str) -> Callable[[pd.DataFrame, Contexto], Lista]:
    def drawing(frame: pd.DataFrame, ctx: Contexto) -> Lista:
        chosen = getattr(ctx.filtros, dimension)
        return _personas.draw(frame, chosen) if asks_people(ctx.filtros) else draw(frame, ctx)

    return drawing


def _words(ctx: Contexto) -> Callable[[pd.DataFrame, str], str]:
    return _personas.takeaway if asks_people(ctx.filtros) else takeaway


def _query(poblacion: str, dimension: str) -> Callable[[Contexto], pd.DataFrame]:
    def query(ctx: Contexto) -> pd.DataFrame:
        if asks_people(ctx.filtros):
            return _of_people(ctx, poblacion, dimension)
        frame = distribution(ctx.datos, ctx.filtros.corte, poblacion, dimension)
        bounded = with_bounds(frame) if ctx.filtros.margenes else frame.assign(minimo=nan, maximo=nan)
        return bounded.assign(situacion=bounded[N.CLASE].map(CLASES), personas=nan)

    return query


def _of_people(ctx: Contexto, poblacion: str, dimension: str) -> pd.DataFrame:
    frame = profile(ctx.datos, ctx.catalogo, ctx.filtros, poblacion, dimension)
    hidden = frame["personas"] == RESERVADO
    said = frame[N.CLASE].map(CLASES).mask(hidden, RESERVADO)
    return frame.assign(situacion=said, minimo=nan, maximo=nan, poblacion=poblacion, corte=ctx.filtros.corte)


def draw(frame: pd.DataFrame, ctx: Contexto) -> Lista:
    """Barras sobre 100; rayado lo que no se conoce."""
    return Lista(
        tuple(
            Barra(
                _(row.categoria),
                _text(row),
                0.0 if pd.isna(row.pct) else row.pct / 100,
                trama=row.clase in RAYADAS,
                sangria=bool(row.subcategoria),
                valor=None if pd.isna(row.pct) else row.pct,
                margen=(row.minimo / 100, row.maximo / 100) if row.maximo > row.minimo else None,
            )
            for row in frame.itertuples()
        ),
        "pct",
    )


def _text(row) -> str:
    if pd.isna(row.pct):
        return _(SIN_PORCENTAJE)
    return f"{fmt.number(row.minimo, 1)}–{fmt.percent(row.maximo)}" if row.maximo > row.minimo else fmt.percent(row.pct)


def takeaway(frame: pd.DataFrame, quienes: str) -> str:
    """La mayor categoría conocida con sus límites, cuánto no se conoce ni se publicó y si otra podría pasarla."""
    if frame[N.PCT].isna().any():
        return _("La base es menor de {base_minima}: no se dan porcentajes.", base_minima=BASE_MINIMA)
    known = frame[(frame[N.CLASE] == "determinada") & ~frame["subcategoria"]]
    if known.empty:
        return _("La fuente no determina ninguna categoría.")
    top = known.loc[known[N.PCT].idxmax()]
    low, high = bounds(frame, top["categoria_id"])
    names = {"categoria": _(top["categoria"]), "share": _share(low, high), "quienes": quienes}
    parts = [_("{categoria}: {share} de {quienes}", **names)]
    if unknown(frame):
        why = {"unknown": fmt.percent(unknown(frame))}
        parts = [_("{categoria}: {share} de {quienes}, porque en el {unknown} no se conoce", **names, **why)]
    rest = frame.loc[frame[N.CLASE] == NO_PUBLICADO, N.PCT].sum()
    if rest:
        parts.append(_("el {rest} restante no se publicó", rest=fmt.percent(rest)))
    if not leads(frame, top["categoria_id"]):
        parts.append(_(OTRA))
    return "; ".join(parts) + "."


def _share(low: float, high: float) -> str:
    if high <= low:
        return fmt.percent(low)
    return _("entre {low} y {high}", low=fmt.percent(low), high=fmt.percent(high))
