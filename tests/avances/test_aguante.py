"""Lo que puede salir mal al escribir: dos personas a la vez, un corte en cualquier punto, un disco lleno.

Siempre sobre conexiones de verdad, y siempre lo mismo al final: nada se perdió, nada se duplicó y el libro lo prueba.
"""

import os
import random
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import event, func, select, text

from dashboard.avances.errores import AlmacenNoDisponible, FueraDeOrden, Rechazo, YaRecibido
from dashboard.avances.escritura import table
from dashboard.avances.verificar import verify
from dashboard.plan.reportes import Envio, Valor

META = "1.3.2-P1-01"
CORTES = 50
LOTE = ("1.3.2-P1-01", "2.2.3-P1-01", "2.2.3-P1-02", "2.2.3-P1-03")
SEMILLA = 20261126
con_fork = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="Cortar un proceso a la mitad necesita un sistema con fork."
)


def at_once(*actions):
    """Ejecuta todo a la vez y devuelve, en orden, el resultado o el rechazo de cada acción."""
    gate = Barrier(len(actions))

    def run(action):
        gate.wait()
        try:
            return action()
        except Rechazo as refused:
            return refused

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


@pytest.fixture
def puertas(almacen, open_at, tmp_path, url):
    """puertas(n) → n almacenes sobre la misma base, cada uno con sus conexiones."""
    return lambda n: [open_at(tmp_path / "avances", url) for _ in range(n)]


def sent(almacen, numero=3.0):
    return almacen.send("ana", almacen.save_draft("ana", "MIMP", META, [Valor(2017, numero)]).reporte_id)


def count(almacen, name: str) -> int:
    with almacen.base.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table(name)))


def test_of_eight_that_approve_at_once_only_one_does(almacen, puertas):
    report = sent(almacen)
    who = ("luz", "raul") * 4
    answers = at_once(*(lambda p=p, w=w: p.approve(w, report.reporte_id) for p, w in zip(puertas(8), who, strict=True)))
    refused = [a for a in answers if isinstance(a, FueraDeOrden)]
    assert len(refused) == 7 and all("está aprobado por" in str(r) for r in refused)
    assert [r.estado for r in almacen.public().reportes] == ["aprobado"]
    assert verify(almacen).faltas == ()


def test_one_observes_while_another_approves(almacen, puertas):
    a, b = puertas(2)
    for n in range(8):
        report = sent(almacen, n)
        answers = at_once(
            lambda r=report: a.approve("luz", r.reporte_id), lambda r=report: b.observe("raul", r.reporte_id, "No.")
        )
        won = [x for x in answers if not isinstance(x, Rechazo)]
        assert len(won) == 1 and almacen.report("luz", report.reporte_id).estado == won[0].estado
    assert verify(almacen).faltas == ()


def test_one_corrects_while_another_approves(almacen, puertas):
    """Las dos cosas caben: la corrección es otra versión y espera al lado de la aprobada."""
    a, b = puertas(2)
    for n in range(8):
        report = sent(almacen, n)
        approved, corrected = at_once(lambda r=report: a.approve("luz", r.reporte_id), lambda v=n: sent(b, v + 0.5))
        assert (approved.estado, corrected.estado) == ("aprobado", "enviado")
        assert corrected.version == approved.version + 1
    versions = [r.version for r in almacen.own("ana")]
    assert versions == list(range(1, 17)) and verify(almacen).faltas == ()


def test_many_writers_lose_nothing(almacen, puertas, plan):
    metas = [m.meta_id for m in plan.metas_de("MIMP")][:24]
    doors = puertas(6)

    def write(door, mine):
        for meta_id in mine:
            door.send(
                "ana", door.save_draft("ana", "MIMP", meta_id, [Valor(_year(plan, meta_id), nota="Hecho")]).reporte_id
            )

    assert at_once(*(lambda d=d, i=i: write(d, metas[i::6]) for i, d in enumerate(doors))) == [None] * 6
    assert sorted(r.meta_id for r in almacen.own("ana")) == sorted(metas)
    assert verify(almacen).faltas == ()


