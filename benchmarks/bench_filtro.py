"""Cuánto cuesta un cambio de filtro en Incidencia, junto a un tablero de Dash sin más con los mismos gráficos.

`python benchmarks/bench_filtro.py` recorre las mismas selecciones de dos maneras, en la misma corrida y con los datos
publicados que trae el proyecto (sin personas importadas):

- el tablero: procesador y bytes de cada cambio, la primera vez que alguien lo pide y cuando ya se pidió;
- Dash sin más: cada cambio arma otra vez todas las tarjetas y las envía enteras, con plantilla y geometría.

Si hay un Chromium, mide en ambos el tiempo desde el cambio hasta que la página deja de moverse. Los tiempos son de
este equipo: valen las razones. Sale con 1 si la mediana de los bytes pasa de la meta.
"""

import logging
import random
import shutil
import statistics
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import brotli  # noqa: E402
import dash  # noqa: E402
from dash import dcc, html  # noqa: E402
from dash._utils import to_json  # noqa: E402
from flask.testing import FlaskClient  # noqa: E402
from waitress import create_server  # noqa: E402

from dashboard.browser_base import browser_base  # noqa: E402
from dashboard.factory import create_app  # noqa: E402
from dashboard.figures.theme import Figura, complete  # noqa: E402
from dashboard.layout.card import render  # noqa: E402
from dashboard.layout.key_figures import key_figures  # noqa: E402
from dashboard.layout.seleccion import GRAFICOS  # noqa: E402
from dashboard.settings import Settings  # noqa: E402
from dashboard.vivo import Vivo  # noqa: E402

META_BYTES = 4_000
ANIOS = (2019, 2020, 2021, 2022, 2023)
CAMBIOS, EN_PANTALLA = 60, 8
QUIETA = """(cambio) => new Promise((listo) => {
  const inicio = performance.now();
  let ultimo = inicio;
  const mira = new MutationObserver(() => (ultimo = performance.now()));
  mira.observe(document.body, { childList: true, subtree: true, attributes: true, characterData: true });
  let visto = null;
  document.addEventListener('mirador:dibujado', () => (visto = visto || performance.now() - inicio));
  dash_clientside.set_props('consulta', { search: cambio });
  const reloj = setInterval(() => {
    if (performance.now() - ultimo < 3000 || ultimo === inicio) return;
    clearInterval(reloj); mira.disconnect(); listo([visto || ultimo - inicio, ultimo - inicio]);
  }, 50);
})"""


def walk(places: list[str], steps: int) -> list[str]:
    """Un recorrido al azar, siempre el mismo: de lugar en lugar y de año en año."""
    rng, place, year, found = random.Random(7), "", 2023, [""]
    while len(found) <= steps:
        if rng.random() < 0.5:
            place = rng.choice(["", *places])
        else:
            year = rng.choice(ANIOS)
        pairs = ([f"desde={year}", f"hasta={year}"] if year != 2023 else []) + ([f"lugar={place}"] if place else [])
        if (query := "&".join(pairs)) != found[-1]:
            found.append(query)
    return found


def ours(client: FlaskClient, queries: list[str]) -> list[tuple[float, int]]:
    """(milisegundos de procesador, bytes del cuerpo) de cada cambio."""
    root, version = client.application.config["TARJETAS"], client.get("/version").text
    seal = client.get(f"{root}/{version}", query_string={"q": queries[0]}).get_etag()[0]
    found = []
    for before, query in zip(queries, queries[1:], strict=False):
        start = time.process_time()
        answer = client.get(f"{root}/{version}", query_string={"q": query, "de": before, "sello": seal})
        found.append(((time.process_time() - start) * 1000, len(answer.data)))
        seal = answer.get_etag()[0]
    return found


def cards(vivo: Vivo, geometria: dict, query: str) -> list:
    """Cifras y, por tarjeta, título, figura completa, cuerpo y pie: lo que enviaría un tablero de Dash sin más."""
    ctx = vivo.select(query)
    found = [key_figures(ctx)]
    for chart in GRAFICOS:
        title, compact, body, footer = render(chart, ctx, "")
        figura = compact and Figura(tuple(compact["data"]), compact["layout"], (), compact["alto"])
        found += [title, complete(figura, geometria) if figura else {}, body, footer]
    return found


