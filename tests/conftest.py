"""Lo que comparten las pruebas: los datos de verdad, su catálogo y cómo se arma una selección."""

from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from dashboard import browser_base, data_package
from dashboard.catalog import Catalogo, build_catalog
from dashboard.charts import Contexto
from dashboard.data_package import Datos
from dashboard.filters import Filtros, default_filters
from dashboard.plan import Plan
from dashboard.plan.load import load_plan

ROOT = Path(__file__).resolve().parents[1]

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
def originales() -> Path:
    """Los archivos que publicaron otros, si están junto al proyecto; no viajan con él."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("Los archivos originales de las fuentes no están en la carpeta vecina «shared».")
    return folder


INTEGRACION = ("importer", "limites", "privacy", "test_notebooks", "test_vivo", "test_cli", "test_validation")


def pytest_collection_modifyitems(items) -> None:
    """Las pruebas que pasan por archivos, órdenes o procesos se marcan; las demás son la parte unitaria."""
    for item in items:
        if any(part.removesuffix(".py") in INTEGRACION for part in item.path.parts):
            item.add_marker("integracion")
