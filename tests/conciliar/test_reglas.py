"""Cada regla halla lo que no cuadra y calla ante lo que cuadra: tablas inventadas, chicas y a la vista."""

from dataclasses import replace
from types import MappingProxyType

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.catalog import build_catalog
from dashboard.conciliar import REGLAS, reconcile
from dashboard.conciliar.resultado import CUADRA, INCOMPLETO, NO_CUADRA

NUMEROS = st.integers(1, 5000)
pocos = settings(max_examples=12)  # cada ejemplo recorre las tablas enteras


@pytest.fixture(scope="session")
def con(datos, catalogo, plan):
    """con(casos=…, regla=…): los hallazgos de una regla con esas tablas en lugar de las que vienen."""

    def find(regla: str, otro_plan=None, **tablas) -> list:
        tables = {k: t.astype(datos[k].dtypes.to_dict()) for k, t in tablas.items()}
        altered = replace(datos, tables=MappingProxyType({**datos.tables, **tables}))
        found = build_catalog(altered) if "casos" in tablas else catalogo
        return list(reconcile(altered, found, otro_plan or plan, [regla]))

    return find


def broken(found: list) -> list[str]:
    return [r.asunto for r in found if r.estado == NO_CUADRA]


def altered(table: pd.DataFrame, where: pd.Series, column: str, value) -> pd.DataFrame:
    """La tabla con un valor cambiado en las filas que se digan; al menos una."""
    assert where.any()
    out = table.copy()
    out.loc[where, column] = value
    return out


def places(datos, values: dict[str, int], total: int, serie: str = "mp_2007_2014") -> pd.DataFrame:
    """Una serie con esos lugares y ese total, y nada más."""
    model = datos["casos"].query("serie_id == @serie and ambito == 'distrito_fiscal'").iloc[[0]]
    rows = [model.assign(codigo=c, valor=float(v)) for c, v in values.items()]
    rows.append(model.assign(codigo="PE", ambito="nacional", valor=float(total)))
    others = datos["casos"].query("serie_id != @serie").drop_duplicates("serie_id")
    return pd.concat([*rows, others], ignore_index=True)


@pocos
@given(values=st.lists(NUMEROS, min_size=34, max_size=34), error=st.integers(-3, 3))
def test_places_add_up_to_the_country_or_it_is_said(con, datos, values, error):
    codes = list(datos["distritos_fiscales"]["df_id"])
    total = sum(values) + error
    found = [r for r in con("lugares-y-pais", casos=places(datos, dict(zip(codes, values, strict=True)), total))]
    assert [r.estado for r in found] == [NO_CUADRA if error else CUADRA]


@pocos
@given(values=st.lists(NUMEROS, min_size=2, max_size=5), missing=st.integers(1, 900))
def test_a_list_that_is_not_whole_is_incomplete_and_never_more_than_the_country(con, datos, values, missing):
    codes = list(datos["distritos_fiscales"]["df_id"])[: len(values)]
    table = dict(zip(codes, values, strict=True))
    less = con("lugares-y-pais", casos=places(datos, table, sum(values) + missing))
    more = con("lugares-y-pais", casos=places(datos, table, max(sum(values) - missing, 0)))
    assert ([r.estado for r in less], [r.estado for r in more]) == ([INCOMPLETO], [NO_CUADRA])


@pocos
@given(parts=st.lists(NUMEROS, min_size=2, max_size=6), error=st.integers(-2, 2))
def test_an_accumulated_figure_is_the_sum_of_its_years(con, datos, parts, error):
    model = datos["casos"].query("serie_id == 'casos_original'").iloc[[1]]

    def row(start: int, end: int, value: int) -> pd.DataFrame:
        dates = {"inicio": pd.Timestamp(start, 1, 1), "fin": pd.Timestamp(end, 12, 31)}
        return model.assign(anio=start if start == end else pd.NA, valor=float(value), **dates)

    years = [row(2000 + i, 2000 + i, v) for i, v in enumerate(parts)]
    whole = row(2000, 1999 + len(parts), sum(parts) + error)
    others = datos["casos"].query("serie_id != 'casos_original'").drop_duplicates("serie_id")
    found = con("acumulados", casos=pd.concat([*years, whole, others], ignore_index=True), cotejos=none(datos))
    assert [r.estado for r in found] == [NO_CUADRA if error else CUADRA]


