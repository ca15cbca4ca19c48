"""Cada pestaña como texto: dice lo mismo que sus tarjetas, sin JavaScript, y en letra grande si se pide."""

import re
from html import unescape

import pytest
from playwright.sync_api import expect

from dashboard.charts import registry
from dashboard.factory import create_app
from dashboard.informes.ficha import ficha
from dashboard.informes.laminas import lamina_of
from dashboard.settings import Settings
from tests.accesible.axe import ABREVIAR, FILAS, TAMANOS, faults

RUTAS = ["/texto", "/texto/metas", "/texto/datos"]


@pytest.fixture(scope="module")
def cliente():
    return create_app(Settings()).server.test_client()


def text_of(cliente, address: str) -> str:
    answer = cliente.get(address)
    assert answer.status_code == 200
    return unescape(re.sub(r"<[^>]+>", "\n", answer.get_data(as_text=True)))


def test_incidencia_says_every_row_of_every_card(cliente, contexto, elegir):
    told = text_of(cliente, "/texto?lugar=puno&desde=2019&hasta=2023")
    ctx = contexto(elegir(lugares=("puno",), desde=2019, hasta=2023))
    for chart in registry().values():
        values = ficha(lamina_of(chart, ctx))
        assert values["titulo"] in told and values["conclusion"] in told
        for row in values["tabla"]["filas"]:
            pairs = zip(values["tabla"]["columnas"], row, strict=True)
            line = "; ".join(f"{head}: {cell.removesuffix('.')}" for head, cell in pairs if cell)
            assert line in told


def test_metas_says_each_goal_of_the_selection(cliente, plan):
    told = text_of(cliente, "/texto/metas?eje=3")
    goals = [m.meta_id for m in plan.metas if m.accion.startswith("3.")]
    assert len(goals) == 120
    assert [g for g in goals if f"Código: {g};" not in told] == []
    assert "Código: 1.1.1" not in told


def test_data_says_each_section_and_source(cliente, datos):
    told = text_of(cliente, "/texto/datos")
    assert "Lo que no se halló" in told and "Método" in told
    assert [t for t in datos["fuentes"]["titulo"].astype(str) if " ".join(t.split()) not in told] == []


@pytest.mark.parametrize("ruta", RUTAS)
def test_large_print_is_in_the_address(cliente, ruta):
    assert 'class="letra-grande"' not in cliente.get(ruta).get_data(as_text=True)
    page = cliente.get(f"{ruta}?letra=grande&lugar=puno").get_data(as_text=True)
    assert 'class="letra-grande"' in page
    assert f'href="{ruta}?lugar=puno"' in page  # la letra normal, con la misma selección


@pytest.mark.browser
@pytest.mark.parametrize("page", TAMANOS.values(), ids=TAMANOS.keys(), indirect=True)
@pytest.mark.parametrize("ruta", RUTAS)
def test_it_has_no_fault_and_large_print_is_large(page, ruta):
    page.goto(f"{ruta}?letra=grande")
    sizes = page.locator("main :is(h1, p, li)").evaluate_all(
        "e => e.map(x => parseFloat(getComputedStyle(x).fontSize))"
    )
    assert min(sizes) >= 24  # píxeles: 18 puntos
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.evaluate(ABREVIAR, FILAS)
    assert faults(page) == []


@pytest.mark.browser
def test_a_tab_leads_to_its_text(page):
    page.goto("/metas?eje=3")
    page.locator("a.leer-texto").click()
    expect(page).to_have_url(re.compile(r"/texto/metas\?eje=3$"))
    expect(page.locator("main")).to_contain_text("120 metas")
