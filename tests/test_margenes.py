"""Márgenes y puestos de cada lugar, con los datos de verdad y contra scipy y statsmodels."""

import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from dashboard.charts import lista
from dashboard.queries.margenes import AUMENTO, DESCENSO, IGUAL, alike, places_text, ratio_text
from dashboard.queries.valores import DATO, valores


@pytest.fixture(scope="module")
def preguntar(datos, catalogo, elegir):
    return lambda serie="delitos", **cambios: valores(datos, catalogo, elegir(serie, **cambios)).set_index(
        "codigo", drop=False
    )


def test_2023_nobody_is_first_beyond_doubt(preguntar):
    frame = preguntar()
    assert list(frame.loc[frame["puesto_mejor"] == 1, "nombre"]) == [
        "Loreto", "Arequipa", "Lima Centro", "Madre de Dios", "Huánuco", "Piura",
    ]  # fmt: skip
    assert frame.loc["loreto", "puesto"] == "1.º–6.º" and frame.loc["canete", "puesto"] == "21.º–34.º"


def test_2016_in_the_plan(preguntar):
    """Lima, 350, es el primero; los otros cuatro que el Plan pone en orden no lo tienen."""
    frame = preguntar("plan_anual", desde=2016, hasta=2016)
    known = frame[frame["estado"] == DATO]
    assert dict(zip(known["nombre"], known["puesto"], strict=True)) == {
        "Lima": "1.º", "Callao": "2.º–5.º", "Madre de Dios": "2.º–5.º", "Cusco": "2.º–5.º", "Junín": "2.º–5.º",
    }  # fmt: skip
    assert [row.codigo for row in alike(known, "lima-centro")] == []
    assert [row.nombre for row in alike(known, "callao")] == ["Madre de Dios", "Cusco", "Junín"]


def test_rates_have_their_own_places(preguntar):
    """En 2019, siete lugares con tasa: Madre de Dios es el primero; Lima Centro lo era en conteo."""
    frame = preguntar(desde=2019, hasta=2019, medida="tasa")
    known = frame[frame["estado"] == DATO]
    assert dict(zip(known["codigo"], known["puesto"], strict=True)) == {
        "madre-de-dios": "1.º", "tacna": "2.º–3.º", "tumbes": "2.º–5.º", "lima-centro": "3.º–5.º", "puno": "3.º–5.º",
        "amazonas": "6.º–7.º", "lima-sur": "6.º–7.º",
    }  # fmt: skip
    assert frame.loc["lima-centro", "casos"] == known["casos"].max()


@pytest.mark.parametrize("serie", ["delitos", "especializadas", "plan_2009_2014", "region_2014"])
def test_limits_of_each_measure(preguntar, serie):
    anio = {"desde": 2019, "hasta": 2019} if serie in ("delitos", "especializadas") else {}
    for row in preguntar(serie, **anio).query("estado == @DATO").itertuples():
        limits = (
            stats.chi2.ppf(0.025, 2 * row.casos) / 2 if row.casos else 0,
            stats.chi2.ppf(0.975, 2 * row.casos + 2) / 2,
        )
        assert (row.margen_inferior, row.margen_superior) == pytest.approx(limits)
    for row in preguntar(serie, medida="tasa", **anio).query("estado == @DATO and casos > 0").itertuples():
        limits = [x * 100_000 for x in confint_poisson(row.casos, row.personas, method="exact-c")]
        assert (row.margen_inferior, row.margen_superior) == pytest.approx(limits)
    for row in preguntar(serie, medida="pct_pais", **anio).query("estado == @DATO").itertuples():
        limits = [x * 100 for x in proportion_confint(row.casos, row.base, method="wilson")]
        assert (row.margen_inferior, row.margen_superior) == pytest.approx(limits, abs=1e-9)


def test_smoothed_rates_stay_between_their_own_and_the_whole(preguntar):
    raw, smoothed = (preguntar(desde=2019, hasta=2019, medida=m) for m in ("tasa", "tasa_suavizada"))
    known = raw[raw["estado"] == DATO]
    whole = known["casos"].sum() / known["personas"].sum() * 100_000
    for row in known.itertuples():
        low, high = sorted((row.valor, whole))
        assert low <= smoothed.loc[row.codigo, "valor"] <= high
    assert smoothed.loc["madre-de-dios", "detalle"] == "sin suavizar, 60.2"
    assert smoothed["margen_superior"].isna().all()


def test_a_change_is_said_only_when_it_is_not_chance(preguntar):
    """Con 34 lugares a la vez, cada uno se compara al 99.85%: Bonferroni."""
    frame = preguntar(desde=2019, hasta=2023, medida="variacion")
    for row in frame.itertuples():
        total = int(row.antes + row.despues)
        p = stats.binomtest(int(row.despues), total).pvalue if total else 1
        if row.cambio != IGUAL:
            assert p < 0.05 / 34 * 1.001 and row.cambio == (AUMENTO if row.despues > row.antes else DESCENSO)
        elif min(row.antes, row.despues) > 0:
            assert p > 0.05 / 34 / 2
    assert (frame["puesto"] == "").all()
    assert list(frame.query("cambio == @AUMENTO")["codigo"]) == [
        "arequipa", "huanuco", "piura", "huancavelica", "selva-central",
    ]  # fmt: skip


def test_words():
    assert (places_text((1, 1)), places_text((2, 5))) == ("1.º", "2.º–5.º")
    assert (ratio_text(889, 1144), ratio_text(0, 5)) == ("×1.29 (1.18–1.41)", "")


@pytest.mark.parametrize(
    ("serie", "cambios", "dicho"),
    [
        ("delitos", {}, "El primer puesto puede ser de 6 lugares que no se distinguen entre sí."),
        ("plan_anual", {"desde": 2016, "hasta": 2016}, "El primer puesto es de Lima."),
        ("plan_anual", {"desde": 2015, "hasta": 2015}, "El primer puesto es de Lima."),
        ("plan_2009_2014", {}, "El primer puesto es de Lima."),
        ("region_2014", {}, "El primer puesto puede ser de Lima y Loreto."),
        ("delitos", {"desde": 2021, "hasta": 2022, "medida": "variacion"}, "en 32 el cambio no se distingue del azar"),
    ],
)
def test_the_list_says_who_may_be_first(contexto, elegir, serie, cambios, dicho):
    ctx = contexto(elegir(serie, **cambios))
    assert dicho in lista.takeaway(lista.CHART.query(ctx), ctx)
