"""La pestaña Metas con reportes generados: cada vista cuenta lo mismo y dice que es una demostración."""

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from dash import dcc, html

from dashboard.figures.escalera import escalera
from dashboard.layout.metas import method_links
from dashboard.layout.metas.contenido import content, notice, page_class, side
from dashboard.layout.metas.tarjetas import eje_cards
from dashboard.metas.csv import file_name, metas_csv
from dashboard.metas.filters import ESTADOS, METODOS, VISTAS, from_query
from dashboard.metas.seleccion import Seleccion, sorted_metas, state_key
from dashboard.metas.vigente import follow
from dashboard.plan.estado import Avance, Metodo, Seguimiento, interval_words
from dashboard.plan.estado.puntos import points
from dashboard.plan.reportes import DEMOSTRACION, SIN_AVANCES, Acuerdo, Avances, EstadoReporte, Evidencia, PrimerEnvio
from tests.estado.fabrica import PLAN, base, decide, reporte, todos
from tests.estado.generados import generate
from tests.test_metas_tab import links, parts, text

HOY = date(2020, 3, 1)
GENERADOS = generate(PLAN, HOY)
SEGUIDOS = {m: Seguimiento(PLAN, GENERADOS, HOY, m) for m in Metodo}


def seleccion(query: str = "", avances: Avances | None = None) -> Seleccion:
    filtros = from_query(query, PLAN)
    if avances is not None:
        return Seleccion(Seguimiento(PLAN, avances, HOY, Metodo(filtros.metodo)), filtros)
    return Seleccion(SEGUIDOS[Metodo(filtros.metodo)], filtros)


def pills(component) -> Counter:
    found = [s.className for s in parts(component, html.Span) if str(getattr(s, "className", "")).startswith("pildora")]
    return Counter(name.removeprefix("pildora pildora-").replace("-", "_") for name in found)


def test_the_generator_reaches_every_state():
    """Sin esto, lo demás se probaría sobre una muestra de un solo color."""
    seen = {state_key(e) for e in SEGUIDOS[Metodo.LINEAL].estados.values()}
    assert seen == set(ESTADOS)


# --- Las vistas dicen lo mismo ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query", ["", "?metodo=lineal", "?metodo=base", "?eje=3", "?responsable=MIMP&periodo=2017-2018"]
)
def test_matrix_table_and_facets_count_the_same(query):
    chosen = seleccion(query)
    counted = chosen.por("estado")
    assert sum(counted.values()) == len(chosen.metas)
    assert pills(content(chosen)) == counted
    join = "&" if query else "?"
    assert pills(content(seleccion(f"{query}{join}vista=tabla"))) == counted


@pytest.mark.parametrize("estado", ESTADOS)
def test_the_state_filter_keeps_only_that_state(estado):
    chosen = seleccion(f"?estado={estado}&metodo=lineal")
    assert {state_key(chosen.estado(m)) for m in chosen.metas} == {estado}
    assert len(chosen.metas) == seleccion("?metodo=lineal").por("estado")[estado]


def test_cards_say_the_interval_of_their_eje():
    for card, eje in zip(eje_cards(seleccion()), PLAN.ejes, strict=True):
        shown = text(card).replace("  ", " ")
        assert interval_words(seleccion(f"?eje={eje.eje}").resumen) in shown
        for question in ("¿Reportó?", "¿Prueba?"):
            assert question in shown


def test_the_interval_ignores_the_state_filter():
    """Filtrar por «no evaluable» no vuelve «entre 0% y 100%» lo que se sabe."""
    asked = seleccion("?estado=no_evaluable")
    assert interval_words(seleccion().resumen) in text(notice(asked))
    for card, eje in zip(eje_cards(asked), PLAN.ejes, strict=True):
        assert interval_words(seleccion(f"?eje={eje.eje}").resumen) in text(card).replace("  ", " ")
        assert "con estos filtros" in text(card)


def test_the_bar_of_a_card_fills_it():
    for card in eje_cards(seleccion("?metodo=lineal")):
        (bar,) = [s for s in parts(card, html.Span) if getattr(s, "className", "") == "tramos"]
        widths = [float(s.style["width"].rstrip("%")) for s in bar.children]
        assert sum(widths) == pytest.approx(100, abs=0.1)


