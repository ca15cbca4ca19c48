"""El tablero en un Chromium de verdad, con la red cortada: dibuja, no se queja y obedece a ratón y teclado."""

import re
from urllib.parse import parse_qs, unquote, urlparse

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.figures.theme import AMBAR, TIERRA

pytestmark = pytest.mark.browser
TELEFONO = {"width": 360, "height": 740}


def rgb(color: str) -> str:
    """Un color como lo escribe el navegador: «rgb(236, 239, 243)»."""
    return f"rgb({', '.join(str(int(color[i : i + 2], 16)) for i in (1, 3, 5))})"


VECINO = rgb(TIERRA)

# El punto interior más céntrico del polígono más grande del mapa nacional que cabe en la ventana.
PUNTO = """(paths, vecino) => {
  const area = (p) => { const b = p.getBoundingClientRect(); return b.width * b.height; };
  const ours = (p) => p.closest('.subplot.xy') && p.style.fill.startsWith('rgb') && p.style.fill !== vecino;
  const shape = paths.filter(ours).sort((a, b) => area(b) - area(a))[0];
  if (!shape) return null;
  const box = shape.getBoundingClientRect(), matrix = shape.getScreenCTM().inverse(), found = [];
  for (let i = 1; i < 20; i++) for (let j = 1; j < 20; j++) {
    const x = box.x + box.width * i / 20, y = box.y + box.height * j / 20;
    const inside = shape.isPointInFill(new DOMPoint(x, y).matrixTransform(matrix));
    if (inside && y < innerHeight - 5) found.push([Math.hypot(i - 10, j - 10), x, y]);
  }
  return found.length ? found.sort((a, b) => a[0] - b[0])[0].slice(1) : null;
}"""


def open_incidencia(page: Page, query: str = "") -> None:
    page.goto(f"/{query}")
    page.wait_for_function("document.querySelectorAll('#mapa path.js-fill').length > 34")
    expect(page.locator("#frase")).not_to_be_empty()


def chosen(page: Page) -> dict:
    return {k: v[0] for k, v in parse_qs(urlparse(page.url).query).items()}


def card(page: Page, chart_id: str) -> Locator:
    return page.locator(f"section#{chart_id}")


def point_at_largest(page: Page) -> tuple[float, float]:
    """Lleva el ratón al centro del distrito fiscal más grande; espera a que la página se aquiete y lo reconozca."""
    find = page.locator("#mapa path.js-fill")
    for attempt in range(40):
        card(page, "mapa").evaluate("e => e.scrollIntoView()")
        page.mouse.move(attempt, 0)
        point = find.evaluate_all(PUNTO, VECINO)
        page.mouse.move(*(point or (0, 0)))
        page.wait_for_timeout(400)
        named = page.locator("#mapa .hovertext", has_text="delito").count()
        if named and find.evaluate_all(PUNTO, VECINO) == point:
            return tuple(point)
    raise AssertionError("el mapa no reconoce el ratón")


def view(page: Page, chart_id: str, name: str) -> None:
    card(page, chart_id).locator(".vistas").get_by_text(name, exact=True).click()


def test_every_tab_works_under_its_own_content_policy(guarded_page):
    for address, drawn in (("/", "#mapa path.js-fill"), ("/metas", "main table"), ("/datos", "main table")):
        guarded_page.goto(address)
        guarded_page.locator(drawn).first.wait_for(state="attached")


def test_incidencia_draws_every_card(page):
    open_incidencia(page)
    expect(page.locator("#frase")).to_have_text("Todo el país · 2023 · delitos denunciados")
    for section in page.locator("section.tarjeta:not([hidden])").all():
        chart_id = section.get_attribute("id")
        section.scroll_into_view_if_needed()
        expect(section.locator("h3")).not_to_be_empty()
        expect(section.locator(".conclusion, .vacio")).not_to_be_empty()
        marks = section.locator(".barra, .js-plotly-plot .scatterlayer path, .js-plotly-plot .barlayer path, table")
        expect(marks.first, chart_id).to_be_attached()
    assert page.locator("#evolucion .scatterlayer path.js-line").count() >= 4
    assert page.locator("#lista .barra").count() == 34


