"""Los paneles por distrito fiscal: cifras publicadas, huecos y comparación con el conjunto."""

import pandas as pd
import pytest

from dashboard.charts import registry
from dashboard.estadistica import distinguible
from dashboard.filters import default_filters
from dashboard.queries.multiples import follows_places, panels
from dashboard.queries.valores import valores

TOTAL_DELITOS = {2019: 1365, 2020: 692, 2021: 917, 2022: 897, 2023: 1076, 2025: 886}  # archivos anuales del MP
PUNO = {2019: 156, 2020: 53, 2021: 75, 2022: 50, 2023: 51, 2025: 12}
NUEVE_OFICINAS = {"callao", "cusco", "lima-centro", "lima-norte", "loreto", "madre-de-dios", "puno", "tacna", "tumbes"}


@pytest.fixture
def frame_of(datos, catalogo, elegir):
    return lambda *args, **cambios: panels(datos, catalogo, elegir(*args, **cambios))


@pytest.fixture
def context(contexto, elegir):
    return lambda *args, **cambios: contexto(elegir(*args, **cambios))


def test_every_district_is_drawn_in_the_order_of_the_list(frame_of, datos, catalogo):
    expected = valores(datos, catalogo, default_filters(catalogo))["codigo"].tolist()
    assert frame_of()["codigo"].drop_duplicates().tolist() == expected


def test_years_add_up_to_the_published_totals(frame_of):
    assert frame_of().groupby("anio")["valor"].sum().to_dict() == TOTAL_DELITOS


def test_one_district_matches_the_published_row(frame_of):
    puno = frame_of().query("codigo == 'puno'").set_index("anio")
    assert puno["valor"].to_dict() == PUNO
    assert puno["parcial"].to_dict() == {a: a == 2025 for a in PUNO}


def test_expected_keeps_the_district_total_and_the_national_profile(frame_of):
    puno = frame_of().query("codigo == 'puno' and not parcial").set_index("anio")
    complete = {a: n for a, n in TOTAL_DELITOS.items() if a != 2025}
    share = sum(PUNO[a] for a in complete) / sum(complete.values())
    assert puno["esperado"].to_dict() == pytest.approx({a: share * n for a, n in complete.items()})


def test_partial_year_has_no_expected_value(frame_of):
    frame = frame_of()
    assert frame.loc[frame["parcial"], "esperado"].isna().all()


def test_missing_office_is_missing_not_zero(frame_of):
    frame = frame_of("especializadas")
    assert set(frame[frame["anio"].eq(2019) & frame["valor"].notna()]["codigo"]) == NUEVE_OFICINAS
    assert not frame["valor"].eq(0).any()


def test_old_offices_are_compared_only_with_offices_that_already_existed(frame_of):
    """Las cuatro oficinas de 2021 suben el total del país: no deben subir lo esperado de las nueve primeras."""
    frame = frame_of("especializadas")
    nine = frame[frame["codigo"].isin(NUEVE_OFICINAS)]
    sums = nine.groupby("anio")[["valor", "esperado"]].sum()
    assert sums["esperado"].tolist() == pytest.approx(sums["valor"].tolist())


def test_who_the_dashed_line_follows(datos, catalogo):
    follows = {
        s: follows_places(datos, catalogo, default_filters(catalogo, s))
        for s in ("delitos", "especializadas", "plan_anual")
    }
    assert follows == {"delitos": False, "especializadas": True, "plan_anual": False}


def test_series_without_years_falls_back_to_reported_crimes(frame_of):
    pd.testing.assert_frame_equal(frame_of("region_2014"), frame_of("delitos"))


def test_one_figure_with_a_click_on_every_panel(frame_of, context):
    chart, ctx = registry()["multiples"], context(lugares=("puno",))
    figure = chart.draws["Paneles"](frame_of(), ctx)
    panels_drawn = [t for t in figure.data if t.get("fill") == "toself"]
    assert {t["customdata"][0] for t in panels_drawn} == set(frame_of()["codigo"])
    assert [t["customdata"][0] for t in panels_drawn if t["line"]["width"] == 3] == ["puno"]


def test_line_breaks_at_the_missing_year(frame_of, context):
    """2024 no se publicó y 2025 es parcial: ninguna línea pasa de cinco puntos seguidos."""
    figure = registry()["multiples"].draws["Paneles"](frame_of(), context())
    blue = next(t for t in figure.data if t["mode"] == "lines" and t["line"].get("width") == 2)
    runs = "".join("." if x is None else "x" for x in blue["x"]).split(".")
    assert max(map(len, runs)) == 5


def test_separate_plan_years_are_not_joined(frame_of, context):
    figure = registry()["multiples"].draws["Paneles"](frame_of("plan_anual"), context("plan_anual"))
    blue = next(t for t in figure.data if t["mode"] == "lines" and t["line"].get("width") == 2)
    runs = "".join("." if x is None else "x" for x in blue["x"]).split(".")
    assert max(map(len, runs)) == 2  # solo 2015 y 2016 son seguidos


def test_takeaway_counts_what_cannot_be_read(frame_of, context):
    frame = frame_of()
    counts = frame[~frame["parcial"]].pivot(index="codigo", columns="anio", values="valor")
    few = counts[counts[2023] < 20]
    same = sum(not distinguible(int(r[2022]), int(r[2023])) for _, r in few.iterrows())
    text = registry()["multiples"].takeaway(frame, context())
    assert f"{len(few)} de los 34" in text
    assert ("todos ellos" if same == len(few) else f"{same} de ellos") in text
