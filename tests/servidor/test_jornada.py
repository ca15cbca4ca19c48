"""La forma corta de la jornada: veinte personas, un día, y ninguna respuesta que falle."""

import os

import pytest

from benchmarks import bench_jornada as jornada

pytestmark = [
    pytest.mark.integracion,
    pytest.mark.skipif(not os.path.exists("/proc/self/smaps_rollup"), reason="la memoria se lee de /proc, en Linux"),
]
MB = 60  # con tan pocos pedidos las memorias acotadas aún se están llenando


def test_a_short_day_fails_nobody():
    codes, _, grown = jornada.run(per_hour=1)
    assert set(codes) == {200} and codes.total() > 20 * 8
    assert grown < MB
