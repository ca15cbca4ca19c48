"""Todo se hace con el teclado: en orden, con el foco a la vista y sin quedar atrapado; lo que cambia se anuncia."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.accesible.axe import TAMANOS, open_page

pytestmark = pytest.mark.browser
PARADAS = 400  # ninguna pestaña tiene tantas
# Anota cada parada: qué recibió el foco y si se ve que lo tiene.
ANOTAR = """() => { window.paradas = []; document.addEventListener('focusin', ({target}) => {
  const visto = target.matches('.btn-check') ? target.nextElementSibling || target.labels[0] : target;
  const e = getComputedStyle(visto);
  const marco = e.outlineStyle !== 'none' && parseFloat(e.outlineWidth) >= 2;
  window.paradas.push({nodo: target, visible: marco || e.boxShadow !== 'none',
    dice: `${target.tagName}.${target.className}#${target.id} ${(target.textContent || '').slice(0, 25)}`});
}); }"""
FALTAS = """() => ({
  invisibles: window.paradas.filter(p => !p.visible).map(p => p.dice),
  desordenadas: window.paradas.slice(1).filter((p, i) =>
    window.paradas[i].nodo.compareDocumentPosition(p.nodo) & Node.DOCUMENT_POSITION_PRECEDING).map(p => p.dice),
  cuantas: window.paradas.length,
})"""
SIN_ALCANZAR = """() => [...document.querySelectorAll('a[href], button, select, summary, input:not([type=radio])')]
  .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({visibilityProperty: true}))
  .filter(e => !window.paradas.some(p => p.nodo === e))
  .map(e => `${e.tagName} ${e.textContent.slice(0, 30)}#${e.id}`)"""


def walk(page: Page) -> dict:
    """Recorre la página con Tab hasta salir de ella, y lo que halló."""
    page.evaluate(ANOTAR)
    for _ in range(PARADAS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            return page.evaluate(FALTAS) | {"sin_alcanzar": page.evaluate(SIN_ALCANZAR)}
    raise AssertionError("el foco no sale de la página")


@pytest.mark.parametrize("ruta", ["/", "/metas", "/datos", "/presentar"])
def test_tab_goes_through_the_page_in_order_and_is_seen(page, ruta):
    open_page(page, ruta)
    found = walk(page)
    assert found["cuantas"] > 8
    assert (found["invisibles"], found["desordenadas"], found["sin_alcanzar"]) == ([], [], [])


def test_a_place_is_chosen_with_the_keyboard_alone(page):
    open_page(page, "/")
    page.locator(".campo-lugar button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".dash-dropdown-search")).to_be_visible()
    page.keyboard.type("puno")
    expect(page.locator("label.dash-dropdown-option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator("#frase")).to_contain_text("Puno")
    assert page.evaluate("document.activeElement.closest('.campo-lugar') !== null")


def test_a_dialog_opens_closes_and_gives_the_focus_back(page):
    open_page(page, "/")
    figure = page.locator("#cifras a.con-cedula").first
    figure.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#cedula-caja[open] dl").first).to_be_visible()
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    page.keyboard.press("Escape")
    expect(figure).to_be_focused()


@pytest.mark.parametrize("ruta", ["/", "/metas", "/presentar"])
def test_what_changes_is_announced(page, ruta):
    """La frase de los filtros, los avisos y el avance de un paquete."""
    open_page(page, ruta)
    live = page.locator("[aria-live], [role=status]")
    assert live.count() > 0
    if ruta != "/presentar":
        phrase = page.locator("#frase, #metas-frase").first
        assert phrase.evaluate("e => !!e.closest('[aria-live=polite], [role=status]')")
        expect(phrase).not_to_be_empty()


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d[\d,]*(?:\.\d+)?", text))


@pytest.mark.parametrize("chart", ["mapa", "evolucion", "comparar_fuentes"])
def test_the_points_say_the_numbers_of_the_table(page, chart):
    """Lo que se oye al recorrer un gráfico con las flechas son las cifras de su tabla, una por una."""
    open_page(page, "/")
    frame = page.locator(f"#{chart} .marco")
    frame.scroll_into_view_if_needed()
    frame.focus()
    heard, previous = [], ""
    for _ in range(200):
        page.keyboard.press("ArrowRight")
        text = page.locator(f"#{chart} .lectura").text_content()
        if text == previous:
            break
        heard.append(text)
        previous = text
    page.locator(f"#{chart} .vistas label", has_text="Tabla").click()
    expect(page.locator(f"#{chart} table")).to_be_visible()
    rows = page.locator(f"#{chart} tbody tr").evaluate_all(
        "rows => rows.map(r => [...r.querySelectorAll('td.numero')].map(c => c.textContent.trim()).find(Boolean))"
    )
    told = set().union(*(numbers(text) for text in heard))
    shown = set().union(*(numbers(cell) for cell in rows if cell))
    assert len(shown) > 10
    assert shown - told == set()


@pytest.mark.parametrize("page", TAMANOS.values(), ids=TAMANOS.keys(), indirect=True)
def test_reduced_motion_moves_nothing(page):
    page.emulate_media(reduced_motion="reduce")
    open_page(page, "/presentar/sala?lugar=puno")
    moving = page.evaluate(
        "() => [...document.querySelectorAll('*')].filter(e => getComputedStyle(e).animationName !== 'none')"
        ".map(e => e.className)"
    )
    assert moving == []
