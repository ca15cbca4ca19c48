"""Lo que se escribe en un formulario vuelve igual, lo llene quien lo llene; y trae lo último que se informó."""

import subprocess
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.plan.contenido import hito_states, takes_number, takes_total
from dashboard.plan.estado import que_se_informa
from dashboard.plan.reportes import EstadoReporte, Evidencia, Reporte, Valor
from dashboard.sin_internet.escribir import write_form
from dashboard.sin_internet.hoja import AVANCES, CONTROL, EVIDENCIAS, Formulario
from dashboard.sin_internet.leer import read_form
from dashboard.sin_internet.revisar import review

from .conftest import CANTIDAD, CLAVE, HITO, PERIODO, PORCENTAJE, QUIEN, fill, row_of


def test_only_the_metas_of_the_institution_and_period(plan, escribir):
    leido = read_form(escribir(), CLAVE)
    own = {m.meta_id for m in plan.metas_de(QUIEN) if m.periodo == PERIODO}
    assert set(leido.valores) == own and len(own) == 9
    assert {v.anio for values in leido.valores.values() for v in values} == {2019, 2020}


def test_a_blank_form_says_nothing(plan, escribir):
    revision = review(read_form(escribir(), CLAVE), plan, {}, {})
    assert (revision.cambios, revision.iguales) == ((), 9)


def test_the_form_brings_the_last_version_and_its_remarks(plan, escribir, informado):
    path = escribir(informado)
    sheet = openpyxl.load_workbook(path)[AVANCES]
    fila = row_of(path, CANTIDAD, 2019)
    assert sheet.cell(fila, 4).value == "Versión 2, observado, 1 de marzo de 2021"
    assert sheet.cell(fila, 5).value == "4 de marzo de 2021: Falta decir cuántas eran en 2020."
    assert (sheet.cell(fila, 7).value, sheet.cell(fila, 11).value) == (4, "=SUMA(A1)")
    assert sheet.cell(fila, 11).data_type == "s", "una nota que empieza con = no es una fórmula"
    revision = review(read_form(path, CLAVE), plan, informado, {})
    assert revision.cambios == ()


def test_what_a_person_writes_is_what_is_read(plan, escribir, informado):
    path = escribir(informado)
    count, share, state = (row_of(path, m, 2020) for m in (CANTIDAD, PORCENTAJE, HITO))
    cells = {
        f"G{count}": 7,
        f"G{share}": 1234,
        f"I{share}": "2 000",
        f"J{state}": "en funcionamiento",
        f"K{state}": "Piloto",
    }
    cells["L" + str(row_of(path, HITO, 2019))] = "Se aplica\r\nen dos regiones"
    proof = (HITO, "Resolución", "https://ejemplo.gob.pe/rm", "2 · documento")
    revision = review(read_form(fill(path, cells, (proof,)), CLAVE), plan, informado, {})
    envios = {c.envio.meta_id: c.envio for c in revision.cambios}
    assert set(envios) == {CANTIDAD, PORCENTAJE, HITO} and revision.iguales == 6
    assert envios[CANTIDAD].valores[-1] == Valor(2020, 7.0)
    assert envios[PORCENTAJE].valores == (Valor(2019, 24.0, 60.0), Valor(2020, 1234.0, 2000.0))
    assert envios[HITO].valores == (Valor(2020, hito="en funcionamiento", nota="Piloto"),)
    assert envios[HITO].comentario == "Se aplica\nen dos regiones"
    assert envios[HITO].evidencias == (Evidencia("enlace", "Resolución", 2, enlace="https://ejemplo.gob.pe/rm"),)
    lines = {c.envio.meta_id: c.lineas for c in revision.cambios}
    assert lines[PORCENTAJE] == (("2020", "30.5 de 61 (50.0%)", "1,234 de 2,000 (61.7%)"),)


letters = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Nd"), exclude_characters="@")
texts = st.lists(letters | st.sampled_from(("\n", "=", "+", "-", "_x0041_", "7", "<&>")), max_size=40).map(
    lambda parts: "".join(parts).strip()
)
figures = st.none() | st.integers(0, 10**9).map(lambda n: n / 1000) | st.integers(0, 9999)
# Pocas metas cada una y, entre todas, de todas las clases: la prueba escribe y lee un libro por ejemplo.
BREVES = ("MIDIS", "INEI", "PROCURADURIAS", "MINEM", "PRODUCE")


@st.composite
def reports(draw, plan, quien):
    """Reportes al azar de algunas metas, con todo lo que la meta admite y nada que no."""
    metas = [m for m in plan.metas_de(quien) if m.periodo == PERIODO]
    found = {}
    for meta in draw(st.lists(st.sampled_from(metas), max_size=5, unique_by=lambda m: m.meta_id)):
        values = []
        for anio in (2019, 2020):
            numero = draw(figures) if takes_number(meta) else None
            total = draw(figures) if takes_total(meta) else None
            states = st.sampled_from(("", *hito_states(plan, meta))) if meta.es_hito else st.just("")
            values.append(Valor(anio, numero, total, draw(states), draw(texts)))
        proofs = draw(st.lists(st.integers(0, 999), max_size=3, unique=True))
        evidencias = tuple(
            Evidencia("archivo", f"Prueba {n}", draw(st.sampled_from((1, 2))), sha256=f"{n:064x}"[::-1])
            if n % 2
            else Evidencia("enlace", f"Enlace {n}", 2, enlace=f"https://ejemplo.gob.pe/{n}")
            for n in proofs
        )
        version = draw(st.integers(1, 9))
        found[meta.meta_id] = Reporte(
            1, quien, meta.meta_id, version, EstadoReporte.ENVIADO, tuple(values), evidencias, comentario=draw(texts)
        )
    return found


