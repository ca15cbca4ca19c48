"""Los datos del Plan 2017-2021 contra lo publicado: conteos del capítulo 6 y segunda lectura de cifras."""

import csv
import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest
from frictionless import Package

from dashboard.plan.load import load_plan

FOLDER = Path(__file__).parents[1] / "data" / "planes" / "pnat_2017_2021"
TRIPLETAS = Path(__file__).parent / "datos" / "tripletas.csv"
PERIODOS = ("2017-2018", "2019-2020", "2021")


@pytest.fixture(scope="module")
def plan():
    return load_plan(FOLDER)


def count(rows, field):
    return dict(Counter(getattr(row, field) for row in rows))


def test_package_is_valid_and_sealed():
    report = Package(str(FOLDER / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])
    for resource in json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        content = (FOLDER / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}", resource["name"]


def test_whole_catalogue(plan):
    sizes = [len(t) for t in (plan.ejes, plan.objetivos, plan.indicadores, plan.acciones)]
    assert sizes == [4, 17, 47, 50]
    assert [len(t) for t in (plan.trayectorias, plan.metas, plan.responsables)] == [146, 411, 27]


def test_catalogue_by_eje(plan):
    assert count(plan.objetivos, "eje") == {"1": 7, "2": 4, "3": 3, "4": 3}
    assert count(plan.acciones, "eje") == {"1": 13, "2": 12, "3": 14, "4": 11}
    assert count(plan.trayectorias, "eje") == {"1": 35, "2": 42, "3": 41, "4": 28}
    assert count(plan.metas, "eje") == {"1": 92, "2": 117, "3": 120, "4": 82}


def test_indicadores_by_level_and_eje(plan):
    found = Counter((i.nivel, i.eje) for i in plan.indicadores)
    assert [found["estrategico", e] for e in "1234"] == [3, 4, 3, 3]
    assert [found["inmediato", e] for e in "1234"] == [13, 7, 7, 7]
    assert all(bool(i.oi) == (i.nivel == "inmediato") for i in plan.indicadores)


def test_metas_by_period_and_eje(plan):
    assert count(plan.metas, "periodo") == dict(zip(PERIODOS, (132, 140, 139), strict=True))
    found = Counter((m.periodo, m.eje) for m in plan.metas)
    table = [[found[p, e] for e in "1234"] for p in PERIODOS]
    assert table == [[29, 37, 39, 27], [32, 39, 41, 28], [31, 41, 40, 27]]


def test_trayectorias_by_objective(plan):
    published = "1.1:13 1.2:4 1.3:7 1.4:3 1.5:3 1.6:2 1.7:3 2.1:5 2.2:15 2.3:10 2.4:12 3.1:6 3.2:23 3.3:12"
    published += " 4.1:8 4.2:14 4.3:6"
    expected = {f"OI {code}": int(n) for code, n in (pair.split(":") for pair in published.split())}
    assert count(plan.trayectorias, "oi") == expected


def test_classes(plan):
    assert count(plan.metas, "clase") == {
        "porcentaje": 181,
        "cantidad": 142,
        "incremento_pct": 12,
        "multiplicador": 1,
        "hito": 67,
        "sin_valor": 8,
    }
    assert count(plan.trayectorias, "clase") == {
        "porcentaje": 60,
        "cantidad": 50,
        "incremento_pct": 4,
        "multiplicador": 1,
        "hito": 27,
        "sin_valor": 3,
        "mixta": 1,
    }


def test_classes_by_eje(plan):
    percent = Counter(m.eje for m in plan.metas if m.clase == "porcentaje")
    amount = Counter(m.eje for m in plan.metas if m.clase == "cantidad")
    assert [percent[e] for e in "1234"] == [36, 41, 74, 30]
    assert [amount[e] for e in "1234"] == [35, 42, 35, 30]


