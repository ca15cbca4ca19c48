"""La primera carga, el regreso y un cambio de filtro, junto a tres pares que dibujan lo mismo, en una sola corrida.

`python benchmarks/bench_carga.py` mide el tablero (como lo sirve `app.py`, con todo comprimido) y, en sus propios
entornos, Dash como viene, Vizro y Streamlit con el mismo mapa y seis gráficos. Escribe una tabla de medianas y razones.
`--corto` mide una vez, solo el tablero y en este equipo; sale con 1 si pasa de lo prometido en bytes o pide algo fuera.
"""

import argparse
import json
import shutil
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlparse

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, BrowserContext, Page, TimeoutError, sync_playwright  # noqa: E402

from benchmarks.pares import MIRADOR, PARES, Par, running  # noqa: E402

MAXIMO, MAXIMO_AL_VOLVER = 650_000, 10_000  # bytes en la línea
LINEAS = {"en este equipo": None, "1.6 Mbps y 150 ms": (1_600, 150), "400 kbps y 400 ms": (400, 400)}
PACIENCIA = 90  # segundos; después se anota que nunca
VER = """
window.saltos = 0;
new PerformanceObserver((l) => l.getEntries().forEach((e) => { window.saltos += e.value; }))
  .observe({ type: "layout-shift", buffered: true });
"""
PINTADO = "(performance.getEntriesByName('first-contentful-paint')[0] || {}).startTime / 1000"


@dataclass
class Carga:
    """Lo que costó abrir una página: segundos hasta pintar y hasta dibujarlo todo (None, nunca), y lo que viajó."""

    pintada: float | None
    dibujada: float | None
    bytes: int
    pedidos: int
    ajenos: int
    saltos: float


def load(context: BrowserContext, address: str, par: Par, linea: tuple[int, int] | None) -> Carga:
    """Abre la página hasta que todo está dibujado."""
    page = context.new_page()
    page.add_init_script(VER)
    cdp = context.new_cdp_session(page)
    cdp.send("Network.enable")
    sizes, hosts = [], []
    cdp.on("Network.loadingFinished", lambda e: sizes.append(e["encodedDataLength"]))
    cdp.on("Network.requestWillBeSent", lambda e: hosts.append(urlparse(e["request"]["url"])))
    if linea:
        rate = linea[0] * 1000 / 8
        order = {"offline": False, "latency": linea[1], "downloadThroughput": rate, "uploadThroughput": rate}
        cdp.send("Network.emulateNetworkConditions", order)
    started = time.perf_counter()
    page.goto(address, wait_until="commit", timeout=PACIENCIA * 1000)
    drawn = _drawn(page, par, started)
    found = Carga(
        page.evaluate(PINTADO),
        drawn,
        round(sum(sizes)),
        len([h for h in hosts if h.scheme.startswith("http")]),
        len([h for h in hosts if h.scheme.startswith("http") and h.netloc != urlparse(address).netloc]),
        round(page.evaluate("window.saltos"), 4),
    )
    page.close()
    return found


def _drawn(page: Page, par: Par, started: float) -> float | None:
    try:
        page.wait_for_function(par.dibujado, timeout=PACIENCIA * 1000, polling=50)
    except TimeoutError:
        return None
    return time.perf_counter() - started


def visits(browser: Browser, address: str, par: Par, linea, veces: int) -> list[tuple[Carga, Carga]]:
    """Cada visita con un navegador nuevo, y su regreso."""
    found = []
    for _ in range(veces):
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="es-PE", bypass_csp=True)
        first = load(context, address, par, linea)
        found.append((first, load(context, address, par, linea) if linea is None else first))
        context.close()
    return found


