"""Lo que el texto dice sin tabla: cada regla halla lo que viene y calla cuando la fuente cambia y ya cuadra."""

import pandas as pd
import pytest

from dashboard.conciliar.resultado import CUADRA, INCOMPLETO, NO_CUADRA
from tests.conciliar.test_reglas import altered, broken, con

__all__ = ["con"]


def states(found: list, words: str) -> list[str]:
    said = [r.estado for r in found if words in r.asunto]
    assert said, words
    return said


def cifra(datos, cifra_id: str, value: float) -> pd.DataFrame:
    return altered(datos["cifras"], datos["cifras"]["cifra_id"] == cifra_id, "valor", value)


@pytest.mark.parametrize(
    ("cifra_id", "words", "mended"),
    [("plan-rutas-anunciadas", "Rutas internacionales", 2), ("plan-texto-causas-directas", "Causas directas", 4)],
)
def test_what_is_counted_and_not_named(con, datos, cifra_id, words, mended):
    assert states(con("cuantos-son"), words) == [NO_CUADRA]
    assert states(con("cuantos-son", cifras=cifra(datos, cifra_id, mended)), words) == [CUADRA]


def test_a_third_route_into_the_country_would_tie(con, datos):
    """Tres rutas «hacia el Perú» (línea 653), y solo dos entran: la tercera viñeta es de salida."""
    rutas = altered(datos["rutas"], datos["rutas"]["tipo"] == "internacional_salida", "tipo", "internacional_entrada")
    assert states(con("cuantos-son", rutas=rutas), "Rutas internacionales") == [CUADRA]


def test_six_plans_are_named_and_seven_would_not_tie(con, datos):
    six = "plan-texto-planes-regionales-l513"
    assert states(con("cuantos-son"), "Planes regionales contra la trata") == [CUADRA, CUADRA]
    assert len(broken(con("cuantos-son", cifras=cifra(datos, six, 7)))) == len(broken(con("cuantos-son"))) + 1


def test_six_plans_and_three_plans(con, datos):
    """Seis planes (línea 513) y tres «de los seis principales destinos» (línea 1076), que no nombra."""
    three, words = "plan-texto-planes-regionales-l1076", "Planes regionales"
    assert states(con("dos-veces"), words) == [INCOMPLETO]
    assert states(con("dos-veces", cifras=cifra(datos, three, 7)), words) == [NO_CUADRA]
    same = altered(datos["cotejos"], datos["cotejos"]["cifra_id"] == three, "universo", None)
    assert states(con("dos-veces", cotejos=same), words) == [NO_CUADRA]
    assert states(con("dos-veces", cotejos=same, cifras=cifra(datos, three, 6)), words) == [CUADRA]


def test_the_share_of_minors_is_said_of_different_people(con, datos):
    """56.5% (Gráfico 8) y «tres cuartas partes» (Tabla 2, estudios de trata sexual)."""
    found = [r for r in con("dos-veces") if "Menores" in r.asunto]
    assert [r.estado for r in found] == [INCOMPLETO]
    assert found[0].texto.startswith("Dice 75% en un lugar y 56.5% en otro")


def test_lima_does_not_lead_every_year(con, datos):
    """«El mayor número de denuncias en los últimos siete años» (línea 557); en 2013 lidera Loreto."""
    found = con("quien-encabeza")
    assert "2013" in next(r.texto for r in found if r.estado == NO_CUADRA)
    assert len(broken(found)) == 1
    assert len(found) == 4
    casos = datos["casos"]
    loreto = (casos["serie_id"] == "plan_anual") & (casos["codigo"] == "loreto") & (casos["anio"] == 2013)
    lower = altered(casos, loreto & (casos["medida"] == "porcentaje"), "valor", 11.3)
    assert broken(con("quien-encabeza", casos=lower)) == []
    lima = (casos["serie_id"] == "plan_anual") & (casos["codigo"] == "lima-centro") & (casos["anio"] == 2011)
    assert len(broken(con("quien-encabeza", casos=casos[~lima]))) == 2


@pytest.mark.parametrize(
    ("cifra_id", "words", "estado"),
    [
        ("plan-texto-mayoria-hombres", "Hombres", INCOMPLETO),
        ("plan-texto-mayoria-25-44", "25 a 44", INCOMPLETO),
        ("plan-texto-mayoria-latinoamericanos", "latinoamericanos", NO_CUADRA),
    ],
)
def test_what_is_called_a_majority(con, datos, cifra_id, words, estado):
    assert states(con("mayorias"), words) == [estado]
    assert states(con("mayorias", cifras=cifra(datos, cifra_id, 50.1)), words) == [CUADRA]


def test_a_majority_is_denied_when_everybody_is_known(con, datos):
    perfil = datos["perfil"]
    unknown = (perfil["poblacion"] == "imputados") & (perfil["dimension"] == "sexo") & (perfil["pct"] == 15.9)
    known = altered(perfil, unknown, "clase", "determinada")
    assert states(con("mayorias", perfil=known), "Hombres") == [NO_CUADRA]
