"""El modelo del plan: recorridos, filtros y lectura estricta de la carpeta."""

import csv
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data_package import DatosInvalidos
from dashboard.plan import SIN_META, Filtro, fold
from dashboard.plan.load import load_plan

FOLDER = Path(__file__).parents[1] / "data" / "planes" / "pnat_2017_2021"
PLAN = load_plan(FOLDER)
ALL = {
    "ejes": [e.eje for e in PLAN.ejes],
    "objetivos": [o.oi for o in PLAN.objetivos],
    "responsables": [r.responsable for r in PLAN.responsables],
    "periodos": [p.periodo for p in PLAN.periodos],
    "clases": sorted({m.clase for m in PLAN.metas}),
}
PARTITIONS = ("ejes", "objetivos", "periodos", "clases")
WORDS = st.sampled_from(["víctimas", "FISCALIA", "plan", "reniec", "al menos", "30%", "1818", "señas", "zzz"])


def some(dimension):
    return st.frozensets(st.sampled_from(ALL[dimension]), max_size=3)


FILTERS = st.builds(Filtro, **{d: some(d) for d in ALL}, texto=st.lists(WORDS, max_size=2).map(" ".join))


# --- Recorridos -------------------------------------------------------------------------------------------


def test_milestone_never_reads_as_a_percentage():
    steps = PLAN.camino("2.2.4-T1")
    assert [s.cifra for s in steps] == [None, 70, 100]
    assert [s.texto for s in steps] == ["diseñada", "al menos 70%", "100%"]


def test_period_without_meta_says_so():
    steps = PLAN.camino("2.2.1-T1")
    assert [s.meta is None for s in steps] == [False, True, False]
    assert steps[1].texto == SIN_META
    assert steps[1].cifra is None


def test_hierarchy_reaches_every_meta_once():
    reached = [
        step.meta
        for eje in PLAN.ejes
        for oi in PLAN.objetivos_de(eje.eje)
        for accion in PLAN.acciones_de(oi.oi)
        for t in PLAN.trayectorias_de(accion.accion)
        for step in PLAN.camino(t.trayectoria)
        if step.meta
    ]
    assert len(reached) == len(set(reached)) == 411


def test_indicators_of_an_eje_are_not_those_of_its_objectives():
    assert [i.indicador for i in PLAN.indicadores_de("1")] == ["IVO 1.1", "IVO 1.2", "IVO 1.3"]
    assert [i.indicador for i in PLAN.indicadores_de("1", "OI 1.1")] == ["IVO 1.1.1", "IVO 1.1.2"]


def test_responsables_in_printed_order():
    siglas = [r.responsable for r in PLAN.responsables_de("1.3.1")]
    assert siglas == ["ST-CMNP", "CMNP", "MINJUS", "INEI", "GORE", "GOLO"]


def test_metas_de_a_single_action_institution():
    """MEF responde solo por la acción 1.4.2, que tiene dos metas."""
    assert [m.meta_id for m in PLAN.metas_de("MEF")] == ["1.4.2-P1-01", "1.4.2-P2-01"]


# --- Filtros ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dimension", PARTITIONS)
def test_union_over_a_partition_is_everything(dimension):
    parts = [PLAN.filtrar(Filtro(**{dimension: frozenset({v})})) for v in ALL[dimension]]
    assert sum(len(p) for p in parts) == len(PLAN.metas)
    assert {m for p in parts for m in p} == set(PLAN.metas)


@given(FILTERS)
def test_filter_keeps_plan_order_and_invents_nothing(filtro):
    found = PLAN.filtrar(filtro)
    positions = [PLAN.metas.index(m) for m in found]
    assert positions == sorted(set(positions))


@given(FILTERS)
def test_filter_is_the_intersection_of_its_parts(filtro):
    """No importa en qué orden se apliquen: cada condición quita lo suyo."""
    parts = [Filtro(**{d: getattr(filtro, d)}) for d in ALL] + [Filtro(texto=filtro.texto)]
    common = set.intersection(*(set(PLAN.filtrar(p)) for p in parts))
    assert set(PLAN.filtrar(filtro)) == common


@given(FILTERS, st.sampled_from(sorted(ALL)), st.data())
def test_adding_an_option_never_hides_a_meta(filtro, dimension, data):
    chosen = getattr(filtro, dimension) | {data.draw(st.sampled_from(ALL[dimension]))}
    base = {d: getattr(filtro, d) for d in ALL} | {"texto": filtro.texto}
    wider = Filtro(**base | {dimension: chosen})
    if getattr(filtro, dimension):
        assert set(PLAN.filtrar(filtro)) <= set(PLAN.filtrar(wider))
    else:
        assert set(PLAN.filtrar(wider)) <= set(PLAN.filtrar(filtro))


