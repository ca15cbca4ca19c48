"""Un formulario alterado, viejo o ajeno se rechaza con su código y su celda; nada se recibe a medias."""

import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from dashboard.plan.reportes import EstadoReporte, Reporte, Valor
from dashboard.sin_internet.envoltorio import unwrap
from dashboard.sin_internet.hoja import AVANCES, CONTROL, EVIDENCIAS
from dashboard.sin_internet.leer import read_form
from dashboard.sin_internet.revisar import review
from dashboard.sources.faltas import FALTAS
from dashboard.sources.lectura import ArchivoRechazado

from .conftest import CANTIDAD, CLAVE, HITO, PORCENTAJE, QUIEN, fill, row_of


def refusal(path: Path, clave: bytes = CLAVE) -> ArchivoRechazado:
    with pytest.raises(ArchivoRechazado) as caught:
        read_form(path, clave)
    assert caught.value.codigo in FALTAS
    return caught.value


def edit(path: Path, hoja: str, celda: str, value: object) -> Path:
    book = openpyxl.load_workbook(path)
    book[hoja][celda] = value
    book.save(path)
    return path


def test_a_form_signed_by_another_installation(escribir):
    assert refusal(escribir(), b"otra clave").codigo == "E-REPORTE-SELLO"


@pytest.mark.parametrize("fila", [1, 2, 3, 4, 30])
def test_any_edit_of_the_hidden_sheet(escribir, fila):
    path = escribir()
    before = openpyxl.load_workbook(path)[CONTROL].cell(fila, 1).value
    assert refusal(edit(path, CONTROL, f"A{fila}", before.replace("1", "2", 1) + " ")).codigo == "E-REPORTE-SELLO"


def test_a_form_dressed_as_another_institution(escribir):
    """Copiar el control de otro formulario no sirve: lo que se ve no es lo que ese control firmó."""
    mimp, mininter = escribir(), escribir(quien="MININTER")
    lines = [row[0].value for row in openpyxl.load_workbook(mininter)[CONTROL].iter_rows(max_col=1)]
    book = openpyxl.load_workbook(mimp)
    sheet = book[CONTROL]
    sheet.delete_rows(1, sheet.max_row)
    for n, line in enumerate(lines, start=1):
        sheet.cell(n, 1, line)
    book.save(mimp)
    assert refusal(mimp).codigo == "E-REPORTE-BLOQUEADA"


def test_a_locked_cell_changed_says_which(escribir):
    fila = row_of(path := escribir(), CANTIDAD, 2019)
    error = refusal(edit(path, AVANCES, f"C{fila}", "al menos 1"))
    assert error.codigo == "E-REPORTE-BLOQUEADA"
    assert f"celda C{fila} (fila {fila}, columna «Qué pide el Plan»): decía «2»" in str(error)
    assert "y dice «al menos 1»" in str(error)


def test_deleted_inserted_and_sorted_rows(escribir):
    for change in ("delete_rows", "insert_rows"):
        path = escribir()
        book = openpyxl.load_workbook(path)
        book[AVANCES].unmerge_cells("A8:A9")
        getattr(book[AVANCES], change)(row_of(path, HITO, 2019))
        book.save(path)
        assert refusal(path).codigo == "E-REPORTE-BLOQUEADA"


def test_text_outside_the_entry_cells_is_not_lost_in_silence(escribir):
    fila = row_of(path := escribir(), HITO, 2019)
    error = refusal(edit(path, AVANCES, f"N{fila}", "ver oficio"))
    assert error.codigo == "E-REPORTE-FUERA" and f"celda N{fila}" in str(error) and "ver oficio" in str(error)
    assert refusal(edit(escribir(), EVIDENCIAS, "F9", "nota suelta")).codigo == "E-REPORTE-FUERA"


@pytest.mark.parametrize(
    ("value", "dice"),
    [
        ("doce", "«doce» no es una cifra"),
        ("45%", "sin el signo"),
        ("1,234", "de dos maneras"),
        (True, "verdadero o falso"),
    ],
)
def test_a_number_that_is_not_clear_is_refused(escribir, value, dice):
    fila = row_of(path := escribir(), CANTIDAD, 2020)
    error = refusal(fill(path, {f"G{fila}": value}))
    assert error.codigo == "E-REPORTE-CELDAS"
    assert f"celda G{fila} (fila {fila}, columna «Valor»)" in str(error) and dice in str(error)


