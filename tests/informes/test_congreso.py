"""El informe al Congreso y la matriz dicen lo mismo que `dashboard.plan.estado`, también cuando no se sabe."""

import io
import re
import subprocess
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from lxml import etree

from dashboard.cedula.origenes import origins
from dashboard.cedula.resolver import resolve
from dashboard.cedula.tablas import meta_path, metas_of
from dashboard.informes.balance import Balance, document_name, up_to
from dashboard.informes.congreso import PLANTILLA, congress_report, fields
from dashboard.informes.matriz import matrix_book
from dashboard.informes.pies import Pies
from dashboard.plan.estado import Avance, Metodo, Motivo, Reporto, Seguimiento, interval_words, summarize
from dashboard.plan.reportes import (
    Acuerdo,
    Avances,
    EstadoReporte,
    Evidencia,
    Interpretacion,
    Observacion,
    Presupuesto,
    Reporte,
    Valor,
)
from dashboard.selection import selector

HOY = date(2026, 11, 26)
CUMPLIDA, ATRASADA, PARCIAL, NADIE = "1.1.1-P2-03", "2.2.3-P2-02", "2.4.1-P2-01", "3.1.1-P2-02"
CAMPO_VACIO = re.compile(r"\{\{|\{%|\}\}|\bNone\b|Undefined")


def reports_of(plan, meta_id: str, values: tuple[Valor, ...], omit: int = 0, **extra) -> list[Reporte]:
    who = [r.responsable for r in plan.responsables_de(plan.meta(meta_id).accion)]
    sent = datetime(2020, 12, 10, 15, tzinfo=UTC)
    return [
        Reporte(n, sigla, meta_id, 1, EstadoReporte.APROBADO, values, enviado_en=sent, **extra)
        for n, sigla in enumerate(who[omit:], start=1)
    ]


def both(numero: float, total: float) -> tuple[Valor, ...]:
    return Valor(2019, numero / 2, total), Valor(2020, numero, total)


@pytest.fixture(scope="module")
def avances(plan) -> Avances:
    """Una meta cumplida, una atrasada, una a la que le falta un responsable, y lo demás sin reporte."""
    proof = Evidencia("enlace", "Acta & <resumen>", 2, enlace="https://ejemplo.gob.pe/acta?a=1&b=2")
    reports = [
        *reports_of(plan, CUMPLIDA, both(30, 40), evidencias=(proof,)),
        *reports_of(plan, ATRASADA, both(10, 60)),
        *reports_of(plan, PARCIAL, (Valor(2020, hito="en funcionamiento"),), omit=1),
    ]
    comun = [
        Interpretacion(plan.meta(m).trayectoria, None, "comun", "CMNP", date(2018, 1, 15), "acta", "todas")
        for m in (CUMPLIDA, ATRASADA, PARCIAL)
    ]
    agreement = Acuerdo("A-1", "Revisar la meta", "MIMP", None, CUMPLIDA, "Sesión 3", "luz", datetime(2020, 5, 4))
    budget = Presupuesto("MIMP", 2020, 1_250_000, None, "Resolución 12")
    return Avances(tuple(reports), tuple(comun), acuerdos=(agreement,), presupuestos=(budget,))


@pytest.fixture(scope="module")
def balance(plan, avances) -> Balance:
    remark = Observacion("Precise de cuántas.", "luz", datetime(2020, 12, 12, tzinfo=UTC))
    observed = Reporte(99, "MIMP", ATRASADA, 1, EstadoReporte.OBSERVADO, (), observaciones=(remark,))
    return Balance(plan, avances, (observed,), 2020, HOY)


def text_of(document: bytes) -> str:
    """Todo el texto del Word, con sus tablas y su cabecera."""
    found = Document(io.BytesIO(document))
    paragraphs = [p.text for section in found.sections for p in section.header.paragraphs]
    return "\n".join([*paragraphs, *(t.text or "" for t in found.element.body.iter() if t.tag.endswith("}t"))])


@pytest.fixture(scope="module")
def texto(balance) -> str:
    return text_of(congress_report(balance))


