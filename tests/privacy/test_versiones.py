"""Restar dos versiones publicadas no devuelve ninguna celda reservada en ninguna de las dos."""

import pytest

from dashboard.privacy import Protegido, Reglas, YaPublicado, protect
from tests.privacy.ataque import exposed, naive_floor
from tests.privacy.casos import attacker, cube, truth

TABLAS = [("a", "b", "c")]
REGLAS = Reglas()


def joint_leaks(cubo, last: Protegido, before: Protegido, years: list) -> dict:
    """Quien ataca tiene las dos versiones y sabe que lo de los años viejos no cambió."""
    attack = attacker(cubo)
    olds, news = attack.look(before.marcos(), {"b": years}), attack.look(last.marcos())
    for seen in olds:
        seen.nombre = ("antes", *seen.nombre)
    real = truth(attack, cubo, olds + news)
    return exposed(attack.bounds(olds + news, naive_floor(olds + news)), real, REGLAS.umbral)


def grown(seed: int):
    """Tres años publicados y el cuarto que llega después, con cifras pequeñas."""
    cubo = cube((3, 4, 3), 6, seed)
    return cubo, cubo[cubo["b"] < 3].reset_index(drop=True)


@pytest.mark.parametrize("seed", range(3))
def test_two_versions_give_nothing_away(seed):
    cubo, old = grown(seed)
    before = protect(old, REGLAS, TABLAS)
    last = protect(cubo, REGLAS, TABLAS, Protegido.from_json(before.to_json()))
    assert joint_leaks(cubo, last, before, [0, 1, 2]) == {}


def test_forgetting_the_previous_version_does_leak():
    """Si no se mira lo ya publicado, alguna de estas restas descubre algo: la prueba anterior puede fallar."""
    found = {}
    for seed in range(2):
        cubo, old = grown(seed)
        found |= joint_leaks(cubo, protect(cubo, REGLAS, TABLAS), protect(old, REGLAS, TABLAS), [0, 1, 2])
    assert found


def test_what_was_reserved_stays_reserved():
    cubo, old = grown(1)
    before = protect(old, REGLAS, TABLAS)
    corrected = old.assign(n=old["n"] + 20)
    last = protect(corrected, REGLAS, TABLAS, before)
    for dims, frame in before.marcos().items():
        assert last.marcos()[dims]["reservado"][frame["reservado"]].all()


def test_a_version_that_already_told_stops_the_next():
    cubo = cube((4, 2, 3), 12, seed=2)
    lax = protect(cubo, Reglas(umbral=3), TABLAS)
    with pytest.raises(YaPublicado, match="versión anterior"):
        protect(cubo, Reglas(umbral=9), TABLAS, lax)


def test_the_order_of_columns_does_not_matter():
    cubo, old = grown(0)
    before = protect(old[["c", "b", "a", "n"]], REGLAS, TABLAS)
    last = protect(cubo, REGLAS, TABLAS, before)
    assert joint_leaks(cubo, last, before, [0, 1, 2]) == {}