def test_the_notice_says_the_interval_the_day_and_that_it_is_a_demonstration():
    shown = text(notice(seleccion("?eje=3")))
    assert "Eje 3. Protección: entre" in shown
    assert "1 de marzo de 2020" in shown
    assert "DEMOSTRACIÓN" in shown


@pytest.mark.parametrize("vista", VISTAS)
def test_every_view_is_marked_as_a_demonstration(vista):
    assert "demostracion" in page_class(seleccion(f"?vista={vista}"))
    real = Avances(GENERADOS.reportes)
    assert "demostracion" not in page_class(seleccion(f"?vista={vista}", real))


@pytest.mark.parametrize("vista", VISTAS)
def test_every_view_reads_honestly_without_reports(vista):
    shown = text(content(seleccion(f"?vista={vista}", SIN_AVANCES)))
    assert not re.search(r"\b(None|nan)\b", shown)
    assert "cumplida" not in shown
    assert "entre 0.0% y 100.0%" not in shown


# --- Detalle ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("codigo", [t.trayectoria for t in PLAN.trayectorias[::4]])
def test_the_detail_explains_each_side(codigo):
    chosen = seleccion(f"?trayectoria={codigo}")
    shown = text(side(chosen))
    assert not re.search(r"\b(None|nan)\b", shown)
    for step in PLAN.camino(codigo):
        if step.meta:
            estado = chosen.estado(step.meta)
            assert {estado.reporto.texto, estado.avance.texto, estado.prueba.texto} <= set(parts(side(chosen), str))


def test_the_points_fall_where_they_were_reported():
    """15 de 50 en 2017 y 20 de 50 en 2018, al cierre de cada año, junto a la meta de 30%."""
    avances = Avances(tuple(todos("1.1.1-P1-04", (15, 50), (20, 50))))
    found = points(Seguimiento(PLAN, avances, HOY).indice, PLAN.meta("1.1.1-P1-04"))
    assert [(p.anio, p.bajo, p.alto) for p in found] == [(2017, 30, 30), (2018, 40, 40)]
    *_, dots = escalera(PLAN.camino("1.1.1-T4"), found).data
    assert (dots["x"], dots["y"]) == ([2018, 2019], [30, 40])


def test_a_sum_is_drawn_as_it_adds_up_and_with_both_readings():
    reportes = (*todos("1.3.1-P1-02", 1, 2), *todos("1.3.1-P2-02", 1, None))
    indice = Seguimiento(PLAN, Avances(reportes, (decide("1.3.1-T2"),)), HOY).indice
    found = [p for m in ("1.3.1-P1-02", "1.3.1-P2-02") for p in points(indice, PLAN.meta(m))]
    assert [(p.anio, p.bajo, p.alto) for p in found] == [(2017, 1, 1), (2018, 3, 3), (2019, 1, 4)]


def test_growth_is_drawn_as_growth_and_only_with_a_baseline():
    reportes = tuple(todos("4.3.1-P1-01", 105, 120))
    meta = PLAN.meta("4.3.1-P1-01")
    assert points(Seguimiento(PLAN, Avances(reportes), HOY).indice, meta) == ()
    con = Avances(reportes, (decide("4.3.1-T2"),), (base("4.3.1-T2", 100),))
    found = points(Seguimiento(PLAN, con, HOY).indice, meta)
    assert [p.bajo for p in found] == pytest.approx([5, 20])


def test_history_tells_every_visible_version_and_nothing_else():
    meta = PLAN.meta("3.3.1-P1-01")
    first = reporte(meta.meta_id, "MIDIS", {2017: (1, 10)}, comentario="Primera entrega")
    second = reporte(meta.meta_id, "MIDIS", {2017: (2, 10), 2018: (8, 10)}, version=2, resuelto_por="ST")
    shown = text(side(seleccion(f"?trayectoria={meta.trayectoria}", Avances((first, second)))))
    for words in ("MIDIS · 2017–2018 · versión 1", "versión 2", "2018: 8 de 10", "Primera entrega", "2 versiones"):
        assert words in shown


def test_a_part_of_the_governments_has_a_name_in_the_history():
    part = reporte("1.1.1-P1-05", "GORE-17", {2017: 1, 2018: 2})
    assert "GORE-17 (su parte)" in text(side(seleccion("?trayectoria=1.1.1-T5", Avances((part,)))))


