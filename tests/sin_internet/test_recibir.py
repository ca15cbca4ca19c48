"""Recibir de verdad: un almacén en disco, los reportes que quedan, y lo que se rechaza sin perder nada."""

import zipfile
from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.avances.almacen import Almacen
from dashboard.avances.archivos import Archivos
from dashboard.avances.conexion import Base
from dashboard.avances.personas import CONSOLA, Rol, Usuario
from dashboard.avances.verificar import verify
from dashboard.plan.reportes import EstadoReporte, Valor
from dashboard.sin_internet.clave import signing_key
from dashboard.sin_internet.recibir import RECHAZADOS, Ventanilla
from dashboard.sources.lectura import ArchivoRechazado

from .conftest import CANTIDAD, HITO, PERIODO, PORCENTAJE, QUIEN, fill, row_of

SECRETARIA = Usuario("luz", "Luz Mamani", Rol.SECRETARIA)
PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def abrir(plan, quienes, tmp_path):
    """abrir("a", demostracion=…) → la ventanilla de una instalación nueva."""
    opened = []

    def open_desk(name: str = "avances", demostracion: bool | None = None) -> Ventanilla:
        folder = tmp_path / name
        almacen = Almacen(Base(folder), Archivos(folder / "evidencias"), plan, quienes, demostracion)
        opened.append(almacen)
        return Ventanilla(almacen, signing_key(folder), folder)

    yield open_desk
    for almacen in opened:
        almacen.base.close()


@pytest.fixture
def ventanilla(abrir) -> Ventanilla:
    desk = abrir()
    desk.almacen.create_user(CONSOLA.usuario, SECRETARIA)
    return desk


def form(desk: Ventanilla, folder: Path, name: str = "avances.xlsx", quien: str = QUIEN) -> Path:
    path = folder / name
    path.write_bytes(desk.write(quien, PERIODO))
    return path


def test_what_is_received_is_sent_in_one_step_and_the_ledger_agrees(ventanilla, tmp_path):
    path = form(ventanilla, tmp_path)
    count, state = row_of(path, CANTIDAD, 2019), row_of(path, HITO, 2020)
    fill(path, {f"G{count}": 4, f"L{count}": "Dos oficinas", f"J{state}": "en funcionamiento"})
    before = ventanilla.almacen.head()
    assert len(ventanilla.examine(path).cambios) == 2
    assert ventanilla.almacen.head() == before, "mirar no cambia nada"
    ventanilla.receive(path, CONSOLA.usuario)
    sent = ventanilla.last_sent(QUIEN)
    assert set(sent) == {CANTIDAD, HITO}
    assert sent[CANTIDAD].valores == (Valor(2019, 4.0),) and sent[CANTIDAD].comentario == "Dos oficinas"
    assert {(r.estado, r.origen, r.version) for r in sent.values()} == {(EstadoReporte.ENVIADO, "xlsx", 1)}
    assert verify(ventanilla.almacen).faltas == ()


def test_the_same_file_twice_changes_nothing(ventanilla, tmp_path):
    path = form(ventanilla, tmp_path)
    fill(path, {f"G{row_of(path, CANTIDAD, 2019)}": 4})
    ventanilla.receive(path, CONSOLA.usuario)
    before = ventanilla.almacen.head()
    again = ventanilla.receive(path, CONSOLA.usuario)
    assert ventanilla.almacen.head() == before
    assert (again.cambios, [a.codigo for a in again.avisos]) == ((), ["A-REPORTE-REPETIDO"])


def test_observed_corrected_and_received_again(ventanilla, tmp_path):
    """El círculo sin internet: la observación sale en un formulario nuevo y lo corregido vuelve como subsanado."""
    path = form(ventanilla, tmp_path)
    fila = row_of(path, PORCENTAJE, 2019)
    fill(path, {f"G{fila}": 4, f"I{fila}": 10})
    ventanilla.receive(path, CONSOLA.usuario)
    report = ventanilla.last_sent(QUIEN)[PORCENTAJE]
    ventanilla.almacen.observe("luz", report.reporte_id, "¿Por qué solo 10?")
    second = form(ventanilla, tmp_path, "otra.xlsx")
    fill(second, {f"I{fila}": 12, f"L{fila}": "Eran 12"})
    (change,) = ventanilla.receive(second, CONSOLA.usuario).cambios
    assert change.lineas[0] == ("2019", "4 de 10 (40.0%)", "4 de 12 (33.3%)")
    now = ventanilla.last_sent(QUIEN)[PORCENTAJE]
    assert (now.version, now.estado) == (2, EstadoReporte.SUBSANADO)
    with pytest.raises(ArchivoRechazado) as caught:
        ventanilla.receive(fill(path, {f"I{fila}": 11}), CONSOLA.usuario)
    assert caught.value.codigo == "E-REPORTE-ANTIGUO"
    assert ventanilla.last_sent(QUIEN)[PORCENTAJE] == now


