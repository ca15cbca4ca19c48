"""El archivo sin conexión, por dentro: cada tarjeta que guarda es la que daría el tablero, y no pide nada."""

import gzip
import json
import re

import pytest

from dashboard import browser_base
from dashboard.charts import registry
from dashboard.filters import default_filters
from dashboard.informes.alcance import kind
from dashboard.informes.html import Recursos, offline_page
from dashboard.informes.laminas import lamina_of
from dashboard.informes.paginas import piece
from dashboard.informes.pedido import Pedido, context_for
from dashboard.informes.sesion import marked
from dashboard.plan.reportes import SIN_AVANCES

PEDIDO = Pedido("madre-de-dios", 2019, 2023)


@pytest.fixture(scope="module")
def abre(datos, catalogo):
    return context_for(PEDIDO, datos, catalogo)


@pytest.fixture(scope="module")
def archivo(abre, plan, raiz) -> str:
    base = browser_base.browser_base(raiz / "data").script.decode()
    return offline_page(abre, plan, SIN_AVANCES, PEDIDO.anios, Recursos(raiz / "assets", base))


@pytest.fixture(scope="module")
def valores(archivo) -> dict:
    (text,) = re.findall(r'<script type="application/json" id="archivo">(.*?)</script>', archivo, re.S)
    return json.loads(text)


@pytest.fixture(scope="module")
def vistas(valores) -> list[tuple]:
    """(serie, desde, hasta, medida, lo que se ve) de cada combinación."""
    return [
        (s["id"], *map(int, p["id"].split("-")), m["id"], m)
        for s in valores["series"]
        for p in s["periodos"]
        for m in p["medidas"]
    ]


def test_every_combination_has_every_chart(valores, vistas):
    assert len(vistas) > 30
    by_kind = {k: {c.id for c in registry().values() if kind(c) == k} for k in ("serie", "corte")}
    for *_name, view in vistas:
        assert set(view["tarjetas"]) == by_kind["serie"]
        assert {*view["tarjetas"].values(), view["cifras"]} <= set(valores["partes"])
    assert all(set(c["tarjetas"]) == by_kind["corte"] for c in valores["cortes"])


def test_it_opens_on_a_combination_it_has(valores, vistas, abre):
    first = valores["inicial"]
    assert (first["serie"], *map(int, first["periodo"].split("-")), first["medida"]) in [v[:4] for v in vistas]
    assert first["corte"] == abre.filtros.corte


@pytest.mark.parametrize("number", range(0, 60, 7))
def test_what_it_keeps_is_what_the_page_would_say(number, valores, vistas, abre, contexto, catalogo):
    """Todas las tarjetas de una combinación, también las que el archivo da por independientes de ella."""
    serie, desde, hasta, medida, view = vistas[number % len(vistas)]
    base = default_filters(catalogo, serie).con(desde=desde, hasta=hasta, medida=medida)
    ctx = contexto(base.con(lugares=abre.filtros.lugares, corte=abre.filtros.corte))
    for chart in registry().values():
        fresh = piece("tarjeta", marked(lamina_of(chart, ctx, PEDIDO.anios)))
        kept = view["tarjetas"].get(chart.id)
        shown = valores["partes"][kept] if kept else piece("tarjeta", marked(lamina_of(chart, abre, PEDIDO.anios)))
        if "medida" in chart.obeys:
            assert shown == fresh, (chart.id, serie, desde, hasta, medida)
        assert said(shown) == said(fresh), (chart.id, serie, desde, hasta, medida)


def said(card: str) -> list[str]:
    """Lo que la tarjeta dice, sin el orden de sus renglones: en el archivo un gráfico que no obedece a la medida
    conserva el del conteo.
    """
    without_figure = re.sub(r"<script.*?</script>| data-parte=.\w+.", "", card, flags=re.S)
    return sorted(re.findall(r"<tr>.*?</tr>|<p.*?</p>|<li>.*?</li>|<h3.*?</h3>|<footer.*", without_figure, re.S))


def test_it_asks_nothing_of_the_network(archivo):
    page = re.sub(r"<script(?: type=.application/json. id=.\w+.)?>.*?</script>", "", archivo, flags=re.S)
    assert re.findall(r"""(?:src|href)\s*=\s*["'](?!#|data:)([^"']+)""", page) == []
    assert re.findall(r"url\((?![\"']?data:)", page) == []
    assert "default-src 'none'" in page and "connect-src" not in page
    assert "</script" not in "".join(re.findall(r"<script>(.*?)</script>", archivo, re.S))


def test_it_fits_in_the_pack(archivo):
    assert len(gzip.compress(archivo.encode())) < 2_500_000


def test_a_new_chart_appears_without_touching_it(grafico_nuevo, abre, plan, raiz):
    archivo = offline_page(abre, plan, SIN_AVANCES, PEDIDO.anios, Recursos(raiz / "assets", ""))
    assert "Título del gráfico nuevo" in archivo and 'id="grafico_nuevo"' in archivo