def test_the_same_file_twice_at_once_enters_once(almacen, puertas):
    doors = puertas(4)
    answers = at_once(*(lambda d=d: d.receive("ana", "MIMP", lote(), "a" * 64, "a.xlsx") for d in doors))
    assert sum(isinstance(a, YaRecibido) for a in answers) == 3
    assert len(almacen.own("ana")) == len(LOTE) and verify(almacen).faltas == ()


def test_who_reads_sees_a_whole_moment(almacen, puertas):
    """Mientras otro recibe un lote tras otro, quien lee ve lotes enteros, con todos sus valores."""
    writer, reader = puertas(2)
    seen = []

    def read():
        for _ in range(25):
            reports = reader.own("ana")
            seen.append(len(reports))
            assert len(reports) % len(LOTE) == 0 and all(r.valores for r in reports)

    at_once(read, lambda: [writer.receive("ana", "MIMP", lote(), f"{n:064d}", "x") for n in range(8)])
    assert len(seen) == 25 and len(almacen.own("ana")) == 8 * len(LOTE)


@con_fork
def test_a_cut_at_any_statement_leaves_all_or_nothing(almacen, open_at, tmp_path, url):
    """El proceso muere en la instrucción número n de la base, con n al azar entre la primera y pasada la última."""
    total, chance = statements_of_a_batch(open_at(tmp_path / "avances", url)), random.Random(SEMILLA)
    points = [chance.randint(1, total * 6 // 5) for _ in range(CORTES // 2)]
    assert_survives(almacen, open_at, tmp_path, url, points, die_at)


@con_fork
def test_a_cut_at_any_moment_leaves_all_or_nothing(almacen, open_at, tmp_path, url):
    """El proceso muere a un tiempo al azar, también dentro de la confirmación."""
    door = open_at(tmp_path / "avances", url)
    door.base.migrate()
    start = time.perf_counter()
    door.receive("ana", "MIMP", lote(), "f" * 64, "x.xlsx")
    whole, chance = time.perf_counter() - start, random.Random(SEMILLA)
    # El primero muere al nacer y el último termina antes: los dos extremos ocurren en cualquier equipo.
    moments = [0, *(chance.uniform(0, 2 * whole) for _ in range(CORTES // 2 - 2)), 60]
    assert_survives(almacen, open_at, tmp_path, url, moments, die_in)


def assert_survives(almacen, open_at, tmp_path, url, points, arm):
    """Por cada corte: el libro cuadra, el lote está entero o no está, y repetirlo lo deja una sola vez."""
    before = len(almacen.own("ana"))
    almacen.base.close()
    finished = 0
    for n, point in enumerate(points):
        digest = f"{n:064x}"
        acknowledged = in_a_process_that_dies(
            lambda point=point, digest=digest: _receive_dying(open_at(tmp_path / "avances", url), point, digest, arm)
        )
        assert verify(almacen).faltas == ()
        extra = len(almacen.own("ana")) - before
        assert extra in (0, len(LOTE)) and (extra or not acknowledged)
        try:
            almacen.receive("ana", "MIMP", lote(), digest, "x.xlsx")
        except YaRecibido:
            finished += 1
        assert len(almacen.own("ana")) == before + len(LOTE)
        before += len(LOTE)
        almacen.base.close()
    assert verify(almacen).faltas == ()
    assert 0 < finished < len(points), "los cortes deben caer antes y después de confirmar"


def _receive_dying(door, point, digest, arm):
    door.base.migrate()
    arm(door, point)
    door.receive("ana", "MIMP", lote(), digest, "x.xlsx")


def in_a_process_that_dies(action) -> bool:
    """Ejecuta en un proceso hijo, que muere sin despedirse; dice si llegó a avisar que terminó."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            action()
            os.write(write, b"1")
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    os.close(write)
    os.waitpid(child, 0)
    with os.fdopen(read, "rb") as pipe:
        return pipe.read() == b"1"


def die_at(door, point: int) -> None:
    """El proceso se mata al ir a ejecutar su instrucción número `point`."""
    done = [0]

    def tick(*_args) -> None:
        done[0] += 1
        if done[0] == point:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(door.base.engine, "before_cursor_execute", tick)
    event.listen(door.base.engine, "commit", tick)


def die_in(_door, moment: float) -> None:
    """El proceso se mata a los `moment` segundos."""
    signal.signal(signal.SIGALRM, lambda *_a: os.kill(os.getpid(), signal.SIGKILL))
    signal.setitimer(signal.ITIMER_REAL, max(moment, 1e-4))


def statements_of_a_batch(door) -> int:
    done = [0]

    def tick(*_args) -> None:
        done[0] += 1

    door.base.migrate()
    for name in ("before_cursor_execute", "commit"):
        event.listen(door.base.engine, name, tick)
    door.receive("ana", "MIMP", lote(), "e" * 64, "x.xlsx")
    return done[0]


@con_fork
@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_disk_that_takes_no_more_leaves_all_as_it_was(almacen, open_at, tmp_path, url):
    """El sistema operativo niega cada byte de más; quien escribe recibe una oración y lo guardado sigue entero."""
    import resource

    sent(almacen)
    almacen.base.close()
    head = almacen.head()
    almacen.base.close()

    def write_with_no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
        door = open_at(tmp_path / "avances", url)
        for attempt in (
            lambda: door.save_draft("ana", "MIMP", "2.2.3-P1-01", [Valor(2017, nota="x" * 400)], comentario="y" * 4000),
            lambda: door.keep_file("ana", b"%PDF-" + b"z" * 50_000),
        ):
            try:
                attempt()
            except AlmacenNoDisponible as refused:
                assert "disco del servidor está lleno" in str(refused)
            else:
                sys.exit("se guardó sin espacio")

    assert in_a_process_that_dies(write_with_no_room)
    assert almacen.head() == head and verify(almacen).faltas == ()
    assert [p for p in (tmp_path / "avances" / "evidencias").rglob("*") if p.is_file()] == []
    assert almacen.save_draft("ana", "MIMP", "2.2.3-P1-01", [Valor(2017, nota="x")]).estado == "borrador"


@pytest.mark.parametrize("room", range(0, 6))
def test_a_database_that_fills_up_midway_leaves_all_as_it_was(almacen, url, room):
    """La base misma dice que no hay espacio, a más o menos camino de un lote."""
    sent(almacen)
    head = almacen.head()
    with almacen.base.engine.connect() as connection:
        fill_up(connection, room)
    with pytest.raises(AlmacenNoDisponible, match="disco del servidor está lleno"):
        almacen.receive("ana", "MIMP", lote("y" * 3900), "a" * 64, "a.xlsx")
    with almacen.base.engine.connect() as connection:
        make_room(connection)
    assert almacen.head() == head and verify(almacen).faltas == ()
    assert len(almacen.receive("ana", "MIMP", lote(), "a" * 64, "a.xlsx")) == len(LOTE)


def fill_up(connection, room: int) -> None:
    """Deja lugar para `room` páginas (SQLite) o filas (PostgreSQL) más."""
    if connection.dialect.name == "sqlite":
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + room}")
        return
    connection.execute(
        text(
            "CREATE OR REPLACE FUNCTION sin_lugar() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF (SELECT count(*) FROM valores) >= {room // 2 + 1} THEN "
            "RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END IF; "
            "RETURN NEW; END $$"
        )
    )
    connection.execute(
        text("CREATE TRIGGER sin_lugar BEFORE INSERT ON valores FOR EACH ROW EXECUTE FUNCTION sin_lugar()")
    )
    connection.commit()


def make_room(connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        return
    connection.execute(text("DROP FUNCTION sin_lugar() CASCADE"))
    connection.commit()


def test_a_folder_that_cannot_be_written_is_said(open_at, tmp_path):
    from dashboard.avances.personas import Rol, Usuario

    (tmp_path / "avances").write_text("soy un archivo, no una carpeta", encoding="utf-8")
    with pytest.raises(AlmacenNoDisponible, match="no puede escribir"):
        open_at(tmp_path / "avances").create_user("consola", Usuario("ana", "Ana", Rol.LECTOR))


def lote(comentario: str = "") -> list[Envio]:
    return [Envio(m, (Valor(2017, nota="Hecho"),), comentario=comentario) for m in LOTE]


def _year(plan, meta_id: str) -> int:
    return int(plan.meta(meta_id).periodo[:4])
