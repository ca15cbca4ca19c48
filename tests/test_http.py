"""El servidor por dentro: la página, lo que descarga el navegador y las descargas en CSV."""

import csv
import io
import json
import re
import tomllib
from html import unescape

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from plotly.offline import get_plotlyjs, get_plotlyjs_version

from dashboard.charts import registry
from dashboard.factory import PLOTLY_ROUTE, create_app
from dashboard.layout import ids
from dashboard.layout.card import GRAPH_CONFIG
from dashboard.settings import Settings

HOSTILES = [
    "serie=%00", "lugar=../../../etc/passwd", "desde=99999999999999999999&hasta=-1", "lugar=" + "x," * 3000,
    "medida=<script>alert(1)</script>", "corte=' OR 1=1 --", "%", "&&&&", "serie=delitos&serie=&serie=%FF%FE",
    "lugar=%0d%0aSet-Cookie:a=b", "componente[]=base", "desde=2019.5", "hasta=٢٠٢٣",
]  # fmt: skip


@pytest.fixture(scope="session")
def client() -> FlaskClient:
    return create_app(Settings()).server.test_client()


@pytest.fixture(scope="session")
def index(client) -> str:
    return client.get("/").get_data(as_text=True)


def test_page_is_in_peruvian_spanish(index):
    assert '<html lang="es-PE">' in index
    assert "<title>Mirador contra la trata</title>" in index
    assert 'name="viewport"' in index


def test_page_asks_only_this_machine(index):
    links = re.findall(r"""(?:src|href)=["']([^"']+)["']""", index)
    assert links
    assert [u for u in links if re.match(r"(https?:)?//", u)] == []
    assert "cdn" not in index.lower()


def test_everything_the_page_names_is_served(client, index):
    for url in dict.fromkeys(map(unescape, re.findall(r"""(?:src|href)=["'](/[^"'#]+)["']""", index))):
        assert client.get(url).status_code == 200, url


@pytest.mark.parametrize("path", ["/", "/metas", "/datos", "/no-existe", "/?lugar=puno"])
def test_every_address_opens_the_page(client, path):
    assert client.get(path).status_code == 200


def test_layout_and_dependencies(client):
    layout = client.get("/_dash-layout").get_json()
    assert json.dumps(layout).count('"type": "Main"') + json.dumps(layout).count('"Main"') >= 1
    outputs = [d["output"] for d in client.get("/_dash-dependencies").get_json()]
    assert any("contenido" in o for o in outputs)


def test_plotly_is_ours_and_of_the_same_version(client):
    bundle = client.get(PLOTLY_ROUTE)
    text = bundle.get_data(as_text=True)
    assert bundle.status_code == 200
    assert f"plotly.js (recortado - minified) v{get_plotlyjs_version()}" in text[:200]
    assert len(text) < len(get_plotlyjs()) / 2
    assert bundle.cache_control.no_cache and bundle.headers["ETag"]


def test_base_script_carries_template_geometry_and_filters(client, index):
    (url,) = re.findall(r'src="(/base-[0-9a-f]{12}\.js)"', index)
    response = client.get(url)
    text = response.get_data(as_text=True)
    assert response.mimetype == "text/javascript" and response.cache_control.immutable
    base = json.loads(re.match(r"window\.mirador=\{base:(.*?)\};window\.mirador\.base\.geometria=", text)[1])
    assert base["campos"] == list(ids.CAMPOS)
    geometry = json.loads(text.split("geometria=", 1)[1].rstrip(";"))
    assert len([u for u in geometry["df"] if u != "sin-asignar"]) == 34
    assert {"15M", "15P", "07"} < set(geometry["dep"]) and len(geometry["dep"]) == 26


def test_every_chart_speaks_the_spanish_of_peru():
    """El navegador dibuja todas las tarjetas con estos ajustes, que recibe una vez."""
    months = GRAPH_CONFIG["locales"][GRAPH_CONFIG["locale"]]["format"]["shortMonths"]
    assert "set" in months and "sep" not in months