def test_the_template_asks_only_for_known_fields(balance):
    asked = DocxTemplate(PLANTILLA).get_undeclared_template_variables()
    assert asked <= set(fields(balance)) and len(asked) > 15


def test_every_number_of_the_summary_comes_from_the_state(plan, balance, avances):
    seguimiento = Seguimiento(plan, up_to(avances, 2020), date(2021, 1, 1))
    rows = fields(balance)["resumen"]
    for row, eje in zip(rows, [*(e.eje for e in plan.ejes), ""], strict=True):
        metas = [m for m in plan.metas if m.periodo == "2019-2020" and eje in ("", m.eje)]
        expected = summarize(seguimiento.estados[m.meta_id] for m in metas)
        assert int(row["metas"]) == len(metas) == expected.total
        assert int(row["cumplida"]) == expected.por_estado[Avance.CUMPLIDA]
        assert int(row["sin_reporte"]) == expected.sin_reporte
        assert interval_words(expected).startswith(row["intervalo"])
    assert (rows[-1]["metas"], rows[-1]["cumplida"], rows[-1]["atrasada"]) == ("140", "1", "1")
    assert (rows[-1]["no_evaluable"], rows[-1]["sin_reporte"]) == ("1", "137")


def test_the_three_sides_of_a_meta_and_its_plan_lines(plan, balance):
    rows = {r["codigo"]: r for e in fields(balance)["ejes"] for r in e["filas"] if not r["banda"]}
    assert set(rows) == {m.meta_id for m in plan.metas if m.periodo == "2019-2020"}
    done = rows[CUMPLIDA]
    assert done["avance"] == "✔ cumplida" and "30 de 40 (75.0%)" in done["porque"]
    # Lo de 2019 llegó con lo de 2020, un año después de su plazo.
    assert (done["reporto"], done["prueba"]) == ("tarde", "2 · documento")
    assert done["lineas"] == f"Plan, l. {plan.meta(CUMPLIDA).lineas.replace(';', ', ')}"
    assert rows[ATRASADA]["avance"] == "✖ atrasada" and rows[ATRASADA]["prueba"] == "0 · sin evidencia"
    assert rows[PARCIAL]["avance"] == "○ no evaluable" and Motivo.FALTAN_RESPONSABLES in rows[PARCIAL]["porque"]
    assert rows[PARCIAL]["faltan"].startswith("Falta ") and rows[NADIE]["reporto"] == Reporto.NO


def test_the_document_reads_whole(texto, balance):
    """Texto patrón: las oraciones que el Congreso lee, con sus huecos dichos."""
    for sentence in (
        "En conjunto: entre 0.7% y 99.3% de metas cumplidas (137 de 140 sin reporte y 1 no evaluable).",
        "Acta & <resumen>",
        "https://ejemplo.gob.pe/acta?a=1&b=2",
        "Precise de cuántas.",
        "Revisar la meta",
        "sin plazo",
        "S/ 1,250,000.00",
        "sin dato",
        "No consta presupuesto de 2020 de 26 de 27 instituciones: ST-CMNP, CMNP,",
        "Plan, l. ",
        "Plan Nacional contra la Trata de Personas 2017-2021, D.S. N.º 017-2017-IN",
    ):
        assert sentence in texto, sentence
    assert not CAMPO_VACIO.search(texto)
    assert "DEMOSTRACIÓN" not in texto


def test_an_empty_store_is_said_and_not_drawn(plan):
    text = text_of(congress_report(Balance(plan, Avances(), (), 2019, HOY)))
    for sentence in (
        "En conjunto: entre 0.0% y 100.0% de metas cumplidas (140 de 140 sin reporte).",
        "No consta ningún acuerdo ni recomendación registrados.",
        "No consta ninguna observación a los reportes de 2019-2020.",
        "No consta ninguna evidencia.",
        "No consta presupuesto de 2019 de 27 de 27 instituciones",
    ):
        assert sentence in text, sentence


