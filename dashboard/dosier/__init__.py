"""El dosier de accesibilidad: cada criterio A y AA de WCAG 2.2, cada pantalla y la prueba que lo demuestra.

Lo declarado está en `criterios.csv`; `PRUEBAS` dice qué prueba es cada una y `PANTALLAS`, qué pruebas la recorren.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

CRITERIOS = Path(__file__).with_name("criterios.csv")
RUTA_PRUEBAS = "tests/"
PRUEBAS = {
    "axe": "accesible/test_estados.py::test_no_page_has_a_fault",
    "axe-tarjetas": "accesible/test_estados.py::test_no_state_of_a_card_has_a_fault",
    "axe-abierto": "accesible/test_estados.py::test_what_opens_over_incidencia_has_no_fault",
    "axe-sala": "accesible/test_estados.py::test_the_room_its_speaker_and_its_assembly_have_no_fault",
    "axe-informar": "accesible/test_cuentas.py::test_reporting_has_no_fault",
    "axe-oscuro": "accesible/test_cuentas.py::test_the_dark_scheme_has_no_fault",
    "texto": "accesible/test_lectura.py::test_incidencia_says_every_row_of_every_card",
    "axe-texto": "accesible/test_lectura.py::test_it_has_no_fault_and_large_print_is_large",
    "reflujo": "accesible/test_reflujo.py::test_nothing_asks_to_move_sideways_and_everything_can_be_hit",
    "objetivos": "accesible/test_reflujo.py::test_on_a_desk_everything_can_be_hit",
    "teclado-orden": "accesible/test_teclado.py::test_tab_goes_through_the_page_in_order_and_is_seen",
    "teclado-lugar": "accesible/test_teclado.py::test_a_place_is_chosen_with_the_keyboard_alone",
    "teclado-cedula": "accesible/test_teclado.py::test_a_dialog_opens_closes_and_gives_the_focus_back",
    "teclado-puntos": "accesible/test_teclado.py::test_the_points_say_the_numbers_of_the_table",
    "anuncios": "accesible/test_teclado.py::test_what_changes_is_announced",
    "paletas": "accesible/test_paletas.py::test_a_category_is_seen_and_told_from_the_others",
    "idioma": "test_idioma.py::test_the_page_says_its_language",
    "sesion": "reportar/test_paginas.py::test_a_lost_session_gives_the_text_back",
    "formularios": "reportar/test_paginas.py::test_what_cannot_be_saved_stays_on_the_page_and_the_rest_is_kept",
}
DE_DASH = ("axe", "reflujo", "objetivos", "paletas", "idioma")
PANTALLAS = {
    "Incidencia": (*DE_DASH, "teclado-orden", "teclado-lugar", "teclado-cedula", "teclado-puntos", "anuncios", "texto"),
    "Metas": (*DE_DASH, "teclado-orden", "anuncios"),
    "Datos y método": (*DE_DASH, "teclado-orden"),
    "Conciliador": DE_DASH,
    "Presentar": ("axe", "reflujo", "objetivos", "teclado-orden", "anuncios"),
    "Sala y asamblea": ("axe-sala", "axe", "reflujo", "objetivos", "paletas"),
    "Ficha insertada": ("axe", "reflujo", "objetivos", "paletas"),
    "Texto": ("axe-texto", "axe", "reflujo", "texto"),
    "Informar": ("axe-informar", "sesion", "formularios"),
}
MARCAS = {"no aplica": "n/a", "a mano": "✎"}
ESTADOS = {
    "probado": "Una prueba automática lo comprueba en las pantallas marcadas ✔.",
    "construcción": "Se cumple por cómo está hecho; la prueba, si la hay, cubre una parte.",
    "a mano": "Falta que lo compruebe una persona.",
    "no aplica": "No hay contenido de esa clase.",
}
INTRO = """# Accesibilidad: dosier de WCAG 2.2 A y AA

<!-- Este archivo se escribe solo: python -m dashboard docs -->

Para el Sello de Accesibilidad Digital: cómo se cumple cada criterio, en qué pantallas se probó y con qué prueba.
Declara lo que se sabe; no es una certificación.

**Lo que falta comprobar con personas**: ningún lector de pantalla se probó con este tablero (NVDA, JAWS, VoiceOver,
TalkBack), ni se hizo una sesión con personas ciegas, con baja visión o que usan solo teclado. axe-core halla una parte
de las faltas; no dice si un texto se entiende. El archivo sin conexión no pasa aún por axe en las
pruebas.
"""


@dataclass(frozen=True)
class Criterio:
    """Un criterio de conformidad, cómo se cumple aquí y los nombres de sus pruebas en `PRUEBAS`."""

    numero: str
    nivel: str
    nombre: str
    estado: str
    como: str
    pruebas: tuple[str, ...]


def criteria() -> tuple[Criterio, ...]:
    """Los 55 criterios A y AA, en orden."""
    with CRITERIOS.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return tuple(Criterio(**row | {"pruebas": tuple(row["pruebas"].split())}) for row in rows)


def accessibility_page() -> str:
    """docs/accesibilidad.md."""
    found = criteria()
    counts = [f"- **{state}** ({sum(c.estado == state for c in found)}): {why}" for state, why in ESTADOS.items()]
    return "\n".join([INTRO, *counts, "", *_criteria(found), "", *_matrix(found), "", *_tests(), ""])


def _criteria(found: tuple[Criterio, ...]) -> list[str]:
    head = ["## Criterio por criterio", "", "| Criterio | Nivel | Estado | Cómo | Pruebas |", "|---|---|---|---|---|"]
    return [
        *head,
        *(f"| {c.numero} {c.nombre} | {c.nivel} | {c.estado} | {c.como} | {', '.join(c.pruebas)} |" for c in found),
    ]


def _matrix(found: tuple[Criterio, ...]) -> list[str]:
    head = [
        "## Pantalla por pantalla",
        "",
        "✔ probado en esa pantalla · ○ por cómo está hecha, sin prueba en ella · ✎ falta comprobarlo · n/a no aplica",
        "",
        f"| Criterio | {' | '.join(PANTALLAS)} |",
        f"|---|{'---|' * len(PANTALLAS)}",
    ]
    return [*head, *(f"| {c.numero} | {' | '.join(_mark(c, tests) for tests in PANTALLAS.values())} |" for c in found)]


def _mark(criterio: Criterio, pruebas: tuple[str, ...]) -> str:
    if criterio.estado in MARCAS:
        return MARCAS[criterio.estado]
    cited = {name.split("-")[0] if name.startswith("axe-") else name for name in pruebas}
    return "✔" if set(criterio.pruebas) & cited else "○"


def _tests() -> list[str]:
    return ["## Las pruebas", "", *(f"- **{name}**: `{RUTA_PRUEBAS}{where}`" for name, where in PRUEBAS.items())]
