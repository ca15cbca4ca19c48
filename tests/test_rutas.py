"""Rutas: lo que la fuente describe, sin duplicar, sin dibujar lo que no dice y sin cantidades."""

from pathlib import Path

import pytest

from dashboard.catalog import build_catalog
from dashboard.charts import Contexto, registry
from dashboard.charts._rutas import in_and_out
from dashboard.data_package import load
from dashboard.downloads import to_csv
from dashboard.figures.flujo import crossings, untangled
from dashboard.figures.rotulos import ANCHO_MEDIO, RENGLON
from dashboard.figures.rutas_mapa import MARCO_PAIS, MARCO_REGION
from dashboard.filters import from_query
from dashboard.queries.rutas import INTERNAS, chosen_departments, corridors

DATOS = load(Path(__file__).parents[1] / "data")
CATALOGO = build_catalog(DATOS)
INTERNA, INTERNACIONAL = registry()["rutas_internas"], registry()["rutas_internacionales"]
MARCOS = {"rutas_internas": MARCO_PAIS, "rutas_internacionales": MARCO_REGION}
AMBAS = pytest.mark.parametrize("chart", [INTERNA, INTERNACIONAL], ids=lambda c: c.id)

# Leído de la sección 2.4 del Plan, línea por línea: orígenes × destinos
LINEAS = {
    661: [({"Iquitos"}, {"Puerto Maldonado", "Ucayali", "Costa norte"}), ({"San Martín", "Amazonas"}, {"Costa norte"})],
    662: [({"Cusco", "Apurímac", "Huancavelica", "Ayacucho"}, {"Arequipa", "Puerto Maldonado", "Juliaca"})],
    663: [({"Arequipa", "Tacna", "Moquegua"}, {"Puerto Maldonado"})],
    667: [({"Tarapoto", "Rioja", "Bagua"}, {"Chiclayo"})],
    668: [({"Arequipa", "Trujillo", "Cusco", "Puno"}, {"Puerto Maldonado"})],
}
INTERNOS = [(line, (o, d)) for line, groups in LINEAS.items() for a, b in groups for o in a for d in b]
PARES = {pair for _, pair in INTERNOS}
ENTRADAS = {("Ecuador", ""), ("Colombia", ""), ("República Dominicana", ""), ("Haití", "")}
ENTRADAS |= {("Bolivia", "Puno"), ("Bolivia", "Madre de Dios")}
SALIDAS = {"Ecuador", "Colombia", "Argentina", "Brasil"}


def context(query: str = "") -> Contexto:
    return Contexto(DATOS, CATALOGO, from_query(query, CATALOGO))


def short(name: str) -> str:
    return name.split(" (", maxsplit=1)[0]


def pairs(frame):
    return {(short(r.origen), short(r.destino)) for r in frame[frame["con_origen"]].itertuples()}


def strokes(figura):
    return [t for t in figura.data if "lines" in t["mode"] and t.get("name")]


def test_internal_corridors_are_those_of_the_document():
    frame = INTERNA.query(context())
    assert pairs(frame) == PARES
    assert frame["con_origen"].sum() == len(PARES)


def test_repeated_routes_become_one_corridor_with_every_cite():
    frame = INTERNA.query(context())
    for pair in PARES:
        lines = [line for line, p in INTERNOS if p == pair]
        row = next(r for r in frame.itertuples() if (short(r.origen), short(r.destino)) == pair)
        assert bool(row.repetida) == (len(lines) > 1), pair
        assert all(f"línea {line}" in row.cita for line in lines), pair


def test_a_pair_is_a_cross_product_only_where_no_line_states_it():
    frame = INTERNA.query(context())
    stated = {pair for line, pair in INTERNOS if line != 662}
    crossed = {
        (short(r.origen), short(r.destino)) for r in frame.itertuples() if r.lectura.startswith("producto cruzado")
    }
    assert crossed == PARES - stated


def test_purposes_are_said_only_where_the_document_says_them():
    frame = INTERNA.query(context())
    with_purpose = {(short(r.origen), short(r.destino)) for r in frame.itertuples() if r.explotacion}
    assert with_purpose == {pair for line, pair in INTERNOS if line == 668}


def test_international_corridors_are_those_of_the_document():
    frame = INTERNACIONAL.query(context())
    entran, salen = frame[frame["sentido"] == "entra"], frame[frame["sentido"] == "sale"]
    assert {(r.origen, "" if "no indicado" in r.destino else r.destino) for r in entran.itertuples()} == ENTRADAS
    assert set(salen["destino"]) == SALIDAS
    assert len(entran) + len(salen) == len(frame)