def test_numbers_milestones_and_neither(plan):
    assert sum(m.es_numerica for m in plan.metas) == 336
    assert sum(m.es_hito for m in plan.metas) == 79
    assert sum(m.es_numerica and m.es_hito for m in plan.metas) == 10
    neither = Counter(m.trayectoria for m in plan.metas if not m.es_numerica and not m.es_hito)
    assert neither == {"2.3.1-T1": 3, "3.2.6-T3": 3}


def test_operators_and_annual_wording(plan):
    operators = {">=": 219, "=": 158, "aumento>=": 9, "aumento=": 7, "": 18}
    assert count(plan.metas, "operador") == operators
    assert sum(m.es_anual for m in plan.metas) == 30
    assert sum(t.es_anual for t in plan.trayectorias) == 11


def test_actions_per_institution(plan):
    published = (
        "ST-CMNP 37, CMNP 29, GORE 27, GOLO 26, MIMP 14, MP 13, PNP 11, MININTER 10, MINJUS 9, MTPE 9, "
        "MINEDU 8, MINSA 8, PJ 7, SUTRAN 5, MRE 4, MIDIS 4, SUNAFIL 4, MINCETUR 4, INEI 3, MIGRACIONES 3, "
        "MTC 3, PRODUCE 3, MINAGRI 3, RENIEC 2, MEF 1, MINEM 1, PROCURADURIAS 1"
    )
    expected = {name: int(n) for name, n in (item.split() for item in published.split(", "))}
    assert {r.responsable: len(plan.acciones_a_cargo(r.responsable)) for r in plan.responsables} == expected


def test_commission_members(plan):
    """Apartado 7.1.1: diez entidades del Ejecutivo, el Ministerio Público y el Poder Judicial."""
    members = "MININTER MIMP MINSA MINJUS MINEDU MTPE MRE MINCETUR MTC INEI MP PJ"
    assert {r.responsable for r in plan.responsables if r.miembro_cmnp} == set(members.split())


def second_reading():
    with TRIPLETAS.open(encoding="utf-8", newline="") as file:
        return {row["trayectoria"]: row for row in csv.DictReader(file)}


def test_every_figure_matches_a_second_reading(plan):
    expected = second_reading()
    for t in plan.trayectorias:
        for step in plan.camino(t.trayectoria):
            suffix = step.periodo.periodo.replace("-", "_")
            cell = expected.get(t.trayectoria, {}).get(f"valor_{suffix}", "")
            assert step.cifra == (float(cell) if cell else None), (t.trayectoria, suffix)
            if cell:
                assert step.meta.operador == expected[t.trayectoria][f"operador_{suffix}"]


def test_second_reading_is_complete():
    cells = [v for row in second_reading().values() for k, v in row.items() if k.startswith("valor_") and v]
    assert len(cells) == 336


@pytest.mark.parametrize(("periods", "published"), [(3, 125), (2, 15), (1, 6)])
def test_trayectorias_by_number_of_periods(plan, periods, published):
    present = Counter(m.trayectoria for m in plan.metas)
    assert sum(n == periods for n in present.values()) == published


def test_trayectoria_shares_its_class_with_its_metas(plan):
    for m in plan.metas:
        assert plan.trayectoria(m.trayectoria).clase in (m.clase, "mixta"), m.meta_id


def test_displayed_value_says_the_figure(plan):
    for m in plan.metas:
        if m.es_numerica and m.clase != "multiplicador":
            assert f"{m.valor:g}" in m.valor_texto, m.meta_id
            assert ("al menos" in m.valor_texto) == (">=" in m.operador), m.meta_id


def test_contradiction_between_follow_up_targets_is_noted(plan):
    for code, other in (("3.2.2-T3", "3.3.3-T4"), ("3.3.3-T4", "3.2.2-T3")):
        assert other in plan.trayectoria(code).nota


def test_codes_are_unique_inside_their_action(plan):
    for t in (*plan.trayectorias, *plan.metas):
        row_code = getattr(t, "meta_id", t.trayectoria)
        assert row_code.split("-")[0] == t.accion
        assert t.accion.startswith(t.oi.removeprefix("OI ") + ".")
        assert t.oi.startswith(f"OI {t.eje}.")