def test_a_percentage_typed_in_excel_is_not_read_as_a_fraction(escribir):
    fila = row_of(path := escribir(), PORCENTAJE, 2020)
    book = openpyxl.load_workbook(path)
    book[AVANCES][f"G{fila}"], book[AVANCES][f"G{fila}"].number_format = 0.45, "0%"
    book.save(path)
    assert "escrita como porcentaje" in str(refusal(path))


@pytest.mark.parametrize(
    ("columna", "texto"),
    [("K", "Se atendió a 45678912"), ("L", "Escriba a ana@ejemplo.pe"), ("L", "Llamar al 987 654 321")],
)
def test_personal_data_is_refused_and_not_repeated(escribir, columna, texto):
    fila = row_of(path := escribir(), CANTIDAD, 2019)
    error = refusal(fill(path, {f"{columna}{fila}": texto}))
    assert error.codigo == "E-REPORTE-PERSONAL" and f"celda {columna}{fila}" in str(error)
    assert texto.split()[-1] not in str(error)


def test_what_the_meta_does_not_admit(plan, escribir):
    """Un porcentaje sin total, más que el total, y un estado que no es suyo: cada uno con sus filas."""
    path = escribir()
    share, state = row_of(path, PORCENTAJE, 2019), row_of(path, HITO, 2019)
    fill(path, {f"G{share}": 5, f"G{share + 1}": 9, f"I{share + 1}": 8, f"J{state}": "terminadísimo"})
    leido = read_form(path, CLAVE)
    with pytest.raises(ArchivoRechazado) as caught:
        review(leido, plan, {}, {})
    text = str(caught.value)
    assert caught.value.codigo == "E-REPORTE-CELDAS"
    assert f"filas {share} a {share + 1}" in text and "necesita las dos cifras" in text and "más que el total" in text
    assert f"filas {state} a {state + 1}" in text and "«terminadísimo» no es un estado" in text


@pytest.mark.parametrize(
    ("row", "dice"),
    [
        (("9.9.9-P9-09", "Acta", "https://e.pe/a", "2 · documento"), "celda A6 (fila 6, columna «Meta»)"),
        ((HITO, None, "https://e.pe/a", "2 · documento"), "escriba un título"),
        ((HITO, "Acta", None, "2 · documento"), "el enlace o el nombre del archivo"),
        ((HITO, "Acta", "https://e.pe/a", "5"), "elija un nivel"),
    ],
)
def test_incomplete_proofs(escribir, row, dice):
    error = refusal(fill(escribir(), {}, (row,)))
    assert error.codigo == "E-REPORTE-CELDAS" and dice in str(error)


def test_nobody_verifies_their_own_proof(plan, escribir):
    row = (HITO, "Acta", "https://e.pe/a", "3 · verificada por la Secretaría Técnica")
    leido = read_form(fill(escribir(), {}, (row,)), CLAVE)
    with pytest.raises(ArchivoRechazado, match="lo pone la Secretaría Técnica"):
        review(leido, plan, {}, {})


def test_a_stale_form_is_refused_only_where_it_would_undo_something(plan, escribir, informado):
    path = escribir(informado)
    fila = row_of(path, CANTIDAD, 2020)
    leido = read_form(fill(path, {f"G{fila}": 7}), CLAVE)
    later = Reporte(9, QUIEN, CANTIDAD, 3, EstadoReporte.ENVIADO, (Valor(2020, 8.0),))
    with pytest.raises(ArchivoRechazado) as caught:
        review(leido, plan, informado | {CANTIDAD: later}, {})
    assert caught.value.codigo == "E-REPORTE-ANTIGUO" and CANTIDAD in str(caught.value)
    elsewhere = replace(informado[PORCENTAJE], version=7)
    revision = review(leido, plan, informado | {PORCENTAJE: elsewhere}, {})
    assert [c.envio.meta_id for c in revision.cambios] == [CANTIDAD]