@given(st.lists(WORDS, min_size=1, max_size=3), st.randoms())
def test_search_ignores_accents_case_and_word_order(words, random):
    shuffled = random.sample(words, len(words))
    plain = fold(" ".join(shuffled)).upper()
    assert PLAN.filtrar(Filtro(texto=" ".join(words))) == PLAN.filtrar(Filtro(texto=plain))


@pytest.mark.parametrize("texto", ["camara gesell", "GESELL cámaras", "3.2.4-T1"])
def test_search_finds_by_name_and_code(texto):
    assert {m.trayectoria for m in PLAN.filtrar(Filtro(texto=texto))} == {"3.2.4-T1"}


def test_search_finds_an_institution_by_its_full_name():
    assert set(PLAN.filtrar(Filtro(texto="economia y finanzas"))) == set(PLAN.metas_de("MEF"))


def test_search_without_matches_is_empty():
    assert PLAN.filtrar(Filtro(texto="zzz")) == ()


# --- Lectura ----------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "plan")


def edit(folder, table, row, **cells):
    """Cambia celdas de la fila `row`, contada como en Excel (los encabezados son la 1)."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    rows[row - 2] |= cells
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, reader.fieldnames)
        writer.writeheader()
        writer.writerows(rows)


def faltas(folder):
    with pytest.raises(DatosInvalidos) as caught:
        load_plan(folder)
    return caught.value.faltas


def test_broken_reference_names_file_row_column_and_remedy(folder):
    edit(folder, "metas", 14, trayectoria="1.1.1-T99")
    assert faltas(folder) == [
        "metas.csv, fila 14, columna «trayectoria»: «1.1.1-T99» no existe en trayectorias.csv. "
        "Corrija el código o agregue esa fila en trayectorias.csv."
    ]


@pytest.mark.parametrize(
    ("table", "cells", "expected"),
    [
        ("calendario", {"plazo": "31/12/19"}, "calendario.csv, fila 5, columna «plazo»: «31/12/19» no es una fecha"),
        ("metas", {"valor": "1,5"}, "metas.csv, fila 5, columna «valor»: «1,5» no es un número"),
        ("metas", {"valor": ""}, "metas.csv, fila 5, columna «valor»: «» está vacía en una meta numérica"),
        ("metas", {"clase": "pct"}, "metas.csv, fila 5, columna «clase»: «pct» no se admite"),
        ("metas", {"es_anual": "sí"}, "metas.csv, fila 5, columna «es_anual»: «sí» no se entiende"),
        ("metas", {"eje": "2"}, "metas.csv, fila 5, columna «eje»: «2» no coincide con"),
        (
            "metas",
            {"estado_hito": "creado"},
            "metas.csv, fila 5, columna «estado_hito»: «creado» no corresponde",
        ),
        (
            "metas",
            {"es_numerica": "false"},
            "metas.csv, fila 5, columna «es_numerica»: «false» no corresponde",
        ),
        (
            "metas",
            {"periodo": "2021"},
            "metas.csv, fila 20, columna «periodo»: «2021» ya tiene meta de 1.1.1-T4",
        ),
        ("acciones", {"nombre": " "}, "acciones.csv, fila 5, columna «nombre»: « » está vacía"),
        (
            "acciones",
            {"accion": "1.1.1"},
            "acciones.csv, fila 5, columna «accion»: «1.1.1» ya está en la fila 2",
        ),
        ("acciones_responsables", {"responsable": "MIDAGRI"}, "acciones_responsables.csv, fila 5, columna"),
    ],
)
def test_each_fault_is_a_sentence_with_its_place(folder, table, cells, expected):
    edit(folder, table, 5, **cells)
    assert any(falta.startswith(expected) for falta in faltas(folder)), faltas(folder)


def test_all_faults_are_told_at_once(folder):
    edit(folder, "metas", 3, valor="dos")
    edit(folder, "trayectorias", 9, lectura="otra")
    assert len(faltas(folder)) == 2


def test_missing_file_and_missing_column(folder):
    (folder / "ejes.csv").unlink()
    semicolons = (folder / "periodos.csv").read_text(encoding="utf-8").replace(",", ";")
    (folder / "periodos.csv").write_text(semicolons, encoding="utf-8")
    first, second = faltas(folder)
    assert first.startswith("periodos.csv, fila 1: falta «periodo»")
    assert second == "ejes.csv: no está en la carpeta plan. Agréguelo."


def test_file_saved_in_another_encoding(folder):
    text = (folder / "responsables.csv").read_text(encoding="utf-8")
    (folder / "responsables.csv").write_text(text, encoding="cp1252")
    assert faltas(folder) == ["responsables.csv: no está en UTF-8. Guárdelo como «CSV UTF-8 (delimitado por comas)»."]


def test_byte_order_mark_and_blank_rows_are_harmless(folder):
    text = (folder / "metas.csv").read_text(encoding="utf-8")
    (folder / "metas.csv").write_text(text + ",,,\n", encoding="utf-8-sig")
    assert load_plan(folder) == PLAN
