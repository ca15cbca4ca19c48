"""Lo que la plantilla importada muestra: solo lo protegido, con lo reservado dicho igual en cada salida."""

import io
import re
import shutil

import openpyxl
import pandas as pd
import pytest
from test_charts import assert_list, assert_sentence, text_of

from dashboard import data_package
from dashboard.catalog import PLANTILLA, build_catalog
from dashboard.charts import registry
from dashboard.downloads import to_csv
from dashboard.filters import from_query, in_words, to_query, year_options
from dashboard.importer.ingreso import keep
from dashboard.informes.hoja import book_of
from dashboard.informes.laminas import lamina_of
from dashboard.layout.card import render
from dashboard.layout.incidencia import control_state, profile_words
from dashboard.perfil_elegido import profile_limits
from dashboard.privacy import RESERVADO
from dashboard.privacy.publicables import PERFIL
from dashboard.selection import selector
from dashboard.settings import ROOT
from dashboard.sources.lectura import CASOS, Lectura

TODO = "?corte=plantilla&desde=2022&hasta=2023"
CARTAS = ("perfil_sexo", "perfil_edad", "perfil_nacionalidad", "captacion", "explotacion", "rutas_personas")
# Tacna registra a pocas personas en 2023: 3 hombres y 2 menores de 13 años no pueden mostrarse.
FILAS = (
    ("puno", 2022, "mujeres", "13_17", "sexual", 40), ("puno", 2022, "hombres", "18_24", "laboral", 25),
    ("puno", 2023, "mujeres", "13_17", "sexual", 60), ("puno", 2023, "hombres", "18_24", "laboral", 35),
    ("tacna", 2022, "mujeres", "18_24", "laboral", 30), ("tacna", 2022, "hombres", "18_24", "laboral", 20),
    ("tacna", 2023, "mujeres", "18_24", "sexual", 24), ("tacna", 2023, "mujeres", "0_12", "sexual", 2),
    ("tacna", 2023, "hombres", "18_24", "laboral", 3), ("cusco", 2022, "mujeres", "13_17", "en_investigacion", 50),
    ("cusco", 2023, "mujeres", "0_12", "sexual", 22), ("cusco", 2023, "hombres", "18_24", "laboral", 31),
    ("cusco", 2023, "mujeres", "13_17", "sexual", 8), ("ica", 2023, "mujeres", "sin_dato", "sexual", 9),
)  # fmt: skip


def cube() -> pd.DataFrame:
    columns = ["df_id", "anio", "sexo", "edad", "explotacion", "personas"]
    frame = pd.DataFrame(FILAS, columns=columns).assign(poblacion="victimas", nacionalidad="peruana")
    return frame.assign(captacion="puesto_trabajo", origen=["21", "08"] * 7, destino="23")


@pytest.fixture(scope="module")
def carpeta(tmp_path_factory):
    folder = tmp_path_factory.mktemp("personas") / "datos"
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns("importados", "protegidas"))
    empty = {"casos": pd.DataFrame(columns=CASOS), "series": pd.DataFrame(columns=["serie_id"])}
    count = {"leidas": 14, "cargadas": 14, "sumadas": 0, "apartadas": ()}
    head = {"fuente": "plantilla_victimas", "archivo": "víctimas.xlsx", "sha256": "a", "fecha_corte": None}
    keep(Lectura(**head, **count, **empty, tablas={"cubo_personas": cube()}), folder)
    return folder


@pytest.fixture(scope="module")
def importados(carpeta):
    return data_package.load(carpeta)


@pytest.fixture(scope="module")
def elegida(importados):
    return selector(importados, build_catalog(importados))


def truth(**filtro) -> int:
    frame = cube()
    for column, value in filtro.items():
        frame = frame[frame[column] == value]
    return int(frame["personas"].sum())


def test_it_is_one_more_source_of_the_profile_and_only_if_imported(importados, catalogo):
    known = build_catalog(importados)
    assert known.cortes[PLANTILLA] == "Plantilla importada: presuntas víctimas"
    assert PLANTILLA not in catalogo.cortes and not catalogo.personas
    assert from_query(TODO, catalogo).corte != PLANTILLA, "sin importación la dirección se repara"
    assert year_options(known, known.series["delitos"], PLANTILLA)[-1] == known.series["delitos"].anios[-1]


def test_a_card_counts_what_the_gate_lets_out(elegida):
    frame = registry()["perfil_sexo"].query(elegida(TODO)).set_index("categoria_id")
    assert frame.at["mujeres", "personas"] == truth(sexo="mujeres") == 245
    assert frame.at["mujeres", "pct"] == pytest.approx(100 * 245 / 359)
    assert (frame["base_n"] == truth()).all()


def test_region_and_year_filter_each_card(elegida):
    puno = registry()["explotacion"].query(elegida(f"{TODO}&lugar=puno")).set_index("categoria_id")
    assert puno["base_n"].iloc[0] == truth(df_id="puno")
    one = registry()["perfil_edad"].query(elegida("?corte=plantilla&desde=2022&hasta=2022")).set_index("categoria_id")
    assert one["base_n"].iloc[0] == truth(anio=2022)


