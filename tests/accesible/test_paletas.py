"""Cada paleta, en claro y en oscuro: se ve sobre su papel y se distingue con cualquiera de las tres deficiencias.

Los contrastes son los de WCAG 2.2; las distancias, CIEDE2000 con la deficiencia completa. El color nunca va solo: una
serie lleva además su trazo, un estado su icono y su palabra, un intervalo su orden y su número.
"""

import re
from itertools import combinations, pairwise

import pytest

from dashboard.charts.comparar_fuentes import ASPECTO
from dashboard.figures import theme
from dashboard.figures.colores import DIVERGENTE, dark
from dashboard.figures.corredor import TONOS
from dashboard.figures.embudo import BANDAS
from dashboard.figures.lineas import ESTILOS
from dashboard.figures.theme import BLUES, PAPEL, TINTA
from tests.accesible.color import ASSETS, DEFICIENCIAS, OSCURO, VARIABLE, contrast, distance, shown, variables

TRAZO, LETRA = 3.0, 4.5  # contraste mínimo de lo dibujado (1.4.11) y de lo escrito (1.4.3)
DISTINTOS, CONTIGUOS = 10.0, 7.0  # ΔE
ESTADOS = {"cumplida": "#004d80", "en camino": "#2b8cbe", "en riesgo": "#c77700", "atrasada": "#9e2a00"}
PILDORAS = {"cumplida": "#004d80", "en camino": "#1f78a6", "en riesgo": "#a86400", "atrasada": "#9e2a00"}
MAS, IGUAL, MENOS = "#b35806", "#9aa9bb", "#542788"
CATEGORIAS = {
    "series": [color for color, *_ in ESTILOS],
    "fuentes comparadas": [color for color, *_ in ASPECTO.values()],
    "sentido de una ruta": [*TONOS.values()],
    "estados de una meta": [*ESTADOS.values()],
    "más, igual y menos": [MAS, IGUAL, MENOS],
}
ORDENES = {"de menos a más": BLUES, "menos y más que antes": DIVERGENTE}
ESQUEMA = pytest.mark.parametrize("esquema", ["claro", "oscuro"])
VISIONES = ("", *DEFICIENCIAS)


def near(colors, esquema: str, pairs) -> dict:
    """Los pares que se distinguen menos, por deficiencia."""
    seen = [shown(c, esquema) for c in colors]
    return {v: min((distance(seen[a], seen[b], v), colors[a], colors[b]) for a, b in pairs) for v in VISIONES}


@ESQUEMA
@pytest.mark.parametrize("paleta", CATEGORIAS)
def test_a_category_is_seen_and_told_from_the_others(esquema, paleta):
    colors = CATEGORIAS[paleta]
    paper = shown(PAPEL, esquema)
    faint = {c: contrast(shown(c, esquema), paper) for c in colors if c != IGUAL}
    assert {c: r for c, r in faint.items() if r < TRAZO} == {}
    found = near(colors, esquema, list(combinations(range(len(colors)), 2)))
    assert {v: f for v, f in found.items() if f[0] < DISTINTOS} == {}


@ESQUEMA
@pytest.mark.parametrize("paleta", ORDENES)
def test_a_scale_keeps_its_order_and_its_steps(esquema, paleta):
    colors = ORDENES[paleta]
    found = near(colors, esquema, list(pairwise(range(len(colors)))))
    assert {v: f for v, f in found.items() if f[0] < CONTIGUOS} == {}
    light = [contrast(shown(c, esquema), "#000000") for c in colors]
    half = light if paleta == "de menos a más" else light[: len(light) // 2 + 1]
    assert half in (sorted(half), sorted(half, reverse=True))


@ESQUEMA
@pytest.mark.parametrize("paleta", ORDENES)
def test_what_is_written_on_a_scale_reads(esquema, paleta):
    """El nombre de una tesela es papel sobre lo oscuro y tinta sobre lo claro."""
    pairs = [(c, PAPEL if dark(c) else TINTA) for c in ORDENES[paleta]]
    ratios = {c: contrast(shown(c, esquema), shown(letter, esquema)) for c, letter in pairs}
    assert {c: r for c, r in ratios.items() if r < LETRA} == {}


@ESQUEMA
def test_what_is_written_reads_on_every_surface(esquema):
    v = variables(esquema)
    surfaces = [v[n] for n in ("papel", "fondo", "fondo-suave", "azul-suave", "ambar-suave", "pista")]
    faint = {(n, s): contrast(v[n], s) for n in ("tinta", "tinta-suave") for s in surfaces}
    faint |= {("azul", s): contrast(v["azul"], s) for s in surfaces}
    assert {k: r for k, r in faint.items() if r < LETRA} == {}
    assert contrast(v["papel"], v["azul"]) >= LETRA
    assert contrast(v["papel"], v["azul-pulsado"]) >= LETRA
    pills = {n: contrast(v["papel"], shown(c, esquema)) for n, c in PILDORAS.items()}
    assert {n: r for n, r in pills.items() if r < LETRA} == {}


@ESQUEMA
def test_what_is_pressed_and_what_has_the_focus_are_seen(esquema):
    v = variables(esquema)
    for name in ("ambar", "borde-control"):
        assert min(contrast(v[name], v[s]) for s in ("papel", "fondo")) >= TRAZO, name


def test_every_colour_of_a_figure_has_its_dark_pair_and_only_one():
    """Así esquema.js puede volver del oscuro al claro."""
    named = {v for k, v in vars(theme).items() if isinstance(v, str) and v.startswith("#")}
    used = (
        named | {*BLUES, *DIVERGENTE} | {c for colors in CATEGORIAS.values() for c in colors} | {b[1] for b in BANDAS}
    )
    dark_pairs = dict(VARIABLE.findall(OSCURO))
    assert {c for c in used if f"c{c[1:]}" not in dark_pairs} == set()
    figures = {c: dark_pairs[f"c{c[1:]}"] for c in used}
    assert set(figures.values()) & set(figures) == set()
    repeated = [p for p in figures.values() if list(figures.values()).count(p) > 1]
    assert repeated == []


def test_the_sheets_use_the_names_of_the_palette():
    """Un color escrito a mano en una regla no cambia con el esquema; donde se define un nombre, sí se escribe."""
    free = {"impresion.css", "esquema.css", "informes.css"}
    for sheet in [*ASSETS.glob("*.css"), *ASSETS.glob("sesion/*.css")]:
        if sheet.name in free or sheet.name.startswith("00-"):
            continue
        text = re.sub(
            r"--[\w-]+: #[0-9a-f]+;|:root \{.*?\n\}|@media print.*?\n\}",
            "",
            sheet.read_text(encoding="utf-8"),
            flags=re.S,
        )
        loose = re.findall(r"(?<![\w-])#[0-9a-f]{3,6}\b", re.sub(r"var\(--c[0-9a-f]{6}, #[0-9a-f]{6}\)", "", text))
        assert loose == [], sheet.name
