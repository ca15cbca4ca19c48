"""Una jornada: 24 horas de 20 personas contra el servidor de producción, comprimidas, y la memoria de sus procesos.

`python benchmarks/bench_jornada.py` repite lo que 20 personas piden en un día con ocho horas de trabajo y un cambio
cada 30 segundos: filtros de las dos pestañas, páginas, descargas y, cinco de ellas, borradores de sus reportes. Lo pide
tan seguido como el servidor contesta: el día pasa en minutos y el reloj no se mueve. De noche solo pregunta quien
vigila. `--cada-hora 6` es una forma corta. Sale con 1 si algo falló o si algún proceso creció más de lo admitido desde
la segunda hora de trabajo.
"""

import argparse
import itertools
import json
import random
import re
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from dashboard.avances.abrir import open_store  # noqa: E402
from dashboard.avances.personas import Rol, Usuario  # noqa: E402
from dashboard.avances.verificar import verify  # noqa: E402
from dashboard.metas.filters import VISTAS  # noqa: E402
from dashboard.plan.load import load_plan  # noqa: E402
from dashboard.settings import Settings  # noqa: E402
from tests.servidor.maquina import CLAVE, Persona, serving, wait_for, workers  # noqa: E402

PERSONAS, CADA_HORA = 20, 120  # un cambio cada 30 segundos
TRABAJO = range(9, 17)
INFORMAN = ("MIMP", "MP", "PNP", "MTPE", "MIDIS")
CADA_BORRADOR = 20  # de cada tantos cambios de quien informa, uno es guardar
ADMITIDO = 0.10  # cuánto puede crecer un proceso desde la segunda hora de trabajo
PERIODO = "2017-2018"
LUGARES = ("", "puno", "loreto", "madre-de-dios", "cusco", "tacna", "lima-norte", "callao", "piura", "ucayali")


class Visitante:
    """Alguien que mira: escoge al azar, con su propia semilla."""

    def __init__(self, url: str, n: int, callbacks: list[dict]):
        self.url, self.azar, self.callbacks, self.n = url, random.Random(n), callbacks, n

    def __call__(self) -> int:
        return self.azar.choice([self.change, self.change, self.change, self.visit, self.download])()

    def change(self) -> int:
        """Un cambio de filtro: lo que el navegador pide al servidor."""
        callback, (path, query) = self.azar.choice(self.callbacks), self.azar.choice([self.incidence, self.metas])()
        entries = {k: [_entry(e, path, query) for e in callback[k]] for k in ("inputs", "state")}
        first = callback["inputs"][0]
        name = callback["output"]
        body = {"output": name, "outputs": _outputs(name), "changedPropIds": [f"{first['id']}.{first['property']}"]}
        return _status(Request(f"{self.url}/_dash-update-component", json.dumps(body | entries).encode(), JSON))

    def visit(self) -> int:
        return _status(Request(self.url + "".join(self.azar.choice([self.incidence, self.metas])())))

    def download(self) -> int:
        path, query = self.azar.choice([self.incidence, self.metas])()
        name = "metas" if path == "/metas" else "mapa"
        return _status(Request(f"{self.url}/descargas/{name}.csv{query}"))

    def incidence(self) -> tuple[str, str]:
        desde = self.azar.randrange(2019, 2024)
        return "/", f"?lugar={self.azar.choice(LUGARES)}&desde={desde}&hasta={self.azar.randrange(desde, 2024)}"

    def metas(self) -> tuple[str, str]:
        eje, vista = self.azar.choice(["", "1", "2", "3", "4"]), self.azar.choice(list(VISTAS))
        metodo = self.azar.choice(["horizonte", "lineal", "base"])
        return "/metas", f"?eje={eje}&vista={vista}&metodo={metodo}&texto={self.azar.choice(['', 'mesa', 'gu%C3%ADa'])}"


JSON = {"Content-Type": "application/json"}


class Informante(Visitante):
    """Alguien que además guarda lo que va avanzando."""

    def __init__(self, url: str, n: int, callbacks: list[dict], meta: str):
        super().__init__(url, n, callbacks)
        self.meta, self.persona, self.guardados = meta, Persona(url, f"inf-{n}"), 0
        assert self.persona.enter() == 200

    def __call__(self) -> int:
        return self.save() if not self.azar.randrange(CADA_BORRADOR) else super().__call__()

    def save(self) -> int:
        self.guardados += 1
        self.persona.get(f"/reportar/{PERIODO}")
        text = f"Avance {self.guardados}: {self.azar.random()}"
        return self.persona.post(f"/reportar/{PERIODO}", {**self.persona.typed(), f"{self.meta}|2017|nota": text})


