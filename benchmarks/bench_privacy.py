"""Cuánto tarda proteger un cubo de 50,000 presuntas víctimas inventadas, cuánto una consulta y cuánto se reserva.

`python benchmarks/bench_privacy.py [personas]` reparte las personas con pesos muy desiguales entre 34 distritos
fiscales, 5 años y los perfiles, protege las tablas publicables y mide. Sale con 1 si no se llega a la meta.
"""

import statistics
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from dashboard.privacy import Protegido, Reglas, protect  # noqa: E402

SEGUNDOS, MILISEGUNDOS = 180, 50
PESOS = {
    "distrito_fiscal": 1 / np.arange(1, 35) ** 1.1,
    "anio": np.array([0.15, 0.17, 0.2, 0.23, 0.25]),
    "sexo": np.array([0.82, 0.16, 0.02]),
    "edad": np.array([0.08, 0.38, 0.33, 0.19, 0.02]),
    "nacionalidad": np.array([0.86, 0.11, 0.03]),
    "captacion": np.array([0.52, 0.16, 0.12, 0.09, 0.06, 0.03, 0.02]),
    "explotacion": np.array([0.44, 0.2, 0.14, 0.09, 0.07, 0.04, 0.02]),
}
PERFIL = ("sexo", "edad", "nacionalidad", "captacion", "explotacion")
LUGAR = ("distrito_fiscal", "anio")
PUBLICABLES = [(*LUGAR, dim) for dim in PERFIL] + [
    ("sexo", "edad", "explotacion"),
    ("nacionalidad", "explotacion"),
    ("captacion", "explotacion"),
]


def invent(people: int, seed: int = 20_261_123) -> pd.DataFrame:
    """Un cubo con la forma del registro: cada distrito tiene su propia mezcla de perfiles."""
    rng = np.random.default_rng(seed)
    rows = {d: rng.choice(len(PESOS[d]), people, p=PESOS[d] / PESOS[d].sum()) for d in LUGAR}
    for dim in PERFIL:
        mix = rng.dirichlet(PESOS[dim] * 12, len(PESOS["distrito_fiscal"]))
        edges = mix.cumsum(axis=1)[rows["distrito_fiscal"]]
        rows[dim] = np.minimum((rng.random((people, 1)) > edges).sum(axis=1), len(PESOS[dim]) - 1)
    return pd.DataFrame(rows).value_counts().rename("n").reset_index()


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


def query_times(protected: Protegido) -> list[float]:
    """Lo que pide un cambio de filtro en la pestaña: cada perfil de un distrito y un año, su serie y el total."""
    times = []
    for distrito, anio in ((d, a) for d in range(34) for a in range(5)):
        start = time.perf_counter()
        for dim in PERFIL:
            protected.consulta({"distrito_fiscal": distrito, "anio": anio}, (dim,))
        protected.consulta({"distrito_fiscal": distrito}, ("anio",))
        protected.consulta({"anio": anio}, ("distrito_fiscal",))
        times.append((time.perf_counter() - start) * 1000)
    return times


def main() -> int:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    cubo = invent(people)
    start = time.perf_counter()
    protected = protect(cubo, Reglas(), PUBLICABLES)
    seconds = time.perf_counter() - start
    times = query_times(protected)
    median, worst = statistics.median(times), max(times)
    print(losses(cubo, protected).to_string(index=False, float_format=lambda v: f"{v:.1%}"))
    print(f"\n{people:,} personas: proteger {seconds:.1f} s (meta {SEGUNDOS}).")
    print(f"Cambio de filtro, siete consultas: mediana {median:.1f} ms, peor {worst:.1f} ms (meta {MILISEGUNDOS}).")
    print(f"Guardado: {len(protected.to_json().encode()) / 1000:.0f} kB.")
    return int(seconds > SEGUNDOS or median > MILISEGUNDOS)


if __name__ == "__main__":
    sys.exit(main())
