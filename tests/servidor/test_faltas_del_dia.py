"""Lo que falla un día cualquiera, con el tablero atendiendo: sigue, no pierde nada y lo dice."""

import os
import random
import select
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dashboard.avances import escritura
from dashboard.avances.almacen import Almacen
from dashboard.avances.personas import Rol, Usuario
from dashboard.avances.verificar import verify
from dashboard.importer.entrada import Entrada
from dashboard.metas.vigente import follow
from dashboard.plan.reportes import Valor
from dashboard.vivo import Vivo
from tests.avances.conftest import POSTGRESQL, esquema_postgresql, open_at  # noqa: F401
from tests.servidor.maquina import CLAVE, Persona, get, serving, wait_for
from tests.test_vivo import drop, folder, in_2023  # noqa: F401

CAIDA = float(os.environ.get("MIRADOR_CAIDA", "3"))  # segundos sin base; 30 para la prueba larga
META, PERIODO = "1.3.2-P1-01", "2017-2018"
DANADOS = {
    "ruido.csv": random.Random(1).randbytes(5000),
    "ruido.xlsx": b"PK\x03\x04" + random.Random(2).randbytes(5000),
    "vacio.csv": b"",
    "ceros.csv": bytes(3000),
    "cortado.csv": b"periodo_denuncia,anio_denuncia,distrito_fiscal\nENERO,20",
    "comillas.csv": b'a,b,c\n"' + b"x," * 4000,
    "texto.zip": b"no soy un zip",
    "nada.pdf": b"%PDF-1.7",
}


class Puente:
    """Entre el tablero y su base, en el camino de la red: se puede cortar y volver a unir."""

    def __init__(self, host: str, port: int):
        self._to, self.cortado, self._pairs = (host, port), False, []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.puerto = self._door.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        self.cortado = True
        for pair in self._pairs:
            for end in pair:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def join(self) -> None:
        self.cortado = False

    def _accept(self) -> None:
        while True:
            near, _ = self._door.accept()
            if self.cortado:
                near.close()
                continue
            pair = (near, socket.create_connection(self._to))
            self._pairs.append(pair)
            threading.Thread(target=self._carry, args=pair, daemon=True).start()

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        other = {near: far, far: near}
        with near, far, suppress(OSError):
            while True:
                for end in select.select([near, far], [], [])[0]:
                    data = end.recv(65536)
                    if not data:
                        return
                    other[end].sendall(data)


def user(almacen: Almacen, usuario: str, rol: Rol, institucion: str = "", clave: str = "") -> None:
    almacen.create_user("consola", Usuario(usuario, usuario, rol, institucion), clave)


@pytest.mark.integracion
@pytest.mark.skipif(os.name == "nt", reason="varios procesos solo fuera de Windows")
def test_the_database_gone_for_a_while(open_at, esquema_postgresql, tmp_path):  # noqa: F811
    """Lo público se abre con lo último que se supo; quien informaba insiste y al final queda una sola vez."""
    bridge = Puente("127.0.0.1", 5432)
    options = f"?options=-csearch_path%3D{esquema_postgresql}"
    almacen = open_at(tmp_path / "consola", POSTGRESQL + options)
    user(almacen, "ana", Rol.INFORMANTE, "MIMP", CLAVE)
    user(almacen, "luz", Rol.SECRETARIA)
    one = almacen.send("ana", almacen.save_draft("ana", "MIMP", META, [Valor(2017, nota="Antes.")]).reporte_id)
    almacen.approve("luz", one.reporte_id)
    through = POSTGRESQL.replace("127.0.0.1:5432", f"127.0.0.1:{bridge.puerto}") + options
    with serving(tmp_path, produccion=False, DATABASE_URL=through) as (url, _):
        wait_for(f"{url}/listo")
        ana = Persona(url, "ana")
        assert ana.enter() == 200
        csv = get(f"{url}/descargas/metas.csv")[1]
        bridge.cut()
        end = time.monotonic() + CAIDA
        worker = threading.Thread(target=ana.send, args=(PERIODO, META, f"{META}|2018|nota", "Mientras se caía."))
        worker.start()
        seen, ready = [], []
        while time.monotonic() < end or (worker.is_alive() and not ana.cortes) or not ready:
            seen += [get(url + path) for path in ("/", "/metas", "/descargas/metas.csv", "/_dash-layout")]
            watcher = Persona(url, "vigilante")
            ready.append((watcher.get("/listo"), watcher.html))
            time.sleep(0.1)
        bridge.join()
        worker.join(60)
        assert not worker.is_alive() and ana.cortes > 0
        assert {code for code, _ in seen} == {200} and seen[2][1] == csv
        assert set(ready) == {(503, "almacén de avances")}
        assert get(f"{url}/listo")[0] == 200
    sent = almacen.own("ana")
    assert [(r.version, r.estado) for r in sent] == [(1, "aprobado"), (2, "enviado")]
    assert sent[1].valores[-1].nota == "Mientras se caía." and verify(almacen).faltas == ()


