"""Nadie recupera una celda reservada juntando todo lo que se publica."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.privacy import Reglas, protect
from tests.privacy.casos import FORMAS, cube, leaks, naive

EDADES = {"0 a 11": "menor", "12 a 17": "menor", "18 a 29": "mayor", "30 o más": "mayor"}

# Una fila por región y sexo, una columna por edad.
PATRON = (
    (1, 12, 24, 16, 4), (1, 0, 1, 2, 2), (7, 2, 1, 0, 0), (19, 2, 14, 1, 0), (2, 3, 0, 0, 1), (1, 3, 3, 4, 5),
    (1, 1, 14, 28, 2), (2, 8, 1, 4, 1), (4, 0, 0, 0, 24), (5, 8, 2, 0, 1), (4, 1, 7, 15, 4), (1, 1, 12, 2, 5),
)  # fmt: skip


@pytest.mark.parametrize("mean", [3, 12])
@pytest.mark.parametrize("forma", FORMAS)
def test_nothing_is_recovered(forma, mean):
    shape, tables = FORMAS[forma]
    cubo = cube(shape, mean, seed=7)
    assert leaks(cubo, protect(cubo, Reglas(), tables), Reglas()) == {}


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    counts=st.lists(st.sampled_from([0, 0, 1, 2, 4, 5, 6, 9, 30]), min_size=12, max_size=12), umbral=st.integers(3, 6)
)
def test_nothing_is_recovered_whatever_the_counts(counts, umbral):
    cubo = cube((3, 2, 2), 1, seed=0).assign(n=counts)
    for tables in ([("a", "b", "c")], [("a", "b"), ("b", "c"), ("c", "a")]):
        rules = Reglas(umbral=umbral)
        assert leaks(cubo, protect(cubo, rules, tables), rules) == {}


@pytest.mark.parametrize(("seed", "umbral", "mean"), [(1, 5, 8), (2, 10, 20), (3, 10, 20)])
def test_both_ends_of_the_interval_stay_open(seed, umbral, mean):
    """Con sacar a una celda de su valor no basta: debe poder llegar a los dos extremos de la regla."""
    cubo, rules = cube((5, 4), mean, seed), Reglas(umbral=umbral)
    assert leaks(cubo, protect(cubo, rules, [("a", "b")]), rules) == {}


def test_zeros_are_protected_when_the_rule_says_so():
    rules = Reglas(cero_reservado=True)
    cubo = cube((4, 2, 3), 4, seed=3)
    protegido = protect(cubo, rules, [("a", "b", "c")])
    assert all((frame["n"].dropna() >= 5).all() for frame in protegido.marcos().values())
    assert leaks(cubo, protegido, rules) == {}


@pytest.mark.parametrize("seed", range(1))
def test_groups_of_a_hierarchy_give_nothing_away(seed):
    rules = Reglas(jerarquias={"c": EDADES})
    cubo = cube((3, 2, 4), 4, seed)
    cubo["c"] = cubo["c"].map(dict(enumerate(EDADES)))
    protegido = protect(cubo, rules, [("a", "b", "c")])
    assert set(protegido.marcos()[("c",)]["c"]) == {*EDADES, "menor", "mayor"}
    assert leaks(cubo, protegido, rules) == {}


def golden() -> pd.DataFrame:
    cells = [(r, s, e) for r in range(6) for s in ("mujer", "hombre") for e in range(5)]
    return pd.DataFrame(cells, columns=["region", "sexo", "edad"]).assign(n=[n for row in PATRON for n in row])


def test_golden_table():
    """Seis regiones por sexo y edad: tapar solo lo pequeño deja calcular 27 de las 43 celdas tapadas."""
    cubo, dims = golden(), ("region", "sexo", "edad")
    assert naive(cubo, 5) == (43, 27)
    protegido = protect(cubo, Reglas(), [dims])
    assert leaks(cubo, protegido, Reglas()) == {}
    assert protegido.valor() == cubo["n"].sum(), "el total del país no tiene por qué reservarse"


@pytest.mark.lento
@pytest.mark.parametrize("seed", range(20, 40))
@pytest.mark.parametrize("forma", FORMAS)
def test_nothing_is_recovered_at_length(forma, seed):
    shape, tables = FORMAS[forma]
    for mean in (0.4, 2, 5, 12):
        cubo = cube(shape, mean, seed)
        assert leaks(cubo, protect(cubo, Reglas(), tables), Reglas()) == {}
