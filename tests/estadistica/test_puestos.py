"""Puestos posibles: a mano, contra scipy y statsmodels, y con la cobertura que prometen."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests

from dashboard.estadistica import distinguible, puestos, supera

CONTEOS = st.lists(st.integers(0, 400), min_size=1, max_size=12)
POCOS = st.lists(st.integers(0, 400), min_size=1, max_size=6)


def by_hand(conteos: list[int], personas: list[float], alfa: float = 0.05) -> list[tuple[int, int]]:
    """El mismo método, par por par, con scipy.stats y statsmodels."""
    pairs = [(j, k) for j in range(len(conteos)) for k in range(len(conteos)) if j != k]
    p = [
        stats.binomtest(conteos[j], total, personas[j] / (personas[j] + personas[k]), alternative="greater").pvalue
        if (total := conteos[j] + conteos[k])
        else 1.0
        for j, k in pairs
    ]
    rejected = multipletests(p, alpha=alfa, method="holm")[0] if pairs else []
    above = {pair for pair, yes in zip(pairs, rejected, strict=True) if yes}
    return [
        (
            1 + sum((k, j) in above for k in range(len(conteos))),
            len(conteos) - sum((j, k) in above for k in range(len(conteos))),
        )
        for j in range(len(conteos))
    ]


def test_places_of_2016():
    """Plan, 2016: Lima 350 es el primero; Callao 88, Madre de Dios 69, Cusco 65 y Junín 61 no tienen orden entre sí."""
    assert puestos([350, 88, 69, 65, 61]) == [(1, 1), (2, 5), (2, 5), (2, 5), (2, 5)]


def test_three_places_by_eye():
    """200, 100 y 90: el primero se separa de los otros dos, que comparten el segundo y el tercero."""
    assert puestos([200, 100, 90]) == [(1, 1), (2, 3), (2, 3)]
    assert puestos([200, 100, 20]) == [(1, 1), (2, 2), (3, 3)]
    assert puestos([5]) == [(1, 1)]
    assert puestos([]) == []


def test_a_pair_alone_is_the_exact_test_of_two_counts():
    assert puestos([88, 61]) == [(1, 1), (2, 2)]
    assert distinguible(88, 61)
    assert puestos([88, 69]) == [(1, 2), (1, 2)]


def test_with_people_it_is_the_rate_that_is_ordered():
    """La mitad de registros en la décima parte de personas: primero por tasa, segundo por conteo."""
    assert puestos([100, 200]) == [(2, 2), (1, 1)]
    assert puestos([100, 200], [10_000, 100_000]) == [(1, 1), (2, 2)]


@settings(max_examples=25)
@given(POCOS, st.data())
def test_against_scipy_and_statsmodels(conteos, data):
    personas = data.draw(st.lists(st.integers(1, 50), min_size=len(conteos), max_size=len(conteos)))
    assert puestos(conteos, personas) == by_hand(conteos, personas)
    assert puestos(conteos) == by_hand(conteos, [1] * len(conteos))


@given(CONTEOS)
def test_the_observed_place_is_among_the_possible_ones(conteos):
    for n, (best, worst) in zip(conteos, puestos(conteos), strict=True):
        observed = 1 + sum(m > n for m in conteos)
        assert 1 <= best <= observed <= worst <= len(conteos)


@given(CONTEOS)
def test_equal_counts_share_their_places_and_more_is_never_worse(conteos):
    ordered = sorted(zip(conteos, puestos(conteos), strict=True))
    for (n, a), (m, b) in zip(ordered, ordered[1:], strict=False):
        assert a == b if n == m else (b[0] <= a[0] and b[1] <= a[1])


@given(CONTEOS)
def test_nobody_is_above_itself_nor_both_above_each_other(conteos):
    above = supera(conteos)
    assert not above.diagonal().any() and not (above & above.T).any()


@given(st.lists(st.integers(0, 400), min_size=3, max_size=12))
def test_more_places_never_separate_a_pair_that_alone_is_not(conteos):
    j, k = supera(conteos)[0, 1], supera(conteos[:2])[0, 1]
    assert k or not j


@pytest.mark.parametrize("media", [3, 30])
def test_the_true_places_are_covered(media):
    """Mil listas inventadas de doce lugares con tasas conocidas: los doce puestos caen dentro 95 de cada 100 veces."""
    rng = np.random.default_rng(20230615)
    verdad = media * np.array([8, 4, 4, 2, 1.5, 1.2, 1, 1, 1, 0.5, 0.4, 0.1])
    mejores = 1 + (verdad[None, :] > verdad[:, None]).sum(axis=1)
    peores = (verdad[None, :] >= verdad[:, None]).sum(axis=1)
    dentro = [
        all(b <= peor and w >= mejor for (b, w), mejor, peor in zip(puestos(x), mejores, peores, strict=True))
        for x in rng.poisson(verdad, size=(1000, 12))
    ]
    assert np.mean(dentro) >= 0.95
