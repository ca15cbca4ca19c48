"""Intervalos contra ejemplos publicados y contra una segunda vía de cálculo (scipy.stats, statsmodels)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson, test_poisson_2indep

from dashboard.estadistica import distinguible, poisson_interval, rate_interval, ratio_interval, share, wilson_interval

test_poisson_2indep.__test__ = False  # es una función de statsmodels, no una prueba
CONTEOS = st.integers(0, 5000)
PERSONAS = st.floats(1e3, 1e8)
POSITIVOS = st.integers(1, 5000)


@pytest.mark.parametrize(("n", "low", "high"), [(0, 0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.39)])
def test_poisson_printed_limits(n, low, high):
    """Límites exactos de Garwood (1936), como los imprimen las tablas de Poisson al 95%."""
    assert poisson_interval(n) == pytest.approx((low, high), rel=1e-3)


@given(POSITIVOS, st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_poisson_against_chi_squared(n, confianza):
    cola = (1 - confianza) / 2
    expected = stats.chi2.ppf(cola, 2 * n) / 2, stats.chi2.ppf(1 - cola, 2 * n + 2) / 2
    assert poisson_interval(n, confianza) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(
    ("parte", "total", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_printed_limits(parte, total, low, high):
    """Newcombe (1998), Statistics in Medicine 17: 857-872, tabla I, método 3."""
    assert wilson_interval(parte, total) == pytest.approx((low, high), abs=5e-5)


@given(POSITIVOS.flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_wilson_against_scipy(pair):
    parte, total = pair
    ci = stats.binomtest(parte, total).proportion_ci(method="wilson")
    assert wilson_interval(parte, total) == pytest.approx((ci.low, ci.high), abs=1e-9)


def test_ratio_of_889_and_1144():
    """La razón que cita docs/decisiones/0006-intervalos.md, por la vía exacta."""
    ratio, low, high = ratio_interval(889, 1144)
    assert (round(ratio, 2), round(low, 2), round(high, 2)) == (1.29, 1.18, 1.41)


@given(POSITIVOS, CONTEOS)
def test_ratio_against_clopper_pearson(antes, despues):
    ci = stats.binomtest(despues, antes + despues).proportion_ci(method="exact")
    ratio, low, high = ratio_interval(antes, despues)
    assert ratio == despues / antes
    assert (low, high) == pytest.approx((ci.low / (1 - ci.low), ci.high / (1 - ci.high)), rel=1e-6, abs=1e-9)


def test_places_of_2016():
    """Plan, 2016: Lima 350 es el primero sin duda; del segundo al quinto no todos se distinguen."""
    lima, callao, madre_de_dios, cusco, junin = 350, 88, 69, 65, 61
    assert distinguible(lima, callao)
    assert not distinguible(callao, madre_de_dios)
    assert not distinguible(madre_de_dios, cusco)
    assert not distinguible(cusco, junin)
    assert distinguible(callao, junin)
    assert distinguible(889, 1144)


@given(CONTEOS, CONTEOS)
def test_distinguible_does_not_depend_on_the_order(a, b):
    assert distinguible(a, b) == distinguible(b, a)


@given(CONTEOS)
def test_a_count_is_not_distinct_from_itself(n):
    assert not distinguible(n, n)


@given(st.integers(1, 500), st.integers(1, 500))
def test_a_larger_gap_is_at_least_as_distinct(a, gap):
    assert distinguible(a, a + gap + 1) or not distinguible(a, a + gap)


def test_welsh_nickel_workers():
    """137 muertes frente a 24.19893 esperadas: ejemplo de `poisson.test` de R, con datos de Breslow y Day (1987)."""
    assert rate_interval(137, 24.19893) == pytest.approx((4.753125, 6.692709), abs=1e-6)


def test_lung_cancer_in_fredericia():
    """11 casos en 800 frente a 21 en 3,011 (Andersen, 1977): ejemplo de dos tasas de `poisson.test` de R."""
    ratio = ratio_interval(21, 11, expuestos=(1083 + 1050 + 878, 800))
    assert ratio == pytest.approx((1.971488, 0.8584264, 4.2772659), abs=1e-6)


@given(POSITIVOS, PERSONAS, st.sampled_from([1, 100_000]))
def test_rates_against_statsmodels(n, personas, por):
    expected = [limit * por for limit in confint_poisson(n, personas, method="exact-c")]
    assert rate_interval(n, personas, por) == pytest.approx(expected, rel=1e-6)


@given(POSITIVOS.flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_wilson_against_statsmodels(pair):
    assert wilson_interval(*pair) == pytest.approx(proportion_confint(*pair, method="wilson"), abs=1e-9)


@given(POSITIVOS, POSITIVOS, PERSONAS, PERSONAS)
def test_the_interval_excludes_1_when_the_exact_test_rejects(antes, despues, antes_personas, despues_personas):
    """La misma pregunta por otro camino: la prueba exacta condicional de dos tasas."""
    _, low, high = ratio_interval(antes, despues, expuestos=(antes_personas, despues_personas))
    one_sided = [
        test_poisson_2indep(
            despues, despues_personas, antes, antes_personas, method="exact-cond", alternative=side
        ).pvalue
        for side in ("larger", "smaller")
    ]
    if abs(min(one_sided) - 0.025) > 1e-6:
        assert (low > 1 or high < 1) == (min(one_sided) < 0.025)


@given(POSITIVOS, POSITIVOS)
def test_a_higher_confidence_gives_a_wider_interval(n, m):
    (low, high), (lower, higher) = poisson_interval(n, 0.95), poisson_interval(n, 0.998)
    assert lower < low < n < high < higher
    _, low, high = ratio_interval(n, m, 0.95)
    _, lower, higher = ratio_interval(n, m, 0.998)
    assert lower < low <= m / n <= high < higher


@pytest.mark.parametrize(
    ("parte", "base", "texto"), [(3, 19, "nan"), (0, 0, "nan"), (5, 20, "25.0"), (115, 1076, "10.7")]
)
def test_no_percentage_under_a_base_of_20(parte, base, texto):
    assert f"{share(parte, base):.1f}" == texto
