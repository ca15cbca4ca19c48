"""A 320 px de ancho, que es una pantalla de 1280 con 400 % de aumento, nada pide moverse de lado y todo se acierta.

Una tabla ancha se desplaza dentro de su propio recuadro, que tiene nombre y recibe el foco.
"""

import pytest

from dashboard.metas.filters import VISTAS
from tests.accesible.axe import open_page

pytestmark = pytest.mark.browser
AUMENTADA = {"width": 320, "height": 256}
PAGINAS = [
    "/",
    "/?margenes=si&desde=2019&hasta=2023&lugar=puno",
    *(f"/metas?vista={vista}" for vista in VISTAS),
    "/metas?trayectoria=1.1.1-T1",
    "/datos",
    "/conciliar",
    "/presentar",
    "/presentar/acuerdos",
    "/texto",
    "/presentar/sala?lugar=puno",
    "/?vista=ficha&grafico=mapa",
    "/no-existe",
]
ANCHO = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Lo que se pulsa mide 24 × 24 o deja ese espacio alrededor; un enlace dentro de una oración está exceptuado (2.5.8).
CHICOS = """() => {
  const lado = 24;
  const pide = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
  const vistos = [...document.querySelectorAll(pide)].filter(e => e.checkVisibility({visibilityProperty: true}));
  const cajas = vistos.map(e => (e.matches('.btn-check') ? e.labels[0] : e).getBoundingClientRect());
  const cabe = r => r.width >= lado && r.height >= lado;
  const enOracion = e => getComputedStyle(e).display === 'inline' &&
    [...e.parentElement.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  const centro = r => [r.x + r.width / 2, r.y + r.height / 2];
  const lejos = ([x, y], q) => Math.hypot(x - Math.max(q.x, Math.min(x, q.right)),
                                          y - Math.max(q.y, Math.min(y, q.bottom)));
  const choca = (i, j) => {
    if (vistos[i].contains(vistos[j]) || vistos[j].contains(vistos[i])) return false;
    const [a, b] = [centro(cajas[i]), centro(cajas[j])];
    if (!cabe(cajas[j]) && Math.hypot(a[0] - b[0], a[1] - b[1]) < lado) return true;
    return lejos(a, cajas[j]) < lado / 2;
  };
  return vistos.filter((e, i) => cajas[i].width > 2 && !cabe(cajas[i]) && !enOracion(e)
    && cajas.some((_, j) => j !== i && choca(i, j)))
    .map(e => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 30)}`);
}"""


@pytest.mark.parametrize("page", [AUMENTADA], ids=["320"], indirect=True)
def test_nothing_asks_to_move_sideways_and_everything_can_be_hit(page):
    found = {}
    for address in PAGINAS:
        open_page(page, address)
        page.wait_for_function(f"({ANCHO})() <= 0")
        found[address] = page.evaluate(CHICOS)
    assert {a: f for a, f in found.items() if f} == {}


def test_on_a_desk_everything_can_be_hit(page):
    found = {}
    for address in ("/?margenes=si&desde=2019&hasta=2023&lugar=puno", "/metas", "/datos", "/presentar"):
        open_page(page, address)
        found[address] = page.evaluate(CHICOS)
    assert {a: f for a, f in found.items() if f} == {}


def test_a_wide_table_moves_inside_its_own_named_box(page):
    """Lo que se desplaza de lado tiene nombre y se alcanza con el teclado."""
    loose = """() => [...document.querySelectorAll('main *')].filter(e => e.scrollWidth > e.clientWidth + 1
      && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX) && e.querySelector('table')
      && !(e.tabIndex === 0 && e.getAttribute('role') === 'region' && e.getAttribute('aria-label')))
      .map(e => e.className)"""
    page.set_viewport_size(AUMENTADA)
    for address in ("/metas?vista=tabla", "/metas?vista=matriz", "/datos", "/conciliar"):
        open_page(page, address)
        assert page.evaluate(loose) == [], address
