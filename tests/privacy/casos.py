"""Cubos inventados y el atacante puesto a trabajar sobre ellos."""

import numpy as np
import pandas as pd

from dashboard.privacy import Protegido, Reglas
from tests.privacy.ataque import Ataque, Visto, exposed, fixed, naive_floor, shrewd_floor

# Formas de 3 a 5 dimensiones y las tablas que se publican de cada una: cruce entero, pares en ciclo y mezclas.
FORMAS = {
    "tres, enteras": ((3, 2, 3), [("a", "b", "c")]),
    "tres, en pares": ((4, 2, 3), [("a", "b"), ("b", "c"), ("a", "c")]),
    "cuatro, enteras": ((2, 2, 2, 2), [("a", "b", "c", "d")]),
    "cuatro, un ciclo": ((3, 2, 2, 3), [("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")]),
    "cinco, como el tablero": ((3, 2, 2, 2, 2), [("a", "b", "c"), ("a", "b", "d"), ("a", "b", "e"), ("d", "e")]),
}


def cube(shape: tuple[int, ...], mean: float, seed: int) -> pd.DataFrame:
    """Conteos muy desiguales, con muchos ceros y unos: una Poisson de media gamma."""
    rng = np.random.default_rng(seed)
    counts = rng.poisson(rng.gamma(0.5, mean / 0.5, shape))
    cells = np.indices(shape).reshape(len(shape), -1).T
    return pd.DataFrame(cells, columns=list("abcde")[: len(shape)]).assign(n=counts.ravel())


def attacker(cubo: pd.DataFrame, jerarquias: dict | None = None) -> Ataque:
    dims = [c for c in cubo.columns if c != "n"]
    return Ataque({d: sorted(cubo[d].unique().tolist()) for d in dims}, jerarquias or {})


def truth(attack: Ataque, cubo: pd.DataFrame, seen: list[Visto]) -> dict[tuple, int]:
    counts = cubo.set_index(list(attack.hojas))["n"].groupby(level=list(range(len(attack.hojas)))).sum()
    values = counts.reindex(pd.MultiIndex.from_tuples(attack.celdas), fill_value=0).to_numpy()
    return {v.nombre: int(sum(values[i] for i in v.hojas)) for v in seen}


def leaks(cubo: pd.DataFrame, protegido: Protegido, reglas: Reglas) -> dict:
    """Lo que recuperan dos atacantes: el que solo resta y el que además conoce la regla (donde no se equivoca)."""
    attack = attacker(cubo, dict(reglas.jerarquias))
    seen = attack.look(protegido.marcos())
    real = truth(attack, cubo, seen)
    assert all(v.cifra in (None, real[v.nombre]) for v in seen), "una cifra publicada no es la verdadera"
    shrewd = [min(f, real[v.nombre]) for f, v in zip(shrewd_floor(seen, reglas.umbral), seen, strict=True)]
    floors = [naive_floor(seen)] if reglas.cero_reservado else [naive_floor(seen), shrewd]
    found = {}
    for floor in floors:
        found |= exposed(attack.bounds(seen, floor), real, reglas.umbral, reglas.piso)
    return found


def naive(cubo: pd.DataFrame, umbral: int) -> tuple[int, int]:
    """Cuántas celdas esconde quien solo tapa las pequeñas de la tabla completa y sus totales, y cuántas se calculan."""
    attack = attacker(cubo)
    dims = list(attack.hojas)
    frames = {(): pd.DataFrame({"n": [cubo["n"].sum()]})}
    subsets = [[d for i, d in enumerate(dims) if mask >> i & 1] for mask in range(1, 2 ** len(dims))]
    frames |= {tuple(s): cubo.groupby(s, as_index=False)["n"].sum() for s in subsets}
    seen = attack.look({k: f.assign(reservado=f["n"].between(1, umbral - 1)) for k, f in frames.items()})
    limits = attack.bounds(seen, naive_floor(seen))
    return len(limits), len(fixed(limits))
