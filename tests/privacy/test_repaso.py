"""El repaso devuelve a la vista lo reservado de más y no deja nada al descubierto."""

import numpy as np
import pytest

from dashboard.privacy import Reglas, protect
from dashboard.privacy.supresion import Supresor
from tests.privacy.casos import cube, leaks

TABLAS = [("a", "b", "c"), ("a", "b", "d")]


def hidden(protegido) -> np.ndarray:
    return np.concatenate([f["reservado"].to_numpy() for f in protegido.marcos().values()])


@pytest.fixture(scope="module")
def cubo():
    return cube((8, 4, 4, 4), 8, seed=5)


@pytest.fixture(scope="module")
def repasado(cubo):
    return protect(cubo, Reglas(), TABLAS)


def test_it_only_gives_back_and_gives_something_back(cubo, repasado, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(Supresor, "_review", lambda self, small: None)
        before = hidden(protect(cubo, Reglas(), TABLAS))
    after = hidden(repasado)
    assert not (after & ~before).any()
    assert after.sum() < before.sum()


def test_nothing_is_recovered_after_it(cubo, repasado):
    assert leaks(cubo, repasado, Reglas()) == {}


def test_giving_back_one_more_does_leak(cubo, repasado):
    """La prueba anterior puede fallar: alguna celda que el repaso no devolvió hace falta."""
    frames = repasado.marcos()
    needed = 0
    for dims, frame in frames.items():
        for where in np.flatnonzero(frame["reservado"]):
            real = cubo.loc[np.logical_and.reduce([cubo[d] == frame.at[where, d] for d in dims] or [cubo["n"] >= 0])]
            if real["n"].sum() >= Reglas().umbral and not needed:
                needed = _leaks_with(cubo, repasado, dims, where, int(real["n"].sum()))
    assert needed


def _leaks_with(cubo, repasado, dims, where, number) -> int:
    class Abierto:
        def marcos(self):
            frames = {k: f.copy() for k, f in repasado.marcos().items()}
            frames[dims].loc[where, ["n", "reservado"]] = [number, False]
            return frames

    return len(leaks(cubo, Abierto(), Reglas()))