def test_two_files_at_once_cannot_both_win(ventanilla, tmp_path, monkeypatch):
    """Entre mirar y guardar entra otra versión: la transacción lo ve y el segundo se rechaza entero."""
    one, two = form(ventanilla, tmp_path, "a.xlsx"), form(ventanilla, tmp_path, "b.xlsx")
    fila, state = row_of(one, CANTIDAD, 2019), row_of(one, HITO, 2019)
    fill(one, {f"G{fila}": 4})
    fill(two, {f"G{fila}": 5, f"J{state}": "en funcionamiento"})
    real, store = ventanilla.almacen.receive, []

    def interrupted(*args):
        if not store:
            store.append(True)
            ventanilla.receive(one, CONSOLA.usuario)
        return real(*args)

    monkeypatch.setattr(ventanilla.almacen, "receive", interrupted)
    with pytest.raises(ArchivoRechazado) as caught:
        ventanilla.receive(two, CONSOLA.usuario)
    assert caught.value.codigo == "E-REPORTE-ANTIGUO"
    sent = ventanilla.last_sent(QUIEN)
    assert set(sent) == {CANTIDAD} and sent[CANTIDAD].valores == (Valor(2019, 4.0),)


def test_a_refused_file_is_kept_with_its_reason_unless_it_names_someone(ventanilla, tmp_path):
    path = form(ventanilla, tmp_path)
    fill(path, {f"C{row_of(path, CANTIDAD, 2019)}": "otra meta"})
    for _ in range(2):
        with pytest.raises(ArchivoRechazado):
            ventanilla.receive(path, CONSOLA.usuario)
    folder = ventanilla.carpeta / RECHAZADOS
    assert sorted(p.name for p in folder.iterdir()) == [
        "avances-2.xlsx",
        "avances-2.xlsx.txt",
        "avances.xlsx",
        "avances.xlsx.txt",
    ]
    assert (folder / "avances.xlsx").read_bytes() == path.read_bytes()
    assert "E-REPORTE-BLOQUEADA" in (folder / "avances.xlsx.txt").read_text(encoding="utf-8")
    private = form(ventanilla, tmp_path, "privado.xlsx")
    fill(private, {f"L{row_of(private, CANTIDAD, 2019)}": "La víctima es 45678912"})
    with pytest.raises(ArchivoRechazado):
        ventanilla.receive(private, CONSOLA.usuario)
    assert not list(folder.glob("privado*")) and ventanilla.last_sent(QUIEN) == {}


def test_refused_by_owner_demonstration_installation_and_closed_period(ventanilla, abrir, tmp_path):
    path = form(ventanilla, tmp_path)
    fill(path, {f"G{row_of(path, CANTIDAD, 2019)}": 4})

    def code(desk: Ventanilla, institucion: str = "", file: Path = path) -> str:
        with pytest.raises(ArchivoRechazado) as caught:
            desk.examine(file, institucion)
        return caught.value.codigo

    assert code(ventanilla, "MININTER") == "E-REPORTE-INSTITUCION"
    assert code(abrir("otra")) == "E-REPORTE-SELLO"
    demo = abrir("demo", demostracion=True)
    demo.almacen.create_user(CONSOLA.usuario, SECRETARIA)
    same_key = Ventanilla(demo.almacen, ventanilla.clave, demo.carpeta)
    assert code(same_key) == "E-REPORTE-DEMOSTRACION"
    assert code(ventanilla, file=form(same_key, tmp_path, "demo.xlsx")) == "E-REPORTE-DEMOSTRACION"
    ventanilla.almacen.close_period("luz", PERIODO)
    assert code(ventanilla) == "E-REPORTE-CERRADO"


