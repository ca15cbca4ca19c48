"""El catálogo dice qué años, lugares y componentes puede contestar cada serie."""

from datetime import date

from dashboard.catalog import Periodo, alphabetical

COMPLETO = Periodo(date(2023, 1, 1), date(2023, 12, 31))


def test_series_in_their_order(catalogo):
    assert list(catalogo.series)[:4] == ["delitos", "especializadas", "casos_original", "casos_revisada"]
    assert {s.serie_id for s in catalogo.con_mapa} == set(catalogo.series) - {"casos_original", "casos_revisada"}


def test_years_of_delitos(catalogo):
    delitos = catalogo.series["delitos"]
    assert delitos.anios == (2019, 2020, 2021, 2022, 2023, 2025)
    assert delitos.ultimo_completo == 2023
    assert [p.etiqueta for p in delitos.periodos_en(2023, 2025)] == ["2023", "enero–noviembre de 2025"]
    assert delitos.componentes == ("total", "base", "agravada")


def test_a_series_of_one_period_has_no_years(catalogo):
    serie = catalogo.series["plan_2009_2014"]
    assert serie.anios == ()
    assert serie.periodos_en(2019, 2019) == serie.periodos == (Periodo(date(2009, 1, 1), date(2014, 12, 31)),)


def test_partial_periods():
    assert not COMPLETO.parcial
    assert not Periodo(date(2009, 1, 1), date(2014, 12, 31)).parcial
    assert Periodo(date(2025, 1, 1), date(2025, 11, 30)).parcial
    assert Periodo(date(2007, 1, 1), date(2014, 4, 30)).parcial


def test_places(catalogo):
    delitos, region = catalogo.series["delitos"], catalogo.series["region_2014"]
    assert len(catalogo.lugares_de(delitos)) == 34
    assert len(catalogo.lugares_de(region)) == 25
    assert catalogo.lugares["madre-de-dios"].nombre_largo == "Distrito fiscal de Madre de Dios"
    assert catalogo.lugares["17"].nombre_largo == "Departamento de Madre de Dios"


def test_places_are_sorted_as_in_spanish(catalogo):
    names = [lugar.nombre for lugar in catalogo.lugares_de(catalogo.series["delitos"])]
    assert names[:3] == ["Amazonas", "Áncash", "Apurímac"]
    assert names.index("Callao") < names.index("Cañete") < names.index("Cusco")


def test_enye_goes_after_ene():
    words = ["ñandú", "nube", "oca", "Áncash", "ancla", "cañón", "canto"]
    assert sorted(words, key=alphabetical) == ["Áncash", "ancla", "canto", "cañón", "nube", "ñandú", "oca"]
