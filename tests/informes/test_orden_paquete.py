"""La orden `paquete`, por fuera: lo que se escribe, lo que se guarda y lo que se dice cuando algo falta."""

import zipfile

import pytest

from dashboard.__main__ import main


@pytest.fixture
def avances(tmp_path, monkeypatch):
    monkeypatch.setenv("MIRADOR_AVANCES", str(tmp_path / "avances"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_saves_the_pack_and_checks_it(avances, capsys):
    target = avances / "sesion.zip"
    order = ["paquete", "--distrito", "madre de dios", "--desde", "2016", "--hasta", "2009", "--salida", str(target)]
    assert main(order) == 0
    with zipfile.ZipFile(target) as book:
        assert any(n.startswith("trata_madre-de-dios_2009-2016_v") for n in book.namelist())
    assert "100%" not in capsys.readouterr().out
    assert main(["paquete", "--verificar", str(target)]) == 0
    assert "sesion.zip está como se hizo" in capsys.readouterr().out
    target.write_bytes(target.read_bytes()[:-100])
    assert main(["paquete", "--verificar", str(target)]) == 1
    assert "no está como se hizo" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (["--distrito", "Atlántida"], "«Atlántida» no es un distrito fiscal."),
        (["--verificar", "nada.zip"], "No se pudo leer nada.zip. Revise la ruta."),
        (["--tema", "nada.pptx"], "nada.pptx no se pudo abrir como una presentación .pptx."),
    ],
)
def test_what_is_wrong_is_a_sentence(avances, capsys, order, said):
    assert main(["paquete", *order]) == 1
    assert said in capsys.readouterr().err
