"""El formulario sin internet y los documentos de la Secretaría, por sus páginas: quién puede, qué se ve y qué queda."""

import io
import zipfile

import openpyxl
import pytest
from docx import Document

from dashboard.plan.reportes import EstadoReporte, Valor
from dashboard.sin_internet.hoja import AVANCES, EVIDENCIAS

FORMULARIO = "/reportar/formulario?periodo=2019-2020"
META = "1.3.2-P2-01"  # una cantidad del MIMP


def filled(book: bytes, value: object, proof: tuple = ()) -> bytes:
    """El formulario con una cifra en el primer año de META."""
    found = openpyxl.load_workbook(io.BytesIO(book))
    row = next(c.row for c in found[AVANCES]["A"] if c.value == META)
    found[AVANCES][f"G{row}"] = value
    for column, text in enumerate(proof, start=1):
        found[EVIDENCIAS].cell(6, column, text)
    out = io.BytesIO()
    found.save(out)
    return out.getvalue()


def upload(browser, content: bytes, name: str = "avances.xlsx"):
    browser.get("/reportar/recibir")
    return browser.post("/reportar/recibir", archivo=(io.BytesIO(content), name))


def fingerprint(browser) -> str:
    return browser.html.split('name="huella" value="')[1].split('"')[0]


@pytest.mark.parametrize(
    "path", [FORMULARIO, "/reportar/recibir", "/secretaria/informe-congreso", "/secretaria/matriz"]
)
def test_each_role_sees_its_own(abrir, path):
    assert abrir("lee").get(path).status_code == 403
    allowed = {"/secretaria/matriz": "luz", FORMULARIO: "ana", "/reportar/recibir": "ana"}.get(path)
    if allowed:
        assert abrir(allowed).get(path).status_code == 200
    if path.startswith("/secretaria"):
        assert abrir("ana").get(path).status_code == 403


def test_download_fill_upload_confirm(abrir, almacen):
    ana = abrir("ana")
    assert "Subir un formulario lleno" in ana.get("/reportar").get_data(as_text=True)
    response = ana.get(FORMULARIO)
    assert "avances_MIMP_2019-2020.xlsx" in response.headers["Content-Disposition"]
    upload(ana, filled(response.data, 4))
    assert ana.ultima.status_code == 200 and "Metas con cambios: 1." in ana.texto and META in ana.texto
    assert "sin reporte 4" in ana.texto, "se ve lo de antes y lo de ahora"
    assert almacen.own("ana") == (), "mirar no guarda"
    ana.post("/reportar/recibir/confirmar", huella=fingerprint(ana))
    assert "Se recibió avances.xlsx: 1 meta con cambios" in ana.texto
    (report,) = almacen.own("ana")
    assert (report.estado, report.origen, report.valores) == (EstadoReporte.ENVIADO, "xlsx", (Valor(2019, 4.0),))
    assert not list((almacen.archivos.carpeta.parent / "por_confirmar").rglob("*.xlsx"))


def test_a_confirmation_is_of_what_was_shown(abrir, almacen):
    ana, other = abrir("ana"), abrir("ana")
    book = ana.get(FORMULARIO).data
    upload(ana, filled(book, 4))
    shown = fingerprint(ana)
    upload(other, filled(book, 5))
    ana.post("/reportar/recibir/confirmar", huella=shown)
    assert ana.ultima.status_code == 422 and "ya no espera confirmación" in ana.texto
    assert almacen.own("ana") == ()


def test_a_refused_file_says_why_and_is_kept_aside(abrir, almacen):
    ana = abrir("ana")
    book = ana.get(FORMULARIO).data
    upload(ana, filled(book, "cuatro"))
    assert ana.ultima.status_code == 422
    assert "«cuatro» no es una cifra" in ana.texto and "[E-REPORTE-CELDAS]" in ana.texto and "Qué hacer:" in ana.texto
    aside = almacen.archivos.carpeta.parent / "rechazados"
    assert sorted(p.name for p in aside.iterdir()) == ["avances.xlsx", "avances.xlsx.txt"]
    upload(abrir("beto"), filled(book, 4))
    beto = abrir("beto")
    upload(beto, filled(book, 4))
    assert "es el formulario de MIMP y se quiso recibir como de MP" in beto.texto
    for name, content in (("avances.xlsx", b"Meta;Valor\n"), ("../../x.xlsx", b"<html>"), ("x.pdf", b"%PDF-1.4")):
        upload(ana, content, name)
        assert ana.ultima.status_code == 422 and "[E-" in ana.texto
    ana.get("/reportar/recibir")
    ana.post("/reportar/recibir")
    assert "Elija el formulario lleno" in ana.texto


def test_the_secretaria_receives_for_any_institution_with_its_proofs(abrir, almacen):
    luz = abrir("luz")
    book = luz.get(FORMULARIO + "&institucion=MIMP").data
    proof = (META, "Acta", "acta.pdf", "2 · documento")
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as made:
        made.writestr("f.xlsx", filled(book, 4, proof))
        made.writestr("acta.pdf", b"%PDF-1.4\n%%EOF\n")
    upload(luz, package.getvalue(), "envio.zip")
    luz.post("/reportar/recibir/confirmar", huella=fingerprint(luz))
    (report,) = almacen.own("ana")
    assert [e.tipo for e in report.evidencias] == ["application/pdf"]
    assert luz.get(FORMULARIO + "&institucion=NADIE").status_code == 404


def test_the_documents_of_the_secretaria(abrir, almacen):
    luz = abrir("luz")
    page = luz.get("/secretaria").get_data(as_text=True)
    assert "Informe anual al Congreso" in page and "Matriz de M y E" in page
    response = luz.get("/secretaria/informe-congreso?anio=2020")
    assert "informe-congreso_2020_" in response.headers["Content-Disposition"]
    assert "Informe anual al Congreso" in Document(io.BytesIO(response.data)).paragraphs[0].text
    assert "Matriz" in openpyxl.load_workbook(io.BytesIO(luz.get("/secretaria/matriz").data)).sheetnames
    assert luz.get("/secretaria/informe-congreso?anio=1999").status_code == 422