def test_changes_since_the_year_before(plan, balance):
    """En 2019 no se podía juzgar: al cerrar 2020 cambian las dos que ya se pueden."""
    changed = {c.trayectoria.trayectoria: c for c in balance.cambios}
    assert set(changed) == {plan.meta(CUMPLIDA).trayectoria, plan.meta(ATRASADA).trayectoria}
    change = changed[plan.meta(CUMPLIDA).trayectoria]
    assert (change.antes.avance.estado, change.ahora.avance.estado) == (Avance.NO_EVALUABLE, Avance.CUMPLIDA)
    assert "Sin cambio frente a 2019: 138 trayectorias de 140." in fields(balance)["sin_cambios"]
    assert "primer año" in fields(Balance(plan, Avances(), (), 2017, HOY))["sin_cambios"]


def test_before_the_close_the_method_is_chosen_and_said(plan, avances):
    """En 2019 el método inicial no juzga a nadie; el lineal sí, y el documento dice con cuál se hizo."""
    one, other = (Balance(plan, avances, (), 2019, HOY, m) for m in (Metodo.HORIZONTE, Metodo.LINEAL))
    assert one.estado(plan.meta(ATRASADA)).avance.estado == Avance.NO_EVALUABLE
    assert other.estado(plan.meta(ATRASADA)).avance.estado != Avance.NO_EVALUABLE
    assert document_name(one, "informe", "docx") == f"informe_2019_{HOY}.docx"
    assert document_name(other, "informe", "docx") == f"informe_2019_lineal_{HOY}.docx"
    for balance, said in ((one, "al cierre de su periodo"), (other, "frente a la recta")):
        text = text_of(congress_report(balance))
        assert text.count(said) == 2 and f"método «{balance.metodo}»" in text


def test_a_demonstration_is_marked_on_every_page_and_sheet(plan, balance):
    demo = Balance(plan, Avances(demostracion=True), (), 2020, HOY)
    document = Document(io.BytesIO(congress_report(demo)))
    assert all("DEMOSTRACIÓN" in s.header.paragraphs[0].text for s in document.sections)
    book = openpyxl.load_workbook(io.BytesIO(matrix_book(demo)))
    assert all("DEMOSTRACIÓN" in s["A1"].value and "DEMOSTRACIÓN" in s.oddHeader.center.text for s in book)
    plain = openpyxl.load_workbook(io.BytesIO(matrix_book(balance)))
    assert not any("DEMOSTRACIÓN" in str(c.value) for s in plain for c in s[1])


def test_the_matrix_has_every_meta_with_its_state(plan, balance, avances):
    book = openpyxl.load_workbook(io.BytesIO(matrix_book(balance)))
    head, *rows = book["Matriz"].iter_rows(values_only=True)
    table = {r[0]: dict(zip(head, r, strict=True)) for r in rows}
    states = Seguimiento(plan, avances, HOY).estados
    assert list(table) == [m.meta_id for m in plan.metas]
    for meta_id, row in table.items():
        assert row["¿Avance?"].split(" ", 1)[1] == states[meta_id].avance.estado
        assert row["Por qué"].startswith(states[meta_id].avance.texto)
        assert row["¿Prueba?"].startswith(str(states[meta_id].prueba.nivel))
    assert "2019: 15 de 40; 2020: 30 de 40" in table[CUMPLIDA]["Informado y aprobado"]
    assert table[NADIE]["Informado y aprobado"] == "sin reporte"
    assert book["Indicadores"].max_row == 48 and book["Presupuesto"].max_row == 27 * 5 + 1
    values = {r[3] for r in book["Reportes aprobados"].iter_rows(min_row=2, values_only=True)}
    assert values >= {15, 30, 5, 10}


def test_another_template_may_change_the_words(balance, tmp_path):
    """La oficina cambia la plantilla en Word; los campos siguen siendo los mismos."""
    other = Document()
    other.add_paragraph("Nuestro informe de {{ anio }}: {{ frase }}")
    other.save(tmp_path / "propia.docx")
    assert "Nuestro informe de 2020: En conjunto: entre 0.7%" in text_of(
        congress_report(balance, tmp_path / "propia.docx")
    )


