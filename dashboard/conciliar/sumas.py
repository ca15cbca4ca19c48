"""Reglas de suma: lugares y país, periodos y acumulado, partes y todo, distribuciones y 100."""

from collections.abc import Iterable

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.conciliar.hechos import Hecho, Hechos, slack, tilings
from dashboard.conciliar.resultado import (
    CUADRA,
    INCOMPLETO,
    NO_CUADRA,
    Parte,
    Resultado,
    loose,
    part_of,
    profile_part,
    state,
)
from dashboard.plan import Plan

POBLACIONES = {"victimas": "presuntas víctimas", "imputados": "presuntos/as imputados/as"}

DIMENSIONES = {
    "sexo": "sexo",
    "edad": "edad",
    "nacionalidad": "nacionalidad",
    "captacion": "captación",
    "explotacion": "explotación",
}


def places_and_country(hechos: Hechos, _plan: Plan) -> Iterable[Resultado]:
    """La suma de los lugares es el total del país, o es menor si la lista publicada no los trae todos."""
    groups: dict[tuple, list[Hecho]] = {}
    for h in hechos.todos:
        if h.tabla == "casos" and h.medida == "conteo":
            groups.setdefault((h.serie_id, h.componente, h.inicio, h.fin), []).append(h)
    for (serie_id, componente, *_), rows in groups.items():
        total = next((h for h in rows if h.codigo == N.PAIS), None)
        places = [h for h in rows if h.codigo != N.PAIS]
        if total and places:
            yield _places(hechos, serie_id, componente, total, places)


def _places(hechos: Hechos, serie_id: str, componente: str, total: Hecho, places: list[Hecho]) -> Resultado:
    serie, added = hechos.catalogo.series[serie_id], sum(h.valor for h in places)
    whole = serie.ausencia == "cero" or len(places) == len(hechos.catalogo.lugares_de(serie))
    missing = total.valor - added
    if missing == 0:
        estado, end = CUADRA, f"suman el total del país, {total.escrito}"
    elif missing > 0 and not whole:
        estado, end = (
            INCOMPLETO,
            f"suman {fmt.number(added)} de {total.escrito}: {fmt.number(missing)} no se desagregan",
        )
    else:
        estado, end = NO_CUADRA, f"suman {fmt.number(added)} y el total del país dice {total.escrito}"
    part = "" if componente == serie.componentes[0] else f" ({componente})"
    texto = f"Los {len(places)} lugares con fila {end}."
    return Resultado("", f"{serie.nombre_corto}{part}, {total.periodo}", estado, texto, (part_of(hechos, total),))


def accumulated(hechos: Hechos, _plan: Plan) -> Iterable[Resultado]:
    """Un acumulado es la suma de los periodos que lo cubren, en la misma edición."""
    for rows in hechos.conteos.values():
        seen: set[tuple] = set()
        for whole in rows:
            for parts in tilings([h for h in rows if h != whole], whole.inicio, whole.fin):
                key = (whole.valor, whole.inicio, whole.fin, tuple(h.valor for h in parts))
                if len(parts) > 1 and key not in seen:
                    seen.add(key)
                    yield _accumulated(hechos, whole, parts)


def _accumulated(hechos: Hechos, whole: Hecho, parts: tuple[Hecho, ...]) -> Resultado:
    added = sum(h.valor for h in parts)
    sum_words = f"{' + '.join(h.escrito for h in parts)} = {fmt.number(added)}"
    end = f"{sum_words}, lo publicado" if added == whole.valor else f"{sum_words}, y lo publicado es {whole.escrito}"
    place, start = hechos.lugar(whole.codigo, whole.serie_id), f"de {parts[0].periodo} a {parts[-1].periodo}"
    asunto = f"{whole.familia[0].upper()}{whole.familia[1:]}, {place}, {whole.periodo}"
    return Resultado(
        "",
        asunto,
        state(added == whole.valor),
        f"{start[0].upper()}{start[1:]}: {end}.",
        tuple(part_of(hechos, h) for h in (whole, *parts)),
    )


