"""La pestaña Metas: la dirección, los conteos, el detalle de cada trayectoria y la descarga.

Los totales son los publicados en el Plan, contados a mano sobre sus matrices.
"""

import csv
import gzip
import io
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import dash
import pytest
from dash import dcc, html
from hypothesis import given, settings
from hypothesis import strategies as st
from plotly.utils import PlotlyJSONEncoder

from dashboard.callbacks import metas as callbacks
from dashboard.figures.escalera import compact, escalera, is_drawable
from dashboard.layout.metas import ids, page
from dashboard.layout.metas.contenido import content, notice, phrase, side
from dashboard.layout.metas.tarjetas import eje_cards
from dashboard.metas.csv import DESCARGA, file_name, metas_csv
from dashboard.metas.filters import (
    CLASES,
    ESTADOS,
    METODOS,
    ORDENES,
    RUTA,
    VISTAS,
    FiltrosMetas,
    clean_text,
    from_query,
    href,
    in_words,
    to_query,
)
from dashboard.metas.seleccion import Seleccion, cargos, sorted_metas
from dashboard.metas.vigente import follow
from dashboard.plan.estado import Metodo, Seguimiento
from dashboard.plan.load import load_plan
from dashboard.plan.reportes import SIN_AVANCES

PLAN = load_plan(Path(__file__).parent.parent / "data" / "planes" / "pnat_2017_2021")
METAS_POR_EJE = {"1": 92, "2": 117, "3": 120, "4": 82}
ACCIONES_POR_EJE = {"1": 13, "2": 12, "3": 14, "4": 11}
METAS_POR_PERIODO = {"2017-2018": 132, "2019-2020": 140, "2021": 139}
METAS_POR_CLASE = {
    "porcentaje": 181,
    "cantidad": 142,
    "incremento_pct": 12,
    "multiplicador": 1,
    "hito": 67,
    "sin_valor": 8,
}
TRAYECTORIAS_CON_CIFRA = 60 + 50 + 4 + 1
ACCIONES_A_CARGO = {
    "ST-CMNP": 37,
    "CMNP": 29,
    "GORE": 27,
    "GOLO": 26,
    "MIMP": 14,
    "MP": 13,
    "PNP": 11,
    "MININTER": 10,
    "MINJUS": 9,
    "MTPE": 9,
    "MINEDU": 8,
    "MINSA": 8,
    "PJ": 7,
    "SUTRAN": 5,
    "MRE": 4,
    "MIDIS": 4,
    "SUNAFIL": 4,
    "MINCETUR": 4,
    "INEI": 3,
    "MIGRACIONES": 3,
    "MTC": 3,
    "PRODUCE": 3,
    "MINAGRI": 3,
    "RENIEC": 2,
    "MEF": 1,
    "MINEM": 1,
    "PROCURADURIAS": 1,
}
CODIGOS = [t.trayectoria for t in PLAN.trayectorias]


SIN_REPORTES = {m: Seguimiento(PLAN, SIN_AVANCES, date(2026, 11, 26), m) for m in Metodo}


def elegida(filtros: FiltrosMetas) -> Seleccion:
    return Seleccion(SIN_REPORTES[Metodo(filtros.metodo)], filtros)


def seleccion(query: str = "") -> Seleccion:
    return elegida(from_query(query, PLAN))


def parts(component, kind=object) -> list:
    """El componente y todo lo que contiene, de un tipo."""
    if isinstance(component, list | tuple):
        return [found for child in component for found in parts(child, kind)]
    here = [component] if isinstance(component, kind) else []
    inside = getattr(component, "children", None)
    return here + ([] if inside is None else parts(inside, kind))


def text(component) -> str:
    """Lo que se lee, junto."""
    return " ".join(parts(component, str))


def links(component) -> list[str]:
    return [a.href for a in parts(component, dcc.Link)]


# --- Dirección --------------------------------------------------------------------------------------------


