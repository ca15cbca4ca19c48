"""Cada falta tiene su archivo mínimo, con el código por nombre; lo que no cabe en uno se fabrica aquí."""

import zipfile
from pathlib import Path

import pytest
from delitos_fabrica import as_bytes, fila

from dashboard import sources
from dashboard.sources import delitos_cubo, libro, texto
from dashboard.sources.faltas import FALTAS
from dashboard.sources.faltas_archivo import FALTAS_DE_ARCHIVO
from dashboard.sources.faltas_filas import FALTAS_DE_FILAS
from dashboard.sources.lectura import ArchivoRechazado, Lectura

CARPETA = Path(__file__).parent / "faltas"
NUESTRAS = {f[0] for f in (*FALTAS_DE_ARCHIVO, *FALTAS_DE_FILAS)}
DE_UN_ARCHIVO = sorted(p for p in CARPETA.iterdir() if p.stem in NUESTRAS)
FABRICADAS = {
    *("E-NO-EXISTE", "E-NO-ES-ARCHIVO", "E-NO-SE-ABRE", "E-MUY-GRANDE", "E-BOMBA", "E-RENGLON-LARGO", "E-FUENTE"),
    *("E-FUENTE-DUDOSA", "E-INTERNO", "E-MEMORIA", "E-DEMASIADAS", "A-REPARACIONES"),
}


def codes(lectura: Lectura) -> set[str]:
    return {x.codigo for x in (*lectura.apartadas, *lectura.avisos, *lectura.reparaciones)}


def refusal(path: Path, **opciones) -> str:
    with pytest.raises(ArchivoRechazado) as refused:
        sources.read(path, **opciones)
    assert refused.value.codigo in str(refused.value)
    return refused.value.codigo


@pytest.fixture
def bueno(tmp_path: Path) -> Path:
    path = tmp_path / "bueno.csv"
    path.write_bytes(as_bytes([fila()]))
    return path


@pytest.mark.parametrize("path", DE_UN_ARCHIVO, ids=lambda p: p.stem)
def test_each_fault_has_its_file(path):
    try:
        lectura = sources.read(path)
    except ArchivoRechazado as refused:
        assert refused.codigo == path.stem
    else:
        assert path.stem in codes(lectura)
        apartadas = [a for a in lectura.apartadas if a.codigo == path.stem]
        assert all(a.texto and a.razon and "{" not in a.razon for a in apartadas)
        assert len(lectura.apartadas) == len(apartadas)


def test_no_fault_is_left_without_a_test():
    assert {p.stem for p in DE_UN_ARCHIVO} | FABRICADAS == NUESTRAS
    assert len(FALTAS_DE_ARCHIVO) + len(FALTAS_DE_FILAS) == len(NUESTRAS), "un código está dos veces"


def test_every_fault_says_what_to_do():
    assert [f.codigo for f in FALTAS.values() if not (f.titulo and f.mensaje and f.que_hacer.endswith("."))] == []


def test_paths_that_are_not_readable_files(tmp_path):
    assert refusal(tmp_path / "no-esta.csv") == "E-NO-EXISTE"
    assert refusal(tmp_path) == "E-NO-ES-ARCHIVO"
    assert refusal(tmp_path / ("x" * 5000)) == "E-NO-SE-ABRE"


def test_two_gigabytes_are_refused_without_being_read(tmp_path):
    path = tmp_path / "grande.csv"
    with path.open("wb") as file:
        file.truncate(2 * 1000**3)
    assert refusal(path) == "E-MUY-GRANDE"


def test_an_endless_line_is_refused(tmp_path):
    path = tmp_path / "largo.csv"
    path.write_bytes(as_bytes([fila()]) + b"a" * (2 * texto.BLOQUE + 5))
    assert refusal(path) == "E-RENGLON-LARGO"


def test_a_bomb_is_refused_before_it_grows(tmp_path, monkeypatch):
    path = tmp_path / "bomba.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", "<x/>")
        book.writestr("xl/worksheets/sheet1.xml", b" " * (libro.LIMITE // 100))
    assert path.stat().st_size < 50_000
    monkeypatch.setattr(libro, "LIMITE", libro.LIMITE // 101)
    assert refusal(path) == "E-BOMBA"


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path):
    path = tmp_path / "miente.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", b"<x/>" + b" " * 5_000_000)
    data = path.read_bytes()
    path.write_bytes(data.replace((5_000_004).to_bytes(4, "little"), (4).to_bytes(4, "little")))
    assert refusal(path) == "E-LIBRO-CORTADO"


def test_an_unknown_source_is_refused(bueno):
    assert refusal(bueno, como="otra") == "E-FUENTE"


def test_two_equal_sources_ask_for_como(bueno, monkeypatch):
    from dataclasses import replace

    own = sources.sources()["mpfn_delitos"]
    twins = {s.id: s for s in (own, replace(own, id="gemela"))}
    monkeypatch.setattr(sources, "sources", lambda: twins)
    assert refusal(bueno) == "E-FUENTE-DUDOSA"
    assert sources.read(bueno, como="gemela").leidas == 1


@pytest.mark.parametrize(("error", "codigo"), [(ZeroDivisionError(), "E-INTERNO"), (MemoryError(), "E-MEMORIA")])
def test_no_other_error_reaches_the_reader(bueno, monkeypatch, error, codigo):
    def fail(*_):
        raise error

    monkeypatch.setattr(delitos_cubo.Cubo, "add", fail)
    assert refusal(bueno) == codigo


def test_too_many_bad_rows_refuse_the_file(tmp_path, monkeypatch):
    path = tmp_path / "malo.csv"
    path.write_bytes(as_bytes([fila(cantidad="x")] * 12))
    monkeypatch.setattr(delitos_cubo, "MAX_APARTADAS", 10)
    assert refusal(path) == "E-DEMASIADAS"


def test_a_long_list_of_repairs_says_it_was_cut(tmp_path, monkeypatch):
    path = tmp_path / "miles.csv"
    path.write_bytes(as_bytes([fila(cantidad="1,000")] * 12))
    monkeypatch.setattr(delitos_cubo, "MAX_LISTADAS", 10)
    lectura = sources.read(path)
    assert "A-REPARACIONES" in codes(lectura)
    assert lectura.casos["valor"].sum() == 12_000
    assert len(lectura.reparaciones) == 10


def test_a_csv_named_docx_is_read_by_its_content(bueno):
    path = bueno.rename(bueno.with_suffix(".docx"))
    assert sources.read(path).casos["valor"].sum() == 4
