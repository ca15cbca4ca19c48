"""Contrato de todo gráfico del registro, para cada selección que un lector puede hacer."""

import json
import re

import pandas as pd
import pytest
from dash.development.base_component import Component
from plotly.io.json import to_json_plotly

from dashboard.charts import FORMATOS, ChartInvalido, Lista, _chart_in, registry
from dashboard.figures.theme import Figura, complete
from dashboard.layout.card import TABLA, TEXTO, render
from dashboard.queries.citas import cited_rows
from dashboard.queries.perfil import NO_PUBLICADO, RAYADAS
from dashboard.queries.valores import SIN_DATO

IDS = sorted(registry())
RESIDUOS = re.compile(r"\b(nan|None|NaT|inf|<NA>)\b|  |\.\.|\{|\}| ,| \.")
LARGO_TITULO = 120


@pytest.fixture(scope="module", params=IDS)
def chart(request):
    return registry()[request.param]


@pytest.fixture(scope="module")
def casos(chart, selecciones, contexto) -> list[tuple]:
    """(nombre, contexto, tabla) de cada selección."""
    return [(name, ctx, chart.query(ctx)) for name, ctx in ((n, contexto(f)) for n, f in selecciones.items())]


@pytest.fixture(scope="module")
def dibujos(chart, casos) -> list[tuple]:
    """(nombre, vista, tabla, dibujo) de cada selección con cifras; dibujar no cambia la tabla."""
    return [
        (name, view, frame, _drawn(draw, frame, ctx))
        for name, ctx, frame in casos
        if not frame.empty
        for view, draw in chart.draws.items()
    ]


def _drawn(draw, frame: pd.DataFrame, ctx):
    before = frame.copy(deep=True)
    drawing = draw(frame, ctx)
    pd.testing.assert_frame_equal(frame, before)
    return drawing


def text_of(node) -> str:
    """Lo que se lee en un árbol de componentes, sin atributos."""
    if node is None or isinstance(node, bool):
        return ""
    if isinstance(node, Component):
        return text_of(getattr(node, "children", None))
    if isinstance(node, list | tuple):
        return "\n".join(text_of(n) for n in node)
    return str(node)


def assert_sentence(text: str, where: str) -> None:
    assert text and text.strip() == text, (where, text)
    assert text.endswith("."), (where, text)
    assert not RESIDUOS.search(text), (where, text)


def test_declaration(chart):
    assert chart.question.startswith("¿") and "?" in chart.question
    assert chart.columns and chart.draws and chart.section
    assert {c.formato for c in chart.columns.values()} <= set(FORMATOS)
    assert all(c.titulo and c.titulo[0].isupper() or c.titulo[0] == "¿" for c in chart.columns.values())
    assert not {TABLA, TEXTO} & set(chart.draws)
    assert_sentence(chart.empty, "empty")


def test_orders_do_not_repeat():
    charts = list(registry().values())
    assert len({(c.tab, c.order) for c in charts}) == len(charts)


def test_tables(chart, casos, datos):
    known = set(datos["fuentes"]["fuente_id"])
    for name, _ctx, frame in casos:
        assert isinstance(frame, pd.DataFrame), name
        assert {*chart.columns, "fuente_id", "cita"} <= set(frame), (name, list(frame))
        assert set(cited_rows(frame)["fuente_id"]) <= known, name
        assert frame.empty or frame["fuente_id"].notna().any(), name


def test_some_selection_has_figures(chart, casos):
    """De lo que se ofrece con los datos publicados; lo importado se prueba en test_personas_en_pantalla."""
    shown = [(ctx, frame) for _, ctx, frame in casos if chart.applies(ctx)]
    assert any(not frame.empty for _, frame in shown) or not shown


def test_words(chart, casos):
    for name, ctx, frame in casos:
        title = chart.title(ctx)
        assert title and len(title) <= LARGO_TITULO and not title.endswith("."), (name, title)
        assert not RESIDUOS.search(title), (name, title)
        if not frame.empty:
            assert_sentence(chart.takeaway(frame, ctx), name)


def test_drawings(chart, dibujos, geometria):
    for name, view, _frame, drawing in dibujos:
        assert isinstance(drawing, Figura | Lista), (name, view)
        check = assert_list if isinstance(drawing, Lista) else assert_figure
        check(drawing, f"{chart.id}, {view}, {name}", geometria)


def assert_list(lista: Lista, where: str, _geometria) -> None:
    assert lista.barras, where
    for barra in lista.barras:
        assert 0 <= barra.largo <= 1, (where, barra)
        assert barra.etiqueta and barra.texto, (where, barra)
        assert not RESIDUOS.search(f"{barra.etiqueta} {barra.texto}".replace("s. d.", "")), (where, barra)