def plain(vivo: Vivo, geometria: dict, queries: list[str]) -> list[tuple[float, int]]:
    found = []
    for query in queries[1:]:
        start = time.process_time()
        text = to_json(cards(vivo, geometria, query)).encode()
        found.append(((time.process_time() - start) * 1000, len(brotli.compress(text, quality=4))))
    return found


def plain_app(vivo: Vivo, geometria: dict) -> dash.Dash:
    """El mismo contenido con un solo callback del servidor, como lo haría quien empieza."""
    app = dash.Dash("mirador_sin_mas", assets_folder="no-hay")
    outputs = [dash.Output("cifras", "children")]
    body = [dcc.Location(id="consulta", refresh="callback-nav"), html.Div(id="cifras")]
    for chart in GRAFICOS:
        parts = [html.H3(id=f"{chart.id}-titulo"), dcc.Graph(id=f"{chart.id}-figura")]
        body += [html.Section([*parts, html.Div(id=f"{chart.id}-cuerpo"), html.Div(id=f"{chart.id}-pie")])]
        names = {"titulo": "children", "figura": "figure", "cuerpo": "children", "pie": "children"}
        outputs += [dash.Output(f"{chart.id}-{part}", prop) for part, prop in names.items()]
    app.layout = html.Div(body)
    app.callback(*outputs, dash.Input("consulta", "search"))(lambda query: cards(vivo, geometria, query or ""))
    return app


def drawn(server, queries: list[str]) -> list[tuple[float, float]]:
    """Milisegundos desde cada cambio hasta lo que está en pantalla y hasta todo lo demás; vacío sin Chromium."""
    browser_path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not browser_path:
        return []
    from playwright.sync_api import sync_playwright  # solo si hay con qué

    listener = create_server(server, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=listener.run, daemon=True).start()
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"]).new_page(bypass_csp=True)
        page.goto(f"http://127.0.0.1:{listener.effective_port}/")
        page.locator(".main-svg").first.wait_for(state="attached", timeout=60_000)
        page.wait_for_timeout(8_000)
        return [tuple(page.evaluate(QUIETA, f"?{query}")) for query in queries]


def told(name: str, found: list[tuple[float, int]]) -> str:
    cpu, sizes = sorted(c for c, _ in found), [b for _, b in found]
    p95 = cpu[int(len(cpu) * 0.95)]
    return (
        f"{name:34} {statistics.median(cpu):8.2f} ms {p95:8.2f} ms {statistics.median(sizes):9,.0f} B {max(sizes):9,} B"
    )


def main() -> int:
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    settings = Settings()
    app, vivo = create_app(settings), Vivo(settings.datos, settings.umbral)
    geometria = browser_base(settings.datos).geometria
    queries = walk(
        [lugar.codigo for lugar in vivo.actual.catalogo.lugares_de(vivo.actual.catalogo.series["delitos"])], CAMBIOS
    )
    client = app.server.test_client()
    cold = ours(client, queries)
    app.server.config["CALENTAR"]()
    warm = ours(client, queries)
    usual = plain(vivo, geometria, queries[:13])
    print(f"{len(cold)} cambios de filtro          procesador: mediana      p95      bytes: mediana    máximo")
    for name, found in (("la primera vez", cold), ("ya pedido", warm), ("Dash sin más", usual)):
        print(told(name, found))
    screen = queries[1 : 1 + EN_PANTALLA]
    times = drawn(app.server, screen), drawn(plain_app(vivo, geometria).server, screen)
    if all(times):
        for i, what in enumerate(("lo que está en pantalla", "todas las tarjetas")):
            fast, slow = (statistics.median(pair[i] for pair in own) for own in times)
            print(f"del cambio a {what}: {fast:,.0f} ms; Dash sin más, {slow:,.0f} ms; razón {fast / slow:.2f}")
    return int(statistics.median(b for _, b in warm) > META_BYTES)


if __name__ == "__main__":
    sys.exit(main())
