"""El embudo: quién se aparta de la tasa del país, con los datos de verdad y contra scipy."""

import pandas as pd
import pytest
from scipy import stats

from dashboard.charts import embudo
from dashboard.queries.embudo import ABAJO, ARRIBA, DENTRO, FUERA, SIN_TASA, country, funnel_filters
from dashboard.queries.poblacion import habitantes


@pytest.fixture(scope="module")
def mirar(contexto, elegir):
    """mirar("delitos", desde=…) → (contexto, tabla por código)."""

    def look(serie="delitos", **cambios):
        ctx = contexto(elegir(serie, **cambios))
        return ctx, embudo.query(ctx).set_index("codigo", drop=False)

    return look


def test_the_rate_of_the_country_in_2019(datos, catalogo, elegir):
    """1,365 delitos entre la población del INEI de 2019."""
    filtros = elegir(desde=2019, hasta=2019, medida="tasa")
    people = datos["poblacion"].query("ubigeo == '00' and anio == 2019")["habitantes"].sum()
    pais = country(datos, catalogo, filtros)
    assert (pais.casos, pais.personas) == (1365, people)
    assert pais.tasa == pytest.approx(1365 / people * 100_000)


def test_2019_by_name(mirar):
    _, frame = mirar(desde=2019, hasta=2019)
    assert set(frame.index[frame["situacion"].isin(ARRIBA)]) == {
        "madre-de-dios", "tacna", "tumbes", "lima-centro", "puno",
    }  # fmt: skip
    assert set(frame.index[frame["situacion"].isin(ABAJO)]) == {"amazonas", "lima-sur"}
    assert (frame["situacion"] == SIN_TASA).sum() == 27


@pytest.mark.parametrize(
    ("serie", "cambios"),
    [
        ("delitos", {"desde": 2019, "hasta": 2021}),
        ("delitos", {"desde": 2021, "hasta": 2021}),
        ("plan_2009_2014", {}),
        ("region_2014", {}),
    ],
)
def test_what_is_said_is_what_poisson_says(mirar, datos, catalogo, serie, cambios):
    ctx, frame = mirar(serie, **cambios)
    pais = country(datos, catalogo, funnel_filters(datos, catalogo, ctx.filtros))
    for row in frame.dropna(subset="valor").itertuples():
        assert row.esperado == pytest.approx(row.personas * pais.casos / pais.personas)
        above, below = stats.poisson.sf(row.casos - 1, row.esperado), stats.poisson.cdf(row.casos, row.esperado)
        tail, side = min((above, "encima"), (below, "debajo"))
        expected = FUERA[side, 0.998] if tail < 0.001 else FUERA[side, 0.95] if tail < 0.025 else DENTRO
        assert row.situacion == expected, row.nombre
        assert (row.situacion == DENTRO) == (row.inferior_95 <= row.valor <= row.superior_95)


def test_who_has_no_denominator_says_why(mirar, datos):
    _, frame = mirar(desde=2021, hasta=2021)
    why = datos["distritos_fiscales"].set_index("df_id")["denominador_nota"]
    without = frame[frame["situacion"] == SIN_TASA]
    assert len(without) == 29 and without["valor"].isna().all()
    assert (without["detalle"] == why[without.index]).all()
    assert without.loc["lima-sur", "detalle"] == "No es un departamento: población por distritos solo 2018–2020."


@pytest.mark.parametrize(
    ("serie", "anio", "shown"),
    [
        ("delitos", 2023, ("delitos", 2021)),
        ("delitos", 2019, ("delitos", 2019)),
        ("especializadas", 2021, ("delitos", 2021)),
        ("mp_2007_2014", None, ("delitos", 2021)),
        ("plan_anual", 2011, ("plan_anual", 2011)),
    ],
)
def test_the_last_rates_when_the_selection_has_none(mirar, datos, catalogo, serie, anio, shown):
    """Las especializadas no se comparan con el país: su total solo suma los distritos que tienen oficina."""
    ctx, frame = mirar(serie, **({"desde": anio, "hasta": anio} if anio else {}))
    filtros = funnel_filters(datos, catalogo, ctx.filtros)
    assert (filtros.serie, filtros.hasta) == shown
    assert embudo.title(ctx).endswith(str(shown[1]))
    asked = shown == (serie, anio)
    assert ("La selección no tiene tasas" in embudo.takeaway(frame, ctx)) != asked


def test_a_place_outside_the_country_s_population_is_not_drawn(mirar):
    ctx, frame = mirar(desde=2019, hasta=2019, lugares=("puno",))
    figura = embudo.draw(frame, ctx)
    places = figura.data[-1]
    assert set(places["customdata"]) == set(frame.index[frame["valor"].notna()])
    assert [
        c for c, color in zip(places["customdata"], places["marker"]["color"], strict=True) if color == "#c77700"
    ] == ["puno"]


def test_people_of_the_whole_country_hold_those_of_its_places(datos, catalogo):
    periodos = catalogo.series["plan_2009_2014"].periodos
    departamentos = [habitantes(datos, d, periodos) for d in datos["departamentos"]["ubigeo"]]
    assert habitantes(datos, "00", periodos) == pytest.approx(sum(departamentos))
    assert not pd.isna(departamentos).any()