@AMBAS
def test_each_source_row_is_in_exactly_one_corridor(chart):
    rows = DATOS["rutas"]
    internal = rows["tipo"].isin(INTERNAS)
    mine = rows[internal] if chart is INTERNA else rows[~internal]
    assert len(chart.query(context())) == len(mine) - mine["duplica"].notna().sum()


@AMBAS
def test_every_corridor_is_cited_and_none_has_a_quantity(chart):
    frame = chart.query(context())
    assert frame[["fuente_id", "cita"]].notna().all(axis=None)
    assert (frame["cita"].str.len() > 0).all()
    assert {c.formato for c in chart.columns.values()} == {"texto"}
    assert "ninguno está cuantificado" in chart.takeaway(frame, context())
    assert to_csv(chart, context()).count("\r\n") == len(frame) + 1


@AMBAS
@pytest.mark.parametrize("view", ["Mapa", "Flujo"])
@pytest.mark.parametrize("query", ["", "?lugar=madre-de-dios"])
def test_one_stroke_per_corridor_all_equally_wide(chart, view, query):
    frame = chart.query(context())
    figura = chart.draws[view](chart.query(context(query)), context(query))
    drawn = strokes(figura)
    assert sorted(t["name"] for t in drawn) == sorted(frame.loc[frame["con_origen"], "ruta_id"])
    assert len({t["line"]["width"] for t in drawn}) == 1
    crossed = set(frame.loc[frame["lectura"].str.startswith("producto"), "ruta_id"])
    assert {t["name"] for t in drawn if t["line"]["dash"] != "solid"} == crossed
    cites = frame.set_index("ruta_id")["cita"]
    assert all(cites[t["name"]] in t["text"].replace("<br>", " ") for t in drawn)


def test_lima_has_a_ring_and_no_arrow():
    figura = INTERNA.draws["Mapa"](INTERNA.query(context()), context())
    loose = DATOS["rutas"].query("tipo == 'sin_origen'")["ruta_id"].tolist()
    marks = [t for t in figura.data if t.get("name") in loose]
    assert [t["mode"] for t in marks] == ["markers"] * len(loose)
    assert {t["marker"]["symbol"] for t in marks} == {"circle-open"}
    assert any("destino sin origen" in a["text"].replace("<br>", " ") for a in figura.layout["annotations"])


@AMBAS
def test_no_arrow_starts_or_ends_where_the_document_says_nothing(chart):
    """Solo llevan punto lleno los lugares nombrados; lo no indicado va hueco y dicho."""
    frame = chart.query(context())
    figura = chart.draws["Mapa"](frame, context())
    words = [a["text"].replace("<br>", " ") for a in figura.layout["annotations"]]
    vague = {f"{lado} no indicado" for lado in ("origen", "destino") if frame[f"{lado}_id"].eq("peru").any()}
    vague |= {"Costa norte (zona no precisada)"} & set(frame["destino"])
    assert vague <= set(words)
    hollow = [t for t in figura.data if t["mode"] == "markers" and t["marker"]["size"] == 13]
    assert len(hollow) == len(vague)


@pytest.mark.parametrize("lugar", ["madre-de-dios", "puno", "arequipa", "san-martin", "tacna"])
def test_what_comes_in_and_what_goes_out_of_a_region(lugar):
    region = {
        "madre-de-dios": {"Puerto Maldonado"},
        "puno": {"Puno", "Juliaca"},
        "arequipa": {"Arequipa"},
        "san-martin": {"San Martín", "Tarapoto", "Rioja"},
        "tacna": {"Tacna"},
    }[lugar]
    frame = INTERNA.query(context(f"?lugar={lugar}"))
    assert pairs(frame[frame["sentido"] == "entra"]) == {p for p in PARES if p[1] in region}
    assert pairs(frame[frame["sentido"] == "sale"]) == {p for p in PARES if p[0] in region}
    assert set(frame["sentido"]) <= {"entra", "sale"}


def test_chosen_region_keeps_the_others_faded():
    ctx = context("?lugar=madre-de-dios")
    frame = INTERNA.query(ctx)
    drawn = strokes(INTERNA.draws["Mapa"](frame, ctx))
    assert {t["name"] for t in drawn if t["opacity"] == 1} == set(frame["ruta_id"])
    assert INTERNA.title(ctx) == "Rutas internas que tocan Madre de Dios (departamento)"


