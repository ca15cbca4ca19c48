"""Contrato de lo que se descarga de cada gráfico del registro: está en su menú, abre y dice lo que la tarjeta."""

import html
import io
import json
import re

import openpyxl
import pytest

from dashboard.charts import registry
from dashboard.factory import create_app
from dashboard.informes.ficha import as_text, ficha, to_json
from dashboard.informes.laminas import lamina_of
from dashboard.layout.descargar import COPIAS, IMAGENES, download_menu
from dashboard.settings import Settings

IDS = sorted(set(registry()) - {"rutas_personas"})  # sin la plantilla importada no tiene tabla
PUNO = "lugar=puno&desde=2019"
RESIDUOS = re.compile(r"\b(nan|None|NaT)\b|<NA>")


@pytest.fixture(scope="module")
def client():
    return create_app(Settings()).server.test_client()


@pytest.fixture(scope="module")
def puno(contexto, elegir):
    return contexto(elegir(desde=2019, lugares=("puno",)))


def attributes(node) -> list[dict]:
    """Las propiedades de cada botón y enlace de un árbol de componentes."""
    if isinstance(node, list):
        return [a for n in node for a in attributes(n)]
    props = node.to_plotly_json()["props"] if hasattr(node, "to_plotly_json") else {}
    children = props.get("children")
    own = [props] if hasattr(node, "_type") and node._type in ("A", "Button") else []
    return own + (attributes(children if isinstance(children, list) else [children]) if children else [])


@pytest.mark.parametrize("chart_id", IDS)
def test_every_chart_offers_everything_with_its_filters_and_version(chart_id, puno, datos):
    found = attributes(download_menu(registry()[chart_id], puno))
    assert {p["data-accion"] for p in found if "data-accion" in p} == {*IMAGENES, *COPIAS}
    addresses = [p.get("href") or p["data-consulta"] for p in found]
    assert len(addresses) == 7
    for address in addresses:
        assert "lugar=puno" in address and "desde=2019" in address and f"v={datos.version}" in address


@pytest.mark.parametrize("chart_id", IDS)
def test_every_link_of_the_menu_answers(chart_id, client, puno):
    for props in attributes(download_menu(registry()[chart_id], puno)):
        if "href" in props:
            assert client.get(props["href"]).status_code == 200, props["href"]


@pytest.mark.parametrize("chart_id", IDS)
def test_the_book_has_real_numbers_and_says_where_they_come_from(chart_id, client, puno):
    lamina = lamina_of(registry()[chart_id], puno)
    response = client.get(f"/descargas/{chart_id}.xlsx?{PUNO}")
    assert response.headers["Content-Disposition"].endswith(f'_v{lamina.version}.xlsx"')
    sheet = openpyxl.load_workbook(io.BytesIO(response.data)).active
    rows = list(sheet.iter_rows(values_only=True))
    head = [row[0] for row in rows if row[0]]
    assert head[0] == lamina.encabezado and lamina.conclusion in head and lamina.fuente in head
    assert f"Filtros: {lamina.filtros}" in head
    assert any(lamina.version in str(line) and lamina.corte in str(line) for line in head)
    assert all(f"Cuidado: {text}" in head for text in lamina.cautions)
    titles = [c.titulo for c in lamina.columns.values()]
    start = next(i for i, row in enumerate(rows) if list(row[: len(titles)]) == titles)
    body = [row for row in rows[start + 1 :] if any(cell is not None for cell in row)]
    assert len(body) == len(lamina.frame)
    for written, row in zip(body, lamina.frame.to_dict("records"), strict=True):
        for cell, (key, column) in zip(written, lamina.columns.items(), strict=False):
            if column.formato != "texto" and cell is not None:
                assert isinstance(cell, int | float) and cell == pytest.approx(row[key])


@pytest.mark.parametrize("chart_id", IDS)
def test_the_text_says_everything(chart_id, client, puno):
    lamina = lamina_of(registry()[chart_id], puno)
    text = client.get(f"/descargas/{chart_id}.txt?{PUNO}").get_data(as_text=True)
    assert text == as_text(lamina)
    for part in (lamina.encabezado, lamina.filtros, lamina.conclusion, lamina.fuente, lamina.version, *lamina.cautions):
        assert part in text
    assert len(re.findall(r"^- ", text, re.M)) == len(lamina.frame)
    assert not RESIDUOS.search(text) and ".." not in text


@pytest.mark.parametrize("chart_id", IDS)
def test_the_card_to_insert_reads_without_javascript(chart_id, client, puno, datos):
    response = client.get(f"/?vista=ficha&grafico={chart_id}&{PUNO}")
    raw, lamina = response.get_data(as_text=True), lamina_of(registry()[chart_id], puno)
    without_scripts = re.sub(r"<script.*?</script>", "", raw, flags=re.S)
    read = html.unescape(re.sub(r"<[^>]+>", " ", without_scripts))
    for part in (lamina.encabezado, lamina.filtros, lamina.conclusion, lamina.fuente, lamina.corte, datos.version):
        assert part in read, part
    assert all(text in read for text in lamina.cautions)
    assert without_scripts.count("<tr>") == len(lamina.frame) + bool(len(lamina.frame))
    assert "frame-ancestors *" in response.headers["Content-Security-Policy"]
    assert re.findall(r"""(?:src|href)=["'](?:https?:)?//""", raw) == []
    assert not re.search(r"<script(?![^>]*\b(src|type=.application/json))|\son\w+=", raw), "guion dentro de la página"


def test_a_card_that_does_not_exist_says_what_to_do(client):
    response = client.get("/?vista=ficha&grafico=nada")
    assert response.status_code == 404
    assert "Ningún gráfico se llama así" in response.get_data(as_text=True)


def test_the_address_of_the_card_does_not_take_the_place_of_the_page(client):
    assert "_dash-" in client.get("/?vista=otra&grafico=mapa").get_data(as_text=True)


def test_the_asked_drawing_is_the_one_that_travels(client):
    tiles = json.loads(client.get("/descargas/mapa.json?dibujo=Teselas").data)
    assert len([t for t in tiles["figura"]["data"] if t.get("fill")]) == 34
    assert json.loads(client.get("/descargas/mapa.json?dibujo=Tabla").data)["figura"]["alto"] > 400
    assert json.loads(client.get("/descargas/lista.json").data)["barras"][0]["texto"] == "115"


def test_values_travel_without_closing_the_tag_that_carries_them():
    text = to_json({"a": "</script><b>", "b": float("nan"), "c": (1, 2.5)})
    assert "<" not in text
    assert json.loads(text) == {"a": "</script><b>", "b": None, "c": [1, 2.5]}


def test_a_selection_without_figures_says_so(contexto, elegir):
    empty = contexto(elegir(corte="unodc_2009_2010"))
    found = [ficha(lamina_of(registry()[c], empty)) for c in IDS]
    without = [f for f in found if not f["figura"] and not f["barras"]]
    assert without and all(f["conclusion"].startswith("Sin cifras publicadas. ") for f in without)