def test_a_form_of_an_older_plan(ventanilla, abrir, plan, tmp_path, monkeypatch):
    from dataclasses import replace

    path = form(ventanilla, tmp_path)
    metas = tuple(replace(m, valor=7.0, valor_texto="al menos 7") if m.meta_id == CANTIDAD else m for m in plan.metas)
    monkeypatch.setattr(ventanilla.almacen, "plan", replace(plan, metas=metas))
    with pytest.raises(ArchivoRechazado) as caught:
        ventanilla.examine(path)
    assert caught.value.codigo == "E-REPORTE-PLAN"
    assert len(ventanilla.examine(form(ventanilla, tmp_path, "mp.xlsx", "MP")).leido.valores) == 41


def test_proof_files_travel_in_the_zip_and_stay_in_the_store(ventanilla, tmp_path):
    path = form(ventanilla, tmp_path)
    proof = (HITO, "Acta firmada", "acta.pdf", "2 · documento")
    fill(path, {f"J{row_of(path, HITO, 2019)}": "en funcionamiento"}, (proof,))
    package = tmp_path / "envio.zip"
    with zipfile.ZipFile(package, "w") as made:
        made.write(path, "avances.xlsx")
        made.writestr("acta.pdf", PDF)
    ventanilla.receive(package, CONSOLA.usuario)
    (kept,) = ventanilla.last_sent(QUIEN)[HITO].evidencias
    assert (kept.titulo, kept.nivel, kept.tipo) == ("Acta firmada", 2, "application/pdf")
    assert ventanilla.almacen.archivos.read(kept.sha256) == PDF
    following = form(ventanilla, tmp_path, "despues.xlsx")
    fill(following, {f"K{row_of(following, HITO, 2019)}": "Con acta"})
    ventanilla.receive(following, CONSOLA.usuario)
    assert [e.sha256 for e in ventanilla.last_sent(QUIEN)[HITO].evidencias] == [kept.sha256]
    assert verify(ventanilla.almacen).faltas == ()


def test_a_proof_the_store_does_not_admit_refuses_everything(ventanilla, tmp_path):
    path = form(ventanilla, tmp_path)
    fill(path, {f"J{row_of(path, HITO, 2019)}": "en funcionamiento"}, ((HITO, "Programa", "x.exe", "2 · documento"),))
    folder = tmp_path / "envio"
    folder.mkdir()
    path.rename(folder / "avances.xlsx")
    (folder / "x.exe").write_bytes(b"MZ\x90\x00")
    with pytest.raises(ArchivoRechazado) as caught:
        ventanilla.receive(folder, CONSOLA.usuario)
    assert caught.value.codigo == "E-REPORTE-ALMACEN" and ventanilla.last_sent(QUIEN) == {}


@pytest.mark.integracion
def test_the_console_circle(tmp_path, monkeypatch, capsys):
    """plantilla → llenar → recibir --simular → recibir → plantilla con lo enviado."""
    monkeypatch.setenv("MIRADOR_AVANCES", str(tmp_path / "avances"))
    monkeypatch.chdir(tmp_path)
    order = ["plantilla", "--institucion", QUIEN, "--periodo", PERIODO]
    assert main(order) == 0 and main(order) == 2
    path = tmp_path / f"avances_{QUIEN}_{PERIODO}.xlsx"
    fill(path, {f"G{row_of(path, CANTIDAD, 2019)}": 4})
    capsys.readouterr()
    assert main(["recibir", "--simular", path.name]) == 0
    shown = capsys.readouterr().out
    assert f"{CANTIDAD} (primera vez)" in shown and "2019: sin reporte → 4" in shown and "No se guardó nada" in shown
    assert main(["recibir", path.name]) == 0
    assert "quedó enviado" in capsys.readouterr().out
    assert main(["plantilla", "nueva.xlsx", *order[1:]]) == 0
    assert main(["recibir", "--simular", "nueva.xlsx"]) == 0
    assert "Metas con cambios: 0. Sin cambios: 9." in capsys.readouterr().out
    assert main(["plantilla", "x.xlsx", "--institucion", "NADIE", "--periodo", PERIODO]) == 2
    assert main(["recibir", "no-está.xlsx"]) == 2
    with pytest.raises(SystemExit):
        main(["plantilla", "--institucion", QUIEN])
