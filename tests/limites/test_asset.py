"""El resumen para el navegador dice lo mismo que las capas, y con los huecos del lado correcto."""

import json

import pytest

from dashboard.limites.asset import write_asset
from dashboard.settings import ROOT

MAX_BYTES = 110_000


@pytest.fixture(scope="module")
def asset():
    return json.loads(write_asset(ROOT / "data"))


def rings(path):
    ring = []
    for x, y in zip(*path, strict=True):
        if x is None:
            assert y is None
            yield ring
            ring = []
        else:
            ring.append((x, y))
    yield ring


def signed_area(ring):
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:], strict=False)) / 2


def test_it_is_small_and_repeatable():
    assert write_asset(ROOT / "data") == write_asset(ROOT / "data")
    assert len(write_asset(ROOT / "data")) <= MAX_BYTES


def test_it_holds_every_unit_and_a_label_point_for_each(asset):
    assert len(asset["df"]) == 35
    assert len(asset["dep"]) == 26
    for layer in ("df", "dep", "vecinos", "lima"):
        assert asset["centro"][layer].keys() == asset[layer].keys()


@pytest.mark.parametrize("layer", ["df", "dep", "vecinos", "lima"])
def test_every_ring_is_closed_and_paintable(asset, layer):
    for unit, path in asset[layer].items():
        for ring in rings(path):
            assert ring[0] == ring[-1], unit
            assert len(set(ring)) >= 3, unit


def test_holes_run_against_their_outer_ring(tmp_path):
    """Con fill="toself" el navegador vacía un hueco solo si gira al revés que su contorno."""
    shapely = pytest.importorskip("shapely")
    from dashboard.limites.geojson import to_bytes

    geo = tmp_path / "geo"
    geo.mkdir()
    around = shapely.box(-77, -12, -76, -11).difference(shapely.box(-76.6, -11.6, -76.4, -11.4))
    for name, key in (
        ("distritos_fiscales", "df_id"),
        ("departamentos", "ubigeo"),
        ("vecinos", "iso"),
        ("lima_callao", "df_id"),
    ):
        (geo / f"{name}.geojson").write_bytes(to_bytes([({key: "unidad"}, around)]))
    outer, hole = rings(json.loads(write_asset(tmp_path))["df"]["unidad"])
    assert signed_area(outer) == pytest.approx(1)
    assert signed_area(hole) == pytest.approx(-0.04)
