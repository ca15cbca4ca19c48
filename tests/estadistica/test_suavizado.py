"""Bayes empírico: a mano, contra la integral que lo define y contra la máxima verosimilitud de statsmodels."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dashboard.estadistica import smoothed_rates

# Cáncer de labio en 56 condados de Escocia, 1975-1980: observados y esperados (Clayton y Kaldor, 1987, tabla 1).
OBSERVADOS = [
    9, 39, 11, 9, 15, 8, 26, 7, 6, 20, 13, 5, 3, 8, 17, 9, 2, 7, 9, 7, 16, 31, 11, 7, 19, 15, 7, 10, 16, 11, 5, 3, 7, 8,
    11, 9, 11, 8, 6, 4, 10, 8, 2, 6, 19, 3, 2, 3, 28, 6, 1, 1, 1, 1, 0, 0,
]  # fmt: skip
ESPERADOS = [
    1.4, 8.7, 3.0, 2.5, 4.3, 2.4, 8.1, 2.3, 2.0, 6.6, 4.4, 1.8, 1.1, 3.3, 7.8, 4.6, 1.1, 4.2, 5.5, 4.4, 10.5, 22.7, 8.8,
    5.6, 15.5, 12.5, 6.0, 9.0, 14.4, 10.2, 4.8, 2.9, 7.0, 8.5, 12.3, 10.1, 12.7, 9.4, 7.2, 5.3, 18.8, 15.8, 4.3, 14.6,
    50.7, 8.2, 5.6, 9.3, 88.7, 19.6, 3.4, 3.6, 5.7, 7.0, 4.2, 1.8,
]  # fmt: skip
LUGARES = st.lists(st.tuples(st.integers(0, 300), st.integers(100, 100_000)), min_size=2, max_size=15).filter(
    lambda places: sum(n for n, _ in places) > 0
)


def test_by_hand():
    """30, 60 y 90 en mil personas cada uno: m = 0.06, s² = 0.0006, A = 0.0006 − 0.06/1000 = 0.00054, peso 0.9."""
    assert smoothed_rates([30, 60, 90], [1000] * 3) == pytest.approx([0.033, 0.06, 0.087])


def test_places_that_vary_as_chance_does_are_all_alike():
    assert smoothed_rates([9, 10, 11], [1000] * 3) == pytest.approx([0.01] * 3)


def test_it_is_the_mean_of_the_gamma_posterior():
    """La media a posteriori, integrada numéricamente con la gamma de los mismos momentos."""
    n, people = np.array([3, 40, 2, 15, 60]), np.array([900.0, 5000, 1200, 1000, 9000])
    m = n.sum() / people.sum()
    a = (people * (n / people - m) ** 2).sum() / people.sum() - m / people.mean()
    prior = stats.gamma(m**2 / a, scale=a / m)
    for count, p, smoothed in zip(n, people, smoothed_rates(n, people), strict=True):
        rates = np.linspace(1e-7, 0.2, 400_001)
        weights = stats.poisson.pmf(count, rates * p) * prior.pdf(rates)
        assert smoothed == pytest.approx(np.trapezoid(rates * weights) / np.trapezoid(weights), rel=1e-4)


def test_lip_cancer_close_to_maximum_likelihood():
    """Momentos y máxima verosimilitud (binomial negativa) difieren poco: en un condado, 0.22 de riesgo relativo."""
    n, e = np.array(OBSERVADOS), np.array(ESPERADOS)
    fit = sm.NegativeBinomial(n, np.ones(len(n)), exposure=e).fit(disp=0)
    nu, alpha = 1 / fit.params[1], 1 / fit.params[1] / np.exp(fit.params[0])
    assert (nu, alpha) == pytest.approx((1.88, 1.32), abs=0.01)
    assert np.abs(smoothed_rates(n, e) - (n + nu) / (e + alpha)).max() < 0.22


@given(LUGARES)
def test_it_moves_towards_the_whole_and_never_past_it(places):
    n, people = (np.array(c, dtype=float) for c in zip(*places, strict=True))
    raw, whole, smoothed = n / people, n.sum() / people.sum(), smoothed_rates(n, people)
    low, high = np.minimum(raw, whole), np.maximum(raw, whole)
    assert ((low - 1e-12 <= smoothed) & (smoothed <= high + 1e-12)).all()


@given(LUGARES, st.integers(2, 9))
def test_the_unit_of_people_does_not_matter(places, veces):
    n, people = (np.array(c, dtype=float) for c in zip(*places, strict=True))
    assert smoothed_rates(n, people * veces) * veces == pytest.approx(smoothed_rates(n, people), abs=1e-9)


@given(LUGARES)
def test_of_two_equal_rates_the_one_with_fewer_people_moves_more(places):
    n, people = (np.array(c, dtype=float) for c in zip(*places, strict=True))
    n, people = np.append(n, [4, 40]), np.append(people, [1000, 10_000])
    whole, smoothed = n.sum() / people.sum(), smoothed_rates(n, people)
    assert abs(smoothed[-2] - whole) <= abs(smoothed[-1] - whole) + 1e-12