@st.composite
def filtros_validos(draw) -> FiltrosMetas:
    eje = draw(st.sampled_from(["", *(e.eje for e in PLAN.ejes)]))
    objetivos = [o.oi for o in PLAN.objetivos_de(eje)] if eje else []
    return FiltrosMetas(
        eje=eje,
        oi=draw(st.sampled_from(["", *objetivos])),
        responsable=draw(st.sampled_from(["", *ACCIONES_A_CARGO])),
        periodo=draw(st.sampled_from(["", *METAS_POR_PERIODO])),
        clase=draw(st.sampled_from(["", *CLASES])),
        estado=draw(st.sampled_from(["", *ESTADOS])),
        metodo=draw(st.sampled_from(list(METODOS))),
        texto=clean_text(draw(st.text(max_size=120))),
        vista=draw(st.sampled_from(list(VISTAS))),
        orden=draw(st.sampled_from([*ORDENES, *(f"-{o}" for o in ORDENES)])),
        despliegue=draw(st.sampled_from(["", "todo"])),
        trayectoria=draw(st.sampled_from(["", *CODIGOS])),
    )


@given(filtros_validos())
def test_address_says_the_selection_and_nothing_is_lost(filtros):
    assert from_query(to_query(filtros), PLAN) == filtros


@given(st.text())
def test_any_address_is_repaired(query):
    filtros = from_query(query, PLAN)
    assert from_query(to_query(filtros), PLAN) == filtros


@given(st.dictionaries(st.sampled_from(["eje", "oi", "periodo", "vista", "orden", "trayectoria"]), st.text(max_size=9)))
def test_unknown_values_never_filter(pairs):
    filtros = from_query("&".join(f"{k}=~{v}" for k, v in pairs.items()), PLAN)
    assert filtros == FiltrosMetas()


def test_initial_selection_has_the_shortest_address():
    assert href(FiltrosMetas()) == RUTA


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?responsable=mimp", FiltrosMetas(responsable="MIMP")),
        ("?periodo=2019–2020", FiltrosMetas(periodo="2019-2020")),
        ("?oi=oi1.1", FiltrosMetas(eje="1", oi="OI 1.1")),
        ("?eje=2&oi=OI+1.1", FiltrosMetas(eje="2")),
        ("?eje=5&vista=mapa&orden=precio&clase=todas", FiltrosMetas()),
        ("?texto=++cámara+++Gesell+", FiltrosMetas(texto="cámara Gesell")),
    ],
)
def test_repairs(query, expected):
    assert from_query(query, PLAN) == expected


def test_changing_the_eje_drops_its_objetivo_and_the_open_detail():
    filtros = from_query("?eje=1&oi=OI+1.1&trayectoria=1.1.1-T4", PLAN)
    assert filtros.con(eje="2") == FiltrosMetas(eje="2")
    assert filtros.con(periodo="2021") == FiltrosMetas(eje="1", oi="OI 1.1", periodo="2021")


def test_selection_in_words():
    query = "?eje=1&oi=OI+1.1&responsable=PROCURADURIAS&periodo=2019-2020&texto=mesas"
    assert in_words(from_query(query, PLAN), PLAN) == (
        "Eje 1. Gobernanza · OI 1.1 · Procuradurías · 2019–2020 · «mesas»"
    )
    assert in_words(FiltrosMetas(), PLAN) == "Todo el Plan"


# --- Conteos ----------------------------------------------------------------------------------------------


def test_phrase_tells_the_whole_catalogue():
    assert phrase(seleccion()) == "Todo el Plan: 50 acciones, 146 trayectorias, 411 metas"


def test_page_tells_the_whole_catalogue_and_that_nothing_is_reported():
    shown = re.sub(r"\s+", " ", text(page(PLAN)))
    for words in ("4 ejes", "17 objetivos", "47 indicadores", "50 acciones", "146 trayectorias", "411 metas"):
        assert words in shown
    assert "27 responsables" in shown
    assert "Aún no hay reportes" in text(notice(seleccion()))


def test_cards_count_each_eje():
    for card, eje in zip(eje_cards(seleccion()), PLAN.ejes, strict=True):
        shown = text(card).replace("\N{NO-BREAK SPACE}", " ")
        assert f"{METAS_POR_EJE[eje.eje]} metas" in shown
        assert f"{ACCIONES_POR_EJE[eje.eje]} acciones" in shown
        assert f"{METAS_POR_EJE[eje.eje]} sin reporte" in shown