@pytest.mark.parametrize("carta", CARTAS)
@pytest.mark.parametrize(
    "query",
    [TODO, f"{TODO}&lugar=tacna", "?corte=plantilla&desde=2023&hasta=2023&lugar=tacna", f"{TODO}&sexo=mujeres"]
    + [f"{TODO}&edad=13_17", "?corte=plantilla&desde=2019&hasta=2021", f"{TODO}&lugar=loreto"],
)
def test_every_output_says_the_same(carta, query, elegida):
    """Tabla, texto, dibujo, CSV y libro: ninguna cifra de 1 a 4, y la marca donde toca."""
    chart, ctx = registry()[carta], elegida(query)
    frame = chart.query(ctx)
    if frame.empty:
        assert_sentence(chart.why_empty(ctx), query)
        assert chart.why_empty(ctx) in text_of(render(chart, ctx, "Barras")[2])
        return
    assert_sentence(chart.takeaway(frame, ctx), query)
    drawing = next(iter(chart.draws.values()))(frame, ctx)
    assert_list(drawing, query, None)
    hidden = int((frame["personas"] == RESERVADO).sum())
    assert [b.texto for b in drawing.barras].count(RESERVADO) == hidden
    assert all(b.trama for b in drawing.barras if b.texto == RESERVADO)
    assert not [n for n in frame["personas"] if n != RESERVADO and 0 < n < 5]
    table, text = (text_of(render(chart, ctx, view)[2]) for view in ("Tabla", "Texto"))
    sheet = openpyxl.load_workbook(io.BytesIO(book_of(lamina_of(chart, ctx)))).active
    written = [c.value for row in sheet.iter_rows() for c in row]
    for said in (table.splitlines(), re.split(r"[;:.]\s?|\n", text), to_csv(chart, ctx).split(";"), written):
        assert (RESERVADO in [str(s).strip() for s in said]) == bool(hidden)


def test_no_percentage_on_a_small_base_nor_on_what_is_reserved(elegida):
    ica = registry()["perfil_sexo"].query(elegida("?corte=plantilla&desde=2023&hasta=2023&lugar=ica"))
    assert not [v for v in ica["pct"] if isinstance(v, float)]
    tacna = registry()["perfil_edad"].query(elegida("?corte=plantilla&desde=2023&hasta=2023&lugar=tacna"))
    hidden = tacna["personas"] == RESERVADO
    assert hidden.any() and (tacna.loc[hidden, "pct"] == RESERVADO).all()


def test_small_cells_of_the_truth_are_never_shown(elegida):
    for query, carta, code in (
        ("?corte=plantilla&desde=2023&hasta=2023&lugar=tacna", "perfil_sexo", "hombres"),
        ("?corte=plantilla&desde=2023&hasta=2023&lugar=tacna", "perfil_edad", "0_12"),
    ):
        frame = registry()[carta].query(elegida(query)).set_index("categoria_id")
        assert frame.at[code, "personas"] == RESERVADO


def test_filters_the_published_crosses_answer_are_enabled(importados):
    known = build_catalog(importados)

    def disabled(query: str) -> set[str]:
        filtros = from_query(query, known)
        state = control_state(known, filtros, {})
        assert {d for d in PERFIL if state[d][2]} == set(profile_limits(filtros, known))
        return set(profile_limits(filtros, known))

    assert disabled("") == set(PERFIL)
    assert disabled(TODO) == {"nacionalidad", "captacion", "explotacion"}
    assert disabled(f"{TODO}&sexo=mujeres") == {"nacionalidad", "captacion", "edad", "explotacion"}
    assert disabled(f"{TODO}&lugar=puno") == disabled("?corte=plantilla&desde=2023&hasta=2023") == set(PERFIL)
    assert "todo el país" in profile_words(known, from_query(f"{TODO}&lugar=puno", known))


def test_a_filter_no_table_answers_is_repaired_away(importados):
    known = build_catalog(importados)
    kept = from_query(f"{TODO}&sexo=mujeres", known)
    assert kept.sexo == "mujeres" and in_words(kept, known).endswith("sexo: mujer")
    assert from_query(to_query(kept, known), known) == kept
    for query in (f"{TODO}&captacion=otra", f"{TODO}&lugar=puno&sexo=mujeres", "?sexo=mujeres", f"{TODO}&sexo=x"):
        assert not [d for d in PERFIL if getattr(from_query(query, known), d)], query
    assert from_query(f"{TODO}&sexo=mujeres&edad=13_17", known).edad == ""


def test_a_national_filter_crosses_the_other_cards(elegida):
    girls = registry()["perfil_edad"].query(elegida(f"{TODO}&sexo=mujeres")).set_index("categoria_id")
    assert girls["base_n"].iloc[0] == 245 and girls.at["13_17", "personas"] == truth(sexo="mujeres", edad="13_17")


def test_the_routes_card_is_there_only_with_the_imported_profile(elegida, contexto, elegir):
    chart = registry()["rutas_personas"]
    assert not chart.applies(contexto(elegir())) and chart.applies(elegida(TODO))
    frame = chart.query(elegida(TODO))
    shown = frame[frame["personas"] != RESERVADO]
    assert dict(zip(shown["origen"], shown["personas"], strict=True)) == {
        "Puno": truth(origen="21"),
        "Cusco": truth(origen="08"),
    }
    assert "Tacna" in chart.title(elegida(f"{TODO}&lugar=tacna"))


def test_what_is_cached_and_downloaded_holds_no_raw_table(importados):
    assert not [t for t in importados.tables if "cubo" in t or "personas" in t]
    assert not [r for r in importados.resources if "cubo" in r]