@pytest.mark.integracion
@pytest.mark.skipif(os.name == "nt", reason="varios procesos solo fuera de Windows")
def test_damaged_files_dropped_while_serving(folder, tmp_path):  # noqa: F811
    """Dos procesos vigilan la carpeta: cada archivo dañado se aparta con su motivo y todo sigue en pie."""
    with serving(tmp_path, MIRADOR_DATOS=str(folder)) as (url, process):
        wait_for(f"{url}/salud")
        version = get(f"{url}/version")
        (folder / "entrada").mkdir()
        for name, content in DANADOS.items():
            (folder / "entrada" / name).write_bytes(content)
        casos = (folder / "casos.csv").read_bytes()
        (folder / "casos.csv").write_bytes(random.Random(3).randbytes(3000))
        aside, end = folder / "entrada" / "rechazados", time.monotonic() + 60
        while len(list(aside.glob("*.txt"))) < len(DANADOS) and time.monotonic() < end:
            assert get(f"{url}/")[0] == 200
            time.sleep(0.3)
        assert {p.name.removesuffix(".txt") for p in aside.glob("*.txt")} == set(DANADOS)
        assert {p.name: p.read_bytes() for p in aside.iterdir() if p.suffix != ".txt"} == DANADOS
        assert get(f"{url}/version") == version and process.poll() is None
        (folder / "casos.csv").write_bytes(casos)
        log = (tmp_path / "registro.jsonl").read_text()
        assert "Traceback" not in log and "tienen faltas" in log


def test_two_watchers_import_a_file_once(folder):  # noqa: F811
    """Ninguno la rechaza porque el otro la estaba importando."""
    watchers = [Entrada(folder, tell=lambda text: None) for _ in range(2)]
    for n in range(3):
        drop(folder, f"delitos-{n}.csv")
        for w in watchers:
            w.take()
        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(lambda w: w.take(), watchers)) == [0, 1]
    assert not (folder / "entrada" / "rechazados").exists()
    assert len(list((folder / "entrada" / "cargados").glob("*.csv"))) == 3
    assert in_2023(Vivo(folder)) == 60


def test_what_another_import_holds_waits_its_turn(folder):  # noqa: F811
    from dashboard.importer.candado import only_one

    watcher = Entrada(folder, tell=lambda text: None)
    drop(folder)
    watcher.take()
    (folder / "importados").mkdir(exist_ok=True)
    with only_one(folder / "importados", "otra.csv"):
        watcher.take()
    assert (folder / "entrada" / "delitos.csv").exists()
    watcher.take()
    assert (folder / "entrada" / "cargados" / "delitos.csv").exists()


def test_a_reader_that_breaks_does_not_stop_the_rest(folder, monkeypatch):  # noqa: F811
    from dashboard.importer import entrada

    real = entrada.bring_in

    def odd(path, *args, **more):
        return 1 / 0 if "raro" in path.name else real(path, *args, **more)

    monkeypatch.setattr(entrada, "bring_in", odd)
    watcher = Entrada(folder, tell=lambda text: None)
    drop(folder, "raro.csv")
    drop(folder, "sano.csv")
    watcher.take(), watcher.take()
    assert (folder / "entrada" / "rechazados" / "raro.csv").exists()
    assert (folder / "entrada" / "cargados" / "sano.csv").exists()


def test_a_clock_that_moves(open_at, tmp_path, plan, monkeypatch):  # noqa: F811
    """El reloj salta un año atrás y cinco adelante: el orden lo dan los números del libro, y la cadena sigue entera."""
    almacen = open_at(tmp_path / "avances")
    user(almacen, "ana", Rol.INFORMANTE, "MIMP")
    user(almacen, "luz", Rol.SECRETARIA)
    current = follow(plan, almacen.public, lambda: hoy)
    found = []
    for hoy in (date(2018, 6, 1), date(2017, 6, 1), date(2023, 6, 1), date(2018, 6, 1)):
        moment = datetime(hoy.year, hoy.month, hoy.day, 15, tzinfo=UTC)
        clock = type("Reloj", (datetime,), {"now": classmethod(lambda cls, tz=None, m=moment: m)})
        monkeypatch.setattr(escritura, "datetime", clock)
        sent = almacen.save_draft("ana", "MIMP", META, [Valor(2017, len(found) + 1)])
        almacen.approve("luz", almacen.send("ana", sent.reporte_id).reporte_id)
        found.append(current("horizonte").estados[META].reporto)
    reports = almacen.public().reportes
    assert [r.version for r in reports] == [1, 2, 3, 4] and verify(almacen).faltas == ()
    assert {r.enviado_en.year for r in reports} == {2017, 2018, 2023}
    owed = [sum(e.estado == "no" for e in lado.entregas) for lado in found]
    assert owed[2] > owed[0] == owed[3] >= owed[1]


@pytest.mark.integracion
@pytest.mark.skipif(not hasattr(os, "prlimit") and not Path("/proc").exists(), reason="solo en Linux")
def test_a_full_disk_while_serving(open_at, tmp_path):  # noqa: F811
    """Ningún archivo del servidor puede crecer: lo dice en palabras, no guarda a medias, y lo público se ve."""
    resource = pytest.importorskip("resource")
    almacen = open_at(tmp_path / "avances")
    user(almacen, "ana", Rol.INFORMANTE, "MIMP", CLAVE)
    with serving(tmp_path, produccion=False) as (url, process):
        wait_for(f"{url}/listo")
        ana = Persona(url, "ana")
        assert ana.enter() == 200
        ana.get(f"/reportar/{PERIODO}")
        _, hard = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        head, full = almacen.head(), (tmp_path / "avances" / "avances.db-wal").stat().st_size
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (full, hard))
        ana.post(f"/reportar/{PERIODO}", {f"{META}|2017|nota": "No cabe.", "enviar": META})
        assert ana.codigo in (422, 503) and "el disco del servidor está lleno" in ana.html
        assert almacen.head() == head and {get(url + path)[0] for path in ("/", "/metas", "/listo")} == {200}
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (hard, hard))
        ana.send(PERIODO, META, f"{META}|2017|nota", "Ya cabe.")
    assert [r.estado for r in almacen.own("ana")] == ["enviado"] and verify(almacen).faltas == ()
