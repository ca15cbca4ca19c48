"""Guardar una importación: o queda entera, o queda lo de antes; y dos veces lo mismo no cambia nada."""

import multiprocessing
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from dashboard import data_package
from dashboard.importer import store
from dashboard.importer.candado import only_one
from dashboard.importer.carpetas import read_all
from dashboard.importer.ingreso import keep, simulate
from dashboard.sources.lectura import ArchivoRechazado

PUNO = ("puno", "base")


def snapshot(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def value(folder: Path, codigo: str = "puno", componente: str = "base", anio: int = 2023) -> float:
    casos = data_package.load(folder)["casos"]
    found = casos[(casos["serie_id"] == "delitos") & (casos["anio"] == anio) & (casos["codigo"] == codigo)]
    return found[found["componente"] == componente]["valor"].item()


def test_folder_has_what_was_promised(carpeta, lectura):
    result = keep(lectura({PUNO: 5}, apartadas=2), carpeta)
    names = {p.name for p in result.carpeta.iterdir()}
    assert result.carpeta == carpeta / "importados" / "prueba-2023"
    assert names >= {"datapackage.json", "casos.csv", "series.csv", "fuentes.csv", "informe.html", "informe.json"}
    assert "prueba_apartadas.csv" in names and not result.limpio
    text = (result.carpeta / "prueba_apartadas.csv").read_text(encoding="utf-8-sig")
    assert "2;E-LUGAR" in text and "'=X;1" in text, "Excel no debe tomarlo por fórmula"


def test_same_import_twice_changes_nothing(carpeta, lectura):
    keep(lectura({PUNO: 5}), carpeta)
    before, version = snapshot(carpeta), data_package.load(carpeta).version
    result = keep(lectura({PUNO: 5}), carpeta)
    assert result.informe["estado"] == "igual"
    assert (snapshot(carpeta), data_package.load(carpeta).version) == (before, version)


def test_same_import_in_two_installations_gives_the_same_bytes(carpeta, lectura, tmp_path):
    other = Path(shutil.copytree(carpeta, tmp_path / "otra"))
    first, second = (keep(lectura({PUNO: 5}), folder).carpeta for folder in (carpeta, other))
    assert snapshot(first) == snapshot(second)


def test_simulating_writes_nothing(carpeta, lectura):
    before = snapshot(carpeta)
    result = simulate(lectura({PUNO: 5}), carpeta)
    assert result.carpeta is None and result.informe["filas"]["cargadas"] == 1
    assert snapshot(carpeta) == before and not (carpeta / "importados").exists()


def test_newer_cut_off_replaces_and_older_is_refused(carpeta, lectura):
    keep(lectura({PUNO: 5}, corte=date(2024, 6, 30)), carpeta)
    keep(lectura({PUNO: 8}, corte=date(2024, 9, 30)), carpeta)
    before = snapshot(carpeta)
    with pytest.raises(ArchivoRechazado) as refused:
        keep(lectura({PUNO: 5}, corte=date(2024, 6, 30)), carpeta)
    assert refused.value.codigo == "E-CORTE-ANTERIOR" and "30/06/2024" in str(refused.value)
    assert value(carpeta) == 8 and snapshot(carpeta) == before


def test_a_file_that_ends_before_the_shipped_one_is_refused(carpeta, lectura):
    with pytest.raises(ArchivoRechazado) as refused:
        keep(lectura({PUNO: 5}, anio=2025, fin=date(2025, 10, 31)), carpeta)
    assert refused.value.codigo == "E-CORTE-ANTERIOR" and "30/11/2025" in str(refused.value)


@pytest.mark.parametrize("steps", [0, 1], ids=["antes de apartar lo anterior", "entre los dos cambios de nombre"])
def test_power_cut_leaves_the_previous_state(carpeta, lectura, steps):
    """Un proceso que muere sin avisar, en cada momento del reemplazo."""
    keep(lectura({PUNO: 5}), carpeta)
    process = multiprocessing.get_context("fork").Process(target=die_after, args=(steps, lectura({PUNO: 9}), carpeta))
    process.start()
    process.join()
    assert process.exitcode == 3
    assert value(carpeta) == 5 and read_all(carpeta)[1] == []
    keep(lectura({PUNO: 9}), carpeta)
    assert value(carpeta) == 9
    assert [p.name for p in (carpeta / "importados").iterdir() if p.is_dir()] == ["prueba-2023"]


def die_after(steps: int, lectura, carpeta: Path) -> None:
    real, done = os.replace, []

    def replace(*paths):
        if len(done) == steps:
            os._exit(3)
        done.append(real(*paths))

    store.os.replace = replace
    keep(lectura, carpeta)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_an_error_of_the_disk_changes_nothing(carpeta, lectura, monkeypatch, step):
    keep(lectura({PUNO: 5}), carpeta)
    before = snapshot(carpeta)

    def full(*_args):
        raise OSError(28, "No queda espacio en el dispositivo")

    monkeypatch.setattr(store.os, step, full)
    with pytest.raises(ArchivoRechazado) as refused:
        keep(lectura({PUNO: 9}), carpeta)
    monkeypatch.undo()
    assert refused.value.codigo == "E-NO-SE-ESCRIBE" and "espacio" in str(refused.value)
    assert snapshot(carpeta) == before


def test_two_imports_at_once(carpeta, lectura):
    keep(lectura({PUNO: 5}), carpeta)
    with only_one(carpeta / "importados", "otra.csv"), pytest.raises(ArchivoRechazado) as refused:
        keep(lectura({PUNO: 9}), carpeta)
    assert refused.value.codigo == "E-OCUPADO"
    keep(lectura({PUNO: 9}), carpeta)
    assert value(carpeta) == 9


@pytest.mark.parametrize(
    ("campo", "malo", "dice"),
    [("codigo", "atlantida", "atlantida"), ("componente", "raro", "raro"), ("valor", -1, "negativos")],
)
def test_a_reader_that_errs_is_stopped_at_the_door(carpeta, lectura, campo, malo, dice):
    wrong = lectura({PUNO: 5})
    wrong.casos[campo] = malo
    with pytest.raises(ArchivoRechazado) as refused:
        keep(wrong, carpeta)
    assert refused.value.codigo == "E-INCOHERENTE" and dice in str(refused.value)
    assert read_all(carpeta) == ([], [])
