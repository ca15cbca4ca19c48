"""El perfil se muestra como se publicó: nada se reescala y lo desconocido queda a la vista."""

import pytest

from dashboard.charts import registry
from dashboard.downloads import to_csv
from dashboard.layout.card import TABLA, TEXTO, render
from dashboard.queries.perfil import NO_PUBLICADO, RAYADAS, bounds, distribution, unknown


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


def test_bounds_of_every_category_with_the_margins_on(contexto, elegir):
    """Explotación, con márgenes: lo que no se conoce es 31.5 + 3.5 = 35 puntos para cada una."""
    ctx = contexto(elegir(margenes="si"))
    chart = registry()["explotacion"]
    frame = chart.query(ctx).set_index("categoria_id")
    assert frame.loc["sexual", ["minimo", "maximo"]].tolist() == [41.6, 76.6]
    assert frame.loc["domestica", ["minimo", "maximo"]].tolist() == [2.4, 37.4]
    assert frame.loc[["en_investigacion", "no_determinada", NO_PUBLICADO], "maximo"].isna().all()
    texts = {b.etiqueta: b.texto for b in chart.draws["Barras"](chart.query(ctx), ctx).barras}
    assert texts["Sexual"] == "41.6–76.6%" and texts["En investigación"] == "31.5%"
    assert "Sexual;41.6;41.6;76.6;determinada" in to_csv(chart, ctx)
    table, text = (str(render(chart, ctx, view)[2]) for view in (TABLA, TEXTO))
    assert "A lo más" in table and "76.6%" in table
    assert "Al menos: 41.6%; A lo más: 76.6%" in text


@pytest.mark.parametrize("margenes", ["", "si"])
def test_the_switch_never_hides_nor_rescales(contexto, elegir, catalogo, margenes):
    for chart in (c for c in registry().values() if c.poblacion):
        for corte in catalogo.cortes:
            ctx = contexto(elegir(corte=corte, margenes=margenes))
            frame = chart.query(ctx)
            if frame.empty:
                continue
            barras = chart.draws["Barras"](frame, ctx).barras
            assert [b.largo for b in barras] == pytest.approx(list(frame["pct"] / 100))
            assert [b.trama for b in barras] == list(frame["clase"].isin(RAYADAS))
            assert all(b.margen is None or b.largo == pytest.approx(b.margen[0]) for b in barras)
            assert any(b.margen for b in barras) == bool(margenes and unknown(frame))
            assert ("A lo más" in to_csv(chart, ctx)) == bool(margenes)
