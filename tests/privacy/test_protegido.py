"""Lo protegido responde todo filtro publicable, no dice más y no puede cambiarse."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from dashboard.privacy import RESERVADO, SOLO_PROTEGIDO, NoPublicable, Protegido, Reglas, mark, protect, rate
from tests.privacy.casos import cube

TABLAS = [("a", "b"), ("b", "c")]


@pytest.fixture(scope="module")
def cubo() -> pd.DataFrame:
    return cube((5, 3, 4), 9, seed=5)


@pytest.fixture(scope="module")
def protegido(cubo) -> Protegido:
    return protect(cubo, Reglas(jerarquias={"c": {0: "bajo", 1: "bajo", 2: "alto", 3: "alto"}}), TABLAS)


def test_every_filter_says_the_truth_or_nothing(cubo, protegido):
    for a in range(5):
        for b in range(3):
            real = int(cubo.query("a == @a and b == @b")["n"].sum())
            shown = protegido.valor(a=a, b=b)
            assert shown in (None, real)
            assert shown is None or shown == 0 or shown >= 5
    assert protegido.valor() == cubo["n"].sum()


def test_a_filter_and_a_breakdown_agree_with_the_frame(protegido):
    whole = protegido.marcos()[("a", "b")]
    found = protegido.consulta({"b": 1}, ("a",))
    expected = whole[whole["b"] == 1]
    assert found["n"].tolist() == expected["n"].tolist()
    assert found["reservado"].tolist() == expected["reservado"].tolist()
    assert list(protegido.consulta({}, ("b", "a")).columns) == ["b", "a", "n", "reservado"]


def test_a_sum_with_a_reserved_part_is_reserved(protegido):
    parts = protegido.consulta({"b": 0}, ("a",))
    summed = protegido.consulta({"b": 0, "a": [0, 1, 2, 3, 4]})
    assert summed["reservado"][0] == parts["reservado"].any()


def test_groups_are_asked_by_name_and_never_counted_twice(protegido):
    groups = protegido.consulta({}, ("c",), grupos=("c",))
    assert groups["c"].tolist() == ["bajo", "alto"]
    with pytest.raises(NoPublicable, match="dos veces"):
        protegido.consulta({"c": ["bajo", 0]})


@pytest.mark.parametrize(
    ("filtro", "por", "dice"),
    [({"a": 1, "c": 1}, (), "no se publica"), ({}, ("z",), "No hay dimensión"), ({"a": 99}, (), "no tiene 99")],
)
def test_what_is_not_published_is_refused(protegido, filtro, por, dice):
    with pytest.raises(NoPublicable, match=dice):
        protegido.consulta(filtro, por)


def test_it_cannot_be_changed(protegido):
    with pytest.raises(dataclasses.FrozenInstanceError):
        protegido.tablas = {}
    with pytest.raises(TypeError):
        protegido.tablas[("a",)] = None
    with pytest.raises(ValueError, match="read-only"):
        protegido.tablas[("a",)].cifras[0] = 1


def test_it_survives_a_file_and_carries_only_what_is_shown(protegido):
    back = Protegido.from_json(protegido.to_json())
    assert back.dimensiones == protegido.dimensiones
    for dims, table in protegido.tablas.items():
        assert np.array_equal(back.tablas[dims].cifras, table.cifras)
        assert not ((table.cifras > 0) & (table.cifras < 5)).any()


def test_only_the_gate_makes_what_screens_may_take(protegido, cubo):
    assert isinstance(protegido, SOLO_PROTEGIDO)
    assert not isinstance(cubo, SOLO_PROTEGIDO)


def test_rates_of_reserved_figures_are_reserved():
    assert rate(None, 50) is None
    assert rate(20, None) is None
    assert rate(0, 0) is None
    assert rate(20, 50) == 40
    assert mark(None, "40.0%") == RESERVADO
    assert mark(20, "20") == "20"


def test_a_small_group_shows_no_breakdown_not_even_its_zeros():
    """Con un total reservado, un cero a la vista diría qué no era ninguna de esas personas."""
    cubo = cube((4, 3, 1), 1, seed=0).assign(n=[3, 0, 0, 40, 50, 60, 20, 30, 0, 25, 35, 45])
    protegido = protect(cubo, Reglas(), [("a", "b")])
    assert protegido.consulta({"a": 0}, ("b",))["reservado"].all()
    assert protegido.valor(a=2, b=2) == 0


@pytest.mark.parametrize(
    ("cambio", "dice"),
    [({"n": -1}, "enteros"), ({"n": 1.5}, "enteros"), ({"a": None}, "sin «a»")],
)
def test_a_bad_cube_is_refused(cubo, cambio, dice):
    with pytest.raises(ValueError, match=dice):
        protect(cubo.assign(**cambio), Reglas(), TABLAS)


def test_a_bad_rule_is_refused(cubo):
    with pytest.raises(ValueError, match="umbral"):
        Reglas(umbral=2)
    with pytest.raises(ValueError, match="da vueltas"):
        protect(cubo, Reglas(jerarquias={"a": {0: "x", "x": "y", "y": "x"}}), TABLAS)
    with pytest.raises(ValueError, match="filas propias"):
        protect(cubo, Reglas(jerarquias={"a": {0: 1}}), TABLAS)
