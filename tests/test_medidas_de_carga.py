"""Lo que pesa abrir el tablero, sin navegador: cada archivo de la primera carga, comprimido como en producción."""

import re
from html import unescape

import brotli
import pytest

from benchmarks import bench_carga, bench_gente
from dashboard.browser_base import PLOTLY_ROUTE
from dashboard.factory import create_app
from dashboard.settings import Settings

# Lo que pide Dash después, por su nombre: no está en la página.
DESPUES = (
    *("/_dash-layout", "/_dash-dependencies", PLOTLY_ROUTE),
    "/_dash-component-suites/dash/dcc/async-graph.js",
    "/_dash-component-suites/dash/dcc/async-dropdown.js",
)
CABECERAS = 500  # bytes de cabeceras por pedido, en promedio


@pytest.fixture(scope="module")
def client():
    return create_app(Settings()).server.test_client()


def test_the_first_load_fits_in_what_was_promised(client):
    page = client.get("/").get_data(as_text=True)
    named = re.findall(r"""<(?:link|script)[^>]*(?:src|href)=["'](/[^"']+)["']""", page)
    route = client.application.config["TARJETAS"]
    cards = f"{route}/{client.application.config['VIVO'].actual.id}?"
    sizes = {url: size_of(client, unescape(url)) for url in dict.fromkeys(["/", *named, *DESPUES, cards])}
    total = sum(sizes.values()) + CABECERAS * len(sizes)
    assert total <= bench_carga.MAXIMO, sorted(sizes.items(), key=lambda pair: -pair[1])[:12]


def size_of(client, url: str) -> int:
    response = client.get(url)
    assert response.status_code == 200, url
    binary = response.mimetype.startswith("font/") or url.endswith(".woff2")
    return len(response.data) if binary else len(brotli.compress(response.data, quality=11))


def test_the_table_says_how_many_times_the_peer_takes():
    results = {"mirador": {"bytes": 600_000, "todo": 2.0}, "otro": {"bytes": 6_000_000, "todo": None}}
    assert bench_carga.table(results).splitlines()[2:] == [
        "| bytes | 600,000 | 6,000,000 (× 10.0) |",
        "| todo | 2 | nunca |",
    ]


def test_what_is_over_the_limit_is_said():
    good = {"bytes": 1, "bytes al volver": 1, "pedidos fuera": 0, "saltos": 0.0}
    assert bench_carga.broken(good) == []
    assert len(bench_carga.broken(good | {"bytes": bench_carga.MAXIMO + 1, "pedidos fuera": 1})) == 2


def test_people_ask_for_what_the_board_answers(client):
    query = next(bench_gente.selections())
    assert client.get(f"/?{query}").status_code == 200
    head = bench_gente.get(f"/?{query}")
    assert head.startswith(b"GET /?lugar=") and head.endswith(b"\r\n\r\n")
    assert len(bench_gente.plain_dash(query)) == 7