def test_two_regions_tell_apart_what_goes_between_them():
    ctx = context("?lugar=madre-de-dios,puno")
    frame = INTERNA.query(ctx)
    assert pairs(frame[frame["sentido"] == "va de uno a otro"]) == {("Puno", "Puerto Maldonado")}
    assert INTERNA.title(ctx).endswith("Madre de Dios y Puno (departamentos)")
    assert "1 va de uno a otro" in INTERNA.takeaway(frame, ctx)


def test_international_routes_of_a_region():
    frame = INTERNACIONAL.query(context("?lugar=puno"))
    assert [(r.origen, r.destino, r.sentido) for r in frame.itertuples()] == [("Bolivia", "Puno", "entra")]


@pytest.mark.parametrize("lugar", ["tumbes", "ica", "piura"])
def test_a_region_nobody_describes_is_empty_and_says_so(lugar):
    assert INTERNA.query(context(f"?lugar={lugar}")).empty
    assert "no quiere decir que no existan" in INTERNA.empty


def test_lima_is_named_without_an_origin():
    ctx = context("?lugar=lima-centro")
    frame = INTERNA.query(ctx)
    assert frame["destino"].tolist() == ["Lima"]
    assert "sin origen indicado" in INTERNA.takeaway(frame, ctx)
    assert (
        in_and_out(frame.loc[frame["con_origen"], "sentido"], {"15": "Lima"}) == "ninguno entra a Lima y ninguno sale"
    )


def test_every_place_of_the_catalogue_has_a_department():
    for codigo in CATALOGO.lugares:
        assert len(chosen_departments(DATOS, (codigo,))) == 1


def test_source_tables_are_left_alone():
    before = DATOS["rutas"].copy()
    corridors(DATOS, INTERNAS, {"17": "Madre de Dios"})
    assert DATOS["rutas"].equals(before)


@AMBAS
@pytest.mark.parametrize("width", [264, 320, 560, 900])
def test_map_labels_never_overlap(chart, width):
    marco = MARCOS[chart.id]
    figura = chart.draws["Mapa"](chart.query(context()), context())
    scale = width / (marco.este - marco.oeste)
    boxes = [_box(a, scale) for a in figura.layout["annotations"]]
    clashes = [(p, q) for i, p in enumerate(boxes) for q in boxes[i + 1 :] if _overlap(p, q)]
    assert clashes == []
    inside = [marco.oeste * scale <= x - w and x + w <= marco.este * scale for _, x, _, w, _ in boxes]
    assert all(inside)


def _box(annotation: dict, scale: float) -> tuple:
    lines = annotation["text"].split("<br>")
    half_width = max(map(len, lines)) * ANCHO_MEDIO / 2
    return annotation["text"], annotation["x"] * scale, annotation["y"] * scale, half_width, len(lines) * RENGLON / 2


def _overlap(p: tuple, q: tuple) -> bool:
    return abs(p[1] - q[1]) < p[3] + q[3] and abs(p[2] - q[2]) < p[4] + q[4]


def test_crossings_counts_only_real_ones():
    assert crossings([("a", "x"), ("b", "y")], ["a", "b"], ["x", "y"]) == 0
    assert crossings([("a", "y"), ("b", "x")], ["a", "b"], ["x", "y"]) == 1
    assert crossings([("a", "x"), ("a", "y"), ("b", "y")], ["a", "b"], ["x", "y"]) == 0


@AMBAS
def test_flow_is_less_tangled_than_the_source_order(chart):
    frame = chart.query(context())
    drawn = frame[frame["con_origen"]]
    links = list(zip(drawn["origen_id"], drawn["destino_id"], strict=True))
    left, right = untangled(links)
    as_listed = crossings(links, list(drawn["origen_id"].unique()), list(drawn["destino_id"].unique()))
    assert (sorted(left), sorted(right)) == (sorted(drawn["origen_id"].unique()), sorted(drawn["destino_id"].unique()))
    assert crossings(links, left, right) <= as_listed / 2


@AMBAS
def test_every_drawing_of_a_card_is_equally_big(chart):
    """Con ejes de escala igual, Plotly no recupera el mapa si el tamaño cambia de una vista a otra."""
    drawings = [draw(chart.query(context()), context()) for draw in chart.draws.values()]
    assert len({(d.alto, d.proporcion) for d in drawings}) == 1
