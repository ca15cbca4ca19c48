"""Reglas de lo que un texto dice sin tabla: cuántos son, quién encabeza, qué es mayoría y lo mismo dicho dos veces."""

from collections.abc import Iterable

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.conciliar.hechos import Hecho, Hechos, written
from dashboard.conciliar.resultado import INCOMPLETO, Parte, Resultado, loose, part_of, profile_part, state
from dashboard.conciliar.textos import Row, profile_rows, said_of, span_of, subject_of
from dashboard.plan import Plan

MITAD = 50


def listed(hechos: Hechos, _plan: Plan) -> Iterable[Resultado]:
    """Lo que un texto dice que son y lo que nombra a continuación es el mismo número."""
    for row in hechos.cotejos:
        names = row["nombres"].split(";") if row["nombres"] else _blocks(hechos, row["rutas"])
        if names:
            said = f"Dice {said_of(row)} {row['c_unidad']} y nombra {fmt.number(len(names))}: {fmt.listing(names)}."
            yield _result(hechos, row, state(row["c_valor"] == len(names)), said)


def _blocks(hechos: Hechos, tipo: str | None) -> list[str]:
    rutas = hechos.datos["rutas"]
    return list(dict.fromkeys(rutas[rutas["tipo"] == tipo]["bloque"])) if tipo else []


def leading(hechos: Hechos, _plan: Plan) -> Iterable[Resultado]:
    """El lugar que un texto pone primero todo un periodo es el mayor en cada año de la tabla."""
    for row in (r for r in hechos.cotejos if r["relacion"] == "encabeza"):
        start, end = span_of(row)
        years: dict[tuple, list[Hecho]] = {}
        for h in hechos.todos:
            published = (h.tabla, h.serie_id, h.procedencia) == ("casos", row["serie_id"], "publicado")
            if published and h.codigo != N.PAIS and start <= h.inicio and h.fin <= end:
                years.setdefault((h.inicio, h.fin, h.medida), []).append(h)
        yield from (_leads(hechos, row, places) for places in years.values())


def _leads(hechos: Hechos, row: Row, places: list[Hecho]) -> Resultado:
    first = max(places, key=lambda h: (h.valor, h.codigo == row["c_codigo"]))
    own = next((h for h in places if h.codigo == row["c_codigo"]), None)
    name = hechos.lugar(row["c_codigo"], row["serie_id"])
    said = f"{name}, {own.escrito}" if own else f"{name} no figura"
    if first is not own:
        said = f"{hechos.lugar(first.codigo, row['serie_id'])}, {first.escrito}; {said}"
    said = f"El texto pone primero a {name}. En la tabla de {first.periodo}: {said}."
    parts = [part_of(hechos, h) for h in dict.fromkeys((first, own)) if h]
    return _result(hechos, row, state(first is own), said, *parts)


def majorities(hechos: Hechos, _plan: Plan) -> Iterable[Resultado]:
    """Lo que un texto llama mayoría pasa de la mitad; si puede pasar con lo que no se conoce, queda por saber."""
    for row in (r for r in hechos.cotejos if r["relacion"] == "mayoria"):
        for found in profile_rows(hechos, row):
            unknown = _unknown(hechos, found)
            estado = state(row["c_valor"] > MITAD)
            if row["c_valor"] <= MITAD < row["c_valor"] + unknown:
                estado = INCOMPLETO
            said = f"Llama mayoría al {said_of(row)}; no se conoce o no se publica el {written(unknown, True)}."
            yield _result(hechos, row, estado, said, profile_part(hechos, found))


def _unknown(hechos: Hechos, found) -> float:
    """Lo que le falta a 100 la suma de lo determinado en la distribución de esa fila."""
    perfil = hechos.datos["perfil"]
    same = (perfil[["corte", "poblacion", "dimension"]] == found[["corte", "poblacion", "dimension"]]).all(axis=1)
    known = perfil[same & perfil["parte_de"].isna() & (perfil[N.CLASE] == "determinada")]
    return round(100 - float(known[N.PCT].sum()), 1)


def repeated(hechos: Hechos, _plan: Plan) -> Iterable[Resultado]:
    """Lo que un texto dice dos veces lo dice igual; si una vez habla solo de una parte, queda por saber."""
    for row in (r for r in hechos.cotejos if r["repite"]):
        other = hechos.cifras[row["repite"]]
        again = written(other.valor, other.unidad.startswith("%"))
        said = f"Dice {said_of(row)} en un lugar y {again} en otro"
        said += f"; el primero habla de {row['universo']}." if row["universo"] else "."
        apart = row["universo"] and (row["c_valor"] <= other.valor or row["c_unidad"].startswith("%"))
        estado = INCOMPLETO if apart else state(row["c_valor"] == other.valor)
        yield _result(hechos, row, estado, said, loose(hechos, row["repite"]))


def _result(hechos: Hechos, row: Row, estado: str, said: str, *others: Parte) -> Resultado:
    return Resultado("", subject_of(hechos, row), estado, said, (loose(hechos, row["cifra_id"]), *others))