@pytest.mark.parametrize(
    ("quien", "cifra", "reservada"),
    [
        ("GORE-17", (3, 20), True),
        ("GORE-17", (18, 20), True),  # faltan 2
        ("GORE-17", (3, 3), True),
        ("GORE-17", (0, 20), False),
        ("GORE-17", (10, 20), False),
        ("GORE", (3, 20), False),  # de todo el país
    ],
)
def test_few_victims_of_one_region_are_reserved(quien, cifra, reservada):
    told = reporte("3.1.2-P1-02", quien, {2018: cifra})
    shown = text(side(seleccion("?trayectoria=3.1.2-T2", Avances((told,)))))
    assert ("2018: reservado (c)" in shown) == reservada
    assert (f"{cifra[0]} de {cifra[1]}" in shown) != reservada


def test_few_of_anything_else_are_not():
    told = reporte("1.1.1-P1-04", "GORE-17", {2018: (1, 2)})
    assert "1 de 2" in text(side(seleccion("?trayectoria=1.1.1-T4", Avances((told,)))))


def test_an_unsafe_link_is_not_a_link():
    bad = Evidencia("enlace", "acta", 2, enlace="javascript:alert(1)")
    shown = side(
        seleccion(
            "?trayectoria=3.3.1-T1", Avances((reporte("3.3.1-P1-01", "MIDIS", {2018: (8, 10)}, evidencias=(bad,)),))
        )
    )
    assert not [a for a in parts(shown, html.A) if str(a.href).startswith("javascript")]
    assert "acta" in text(shown)


# --- Método -----------------------------------------------------------------------------------------------


def test_the_badge_marks_exactly_what_changes():
    chosen = seleccion()
    marked = [s for s in parts(content(chosen), html.Span) if getattr(s, "className", "") == "cambia"]
    changing = [m for m in chosen.metas if chosen.estado(m).cambia_con_el_metodo]
    assert len(marked) == len(changing) > 0
    assert f"En {len(changing)} metas otro método" in text(method_links(chosen))


def test_the_method_is_part_of_the_address():
    shown = links(method_links(seleccion("?eje=2")))
    assert [from_query(a.partition("?")[2], PLAN).metodo for a in shown] == list(METODOS)
    assert method_links(seleccion("", SIN_AVANCES)) is None


# --- Quién debe qué, calendario, acuerdos, presupuesto, indicadores ------------------------------------------


def test_deliveries_of_an_institution_add_up():
    shown = content(seleccion("?vista=responsables&responsable=MIMP"))
    (title,) = [s for s in parts(shown, html.Summary) if "Qué no consta" in text(s)]
    p = SEGUIDOS[Metodo.HORIZONTE].puntualidad("MIMP")
    assert f"{p.sin_constar} entregas" in text(title)
    assert f"Debía {p.debidas} entregas" in text(shown)
    assert "A tiempo: entre" in text(shown)


def test_the_calendar_counts_what_was_delivered():
    rows = SEGUIDOS[Metodo.HORIZONTE].entregas
    shown = text(content(seleccion("?vista=calendario")))
    done = sum(e.fecha is not None for e in rows if e.anio == 2018)
    assert f"constan {done} de {sum(e.anio == 2018 for e in rows)} entregas" in shown
    assert "venció el 31 de diciembre" in shown
    assert "30 de noviembre" in shown


def test_agreements_show_what_is_overdue_first():
    body = parts(content(seleccion("?vista=acuerdos")), html.Tbody)[0]
    states = [text(row.children[3]) for row in body.children]
    assert states == ["pendiente, vencido", "en proceso, vencido", "pendiente, vencido", "cumplido", "retirado"]


def test_an_agreement_on_an_unknown_meta_is_shown_without_a_link():
    odd = Acuerdo("A-1", "Informar.", "MIMP", None, "9.9.9-P9-99", "Sesión 1", "ST", GENERADOS.acuerdos[0].fecha)
    shown = content(seleccion("?vista=acuerdos&responsable=MIMP", Avances(acuerdos=(odd,))))
    assert "Informar." in text(shown)
    assert links(shown) == []


def test_agreements_follow_the_selection():
    one = Acuerdo("A-1", "Informar.", "MIMP", None, "1.1.1-P1-01", "Sesión 1", "ST", GENERADOS.acuerdos[0].fecha)
    avances = Avances(GENERADOS.reportes, acuerdos=(one,))
    assert "Informar." in text(content(seleccion("?vista=acuerdos&eje=1", avances)))
    assert "No hay acuerdos" in text(content(seleccion("?vista=acuerdos&eje=4", avances)))