@pytest.mark.integracion
def test_libreoffice_opens_it_with_the_same_numbers(balance, tmp_path):
    path = Path(tmp_path / "informe.docx")
    path.write_bytes(congress_report(balance))
    profile = f"-env:UserInstallation={(tmp_path / 'perfil').as_uri()}"
    order = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(order, check=True, capture_output=True, timeout=240)
    pdf = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "informe.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    for row in fields(balance)["resumen"]:
        numbers = [row[k] for k in ("metas", "cumplida", "en_camino", "en_riesgo", "atrasada")]
        first, *rest = numbers
        assert re.search(rf"{first}\s+{re.escape(row['intervalo'])}\s+" + r"\s+".join(rest), pdf), row["nombre"]
    flat = re.sub(r"\s+", " ", pdf)
    assert interval_words(balance.resumen(balance.metas)) in flat
    for p in fields(balance)["instituciones"]:
        counts = r"\s+".join(p[k] for k in ("debidas", "a_tiempo", "tarde", "sin_constar"))
        assert re.search(counts, pdf), p["sigla"]


def footnotes(document: bytes) -> tuple[list[str], dict[str, str]]:
    """Los números de nota que llama el cuerpo, en orden, y el texto de cada nota."""
    with zipfile.ZipFile(io.BytesIO(document)) as files:
        body, notes = (etree.fromstring(files.read(f"word/{name}.xml")) for name in ("document", "footnotes"))
    called = [r.get(qn("w:id")) for r in body.iter(qn("w:footnoteReference"))]
    return called, {n.get(qn("w:id")): "".join(n.itertext()).strip() for n in notes if n.get(qn("w:type")) is None}


def test_every_call_has_its_footnote_in_order(balance):
    called, notes = footnotes(congress_report(balance))
    assert called == list(notes) == sorted(set(called), key=int)
    assert all(len(text) > 40 or re.fullmatch(r"Como en la nota \d+\.", text) for text in notes.values())
    again = {text for text in notes.values() if text.startswith("Como")}
    assert {notes[called[int(re.search(r"\d+", text)[0]) - 1]][:9] for text in again} == {"Cuenta de"}


def test_no_figure_of_the_report_goes_without_its_footnote(balance):
    """Cada fila con cifras, y cada frase que cuenta, llama a una nota."""
    document = Document(io.BytesIO(congress_report(balance)))
    heads = {"Eje": 1, "Meta": 1, "Institución": 1}
    seen = 0
    for table in (t for t in document.tables if t.rows[0].cells[0].text in heads):
        wanted = {"Metas", "Qué se mide y qué se pide", "Nombre"} & {c.text for c in table.rows[0].cells}
        for row in table.rows[1:] if wanted else ():
            if len({c.text for c in row.cells}) > 1:
                seen += 1
                assert row._tr.findall(f".//{qn('w:footnoteReference')}"), row.cells[0].text
    said = [p for p in document.paragraphs if "de metas cumplidas" in p.text or "entregas que correspond" in p.text]
    assert all(p._p.findall(f".//{qn('w:footnoteReference')}") for p in said)
    assert len(said) == len(balance.plan.ejes) + 2 and seen > len(balance.metas)


def test_the_footnote_of_a_meta_is_its_cedula(balance, plan, datos, catalogo):
    """La dirección impresa al pie abre la misma cifra que imprime la fila."""
    _, notes = footnotes(congress_report(balance))
    printed = [n.partition("Cédula: ")[2] for n in notes.values() if "Cédula: " in n]
    assert printed == [meta_path(plan, m.meta_id) for m in balance.metas]
    answer = selector(datos, catalogo)
    where = meta_path(plan, ATRASADA).split("?")
    found = resolve(*where, lambda query, version="": answer(query), origins(metas_of(plan)))
    assert found.cifra == plan.meta(ATRASADA).valor_texto


def test_a_template_with_its_own_footnotes_keeps_them(balance, tmp_path):
    """La oficina puede haber puesto las suyas en Word: las del informe van después."""
    mine = tmp_path / "con-nota.docx"
    document = Document(PLANTILLA)
    pies = Pies()
    document.paragraphs[0].runs[0].text = pies.note("Informe anual", "Nota de la oficina.")
    pies.write(document)
    document.save(mine)
    called, notes = footnotes(congress_report(balance, mine))
    assert notes[called[0]] == "Nota de la oficina." and called == list(notes) and len(called) > len(balance.metas)
