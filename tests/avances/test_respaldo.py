"""Respaldar mientras se escribe, restaurar entero o nada, y pasar de SQLite a PostgreSQL y de vuelta."""

import json
import sqlite3
import zipfile
from threading import Event, Thread

import pytest

from dashboard.avances import respaldo
from dashboard.avances.errores import ContenidoInvalido, FueraDeOrden, NoExiste
from dashboard.avances.verificar import verify
from dashboard.plan.reportes import Envio, Evidencia, Valor

META = "1.3.2-P1-01"


@pytest.fixture
def lleno(almacen):
    sha, tipo = almacen.keep_file("ana", b"%PDF-1.7 acta")
    proof = Evidencia("archivo", "Acta", 2, sha256=sha, tipo=tipo)
    saved = almacen.save_draft("ana", "MIMP", META, [Valor(2017, 1234.5), Valor(2018, nota="ñandú")], [proof])
    almacen.approve("luz", almacen.send("ana", saved.reporte_id).reporte_id)
    almacen.set_password("jefe", "ana", "una clave que se recuerda")
    return almacen


def test_a_copy_restored_elsewhere_says_the_same(lleno, open_at, tmp_path):
    """De la base que sea a SQLite: mismas cifras, misma cabeza, mismas claves, mismos archivos."""
    head = respaldo.back_up(lleno, tmp_path / "copia.zip")
    other = open_at(tmp_path / "otra")
    assert respaldo.restore(other, tmp_path / "copia.zip") == head == lleno.head()
    assert other.public() == lleno.public() and verify(other, head).faltas == ()
    assert other.evidence("luz", 1, 1)[1] == b"%PDF-1.7 acta"
    assert other.authenticate("ana", "una clave que se recuerda") is not None
    assert other.save_draft("ana", "MIMP", META, [Valor(2017, 9)]).version == 2


def test_moving_to_another_database_and_back_loses_nothing(open_at, tmp_path, url, plan):
    """SQLite → la base de la prueba (PostgreSQL donde hay) → SQLite."""
    from .conftest import CUENTAS

    first = open_at(tmp_path / "primera")
    for user in CUENTAS:
        first.create_user("consola", user)
    batch = [Envio(m.meta_id, (Valor(int(m.periodo[:4]), nota="Hecho"),)) for m in plan.metas_de("MIMP")]
    first.receive("ana", "MIMP", batch, "a" * 64, "a.xlsx")
    respaldo.back_up(first, tmp_path / "ida.zip")
    second = open_at(tmp_path / "segunda", url)
    respaldo.restore(second, tmp_path / "ida.zip")
    assert verify(second, first.head()).faltas == () and second.all_for("luz") == first.all_for("luz")
    second.approve("luz", 1)
    respaldo.back_up(second, tmp_path / "vuelta.zip")
    third = open_at(tmp_path / "tercera")
    respaldo.restore(third, tmp_path / "vuelta.zip")
    assert third.public() == second.public() and third.head() == second.head()


def test_a_copy_taken_while_others_write_is_of_one_moment(lleno, open_at, tmp_path, url):
    stop, writer = Event(), open_at(tmp_path / "avances", url)

    def write() -> None:
        n = 0
        while not stop.is_set():
            n += 1
            writer.receive("ana", "MIMP", [Envio("2.2.3-P1-01", (Valor(2017, nota=f"{n}"),))], f"{n:064d}", "x")

    thread = Thread(target=write)
    thread.start()
    try:
        heads = [respaldo.back_up(lleno, tmp_path / f"{n}.zip") for n in range(4)]
    finally:
        stop.set()
        thread.join()
    assert len(set(heads)) > 1
    for n, head in enumerate(heads):
        other = open_at(tmp_path / f"otra{n}")
        assert respaldo.restore(other, tmp_path / f"{n}.zip") == head and verify(other, head).faltas == ()


def test_a_copy_does_not_step_on_another_nor_on_a_store(lleno, open_at, tmp_path):
    respaldo.back_up(lleno, tmp_path / "copia.zip")
    with pytest.raises(FueraDeOrden, match="ya existe"):
        respaldo.back_up(lleno, tmp_path / "copia.zip")
    head = lleno.head()
    with pytest.raises(FueraDeOrden, match="ya tiene avances"):
        respaldo.restore(lleno, tmp_path / "copia.zip")
    assert lleno.head() == head
    with pytest.raises(NoExiste):
        respaldo.back_up(open_at(tmp_path / "nada"), tmp_path / "nada.zip")


def _rewrite(origen, destino, change) -> None:
    with zipfile.ZipFile(origen) as source, zipfile.ZipFile(destino, "w") as target:
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                target.writestr(name, content)


def _edited_database(tmp_path, content: bytes) -> bytes:
    path = tmp_path / "suelta.db"
    path.write_bytes(content)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE valores SET numero = 9999")
    connection.close()
    return path.read_bytes()


DAMAGES = {
    "sin ficha": lambda t, n, c: None if n == "respaldo.json" else c,
    "sin base": lambda t, n, c: None if n == "avances.db" else c,
    "sin evidencia": lambda t, n, c: None if n.startswith("evidencias/") else c,
    "otra evidencia": lambda t, n, c: b"%PDF-1.7 otra" if n.startswith("evidencias/") else c,
    "una cifra editada": lambda t, n, c: _edited_database(t, c) if n == "avances.db" else c,
    "otra cabeza": lambda t, n, c: json.dumps({"cabeza": f"3:{'0' * 64}"}).encode() if n == "respaldo.json" else c,
    "base rota": lambda t, n, c: c[:3000] if n == "avances.db" else c,
}


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_copy_is_not_restored(lleno, open_at, tmp_path, damage):
    respaldo.back_up(lleno, tmp_path / "copia.zip")
    _rewrite(tmp_path / "copia.zip", tmp_path / "mala.zip", lambda n, c: DAMAGES[damage](tmp_path, n, c))
    other = open_at(tmp_path / "otra")
    with pytest.raises(ContenidoInvalido, match="dañado"):
        respaldo.restore(other, tmp_path / "mala.zip")
    assert not other.base.archivo.exists() and not other.archivos.carpeta.exists()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("content", [b"", b"hola", b"PK\x03\x04" + b"0" * 50])
def test_what_is_not_a_copy_is_said(vacio, tmp_path, content):
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(ContenidoInvalido, match="no es un respaldo"):
        respaldo.restore(vacio, tmp_path / "x.zip")
    with pytest.raises(ContenidoInvalido, match="no es un respaldo"):
        respaldo.restore(vacio, tmp_path / "no-existe.zip")


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_copy_takes_nothing_out_of_its_place(lleno, open_at, tmp_path):
    respaldo.back_up(lleno, tmp_path / "copia.zip")
    with zipfile.ZipFile(tmp_path / "copia.zip", "a") as package:
        package.writestr("../fuera.txt", "x")
        package.writestr("evidencias/aa/../../fuera.txt", "x")
    respaldo.restore(open_at(tmp_path / "otra"), tmp_path / "copia.zip")
    assert list(tmp_path.rglob("fuera.txt")) == []