@given(filtros_validos())
def test_cards_agree_with_the_selection(filtros):
    chosen = elegida(filtros)
    inside = {e.eje: chosen.del_eje(e.eje) for e in PLAN.ejes}
    if filtros.eje:
        assert inside[filtros.eje] == len(chosen.metas)
    else:
        assert sum(inside.values()) == len(chosen.metas)


def test_facets_count_the_published_totals():
    assert seleccion().por("periodo") == METAS_POR_PERIODO
    assert seleccion().por("clase") == METAS_POR_CLASE
    assert seleccion().por("eje") == METAS_POR_EJE


def test_a_facet_ignores_its_own_filter():
    assert seleccion("?periodo=2021").por("periodo") == METAS_POR_PERIODO


def test_responsables_answer_for_the_published_acciones():
    rows = cargos(seleccion())
    assert {c.responsable.responsable: c.acciones for c in rows} == ACCIONES_A_CARGO
    for c in rows:
        assert sum(c.por_periodo.values()) == sum(c.por_eje.values()) == c.metas


def test_responsables_view_links_every_institution():
    shown = links(content(seleccion("?vista=responsables")))
    for sigla in ACCIONES_A_CARGO:
        assert href(FiltrosMetas(responsable=sigla, vista="responsables")) in shown


def test_one_responsable_shows_its_metas_and_only_those():
    chosen = seleccion("?vista=responsables&responsable=MIMP")
    shown = content(chosen)
    assert "14 acciones" in text(shown)
    codes = {from_query(link.partition("?")[2], PLAN).trayectoria for link in links(shown)} - {""}
    assert codes == {m.trayectoria for m in PLAN.metas_de("MIMP")}


# --- Matriz -----------------------------------------------------------------------------------------------


def test_matrix_has_every_trayectoria_and_every_meta_once():
    shown = content(seleccion())
    cells = [td for td in parts(shown, html.Td) if td.className == "pedido"]
    assert len(cells) == 411
    assert Counter(from_query(a.partition("?")[2], PLAN).trayectoria for a in links(shown) if "-T" in a) == Counter(
        CODIGOS
    )


def test_matrix_keeps_the_natural_order_of_the_codes():
    shown = [from_query(a.partition("?")[2], PLAN).trayectoria for a in links(content(seleccion())) if "-T" in a]
    assert shown == sorted(shown, key=lambda code: [int(n) for n in re.findall(r"\d+", code)])


def test_matrix_shows_only_the_chosen_period():
    heads = [th.children for th in parts(content(seleccion("?eje=1&periodo=2021")), html.Th) if th.scope == "col"]
    assert set(heads) == {"Trayectoria", "2021"}


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("al menos 30%", "≥ 30%"),
        ("al menos 1 por año", "≥ 1 por año"),
        ("aumenta al menos 20%", "aumenta ≥ 20%"),
        ("al menos uno, fortalecido", "al menos uno, fortalecido"),
        ("se duplica", "se duplica"),
        ("implementado", "implementado"),
    ],
)
def test_targets_are_compact_but_not_reworded(printed, shown):
    assert compact(printed) == shown


def test_empty_selection_is_kind_and_offers_a_way_out():
    shown = content(seleccion("?texto=zzz&eje=2"))
    assert "Ninguna meta" in text(shown)
    assert href(FiltrosMetas()) in links(shown)
    assert side(seleccion("?texto=zzz&eje=2")) is None


# --- Detalle ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("codigo", CODIGOS)
def test_every_trayectoria_has_a_readable_detail(codigo):
    t, shown = PLAN.trayectoria(codigo), side(seleccion(f"?trayectoria={codigo}"))
    told = text(shown)
    assert not re.search(r"\b(None|nan|NaN)\b", told)
    for escalon in PLAN.camino(codigo):
        assert escalon.meta is None or escalon.meta.valor_texto in told
    for r in PLAN.responsables_de(t.accion):
        assert r.nombre in told
    for i in PLAN.indicadores_de(t.eje, t.oi):
        assert i.nombre in told
    for line in t.lineas.split(";"):
        assert line in told
    assert t.nombre in told
    assert PLAN.accion(t.accion).nombre in told
    assert told.count("sin reporte") == sum(e.meta is not None for e in PLAN.camino(codigo))


