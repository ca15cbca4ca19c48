"""El archivo sin conexión y la sala en un Chromium sin red: filtros, teclado, segunda ventana y acuerdos."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from dashboard import browser_base
from dashboard.informes.acuerdos import FORMATO, read
from dashboard.informes.html import Recursos, offline_page
from dashboard.informes.laminas import laminas
from dashboard.informes.pedido import Pedido, context_for
from dashboard.plan.reportes import SIN_AVANCES

pytestmark = pytest.mark.browser
SALA = "/presentar/sala?lugar=madre-de-dios&desde=2019&hasta=2023"
OWN = ("file:", "data:", "blob:")
OVERFLOW = """e => [e, ...e.querySelectorAll('figure, .barra')]
  .filter(x => x.clientHeight && (x.scrollHeight - x.clientHeight > 3 || x.scrollWidth - x.clientWidth > 3))
  .map(x => `${x.tagName}.${x.className}: ${x.textContent.slice(0, 60)}`)"""
PROYECTOR = {"width": 1024, "height": 768}


@pytest.fixture(scope="session")
def archivo(tmp_path_factory, datos, catalogo, plan, raiz):
    """El archivo de Madre de Dios en el disco, como se abre con doble clic."""
    pedido = Pedido("madre-de-dios", 2019, 2023)
    base = browser_base.browser_base(raiz / "data").script.decode()
    recursos = Recursos(raiz / "assets", base)
    path = tmp_path_factory.mktemp("sesion") / "madre-de-dios.html"
    ctx = context_for(pedido, datos, catalogo)
    path.write_text(offline_page(ctx, plan, SIN_AVANCES, pedido.anios, recursos), encoding="utf-8")
    return path


@pytest.fixture
def suelta(chromium, archivo, request):
    """Una página abierta del disco con toda la red cortada: cualquier pedido o queja es una falla."""
    options = getattr(request, "param", {})
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="es-PE", **options)
    problems: list[str] = []
    context.on(
        "request", lambda r: problems.append(r.url) if not r.url.startswith(("file:", "data:", "blob:")) else None
    )
    context.set_offline(True)
    context.on("console", lambda m: problems.append(m.text) if m.type in ("error", "warning") else None)
    context.on("weberror", lambda e: problems.append(str(e.error)))
    page = context.new_page()
    page.goto(archivo.as_uri())
    yield page
    context.close()
    assert problems == []


def figures(page: Page, chart_id: str) -> list[str]:
    """Los números de la tabla de una tarjeta."""
    return page.locator(f"#{chart_id} table td").evaluate_all("cells => cells.map(c => c.textContent)")


def current(page: Page) -> str:
    return page.locator(".tarjeta.actual").get_attribute("id")


def test_the_file_draws_every_card(suelta):
    expect(suelta.locator("#mapa path.js-fill").nth(34)).to_be_attached()
    expect(suelta.locator("#frase")).to_have_text("Distrito fiscal de Madre de Dios · 2019–2023 · delitos denunciados")
    expect(suelta.locator("#cifras")).to_contain_text("354")
    for section in suelta.locator("#laminas .tarjeta:not(.portada)").all():
        expect(section.locator(".conclusion")).not_to_be_empty()
        expect(section.locator(".fuente")).to_contain_text("Versión de los datos: ")
    assert suelta.evaluate("document.fonts.check(\"16px 'Source Sans 3'\")")


@pytest.mark.parametrize(
    ("choose", "query"),
    [
        ({"periodo": "2021-2021"}, "desde=2021&hasta=2021"),
        ({"serie": "especializadas", "periodo": "2022-2022"}, "serie=especializadas&desde=2022&hasta=2022"),
        ({"medida": "variacion"}, "desde=2019&hasta=2023&medida=variacion"),
        ({"periodo": "2023-2023", "medida": "pct_pais"}, "desde=2023&hasta=2023&medida=pct_pais"),
        ({"corte": "mp_2012"}, "desde=2019&hasta=2023&corte=mp_2012"),
    ],
)
def test_its_filters_give_the_numbers_of_the_app(suelta, page, choose, query):
    before = {c: figures(suelta, c) for c in ("mapa", "captacion")}
    for field, value in choose.items():
        suelta.select_option(f"#filtro-{field}", value)
    for chart_id in ("mapa", "lista", "evolucion", "comparar_fuentes", "captacion"):
        hoja = page.request.get(f"/descargas/{chart_id}.json?lugar=madre-de-dios&{query}").json()
        assert figures(suelta, chart_id) == [cell for fila in hoja["tabla"]["filas"] for cell in fila], chart_id
        expect(suelta.locator(f"#{chart_id} .conclusion")).to_have_text(hoja["conclusion"])
    assert {c: figures(suelta, c) for c in before} != before
    expect(suelta.locator("#mapa path.js-fill").nth(34)).to_be_attached()


def test_an_impossible_measure_goes_back_to_the_count(suelta):
    suelta.select_option("#filtro-medida", "variacion")
    suelta.select_option("#filtro-periodo", "2021-2021")
    expect(suelta.locator("#filtro-medida")).to_have_value("conteo")
    assert "variacion" not in suelta.locator("#filtro-medida option").evaluate_all("o => o.map(x => x.value)")


@pytest.mark.parametrize("suelta", [{"java_script_enabled": False}], indirect=True, ids=["sin JavaScript"])
def test_without_javascript_it_reads(suelta):
    expect(suelta.locator("noscript").first).to_be_visible()
    expect(suelta.locator("#filtros")).to_be_hidden()
    expect(suelta.locator("#mapa .conclusion")).to_contain_text("Madre de Dios registró 354")
    suelta.locator("#mapa summary", has_text="Ver como tabla").click()
    expect(suelta.locator("#mapa table tbody tr").first).to_be_visible()
    assert suelta.locator("#mapa table tbody tr").count() == 34


def test_the_file_is_reached_by_keyboard(suelta):
    suelta.keyboard.press("Tab")
    assert suelta.evaluate("document.activeElement.textContent") == "Saltar al contenido"
    for _ in range(3):
        suelta.keyboard.press("Tab")
    assert suelta.evaluate("document.activeElement.id") == "filtro-serie"
    suelta.keyboard.press("ArrowDown")
    expect(suelta.locator("#frase")).not_to_contain_text("delitos denunciados")


def test_the_room_walks_by_keyboard_and_remote(page):
    page.goto(SALA)
    expect(page.locator(".portada.actual")).to_be_visible()
    for key, chart_id in (("PageDown", "mapa"), ("ArrowRight", "lista"), ("PageUp", "mapa"), ("End", "acuerdos")):
        page.keyboard.press(key)
        expect(page.locator(".tarjeta.actual")).to_have_attribute("id", chart_id)
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    assert current(page) == "portada"
    page.keyboard.press("b")
    expect(page.locator(".portada")).to_be_hidden()
    page.keyboard.press("PageDown")
    expect(page.locator("#mapa")).to_be_visible()
    expect(page.locator("#sala-anuncio")).to_contain_text("Lámina 2 de")


@pytest.mark.parametrize("page", [{"width": 1366, "height": 768}, PROYECTOR], indirect=True, ids=["1366", "1024"])
def test_every_slide_fits_and_its_caution_reads_from_the_back(page):
    page.goto(SALA)
    expect(page.locator(".portada.actual")).to_be_visible()
    ids = page.locator("#laminas .tarjeta").evaluate_all("all => all.map(t => t.id)")
    for chart_id in ids[1:]:
        page.keyboard.press("PageDown")
        expect(page.locator(".tarjeta.actual")).to_have_attribute("id", chart_id)
        slide = page.locator(".tarjeta.actual")
        assert slide.evaluate(OVERFLOW) == [], chart_id
        for caution in slide.locator(".advertencias li").all():
            if caution.is_visible():
                size = float(caution.evaluate("e => parseFloat(getComputedStyle(e).fontSize)"))
                assert size >= 24, chart_id
                box = caution.bounding_box()
                assert box["y"] + box["height"] <= page.viewport_size["height"], chart_id


def test_the_slides_are_those_of_the_presentation(page, datos, catalogo, plan):
    pedido = Pedido("madre-de-dios", 2019, 2023)
    expected = [la.id for la in laminas(context_for(pedido, datos, catalogo), plan, SIN_AVANCES, pedido.anios)]
    page.goto(SALA)
    shown = page.locator("#laminas .tarjeta").evaluate_all("all => all.map(t => t.id)")
    assert sorted(shown[1:]) == sorted(expected)


@pytest.mark.parametrize("where", ["tablero", "archivo"])
def test_the_speaker_has_a_window_of_their_own(where, page, suelta):
    room = page if where == "tablero" else suelta
    if where == "tablero":
        page.goto(SALA)
    else:
        suelta.select_option("#filtro-periodo", "2021-2021")
        suelta.get_by_role("button", name="Presentar").click()
    room.keyboard.press("PageDown")
    with room.expect_popup() as opened:
        room.get_by_role("button", name="Vista de quien expone").click()
    speaker = opened.value
    expect(speaker.locator(".tarjeta.actual")).to_have_attribute("id", "mapa")
    expect(speaker.locator("#sigue")).to_have_text(room.locator("#lista h3").text_content())
    expect(speaker.locator("#notas")).to_contain_text(room.locator("#mapa .conclusion").text_content())
    expect(speaker.locator("#reloj")).to_have_text(re.compile(r"0:0[1-9]"))
    speaker.keyboard.press("PageDown")
    expect(room.locator(".tarjeta.actual")).to_have_attribute("id", "lista")
    room.keyboard.press("PageUp")
    expect(speaker.locator(".tarjeta.actual")).to_have_attribute("id", "mapa")
    if where == "archivo":
        expect(speaker.locator("#mapa .alcance")).to_contain_text("2021")


def test_reduced_motion_and_contrast(page):
    page.emulate_media(reduced_motion="reduce")
    page.goto(SALA)
    page.keyboard.press("PageDown")
    assert page.locator("#mapa").evaluate("e => getComputedStyle(e).animationName") == "none"
    button = page.get_by_role("button", name="Alto contraste")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert page.locator("#mapa .conclusion").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"


def write(page: Page, text: str, author: str = "Rosa Quispe") -> None:
    page.get_by_label("Acuerdo", exact=True).fill(text)
    page.get_by_label("Responsable").fill("Gobiernos regionales")
    page.get_by_label("Vence").fill("2027-03-31")
    page.get_by_label("Quién anota").fill(author)
    page.get_by_role("button", name="Guardar acuerdo").click()


def download(page: Page, name: str) -> bytes:
    with page.expect_download() as saved:
        page.get_by_role("button", name=name).click()
    with open(saved.value.path(), "rb") as file:
        return file.read()


def test_agreements_written_offline_reach_the_minutes_of_the_app_once(suelta, page, tmp_path, plan):
    suelta.get_by_role("button", name="Acuerdos", exact=True).click()
    write(suelta, "Instalar la mesa regional.")
    write(suelta, "Informar cada trimestre.")
    suelta.reload()
    suelta.get_by_role("button", name="Acuerdos", exact=True).click()
    expect(suelta.locator("#acuerdos-cuantos")).to_have_text("2")
    content = download(suelta, "Descargar acuerdos")
    kept = read(content, plan).acuerdos
    assert [a.texto for a in kept] == ["Instalar la mesa regional.", "Informar cada trimestre."]
    assert all(a.autor == "Rosa Quispe" and a.fecha.tzinfo for a in kept) and len({a.acuerdo_id for a in kept}) == 2

    path = tmp_path / "acuerdos.json"
    path.write_bytes(content)
    page.goto("/presentar/acuerdos")
    for told in ("2 acuerdos nuevos", "0 acuerdos nuevos; 2 ya estaban"):
        page.locator("#acuerdos-archivo").set_input_files(path)
        expect(page.locator("#asamblea-aviso")).to_contain_text(told)
    expect(page.locator("#acuerdos-lista li")).to_have_count(2)
    assert download(page, "Acta en Word")[:2] == b"PK"
    expect(page.locator(".asamblea-donde")).to_contain_text("no tiene usuarios")
    expect(page.get_by_role("button", name="Registrar en Metas")).to_have_count(0)


def test_an_agreement_is_corrected_and_removed(page):
    page.goto(SALA)
    page.keyboard.press("a")
    write(page, "Instlar la mesa.")
    page.get_by_role("button", name="Corregir").click()
    write(page, "Instalar la mesa.")
    expect(page.locator("#acuerdos-lista li")).to_have_count(1)
    expect(page.locator("#acuerdos-lista li")).to_contain_text("Instalar la mesa.")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Quitar").click()
    expect(page.locator("#acuerdos-cuantos")).to_have_text("0")
    page.get_by_role("button", name="Acta en Word").click()
    expect(page.locator("#asamblea-aviso")).to_have_text("Todavía no hay acuerdos anotados.")


@pytest.mark.parametrize("content", [{"formato": "otra cosa"}, {"formato": FORMATO, "acuerdos": [{"texto": "solo"}]}])
def test_a_strange_file_changes_nothing(page, tmp_path, content):
    path = tmp_path / "otro.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    page.goto("/presentar/acuerdos")
    page.locator("#acuerdos-archivo").set_input_files(path)
    expect(page.locator("#asamblea-aviso")).to_contain_text("no es uno de acuerdos")


def test_nobody_records_without_a_session(page):
    page.goto("/presentar/acuerdos")
    answer = page.request.post(
        "/presentar/registrar", data=json.dumps({"formato": "mirador-acuerdos-1", "acuerdos": []})
    )
    assert answer.status == 403 and "Secretaría Técnica" in answer.text()
    assert page.request.post("/presentar/acta", data="{").status == 400