def none(datos) -> pd.DataFrame:
    return datos["cotejos"].iloc[:0]


@pocos
@example(value=13.8)
@example(value=14.1)
@example(value=14)
@given(value=st.integers(0, 1000).map(lambda n: n / 10))
def test_a_text_that_says_another_figure_than_the_table_is_found(con, datos, value):
    """La tabla dice 13.9; un texto sin decimales puede decir 14."""
    cifras = altered(datos["cifras"], datos["cifras"]["cifra_id"] == "plan-texto-madre-de-dios-2011", "valor", value)
    found = broken(con("texto-y-tabla", cifras=cifras))
    assert any("de 2011 en Madre de Dios" in a for a in found) == (value not in (13.9, 14))


@pocos
@example(share=41.0)
@example(share=41.2)
@given(share=st.integers(0, 1000).map(lambda n: n / 10))
def test_a_share_is_the_one_its_counts_give(con, datos, share):
    """365 de 889 es 41.06%: impreso con un decimal solo puede ser 41.1; sin decimales, 41."""
    cifras = altered(datos["cifras"], datos["cifras"]["cifra_id"] == "plan-texto-lima-2015", "valor", share)
    found = broken(con("porcentaje-y-conteo", cifras=cifras))
    assert any("de 2015 en Lima" in a for a in found) == (share not in (41.1, 41))


@pocos
@example(parts=[0.1, 10.9], error=1)
@example(parts=[1.0, 2.0], error=1)
@given(parts=st.lists(st.integers(1, 200).map(lambda n: n / 10), min_size=2, max_size=4), error=st.integers(-20, 20))
def test_the_parts_of_a_category_add_up_to_it(con, datos, parts, error):
    model = datos["perfil"].query("parte_de.notna()").iloc[[0]]
    whole = model.assign(categoria_id="todo", categoria="Todo", parte_de=None, pct=round(sum(parts) + error, 1))
    rows = [model.assign(categoria_id=f"p{i}", parte_de="todo", pct=v) for i, v in enumerate(parts)]
    found = con("categorias", perfil=pd.concat([whole, *rows], ignore_index=True), cotejos=none(datos))
    rounding = (0.5 if all(v == int(v) for v in parts) else 0.05) * (len(parts) + 1)
    assert [r.estado for r in found] == [NO_CUADRA if abs(error) > rounding + 1e-6 else CUADRA]


@pytest.mark.parametrize(
    ("shares", "estado"),
    [((79.3, 1.8, 18.9), CUADRA), ((47.7, 40.6, 11.8), CUADRA), ((80, 19), INCOMPLETO), ((60.0, 41.0), NO_CUADRA)],
)
def test_a_distribution_against_a_hundred(con, datos, shares, estado):
    model = datos["perfil"].iloc[[0]]
    rows = [model.assign(categoria_id=f"c{i}", pct=float(v)) for i, v in enumerate(shares)]
    assert [r.estado for r in con("distribuciones", perfil=pd.concat(rows, ignore_index=True))] == [estado]


@pocos
@given(error=st.integers(-5, 5))
def test_a_breakdown_adds_up_to_its_total(con, datos, error):
    """287 + 1,313 = 1,600."""
    cifras = datos["cifras"]
    value = 287.0 + error
    found = con("desgloses", cifras=altered(cifras, cifras["cifra_id"] == "tip-policia-ninos-2018", "valor", value))
    assert broken(found) == (["Víctimas identificadas por la Policía, 2018"] if error else [])


@pocos
@given(extra=st.integers(1, 500))
def test_a_place_above_the_country_and_more_attended_than_entered_are_found(con, datos, extra):
    casos = datos["casos"]
    tacna = (casos["serie_id"] == "especializadas") & (casos["codigo"] == "tacna") & (casos["anio"] == 2023)
    more = altered(casos, tacna & (casos["componente"] == "atendido"), "valor", 56.0 + extra)
    assert broken(con("parte-y-todo", casos=more)) == ["Especializadas, Tacna, 2023"]
    above = altered(casos, tacna & (casos["componente"] == "ingresado"), "valor", 1987.0 + extra)
    assert broken(con("parte-y-todo", casos=above)) == ["Especializadas, Tacna, 2023"]