def test_the_budget_never_fills_a_gap():
    body = parts(content(seleccion("?vista=presupuesto")), html.Tbody)[0]
    assert len(body.children) == 27
    cells = [text(td) for row in body.children for td in row.children[1:]]
    told = [c for c in cells if "asignado" in c]
    assert len(told) == len(GENERADOS.presupuestos)
    assert {c for c in cells if c not in told} == {"sin reporte", "aún no corresponde"}


def test_the_budget_of_a_part_follows_its_whole():
    part = replace(GENERADOS.presupuestos[0], institucion="GORE-17")
    body = parts(content(seleccion("?vista=presupuesto", Avances(presupuestos=(part,)))), html.Tbody)[0]
    names = [text(row.children[0]).strip() for row in body.children]
    assert names.index("GORE-17 (su parte)") == names.index("GORE Gobiernos regionales") + 1
    assert len(names) == 28


def test_a_sheet_says_what_the_plan_does_not_say():
    shown = content(seleccion("?vista=fichas"))
    sheets = parts(shown, html.Details)
    assert len(sheets) == 47
    assert {text(s).count("el Plan no lo dice") for s in sheets} == {5}
    assert len(parts(content(seleccion("?vista=fichas&eje=2")), html.Details)) == 11
    assert len(parts(content(seleccion("?vista=fichas&oi=OI 1.1")), html.Details)) == 2


# --- Lo enviado sin aprobar ----------------------------------------------------------------------------------


def test_what_is_only_sent_is_under_review_and_shows_no_figures():
    """El público sabe que se envió, no qué."""
    sent = tuple(PrimerEnvio("MIDIS", "3.3.1-P1-01", a, GENERADOS.reportes[0].enviado_en) for a in (2017, 2018))
    chosen = seleccion("?trayectoria=3.3.1-T1", Avances(envios=sent))
    assert chosen.hay_reportes
    assert "en revisión" in text(side(chosen))
    assert "Historia" not in text(side(chosen))


# --- CSV y vigencia --------------------------------------------------------------------------------------------


def rows_of(chosen: Seleccion) -> list[dict]:
    return list(csv.DictReader(io.StringIO(metas_csv(chosen)[1:]), delimiter=";"))


def test_csv_carries_the_three_sides_and_the_warning():
    chosen = seleccion("?metodo=lineal&orden=estado")
    rows = rows_of(chosen)
    assert [r["Código"] for r in rows] == [m.meta_id for m in sorted_metas(chosen)]
    assert Counter(r["¿Avance?"].replace(" ", "_") for r in rows) == chosen.por("estado")
    assert {r["Aviso"] for r in rows} == {DEMOSTRACION}
    assert {r["Método"] for r in rows} == {METODOS["lineal"]}
    assert file_name(chosen.filtros, demostracion=True) == "DEMOSTRACION_metas.csv"
    assert "Aviso" not in rows_of(seleccion("", Avances(GENERADOS.reportes)))[0]


def test_the_current_follow_up_is_made_again_only_when_something_changed():
    boxes = [SIN_AVANCES]
    day = [HOY]
    current = follow(PLAN, lambda: boxes[0], lambda: day[0])
    first = current("horizonte")
    assert current("horizonte") is first
    assert current("lineal") is not first
    boxes[0] = GENERADOS
    second = current("horizonte")
    assert second is not first
    assert second.avances is GENERADOS
    day[0] = date(2021, 1, 1)
    assert current("horizonte").hoy == day[0]


def test_draft_reports_never_reach_the_screen_as_progress():
    draft = reporte(
        "3.3.1-P1-01", "MIDIS", {2017: (9, 10), 2018: (9, 10)}, estado=EstadoReporte.BORRADOR, enviado_en=None
    )
    chosen = seleccion("", Avances((draft,)))
    assert chosen.resumen.por_estado[Avance.CUMPLIDA] == 0


def test_links_of_the_detail_stay_in_the_selection():
    shown = side(seleccion("?eje=3&metodo=lineal&trayectoria=3.3.1-T1"))
    closing = [a.href for a in parts(shown, dcc.Link) if "Cerrar" in text(a)]
    assert closing == ["/metas?eje=3&metodo=lineal"]
