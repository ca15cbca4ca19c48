"""Lo que comparten las pruebas: los datos de verdad, su catálogo, cómo se arma una selección y un Chromium sin red."""

import shutil
import threading
from functools import partial
from pathlib import Path
from urllib.parse import urlparse

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import expect, sync_playwright
from waitress import create_server

from dashboard import browser_base, data_package
from dashboard.catalog import Catalogo, build_catalog
from dashboard.charts import Contexto
from dashboard.data_package import Datos
from dashboard.factory import create_app
from dashboard.filters import MEDIDAS, Filtros, default_filters
from dashboard.plan import Plan
from dashboard.plan.load import load_plan
from dashboard.queries.medidas import motivos
from dashboard.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
NAVEGADORES = ("chromium", "chromium-browser", "google-chrome")
ESCRITORIO = {"width": 1366, "height": 768}
ESPERA = 30_000  # un equipo ocupado tarda; una falla verdadera no llega a resolverse
TOMA = 3 * ESPERA  # el conciliador, que es el más largo, tarda en dibujarse aunque ya se lea
expect.set_options(timeout=ESPERA)

# Los tiempos de un equipo prestado varían: una prueba no falla por lenta.
settings.register_profile("mirador", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("mirador")


@pytest.fixture(scope="session")
def raiz() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def datos() -> Datos:
    return data_package.load(ROOT / "data", importados=False)


@pytest.fixture(scope="session")
def catalogo(datos: Datos) -> Catalogo:
    return build_catalog(datos)


@pytest.fixture(scope="session")
def plan() -> Plan:
    return load_plan(ROOT / "data" / "planes" / "pnat_2017_2021")


@pytest.fixture(scope="session")
def geometria() -> dict:
    return browser_base.browser_base(ROOT / "data").geometria


@pytest.fixture(scope="session")
def elegir(catalogo: Catalogo):
    """elegir("delitos", desde=2019, hasta=2023, lugares=("puno",)) → Filtros."""

    def choose(serie: str = "delitos", **cambios) -> Filtros:
        return default_filters(catalogo, serie).con(**cambios)

    return choose


@pytest.fixture(scope="session")
def contexto(datos: Datos, catalogo: Catalogo):
    """contexto(filtros) → Contexto con los datos de verdad."""
    return partial(Contexto, datos, catalogo)


@pytest.fixture(scope="session")
def selecciones(datos, catalogo, elegir) -> dict:
    """Nombre de la selección → Filtros: series, lugares, años, componentes, medidas que admite y cortes."""
    found = {f"corte {corte}": elegir(corte=corte) for corte in catalogo.cortes}
    for serie in catalogo.con_mapa:
        base, places = elegir(serie.serie_id), [lugar.codigo for lugar in catalogo.lugares_de(serie)]
        variants = {"": base, "un lugar": base.con(lugares=(places[16],))}
        variants |= {"dos lugares": base.con(lugares=(places[0], places[-1]))}
        variants |= {c: base.con(componente=c) for c in serie.componentes[1:]}
        variants |= {m: base.con(medida=m) for m in MEDIDAS}
        if serie.anual:
            whole = base.con(desde=serie.anios[0], hasta=serie.anios[-1])
            variants |= {"todos los años": whole, "todos los años, un lugar": whole.con(lugares=(places[20],))}
        found |= {f"{serie.serie_id} {name}".strip(): filtros for name, filtros in variants.items()}
    found |= {f"corte {corte} con márgenes": elegir(corte=corte, margenes="si") for corte in catalogo.cortes}
    found["con márgenes"] = elegir(margenes="si")
    found["tasa suavizada de 2019"] = elegir(desde=2019, hasta=2019, medida="tasa_suavizada", margenes="si")
    found["tasa de 2019"] = elegir(desde=2019, hasta=2019, medida="tasa")
    found["variación entre años completos"] = elegir(desde=2019, hasta=2023, medida="variacion")
    found["lugar sin registros"] = elegir(desde=2025, hasta=2025, lugares=("pasco",))
    possible = {n: f for n, f in found.items() if f.medida not in motivos(datos, catalogo, f)}
    return {name: filtros for filtros, name in {f: n for n, f in possible.items()}.items()}


@pytest.fixture(scope="session")
def originales() -> Path:
    """Los archivos que publicaron otros, si están junto al proyecto; no viajan con él."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("Los archivos originales de las fuentes no están en la carpeta vecina «shared».")
    return folder


@pytest.fixture(scope="session")
def address() -> str:
    """El tablero servido en un puerto libre, como lo sirve `python app.py`."""
    server = create_server(create_app(Settings()).server, host="127.0.0.1", port=0, threads=8)
    threading.Thread(target=server.run, daemon=True).start()
    return f"http://127.0.0.1:{server.effective_port}"


@pytest.fixture(scope="session")
def chromium():
    found = next(filter(None, map(shutil.which, NAVEGADORES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, address, request):
    """Una página sin red: lo que pida fuera de este equipo, o lo que diga en la consola, es una falla.

    Sin la política de contenido, que tampoco deja esperar a Playwright; la prueba `guarded_page`.
    """
    yield from _opened(chromium, address, getattr(request, "param", ESCRITORIO), bypass_csp=True)


@pytest.fixture
def guarded_page(chromium, address):
    """Lo mismo, con la política de contenido en vigor."""
    yield from _opened(chromium, address, ESCRITORIO, bypass_csp=False)


def _opened(chromium, address: str, size: dict, bypass_csp: bool):
    context = chromium.new_context(viewport=size, locale="es-PE", base_url=address, bypass_csp=bypass_csp)
    problems: list[str] = []

    def only_local(route) -> None:
        if urlparse(route.request.url).netloc == urlparse(address).netloc:
            return route.continue_()
        problems.append(f"pidió {route.request.url}")
        return route.abort()

    context.route("**/*", only_local)
    page = context.new_page()
    page.set_default_timeout(ESPERA)
    page.goto = partial(open_board, page, page.goto)
    page.on("console", lambda m: problems.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: problems.append(str(e)))
    page.on("response", lambda r: problems.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    yield page
    context.close()
    assert problems == []


def open_board(page, goto, *address, **options):
    """Abre una dirección y espera a que el tablero tome el lugar de la primera vista."""
    response = goto(*address, **options)
    page.locator("#primera").wait_for(state="detached", timeout=TOMA)
    return response


INTEGRACION = (
    *("avances", "importer", "limites", "privacy", "reportar"),
    *("test_notebooks", "test_vivo", "test_cli", "test_validation"),
)


def pytest_collection_modifyitems(items) -> None:
    """Las pruebas que pasan por archivos, órdenes o procesos se marcan; las demás son la parte unitaria."""
    for item in items:
        if any(part.removesuffix(".py") in INTEGRACION for part in item.path.parts):
            item.add_marker("integracion")
