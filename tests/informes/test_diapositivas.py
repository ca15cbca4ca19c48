"""La presentación: se edita, se lee en voz alta y desde el fondo de la sala, y dice los números del tablero."""

from io import BytesIO

import pandas as pd
import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.chart.plot import XyPlot
from pptx.util import Emu

from dashboard.charts import Lista
from dashboard.informes.diapositivas import Portada, tema, write_deck
from dashboard.informes.diapositivas.accesible import description, every_shape
from dashboard.informes.diapositivas.series import TOPE, editable
from dashboard.informes.diapositivas.texto import lines_needed

PORTADA = Portada("Trata de personas en Madre de Dios", "2009–2016", "abc123", "http://mirador/?lugar=madre-de-dios")


@pytest.fixture(scope="module", params=[("madre-de-dios", 2009, 2016), ("", 2019, 2025), ("lima-noroeste", 2024, 2024)])
def deck(request, pedir, geometria):
    found = pedir(*request.param)
    return found, Presentation(BytesIO(write_deck(found, PORTADA, geometria)))


def figures(deck):
    found, presentation = deck
    return list(zip(found, list(presentation.slides)[1:-1], strict=True))


def test_one_slide_for_each_lamina_between_cover_and_closing(deck):
    found, presentation = deck
    assert len(presentation.slides) == len(found) + 2
    assert (presentation.slide_width, presentation.slide_height) == (Emu(12191695), Emu(6858000))
    for lamina, slide in figures(deck):
        assert slide.shapes.title.text_frame.text == lamina.encabezado


def test_everything_has_alternative_text(deck):
    for slide in deck[1].slides:
        for shape in every_shape(slide.shapes):
            assert description(shape), (slide.shapes.title.text_frame.text, shape.name)


def test_no_letter_is_smaller_than_eighteen_points(deck):
    for slide in deck[1].slides:
        sizes = [int(s) for s in slide._element.xpath(".//a:rPr/@sz")]
        for shape in slide.shapes:
            if shape.has_chart:
                sizes += [int(s) for s in shape.chart._chartSpace.xpath(".//a:defRPr/@sz")]
                assert shape.chart._chartSpace.xpath(".//c:txPr//a:defRPr/@sz")
        assert min(sizes, default=1800) >= 1800, slide.shapes.title.text_frame.text
    for layout in deck[1].slide_layouts:
        assert min(int(s) for s in layout._element.xpath(".//a:defRPr/@sz")) >= 1800


def test_notes_filters_and_cut_off_go_with_every_figure(deck):
    for lamina, slide in figures(deck):
        notes = slide.notes_slide.notes_text_frame.text
        assert lamina.conclusion in notes and all(c in notes for c in lamina.cautions)
        assert all(f.titulo in notes for f in lamina.fuentes)
        foot = tema.placeholder(slide, tema.PIE).text_frame.text
        assert lamina.filtros in foot and lamina.corte in foot


def test_it_is_read_in_order_title_drawing_words_and_filters(deck):
    for lamina, slide in figures(deck):
        if lamina.sin_cifras:
            continue
        shapes = [s for s in slide.shapes if not s.name.startswith("Leyenda")]
        assert shapes[0] == slide.shapes.title
        assert shapes[1].has_chart or shapes[1].shape_type == 6, lamina.id
        assert shapes[-1].placeholder_format.idx == tema.PIE


def test_nothing_is_left_empty(deck):
    for slide in deck[1].slides:
        assert all(p.text_frame.text.strip() for p in slide.placeholders)


def test_the_workbook_inside_a_chart_holds_the_numbers_of_the_query(deck):
    seen = 0
    for lamina, slide in figures(deck):
        for shape in (s for s in slide.shapes if s.has_chart and not isinstance(s.chart.plots[0], XyPlot)):
            book = load_workbook(BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob)).active
            rows = [list(r) for r in book.iter_rows(min_row=2, values_only=True)]
            numbers = {float(v) for r in rows for v in r[1:] if v is not None}
            columns = [lamina.frame[c] for c in lamina.frame if pd.api.types.is_numeric_dtype(lamina.frame[c])]
            known = {float(v) for column in columns for v in column.dropna()}
            if lamina.seccion not in ("Metas", "Acuerdos"):
                assert numbers <= known and numbers, lamina.id
            shown = [v for s in shape.chart.plots[0].series for v in s.values if v is not None]
            assert {float(v) for v in shown} == numbers
            seen += 1
    assert seen >= 9


def test_a_list_keeps_its_first_bars_and_the_chosen_one(pedir):
    lista = next(x for x in pedir("canete", 2019, 2023) if x.id == "lista").drawings["Lista"]
    data = editable(lista)
    assert len(data.categorias) == TOPE and data.total == 34
    assert data.categorias[0] == lista.barras[0].etiqueta and "Cañete" in data.categorias
    assert dict(data.colores) == {data.categorias.index("Cañete"): "#c77700"}


