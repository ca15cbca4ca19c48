"""La pestaña Metas en un Chromium de verdad sobre un almacén de verdad: informar, aprobar y ver el cambio."""

import re
import threading
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect
from waitress import create_server

from dashboard.avances.personas import Rol, Usuario
from dashboard.factory import create_app
from dashboard.metas.filters import VISTAS
from dashboard.plan.reportes import Envio, Evidencia, Valor
from dashboard.settings import Settings
from tests.conftest import ESCRITORIO, _opened

pytestmark = pytest.mark.browser
TELEFONO = {"width": 360, "height": 740}
ACTA = (Evidencia("enlace", "Acta de cierre", 2, enlace="https://ejemplo.gob.pe/acta"),)


@pytest.fixture(scope="module")
def tablero(tmp_path_factory):
    """El tablero servido con un almacén de demostración vacío: (dirección, almacén)."""
    settings = replace(Settings(), avances=tmp_path_factory.mktemp("avances"))
    app = create_app(settings)
    almacen = app.server.config["ALMACEN"]
    almacen._demostracion = True
    almacen.create_user("consola", Usuario("midis", "Informante del MIDIS", Rol.INFORMANTE, "MIDIS"))
    almacen.create_user("consola", Usuario("secretaria", "Secretaría Técnica", Rol.SECRETARIA))
    server = create_server(app.server, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}", almacen
    almacen.base.close()


@pytest.fixture
def pagina(chromium, tablero, request):
    yield from _opened(chromium, tablero[0], getattr(request, "param", ESCRITORIO), bypass_csp=False)


def send(almacen, cumplen: int, sha: str) -> int:
    """El MIDIS informa de 3.3.1-P1-01, la única meta con un solo responsable: de 10 en 2017 y en 2018."""
    valores = (Valor(2017, 1, 10), Valor(2018, cumplen, 10))
    (reporte,) = almacen.receive("midis", "MIDIS", [Envio("3.3.1-P1-01", valores, ACTA)], sha, "midis.xlsx")
    return reporte.reporte_id


def open_metas(page: Page, query: str) -> None:
    page.goto(f"/metas{query}")
    expect(page.locator("#metas-frase")).not_to_be_empty()


def first_step(page: Page):
    return page.locator("#metas-lateral .pasos li").first


def test_the_public_view_follows_each_approval(pagina, tablero):
    """Enviado: en revisión, sin cifras. Aprobado: atrasada. Corregido y aprobado: cumplida."""
    almacen, query = tablero[1], "?eje=3&trayectoria=3.3.1-T1"
    first = send(almacen, 1, "a" * 64)
    open_metas(pagina, query)
    expect(first_step(pagina)).to_contain_text("en revisión")
    expect(pagina.locator("#metas-lateral")).not_to_contain_text("1 de 10")
    almacen.approve("secretaria", first)
    open_metas(pagina, query)
    expect(first_step(pagina)).to_contain_text("atrasada")
    expect(first_step(pagina)).to_contain_text("1 de 10 (10.0%) en 2018")
    almacen.approve("secretaria", send(almacen, 9, "b" * 64))
    open_metas(pagina, query)
    expect(first_step(pagina)).to_contain_text("cumplida")
    expect(first_step(pagina)).to_contain_text("Documento")
    expect(pagina.locator("#metas-lateral .scatterlayer .point")).to_have_count(2)
    expect(pagina.locator("#metas-ejes .eje").nth(2)).to_contain_text("entre 0.8% y 100.0%")
    pagina.locator(".metas-panel summary", has_text="versiones").click()
    expect(pagina.locator(".historia li")).to_have_count(2)


@pytest.mark.parametrize("pagina", [ESCRITORIO, TELEFONO], indirect=True, ids=["escritorio", "teléfono"])
def test_every_view_fits_and_is_marked(pagina, tablero):
    almacen = tablero[1]
    if not almacen.public().reportes:
        almacen.approve("secretaria", send(almacen, 9, "c" * 64))
    for query in (*(f"?vista={v}" for v in VISTAS), "?trayectoria=3.3.1-T1", "?vista=responsables&responsable=MIDIS"):
        open_metas(pagina, query)
        expect(pagina.locator("#metas-pagina")).to_have_class(re.compile("demostracion"))
        expect(pagina.locator("#metas-aviso")).to_contain_text("DEMOSTRACIÓN")
        extra = pagina.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        assert extra <= 0, query


def test_the_method_is_chosen_by_link_and_kept(pagina, tablero):
    almacen = tablero[1]
    if not almacen.public().reportes:
        almacen.approve("secretaria", send(almacen, 9, "d" * 64))
    open_metas(pagina, "?eje=3")
    pagina.locator(".metas-metodos").get_by_role("link", name="Lineal entre horizontes").click()
    expect(pagina).to_have_url(re.compile("eje=3&metodo=lineal"))
    expect(pagina.locator(".metas-metodos [aria-current]")).to_contain_text("Lineal")
    pagina.locator("#metas-filtro-estado").select_option("sin_reporte")
    expect(pagina).to_have_url(re.compile("metodo=lineal"))
    expect(pagina.locator("#metas-frase")).to_contain_text("estado sin reporte")