def test_only_figures_are_drawn():
    drawn = [c for c in CODIGOS if is_drawable(PLAN.camino(c))]
    assert len(drawn) == TRAYECTORIAS_CON_CIFRA
    assert "2.2.4-T1" not in drawn
    with_graph = [c for c in CODIGOS if parts(side(seleccion(f"?trayectoria={c}")), dcc.Graph)]
    assert with_graph == drawn


@pytest.mark.parametrize("codigo", [c for c in CODIGOS if is_drawable(PLAN.camino(c))])
def test_steps_hold_what_the_plan_prints(codigo):
    camino = PLAN.camino(codigo)
    figure = escalera(camino)
    expected = [e.meta.valor for e in camino if e.meta for _ in range(2)]
    assert [y for trace in figure.data for y in trace["y"]] == expected
    assert {trace["type"] for trace in figure.data} == {"scatter"}
    assert figure.layout["yaxis"]["range"][1] > max(expected)


def test_a_period_without_meta_cuts_the_line():
    assert "2.4.1-T3" in CODIGOS
    (trace,) = escalera(PLAN.camino("2.4.1-T3")).data
    assert trace["x"] == [2019, 2021, 2021, 2022]


@pytest.mark.parametrize("codigo", ["3.2.2-T3", "3.3.3-T4", "3.3.4-T1", "3.3.4-T2", "3.2.5-T2", "2.2.3-T5", "1.1.1-T9"])
def test_what_does_not_add_up_is_highlighted(codigo):
    shown = side(seleccion(f"?trayectoria={codigo}"))
    cautions = [ul for ul in parts(shown, html.Ul) if getattr(ul, "className", "") == "advertencias"]
    assert cautions
    assert PLAN.trayectoria(codigo).nota.split(" ")[0] in text(cautions)


def test_a_plain_note_is_not_a_caution():
    shown = side(seleccion("?trayectoria=1.1.1-T4"))
    assert not [ul for ul in parts(shown, html.Ul) if getattr(ul, "className", "") == "advertencias"]
    assert PLAN.trayectoria("1.1.1-T4").nota in text(shown)


def test_periods_inside_a_note_are_printed_like_the_rest():
    assert "Mismo estado en 2019–2020 y en 2021." in text(side(seleccion("?trayectoria=1.3.2-T2")))


def test_the_same_note_in_several_periods_is_told_once():
    shown = text(side(seleccion("?trayectoria=3.2.6-T3")))
    assert "2017–2018, 2019–2020 y 2021: No dice cuántas víctimas." in shown


@pytest.mark.parametrize("codigo", ["3.2.5-T2", "1.1.1-T9", "2.2.3-T5"])
def test_a_caution_is_not_repeated_among_the_notes(codigo):
    assert text(side(seleccion(f"?trayectoria={codigo}"))).count(PLAN.trayectoria(codigo).nota[:20]) == 1


def test_a_note_links_the_trayectoria_it_names():
    assert href(FiltrosMetas(trayectoria="3.3.3-T4")) in links(side(seleccion("?trayectoria=3.2.2-T3")))


def test_detail_walks_within_the_selection():
    shown = links(side(seleccion("?responsable=MEF&trayectoria=1.4.2-T1")))
    assert not [a for a in shown if "responsable=MEF" in a and "trayectoria=" in a]
    assert "Fuera de la selección" in text(side(seleccion("?responsable=MEF&trayectoria=1.1.1-T1")))


# --- Tabla y descarga -------------------------------------------------------------------------------------


def test_table_lists_every_meta_once():
    rows = parts(content(seleccion("?vista=tabla")), html.Tr)[1:]
    assert Counter(text(row).split(" ")[0] for row in rows) == Counter(m.meta_id for m in PLAN.metas)


