"""Las clases del mapa no cambian de un año a otro y ningún valor queda fuera de ellas."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.theme import class_of
from dashboard.queries.cortes import CLASES, breaks, upper_limits

VALORES = st.lists(st.integers(0, 5000).map(float), min_size=1, max_size=60).map(tuple)


@given(VALORES)
def test_limits_grow_and_reach_the_largest_value(values):
    limits = upper_limits(values)
    assert len(limits) <= CLASES
    assert all(a < b for a, b in zip(limits, limits[1:], strict=False))
    assert limits[-1] == max(values)


@given(VALORES)
def test_every_value_has_its_class(values):
    limits = upper_limits(values)
    for value in values:
        position = class_of(value, limits)
        assert value <= limits[position]
        assert position == 0 or value > limits[position - 1]


def test_few_values_few_classes():
    assert upper_limits((3.0, 3.0, 7.0)) == (3.0, 7.0)
    assert upper_limits(()) == ()


def test_single_years_share_their_classes(datos, catalogo, elegir):
    limits = {breaks(datos, catalogo, elegir(desde=a, hasta=a)) for a in (2019, 2021, 2023, 2025)}
    assert len(limits) == 1
    (only,) = limits
    assert only[-1] == 295  # Lima Centro 2019, el mayor de la serie


def test_choosing_a_place_does_not_recolour_the_map(datos, catalogo, elegir):
    assert breaks(datos, catalogo, elegir()) == breaks(datos, catalogo, elegir(lugares=("puno",)))


def test_a_range_has_its_own_classes(datos, catalogo, elegir):
    assert breaks(datos, catalogo, elegir(desde=2019, hasta=2023))[-1] == 295 + 132 + 106 + 19 + 91
