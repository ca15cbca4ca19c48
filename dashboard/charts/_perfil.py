"""Lo que comparten las tarjetas de perfil: una distribución publicada, en barras, sin reescalar."""

from collections.abc import Callable
from math import nan

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.charts import Barra, Chart, Columna, Contexto, Lista, Record, _personas
from dashboard.estadistica import BASE_MINIMA
from dashboard.privacy import RESERVADO
from dashboard.queries.perfil import NO_PUBLICADO, RAYADAS, bounds, distribution, leads, unknown, with_bounds
from dashboard.queries.personas import asks_people, profile, profile_question

QUIENES = {"victimas": "presuntas víctimas", "imputados": "presuntos/as imputados/as"}
SIN_PORCENTAJE = "sin porcentaje"
OTRA = "otra categoría podría ser mayor"
CLASES = {
    "determinada": "determinada",
    "en_investigacion": "en investigación",
    "no_determinado": "no determinado",
    "sin_dato": "sin dato",
    "no_se_produjo": "no se produjo",
    NO_PUBLICADO: "no publicado",
}


def _how(ctx: Contexto, row: Record) -> str:
    """Lo que falta para 100 es una resta nuestra; lo demás se copia."""
    if asks_people(ctx.filtros):
        return "Suma de lo protegido de la plantilla importada, sobre el total de la selección; nada se reescala."
    if row[N.CLASE] == NO_PUBLICADO:
        return "100 menos la suma de los porcentajes publicados; nada se reescala."
    return f"Porcentaje impreso en «{ctx.catalogo.cortes[row['corte']]}», sin reescalar."


def _of_whom(_ctx: Contexto, row: Record) -> str:
    return f"% de {QUIENES[row['poblacion']]}"


def _of_whom_people(_ctx: Contexto, row: Record) -> str:
    return QUIENES[row["poblacion"]]


COLUMNAS = {
    "categoria": Columna("Categoría"),
    "personas": Columna("Personas", "entero", _of_whom_people, _how, opcional=True),
    "pct": Columna("Porcentaje", "pct", _of_whom, _how),
    "minimo": Columna("Al menos", "pct", _of_whom, "Lo que la fuente determina.", opcional=True),
    "maximo": Columna("A lo más", "pct", _of_whom, "Lo determinado más todo lo que no se conoce.", opcional=True),
    "situacion": Columna("Situación"),
    "base_n": Columna("Base", "entero", lambda ctx, row: QUIENES[row["poblacion"]], "Total del que es parte el %."),
    "nota": Columna("Nota"),
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
        title=lambda ctx: f"{nombre}, {_period(ctx, poblacion, dimension)}".rstrip(", "),
        question=question,
        query=_query(poblacion, dimension),
        draws={"Barras": _draw(dimension)},
        takeaway=lambda frame, ctx: _words(ctx)(frame, QUIENES[poblacion]),
        columns=COLUMNAS,
        dimension=dimension,
        poblacion=poblacion,
        width=width,
        key=("categoria_id",),
        obeys=("corte", "margenes"),
        empty="Esta publicación no trae el dato. Elija otra en «Fuente del perfil».",
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
                row.categoria,
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
        return SIN_PORCENTAJE
    return f"{fmt.number(row.minimo, 1)}–{fmt.percent(row.maximo)}" if row.maximo > row.minimo else fmt.percent(row.pct)


def takeaway(frame: pd.DataFrame, quienes: str) -> str:
    """La mayor categoría conocida con sus límites, cuánto no se conoce ni se publicó y si otra podría pasarla."""
    if frame[N.PCT].isna().any():
        return f"La base es menor de {BASE_MINIMA}: no se dan porcentajes."
    known = frame[(frame[N.CLASE] == "determinada") & ~frame["subcategoria"]]
    if known.empty:
        return "La fuente no determina ninguna categoría."
    top = known.loc[known[N.PCT].idxmax()]
    low, high = bounds(frame, top["categoria_id"])
    share = f"entre {fmt.percent(low)} y {fmt.percent(high)}" if high > low else fmt.percent(low)
    parts = [f"{top['categoria']}: {share} de {quienes}"]
    if unknown(frame):
        parts[0] += f", porque en el {fmt.percent(unknown(frame))} no se conoce"
    rest = frame.loc[frame[N.CLASE] == NO_PUBLICADO, N.PCT].sum()
    if rest:
        parts.append(f"el {fmt.percent(rest)} restante no se publicó")
    if not leads(frame, top["categoria_id"]):
        parts.append(OTRA)
    return "; ".join(parts) + "."
