"""La primera vista: lo que la página dice antes de que llegue un guion, y cómo el tablero toma su lugar."""

import re
from html.parser import HTMLParser

import brotli
import pytest
from playwright.sync_api import expect

from dashboard.charts import registry
from dashboard.factory import create_app
from dashboard.filters import from_query, in_words
from dashboard.layout.incidencia import TAB
from dashboard.primera.a_html import VACIOS
from dashboard.queries.cifras import key_figures_for
from dashboard.settings import Settings
from tests.accesible.axe import faults

MAXIMO = 60_000  # bytes comprimidos
CLS = 0.05
PAGINAS = {
    "/": "Incidencia registrada de la trata de personas",
    "/metas": "Metas del Plan Nacional 2017-2021",
    "/datos": "Datos y método",
    "/conciliar": "Conciliador",
    "/no-existe": "Esta página no existe",
}


class Estructura(HTMLParser):
    """Los elementos abiertos, los identificadores y el texto de una página; una etiqueta mal cerrada es una falta."""

    def __init__(self, text: str):
        super().__init__()
        self.abiertos, self.ids, self.textos, self.campos = [], [], [], {}
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.ids += [values["id"]] if "id" in values else []
        if tag == "select":
            self.campos.setdefault(values["name"], []).append("disabled" not in values)
        if tag not in VACIOS:
            self.abiertos.append(tag)

    def handle_endtag(self, tag):
        assert self.abiertos.pop() == tag

    def handle_data(self, data):
        self.textos.append(data)

    @property
    def texto(self) -> str:
        return " ".join(" ".join(self.textos).split())


@pytest.fixture(scope="module")
def client():
    return create_app(Settings()).server.test_client()


@pytest.fixture(scope="module")
def view(client):
    """Dirección → el HTML de su primera vista."""

    def found(address: str) -> str:
        page = client.get(address).get_data(as_text=True)
        return page.split('<div id="primera">', 1)[1].split('</div>\n<a class="saltar"', 1)[0]

    return found


@pytest.mark.parametrize(("address", "title"), PAGINAS.items())
def test_every_page_says_its_title_and_is_well_formed(view, address, title):
    html = view(address)
    found = Estructura(html)
    assert found.abiertos == []
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", html) == [title]
    assert len(found.ids) == len(set(found.ids))
    assert all(i.startswith(("pv-", "trama-")) for i in found.ids)


def test_the_first_view_answers_the_selection_of_the_address(view, contexto, catalogo):
    query = "?lugar=puno&desde=2019&hasta=2021"
    text, ctx = Estructura(view(f"/{query}")).texto, contexto(from_query(query, catalogo))
    assert in_words(ctx.filtros, catalogo) in text
    for figure in key_figures_for(ctx.datos, catalogo, ctx.filtros):
        assert figure.valor in text and figure.que in text
    for chart in registry().values():
        if chart.tab == TAB and chart.applies(ctx):
            frame = chart.query(ctx)
            assert (chart.why_empty(ctx) if frame.empty else chart.takeaway(frame, ctx)) in text, chart.id


def test_each_version_of_the_data_and_each_selection_is_its_own(view):
    assert view("/") != view("/?lugar=puno") != view("/?lugar=tacna")
    assert "Ver con los datos de hoy" in view("/?v=0000")


def test_the_form_writes_the_same_address_as_the_board(view):
    fields = Estructura(view("/?serie=delitos")).campos
    assert {"serie", "componente", "medida", "desde", "hasta", "lugar", "corte", "margenes"} <= set(fields)
    assert fields["lugar"].count(True) == 1  # distrito fiscal o departamento, el que la serie contesta


@pytest.mark.parametrize("address", ["/", "/?lugar=puno,tacna&desde=2019", "/metas", "/datos", "/conciliar"])
def test_it_weighs_little_and_is_not_sent_twice(client, address):
    first = client.get(address, headers={"Accept-Encoding": "br"})
    assert brotli.decompress(first.data) == client.get(address).data
    assert len(first.data) <= MAXIMO
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("text", ["{%config%}{%scripts%}", '"><script>alert(1)</script>', "</div><h1>x"])
def test_what_is_written_in_the_address_stays_text(view, client, text):
    html = view("/metas?" + "texto=" + text.replace("%", "%25").replace(" ", "+"))
    assert "<script" not in html and len(re.findall("<h1", html)) == 1
    assert Estructura(html).abiertos == []


@pytest.mark.browser
def test_it_reads_and_filters_without_javascript(chromium, address):
    context = chromium.new_context(base_url=address, java_script_enabled=False, locale="es-PE")
    page = context.new_page()
    page.goto("/")
    expect(page.locator("main svg").first).to_be_visible()
    page.get_by_label("Distrito fiscal", exact=True).select_option(label="Puno")
    page.get_by_role("button", name="Ver").click()
    assert "lugar=puno" in page.url
    expect(page.locator(".frase")).to_contain_text("Distrito fiscal de Puno")
    page.get_by_role("link", name="Metas").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PAGINAS["/metas"])
    context.close()


QUIETUD = """
window.saltos = 0;
new PerformanceObserver((lista) => lista.getEntries().forEach((e) => { window.saltos += e.value; }))
  .observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.browser
def test_the_board_takes_its_place_without_a_jump(page):
    page.add_init_script(QUIETUD)
    page.goto("/")
    expect(page.locator("h1")).to_have_count(1)
    assert page.locator("#primera").count() == 0
    assert page.evaluate("window.saltos") < CLS


@pytest.mark.browser
def test_what_was_open_and_focused_stays_so(chromium, address):
    context = chromium.new_context(base_url=address, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    late = []
    page.route("**/dash_renderer*.js", lambda route: late.append(route))  # noqa: PLW0108
    page.goto("/", wait_until="domcontentloaded")
    page.locator("#primera main details summary", has_text="¿De dónde sale?").first.click()
    page.locator("#primera .pestanas a").first.focus()
    assert faults(page) == []
    late[0].continue_()
    page.locator("#primera").wait_for(state="detached")
    expect(page.locator("main details[open] summary", has_text="¿De dónde sale?")).to_have_count(1)
    assert page.evaluate("document.activeElement.tagName") != "BODY"
    context.close()


def test_it_speaks_the_language_of_the_address(view):
    html = view("/?idioma=en&lugar=puno")
    assert '<input type="hidden" name="idioma" value="en">' in html and ">Show</button>" in html
    assert view("/?lugar=puno") != html
    links = re.findall(r'<a href="([^"]*)" class="nav-link', html)
    assert links and all("idioma=en" in href for href in links if not href.startswith("/presentar"))