@pocos
@example(value=991)
@example(value=990)
@given(value=st.integers(0, 3000))
def test_a_longer_cut_does_not_count_less(con, datos, value):
    """991 a setiembre de 2018: a noviembre no puede haber menos."""
    casos = datos["casos"]
    november = (casos["serie_id"] == "casos_original") & (casos["fin"] == "2018-11-30")
    found = broken(con("cortes", casos=altered(casos, november, "valor", float(value)), cotejos=none(datos)))
    assert bool(found) == (value < 991)


@pocos
@given(value=st.integers(0, 400))
def test_loose_cuts_too(con, datos, value):
    """Puno: 88 a setiembre y 107 a noviembre de 2018."""
    cifras = datos["cifras"]
    november = cifras["cifra_id"] == "casos-ene-nov-2018-puno"
    assert bool(broken(con("cortes-sueltos", cifras=altered(cifras, november, "valor", float(value))))) == (value < 88)


@pocos
@given(value=st.integers(0, 3000))
def test_two_editions_of_the_same_count(con, datos, value):
    casos = datos["casos"]
    year = (casos["serie_id"] == "casos_revisada") & (casos["anio"] == 2015)
    found = broken(con("ediciones", casos=altered(casos, year, "valor", float(value))))
    assert any("todo el país, 2015" in a for a in found) == (value != 889)


def test_sisters_that_keep_their_proportion_say_nothing_and_a_jump_is_found(con, datos):
    casos = datos["casos"]
    mask = (casos["serie_id"] == "especializadas") & (casos["componente"] == "ingresado")
    offices = casos[mask & (casos["ambito"] == "distrito_fiscal")]
    like = offices.assign(serie_id="delitos", componente="base", valor=offices["valor"] * 2)
    others = casos[casos["serie_id"] != "delitos"]
    steady = pd.concat([others, like], ignore_index=True)
    assert broken(con("hermanas", casos=steady)) == []
    one = (steady["serie_id"] == "delitos") & (steady["codigo"] == "loreto") & (steady["anio"] == 2021)
    assert broken(con("hermanas", casos=altered(steady, one, "valor", 12.0))) == ["Loreto, 2021"]


@pocos
@given(share=st.integers(0, 100))
def test_what_is_exclusive_does_not_pass_a_hundred(con, plan, share):
    metas = tuple(replace(m, valor=float(share)) if m.meta_id == "3.3.4-P3-01" else m for m in plan.metas)
    found = con("excluyentes", otro_plan=replace(plan, metas=metas))
    assert ("3.3.4-T1 y 3.3.4-T2, 2021" in broken(found)) == (share + 80 > 100)


def test_the_same_words_with_the_same_figures_tie_and_a_falling_meta_is_found(con, plan):
    texts = {"3.3.3-P2-04": "al menos 2 por año", "3.3.3-P3-04": "al menos 2 por año"}
    mended = tuple(replace(m, valor_texto=texts.get(m.meta_id, m.valor_texto)) for m in plan.metas)
    assert broken(con("misma-redaccion", otro_plan=replace(plan, metas=mended))) == []
    fallen = tuple(replace(m, valor=4.0) if m.meta_id == "3.2.2-P3-01" else m for m in plan.metas)
    assert len(broken(con("metas-que-bajan", otro_plan=replace(plan, metas=fallen)))) == 1


def test_a_reference_to_the_same_period_ties(con, datos):
    cotejos = datos["cotejos"]
    same = altered(cotejos, cotejos["remite_fin"].notna(), "remite_fin", pd.Timestamp(2015, 12, 31))
    assert broken(con("remision", cotejos=same)) == []


def test_a_share_of_the_same_universe_ties(con, datos):
    cotejos = datos["cotejos"]
    assert broken(con("universo", cotejos=altered(cotejos, cotejos["universo"].notna(), "universo", None))) == []


def test_three_places_together(con, datos):
    cifras = datos["cifras"]
    three = cifras["cifra_id"] == "plan-pct-tres-2009-2015"
    assert broken(con("lugares-juntos", cifras=altered(cifras, three, "valor", 44.1)))
    assert broken(con("lugares-juntos")) == []


def test_every_rule_says_what_it_checks():
    for regla in REGLAS.values():
        assert regla.explica.endswith(".") and regla.titulo
