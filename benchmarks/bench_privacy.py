"""Cuánto tarda proteger presuntas víctimas inventadas, cuánto un cambio de filtro de la pestaña y cuánto se reserva.

`python benchmarks/bench_privacy.py [personas]` reparte las personas (50,000 si no se dice) con pesos muy desiguales
entre 34 distritos fiscales, 5 años, el perfil de la plantilla y los recorridos, protege lo publicable y mide lo
que la pestaña hace con ellos: las cinco tarjetas del perfil y la de corredores. Sale con 1 si no se llega a la meta.
"""

import statistics
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from dashboard import data_package  # noqa: E402
from dashboard.catalog import build_catalog  # noqa: E402
from dashboard.charts import Contexto, registry  # noqa: E402
from dashboard.filters import from_query  # noqa: E402
from dashboard.importer.merge import with_people  # noqa: E402
from dashboard.privacy import Protegido, Reglas, protect  # noqa: E402
from dashboard.privacy.publicables import PUBLICABLES  # noqa: E402
from dashboard.sources.plantilla_campos import POR_ID, options  # noqa: E402

MILISEGUNDOS, SEGUNDOS = 50, 120
ANIOS = (2019, 2020, 2021, 2022, 2023)
CARTAS = ("perfil_sexo", "perfil_edad", "perfil_nacionalidad", "captacion", "explotacion", "rutas_personas")
PERFIL = {
    "sexo": np.array([0.82, 0.16, 0.02]),
    "edad": np.array([0.08, 0.38, 0.26, 0.12, 0.06, 0.04, 0.02, 0.01, 0.03]),
    "nacionalidad": np.array([0.84, 0.1, 0.002, 0.003, 0.015, 0.02, 0.02]),
    "captacion": np.array([0.52, 0.16, 0.12, 0.09, 0.06, 0.03, 0.02]),
    "explotacion": np.array([0.42, 0.2, 0.12, 0.09, 0.05, 0.05, 0.04, 0.03]),
}
LUGAR = {"df_id": 1 / np.arange(1, 35) ** 1.1, "anio": np.array([0.15, 0.17, 0.2, 0.23, 0.25])}
CORREDOR = {"origen": 1 / np.arange(1, 27) ** 1.2, "destino": 1 / np.arange(1, 20) ** 1.4}


def invent(people: int, seed: int = 20_261_123) -> pd.DataFrame:
    """Un cubo con la forma del registro: cada distrito tiene su propia mezcla de perfiles."""
    rng = np.random.default_rng(seed)
    free = LUGAR | CORREDOR
    rows = {d: rng.choice(len(w), people, p=w / w.sum()) for d, w in free.items()}
    for dim, weights in PERFIL.items():
        mix = rng.dirichlet(weights * 12, len(LUGAR["df_id"]))
        edges = mix.cumsum(axis=1)[rows["df_id"]]
        rows[dim] = np.minimum((rng.random((people, 1)) > edges).sum(axis=1), len(weights) - 1)
    return pd.DataFrame(rows).value_counts().rename("n").reset_index()


def named(cubo: pd.DataFrame, folder: Path, df_ids: list[str]) -> pd.DataFrame:
    """Los números del sorteo, con los códigos de verdad."""
    codes = {d: list(options(POR_ID[d], folder)) for d in (*PERFIL, *CORREDOR)}
    codes |= {"df_id": df_ids, "anio": list(ANIOS)}
    return cubo.assign(**{d: [values[i] for i in cubo[d]] for d, values in codes.items()})


def losses(cubo: pd.DataFrame, protected: Protegido) -> pd.DataFrame:
    """Por cruce: celdas con alguien, cuántas de ellas se reservan y qué parte de las personas cuentan."""
    found = []
    for dims, frame in protected.marcos().items():
        if dims:
            truth = cubo.groupby(list(dims))["n"].sum().rename("real").reset_index()
            both = frame.merge(truth, on=list(dims))
            hidden = both["reservado"]
            small = both["real"] < 5
            found.append(
                (
                    " × ".join(dims),
                    len(both),
                    small.mean(),
                    hidden.mean(),
                    both["real"][hidden].sum() / both["real"].sum(),
                )
            )
    names = ["cruce", "celdas", "pequeñas", "reservadas", "personas"]
    return pd.DataFrame(found, columns=names)


def tab_times(datos, catalogo) -> tuple[list[float], list[float]]:
    """Milisegundos de procesador por cada distrito fiscal y año: de las seis tarjetas, y solo de la puerta."""
    charts, whole, gate = [registry()[c] for c in CARTAS], [], []
    protected = datos.personas["victimas"]
    for df_id in protected.codigos("df_id"):
        for anio in ANIOS:
            filtros = from_query(f"?corte=plantilla&desde={anio}&hasta={anio}&lugar={df_id}", catalogo)
            ctx = Contexto(datos, catalogo, filtros)
            whole.append(_spent(lambda ctx=ctx: [chart.query(ctx) for chart in charts]))
            gate.append(_spent(lambda d=df_id, a=anio: _answers(protected, {"df_id": [d], "anio": [a]})))
    return whole, gate


def _answers(protected: Protegido, filtro: dict) -> None:
    """Lo que esas tarjetas le preguntan a la puerta: cada distribución con su total, y los corredores del año."""
    for dim in PERFIL:
        protected.consulta(filtro, (dim,))
        protected.consulta(filtro)
    protected.consulta({"anio": filtro["anio"]}, tuple(CORREDOR))


def _spent(work) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def main() -> int:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    datos = data_package.load(ROOT / "data", importados=False)
    cubo = named(invent(people), datos.folder, list(datos["distritos_fiscales"]["df_id"]))
    start = time.process_time()
    protected = protect(cubo, Reglas(), PUBLICABLES)
    seconds = time.process_time() - start
    datos = with_people(datos, {"victimas": protected})
    catalogo = build_catalog(datos)
    tab_times(datos, catalogo)  # en frío se mide la carga de los módulos, no el cambio de filtro
    times, gate = tab_times(datos, catalogo)
    print(losses(cubo, protected).to_string(index=False, float_format=lambda v: f"{v:.1%}"))
    print(f"\n{people:,} personas: proteger tomó {seconds:.1f} s de procesador (meta {SEGUNDOS}).")
    for name, found in (("seis tarjetas", times), ("solo la puerta", gate)):
        print(f"Cambio de filtro, {name}: mediana {statistics.median(found):.1f} ms, peor {max(found):.1f} ms.")
    print(f"Guardado: {len(protected.to_json().encode()) / 1000:.0f} kB.")
    return int(max(times) > MILISEGUNDOS or seconds > SEGUNDOS)


if __name__ == "__main__":
    sys.exit(main())
