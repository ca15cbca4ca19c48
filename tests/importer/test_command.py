"""La orden `import` como la escribe el analista: qué dice, con qué código sale y qué deja escrito."""

from pathlib import Path

import pytest

from dashboard import data_package
from dashboard.__main__ import main
from dashboard.docs_errores import errors_page
from dashboard.importer.command import Barra
from dashboard.sources.faltas import FALTAS

RAIZ = Path(__file__).resolve().parents[2]
CABEZA = "Población;Distrito fiscal;Año;Sexo;Cantidad\n"


def run(*words: str) -> int:
    return main([str(w) for w in words])


@pytest.fixture
def archivo(tmp_path: Path):
    def write(text: str, name: str = "v.csv") -> Path:
        path = tmp_path / name
        path.write_text(CABEZA + text, encoding="utf-8")
        return path

    return write


def test_exit_codes(carpeta, archivo, capsys):
    good = archivo("Presuntas víctimas;PUNO;2024;Mujer;4\n")
    half = archivo("Presuntas víctimas;PUNO;2023;Mujer;4\nPresuntas víctimas;PUNO;2023;Muger;4\n", "m.csv")
    assert run("import", good, "--datos", carpeta) == 0
    assert run("import", half, "--datos", carpeta) == 1
    assert run("import", carpeta / "no-existe.csv", "--datos", carpeta) == 2
    said = capsys.readouterr()
    assert "Informe: " in said.out and "[E-NO-EXISTE]" in said.err and "Qué hacer:" in said.err


def test_one_bad_file_does_not_stop_the_others(carpeta, archivo):
    files = [carpeta / "no-existe.csv", archivo("Presuntas víctimas;PUNO;2024;Mujer;4\n")]
    assert run("import", *files, "--datos", carpeta) == 2
    assert (carpeta / "importados" / "plantilla_victimas-2024").is_dir()


def test_nothing_loaded_is_a_refusal(carpeta, archivo, capsys):
    assert run("import", archivo("Presuntas víctimas;PUNO;2024;Muger;4\n"), "--datos", carpeta) == 2
    assert "[E-NADA-CARGADO]" in capsys.readouterr().err and not (carpeta / "importados").exists()


def test_simulate(carpeta, archivo, capsys):
    assert run("import", archivo("Presuntas víctimas;PUNO;2024;Mujer;4\n"), "--simular", "--datos", carpeta) == 0
    assert "Simulación: no se escribió nada." in capsys.readouterr().out
    assert not (carpeta / "importados").exists()


def test_unknown_source_lists_the_known_ones(carpeta, archivo, capsys):
    assert run("import", archivo("x\n"), "--como", "inventada", "--datos", carpeta) == 2
    assert "plantilla" in capsys.readouterr().err


def test_again_says_so(carpeta, archivo, capsys):
    file = archivo("Presuntas víctimas;PUNO;2024;Mujer;4\n")
    for _ in range(2):
        assert run("import", file, "--datos", carpeta) == 0
    assert capsys.readouterr().out.count("Ya estaba cargado: no cambió nada.") == 1


def test_template_then_import(carpeta, tmp_path, capsys):
    path = tmp_path / "plantilla.csv"
    assert run("plantilla", path, "--datos", carpeta) == 0
    with path.open("a", encoding="utf-8") as file:
        file.write("Presuntas víctimas;PUNO;2024;Mujer;;;;;;;2;\n")
    assert run("import", path, "--datos", carpeta) == 0
    assert run("plantilla", path, "--datos", carpeta) == 2 and "ya existe" in capsys.readouterr().err
    assert run("plantilla", tmp_path / "x.ods", "--datos", carpeta) == 2


def test_progress_only_on_a_terminal(capsys, monkeypatch):
    Barra("largo.csv")(0.5, "leyendo")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    bar = Barra("largo.csv")
    bar(0.1, "leyendo")
    assert capsys.readouterr().err == "", "un archivo corto no muestra avance"
    bar.inicio -= 10
    bar(0.5, "leyendo")
    assert "largo.csv" in (said := capsys.readouterr().err) and "50%" in said
    bar.clear()
    assert capsys.readouterr().err.startswith("\r")


def test_errors_page_lists_every_code_and_is_up_to_date():
    page = (RAIZ / "docs" / "errores.md").read_text(encoding="utf-8")
    assert all(f"`{codigo}`" in page for codigo in FALTAS)
    assert page == errors_page(), "Escríbalo de nuevo con: python -m dashboard docs"


@pytest.mark.parametrize("anio", [2019, 2021, 2023])
def test_real_files_give_the_shipped_totals(originales, carpeta, anio):
    before = data_package.load(carpeta)["casos"]
    assert run("import", originales / "mpfn" / f"delitos denunciados {anio}.csv", "--datos", carpeta) == 0
    after = data_package.load(carpeta)["casos"]
    key = ["codigo", "componente"]
    own = [f[(f["serie_id"] == "delitos") & (f["anio"] == anio)].set_index(key)["valor"] for f in (before, after)]
    assert own[0].sort_index().equals(own[1].sort_index())