def test_incidencia_says_the_published_figures(page):
    open_incidencia(page)
    expect(page.locator("#cifras")).to_contain_text("1,076")
    expect(page.locator("#cifras")).to_contain_text("1,987")
    expect(card(page, "lista").locator(".barra").first).to_contain_text("Loreto")
    expect(card(page, "lista").locator(".barra").first).to_contain_text("115")


def test_click_on_the_map_chooses_a_place_and_another_click_lets_it_go(page):
    open_incidencia(page)
    page.mouse.click(*point_at_largest(page))
    page.wait_for_url(re.compile(r"lugar=[a-z-]+"))
    name = page.locator("#lista li[aria-current=true] .barra-etiqueta").inner_text()
    expect(page.locator("#frase")).to_contain_text(f"Distrito fiscal de {name}")
    expect(page.locator(f"#mapa path.js-line[style*='{rgb(AMBAR)}']").first).to_be_attached()
    page.mouse.click(*point_at_largest(page))
    expect(page.locator("#frase")).to_contain_text("Todo el país")


def test_keyboard_chooses_from_the_list(page):
    open_incidencia(page)
    link = card(page, "lista").get_by_role("link").first
    link.focus()
    outline = link.evaluate("e => getComputedStyle(e).outlineStyle + getComputedStyle(e).boxShadow")
    assert outline not in ("none", "nonenone"), "el foco no se ve"
    page.keyboard.press("Enter")
    page.wait_for_url("**lugar=loreto**")
    expect(page.locator("#frase")).to_contain_text("Distrito fiscal de Loreto")
    expect(card(page, "lista").locator("li[aria-current=true]")).to_contain_text("Loreto")
    assert len(page.locator("#mapa path.js-fill").all()) > 34


