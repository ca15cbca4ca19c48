"""El menú «Descargar» en un Chromium sin red: con teclado, anunciado, y con imágenes que dicen de dónde salen."""

import re
import xml.etree.ElementTree as ET

import pytest
from playwright.sync_api import Page, expect

from dashboard.charts import registry

pytestmark = pytest.mark.browser
# Los corredores contados solo se ven con personas importadas; los prueba test_personas_en_pantalla.
IDS = sorted(c.id for c in registry().values() if c.tab == "incidencia" and c.id != "rutas_personas")
SVG = "{http://www.w3.org/2000/svg}"


def open_card(page: Page, chart_id: str, query: str = "?lugar=puno&desde=2019"):
    page.goto(f"/{query}")
    menu = page.locator(f"#{chart_id} details.descargas")
    expect(menu).to_be_attached()
    return menu


def words(svg: str) -> str:
    """Todo lo escrito en la imagen, en el orden en que aparece."""
    return " ".join("".join(t.itertext()) for t in ET.fromstring(svg).iter(f"{SVG}text"))


def saved(page: Page, menu, name: str) -> tuple[str, bytes]:
    with page.expect_download() as download:
        menu.get_by_role("button", name=name).click()
    with open(download.value.path(), "rb") as file:
        return download.value.suggested_filename, file.read()


@pytest.mark.parametrize("chart_id", IDS)
def test_the_picture_says_title_filters_source_and_version(page, chart_id):
    menu = open_card(page, chart_id)
    menu.locator("summary").click()
    name, raw = saved(page, menu, "Imagen SVG")
    svg, card = raw.decode(), page.locator(f"#{chart_id}")
    version = re.search(r"_v([0-9a-f]{10})\.svg$", name)[1]
    read = words(svg)
    hoja = page.request.get(f"/descargas/{chart_id}.json?lugar=puno&desde=2019").json()
    for part in ("titulo", "filtros", "conclusion", "fuente", "corte"):
        assert hoja[part] in read, part
    assert card.locator("h3").inner_text() in read
    assert f"Versión de los datos: {version}." in read
    assert all(caution in read for caution in hoja["advertencias"][:2])
    assert all(f"{b['texto']}" in read for b in hoja["barras"])
    marks = ET.fromstring(svg).findall(f".//{SVG}g[@class='trace scatter']") or ET.fromstring(svg).findall(
        f".//{SVG}path"
    )
    assert marks or hoja["barras"]
    assert "src:url(data:font/woff2;base64," in svg
    assert not re.search(r"(?:href|src)=.https?:|url\(.?https?:", svg)
    expect(menu.get_by_role("status")).to_have_text("Imagen guardada en sus descargas.")


def test_the_png_is_drawn(page):
    menu = open_card(page, "lista")
    menu.locator("summary").click()
    name, raw = saved(page, menu, "Imagen PNG")
    assert name.startswith("trata_lista_puno_2019-2023_v") and raw[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = (int.from_bytes(raw[i : i + 4], "big") for i in (16, 20))
    assert width == 2400 and height > 2400
    assert len(raw) > 100_000, "la imagen está en blanco"


def test_the_picture_is_of_the_chosen_view(page):
    menu = open_card(page, "mapa")
    page.locator("#mapa .vistas").get_by_text("Teselas", exact=True).click()
    expect(page.locator("#mapa path.js-fill")).to_have_count(34)
    menu.locator("summary").click()
    _name, raw = saved(page, menu, "Imagen SVG")
    assert len(re.findall("js-fill", raw.decode())) == 34


def test_keyboard_opens_walks_and_closes_the_menu(page):
    menu = open_card(page, "perfil_sexo")
    summary = menu.locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Imagen PNG"
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_copies_text_and_permanent_link(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    menu = open_card(page, "mapa")
    menu.locator("summary").click()
    menu.get_by_role("button", name="Copiar como texto").click()
    expect(menu.get_by_role("status")).to_have_text("Texto copiado.")
    text = page.evaluate("navigator.clipboard.readText()")
    assert "Puno registró" in text and "Versión de los datos: " in text
    menu.get_by_role("button", name="Copiar enlace permanente").click()
    expect(menu.get_by_role("status")).to_contain_text("Enlace copiado")
    link = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"/\?desde=2019&lugar=puno&v=[0-9a-f]{10}#mapa$", link)
    page.goto(link)
    expect(page.locator("#frase")).to_have_text("Distrito fiscal de Puno · 2019–2023 · delitos denunciados")


def test_copies_without_permission_for_the_clipboard(page):
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    menu = open_card(page, "mapa")
    menu.locator("summary").click()
    menu.get_by_role("button", name="Copiar como texto").click()
    expect(menu.get_by_role("status")).to_have_text("Texto copiado.")


def test_the_inserted_card_draws_and_hides_its_code(page):
    menu = open_card(page, "mapa")
    menu.locator("summary").click()
    with page.expect_popup() as opened:
        menu.get_by_role("link", name="Insertar en otra página").click()
    alone = opened.value
    expect(alone.locator("path.js-fill").nth(34)).to_be_attached()
    code = alone.get_by_label("Para insertarla").input_value()
    alone.close()
    page.route("**/otra", lambda route: route.fulfill(body=f"<!DOCTYPE html>{code}", content_type="text/html"))
    page.goto("/otra")
    frame = page.frame_locator("iframe")
    expect(frame.locator("path.js-fill").first).to_be_attached()
    expect(frame.locator("h1")).to_contain_text("Dónde se registran los delitos denunciados")
    expect(frame.locator("#codigo")).to_be_hidden()