@pytest.mark.parametrize("orden", [*ORDENES, *(f"-{o}" for o in ORDENES)])
def test_sorting_neither_loses_nor_repeats(orden):
    chosen = seleccion(f"?orden={orden}")
    assert Counter(sorted_metas(chosen)) == Counter(PLAN.metas)


def test_sorting_by_period_keeps_the_order_of_the_plan_inside():
    periods = [m.periodo for m in sorted_metas(seleccion("?orden=periodo"))]
    assert periods == sorted(periods)
    assert sorted_metas(seleccion("?orden=-periodo"))[0].periodo == "2021"


def rows_of(text_csv: str) -> list[dict]:
    assert text_csv.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text_csv[1:]), delimiter=";"))


def test_csv_has_the_whole_catalogue():
    rows = rows_of(metas_csv(seleccion()))
    assert [r["Código"] for r in rows] == [m.meta_id for m in PLAN.metas]
    assert len(rows) == 411
    assert {r["¿Avance?"] for r in rows} == {"sin reporte"}
    assert sum(r["Cifra"] != "" for r in rows) == 336  # 326 numéricas y 10 con cambio de estado


@settings(max_examples=25)
@given(filtros_validos())
def test_csv_has_what_the_screen_counts(filtros):
    assert len(rows_of(metas_csv(elegida(filtros)))) == len(elegida(filtros).metas)


def test_file_name_carries_the_selection():
    assert file_name(FiltrosMetas(eje="1", responsable="MIMP", periodo="2021")) == "metas_eje-1_mimp_2021.csv"


# --- Aplicación -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def app():
    app = dash.Dash(__name__, suppress_callback_exceptions=True)
    app.layout = page(PLAN)
    callbacks.register(app, PLAN, follow(PLAN, lambda: SIN_AVANCES))
    return app


def ask(app, search: str) -> dict:
    """Lo que contesta el servidor a una dirección, por el mismo camino que el navegador."""
    key = next(k for k in app.callback_map if ids.FRASE in k)
    outputs = [dict(zip(("id", "property"), o.rsplit(".", 1), strict=True)) for o in key.strip(".").split("...")]
    request = {
        "output": key,
        "outputs": outputs,
        "inputs": [{"id": ids.CONSULTA, "property": "search", "value": search}],
        "state": [{"id": ids.campo("texto"), "property": "value", "value": ""}],
        "changedPropIds": [f"{ids.CONSULTA}.search"],
    }
    response = app.server.test_client().post("/_dash-update-component", json=request)
    assert response.status_code == 200
    return response.get_json()["response"]


@pytest.mark.parametrize(
    "search",
    [
        "",
        "?eje=1",
        *(f"?vista={v}" for v in VISTAS),
        "?metodo=lineal",
        "?estado=sin_reporte",
        "?trayectoria=3.2.6-T3",
        "?x=%",
    ],
)
def test_server_answers_each_view(app, search):
    answer = ask(app, search)
    assert answer[ids.FRASE]["children"] == phrase(seleccion(search))
    assert answer[ids.ESTADO]["data"]["vista"] in VISTAS


def test_opening_the_tab_is_light(app):
    wire = gzip.compress(json.dumps(ask(app, ""), cls=PlotlyJSONEncoder).encode())
    assert len(wire) < 40_000


def test_download_answers_with_the_filter_of_the_address(app):
    response = app.server.test_client().get(f"{DESCARGA}?periodo=2021&eje=1")
    assert response.status_code == 200
    assert "metas_eje-1_2021.csv" in response.headers["Content-Disposition"]
    assert {r["Periodo"] for r in rows_of(response.text)} == {"2021"}


def test_ids_in_the_script_are_those_of_the_page():
    script = (Path(__file__).parent.parent / "assets" / "metas.js").read_text(encoding="utf-8")
    assert f'"{ids.CONSULTA}"' in script
    assert f'"{ids.DETALLE}"' in script
    assert f"#{ids.CONTENIDO} " in script
    assert re.search(r"CAMPOS = \[(.*)\]", script).group(1) == ", ".join(f'"{c}"' for c in ids.CAMPOS)
