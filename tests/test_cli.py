"""Las órdenes de `python -m dashboard`, como las escribe quien mantiene el tablero."""

import re

import pytest

from dashboard.__main__ import main
from dashboard.charts import registry
from dashboard.settings import Settings


def test_check(capsys):
    assert main(["check"]) == 0
    assert re.search(r"Los datos están bien: \d+ tablas, [\d,]+ filas, versión [0-9a-f]{10}\.", capsys.readouterr().out)


def test_check_of_a_folder_without_package(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("MIRADOR_DATOS", str(tmp_path))
    assert main(["check"]) == 1
    assert "Indique en MIRADOR_DATOS una carpeta que lo contenga" in capsys.readouterr().err


def test_charts_lists_every_chart_with_question_sources_and_columns(capsys):
    assert main(["charts"]) == 0
    out = capsys.readouterr().out
    for chart in registry().values():
        assert f"{chart.id}\n" in out and chart.question in out
        assert ", ".join(c.titulo for c in chart.columns.values()) in out
    assert out.count("fuentes:") == len(registry())


def test_docs_are_up_to_date(capsys):
    assert main(["docs", "--comprobar"]) == 0, capsys.readouterr().out


def test_help_is_in_spanish(capsys):
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    assert end.value.code == 0
    out = capsys.readouterr().out
    for verb in ("serve", "check", "charts", "docs", "limites"):
        assert verb in out
    assert "revisa la carpeta de datos" in out


@pytest.mark.parametrize("value", ["ochenta", "0", "70000", "-1", ""])
def test_wrong_port(monkeypatch, value):
    monkeypatch.setenv("MIRADOR_PUERTO", value)
    with pytest.raises(SystemExit, match="Escriba un número de 1 a 65535"):
        Settings.from_environment()


def test_settings_from_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("MIRADOR_PUERTO", "8099")
    monkeypatch.setenv("MIRADOR_DATOS", str(tmp_path))
    settings = Settings.from_environment()
    assert (settings.puerto, settings.datos, settings.url) == (8099, tmp_path, "http://127.0.0.1:8099")