def _entry(spec: dict, path: str, query: str) -> dict:
    value = {"search": query, "pathname": path}.get(spec["property"])
    return {"id": spec["id"], "property": spec["property"], "value": value}


def _outputs(name: str) -> list | dict:
    pairs = [n.rsplit(".", 1) for n in name.strip(".").split("...")]
    found = [{"id": i, "property": p} for i, p in pairs]
    return found if name.startswith("..") else found[0]


def _status(request: Request) -> int:
    try:
        with urlopen(request, timeout=60) as answer:
            answer.read()
            return answer.status
    except HTTPError as error:
        return error.code
    except OSError:
        return 0


def callbacks_of(url: str) -> list[dict]:
    """Los que contestan a la dirección, sin identificadores compuestos."""
    with urlopen(f"{url}/_dash-dependencies", timeout=60) as answer:
        known = json.load(answer)
    asked = [c for c in known if not c["clientside_function"] and any(e["property"] == "search" for e in c["inputs"])]
    return [c for c in asked if not any(e["id"].startswith("{") for e in (*c["inputs"], *c["state"]))]


def private_mb(pid: int) -> float:
    """Lo que un proceso tiene para sí, en MB."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return sum(int(n) for n in re.findall(r"Private_(?:Clean|Dirty):\s+(\d+) kB", text)) / 1024


def day(url: str, people: list[Visitante], per_hour: int, pids: list[int]) -> tuple[Counter, list[list[float]]]:
    """(cuántas respuestas de cada código, MB de cada proceso al final de cada hora)."""
    codes, memory = Counter(), [[private_mb(p) for p in pids]]
    with ThreadPoolExecutor(len(people)) as pool:
        for hour in range(24):
            if hour in TRABAJO:
                codes += Counter(itertools.chain(*pool.map(lambda p: [p() for _ in range(per_hour)], people)))
            else:
                codes += Counter(_status(Request(f"{url}/listo")) for _ in range(12))
            memory.append([private_mb(p) for p in pids])
            print(f"  {hour + 1:>2} h  " + "".join(f"{mb:>9.1f} MB" for mb in memory[-1]), flush=True)
    return codes, memory


def run(per_hour: int) -> tuple[Counter, float, float]:
    """(respuestas por código, cuánto creció el que más, MB que creció) en un día."""
    settings = Settings()
    plan = load_plan(settings.datos / "planes" / settings.plan)
    with tempfile.TemporaryDirectory() as folder:
        almacen = open_store(Settings(avances=Path(folder) / "avances"), plan)
        for n, sigla in enumerate(INFORMAN):
            almacen.create_user("consola", Usuario(f"inf-{n}", sigla, Rol.INFORMANTE, sigla), CLAVE)
        with serving(Path(folder)) as (url, process):
            wait_for(f"{url}/listo")
            known = callbacks_of(url)
            metas = [next(m.meta_id for m in plan.metas_de(s) if m.periodo == PERIODO) for s in INFORMAN]
            people = [Informante(url, n, known, meta) for n, meta in enumerate(metas)]
            people += [Visitante(url, n, known) for n in range(len(people), PERSONAS)]
            pids = workers(process)
            codes, memory = day(url, people, per_hour, pids)
            assert workers(process) == pids, "algún proceso murió y se reemplazó"
        faults = verify(almacen).faltas
        saved = {f"inf-{n}": len(almacen.own(f"inf-{n}")) for n in range(len(INFORMAN))}
        almacen.base.close()
    assert not faults and set(saved.values()) <= {0, 1}, (faults, saved)
    warm, last = memory[TRABAJO.start + 2], memory[-1]
    return codes, *max(((b - a) / a, b - a) for a, b in zip(warm, last, strict=True))


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cada-hora", type=int, default=CADA_HORA, help="cambios de cada persona en una hora")
    per_hour = parser.parse_args(argv).cada_hora
    start = time.perf_counter()
    print("Memoria propia de cada proceso al final de cada hora:")
    codes, share, mb = run(per_hour)
    took = time.perf_counter() - start
    print(f"{codes.total():,} pedidos en {took:,.0f} s; respuestas por código: {dict(codes)}.")
    print(f"Desde la segunda hora de trabajo, el proceso que más creció: {mb:+.1f} MB ({share:+.1%}).")
    return int(set(codes) - {200, 204} != set() or share > ADMITIDO)


if __name__ == "__main__":
    sys.exit(main())