def test_what_is_not_known_is_hatched_and_never_zero(pedir):
    sexo = next(x for x in pedir() if x.id == "imputados_sexo").drawings["Barras"]
    data = editable(sexo)
    assert {data.categorias[i] for i in data.tramas} == {"Sin dato"}
    lista = Lista(tuple(sexo.barras[:1]))
    assert editable(lista).series[0].valores == (sexo.barras[0].valor,)


def test_a_gap_year_is_a_gap_in_the_chart(pedir):
    evolucion = next(x for x in pedir("", 2019, 2025) if x.id == "evolucion").drawings["Gráfico"]
    data = editable(evolucion)
    delitos = next(s for s in data.series if s.nombre == "Delitos denunciados")
    values = dict(zip(data.categorias, delitos.valores, strict=True))
    assert (values["2023"], values["2024"], values["2025"]) == (1076, None, None)
    partial = next(s for s in data.series if s.nombre == "Delitos denunciados (año incompleto)")
    assert not partial.unida and dict(zip(data.categorias, partial.valores, strict=True))["2025"] is not None


def test_the_funnel_is_a_scatter_with_people_and_rates_as_numbers(pedir, geometria):
    lamina = next(x for x in pedir("madre-de-dios", 2019, 2023) if x.id == "embudo")
    slide = Presentation(BytesIO(write_deck([lamina], PORTADA, geometria))).slides[1]
    shape = next(s for s in slide.shapes if s.has_chart)
    book = load_workbook(BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob)).active
    seen = {
        tuple(round(v, 6) for v in r[:2]) for r in book.iter_rows(values_only=True) if isinstance(r[0], (int, float))
    }
    known = lamina.frame.dropna(subset=["valor", "personas"])
    places = {(round(float(p), 6), round(float(v), 6)) for p, v in zip(known["personas"], known["valor"], strict=True)}
    assert len(places) >= 5 and places <= seen
    labels = {t.text for t in shape.chart._chartSpace.iter("{*}t")}
    assert "Madre de Dios" in labels and {"personas-año (escala logarítmica)", "por 100,000 habitantes y año"} <= labels
    assert shape.chart._chartSpace.xpath(".//c:logBase/@val") == ["10"]
    names = [s.name for s in shape.chart.plots[0].series]
    assert "lo que explica el azar, al 95%: límite de arriba" in names


def test_the_map_is_made_of_shapes_that_can_be_painted(deck):
    _, slide = next(pair for pair in figures(deck) if pair[0].id == "mapa")
    group = next(s for s in slide.shapes if s.shape_type == 6)
    names = {description(s).split(";")[0] for s in group.shapes}
    assert {"Puno", "Loreto", "Madre de Dios", "Tacna"} <= names
    for shape in group.shapes:
        assert shape.left >= 0 and shape.left + shape.width <= deck[1].slide_width
        assert shape.top >= 0 and shape.top + shape.height <= deck[1].slide_height


def test_a_new_chart_is_in_the_deck(grafico_nuevo, pedir, geometria):
    found = pedir("puno")
    slides = Presentation(BytesIO(write_deck(found, PORTADA, geometria))).slides
    titles = [s.shapes.title.text_frame.text for s in slides]
    assert "Título del gráfico nuevo" in titles


def test_a_theme_of_the_ministry_is_used_and_a_wrong_one_is_told_apart(tmp_path, pedir, geometria):
    own = tmp_path / "propio.pptx"
    changed = Presentation(tema.ARCHIVO)
    tema.layout(changed, tema.FIGURA).placeholders[0].name = "Título del ministerio"
    changed.save(own)
    assert len(Presentation(BytesIO(write_deck(pedir()[:1], PORTADA, geometria, own))).slides) == 3
    other = tmp_path / "ajeno.pptx"
    Presentation().save(other)
    with pytest.raises(tema.TemaIncompleto, match="ajeno.pptx no tiene el diseño «Portada». Parta del archivo"):
        write_deck(pedir()[:1], PORTADA, geometria, other)
    other.write_text("no es una presentación")
    with pytest.raises(tema.TemaIncompleto, match="no se pudo abrir"):
        write_deck(pedir()[:1], PORTADA, geometria, other)


def test_the_theme_file_is_the_one_its_script_writes(tmp_path):
    fresh = tmp_path / "tema.pptx"
    tema.build(fresh)
    assert boxes(fresh) == boxes(tema.ARCHIVO)


def boxes(path):
    layouts = Presentation(path).slide_layouts
    return [[(s.name, s.left, s.top, s.width, s.height) for s in x.placeholders] for x in layouts]


def test_lines_are_counted_word_by_word():
    # 18 puntos × 0.58 = 10.44 por letra: caben diez letras en 105 puntos.
    assert lines_needed("uno dos tres cuatro", 18, 105) == 3
    assert lines_needed("abcdefghijklmno", 18, 105) == 2
    assert lines_needed("a\nb", 18, 105) == 2
