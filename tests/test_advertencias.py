"""«Registros, no magnitud»: cada caso conocido se dice en las tarjetas que lo muestran, y en ninguna otra."""

import pytest

from dashboard.charts import registry
from dashboard.layout.card import render
from dashboard.queries.advertencias import ROTULO, warnings_for

TARJETAS = ("mapa", "lista", "evolucion", "multiples", "embudo", "comparar_fuentes")


@pytest.fixture(scope="module")
def dicho(contexto, elegir, datos):
    """dicho("especializadas-cuatro-mas", "especializadas", desde=…) → las tarjetas que lo dicen."""
    texts = datos["advertencias"].set_index("advertencia_id")["texto"]

    def said(advertencia: str, serie: str = "delitos", **cambios) -> set[str]:
        ctx = contexto(elegir(serie, **cambios))
        found = set()
        for name in TARJETAS:
            chart = registry()[name]
            warnings = warnings_for(datos, chart.answers(ctx), chart.dimension, chart.poblacion)
            if texts[advertencia] in {w.removeprefix(f"{ROTULO} ") for w in warnings}:
                found.add(name)
        return found

    return said


# (advertencia, serie, cambios, tarjetas que lo dicen)
CASOS = [
    # Nuevas fiscalías especializadas de 2021: solo si se juntan años de antes y de después.
    (
        "especializadas-cuatro-mas",
        "especializadas",
        {"desde": 2019, "hasta": 2023},
        {"mapa", "lista", "evolucion", "multiples"},
    ),
    ("especializadas-cuatro-mas", "especializadas", {"desde": 2022, "hasta": 2023}, {"evolucion", "multiples"}),
    ("especializadas-cuatro-mas", "especializadas", {"desde": 2019, "hasta": 2020}, {"evolucion", "multiples"}),
    ("especializadas-cuatro-mas", "delitos", {"desde": 2019, "hasta": 2023}, {"evolucion"}),
    ("especializadas-cuatro-mas", "delitos", {"lugares": ("puno",)}, set()),
    ("especializadas-piura-2021", "especializadas", {"desde": 2019, "lugares": ("piura",)}, {
        "mapa", "lista", "evolucion", "multiples", "comparar_fuentes",
    }),
    ("especializadas-piura-2021", "especializadas", {"lugares": ("piura",)}, {
        "evolucion", "multiples", "comparar_fuentes",
    }),
    ("especializadas-piura-2021", "delitos", {"lugares": ("piura",)}, {"evolucion", "comparar_fuentes"}),
    ("especializadas-piura-2021", "especializadas", {"desde": 2019, "lugares": ("puno",)}, set()),
    # Cambios de territorio de 2014 y de 2018.
    ("lima-este-2014", "plan_2009_2014", {"lugares": ("lima-este",)}, {"mapa", "lista", "embudo"}),
    ("lima-este-2014", "cuadro_2008_2018", {"lugares": ("lima-este",)}, {"mapa", "lista"}),
    ("lima-este-2014", "delitos", {"lugares": ("lima-este",)}, set()),
    ("lima-este-2014", "plan_2009_2014", {"lugares": ("puno",)}, set()),
    ("junin-antes-despues", "cuadro_2008_2018", {"lugares": ("junin",)}, {
        "mapa", "lista", "evolucion", "comparar_fuentes",
    }),
    ("junin-antes-despues", "delitos", {"desde": 2019, "lugares": ("junin",)}, {"evolucion", "comparar_fuentes"}),
    ("junin-antes-despues", "plan_2009_2014", {"lugares": ("junin",)}, {"evolucion", "comparar_fuentes"}),
    ("junin-antes-despues", "delitos", {"lugares": ("cusco",)}, set()),
    ("pasco-antes-despues", "cuadro_2008_2018", {"lugares": ("pasco",)}, {"mapa", "lista"}),
    ("pasco-antes-despues", "delitos", {"desde": 2019, "lugares": ("pasco",)}, set()),
    # Dos ediciones de la misma cuenta.
    ("dos-ediciones-original", "delitos", {}, {"evolucion"}),
    ("dos-ediciones-revisada", "delitos", {}, {"evolucion"}),
    ("dos-ediciones-revisada", "delitos", {"lugares": ("puno",)}, set()),
    ("plan-edicion-original", "plan_anual", {"desde": 2015, "hasta": 2015}, {"mapa", "lista", "multiples", "embudo"}),
    ("plan-edicion-original", "plan_anual", {"desde": 2013, "hasta": 2013}, {"multiples"}),
    ("plan-edicion-original", "delitos", {}, set()),
    # Años incompletos.
    ("delitos-2025-parcial", "delitos", {"desde": 2025, "hasta": 2025}, {"mapa", "lista", "evolucion", "multiples"}),
    ("delitos-2025-parcial", "delitos", {}, {"evolucion", "multiples"}),
    ("delitos-2025-parcial", "especializadas", {}, {"evolucion"}),
    ("region-nueve-meses", "region_2014", {}, {"mapa", "lista", "embudo"}),
    ("region-nueve-meses", "plan_2009_2014", {}, set()),
    # Lima Centro, 2022: 19 delitos y 432 casos en su fiscalía especializada.
    ("lima-centro-2022", "delitos", {"desde": 2022, "hasta": 2022}, {"mapa", "lista", "multiples"}),
    ("lima-centro-2022", "delitos", {"desde": 2022, "hasta": 2022, "lugares": ("lima-centro",)}, {
        "mapa", "lista", "evolucion", "multiples", "comparar_fuentes",
    }),
    ("lima-centro-2022", "delitos", {"lugares": ("lima-centro",)}, {"evolucion", "multiples", "comparar_fuentes"}),
    ("lima-centro-2022", "delitos", {"desde": 2022, "hasta": 2022, "lugares": ("puno",)}, set()),
    ("lima-centro-2022", "especializadas", {"desde": 2022, "hasta": 2022}, set()),
    ("puno-2022", "delitos", {"lugares": ("puno",)}, {"evolucion", "multiples", "comparar_fuentes"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("advertencia", "serie", "cambios", "tarjetas"), CASOS, ids=lambda v: "" if isinstance(v, set) else str(v)[:40]
)
def test_each_known_case_is_said_where_it_touches_and_nowhere_else(dicho, advertencia, serie, cambios, tarjetas):
    assert dicho(advertencia, serie, **cambios) == tarjetas


def test_every_registration_row_is_said_somewhere_and_never_of_another_place(dicho, datos, catalogo):
    con_mapa = [s.serie_id for s in catalogo.con_mapa]
    for row in datos["advertencias"].query("tipo == 'registro'").itertuples():
        series = [row.serie_id] if row.serie_id in con_mapa else con_mapa
        place = (row.codigo,) if isinstance(row.codigo, str) and row.codigo != "PE" else ()
        asked = [(s, years) for s in series for years in _ranges(catalogo.series[s])]
        assert any(dicho(row.advertencia_id, s, lugares=place, **years) for s, years in asked), row.advertencia_id
        if place:
            other = ("tumbes",) if row.codigo != "tumbes" else ("tacna",)
            assert not any(dicho(row.advertencia_id, s, lugares=other, **years) for s, years in asked)


def _ranges(serie) -> list[dict]:
    if not serie.anual:
        return [{}]
    first, last = serie.anios[0], serie.anios[-1]
    return [{"desde": first, "hasta": last}, *({"desde": a, "hasta": a} for a in serie.anios)]


def test_registration_comes_first_and_in_sight(contexto, elegir):
    """De las advertencias de una tarjeta solo dos están desplegadas: las de registro van antes."""
    ctx = contexto(elegir(desde=2022, hasta=2022, lugares=("lima-centro",)))
    foot = str(render(registry()["mapa"], ctx, "Tabla")[3])
    shown, folded = foot.split("mas-advertencias")
    assert "Registros, no magnitud. Lima Centro baja a 19 delitos" in shown
    assert ROTULO not in folded or shown.count(ROTULO) == 2


def test_what_is_not_of_registration_is_not_labelled(datos, elegir):
    labelled = [w for w in warnings_for(datos, elegir(), "lugares") if w.startswith(ROTULO)]
    assert labelled == [], "delitos de 2023, todo el país: ninguna diferencia de registro conocida toca esa selección"
