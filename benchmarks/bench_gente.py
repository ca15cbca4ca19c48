"""Mil personas explorando a la vez, junto a Dash como viene en los mismos núcleos; y cinco mil, que deben ir más lento.

`python benchmarks/bench_gente.py` sirve el tablero con `serve --produccion` y lo recorre como el navegador: cada
persona cambia de selección cada tres segundos y una de cada diez veces abre el tablero de nuevo, sin nada guardado.
Escribe pedidos por segundo, p95, errores y la memoria propia de cada proceso. Después empuja a ambos sin pausa, para
comparar cuántos cambios de filtro por segundo contestan. `--corto` son veinte personas por cinco segundos, sin par.
"""

import argparse
import asyncio
import itertools
import json
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psutil

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.pares import MIRADOR, PARES, Par, running  # noqa: E402

PUERTO, PAUSA, SEGUNDOS = 8960, 3.0, 30
LUGARES = ("arequipa", "cusco", "junin", "loreto", "puno")
ANIOS = ("2021", "2022", "2023")
SELECCIONES = [f"lugar={place}&desde={year}&hasta={year}" for place in LUGARES for year in ANIOS]
GRAFICOS = ("mapa", "lista", "evolucion", "sexo", "edad", "captacion", "explotacion")


@dataclass
class Cuenta:
    """Lo que tardó cada pedido, en segundos, y los que fallaron."""

    tiempos: list[float] = field(default_factory=list)
    errores: int = 0
    bytes: int = 0

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.tiempos, n=20)[-1] * 1000 if len(self.tiempos) > 1 else 0.0


async def ask(puerto: int, pedido: bytes, cuenta: Cuenta) -> None:
    """Un pedido por una conexión propia; cuenta como falla lo que no sea 200 o 304."""
    started = time.perf_counter()
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", puerto)
        writer.write(pedido)
        await writer.drain()
        answer = await asyncio.wait_for(reader.read(), 60)
        writer.close()
        good = answer.startswith((b"HTTP/1.1 200", b"HTTP/1.1 304"))
    except (OSError, TimeoutError):
        answer, good = b"", False
    cuenta.tiempos.append(time.perf_counter() - started)
    cuenta.errores += not good
    cuenta.bytes += len(answer)


