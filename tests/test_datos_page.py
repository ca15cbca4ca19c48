"""La página «Datos y método»: completa, sin huecos y con los títulos en orden."""

import re

import pytest
from dash.development.base_component import Component

from dashboard.charts import registry
from dashboard.layout import datos as pagina
from dashboard.layout.datos import territorio
from dashboard.queries import ausencias, inventario

TITULO = re.compile(r"H[1-6]$")


def walk(node):
    """Todos los componentes y textos, en orden de lectura."""
    if isinstance(node, (list, tuple)):
        for child in node:
            yield from walk(child)
    elif isinstance(node, Component):
        yield node
        yield from walk(getattr(node, "children", None))
    elif node is not None:
        yield str(node)


def words(node) -> str:
    return " ".join(part for part in walk(node) if isinstance(part, str))


def links(node) -> set[str]:
    return {n.href for n in walk(node) if isinstance(n, Component) and getattr(n, "href", None)}


@pytest.fixture(scope="module")
def page(datos, catalogo):
    return pagina.page(datos, catalogo)


@pytest.fixture(scope="module")
def shown(page):
    return words(page)


def test_every_series_is_defined(shown, catalogo):
    for serie in catalogo.series.values():
        assert serie.nombre in shown and serie.definicion in shown and serie.edicion in shown


def test_every_source_is_listed_with_its_licence_and_place(shown, datos):
    for row in datos["fuentes"].itertuples():
        assert row.titulo in shown and row.licencia in shown and row.ubicacion in shown


def test_every_table_is_described_and_can_be_downloaded(page, shown, datos):
    for name, resource in datos.resources.items():
        assert resource["title"] in shown
        if "schema" in resource:
            assert resource["description"] in shown
            assert f"/descargas/tabla/{name}.csv" in links(page)


def test_only_tables_of_the_package_are_offered(page, datos):
    offered = {h.removeprefix("/descargas/tabla/").removesuffix(".csv") for h in links(page) if "/tabla/" in h}
    assert offered == {name for name, r in datos.resources.items() if "schema" in r}


def test_every_chart_says_its_question_and_columns(shown):
    for chart in registry().values():
        assert chart.question in shown
        assert all(column.titulo in shown for column in chart.columns.values())


def test_every_chart_cites_a_source(page):
    cards = [n for n in walk(page) if isinstance(n, Component) and n._type == "Article"]
    charts = [c for c in cards if any(isinstance(n, Component) and n._type == "H4" for n in walk(c))]
    assert len(charts) == len(registry())
    assert all(any(isinstance(n, Component) and n._type == "Li" for n in walk(c)) for c in charts)


def test_every_caution_appears_once_in_its_group(datos, catalogo):
    groups = ausencias.cautions(datos, catalogo)
    assert sum(map(len, groups.values())) == len(datos["advertencias"])
    joined = "\n".join(t for texts in groups.values() for t in texts)
    assert all(t in joined for t in datos["advertencias"]["texto"])


def test_no_missing_value_leaks_into_the_text(shown):
    assert not re.search(r"\b(nan|None|NaT|NaN|<NA>)\b", shown)


def test_headings_never_skip_a_level(page):
    levels = [int(n._type[1]) for n in walk(page) if isinstance(n, Component) and TITULO.match(n._type)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))


def test_index_points_to_every_section(page):
    targets = {n.id for n in walk(page) if isinstance(n, Component) and n._type == "H2"}
    anchors = {h.removeprefix("#") for h in links(page) if h.startswith("#")}
    assert targets == anchors == {f"datos-{key}" for key in pagina.SECCIONES}


def test_every_district_has_a_grade_that_is_explained(datos):
    rows = inventario.districts(datos)
    assert len(rows) == 34
    assert {d.grado for d in rows} <= set(territorio.GRADOS)
    assert sum(d.unidades for d in rows) == datos["composicion"]["df_id"].notna().sum()


def test_districts_with_a_denominator_are_those_the_data_allow(datos):
    own = datos["poblacion_distritos"]
    allowed = {*datos["distritos_fiscales"].dropna(subset="ubigeo_denominador")["nombre"]}
    names = datos["distritos_fiscales"].set_index("df_id")["nombre"]
    allowed |= {names[c] for c in own[own["completa"]]["df_id"]}
    assert {d.nombre for d in inventario.districts(datos) if d.denominador.startswith("Sí")} == allowed


@pytest.mark.parametrize(
    ("serie", "words"),
    [
        ("delitos", "2019–2023 y enero–noviembre de 2025"),
        ("plan_anual", "2009, 2011, 2013 y 2015–2016"),
        ("plan_2009_2014", "2009–2014 (un solo total)"),
    ],
)
def test_periods_are_said_with_their_gaps(catalogo, serie, words):
    assert inventario.periods_words(catalogo.series[serie]) == words


def test_the_missing_year_and_the_missing_offices_are_declared(datos, catalogo):
    by_name = {name: (years, places) for name, years, places in ausencias.gaps(datos, catalogo)}
    assert by_name[catalogo.series["delitos"].nombre] == ("2024", "ninguno de 34")
    assert by_name[catalogo.series["especializadas"].nombre][1].startswith("21 de 34")
    assert any("2024 no se halló" in t for t in ausencias.not_found(datos, catalogo))


def test_the_method_is_on_the_page(shown):
    assert all(name in shown for name in ("Garwood", "Wilson", "Clopper", "Bazylik", "Spiegelhalter", "Marshall"))
