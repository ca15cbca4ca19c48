"""El perfil se muestra como se publicó: nada se reescala y lo desconocido queda a la vista."""

import pytest

from dashboard.queries.perfil import NO_PUBLICADO, bounds, distribution, unknown


@pytest.fixture(scope="module")
def repartir(datos):
    return lambda poblacion, dimension, corte="plan_2009_2014": distribution(datos, corte, poblacion, dimension)


def rest_of(frame) -> float:
    return frame.loc[frame["clase"] == NO_PUBLICADO, "pct"].sum()


# Lo que falta para 100 en los Gráficos 6 a 13 del Plan
RESTOS = {
    ("victimas", "nacionalidad"): 9.5,
    ("victimas", "sexo"): 1,
    ("victimas", "edad"): 12.7,
    ("victimas", "captacion"): 6.6,
    ("victimas", "explotacion"): 0.6,
    ("imputados", "nacionalidad"): 0,
    ("imputados", "sexo"): 0,
    ("imputados", "edad"): 47.9,
}


@pytest.mark.parametrize("who", RESTOS, ids="-".join)
def test_the_rest_is_shown_as_not_published(repartir, who):
    assert rest_of(repartir(*who)) == pytest.approx(RESTOS[who])


def test_every_distribution_reaches_100_or_says_what_it_lacks(datos, repartir):
    keys = ["corte", "poblacion", "dimension"]
    for corte, poblacion, dimension in datos["perfil"][keys].drop_duplicates().itertuples(index=False):
        frame = repartir(poblacion, dimension, corte)
        whole = frame.loc[~frame["subcategoria"], "pct"].sum()
        assert whole == pytest.approx(100, abs=0.11), (corte, poblacion, dimension)


def test_nothing_is_rescaled(datos, repartir):
    table = datos["perfil"].set_index(["corte", "poblacion", "dimension", "categoria_id"])["pct"]
    for corte, poblacion, dimension, categoria in table.index:
        frame = repartir(poblacion, dimension, corte).set_index("categoria_id")["pct"]
        assert frame[categoria] == table[corte, poblacion, dimension, categoria]


def test_sexual_exploitation_is_between_41_6_and_76_6(repartir):
    """41.6% publicado más 31.5% en investigación y 3.5% no determinado."""
    frame = repartir("victimas", "explotacion")
    assert bounds(frame, "sexual") == (41.6, 76.6)
    assert unknown(frame) == 35.0


def test_a_part_of_another_category_is_not_summed(repartir):
    frame = repartir("victimas", "nacionalidad").set_index("categoria_id")
    assert frame.loc["latinoamericana", "subcategoria"]
    assert not frame.loc["extranjera", "subcategoria"]


def test_a_cut_without_the_dimension_is_empty(repartir):
    assert repartir("imputados", "edad", "mp_2012").empty


def test_the_rest_keeps_the_citation_of_its_table(repartir):
    rest = repartir("victimas", "edad").iloc[-1]
    assert (rest["categoria_id"], rest["fuente_id"]) == (NO_PUBLICADO, "pnat-2017-2021")
    assert rest["cita"] == "100 menos la suma de lo publicado"
