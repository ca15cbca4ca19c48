"""La barra de Word: cada parte tan ancha como su cuenta, con la cuenta escrita, y siempre del mismo ancho entero."""

import re

from hypothesis import given
from hypothesis import strategies as st

from dashboard.informes.barra import ANCHO, MINIMO, Segmento, bar


def widths(xml: str) -> list[int]:
    return [int(w) for w in re.findall(r'<w:gridCol w:w="(\d+)"', xml)]


def test_three_parts():
    xml = bar(
        [
            Segmento(30, "cumplida", "004D80"),
            Segmento(0, "en riesgo", "C77700"),
            Segmento(10, "sin reporte", "6B6B6B", "diagStripe"),
        ]
    )
    assert widths(xml) == [ANCHO * 3 // 4, ANCHO // 4], "lo que no cuenta nada no ocupa lugar"
    assert re.findall(r"<w:t>(\d+)</w:t>", xml) == ["30", "10"]
    assert 'w:val="30 cumplida, 10 sin reporte"' in xml and "diagStripe" in xml


@given(st.lists(st.integers(1, 500), min_size=1, max_size=6))
def test_the_whole_width_is_always_the_same_and_every_number_fits(counts):
    found = widths(bar([Segmento(n, "x", "000000") for n in counts]))
    assert sum(found) == ANCHO and min(found) >= MINIMO
    assert sorted(found, reverse=True) == [
        w for _, w in sorted(zip(counts, found, strict=True), key=lambda p: (-p[0], -p[1]))
    ]