def test_a_meta_emptied_keeps_what_it_had(plan, escribir, informado):
    path = escribir(informado)
    fila = row_of(path, PORCENTAJE, 2019)
    gone = {f"{c}{n}": None for c in "GI" for n in (fila, fila + 1)} | {f"L{fila}": None}
    revision = review(read_form(fill(path, gone), CLAVE), plan, informado, {})
    assert revision.cambios == ()
    assert [a.codigo for a in revision.avisos] == ["A-REPORTE-VACIADA"]


def test_formulas_macros_bombs_and_disguises(escribir, tmp_path):
    fila = row_of(path := escribir(), CANTIDAD, 2020)
    assert refusal(fill(path, {f"G{fila}": "=2+5"})).codigo == "E-FORMULAS"
    macros = tmp_path / "macros.xlsx"
    shutil.copy(escribir(), macros)
    with zipfile.ZipFile(macros, "a") as book:
        book.writestr("xl/vbaProject.bin", b"\x00")
    assert refusal(macros).codigo == "E-MACROS"
    bomb = tmp_path / "bomba.xlsx"
    shutil.copy(escribir(), bomb)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet99.xml", b" " * 70_000_000)
    assert refusal(bomb).codigo == "E-BOMBA"
    csv = tmp_path / "avances.xlsx"
    csv.write_text("Meta;Valor\n1.3.2-P2-01;7\n", encoding="utf-8")
    assert refusal(csv).codigo == "E-REPORTE-NO-ES" and "archivo de texto" in str(refusal(csv))
    other = tmp_path / "otro.xlsx"
    openpyxl.Workbook().save(other)
    assert refusal(other).codigo == "E-REPORTE-NO-ES"
    cut = tmp_path / "cortado.xlsx"
    cut.write_bytes(escribir().read_bytes()[:9000])
    assert refusal(cut).codigo == "E-LIBRO-CORTADO"
    assert refusal(tmp_path / "no-está.xlsx").codigo == "E-NO-EXISTE"


def pack(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


PDF = b"%PDF-1.4\n%%EOF\n"


def test_proofs_come_beside_the_form_in_a_zip_or_a_folder(plan, escribir, tmp_path):
    fila = row_of(path := escribir(), HITO, 2019)
    form = fill(path, {f"J{fila}": "no iniciado"}, ((HITO, "Acta firmada", "Acta instalación.PDF", "2 · documento"),))
    parts = {"envío/avances.xlsx": form.read_bytes(), "envío/pruebas/acta instalación.pdf": PDF, "envío/foto.png": PDF}
    folder = tmp_path / "carpeta"
    for name, content in parts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    for source in (pack(tmp_path / "envio.zip", parts), folder):
        with unwrap(source) as (book, files):
            revision = review(read_form(book, CLAVE), plan, {}, files)
            (proof,) = revision.cambios[0].envio.evidencias
            assert revision.adjuntos[proof.sha256].read_bytes() == PDF
            assert [a.codigo for a in revision.avisos] == ["A-REPORTE-SOBRA"]
    with unwrap(form) as (book, files), pytest.raises(ArchivoRechazado) as caught:
        review(read_form(book, CLAVE), plan, {}, files)
    assert caught.value.codigo == "E-REPORTE-FALTA-ARCHIVO" and "Acta instalación.PDF" in str(caught.value)


def test_a_package_never_writes_outside_and_needs_one_form(escribir, tmp_path):
    form = escribir().read_bytes()
    evil = pack(tmp_path / "malo.zip", {"../../fuera.txt": b"hola", "a.xlsx": form})
    with unwrap(evil) as (_, files):
        assert [p.name for p in files.values()] == ["fuera.txt"]
    assert not (tmp_path.parent / "fuera.txt").exists() and not (tmp_path.parents[1] / "fuera.txt").exists()
    for parts in ({"nota.txt": b"x"}, {"a.xlsx": form, "b.xlsx": form}):
        with pytest.raises(ArchivoRechazado) as caught, unwrap(pack(tmp_path / "paquete.zip", parts)):
            pass
        assert caught.value.codigo == "E-REPORTE-PAQUETE"
