"""Cuánto registra cada lugar: contra lo publicado, y que lo ausente no se vuelva cero."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalog import Periodo
from dashboard.queries.citas import cited_rows, sources_of
from dashboard.queries.poblacion import con_denominador, habitantes
from dashboard.queries.valores import DATO, SIN_DATO, by_period, national, valores


@pytest.fixture(scope="module")
def preguntar(datos, catalogo, elegir):
    """preguntar("delitos", desde=…) → tabla de valores con el código por índice."""
    return lambda serie, **cambios: valores(datos, catalogo, elegir(serie, **cambios)).set_index("codigo")


def test_2023_in_order(preguntar):
    frame = preguntar("delitos")
    assert list(frame["nombre"][:4]) == ["Loreto", "Arequipa", "Lima Centro", "Madre de Dios"]
    assert list(frame["casos"][:4]) == [115, 96, 91, 71]
    assert list(frame["posicion"][:4]) == [1, 2, 3, 4]
    assert frame["casos"].sum() == 1076


def test_ties_share_their_place(preguntar):
    frame = preguntar("plan_2009_2014")
    tied = frame[frame["casos"] == 44]
    assert sorted(tied["nombre"]) == ["Ayacucho", "Callao", "Huánuco"]
    assert tied["posicion"].nunique() == 1


def test_components(preguntar):
    base, agravada = (preguntar("delitos", componente=c) for c in ("base", "agravada"))
    total = preguntar("delitos")
    assert (base["casos"] + agravada["casos"]).reindex(total.index).equals(total["casos"])
    assert agravada.loc["arequipa", "casos"] == 61


def test_zero_only_where_the_series_says_so(preguntar):
    recorded = preguntar("delitos", desde=2025, hasta=2025)
    assert recorded.loc["pasco", ["casos", "estado"]].tolist() == [0, DATO]
    offices = preguntar("especializadas")
    assert offices.loc["pasco", "estado"] == SIN_DATO
    assert pd.isna(offices.loc["pasco", "casos"])
    assert (offices["estado"] == DATO).sum() == 13


def test_an_office_without_all_years_is_not_summed(preguntar):
    frame = preguntar("especializadas", desde=2019, hasta=2023)
    assert (frame["estado"] == DATO).sum() == 9
    assert frame.loc["piura", "detalle"] == "sin cifra en 2019, 2020"


@pytest.mark.parametrize("serie", ["plan_2009_2014", "cuadro_2008_2018", "plan_anual", "especializadas"])
def test_missing_is_never_zero(preguntar, datos, serie):
    published = datos["casos"].query("serie_id == @serie and ambito != 'nacional'")["codigo"]
    frame = preguntar(serie)
    absent = frame.loc[~frame.index.isin(published)]
    assert len(absent) and absent["valor"].isna().all() and (absent["estado"] == SIN_DATO).all()
    assert list(frame["estado"]) == sorted(frame["estado"], key=[DATO, SIN_DATO].index)


def test_share_of_the_country(preguntar):
    frame = preguntar("delitos", medida="pct_pais")
    assert frame["valor"].sum() == pytest.approx(100)
    assert frame.loc["loreto", "valor"] == pytest.approx(115 / 1076 * 100)


def test_share_uses_the_published_total_even_if_the_list_is_shorter(preguntar):
    """RPP: Lima 350, Loreto 243 y Madre de Dios 227 de 2,241, aunque la lista solo suma 2,044."""
    frame = preguntar("plan_2009_2014", medida="pct_pais")
    shares = frame["valor"].round(1)
    assert [shares[c] for c in ("lima-centro", "loreto", "madre-de-dios")] == [15.6, 10.8, 10.1]


def test_rate_only_with_a_denominator(preguntar, datos):
    frame = preguntar("delitos", desde=2019, hasta=2019, medida="tasa")
    assert frame.loc["madre-de-dios", "valor"] == pytest.approx(101 / 167_674 * 100_000)
    assert frame.loc["cusco", "estado"] == SIN_DATO
    own = set(datos["poblacion_distritos"].query("completa and anio == 2019")["df_id"])
    assert set(frame.index[frame["estado"] == DATO]) == set(con_denominador(datos)) | own


def test_rate_over_several_years_is_per_year(preguntar):
    frame = preguntar("delitos", desde=2019, hasta=2020, medida="tasa")
    assert frame.loc["madre-de-dios", "valor"] == pytest.approx((101 + 51) / (167_674 + 173_811) * 100_000)


def test_a_part_of_a_year_counts_as_a_part_of_its_people(datos, catalogo):
    """De enero a setiembre de 2014 van 273 de 365 días: esas son las personas-año con que se divide."""
    whole = habitantes(datos, "17", catalogo.series["plan_2009_2014"].periodos) - sum(
        habitantes(datos, "17", [Periodo(date(a, 1, 1), date(a, 12, 31))]) for a in range(2009, 2014)
    )
    part = habitantes(datos, "17", catalogo.series["region_2014"].periodos)
    assert part == pytest.approx(whole * 273 / 365)


def test_no_population_no_rate(preguntar, datos, catalogo):
    frame = preguntar("delitos", desde=2023, hasta=2023, medida="tasa")
    assert (frame["estado"] == SIN_DATO).all()
    assert pd.isna(habitantes(datos, "17", catalogo.series["delitos"].periodos_en(2023, 2023)))


def test_variation_is_the_difference_of_the_two_ends(preguntar):
    frame = preguntar("delitos", desde=2019, hasta=2023, medida="variacion")
    assert frame.loc["puno", ["valor", "detalle", "cambio"]].tolist() == [
        51 - 156,
        "de 156 a 51, ×0.33 (0.19–0.54)",
        "disminuyó",
    ]
    assert frame.loc["arequipa", "valor"] == 96 - 38


def test_departments_of_2014(preguntar):
    frame = preguntar("region_2014")
    assert len(frame) == 25
    assert frame.loc["15", "casos"] == 81 and frame["casos"].sum() == 326


def test_every_row_is_cited(preguntar, catalogo, datos):
    known = set(datos["fuentes"]["fuente_id"])
    for serie in catalogo.con_mapa:
        frame = preguntar(serie.serie_id)
        assert set(cited_rows(frame)["fuente_id"]) <= known
        assert frame.loc[(frame["estado"] == DATO) & (frame["casos"] > 0), "cita"].notna().all(), serie.serie_id


def test_several_years_cite_every_file(preguntar):
    frame = preguntar("delitos", desde=2019, hasta=2023)
    files = [f"mpfn-delitos-{anio}" for anio in range(2019, 2024)]
    assert frame.loc["puno", "fuente_id"].split("; ") == files
    assert "art. 153-A" in frame.loc["puno", "cita"] and "art. 129-B" in frame.loc["puno", "cita"]


def test_a_quotient_cites_its_divisor(preguntar, datos):
    rates = preguntar("delitos", desde=2019, hasta=2019, medida="tasa")
    assert rates.loc["madre-de-dios", "fuente_id"].split("; ") == ["mpfn-delitos-2019", "inei-boletin-25"]
    assert rates.loc["lima-centro", "fuente_id"].split("; ") == ["mpfn-delitos-2019", "inei-distritos-2018-2020"]
    shares = preguntar("plan_2009_2014", medida="pct_pais")
    assert shares.loc["loreto", "fuente_id"].split("; ") == ["rpp-833302", "pnat-2017-2021"]
    titles = [s.titulo for s in sources_of(rates, datos)]
    assert any("Población Departamental" in t for t in titles)


def test_national_totals(datos, catalogo):
    totals = national(datos, catalogo, catalogo.series["delitos"], "total")
    assert list(totals) == [1365, 692, 917, 897, 1076, 886]
    periodo = national(datos, catalogo, catalogo.series["plan_2009_2014"], "total")
    assert list(periodo) == [2241]


YEARS = st.sampled_from([(a, b) for a in range(2019, 2024) for b in range(a, 2024)])


@given(YEARS, st.sampled_from([("delitos", "total"), ("delitos", "base"), ("especializadas", "atendido")]))
def test_a_range_is_the_sum_of_its_years(preguntar, years, which):
    (desde, hasta), (serie, componente) = years, which
    whole = preguntar(serie, componente=componente, desde=desde, hasta=hasta)["casos"]
    singles = [preguntar(serie, componente=componente, desde=a, hasta=a)["casos"] for a in range(desde, hasta + 1)]
    summed = pd.concat(singles, axis=1).sum(axis=1, skipna=False)
    pd.testing.assert_series_equal(whole.sort_index(), summed.sort_index(), check_names=False)


def test_by_period_does_not_change_the_tables(datos, catalogo):
    before = datos["casos"].copy()
    by_period(datos, catalogo, catalogo.series["delitos"], "total")
    pd.testing.assert_frame_equal(datos["casos"], before)
