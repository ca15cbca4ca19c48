"""La selección se lee de cualquier dirección, se repara sin romper y vuelve a la misma dirección."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.filters import MEDIDAS, from_query, in_words, period_words, place_words, to_query

HOSTILES = [
    "?serie=%00", "?serie=../../etc/passwd", "?lugar=" + "puno," * 500, "?desde=9999999999999&hasta=-1",
    "?desde=2023&hasta=2019", "?medida=<script>alert(1)</script>", "?corte=%F0%9F%98%80", "?&&&==", "?lugar=%E9",
    "?componente=agravada&componente=base", "?desde=２０２３", "?serie=casos_original", "?hasta=2024", "?%", "?a=%ZZ",
]  # fmt: skip


@pytest.fixture(scope="module")
def leer(catalogo):
    return lambda query: from_query(query, catalogo)


def test_opens_on_the_last_complete_year(leer):
    filtros = leer("")
    assert (filtros.serie, filtros.desde, filtros.hasta) == ("delitos", 2023, 2023)
    assert (filtros.medida, filtros.componente, filtros.lugares) == ("conteo", "total", ())


def test_reads_what_it_is_asked(leer):
    filtros = leer("?serie=especializadas&desde=2019&hasta=2021&lugar=puno,tacna&medida=pct_pais&componente=atendido")
    assert (filtros.serie, filtros.desde, filtros.hasta) == ("especializadas", 2019, 2021)
    assert (filtros.lugares, filtros.medida, filtros.componente) == (("puno", "tacna"), "pct_pais", "atendido")


def test_repairs(leer):
    assert leer("?lugar=atlantida,puno,puno").lugares == ("puno",)
    crossed = leer("?desde=2023&hasta=2019")
    assert (crossed.desde, crossed.hasta) == (2019, 2023)
    assert leer("?hasta=2024").hasta == 2023
    assert leer("?serie=region_2014&lugar=puno,21").lugares == ("21",)
    assert leer("?serie=casos_original").serie == "delitos"
    assert leer("?medida=azar").medida == "conteo"
    assert leer("?margenes=tal vez").margenes == ""


def test_margins_are_kept_in_the_address(leer, catalogo):
    filtros = leer("?margenes=si")
    assert to_query(filtros, catalogo) == "?margenes=si"
    assert in_words(filtros, catalogo) == "Todo el país · 2023 · delitos denunciados · con márgenes"


def test_words(catalogo, elegir):
    loreto = elegir("delitos", desde=2019, lugares=("loreto",))
    assert in_words(loreto, catalogo) == "Distrito fiscal de Loreto · 2019–2023 · delitos denunciados"
    assert place_words(elegir(), catalogo) == "Todo el país"
    assert place_words(elegir(lugares=("cusco", "ica")), catalogo) == "Distritos fiscales de Cusco e Ica"
    departamentos = elegir("region_2014", lugares=("15", "16"))
    assert place_words(departamentos, catalogo) == "Departamentos de Lima y Loreto"
    assert period_words(elegir(desde=2025, hasta=2025), catalogo) == "enero–noviembre de 2025"
    assert period_words(elegir(desde=2023, hasta=2025), catalogo) == "2023–2025 (2025 incompleto)"
    assert period_words(elegir("plan_2009_2014"), catalogo) == "2009–2014"


@pytest.mark.parametrize("query", HOSTILES)
def test_hostile_addresses_are_repaired(leer, catalogo, query):
    filtros = leer(query)
    assert leer(to_query(filtros, catalogo)) == filtros


def asked(catalogo) -> st.SearchStrategy[str]:
    """Direcciones con campos verdaderos y valores verdaderos o no."""
    serie = st.sampled_from([*catalogo.series, "", "otra"])
    lugares = st.lists(st.sampled_from([*catalogo.lugares, "atlantida"]), max_size=4).map(",".join)
    anio = st.one_of(st.integers(2000, 2030).map(str), st.text(max_size=5))
    medida = st.one_of(st.sampled_from([*MEDIDAS]), st.text(max_size=5))
    componente = st.sampled_from(["total", "base", "agravada", "ingresado", "atendido", "x"])
    corte = st.sampled_from([*catalogo.cortes, "x"])
    margenes = st.sampled_from(["si", "no", ""])
    fields = {"serie": serie, "lugar": lugares, "desde": anio, "hasta": anio, "medida": medida, "margenes": margenes}
    return st.fixed_dictionaries({}, optional=fields | {"componente": componente, "corte": corte}).map(urlencode)


@given(data=st.data())
def test_any_selection_survives_its_address(catalogo, data):
    filtros = from_query("?" + data.draw(asked(catalogo)), catalogo)
    address = to_query(filtros, catalogo)
    assert from_query(address, catalogo) == filtros
    assert to_query(from_query(address, catalogo), catalogo) == address
    assert filtros.desde <= filtros.hasta
    serie = catalogo.series[filtros.serie]
    assert set(filtros.lugares) <= {lugar.codigo for lugar in catalogo.lugares_de(serie)}
    assert filtros.componente in serie.componentes
    assert serie.periodos_en(filtros.desde, filtros.hasta)
    assert "  " not in in_words(filtros, catalogo)


@given(text=st.text())
def test_any_text_is_an_address(catalogo, text):
    filtros = from_query(text, catalogo)
    assert from_query(to_query(filtros, catalogo), catalogo) == filtros
