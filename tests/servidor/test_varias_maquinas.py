"""Tres servidores detrás de nginx, con un PostgreSQL y un Redis: uno muere con carga y nadie pierde nada."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
import redis

from dashboard.avances.almacen import Almacen
from dashboard.avances.personas import Rol, Usuario
from dashboard.avances.verificar import verify
from tests.avances.conftest import POSTGRESQL, esquema_postgresql, open_at  # noqa: F401
from tests.servidor.maquina import CLAVE, Persona, get, in_front, kill, nginx, serving, wait_for

REDIS = os.environ.get("MIRADOR_PRUEBAS_REDIS", "redis://127.0.0.1:6379/9")
INSTITUCIONES = ("MIMP", "MP", "PNP", "MTPE")
PERIODO, DE_CADA_UNO = "2017-2018", 6

pytestmark = [
    pytest.mark.integracion,
    pytest.mark.skipif(os.name == "nt", reason="varios procesos solo fuera de Windows"),
    pytest.mark.skipif(not nginx(), reason="no hay nginx en este equipo"),
]


@pytest.fixture
def redis_url() -> str:
    """Un Redis sin intentos anteriores."""
    client = redis.Redis.from_url(REDIS, socket_connect_timeout=2)
    try:
        for key in client.scan_iter("*mirador*"):
            client.delete(key)
    except redis.ConnectionError:
        pytest.skip("No hay un Redis que conteste en este equipo.")
    return REDIS


@pytest.fixture
def almacen(open_at, esquema_postgresql, tmp_path) -> Almacen:  # noqa: F811
    """El almacén de PostgreSQL que los tres comparten, con una cuenta por institución."""
    url = f"{POSTGRESQL}?options=-csearch_path%3D{esquema_postgresql}"
    found = open_at(tmp_path / "consola", url)
    for sigla in INSTITUCIONES:
        found.create_user("consola", Usuario(f"inf-{sigla.lower()}", sigla, Rol.INFORMANTE, sigla), CLAVE)
    return found


@pytest.fixture
def sitio(almacen, redis_url, tmp_path):
    """(dirección de delante, los tres procesos). Cada uno con su carpeta: no comparten disco."""
    shared = {
        "DATABASE_URL": almacen.base.url.render_as_string(hide_password=False),
        "REDIS_URL": redis_url,
        "MIRADOR_SECRETO": "un secreto de prueba, igual en los tres",
    }
    with ExitStack() as stack:
        machines = [stack.enter_context(serving(tmp_path / f"equipo{n}", **shared)) for n in range(3)]
        for url, _ in machines:
            wait_for(f"{url}/listo")
        front = stack.enter_context(in_front(tmp_path, *(url for url, _ in machines)))
        yield front, [process for _, process in machines]


def test_one_of_three_dies_and_nothing_is_lost_or_doubled(sitio, almacen, plan):
    front, machines = sitio
    people = [Persona(front, f"inf-{s.lower()}") for s in INSTITUCIONES]
    work = [[m for m in plan.metas_de(s) if m.periodo == PERIODO][:DE_CADA_UNO] for s in INSTITUCIONES]
    assert [p.enter() for p in people] == [200] * 4
    confirmed, seen, stop = [], [], threading.Event()

    def report(person: Persona, metas) -> None:
        for n, meta in enumerate(metas):
            person.send(PERIODO, meta.meta_id, f"{meta.meta_id}|2017|nota", f"Avance {n} de {person.usuario}")
            confirmed.append((person.usuario, meta.meta_id))

    def read() -> None:
        while not stop.is_set():
            seen.append(get(f"{front}/metas")[0])

    with ThreadPoolExecutor(6) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        reporting = [pool.submit(report, p, metas) for p, metas in zip(people, work, strict=True)]
        while len(confirmed) < 6:
            time.sleep(0.02)
        kill(machines[0])
        [r.result() for r in reporting]
        stop.set()
        [r.result() for r in readers]

    assert set(seen) == {200} and len(seen) > 10
    sent = [r for p in people for r in almacen.own(p.usuario)]
    due = {(s, m.meta_id) for s, metas in zip(INSTITUCIONES, work, strict=True) for m in metas}
    assert len(sent) == len(due) and {(r.institucion, r.meta_id) for r in sent} == due
    assert {(r.estado, r.version) for r in sent} == {("enviado", 1)}
    assert all(r.valores[0].nota.endswith(f"de inf-{r.institucion.lower()}") for r in sent)
    assert verify(almacen).faltas == ()
    _guessing_counts_everywhere(front)


def _guessing_counts_everywhere(front: str) -> None:
    """Ocho intentos en total, no ocho por proceso: los cuenta Redis."""
    nosy = Persona(front, "inf-mimp")
    assert [nosy.enter("no es esa clave") for _ in range(9)] == [401] * 8 + [429]


def test_without_its_redis_it_still_lets_people_in(open_at, tmp_path):  # noqa: F811
    """El proceso cuenta por su lado hasta que Redis vuelva."""
    with serving(tmp_path, produccion=False, REDIS_URL="redis://127.0.0.1:1/0") as (url, _):
        almacen = open_at(tmp_path / "avances")
        almacen.create_user("consola", Usuario("ana", "Ana", Rol.INFORMANTE, "MIMP"), CLAVE)
        wait_for(f"{url}/salud")
        assert Persona(url, "ana").enter() == 200
        nosy = Persona(url, "ana")
        assert 429 in [nosy.enter("no es esa clave") for _ in range(12)]
