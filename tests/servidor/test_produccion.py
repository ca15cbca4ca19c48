"""El servidor de una institución: varios procesos, uno que muere con carga, parada sin cortar y nginx delante."""

import json
import os
import re
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.servidor.maquina import get, in_front, nginx, serving, wait_for, workers

pytestmark = [
    pytest.mark.integracion,
    pytest.mark.skipif(os.name == "nt", reason="varios procesos solo fuera de Windows"),
]


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """(dirección, proceso, archivo del registro) de un servidor con sus procesos en marcha."""
    folder = tmp_path_factory.mktemp("produccion")
    with serving(folder) as (url, process):
        wait_for(f"{url}/salud")
        yield url, process, folder / "registro.jsonl"


def filter_change(url: str) -> Request:
    body = {
        "output": "contenido.children",
        "outputs": {"id": "contenido", "property": "children"},
        "inputs": [{"id": "url", "property": "pathname", "value": "/metas"}],
        "state": [{"id": "url", "property": "search", "value": ""}],
        "changedPropIds": ["url.pathname"],
    }
    headers = {"Content-Type": "application/json", "X-Forwarded-For": "203.0.113.77"}
    return Request(f"{url}/_dash-update-component", json.dumps(body).encode(), headers)


def test_processes_share_what_is_loaded(running):
    url, process, _ = running
    for _ in range(20):
        get(f"{url}/")
    own = [_private_kb(pid) for pid in workers(process)]
    assert len(own) == (os.cpu_count() or 1)
    assert max(own) < 40_000


def _private_kb(pid: int) -> int:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return sum(int(n) for n in re.findall(r"Private_(?:Clean|Dirty):\s+(\d+) kB", text))


def test_the_log_says_what_was_asked_and_nobody(running):
    url, _, log = running
    with urlopen(filter_change(url), timeout=30) as answer:
        assert answer.status == 200
    get(f"{url}/?lugar=puno", **{"User-Agent": "navegador-de-alguien"})
    time.sleep(0.3)
    text = log.read_text()
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    assert {"hora", "nivel", "suceso", "metodo", "ruta", "estado", "ms", "bytes"} <= lines[-1].keys()
    assert not re.search(r"puno|203\.0\.113|navegador|pathname", text)


def test_counts_of_every_process_are_added(running):
    url, _, _ = running
    before = _served(url)
    for _ in range(30):
        get(f"{url}/listo")
    assert _served(url) - before == 30


def _served(url: str) -> float:
    text = get(f"{url}/metricas")[1].decode()
    return sum(float(n) for n in re.findall(r'pedidos_total\{estado="200",ruta="/listo"\} ([\d.]+)', text))


def test_a_process_killed_under_load_is_replaced(running):
    url, process, _ = running
    lost, done, stop = [], [], threading.Event()

    def visit():
        while not stop.is_set():
            try:
                done.append(get(f"{url}/metas")[0])
            except OSError as error:
                lost.append(error)

    with ThreadPoolExecutor(4) as pool:
        for _ in range(4):
            pool.submit(visit)
        time.sleep(0.5)
        victim = workers(process)[0]
        os.kill(victim, signal.SIGKILL)
        time.sleep(2)
        stop.set()
    assert set(done) == {200} and len(lost) <= 4  # solo lo que ese proceso tenía en la mano
    assert victim not in workers(process) and len(workers(process)) == (os.cpu_count() or 1)


def test_it_renews_its_processes_without_dropping_anyone(running):
    url, process, _ = running
    before, seen, stop = workers(process), [], threading.Event()

    def visit():
        while not stop.is_set():
            seen.append(get(f"{url}/metas")[0])

    with ThreadPoolExecutor(3) as pool:
        asked = [pool.submit(visit) for _ in range(3)]
        time.sleep(0.3)
        process.send_signal(signal.SIGHUP)
        time.sleep(3)
        stop.set()
    assert [a.exception() for a in asked] == [None] * 3
    assert set(seen) == {200} and not set(before) & set(workers(process))


def test_behind_nginx(running, tmp_path):
    """El sitio de deploy/, con su puerto y sin certificado, contra el servidor en marcha."""
    if not nginx():
        pytest.skip("no hay nginx en este equipo")
    with in_front(tmp_path, running[0]) as front:
        with urlopen(Request(front, headers={"Accept-Encoding": "br"}), timeout=30) as answer:
            assert answer.headers["Content-Encoding"] == "br" and "gunicorn" not in answer.headers.get("Server", "")
        with pytest.raises(HTTPError, match="404"):
            get(f"{front}/metricas")
        with urlopen(filter_change(front), timeout=30) as answer:
            assert answer.status == 200


def test_only_who_is_in_front_is_believed():
    pytest.importorskip("gunicorn")
    from dashboard.servidor.produccion import behind

    for who, seen in (("10.0.0.5", "203.0.113.7"), ("10.0.0.6", "10.0.0.6")):
        environ = {"REMOTE_ADDR": who, "HTTP_X_FORWARDED_FOR": "203.0.113.7", "wsgi.url_scheme": "http"}
        assert behind(lambda e, start: e["REMOTE_ADDR"], {"10.0.0.5"})(environ, None) == seen


def test_it_stops_after_answering(running):
    """La última: el servidor termina y no deja a nadie a medias."""
    url, process, _ = running
    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(get, f"{url}/descargas/mapa.csv") for _ in range(2)]
        time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        assert [a.result()[0] for a in asked] == [200, 200]
    assert process.wait(40) == 0
