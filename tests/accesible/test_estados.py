"""Ninguna falta de accesibilidad (WCAG 2.2 AA, con axe-core) en ninguna página pública ni en lo que se abre en ella."""

import pytest
from playwright.sync_api import Page, expect

from dashboard.charts import registry
from dashboard.metas.filters import VISTAS
from tests.accesible.axe import ABREVIAR, FILAS, TAMANOS, faults, open_page

pytestmark = pytest.mark.browser
TAMANO = pytest.mark.parametrize("page", TAMANOS.values(), ids=TAMANOS.keys(), indirect=True)
SALA = "/presentar/sala?lugar=madre-de-dios&desde=2019&hasta=2023"
# Cambia la vista de todas las tarjetas de una vez: un solo pedido al servidor.
TODAS = """([graficos, vista]) => graficos.forEach(grafico =>
  window.dash_clientside.set_props({tipo: "vista", grafico}, {value: vista}))"""
CONTESTADAS = """cual => {
  const tarjetas = [...document.querySelectorAll('section.tarjeta:not([hidden])')];
  return tarjetas.length > 9 && tarjetas.every(tarjeta => tarjeta.querySelector(`:is(${cual})`));
}"""
PAGINAS = [
    "/",
    "/?medida=variacion&desde=2019&hasta=2023",
    "/?desde=2025&hasta=2025&lugar=pasco&margenes=si",
    *(f"/metas?vista={vista}" for vista in VISTAS),
    "/metas?trayectoria=1.1.1-T1",
    "/metas?texto=nada-se-llama-asi",
    "/datos",
    "/conciliar",
    "/no-existe",
    "/cedula/no-hay",
    "/presentar",
    "/presentar?lugar=madre-de-dios&desde=2019&hasta=2023",
    "/presentar/acuerdos",
    "/texto",
    "/?vista=ficha&grafico=mapa",
    "/?vista=ficha&grafico=lista",
]


@TAMANO
def test_no_page_has_a_fault(page):
    found = {}
    for address in PAGINAS:
        open_page(page, address)
        page.evaluate(ABREVIAR, FILAS)
        found[address] = faults(page)
    assert {a: f for a, f in found.items() if f} == {}


@TAMANO
def test_no_state_of_a_card_has_a_fault(page):
    open_page(page, "/")
    for name, shown in (("Tabla", ".tabla, .vacio"), ("Texto", ".texto, .vacio")):
        page.evaluate(TODAS, [list(registry()), name])
        page.wait_for_function(CONTESTADAS, arg=shown)
        assert faults(page) == []
    for summary in page.locator("main details > summary:visible").all()[:12]:
        summary.click()
    assert faults(page) == []


@TAMANO
def test_what_opens_over_incidencia_has_no_fault(page):
    open_page(page, "/")
    page.evaluate("document.getElementById('aviso').hidden = false")
    if page.locator(".abrir-filtros").is_visible():
        page.locator(".abrir-filtros").click()
        expect(page.locator(".filtros-perfil summary")).to_be_visible()
    page.locator(".filtros-perfil summary").click()
    page.locator("#mapa .descargas summary").click()
    page.locator(".campo-lugar button").first.click()
    assert faults(page) == []
    page.keyboard.press("Escape")
    page.locator("#cifras a.con-cedula").first.click()
    expect(page.locator("#cedula-caja[open] dl").first).to_be_visible()
    assert faults(page) == []


@TAMANO
def test_the_room_its_speaker_and_its_assembly_have_no_fault(page):
    open_page(page, SALA)
    slides: Page = page
    assert faults(slides) == []
    slides.keyboard.press("PageDown")
    assert faults(slides) == []
    slides.locator("[data-sala=contraste]").click()
    assert faults(slides) == []
    with slides.expect_popup() as opened:
        slides.locator("[data-sala=orador]").click()
    expect(opened.value.locator("#sigue")).not_to_be_empty()
    assert faults(opened.value) == []
    opened.value.close()
    slides.locator(".sala-barra [data-sala=acuerdos]").click()
    expect(slides.locator("#asamblea")).to_be_visible()
    assert faults(slides) == []