def test_the_first_tab_stop_skips_to_the_content(page):
    open_incidencia(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Saltar al contenido"


def test_views_of_the_map(page):
    open_incidencia(page)
    view(page, "mapa", "Teselas")
    page.wait_for_function("document.querySelectorAll('#mapa path.js-fill').length === 34")
    expect(page.locator("#mapa .annotation-text").first).to_be_attached()
    view(page, "mapa", "Tabla")
    rows = card(page, "mapa").locator("table tbody tr")
    expect(rows).to_have_count(34)
    expect(card(page, "mapa").locator("th[scope=col]").first).to_be_visible()
    view(page, "mapa", "Texto")
    expect(card(page, "mapa").locator(".texto-lista li")).to_have_count(34)
    expect(card(page, "mapa").locator(".lienzo")).to_be_hidden()
    view(page, "mapa", "Mapa")
    page.wait_for_function("document.querySelectorAll('#mapa path.js-fill').length > 34")


def test_changing_the_series_changes_the_address_and_the_page(page):
    open_incidencia(page)
    page.select_option("#filtro-serie", "region_2014")
    page.wait_for_url("**serie=region_2014**")
    expect(page.locator("#frase")).to_contain_text("enero–setiembre de 2014")
    expect(page.locator("#lista .barra")).to_have_count(25)
    expect(page.locator("#filtro-desde")).to_be_disabled()
    page.go_back()
    expect(page.locator("#frase")).to_have_text("Todo el país · 2023 · delitos denunciados")


def test_years_and_measure(page):
    open_incidencia(page)
    page.select_option("#filtro-desde", "2019")
    page.wait_for_url("**desde=2019**")
    expect(page.locator("#frase")).to_contain_text("2019–2023")
    page.select_option("#filtro-medida", "variacion")
    page.wait_for_url("**medida=variacion**")
    expect(card(page, "lista")).to_contain_text("−105")
    page.get_by_role("link", name="Restablecer").click()
    expect(page.locator("#frase")).to_have_text("Todo el país · 2023 · delitos denunciados")
    assert chosen(page) == {}


def test_margins_are_shown_and_kept_in_the_address(page):
    open_incidencia(page)
    page.select_option("#filtro-margenes", "si")
    page.wait_for_url("**margenes=si**")
    expect(card(page, "explotacion")).to_contain_text("41.6–76.6%")
    expect(page.locator("#lista .barra-margen")).to_have_count(34)
    page.go_back()
    expect(card(page, "explotacion")).not_to_contain_text("76.6%–")
    expect(page.locator("#lista .barra-margen")).to_have_count(0)


def test_the_funnel_draws_every_place_with_a_rate(page):
    open_incidencia(page, "?desde=2019&hasta=2019")
    expect(card(page, "embudo")).to_contain_text("por encima, Madre de Dios, Tacna, Tumbes, Lima Centro y Puno")
    expect(page.locator("#embudo .scatterlayer .points path")).to_have_count(7)


def test_a_shared_address_opens_the_same_page(page):
    open_incidencia(page, "?serie=especializadas&lugar=puno,tacna&desde=2019&hasta=2022")
    expect(page.locator("#frase")).to_contain_text("Distritos fiscales de Puno y Tacna · 2019–2022")
    expect(page.locator("#lista li[aria-current=true]")).to_have_count(2)


@pytest.mark.parametrize("query", ["?serie=nada&lugar=atlantida", "?desde=2023&hasta=1900", "?medida=%3Cscript%3E"])
def test_a_bad_address_is_repaired_on_screen(page, query):
    open_incidencia(page, query)
    expect(page.locator("#frase")).to_contain_text("delitos denunciados")
    assert "script" not in unquote(page.url) and "atlantida" not in page.url and "1900" not in page.url


def test_hover_is_in_spanish(page):
    open_incidencia(page)
    point_at_largest(page)
    expect(page.locator("#mapa .hovertext")).to_contain_text(re.compile("delitos? denunciados?"))


def test_download_from_a_card(page):
    open_incidencia(page, "?lugar=puno")
    card(page, "mapa").locator("details.descargas summary").click()
    with page.expect_download() as download:
        card(page, "mapa").get_by_role("link", name="CSV").click()
    assert re.fullmatch(r"trata_mapa_puno_2023-2023_v[0-9a-f]{10}\.csv", download.value.suggested_filename)


def test_tabs_are_links_and_each_one_opens(page):
    open_incidencia(page)
    for name, path, heading in (("Metas", "/metas", "Metas del Plan"), ("Datos y método", "/datos", "Datos y método")):
        page.get_by_role("navigation", name="Secciones").get_by_role("link", name=name).click()
        page.wait_for_url(f"**{path}")
        expect(page.locator("h1")).to_contain_text(heading)
    page.get_by_role("link", name="Incidencia", exact=True).click()
    expect(page.locator("#frase")).not_to_be_empty()


def test_an_address_that_does_not_exist(page):
    page.goto("/nada")
    expect(page.locator("h1")).to_have_text("Esta página no existe")
    page.get_by_role("link", name="Ir a Incidencia").click()
    expect(page.locator("#frase")).not_to_be_empty()


def open_metas(page: Page, query: str = "") -> None:
    page.goto(f"/metas{query}")
    expect(page.locator("#metas-ejes .eje")).to_have_count(4)
    expect(page.locator("#metas-frase")).not_to_be_empty()


def test_metas_shows_the_whole_catalogue(page):
    open_metas(page)
    catalogue = page.locator(".metas-catalogo")
    for count in ("4 ejes", "17 objetivos", "47 indicadores", "50 acciones", "146 trayectorias", "411 metas", "27 "):
        expect(catalogue).to_contain_text(count)
    for number, total in enumerate((92, 117, 120, 82)):
        expect(page.locator("#metas-ejes .eje").nth(number)).to_contain_text(f"{total} metas")
    expect(page.locator(".metas-aviso")).to_contain_text("Aún no hay reportes")
    expect(page.locator("#metas-contenido table").first).to_be_visible()


def test_metas_eje_and_detail(page):
    open_metas(page)
    page.locator("#metas-ejes .eje").nth(1).get_by_role("link").click()
    page.wait_for_url("**eje=2**")
    expect(page.locator("#metas-ejes .eje").nth(1)).to_have_class(re.compile("elegido"))
    page.locator("#metas-contenido tbody th[scope=row] a").first.click()
    page.wait_for_url("**trayectoria=**")
    panel = page.locator("#metas-lateral")
    expect(panel.locator("h2").first).to_contain_text(chosen(page)["trayectoria"])
    expect(panel.locator(".panel-responsables li").first).not_to_be_empty()


def test_metas_step_path_is_drawn(page):
    open_metas(page, "?trayectoria=1.1.1-T1")
    expect(
        page.locator("#metas-lateral .js-plotly-plot .scatterlayer path, #metas-lateral .pasos li").first
    ).to_be_attached()


def test_metas_text_filter_writes_the_address(page):
    open_metas(page)
    page.locator("#metas-filtro-texto").fill("capacitacion")
    page.wait_for_url("**texto=capacitacion**")
    expect(page.locator("#metas-frase")).to_contain_text("capacitacion")


def test_metas_table_has_them_all(page):
    open_metas(page, "?vista=tabla")
    expect(page.locator("#metas-contenido table tbody tr")).to_have_count(411)


def test_metas_by_responsable(page):
    open_metas(page, "?vista=responsables")
    expect(page.locator("#metas-contenido")).to_contain_text("Ministerio de la Mujer y Poblaciones Vulnerables")


def test_datos_lists_what_there_is(page):
    page.goto("/datos")
    expect(page.locator("h1")).to_have_text("Datos y método")
    assert page.locator("main table").count() >= 3
    expect(page.locator("main")).to_contain_text("Garwood")
    assert page.locator("main a[href^='/descargas/tabla/']").count() >= 15
    link = page.locator("main a[href^='/descargas/tabla/']").first.get_attribute("href")
    assert page.request.get(link).ok


@pytest.mark.parametrize("page", [TELEFONO], indirect=True, ids=["360 px"])
@pytest.mark.parametrize("path", ["/", "/?lugar=puno", "/metas", "/metas?trayectoria=1.1.1-T1", "/datos", "/nada"])
def test_a_phone_does_not_scroll_sideways(page, path):
    page.goto(path)
    page.wait_for_function("document.querySelector('main')?.innerText.length > 60")
    if path.startswith("/metas"):
        expect(page.locator("#metas-frase")).not_to_be_empty()
    elif path.split("?")[0] == "/":
        page.wait_for_function("document.querySelectorAll('#mapa path.js-fill').length > 34")
    page.wait_for_function("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize(
    "page", [{"width": 1366, "height": 768}, {"width": 360, "height": 740}], indirect=True, ids=["1366", "360"]
)
def test_the_cedula_opens_in_place_with_the_keyboard_and_gives_the_focus_back(page):
    page.goto("/")
    figure = page.locator("#lista a.con-cedula").first
    figure.focus()
    page.keyboard.press("Enter")
    box = page.locator("dialog[open]")
    expect(box).to_contain_text("115 delitos denunciados")
    expect(box).to_contain_text("art. 129-A: 62 en 2023")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(figure).to_be_focused()
    assert urlparse(page.url).path == "/"


def test_the_address_of_a_cedula_shows_the_same_figure(page):
    page.goto("/")
    href = page.locator("#lista a.con-cedula").first.get_attribute("href")
    page.goto(href)
    expect(page.locator(".cedula-pagina")).to_contain_text("115 delitos denunciados")
    page.goto("/cedula/lista/atlantida/casos?serie=delitos")
    expect(page.locator(".cedula-pagina")).to_contain_text("No se halló la cifra")


def test_a_link_of_a_version_that_is_gone_says_so_and_keeps_the_selection(page):
    page.goto("/?desde=2022&hasta=2022&v=0123456789")
    note = page.locator(".edicion-anterior")
    expect(note).to_contain_text("no se conserva en este equipo")
    expect(page.locator("#frase")).to_contain_text("2022")
    note.get_by_role("link", name="Ver con los datos de hoy").click()
    expect(page.locator(".edicion-anterior")).to_have_count(0)
    assert "v=" not in page.url
    href = page.locator("#enlace-permanente").get_attribute("href")
    assert "desde=2022" in href and re.search(r"v=[0-9a-f]{10}$", href)
