"""Las láminas de una sesión: qué serie contesta lo pedido, qué no cubre, y que todo gráfico del registro está."""

from datetime import date, datetime

import pytest

from dashboard.charts import Lista, registry
from dashboard.informes.alcance import not_covered, runs
from dashboard.informes.lamina import SECCIONES
from dashboard.informes.pedido import LugarDesconocido, Pedido, context_for, find_place, from_query, to_query
from dashboard.plan.reportes import Acuerdo, Avances


@pytest.mark.parametrize(
    ("desde", "hasta", "serie", "anios"),
    [
        # 25 distritos × 6 años del periodo 2009–2014 contra seis distritos × 5 años sueltos del Plan.
        (2009, 2016, "plan_2009_2014", (2009, 2014)),
        (2019, 2023, "delitos", (2019, 2023)),
        (2023, 2023, "delitos", (2023, 2023)),
        (2015, 2016, "plan_anual", (2015, 2016)),
        # 32 distritos × 8 años contra los quince primeros × 11.
        (2007, 2018, "mp_2007_2014", (2007, 2014)),
    ],
)
def test_the_series_that_covers_the_asked_years_answers(datos, catalogo, desde, hasta, serie, anios):
    filtros = context_for(Pedido("", desde, hasta), datos, catalogo).filtros
    assert (filtros.serie, (filtros.desde, filtros.hasta)) == (serie, anios)


def test_years_nobody_published_keep_the_first_selection_and_every_slide_says_so(pedir):
    for lamina in pedir("loreto", 2024, 2024):
        if lamina.seccion in SECCIONES and not lamina.sin_cifras and not lamina.id.startswith("rutas"):
            assert lamina.cautions[0].startswith("Se pidió 2024; lo publicado aquí es de "), lamina.id


def test_what_is_not_covered_is_told_in_words():
    assert not_covered({2009, 2010, 2012}, range(2009, 2014)) == (
        "De lo pedido (2009–2013), aquí no hay cifra de 2011 y 2013."
    )
    assert not_covered({2019, 2020}, range(2009, 2012)) == "Se pidió 2009–2011; lo publicado aquí es de 2019–2020."
    assert not_covered({2019, 2020}, range(2019, 2021)) == ""
    assert not_covered(set(), range(2019, 2021)) == ""
    assert runs([2009, 2010, 2011, 2013, 2015, 2016]) == "2009–2011, 2013 y 2015–2016"


def test_a_chart_that_answers_another_year_says_which(pedir):
    embudo = next(x for x in pedir("puno", 2019, 2023) if x.id == "embudo")
    assert embudo.titulo.endswith("2021") and embudo.corte == "31 de diciembre de 2021"
    assert embudo.cautions[0] == "De lo pedido (2019–2023), aquí no hay cifra de 2019–2020 y 2022–2023."


def test_slides_follow_the_sections_and_hold_every_chart_once(pedir, datos, catalogo):
    found = pedir("madre-de-dios", 2009, 2016)
    ctx = context_for(Pedido("madre-de-dios", 2009, 2016), datos, catalogo)
    assert {x.id for x in found} & registry().keys() == {c.id for c in registry().values() if c.applies(ctx)}
    assert len({x.id for x in found}) == len(found)
    order = list(dict.fromkeys(x.seccion for x in found))
    assert order == [*SECCIONES, "Metas", "Acuerdos"]


def test_a_new_chart_is_a_new_slide(grafico_nuevo, pedir):
    lamina = next(x for x in pedir("puno") if x.id == grafico_nuevo)
    assert (lamina.seccion, lamina.titulo, lamina.conclusion) == (
        "Sección nueva",
        "Título del gráfico nuevo",
        "Conclusión nueva.",
    )
    assert isinstance(lamina.drawings["Barras"], Lista)


@pytest.mark.parametrize("lugar", ["", "madre-de-dios", "lima-noroeste", "pasco", "selva-central", "callao"])
def test_no_slide_is_blank_and_each_says_its_filters_cut_off_and_source(pedir, lugar):
    for lamina in pedir(lugar, 2009, 2016):
        assert lamina.drawings or lamina.conclusion, lamina.id
        assert lamina.conclusion.endswith(".") and lamina.titulo and lamina.pregunta.startswith("¿")
        assert lamina.filtros and lamina.corte and lamina.version
        assert lamina.fuente or lamina.sin_cifras, lamina.id


def test_a_slide_says_what_the_card_says(pedir, contexto, datos, catalogo):
    ctx = context_for(Pedido("puno", 2019, 2023), datos, catalogo)
    by_id = {x.id: x for x in pedir("puno", 2019, 2023)}
    for chart in (c for c in registry().values() if c.applies(ctx)):
        frame = chart.query(ctx)
        lamina = by_id[chart.id]
        assert lamina.frame.equals(frame) and lamina.titulo == chart.title(ctx)
        if len(frame):
            assert lamina.conclusion == chart.takeaway(frame, ctx)


def test_every_bar_of_a_list_carries_the_number_it_writes(pedir):
    from dashboard import formatting as fmt

    for lamina in pedir("puno", 2019, 2023):
        for drawing in lamina.drawings.values():
            for bar in drawing.barras if isinstance(drawing, Lista) else ():
                writings = {fmt.number(bar.valor), fmt.percent(bar.valor)} if bar.valor is not None else {"sin dato"}
                assert bar.texto in writings, (lamina.id, bar)


def test_without_agreements_there_is_a_sentence_and_with_them_their_state(pedir):
    empty = pedir()[-1]
    assert empty.sin_cifras and empty.conclusion == "Todavía no hay acuerdos registrados."
    acuerdo = Acuerdo(
        "A-1", "Abrir una oficina", "MP", date(2026, 12, 1), "1.1.1-2021", "Puno", "ST", datetime(2026, 1, 1)
    )
    full = pedir(avances=Avances(acuerdos=(acuerdo,)))[-1]
    assert full.conclusion == "1 acuerdo registrado: 1 pendiente."
    assert full.frame["vence"].tolist() == ["1 de diciembre de 2026"]


def test_a_place_is_found_by_its_name_however_it_is_written(catalogo):
    assert find_place("Madre de Dios", catalogo) == "madre-de-dios"
    assert find_place("ANCASH", catalogo) == find_place("áncash", catalogo) == "ancash"
    assert find_place("", catalogo) == find_place("Perú", catalogo) == ""
    with pytest.raises(LugarDesconocido, match="«Madre» no es un distrito fiscal. ¿Quiso decir Madre de Dios?"):
        find_place("Madre", catalogo)


def test_the_address_of_a_request_is_repaired_and_comes_back(catalogo):
    assert from_query("?lugar=puno&desde=2023&hasta=2019", catalogo) == Pedido("puno", 2019, 2023)
    assert from_query("?lugar=atlantida&desde=x&hasta=9999", catalogo) == Pedido("", 2019, 2025)
    assert from_query("", catalogo) == Pedido("", 2019, 2023)
    pedido = Pedido("puno", 2019, 2023)
    assert from_query(to_query(pedido), catalogo) == pedido
