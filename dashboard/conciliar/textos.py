"""Reglas del texto: lo que afirma contra la tabla, el periodo al que remite, el universo y la cuenta que implica."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.conciliar.hechos import Hecho, Hechos, family_of, slack, tilings, written
from dashboard.conciliar.resultado import NO_CUADRA, Parte, Resultado, loose, part_of, profile_part, state
from dashboard.plan import Plan

TODAS = "todas las personas de esa población"
Row = Mapping


@dataclass(frozen=True)
class Cuenta:
    """El porcentaje que dan unos conteos, y los conteos."""

    pct: float
    partes: tuple[Parte, ...]
    todo: tuple[Parte, ...]


def text_against_table(hechos: Hechos, _plan: Plan) -> Iterable[Resultado]:
    """Una cifra del texto y la de la tabla, del mismo lugar, periodo y medida, son la misma."""
    for row in hechos.cotejos:
        if row["relacion"] != "misma":
            continue
        for value, part in _table_values(hechos, row):
            share = row["c_unidad"].startswith("%")
            holds = abs(value - row["c_valor"]) <= (slack(max(value, row["c_valor"], key=_whole)) if share else 0)
            said = f"El texto dice {said_of(row)} y la tabla, {written(value, share)}."
            yield Resultado("", subject_of(hechos, row), state(holds), said, (loose(hechos, row["cifra_id"]), part))


def _whole(value: float) -> tuple[bool, float]:
    return (float(value).is_integer(), value)


def _table_values(hechos: Hechos, row: Row) -> Iterable[tuple[float, Parte]]:
    if row["dimension"]:
        for found in profile_rows(hechos, row):
            yield found[N.PCT], profile_part(hechos, found)
        return
    medida = "porcentaje" if row["c_unidad"].startswith("%") else "conteo"
    for h in hechos.todos:
        same = (h.tabla, h.procedencia, h.codigo, h.medida) == ("casos", "publicado", row["c_codigo"], medida)
        if same and (h.inicio, h.fin) == span_of(row) and h.familia == _family(hechos, row):
            yield h.valor, part_of(hechos, h)


def profile_rows(hechos: Hechos, row: Row) -> list:
    perfil = hechos.datos["perfil"]
    start, end = span_of(row)
    same = (perfil["poblacion"] == row["poblacion"]) & (perfil["dimension"] == row["dimension"])
    same &= (perfil["categoria_id"] == row["categoria_id"]) & (perfil[N.FUENTE_ID] == row["c_fuente_id"])
    same &= (perfil[N.INICIO].dt.date == start) & (perfil[N.FIN].dt.date == end)
    return [r for _, r in perfil[same].iterrows()]


def universes(hechos: Hechos, _plan: Plan) -> Iterable[Resultado]:
    """Un mismo porcentaje no puede ser a la vez de todas las personas y de una parte de ellas."""
    for row in hechos.cotejos:
        for found in profile_rows(hechos, row) if row["dimension"] else ():
            own, other = row["universo"] or TODAS, TODAS
            if row["universo"] and found[N.PCT] == row["c_valor"]:
                said = f"{said_of(row)} se atribuye a «{own}» en un lugar y a «{other}» en otro."
                partes = (loose(hechos, row["cifra_id"]), profile_part(hechos, found))
                yield Resultado("", subject_of(hechos, row), NO_CUADRA, said, partes)


def references(hechos: Hechos, _plan: Plan) -> Iterable[Resultado]:
    """Un texto que remite a un gráfico o a una tabla habla de su mismo periodo."""
    for row in hechos.cotejos:
        if row["remite_inicio"] is None:
            continue
        shown = (row["remite_inicio"].date(), row["remite_fin"].date())
        said = f"Habla de {_words(span_of(row))} y remite a lo que cubre {_words(shown)}."
        found = _share(hechos, row, shown)
        if found:
            said += f" En ese periodo sería {written(round(found.pct, 1), True)}, no {said_of(row)}."
        partes = (loose(hechos, row["cifra_id"]), *(found.partes + found.todo if found else ()))
        yield Resultado("", subject_of(hechos, row), state(shown == span_of(row)), said, partes)


def shares_and_counts(hechos: Hechos, _plan: Plan) -> Iterable[Resultado]:
    """Un porcentaje publicado es el que dan los conteos del mismo lugar y periodo, con su redondeo."""
    for row in hechos.cotejos:
        if row["relacion"] == "misma" and row["c_unidad"].startswith("%") and not row["dimension"]:
            found = _ratio_of_loose(hechos, row) or _share(hechos, row, span_of(row))
            if found:
                yield _compared(subject_of(hechos, row), row["c_valor"], found, loose(hechos, row["cifra_id"]))
    for h in hechos.todos:
        if h.tabla == "casos" and h.medida == "porcentaje" and (found := _share_of(hechos, h)):
            place = f"{hechos.lugar(h.codigo, h.serie_id)}, {h.periodo}"
            yield _compared(place, h.valor, found, part_of(hechos, h))


def _compared(asunto: str, printed: float, found: Cuenta, own: Parte) -> Resultado:
    part, whole = (" + ".join(p.valor for p in group) for group in (found.partes, found.todo))
    said = f"{part} entre {whole} es {fmt.number(found.pct, 2)}%, y lo impreso es {written(printed, True)}."
    return Resultado(
        "", asunto, state(abs(found.pct - printed) <= slack(printed)), said, (own, *found.partes, *found.todo)
    )


def places_together(hechos: Hechos, _plan: Plan) -> Iterable[Resultado]:
    """Lo que un texto da de varios lugares juntos es la suma de lo que da de cada uno."""
    by_place = {
        (r["c_codigo"], span_of(r), r["c_unidad"], r["c_fuente_id"]): r for r in hechos.cotejos if not r["lugares"]
    }
    for row in hechos.cotejos:
        codes = (row["lugares"] or "").split(";") if row["lugares"] else []
        each = [by_place.get((c, span_of(row), row["c_unidad"], row["c_fuente_id"])) for c in codes]
        if not codes or None in each:
            continue
        added = round(sum(r["c_valor"] for r in each), 6)
        holds = abs(added - row["c_valor"]) <= slack(row["c_valor"]) * len(each)
        said = f"{' + '.join(said_of(r) for r in each)} = {written(added, True)}; el texto dice {said_of(row)}."
        yield Resultado(
            "", subject_of(hechos, row), state(holds), said, tuple(loose(hechos, r["cifra_id"]) for r in (row, *each))
        )


def _share(hechos: Hechos, row: Row, span: tuple[date, date]) -> Cuenta | None:
    """El porcentaje que dan los conteos de la edición en un lugar y periodo, y sus partes; None si no se puede."""
    if not row["serie_id"] or row["lugares"] or row["c_codigo"] in (None, N.PAIS):
        return None
    family = _family(hechos, row)
    componente = hechos.catalogo.series[row["serie_id"]].componentes[0]
    return _ratio(hechos, (family, componente), row["c_codigo"], span)


def _share_of(hechos: Hechos, h: Hecho) -> Cuenta | None:
    """Lo mismo para un porcentaje de una tabla; si el conteo se infirió de él, compararlos no dice nada."""
    counts = hechos.conteos.get((h.familia, h.componente, h.codigo), [])
    same = [c for c in counts if (c.inicio, c.fin) == (h.inicio, h.fin)]
    if not same or any(c.procedencia == "inferido" for c in same):
        return None
    return _ratio(hechos, (h.familia, h.componente), h.codigo, (h.inicio, h.fin))


def _ratio(hechos: Hechos, cuenta: tuple[str, str], codigo: str, span: tuple[date, date]) -> Cuenta | None:
    mine = tilings(_own(hechos, cuenta, codigo), *span)
    whole = tilings(_own(hechos, cuenta, N.PAIS), *span)
    if not mine or not whole:
        return None
    part, total = min(mine, key=len), min(whole, key=len)
    pct = sum(h.valor for h in part) / sum(h.valor for h in total) * 100
    return Cuenta(pct, tuple(part_of(hechos, h) for h in part), tuple(part_of(hechos, h) for h in total))


def _own(hechos: Hechos, cuenta: tuple[str, str], codigo: str) -> list[Hecho]:
    return [h for h in hechos.conteos.get((*cuenta, codigo), []) if h.tabla == "casos"]


def _ratio_of_loose(hechos: Hechos, row: Row) -> Cuenta | None:
    """El porcentaje entre dos cifras sueltas, cuando el cotejo dice cuáles."""
    if not row["numerador"]:
        return None
    part, whole = hechos.cifras[row["numerador"]], hechos.cifras[row["denominador"]]
    found = ((loose(hechos, c.cifra_id),) for c in (part, whole))
    return Cuenta(part.valor / whole.valor * 100, *found)


def _family(hechos: Hechos, row: Row) -> str:
    return family_of(hechos.catalogo.series[row["serie_id"]]) if row["serie_id"] else ""


def span_of(row: Row) -> tuple[date, date]:
    return row["c_inicio"].date(), row["c_fin"].date()


def _words(span: tuple[date, date]) -> str:
    return fmt.period(*span)


def said_of(row: Row) -> str:
    return written(row["c_valor"], row["c_unidad"].startswith("%"))


def subject_of(hechos: Hechos, row: Row) -> str:
    return f"{row['c_concepto']}, {_words(span_of(row))}"