def filter_change(browser: Browser, address: str, par: Par, veces: int) -> float | None:
    """Milisegundos desde que se elige un lugar hasta que el último gráfico termina de cambiar."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}, bypass_csp=True).new_page()
    page.goto(address)
    if _drawn(page, par, 0) is None:
        return None
    page.wait_for_timeout(2000)
    times = [t for n in range(veces) if (t := page.evaluate(CAMBIO, [par.nombre, n])) is not None]
    page.context.close()
    return statistics.median(times) if times else None


# Cambia el lugar y espera a que el dibujo lleve 2.5 s quieto; no cuenta esa espera.
CAMBIO = """([nombre, n]) => new Promise((listo) => {
  const lugares = ["amazonas", "ancash", "apurimac", "arequipa", "ayacucho", "cajamarca", "callao"];
  const lugar = lugares[n % lugares.length];
  const inicio = performance.now();
  let ultimo = null;
  const visor = new MutationObserver(() => { ultimo = performance.now(); });
  visor.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["d", "style"] });
  if (nombre === "mirador") window.dash_clientside.set_props("consulta", { search: "?lugar=" + lugar });
  else window.dash_clientside.set_props("lugar", { value: lugar });
  const paso = () => {
    const ahora = performance.now();
    if (ultimo && ahora - ultimo > 2500) { visor.disconnect(); listo(ultimo - inicio); }
    else if (ahora - inicio > 30000) { visor.disconnect(); listo(null); }
    else setTimeout(paso, 20);
  };
  paso();
})"""


def measure(browser: Browser, par: Par, puerto: int, veces: int, lentas: int, lineas: dict) -> dict:
    """Todo lo de un tablero, en medianas; cada línea lenta se mide `lentas` veces."""
    par.install()
    found = {"arranque (s)": _start(par, puerto, veces)}
    with running(par, puerto, par.servido) as (address, _seconds):
        for nombre, linea in lineas.items():
            pairs = visits(browser, address, par, linea, veces if linea is None else lentas)
            first = [a for a, _ in pairs]
            found[f"se lee, {nombre} (s)"] = _median([c.pintada for c in first])
            found[f"todo dibujado, {nombre} (s)"] = _median([c.dibujada for c in first])
            if linea is None:
                found["bytes"] = _median([c.bytes for c in first])
                found["pedidos"], found["pedidos fuera"] = (
                    _median([c.pedidos for c in first]),
                    max(c.ajenos for c in first),
                )
                found["saltos"] = max(c.saltos for c in first)
                found["bytes al volver"] = _median([b.bytes for _, b in pairs])
        if par.nombre != "streamlit":  # no ofrece con qué cambiar el filtro sin pasar por la pantalla
            found["filtro (ms)"] = filter_change(browser, address, par, veces)
    return found


def _start(par: Par, puerto: int, veces: int) -> float:
    times = []
    for _ in range(veces):
        with running(par, puerto) as (_address, seconds):
            times.append(seconds)
    return statistics.median(times)


def _median(values: list) -> float | None:
    return None if None in values else statistics.median(values)


def table(results: dict[str, dict]) -> str:
    """Los resultados en Markdown, un renglón por medida y la razón de cada par sobre el tablero."""
    names = list(results)
    lines = [f"| medida | {' | '.join(names)} |", f"|---|{'---|' * len(names)}"]
    for measure_name in results[names[0]]:
        own = results[names[0]].get(measure_name)
        cells = [_cell(results[n].get(measure_name, "—"), own if n != names[0] else None) for n in names]
        lines.append(f"| {measure_name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(value, own) -> str:
    if value is None:
        return "nunca"
    if isinstance(value, str):
        return value
    text = f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:,.2f}"
    return f"{text} (× {value / own:.1f})" if own else text


def broken(own: dict) -> list[str]:
    """Lo que el tablero promete y no cumplió en esta corrida."""
    limits = {"bytes": MAXIMO, "bytes al volver": MAXIMO_AL_VOLVER, "pedidos fuera": 0, "saltos": 0.05}
    return [f"{name}: {own[name]:,} y el tope es {top:,}" for name, top in limits.items() if own[name] > top]


def main() -> int:
    """0 si el tablero cumple sus topes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corto", action="store_true", help="una vez, solo el tablero, sin líneas lentas")
    parser.add_argument("--veces", type=int, default=5, help="cuántas veces se mide cada cosa")
    parser.add_argument("--lentas", type=int, default=3, help="cuántas veces se mide cada línea lenta")
    parser.add_argument("--json", type=Path, help="dónde guardar los números")
    args = parser.parse_args()
    pares = (MIRADOR,) if args.corto else (MIRADOR, *PARES)
    lineas = dict(list(LINEAS.items())[:1]) if args.corto else LINEAS
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    results = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for n, par in enumerate(pares):
            results[par.nombre] = measure(browser, par, 8940 + n, 1 if args.corto else args.veces, args.lentas, lineas)
            print(par.nombre, json.dumps(results[par.nombre]), file=sys.stderr, flush=True)
        browser.close()
    print(table(results))
    if args.json:
        args.json.write_text(json.dumps(results, indent=1), encoding="utf-8")
    faults = broken(results["mirador"])
    print(*faults, sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
