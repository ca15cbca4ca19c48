"""Reglas entre series: dos ediciones de la misma cuenta, y dos series hermanas cuya proporción cambia de golpe."""

from collections.abc import Iterable
from dataclasses import replace
from statistics import median

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.conciliar.hechos import Hecho, Hechos, tilings
from dashboard.conciliar.resultado import Resultado, part_of, state
from dashboard.plan import Plan

MISMA = "misma_medida"
SALTO = 4  # veces que la proporción se aparta de la mediana del lugar en sus otros años
MINIMO = 20  # la mayor de las dos cifras: por debajo, la proporción salta por azar


def editions(hechos: Hechos, _plan: Plan) -> Iterable[Resultado]:
    """Dos series que se declaran la misma medida dan lo mismo en el mismo lugar y periodo."""
    for row in hechos.datos["comparaciones"].itertuples():
        if row.relacion != MISMA:
            continue
        for one, others in _pairs(hechos, row.serie_a, row.serie_b):
            added = sum(h.valor for h in others)
            terms = " + ".join(h.escrito for h in others)
            right = terms if len(others) == 1 else f"{terms} = {fmt.number(added)}"
            names = [hechos.catalogo.series[s].nombre_corto for s in (one.serie_id, others[0].serie_id)]
            said = f"{names[0]}: {one.escrito}; {names[1]}: {right}. {row.texto}"
            asunto = f"{names[0]} y {names[1].lower()}, {hechos.lugar(one.codigo, one.serie_id)}, {one.periodo}"
            parts = tuple(part_of(hechos, h) for h in (one, *others))
            yield Resultado("", asunto, state(added == one.valor), said, parts)


def _pairs(hechos: Hechos, a: str, b: str) -> Iterable[tuple[Hecho, tuple[Hecho, ...]]]:
    """Cada cifra de una serie con las de la otra que cubren el mismo periodo y lugar, sin repetir la pareja."""
    seen = set()
    for first, second in ((a, b), (b, a)):
        others = counts_of(hechos, second)
        for codigo, rows in counts_of(hechos, first).items():
            for one in rows:
                for parts in tilings(others.get(codigo, []), one.inicio, one.fin):
                    key = frozenset({one, *parts})
                    if key not in seen:
                        seen.add(key)
                        yield one, parts


def counts_of(hechos: Hechos, serie_id: str) -> dict[str, list[Hecho]]:
    """Los conteos de una serie en su componente principal, por lugar."""
    main, found = hechos.catalogo.series[serie_id].componentes[0], {}
    if main == "total" and "base" in hechos.catalogo.series[serie_id].componentes:
        return _added(hechos, serie_id)
    for h in hechos.todos:
        if h.serie_id == serie_id and h.medida == "conteo" and h.componente == main:
            found.setdefault(h.codigo, []).append(h)
    return found


def _added(hechos: Hechos, serie_id: str) -> dict[str, list[Hecho]]:
    """Una serie que viene en partes: el total de cada lugar y periodo es la suma de ellas."""
    parts: dict[tuple, list[Hecho]] = {}
    for h in hechos.todos:
        if h.serie_id == serie_id and h.medida == "conteo":
            parts.setdefault((h.codigo, h.inicio, h.fin), []).append(h)
    found: dict[str, list[Hecho]] = {}
    for (codigo, *_), rows in parts.items():
        found.setdefault(codigo, []).append(_sum(rows))
    return found


def _sum(rows: list[Hecho]) -> Hecho:
    cites = "; ".join(h.cita for h in rows)
    return replace(rows[0], componente="total", valor=sum(h.valor for h in rows), cita=cites)


def sisters(hechos: Hechos, _plan: Plan) -> Iterable[Resultado]:
    """La proporción entre dos series del mismo editor, en un mismo lugar, no cambia de golpe un solo año."""
    series = hechos.catalogo.series
    for row in hechos.datos["comparaciones"].itertuples():
        a, b = series[row.serie_a], series[row.serie_b]
        if row.relacion != MISMA and a.anual and b.anual and a.editor == b.editor and a.geografia == b.geografia:
            yield from _jumps(hechos, row.serie_a, row.serie_b, row.texto)


def _jumps(hechos: Hechos, a: str, b: str, why: str) -> Iterable[Resultado]:
    left, right, compared = counts_of(hechos, a), counts_of(hechos, b), 0
    for codigo in (c for c in left if c in right and c != N.PAIS):
        pairs = _same_years(left[codigo], right[codigo])
        for one, other in pairs:
            ratios = [x.valor / y.valor for x, y in pairs if x != one and y.valor]
            if len(ratios) < 2 or not other.valor or max(one.valor, other.valor) < MINIMO:
                continue
            compared += 1
            usual, now = median(ratios), one.valor / other.valor
            if usual and not 1 / SALTO <= now / usual <= SALTO:
                yield _jump(hechos, one, other, pairs, why)
    if compared:
        names = f"{hechos.catalogo.series[a].nombre_corto} y {hechos.catalogo.series[b].nombre_corto.lower()}"
        said = f"{fmt.number(compared)} años y lugares comparados; aparte van los que saltan."
        yield Resultado("", names, state(True), said, ())


def _jump(hechos: Hechos, one: Hecho, other: Hecho, pairs: list[tuple[Hecho, Hecho]], why: str) -> Resultado:
    near = [f"{x.periodo}, {x.escrito} y {y.escrito}" for x, y in pairs if abs(x.inicio.year - one.inicio.year) == 1]
    place = hechos.lugar(one.codigo, one.serie_id)
    said = (
        f"{one.escrito} frente a {other.escrito}, cuando lo vecino es: {'; '.join(near)}. No se conoce la razón. {why}"
    )
    return Resultado("", f"{place}, {one.periodo}", state(False), said, (part_of(hechos, one), part_of(hechos, other)))


def _same_years(left: list[Hecho], right: list[Hecho]) -> list[tuple[Hecho, Hecho]]:
    other = {(h.inicio, h.fin): h for h in right}
    return [(h, other[h.inicio, h.fin]) for h in left if (h.inicio, h.fin) in other]