def assert_figure(figura: Figura, where: str, geometria: dict) -> None:
    assert {t["type"] for t in figura.data} <= {"scatter", "bar", "pie"}, where
    assert figura.alto >= 60, where
    wire = to_json_plotly(figura.to_dict())
    assert json.loads(wire)["data"], where
    assert not re.search(r">(nan|None)|(nan|None)<|\bnan\b", json.dumps(texts_of(figura), ensure_ascii=False)), where
    finished = complete(figura, geometria)
    assert all("geo" not in trace for trace in finished["data"]), where
    for clave in figura.leyenda:
        assert clave.texto and not re.search(r"\b(nan|None)\b", clave.texto), (where, clave)


def texts_of(figura: Figura) -> list:
    traces = [t.get(k) for t in figura.data for k in ("text", "hovertext", "name") if t.get(k) is not None]
    return [*traces, [a.get("text") for a in figura.layout.get("annotations", [])]]


def test_what_is_not_known_is_hatched(chart, dibujos):
    for name, view, frame, drawing in dibujos:
        unknown = hatched_rows(frame)
        if unknown is None:
            continue
        if isinstance(drawing, Lista):
            assert [b.trama for b in drawing.barras] == list(unknown), (name, view)
        else:
            assert_hatched(frame, unknown, drawing, (chart.id, name, view))


def hatched_rows(frame: pd.DataFrame):
    """Qué filas se dibujan rayadas, si la tabla dice estado o clase de cada una."""
    if "estado" in frame and "codigo" in frame:
        return frame["estado"].eq(SIN_DATO)
    if "clase" in frame and frame["clase"].isin([*RAYADAS, "determinada"]).any():
        return frame["clase"].isin(RAYADAS)
    return None


def assert_hatched(frame: pd.DataFrame, unknown: pd.Series, figura: Figura, where: tuple) -> None:
    state = dict(zip(frame["codigo"], unknown, strict=True)) if "codigo" in frame else {}
    for trace in figura.data:
        codigo = (trace.get("customdata") or [None])[0]
        if codigo in state and trace.get("fill"):
            assert bool(trace.get("fillpattern", {}).get("shape")) == state[codigo], (*where, codigo)


def test_percentages_are_the_published_ones(casos, datos):
    published = datos["perfil"].set_index(["corte", "poblacion", "dimension", "categoria_id"])["pct"]
    for name, _ctx, frame in casos:
        if frame.empty or not {"pct", "categoria_id", "poblacion"} <= set(frame):
            continue
        for row in frame.itertuples():
            if row.clase != NO_PUBLICADO:
                assert row.pct == published[row.corte, row.poblacion, row.dimension, row.categoria_id], name
        whole = frame.loc[~frame["subcategoria"], "pct"].sum()
        assert whole == pytest.approx(100, abs=0.11), name


def test_card_in_every_view(chart, casos):
    for name, ctx, frame in casos[::6]:
        for view in (*chart.draws, TABLA, TEXTO, "otra"):
            _title, figure, body, foot = render(chart, ctx, view)
            read = text_of(body) + "\n" + text_of(foot)
            assert not re.search(r"\b(nan|None|NaT)\b|<NA>", read), (name, view, read)
            assert figure is None or isinstance(figure, dict)
            assert frame.empty or re.search(r"Fuentes?: ", text_of(foot)), (name, view)
            if frame.empty:
                assert text_of(body) == chart.why_empty(ctx)


def test_charts_leave_the_tables_as_they_were(datos, chart, contexto, elegir):
    before = {name: pd.util.hash_pandas_object(frame).sum() for name, frame in datos.tables.items()}
    ctx = contexto(elegir(desde=2019, hasta=2023, lugares=("puno",)))
    render(chart, ctx, "")
    assert {name: pd.util.hash_pandas_object(frame).sum() for name, frame in datos.tables.items()} == before


def test_no_two_series_in_one_line(contexto, selecciones):
    evolucion = registry()["evolucion"]
    for name, filtros in selecciones.items():
        frame = evolucion.query(contexto(filtros))
        assert frame.groupby("linea")["serie_id"].nunique().le(1).all(), name


def test_a_gap_and_a_partial_year_are_not_joined(contexto, elegir):
    evolucion = registry()["evolucion"]
    ctx = contexto(elegir())
    figura = evolucion.draws["Gráfico"](evolucion.query(ctx), ctx)
    whole, partial = (t for t in figura.data if t["name"] == "Delitos denunciados")
    assert whole["mode"] == "lines+markers" and 2025 not in whole["x"]
    assert (partial["mode"], partial["x"], partial["y"]) == ("markers", [2025], [886])


def test_a_file_that_is_not_a_chart_stops_the_program(monkeypatch):
    import dashboard.charts.captacion as module

    monkeypatch.delattr(module, "CHART")
    with pytest.raises(ChartInvalido, match=r"dashboard/charts/captacion\.py no define CHART"):
        _chart_in("captacion")


def test_a_chart_is_called_as_its_file(monkeypatch):
    import dashboard.charts.captacion as module

    monkeypatch.setattr(module, "CHART", registry()["explotacion"])
    with pytest.raises(ChartInvalido, match="su id dice «explotacion» y debe ser «captacion»"):
        _chart_in("captacion")
