"""Lo que acompaña a cada respuesta: cabeceras, compresión, memoria del navegador, fallas con palabras y salud."""

import base64
import gzip
import hashlib
import json
import re

import brotli
import pytest

from dashboard.servidor import estaticos

PLOTLY = "/_dash-component-suites/plotly/package_data/plotly.min.js"


@pytest.mark.parametrize(
    "path", ["/", "/metas", "/assets/mirador.css", "/descargas/mapa.csv", "/salud", "/assets/nada.js"]
)
def test_every_response_is_guarded(client, path):
    headers = client.get(path).headers
    rules = dict(r.strip().split(" ", 1) for r in headers["Content-Security-Policy"].split(";"))
    assert (
        rules["default-src"] == "'none'" and rules["connect-src"] == "'self'" and rules["frame-ancestors"] == "'none'"
    )
    assert "unsafe" not in rules["script-src"] and "*" not in headers["Content-Security-Policy"]
    assert (headers["X-Content-Type-Options"], headers["X-Frame-Options"]) == ("nosniff", "DENY")


def test_inline_scripts_are_only_those_with_their_hash(client):
    page = client.get("/")
    scripts = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>(.*?)</script>", page.text, re.S)
    hashes = set(re.findall(r"'sha256-([^']+)'", page.headers["Content-Security-Policy"]))
    found = {base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts}
    assert scripts and found <= hashes
    assert not re.search(r"\son\w+=", page.text)


def test_only_a_card_may_be_framed(client):
    framed = client.get("/?vista=ficha").headers
    assert "frame-ancestors *" in framed["Content-Security-Policy"] and "X-Frame-Options" not in framed
    assert client.get("/metas?vista=ficha").headers["X-Frame-Options"] == "DENY"


def test_https_is_remembered_only_over_https(client):
    assert "Strict-Transport-Security" not in client.get("/").headers
    assert "Strict-Transport-Security" in client.get("/", base_url="https://mirador.test").headers


def test_the_page_tells_no_versions(client):
    page = client.get("/").text
    config = json.loads(re.search(r'id="_dash-config"[^>]*>(.*?)</script>', page, re.S)[1])
    assert not [k for k, v in config.items() if "version" in k and isinstance(v, str) and v]
    assert "dash_table" not in re.sub(r'id="_dash-config".*?</script>', "", page, flags=re.S)


@pytest.mark.parametrize(("encoding", "read"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
@pytest.mark.parametrize("path", ["/descargas/mapa.csv", PLOTLY, "/assets/mirador.css", "/_dash-layout"])
def test_what_travels_compressed_is_the_same(client, path, encoding, read):
    plain, packed = client.get(path), client.get(path, headers={"Accept-Encoding": encoding})
    assert packed.headers["Content-Encoding"] == encoding and "Accept-Encoding" in packed.vary
    assert len(packed.data) < len(plain.data) * 0.75
    assert read(packed.data) == plain.data


def test_images_and_small_texts_travel_as_they_are(client):
    for path in ("/assets/fuentes/source-sans-3-latin-wght-normal.woff2", "/salud"):
        assert "Content-Encoding" not in client.get(path, headers={"Accept-Encoding": "br"}).headers


def test_a_fingerprinted_address_is_never_asked_again(client):
    page = client.get("/").text
    fixed = re.findall(r"""(?:src|href)=["'](/[^"'#]+\.(?:js|css)[^"']*)["']""", page)
    assert len(fixed) > 10
    for url in fixed:
        control = client.get(url).cache_control
        assert control.immutable and control.max_age == estaticos.UN_ANIO, url


@pytest.mark.parametrize("path", [PLOTLY, "/assets/mirador.css"])
def test_the_others_are_revalidated(client, path):
    first = client.get(path)
    assert first.cache_control.no_cache and not first.cache_control.max_age
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_invented_addresses_do_not_fill_the_memory(client):
    estaticos._once.cache_clear()
    for n in range(40):
        client.get(f"/assets/mirador.css?m={n}", headers={"Accept-Encoding": "br"})
    assert estaticos._once.cache_info().currsize == 1


def test_a_private_page_is_not_compressed(app):
    server = app.server
    with server.test_request_context("/x", headers={"Accept-Encoding": "br"}):
        response = server.response_class("a" * 5000, mimetype="text/html")
        response.cache_control.no_store = True
        assert "Content-Encoding" not in server.process_response(response).headers


@pytest.mark.parametrize("path", ["/_dash-component-suites/no/existe.js", "/descargas/nada.csv", "/assets/../app.py"])
def test_what_is_not_there_says_so_in_words(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text and "site-packages" not in answer.text


def test_an_unforeseen_failure_tells_nothing_of_the_program(app, monkeypatch):
    def broken(**_):
        raise RuntimeError("clave secreta en C:/datos")

    monkeypatch.setitem(app.server.view_functions, "salud", broken)
    answer = app.server.test_client().get("/salud")
    assert answer.status_code == 500
    assert re.fullmatch(r"Algo falló en el servidor\. .*número [0-9a-f]{8}\.", answer.text)


def test_health_and_readiness(client):
    assert client.get("/salud").text == "bien\n"
    assert client.get("/listo").status_code == 200


def test_metrics_are_for_this_machine_only_and_name_no_one(client):
    client.get("/?lugar=puno&serie=delitos")
    own = client.get("/metricas")
    assert 'mirador_pedidos_total{estado="200",ruta="/"}' in own.text and "puno" not in own.text
    assert client.get("/metricas", headers={"X-Forwarded-For": "10.0.0.1"}).status_code == 404
    assert client.get("/metricas", environ_base={"REMOTE_ADDR": "10.0.0.9"}).status_code == 404
