"""El ataque, sobre exactamente lo que publica el tablero: la misma lista, con rutas, totales y dos versiones."""

import numpy as np
import pandas as pd
import pytest

from dashboard.privacy import NoPublicable, Protegido, Reglas, protect
from dashboard.privacy.publicables import CORREDOR, DIMENSIONES, PERFIL, PUBLICABLES, published
from tests.privacy.ataque import exposed, naive_floor
from tests.privacy.casos import attacker, leaks, truth

CODIGOS = dict.fromkeys(DIMENSIONES, 2)
REGLAS = Reglas()


def people(seed: int, many: int = 260) -> pd.DataFrame:
    """Personas inventadas, muy concentradas en el primer código de cada dimensión."""
    rng = np.random.default_rng(seed)
    rows = {
        d: rng.choice(n, many, p=np.array([0.75, 0.2, 0.05][:n]) / sum([0.75, 0.2, 0.05][:n]))
        for d, n in CODIGOS.items()
    }
    return pd.DataFrame(rows).value_counts().rename("n").reset_index()


@pytest.mark.parametrize("seed", range(2))
def test_nothing_the_app_publishes_gives_a_person_away(seed):
    cubo = people(seed)
    protected = protect(cubo, REGLAS, PUBLICABLES)
    hidden = sum(int(f["reservado"].sum()) for f in protected.marcos().values())
    assert hidden and leaks(cubo, protected, REGLAS) == {}


def test_two_versions_of_what_the_app_publishes_give_nothing_away():
    """Se publicó el primer año; después llega el segundo."""
    cubo = people(5)
    before = protect(cubo[cubo["anio"] == 0].reset_index(drop=True), REGLAS, PUBLICABLES)
    last = protect(cubo, REGLAS, PUBLICABLES, Protegido.from_json(before.to_json()))
    attack = attacker(cubo)
    seen = {d: list(before.codigos(d)) for d in DIMENSIONES}
    olds, news = attack.look(before.marcos(), seen), attack.look(last.marcos())
    for cell in olds:
        cell.nombre = ("antes", *cell.nombre)
    real = truth(attack, cubo, olds + news)
    assert exposed(attack.bounds(olds + news, naive_floor(olds + news)), real, REGLAS.umbral) == {}


def test_every_filter_answers_the_truth_or_nothing():
    """Cada filtro de la pestaña: lugar, año, los dos o ninguno, por cada parte del perfil y por corredor."""
    cubo = people(1)
    protected = protect(cubo, REGLAS, PUBLICABLES)
    whole = [{}, {"anio": 1}, {"anio": [0, 1]}]
    for filtro in [*whole, *({"df_id": d} | f for d in (0, [0, 1]) for f in whole)]:
        part = cubo[
            np.logical_and.reduce([cubo[d].isin(np.atleast_1d(v)) for d, v in filtro.items()] or [cubo["n"] > 0])
        ]
        for dims in [(d,) for d in PERFIL] + ([CORREDOR] if "df_id" not in filtro else []):
            real = part.groupby(list(dims))["n"].sum()
            for row in protected.consulta(filtro, dims).to_dict("records"):
                key = tuple(row[d] for d in dims)
                assert row["reservado"] or row["n"] == real.get(key if len(key) > 1 else key[0], 0)
                assert row["reservado"] or row["n"] == 0 or row["n"] >= REGLAS.umbral


@pytest.mark.parametrize(
    "dims",
    [
        ("sexo", "explotacion"),
        ("df_id", "sexo", "edad"),
        ("anio", "sexo", "edad"),
        ("df_id", "origen"),
        ("captacion", "edad"),
    ],
)
def test_what_is_not_on_the_list_is_not_published(dims):
    assert not published(dims)
    protected = protect(people(0), REGLAS, PUBLICABLES)
    with pytest.raises(NoPublicable):
        protected.consulta({}, dims)
