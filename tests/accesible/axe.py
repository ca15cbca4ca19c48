"""Lo que comparten las pruebas de accesibilidad: axe-core, los tamaños y cómo se deja lista una página."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")
NORMAS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TAMANOS = {"escritorio": {"width": 1366, "height": 768}, "teléfono": {"width": 360, "height": 740}}
# Las filas de una tabla son iguales entre sí: de las largas se revisa el comienzo, o axe tarda más que todo lo demás.
ABREVIAR = """cuantas => document.querySelectorAll('tbody, ol, ul').forEach(e =>
  [...e.children].slice(cuantas).forEach(hijo => hijo.remove()))"""
FILAS = 8


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(200)


def faults(page: Page) -> list[str]:
    """Cada falta con dónde está, como la diría axe."""
    # page.evaluate no pasa por la política de contenido de la página, que sigue vigente.
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE)
    found = page.evaluate("normas => axe.run(document, {runOnly: normas, resultTypes: ['violations']})", NORMAS)
    return [f"{v['id']}: {n['target']} {n['html'][:120]}" for v in found["violations"] for n in v["nodes"]]
