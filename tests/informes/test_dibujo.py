"""El dibujo de una figura sin Plotly: posiciones que se comprueban a ojo y un SVG que no pide nada."""

import re
from xml.etree import ElementTree

import pytest

from dashboard.charts import registry
from dashboard.figures.theme import Figura
from dashboard.informes.dibujo import to_shapes
from dashboard.informes.dibujo.formas import Camino, Marca, Rotulo
from dashboard.informes.dibujo.svg import to_svg

FIJO = {"visible": False, "range": [0, 10]}
FORMA = [[0, 10, 10, None, 1, 2, 2], [0, 0, 10, None, 1, 1, 2]]
CAJA = {"xaxis": FIJO, "yaxis": FIJO, "margin": {"l": 0, "r": 0, "t": 0, "b": 0}}


def drawn(*traces, layout=CAJA, ancho=120.0, alto=120.0, **extra):
    figura = Figura(tuple({"type": "scatter", **t} for t in traces), layout, alto=120, proporcion=1.0)
    return to_shapes(
        figura, {"df": {"puno": [[0, 10, 10, None, 1, 2, 2], [0, 0, 10, None, 1, 1, 2]]}}, ancho, alto, **extra
    )


def test_a_point_falls_where_its_axes_say():
    # La caja mide 120; el margen mínimo derecho es una letra (14) y el de arriba, 0.6 letras (8.4).
    marca = next(f for f in drawn({"mode": "markers", "x": [5], "y": [10]}).formas if isinstance(f, Marca))
    assert (marca.x, marca.y) == pytest.approx(((120 - 14) / 2, 8.4))


def test_a_missing_value_breaks_the_line():
    path = next(
        f
        for f in drawn({"mode": "lines", "x": [0, 1, 2, 3, 4], "y": [1, 2, None, 3, 4]}).formas
        if isinstance(f, Camino)
    )
    assert [len(r) for r in path.anillos] == [2, 2]


def test_a_place_brings_its_shape_and_the_unknown_its_hatching():
    trama = {"fgcolor": "#8fa3ba", "bgcolor": "#ffffff"}
    trace = {"mode": "lines", "fill": "toself", "geo": ["df", "puno"], "fillpattern": trama, "text": "<b>Puno</b><br>3"}
    (place,) = drawn(trace).formas
    assert (len(place.anillos), place.trama, place.nombre) == (2, "#8fa3ba", "Puno; 3")


def test_letters_never_go_below_the_minimum():
    trace = {"mode": "text", "x": [1], "y": [1], "text": ["<b>Puno</b>"], "textfont": {"size": 12}}
    small = drawn(trace, ancho=60.0, alto=60.0).rotulos[0]
    assert (small.tamano, small.negrita, small.renglones) == (6.0, True, ("Puno",))
    assert drawn(trace, ancho=60.0, alto=60.0, letra_minima=9.0).rotulos[0].tamano == 9.0


def test_bars_and_pies_of_a_future_chart_are_drawn_too():
    layout = CAJA | {"yaxis": {"range": [-1, 2], "visible": False}}
    bar = drawn({"type": "bar", "orientation": "h", "x": [5, 10], "y": ["A", "B"]}, layout=layout)
    widths = [max(x for x, _ in f.anillos[0]) - min(x for x, _ in f.anillos[0]) for f in bar.formas]
    assert widths[1] == pytest.approx(2 * widths[0])
    pie = drawn({"type": "pie", "values": [3, 1], "labels": ["A", "B"]})
    assert [f.nombre for f in pie.formas if isinstance(f, Camino)] == ["A: 3", "B: 1"]


def test_a_logarithmic_axis_counts_in_powers_of_ten():
    log = CAJA | {"xaxis": {"type": "log", "range": [0, 2], "visible": False}}
    marks = [f for f in drawn({"mode": "markers", "x": [1, 10, 100], "y": [5, 5, 5]}, layout=log).formas]
    assert marks[1].x == pytest.approx((marks[0].x + marks[2].x) / 2)


def test_labels_over_others_give_way_to_the_first():
    trace = {"mode": "text", "x": [5, 5.1, 5], "y": [5, 5, 9], "text": ["Puno", "Tacna", "Ica"]}
    assert [r.renglones[0] for r in drawn(trace).despejado().rotulos] == ["Puno", "Ica"]


def test_every_figure_of_the_registry_becomes_a_well_formed_svg_that_asks_for_nothing(pedir, geometria):
    seen = set()
    for lamina in pedir("madre-de-dios", 2009, 2016):
        for figura in (d for d in lamina.drawings.values() if isinstance(d, Figura)):
            svg = to_svg(to_shapes(figura, geometria, 500, 400), lamina.titulo)
            root = ElementTree.fromstring(svg)
            assert root.find("{http://www.w3.org/2000/svg}title").text == lamina.titulo
            assert not re.search(r"<script|href|url\((?!#)", svg)
            seen.add(lamina.id)
    assert {"mapa", "evolucion", "multiples", "rutas_internas", "comparar_fuentes"} <= seen <= set(registry())


def test_the_map_draws_every_district_and_outlines_the_chosen_one(pedir, geometria):
    figura = next(x for x in pedir("madre-de-dios", 2009, 2016) if x.id == "mapa").drawings["Mapa"]
    places = [f for f in to_shapes(figura, geometria, 480, 620).formas if isinstance(f, Camino) and f.nombre]
    names = {f.nombre.split(";")[0] for f in places}
    assert len(names & {"Puno", "Lima", "Madre de Dios", "Loreto"}) == 4 and len(names) >= 34
    thick = max(places, key=lambda f: f.grosor)
    assert thick.nombre.startswith("Madre de Dios") and thick.borde == "#c77700"
    hatched = {f.nombre.split(";")[0] for f in places if f.trama}
    assert "Huancavelica" in hatched  # sin dato entre 2009 y 2014


def test_a_label_knows_the_box_it_fills():
    label = Rotulo(100, 50, ("abcd", "ab"), 10, "#000000", "end", "bottom")
    assert label.caja == pytest.approx((80, 26, 20, 24))
