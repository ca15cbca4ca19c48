"""Números, fechas y enumeraciones como se escriben en el Perú."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import formatting as fmt

DIAS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [(2241, 0, "2,241"), (31_237_385, 0, "31,237,385"), (9.64, 1, "9.6"), (0, 0, "0"), (1.29, 2, "1.29")],
)
def test_number(value, decimals, written):
    assert fmt.number(value, decimals) == written


def test_percent_has_one_decimal_and_no_space():
    assert [fmt.percent(v) for v in (22.8, 80, 0.25)] == ["22.8%", "80.0%", "0.2%"]


def test_signed_uses_the_typographic_minus():
    assert [fmt.signed(v) for v in (12, -1300, 0)] == ["+12", "−1,300", "0"]


def test_day_and_period():
    assert fmt.day(date(2016, 9, 23)) == "23 de setiembre de 2016"
    assert fmt.period(date(2016, 1, 1), date(2016, 12, 31)) == "2016"
    assert fmt.period(date(2009, 1, 1), date(2014, 12, 31)) == "2009–2014"
    assert fmt.period(date(2025, 1, 1), date(2025, 11, 30)) == "enero–noviembre de 2025"
    assert fmt.period(date(2007, 1, 1), date(2014, 4, 30)) == "enero de 2007–abril de 2014"


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ([], ""),
        (["Puno"], "Puno"),
        (["Cusco", "Puno", "Tacna"], "Cusco, Puno y Tacna"),
        (["Cusco", "Ica"], "Cusco e Ica"),
        (["madera", "hierro"], "madera y hierro"),
        (["padre", "hija"], "padre e hija"),
        (["Huánuco", "Huaura"], "Huánuco y Huaura"),
    ],
)
def test_listing(words, written):
    assert fmt.listing(words) == written


@given(st.integers(-(10**9), 10**9))
def test_number_keeps_every_digit(value):
    assert int(fmt.number(value).replace(",", "")) == value
    assert fmt.signed(value).lstrip("+−").replace(",", "") == str(abs(value))


@given(DIAS, st.integers(0, 4000))
def test_period_names_its_years_and_never_says_septiembre(inicio, days):
    fin = inicio + timedelta(days)
    text = fmt.period(inicio, fin)
    assert str(inicio.year) in text and str(fin.year) in text
    assert "septiembre" not in text + fmt.day(inicio)


@given(st.lists(st.text("abcé", min_size=1, max_size=5), min_size=2, max_size=6))
def test_listing_keeps_all_words_in_order(words):
    text = fmt.listing(words)
    assert text.replace(" y ", ", ").split(", ") == words


@pytest.mark.parametrize(
    ("value", "written"),
    [(1234.0, "1,234"), (12.5, "12.5"), (0.0, "0"), (0.125, "0.125"), (1e9, "1,000,000,000"), (0.1 + 0.2, "0.3")],
)
def test_a_figure_is_written_as_it_was_reported(value, written):
    assert fmt.figure(value) == written