def get(path: str) -> bytes:
    """El pedido de una dirección, comprimida, por una conexión que se cierra."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: br\r\nConnection: close\r\n\r\n".encode()


def post(path: str, body: dict) -> bytes:
    """El pedido de un callback de Dash."""
    data = json.dumps(body).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nConnection: close\r\n"
    return f"{head}Content-Length: {len(data)}\r\n\r\n".encode() + data


def selections() -> Iterator[str]:
    """Selecciones como las que se eligen explorando: un lugar y un año."""
    dice = random.Random(7)
    while True:
        yield dice.choice(SELECCIONES)


async def warm(puerto: int, route: str, veces: int = 6) -> None:
    """Pide cada selección varias veces, para que todos los procesos la tengan: así está un tablero en uso."""
    for query in SELECCIONES * veces:
        await ask(puerto, get(f"{route}?q={quote(query, safe='')}"), Cuenta())


async def route_of(puerto: int) -> str:
    """La dirección de las tarjetas, que lleva la huella del programa y la versión de los datos."""
    own = Cuenta()
    reader, writer = await asyncio.open_connection("127.0.0.1", puerto)
    body = {"output": "contenido.children", "outputs": {"id": "contenido", "property": "children"}}
    body["inputs"] = [{"id": "url", "property": "pathname", "value": "/"}]
    body["state"] = [{"id": "url", "property": "search", "value": ""}]
    body["changedPropIds"] = ["url.pathname"]
    writer.write(post("/_dash-update-component", body))
    page = (await reader.read()).decode(errors="replace")
    reader, writer = await asyncio.open_connection("127.0.0.1", puerto)
    writer.write(get("/version").replace(b"br", b"identity"))
    version = (await reader.read()).decode().rpartition("\r\n")[2].strip()
    found = re.search(r'"ruta": ?"([^"]+)"', page)
    assert own.errores == 0 and found, "La página no dice dónde se piden sus tarjetas."
    route = json.loads(f'"{found[1]}"')
    return f"{route}/{version}"


async def person(puerto: int, route: str, until: float, turn: int, choose: Iterator[str], counts: dict) -> None:
    """Espera su turno, y cada tres segundos cambia de selección; una de cada diez veces abre la página."""
    await asyncio.sleep(random.random() * PAUSA)
    for step in itertools.count(turn):
        if time.perf_counter() > until:
            return
        query = next(choose)
        if step % 10 == 0:
            await ask(puerto, get("/"), counts["primera carga"])
            await ask(puerto, get(f"{route}?"), counts["primera carga"])
        else:
            await ask(puerto, get(f"{route}?q={quote(query, safe='')}"), counts["cambio de filtro"])
        await asyncio.sleep(PAUSA * (0.5 + random.random()))


async def crowd(puerto: int, people: int, seconds: float) -> tuple[dict[str, Cuenta], float]:
    """Muchas personas a la vez, por un rato. Devuelve lo contado y los segundos que de verdad pasaron."""
    route, choose = await route_of(puerto), selections()
    await warm(puerto, route)
    counts = {"cambio de filtro": Cuenta(), "primera carga": Cuenta()}
    started = time.perf_counter()
    until = started + seconds
    await asyncio.gather(*(person(puerto, route, until, n, choose, counts) for n in range(people)))
    return counts, time.perf_counter() - started


async def push(
    puerto: int, order: Callable[[str], list[bytes]], seconds: float, at_once: int = 50
) -> tuple[float, Cuenta]:
    """Cambios de filtro por segundo sin pausa; un cambio son los pedidos que haga falta."""
    choose, cuenta, done = selections(), Cuenta(), 0
    started = time.perf_counter()

    async def one() -> None:
        nonlocal done
        while time.perf_counter() - started < seconds:
            for request in order(next(choose)):
                await ask(puerto, request, cuenta)
            done += 1

    await asyncio.gather(*(one() for _ in range(at_once)))
    return done / (time.perf_counter() - started), cuenta


def plain_dash(query: str) -> list[bytes]:
    """Lo que pide Dash como viene: un callback por gráfico."""
    place = re.search(r"lugar=([a-z]+)", query)[1]
    return [post("/_dash-update-component", _callback(name, place)) for name in GRAFICOS]


def _callback(name: str, place: str) -> dict:
    return {
        "output": f"{name}.figure",
        "outputs": {"id": name, "property": "figure"},
        "inputs": [{"id": "lugar", "property": "value", "value": place}],
        "changedPropIds": ["lugar.value"],
    }


def own_memory() -> list[float]:
    """MB que solo usa cada proceso que atiende, sin contar lo que comparte con los demás."""
    masters = psutil.Process().children()
    workers = [w for m in masters for w in m.children(recursive=True)] or masters
    return sorted(p.memory_full_info().uss / 1e6 for p in workers)


def report(title: str, counts: dict[str, Cuenta], seconds: float) -> None:
    """Un renglón por clase de pedido."""
    for name, c in counts.items():
        total = len(c.tiempos)
        print(f"| {title} · {name} | {total / seconds:,.0f} | {c.p95:,.0f} | {c.errores} de {total:,} |", flush=True)


def against_the_peer(segundos: float) -> None:
    """Cambios de filtro por segundo, con la misma fuerza, en los dos."""
    with running(MIRADOR, PUERTO, MIRADOR.servido) as (_address, _seconds):
        route = asyncio.run(route_of(PUERTO))
        ours, own = asyncio.run(push(PUERTO, lambda q: [get(f"{route}?q={quote(q, safe='')}")], segundos))
    par: Par = PARES[0]
    par.install()
    served = (
        "-m",
        "gunicorn",
        "-w",
        "2",
        "-b",
        "127.0.0.1:{puerto}",
        "--chdir",
        "benchmarks/pares",
        "dash_solo:server",
    )
    with running(par, PUERTO + 1, served) as (_address, _seconds):
        theirs, other = asyncio.run(push(PUERTO + 1, plain_dash, segundos))
    print(f"| cambios de filtro por segundo, sin pausa | {ours:,.0f} (p95 {own.p95:,.0f} ms, {own.errores} errores) |")
    print(
        f"| lo mismo, Dash como viene con gunicorn | {theirs:,.1f} (p95 {other.p95:,.0f} ms) · × {ours / theirs:,.0f} |"
    )


def main() -> int:
    """0 si nadie recibió un error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corto", action="store_true", help="veinte personas, cinco segundos, sin par")
    parser.add_argument("--segundos", type=float, default=SEGUNDOS, help="cuánto dura cada medida")
    args = parser.parse_args()
    sizes = {20: 5.0} if args.corto else {1000: args.segundos, 5000: args.segundos}
    failed = 0
    print("| qué | por segundo | p95 (ms) | errores |\n|---|---|---|---|")
    with running(MIRADOR, PUERTO, MIRADOR.servido) as (_address, _seconds):
        for people, seconds in sizes.items():
            counts, took = asyncio.run(crowd(PUERTO, people, seconds))
            report(f"{people:,} personas", counts, took)
            failed += sum(c.errores for c in counts.values())
        print(f"\nMemoria propia de cada proceso: {', '.join(f'{m:.0f} MB' for m in own_memory())}")
    if not args.corto:
        against_the_peer(min(args.segundos, 10))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
