"""Límites del embudo: contra una tabla de Poisson, contra scipy.stats y con la proporción que dejan fuera."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dashboard.estadistica import funnel_limits

ESPERADOS = st.floats(0.05, 5000)


def outside(n, esperado: float, confianza: float):
    low, high = funnel_limits(esperado, confianza)
    return (n < low) | (n > high)


def test_ten_expected_with_a_printed_table():
    """Tabla de Poisson de media 10: P(X ≤ 3) = 0.0103, P(X ≤ 4) = 0.0293, P(X ≤ 16) = 0.9730 y P(X ≤ 17) = 0.9857.

    Quedan fuera los conteos con 0.025 o menos en su cola: hasta 3 y desde 18 (P(X ≥ 17) = 0.0270, P(X ≥ 18) = 0.0143).
    """
    assert [n for n in range(40) if outside(n, 10, 0.95)] == [0, 1, 2, 3, *range(18, 40)]


@given(ESPERADOS, st.sampled_from([0.95, 0.998]), st.data())
def test_outside_is_what_scipy_says_is_improbable(esperado, confianza, data):
    poisson, cola = stats.poisson(esperado), (1 - confianza) / 2
    n = data.draw(st.integers(0, int(esperado + 6 * esperado**0.5) + 10))
    tail = min(poisson.cdf(n), poisson.sf(n - 1))
    if abs(tail - cola) > 1e-7:
        assert outside(n, esperado, confianza) == (tail < cola)


@given(ESPERADOS)
def test_the_outer_limits_hold_the_inner_ones_and_these_the_country(esperado):
    (low, high), (lower, higher) = funnel_limits(esperado, 0.95), funnel_limits(esperado, 0.998)
    assert 0 <= lower <= low <= esperado <= high <= higher


@given(st.floats(0.1, 4000), st.floats(1.01, 2))
def test_it_is_a_funnel(esperado, veces):
    """A más personas, el límite superior está más cerca del país en proporción."""
    assert funnel_limits(esperado * veces, 0.95)[1] / (esperado * veces) < funnel_limits(esperado, 0.95)[1] / esperado


@pytest.mark.parametrize("confianza", [0.95, 0.998])
def test_a_place_like_the_country_rarely_falls_outside(confianza):
    for esperado in np.geomspace(0.05, 900, 60):
        counts = np.arange(0, int(esperado * 3) + 60)
        assert stats.poisson.pmf(counts, esperado)[outside(counts, esperado, confianza)].sum() <= 1 - confianza
