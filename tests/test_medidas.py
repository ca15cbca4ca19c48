"""Cada medida que no se puede responder se explica."""

import pytest

from dashboard.queries.medidas import explain, motivos


@pytest.fixture(scope="module")
def preguntar(datos, catalogo, elegir):
    return lambda serie="delitos", **cambios: motivos(datos, catalogo, elegir(serie, **cambios))


def test_one_recent_year(preguntar):
    reasons = preguntar()
    assert set(reasons) == {"lugar", "tasa", "tasa_suavizada", "variacion"}
    assert reasons["variacion"] == "elija dos años distintos"


def test_year_with_population(preguntar):
    assert "tasa" not in preguntar(desde=2019, hasta=2019)


def test_a_smoothed_rate_asks_for_five_places_with_a_rate(preguntar):
    assert "tasa_suavizada" not in preguntar(desde=2019, hasta=2019)
    assert preguntar("plan_anual", desde=2015, hasta=2015)["tasa_suavizada"] == (
        "hacen falta al menos 5 lugares con tasa y hay 2"
    )
    assert set(preguntar(desde=2023, hasta=2023)) & {"tasa", "tasa_suavizada"} == {"tasa", "tasa_suavizada"}


def test_two_whole_years_can_be_compared(preguntar):
    assert "variacion" not in preguntar(desde=2019, hasta=2023)


def test_a_partial_year_is_not_compared(preguntar):
    assert preguntar(desde=2019, hasta=2025)["variacion"] == "un año incompleto no se compara con uno completo"


def test_one_period(preguntar):
    assert preguntar("mp_2007_2014")["variacion"] == "la serie tiene un solo periodo"


@pytest.mark.parametrize(("serie", "ausente"), [("delitos", "departamento"), ("region_2014", "distrito fiscal")])
def test_the_other_geography_is_explained(preguntar, serie, ausente):
    assert f"Sin filtro por {ausente}" in preguntar(serie)["lugar"]


def test_explanation_is_one_sentence(preguntar, catalogo):
    for serie in catalogo.con_mapa:
        text = explain(preguntar(serie.serie_id))
        assert text.endswith(".") and ".." not in text and "  " not in text
