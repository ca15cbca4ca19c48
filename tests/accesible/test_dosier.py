"""El dosier dice lo que hay: los 55 criterios, y solo pruebas que existen."""

from pathlib import Path

from dashboard.dosier import ESTADOS, PANTALLAS, PRUEBAS, RUTA_PRUEBAS, accessibility_page, criteria

ROOT = Path(__file__).resolve().parents[2]


def test_the_criteria_are_the_55_of_levels_a_and_aa():
    found = criteria()
    assert len({c.numero for c in found}) == len(found) == 55
    assert [c.nivel for c in found].count("A") == 31
    assert [c.nivel for c in found].count("AA") == 24
    assert {c.estado for c in found} <= set(ESTADOS)
    assert all(c.como for c in found)


def test_each_cited_test_exists():
    for name, where in PRUEBAS.items():
        file, test = where.split("::")
        assert f"def {test}(" in (ROOT / RUTA_PRUEBAS / file).read_text(encoding="utf-8"), name
    cited = {name for c in criteria() for name in c.pruebas} | {name for tests in PANTALLAS.values() for name in tests}
    assert cited - set(PRUEBAS) == set()


def test_what_is_tested_names_its_test_and_what_is_not_says_so():
    for criterio in criteria():
        assert bool(criterio.pruebas) or criterio.estado != "probado", criterio.numero
        assert not (criterio.pruebas and criterio.estado in ("no aplica", "a mano")), criterio.numero
    assert "ningún lector de pantalla se probó" in accessibility_page()
