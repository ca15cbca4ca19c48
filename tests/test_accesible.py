"""Ninguna falta de accesibilidad (WCAG 2.2 AA, con axe-core) en ninguna vista, en escritorio y en teléfono."""

from pathlib import Path

import axe_playwright_python
import pytest

from dashboard.charts import registry

pytestmark = pytest.mark.browser
AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")
NORMAS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TAMANOS = {"escritorio": {"width": 1366, "height": 768}, "teléfono": {"width": 360, "height": 740}}
# Cambia la vista de todas las tarjetas de una vez: un solo pedido al servidor.
TODAS = """([graficos, vista]) => graficos.forEach(grafico =>
  window.dash_clientside.set_props({tipo: "vista", grafico}, {value: vista}))"""
VISTAS = [
    "/",
    "/?medida=variacion&desde=2019&hasta=2023",
    "/metas",
    "/metas?vista=responsables",
    "/metas?vista=tabla",
    "/metas?trayectoria=1.1.1-T1",
    "/datos",
    "/no-existe",
]


def faults(page) -> list[str]:
    """Cada falta con dónde está, como la diría axe."""
    # page.evaluate no pasa por la política de contenido de la página, que sigue vigente.
    page.evaluate(AXE)
    found = page.evaluate("normas => axe.run(document, {runOnly: normas, resultTypes: ['violations']})", NORMAS)
    return [f"{v['id']}: {n['target']} {n['html'][:120]}" for v in found["violations"] for n in v["nodes"]]


@pytest.mark.parametrize("page", TAMANOS.values(), ids=TAMANOS.keys(), indirect=True)
def test_no_view_has_a_fault(page):
    found = {}
    for address in VISTAS:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)
        found[address] = faults(page)
    assert {a: f for a, f in found.items() if f} == {}


@pytest.mark.parametrize("page", TAMANOS.values(), ids=TAMANOS.keys(), indirect=True)
def test_no_state_of_a_card_has_a_fault(page):
    page.goto("/")
    page.wait_for_load_state("networkidle")
    for name, shown in (("Tabla", ".tabla, .vacio"), ("Texto", ".texto, .vacio")):
        page.evaluate(TODAS, [list(registry()), name])
        page.wait_for_function(f"document.querySelectorAll('section.tarjeta :is({shown})').length >= {len(registry())}")
        assert faults(page) == []
    for summary in page.locator("main details > summary:visible").all()[:12]:
        summary.click()
    assert faults(page) == []