@settings(max_examples=30)
@given(data=st.data(), quien=st.sampled_from(BREVES))
def test_any_report_comes_back_equal(plan, quienes, tmp_path_factory, data, quien):
    ultimos = data.draw(reports(plan, quien))
    path = tmp_path_factory.mktemp("ida") / "formulario.xlsx"
    path.write_bytes(write_form(Formulario(plan, quienes[quien], PERIODO, ultimos), CLAVE))
    leido = read_form(path, CLAVE)
    for meta_id, sent in ultimos.items():
        assert leido.valores[meta_id] == sent.valores
        assert leido.comentarios[meta_id] == sent.comentario
    proofs = [(p.meta_id, p.titulo, p.nivel) for p in leido.pruebas]
    assert sorted(proofs) == sorted((r.meta_id, e.titulo, e.nivel) for r in ultimos.values() for e in r.evidencias)
    assert review(leido, plan, ultimos, {}).cambios == ()


def through_libreoffice(path: Path, folder: Path) -> Path:
    """El formulario abierto y guardado otra vez por LibreOffice."""
    profile = f"-env:UserInstallation={(folder / 'perfil').as_uri()}"
    order = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run([*order, "--outdir", str(folder / "lo"), str(path)], check=True, capture_output=True, timeout=180)
    return folder / "lo" / path.name


@pytest.mark.integracion
def test_libreoffice_and_excel_copies_both_come_back(plan, escribir, informado, tmp_path):
    """Llenado en Excel y guardado en LibreOffice, y vuelto a llenar allí: se lee lo mismo y nada se da por alterado."""
    path = escribir(informado)
    filled = fill(path, {f"G{row_of(path, CANTIDAD, 2020)}": 7})
    copy = through_libreoffice(filled, tmp_path)
    again = fill(copy, {f"J{row_of(copy, HITO, 2019)}": "no iniciado"})
    revision = review(read_form(again, CLAVE), plan, informado, {})
    assert {c.envio.meta_id: c.envio.valores[-1] for c in revision.cambios} == {
        CANTIDAD: Valor(2020, 7.0),
        HITO: Valor(2019, hito="no iniciado"),
    }
    book = openpyxl.load_workbook(copy)
    assert book[AVANCES].protection.sheet and book[AVANCES].data_validations.count > 30
    assert book[CONTROL].sheet_state != "visible"


def test_people_can_only_write_where_the_form_asks(escribir):
    """Las celdas abiertas son las que se leen, ni una más."""
    path = escribir()
    book = openpyxl.load_workbook(path)
    for sheet in book:
        assert sheet.protection.sheet, sheet.title
    open_cells = {c.coordinate for row in book[AVANCES].iter_rows() for c in row if not c.protection.locked}
    fila = row_of(path, PORCENTAJE, 2019)
    assert {f"{c}{fila}" for c in "GIKL"} <= open_cells and f"J{fila}" not in open_cells
    assert {c[0] for c in open_cells} == set("GIJKL")
    assert not any(c.protection.locked for c in book[EVIDENCIAS][6][:4])


def test_each_cell_says_what_the_meta_asks_and_lists_only_its_states(plan, escribir):
    """Lo que se ve al pararse en la celda es lo mismo que dicen las páginas, y la lista es la de la trayectoria."""
    path = escribir()
    book = openpyxl.load_workbook(path)
    rules = {str(v.sqref): v for v in book[AVANCES].data_validations.dataValidation}
    count, state = rules[f"G{row_of(path, CANTIDAD, 2019)}"], rules[f"J{row_of(path, HITO, 2019)}"]
    assert count.prompt.startswith(que_se_informa(plan, plan.meta(CANTIDAD))) and count.type == "decimal"
    sheet, cells = state.formula1.split("!")
    listed = [row[0].value for row in book[sheet.strip("'")][cells.replace("$", "")]]
    assert tuple(listed) == hito_states(plan, plan.meta(HITO))
    for meta in plan.metas:
        assert len(que_se_informa(plan, meta)) < 180, "cabe en el aviso de Excel, de 255 letras"


def test_a_demonstration_form_says_so_on_every_sheet(escribir):
    book = openpyxl.load_workbook(escribir(demostracion=True))
    for name in ("Instrucciones", AVANCES, EVIDENCIAS):
        assert book[name]["A3"].value.startswith("DEMOSTRACIÓN")
        assert "DEMOSTRACIÓN" in book[name].oddHeader.center.text