def categories(hechos: Hechos, _plan: Plan) -> Iterable[Resultado]:
    """Las partes de una categoría del perfil suman la categoría."""
    perfil = hechos.datos["perfil"]
    keys = ["corte", "poblacion", "dimension"]
    for _, rows in perfil.groupby(keys, sort=False):
        for parent, parts in rows.dropna(subset="parte_de").groupby("parte_de", sort=False):
            whole = rows[rows["categoria_id"] == parent].iloc[0]
            added = round(parts[N.PCT].sum(), 6)
            finest = min(slack(v) for v in [whole[N.PCT], *parts[N.PCT]])
            holds = abs(added - whole[N.PCT]) <= finest * (len(parts) + 1)
            terms = " + ".join(fmt.number(v, 1) for v in parts[N.PCT])
            said = f"{terms} = {fmt.number(added, 1)}; «{whole['categoria']}» dice {fmt.number(whole[N.PCT], 1)}."
            yield Resultado("", _subject(hechos, whole), state(holds), said, _profile(hechos, [whole, *_rows(parts)]))


def distributions(hechos: Hechos, _plan: Plan) -> Iterable[Resultado]:
    """Una distribución publicada suma 100; si suma menos, queda algo sin publicar; si suma más, se contradice."""
    perfil = hechos.datos["perfil"]
    top = perfil[perfil["parte_de"].isna()]
    for _, rows in top.groupby(["corte", "poblacion", "dimension"], sort=False):
        added = round(rows[N.PCT].sum(), 6)
        margin = sum(slack(v) for v in rows[N.PCT])
        terms = _terms([fmt.number(v, 1) for v in rows[N.PCT]], fmt.number(added, 1))
        if abs(added - 100) <= min(margin, 0.15):
            estado, end = CUADRA, "."
        elif added < 100:
            estado, end = INCOMPLETO, f": {fmt.number(100 - added, 1)} no se publica."
        else:
            estado, end = NO_CUADRA, ", más de 100."
        yield Resultado("", _subject(hechos, rows.iloc[0]), estado, terms + end, _profile(hechos, _rows(rows)))


def _rows(frame: pd.DataFrame) -> list[pd.Series]:
    return [row for _, row in frame.iterrows()]


def _subject(hechos: Hechos, row: pd.Series) -> str:
    who = POBLACIONES[row["poblacion"]]
    return f"{who[0].upper()}{who[1:]}, {DIMENSIONES[row['dimension']]}. {hechos.catalogo.cortes[row['corte']]}"


def _terms(values: list[str], added: str) -> str:
    """«3.2 + 0.9 = 4.1», o el valor solo."""
    return f"{' + '.join(values)} = {added}" if len(values) > 1 else values[0]


def _profile(hechos: Hechos, rows: list[pd.Series]) -> tuple[Parte, ...]:
    return tuple(profile_part(hechos, r) for r in rows)


def breakdowns(hechos: Hechos, _plan: Plan) -> Iterable[Resultado]:
    """Las partes publicadas de una cifra suelta suman la cifra; si el desglose no es completo, no la superan."""
    cifras = hechos.datos["cifras"].set_index("cifra_id", drop=False)
    for _, rows in hechos.datos["desgloses"].groupby("desglose_id", sort=False):
        whole, parts = cifras.loc[rows["total"].iloc[0]], cifras.loc[list(rows["parte"])]
        added, complete = parts[N.VALOR].sum(), bool(rows["completo"].iloc[0])
        holds = added == whole[N.VALOR] if complete else added <= whole[N.VALOR]
        terms = _terms([fmt.number(v) for v in parts[N.VALOR]], fmt.number(added))
        end = "" if complete or not holds else "; el desglose no es completo"
        said = f"{terms}; el total publicado es {fmt.number(whole[N.VALOR])}{end}."
        partes = tuple(loose(hechos, c) for c in [whole["cifra_id"], *parts["cifra_id"]])
        estado = state(holds) if complete or not holds else INCOMPLETO
        yield Resultado("", whole["concepto"] + ", " + _period(whole), estado, said, partes)


def _period(row: pd.Series) -> str:
    return fmt.period(row[N.INICIO].date(), row[N.FIN].date())