def test_style_and_font_are_served(client):
    assert client.get("/assets/mirador.css").status_code == 200
    assert client.get("/assets/fuentes/source-sans-3-latin-wght-normal.woff2").status_code == 200


def read_csv(response) -> list[list[str]]:
    text = response.get_data(as_text=True)
    assert text.startswith("\ufeff") and "\r\n" in text
    return list(csv.reader(io.StringIO(text[1:]), delimiter=";"))


@pytest.mark.parametrize("chart_id", sorted(registry()))
def test_csv_of_every_chart(client, chart_id):
    response = client.get(f"/descargas/{chart_id}.csv")
    rows = read_csv(response)
    assert response.mimetype == "text/csv"
    columns = registry()[chart_id].columns.values()
    declared = [c.titulo for c in columns if not c.opcional or c.titulo in rows[0]]
    assert [h.lower() for h in rows[0][: len(declared)]] == [h.lower() for h in declared]
    assert {"Fuente", "Cita"} <= set(rows[0])
    assert all(len(row) == len(rows[0]) for row in rows)
    assert not any(cell in ("nan", "None", "NaT", "<NA>") for row in rows for cell in row)


def test_csv_keeps_the_filters_and_says_them_in_its_name(client):
    response = client.get("/descargas/mapa.csv?lugar=puno&desde=2019&hasta=2019")
    name = response.headers["Content-Disposition"]
    assert re.search(r'filename="trata_mapa_puno_2019-2019_v[0-9a-f]{10}\.csv"', name)
    rows = [dict(zip(r0, r, strict=True)) for r0, *body in [read_csv(response)] for r in body]
    puno = next(r for r in rows if r["Lugar"] == "Puno")
    assert puno["Conteo"] == "156"
    assert len(rows) == 34


def test_unknown_chart_is_404(client):
    assert client.get("/descargas/no_existe.csv").status_code == 404
    assert "[project]" not in client.get("/descargas/..%2f..%2fpyproject.toml.csv").get_data(as_text=True)


@pytest.mark.parametrize("query", HOSTILES)
def test_hostile_addresses_never_break(client, query):
    assert client.get(f"/?{query}").status_code == 200
    response = client.get("/descargas/mapa.csv", query_string=query)
    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers
    assert "\n" not in response.headers["Content-Disposition"]


@given(st.text(max_size=200))
def test_any_query_answers(client, query):
    response = client.get("/descargas/lista.csv", query_string=query)
    assert response.status_code == 200


@given(st.binary(max_size=60))
def test_any_bytes_answer(client, raw):
    environ = {"QUERY_STRING": raw.decode("latin-1")}
    assert client.get("/descargas/perfil_sexo.csv", environ_overrides=environ).status_code == 200


def test_the_installed_plotly_is_the_pinned_one(raiz):
    pinned = re.findall(r"^plotly==([\d.]+)", (raiz / "requirements.txt").read_text(encoding="utf-8"), re.M)
    assert pinned and tomllib.loads((raiz / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    import plotly

    assert [plotly.__version__] == pinned


def test_the_trimmed_components_are_all_that_the_code_uses(raiz):
    code = "".join(p.read_text(encoding="utf-8") for p in (raiz / "dashboard").rglob("*.py"))
    bundle = (raiz / "assets" / "vendor" / "dbc-recortado.min.js").read_text(encoding="utf-8")
    used = set(re.findall(r"\bdbc\.([A-Z]\w+)", code))
    assert used and {name for name in used if f"{name}:()=>" not in bundle} == set(), "construir/componentes.mjs"


def test_no_trace_needs_what_the_trimmed_plotly_leaves_out(raiz):
    code = "".join(p.read_text(encoding="utf-8") for p in (raiz / "dashboard" / "figures").rglob("*.py"))
    assert set(re.findall(r'"type": "(\w+)"', code)) <= {"scatter", "data", "line", "rect", "linear", "log", "category"}
