"""Series distintas del mismo distrito fiscal: nunca se unen, se suman ni se corrigen entre sí."""

import pytest

from dashboard.charts import registry
from dashboard.estadistica import distinguible
from dashboard.queries.comparar import SERIES, side_by_side

CHART = registry()["comparar_fuentes"]
OFICINAS = {2020: 9, 2023: 13}  # fiscalías especializadas, archivos anuales del Ministerio Público
PLAN_LIMA = {2009: 25, 2011: 59, 2013: 52, 2015: 365, 2016: 350}  # Tabla 1 y texto del Plan


@pytest.fixture
def frame_of(datos, catalogo, elegir):
    return lambda **cambios: side_by_side(datos, catalogo, elegir(**cambios))


@pytest.fixture
def shown(contexto, elegir):
    """(tabla, contexto) del gráfico para una selección."""

    def show(*args, **cambios):
        ctx = contexto(elegir(*args, **cambios))
        return CHART.query(ctx), ctx

    return show


@pytest.mark.parametrize("anio", OFICINAS)
def test_every_district_is_there_and_the_missing_office_is_said(frame_of, anio):
    frame = frame_of(desde=anio, hasta=anio)
    assert len(frame) == 34
    assert frame["especializadas"].notna().sum() == OFICINAS[anio]
    assert (frame["detalle"] == "sin oficina").sum() == 34 - OFICINAS[anio]
    assert frame["plan_anual"].isna().all()


def test_lima_centro_2022_opens_the_list_with_both_numbers(frame_of):
    first = frame_of(desde=2022, hasta=2022).iloc[0]
    assert (first["lugar"], first["delitos"], first["especializadas"]) == ("Lima Centro", 19, 432)
    assert "No se conoce la razón" in first["porque"]


def test_sorted_by_gap_then_places_without_office(frame_of):
    frame = frame_of(desde=2023, hasta=2023)
    gaps = (frame["especializadas"] - frame["delitos"]).abs()
    assert gaps.dropna().is_monotonic_decreasing
    assert gaps.isna().to_list() == sorted(gaps.isna())


@pytest.mark.parametrize(("hasta", "anio"), [(2025, 2023), (2021, 2021), (2016, 2019)])
def test_year_is_one_both_series_have(frame_of, hasta, anio):
    assert set(frame_of(desde=hasta, hasta=hasta)["anio"]) == {anio}


def test_one_place_by_year_with_its_gaps(frame_of):
    frame = frame_of(lugares=("lima-centro",)).set_index("anio")
    assert frame.index.tolist() == list(range(2009, 2026))
    assert frame["plan_anual"].dropna().to_dict() == PLAN_LIMA
    assert frame.loc[[2010, 2017, 2024], [*SERIES]].isna().all(axis=None)
    assert frame.index[frame["parcial"]].tolist() == [2025]


def test_several_places_keep_the_paired_view(frame_of):
    frame = frame_of(lugares=("puno", "amazonas"), desde=2022, hasta=2022)
    assert frame["lugar"].tolist() == ["Puno", "Amazonas"]
    assert frame["especializadas"].tolist()[0] == 109


def test_every_row_says_why_or_why_not(frame_of):
    frames = [frame_of(), frame_of(lugares=("puno",)), frame_of(lugares=("amazonas",))]
    assert all(frame["porque"].str.len().gt(20).all() for frame in frames)


def test_a_row_cites_every_series_it_shows(frame_of):
    row = frame_of(desde=2022, hasta=2022).iloc[0]
    assert "Delitos denunciados 2022" in row["cita"] and "Casos fiscales" in row["cita"]
    assert row["fuente_id"].split("; ") == ["mpfn-delitos-2022", "mpfn-casos-fiscales"]


def test_departments_do_not_break_the_card(shown):
    frame, ctx = shown("region_2014", lugares=("15",))
    assert len(frame) == 34 and CHART.takeaway(frame, ctx)


def test_no_trace_joins_two_years_or_two_places(shown):
    for lugares in ((), ("puno",)):
        frame, ctx = shown(lugares=lugares)
        lines = [t for t in CHART.draws["Gráfico"](frame, ctx).data if t["mode"] == "lines"]
        heights = [y for t in lines for y in t["y"]]
        assert all(a == b for a, b, _ in zip(heights[::3], heights[1::3], heights[2::3], strict=True))
        assert bool(lines) == (not lugares)


def test_takeaway_counts_with_the_interval_and_takes_no_side(shown):
    frame, ctx = shown(desde=2022, hasta=2022)
    both = frame.dropna(subset=["delitos", "especializadas"])
    confianza = 1 - 0.05 / len(both)  # trece comparaciones a la vez
    apart = sum(distinguible(int(r.delitos), int(r.especializadas), confianza) for r in both.itertuples())
    text = CHART.takeaway(frame, ctx)
    assert f"en {apart} de los {len(both)} distritos" in text
    assert "Lima Centro (19 y 432)" in text and "ninguna corrige a la otra" in text


@pytest.mark.parametrize("lugares", [("amazonas",), ("amazonas", "ica"), ("arequipa",), ("canete", "puno")])
def test_takeaway_for_places_without_office(shown, lugares):
    frame, ctx = shown(lugares=lugares, desde=2020, hasta=2020)
    assert "nan" not in CHART.takeaway(frame, ctx).lower()
