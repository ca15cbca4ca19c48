"""En el navegador: el idioma se elige con un enlace, sobrevive a filtros y pestañas, y vuelve sin perder nada."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_the_language_survives_filters_and_tabs_and_comes_back(guarded_page):
    page = guarded_page
    page.goto("/?lugar=puno")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/?lugar=puno&idioma=en")
    page.locator("#primera").wait_for(state="detached")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#frase")).to_contain_text("Prosecutorial district of Puno")
    page.locator("#filtro-desde").select_option("2019")
    page.wait_for_url("**desde=2019**")
    expect(page.locator("#frase")).to_contain_text("2019–2023 · reported offences")
    assert "idioma=en" in page.url and "lugar=puno" in page.url
    page.get_by_role("link", name="Targets").click()
    expect(page.locator("h1")).to_contain_text("Targets of the National Plan")
    expect(page.get_by_role("link", name="Targets")).to_have_class("nav-link active")
    page.locator("#metas-filtro-eje").select_option("2")
    page.wait_for_url("**eje=2**")
    assert "idioma=en" in page.url
    page.get_by_role("link", name="Español").click()
    page.wait_for_url("**/metas?eje=2")
    expect(page.locator("h1")).to_contain_text("Metas del Plan Nacional")


def test_a_cedula_and_a_point_speak_the_language(page):
    page.goto("/?idioma=en")
    page.locator("#lista a.con-cedula").first.click()
    expect(page.locator("#cedula-caja")).to_contain_text("How it is obtained")
    page.keyboard.press("Escape")
    page.locator("#evolucion .marco").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#evolucion .lectura")).to_contain_text("(1 of ")
