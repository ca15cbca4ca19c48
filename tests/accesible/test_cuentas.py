"""Las páginas para informar y revisar, y el esquema oscuro, tampoco tienen faltas (axe-core)."""

import threading

import pytest
from waitress import create_server

from dashboard.avances.personas import Rol, Usuario
from dashboard.factory import create_app
from dashboard.settings import Settings
from tests.accesible.axe import ABREVIAR, FILAS, TAMANOS, faults, open_page
from tests.conftest import _opened

pytestmark = pytest.mark.browser
CLAVE = "cuatro palabras muy largas"
PAGINAS = {
    "ana": ["/ingresar", "/reportar", "/reportar/2017-2018"],
    "luz": ["/secretaria", "/secretaria/decisiones"],
}
TAMANO = pytest.mark.parametrize("size", TAMANOS.values(), ids=TAMANOS.keys())


@pytest.fixture(scope="module")
def con_cuentas(tmp_path_factory):
    app = create_app(Settings(avances=tmp_path_factory.mktemp("avances")))
    almacen = app.server.config["ALMACEN"]
    almacen.create_user("consola", Usuario("ana", "Ana Quispe", Rol.INFORMANTE, "MIMP"), CLAVE)
    almacen.create_user("consola", Usuario("luz", "Luz Mamani", Rol.SECRETARIA), CLAVE)
    server = create_server(app.server, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    almacen.base.close()


@TAMANO
@pytest.mark.parametrize("usuario", PAGINAS)
def test_reporting_has_no_fault(chromium, con_cuentas, size, usuario):
    for page in _opened(chromium, con_cuentas, size, bypass_csp=True):
        page.goto("/ingresar")
        assert faults(page) == []
        page.fill("#usuario", usuario)
        page.fill("#clave", CLAVE)
        page.locator("main form button").click()
        for address in PAGINAS[usuario]:
            page.goto(address)
            page.evaluate(ABREVIAR, FILAS)
            assert faults(page) == [], address


@pytest.mark.parametrize("page", TAMANOS.values(), ids=TAMANOS.keys(), indirect=True)
def test_the_dark_scheme_has_no_fault(page):
    page.emulate_media(color_scheme="dark")
    for address in ("/", "/metas?trayectoria=1.1.1-T1", "/presentar", "/texto?letra=grande"):
        open_page(page, address)
        page.evaluate(ABREVIAR, FILAS)
        assert faults(page) == [], address
