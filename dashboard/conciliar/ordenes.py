"""Reglas de orden: la parte no supera al todo, y lo que abarca más no cuenta menos."""

from collections.abc import Iterable
from itertools import permutations

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.conciliar.hechos import Hecho, Hechos
from dashboard.conciliar.resultado import Parte, Resultado, loose, part_of, state
from dashboard.plan import Plan

PARTES_DE = {"atendido": "ingresado"}  # componente → el que lo contiene


def part_and_whole(hechos: Hechos, _plan: Plan) -> Iterable[Resultado]:
    """Un lugar no registra más que el país, ni se atiende más de lo que ingresó."""
    whole = {(h.serie_id, h.componente, h.codigo, h.inicio, h.fin): h for h in hechos.todos if _count(h)}
    for key, h in whole.items():
        serie, componente, codigo, *span = key
        country = whole.get((serie, componente, N.PAIS, *span))
        wider = whole.get((serie, PARTES_DE.get(componente, ""), codigo, *span))
        for bigger, words in ((country if codigo != N.PAIS else None, "el país"), (wider, PARTES_DE.get(componente))):
            if bigger and h.valor > bigger.valor:
                said = f"{h.escrito} ({componente}) supera a {words}, {bigger.escrito}."
                yield Resultado("", _subject(hechos, h), state(False), said, _parts(hechos, h, bigger))
    yield _summary("Lugares y componentes contra su todo", len(whole))


def _count(h: Hecho) -> bool:
    return h.tabla == "casos" and h.medida == "conteo"


def monotony(hechos: Hechos, _plan: Plan) -> Iterable[Resultado]:
    """De dos cortes del mismo lugar en la misma edición, el que abarca más no cuenta menos."""
    compared = 0
    for rows in hechos.conteos.values():
        for short, long in permutations(rows, 2):
            if _inside((short.inicio, short.fin), (long.inicio, long.fin)):
                compared += 1
                if short.valor > long.valor:
                    said = f"{short.escrito} en {short.periodo} supera a {long.escrito} en {long.periodo}."
                    yield Resultado("", _subject(hechos, short), state(False), said, _parts(hechos, short, long))
    yield _summary("Cortes que se contienen, en las series", compared)


def loose_monotony(hechos: Hechos, _plan: Plan) -> Iterable[Resultado]:
    """Lo mismo entre cifras sueltas con el mismo concepto y la misma unidad."""
    cifras = hechos.datos["cifras"]
    counts = cifras[~cifras["unidad"].str.startswith("%")]
    for (concepto, unidad, _), rows in counts.groupby(["concepto", "unidad", "ambito"], sort=False):
        for short, long in permutations(rows.itertuples(), 2):
            if _inside((short.inicio, short.fin), (long.inicio, long.fin)):
                a, b = (loose(hechos, r.cifra_id) for r in (short, long))
                said = f"{a.valor} en {_period(short)}; {b.valor} en {_period(long)}, que lo contiene."
                yield Resultado("", f"{concepto} ({unidad})", state(short.valor <= long.valor), said, (a, b))


def _inside(short: tuple, long: tuple) -> bool:
    return short != long and long[0] <= short[0] and short[1] <= long[1]


def _parts(hechos: Hechos, *found: Hecho) -> tuple[Parte, ...]:
    return tuple(part_of(hechos, h) for h in found)


def _subject(hechos: Hechos, h: Hecho) -> str:
    return f"{h.familia[0].upper()}{h.familia[1:]}, {hechos.lugar(h.codigo, h.serie_id)}, {h.periodo}"


def _summary(asunto: str, n: int) -> Resultado:
    return Resultado("", asunto, state(True), f"{fmt.number(n)} comparaciones; aparte van las que no cumplen.", ())


def _period(row) -> str:
    return fmt.period(row.inicio.date(), row.fin.date())
