"""Cada clase de meta con ejemplos que se comprueban a ojo."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.plan.estado import Avance, Metodo, Motivo
from dashboard.plan.reportes import Valor
from tests.estado.fabrica import base, decide, reporte, responsables, todos, ver

MEDIO = date(2020, 6, 30)
C, A, N = Avance.CUMPLIDA, Avance.ATRASADA, Avance.NO_EVALUABLE


def dice(estado) -> tuple:
    return estado.avance.estado, estado.avance.motivo


# --- Porcentaje: 3.3.1-T1 tiene un solo responsable (MIDIS) --------------------------------------------------


@pytest.mark.parametrize(
    ("meta_id", "dato", "esperado"),
    [
        ("3.3.1-P1-01", (8, 10), C),
        ("3.3.1-P1-01", (0, 10), A),
        ("2.2.3-P3-06", (100, 100), C),  # «al menos 100%» es 100%
        ("2.2.3-P3-06", (99, 100), A),
    ],
)
def test_a_share_is_judged_with_its_denominator(meta_id, dato, esperado):
    datos = [dato] * (2 if "-P3-" not in meta_id else 1)
    assert ver(meta_id, todos(meta_id, *datos)).avance.estado == esperado


def test_a_share_says_its_inputs():
    estado = ver("1.1.1-P1-04", todos("1.1.1-P1-04", (5, 25), (12, 25)))
    assert estado.avance.texto == (
        "Cumplida: se informó 12 de 25 (48.0%) en 2018 y la meta es «al menos 30%»: 48.0% ≥ 30.0%."
    )


@pytest.mark.parametrize(
    ("dato", "motivo"),
    [
        (48, Motivo.SIN_DENOMINADOR),
        ((0, 0), Motivo.SIN_DENOMINADOR),
        ((48, 25), Motivo.CIFRA_IMPOSIBLE),
        ((-1, 25), Motivo.CIFRA_IMPOSIBLE),
        ((float("nan"), 25), Motivo.CIFRA_IMPOSIBLE),
        ((12, float("inf")), Motivo.SIN_DENOMINADOR),
        ("aprobado", Motivo.SIN_CIFRA_INFORMADA),
    ],
)
def test_a_share_without_a_usable_denominator_has_no_state(dato, motivo):
    assert dice(ver("3.3.1-P1-01", todos("3.3.1-P1-01", dato, dato))) == (N, motivo)


# --- Nivel -------------------------------------------------------------------------------------------------


def test_a_level_needs_the_last_year_of_the_period():
    """Diez gobiernos locales en 2017 no dicen cuántos hay al cerrar 2018."""
    meta = "1.1.1-P1-05"
    assert dice(ver(meta, todos(meta, 12, None))) == (N, Motivo.FALTA_ANIO)
    assert dice(ver(meta, todos(meta, None, 12), decisiones=[decide("1.1.1-T5")])) == (C, None)
    assert dice(ver(meta, todos(meta, 12, 9), decisiones=[decide("1.1.1-T5")])) == (A, None)


def test_a_level_does_not_mind_an_earlier_year_without_a_figure():
    """«En 2017 aún no se medía» no impide leer 2018; en una meta anual, sí."""
    explained = [
        replace(r, valores=(Valor(2017, nota="Aún no se medía."), r.valores[1])) for r in todos("1.1.1-P1-05", 0, 12)
    ]
    assert dice(ver("1.1.1-P1-05", explained, decisiones=[decide("1.1.1-T5")])) == (C, None)
    yearly = [replace(r, valores=(Valor(2017, nota="No hubo."), r.valores[1])) for r in todos("2.2.2-P1-01", 0, 2)]
    assert dice(ver("2.2.2-P1-01", yearly, decisiones=[decide("2.2.2-T1")])) == (N, Motivo.SIN_CIFRA_INFORMADA)


def test_a_bare_figure_exceeded_is_met_and_says_so():
    estado = ver("1.4.1-P1-01", todos("1.4.1-P1-01", 1, 7), decisiones=[decide("1.4.1-T1")])
    assert estado.avance.estado == C
    assert "sin «al menos»" in estado.avisos[0]
    assert ver("1.4.1-P1-01", todos("1.4.1-P1-01", 1, 6), decisiones=[decide("1.4.1-T1")]).avisos == ()


# --- Anual: cada año por separado ----------------------------------------------------------------------------


def test_each_year_of_an_annual_meta_counts():
    meta, comun = "2.2.2-P1-01", [decide("2.2.2-T1")]  # 2 campañas por año
    assert ver(meta, todos(meta, 2, 2), decisiones=comun).avance.estado == C
    assert ver(meta, todos(meta, 4, 1), decisiones=comun).avance.estado == A  # cinco en dos años no compensan
    assert dice(ver(meta, todos(meta, None, 2), decisiones=comun)) == (N, Motivo.FALTA_ANIO)
    assert ver(meta, todos(meta, 1, None), decisiones=comun).avance.estado == A  # ya falló un año


def test_an_annual_share_is_judged_year_by_year():
    meta = "1.1.1-P2-05"  # 35% de mesas sesionan cuatro veces al año
    assert ver(meta, todos(meta, (3, 10), (9, 10))).avance.estado == A
    assert ver(meta, todos(meta, (4, 10), (4, 10))).avance.estado == C


# --- Cantidad ambigua ----------------------------------------------------------------------------------------


def flow(primero, segundo, **otros):
    """1.3.1-T2, investigaciones: al menos 2 en 2017-2018 y al menos 5 en 2019-2020."""
    reportes = [*todos("1.3.1-P1-02", *primero), *todos("1.3.1-P2-02", *segundo)]
    return ver("1.3.1-P2-02", reportes, **otros)


@pytest.mark.parametrize(
    ("lectura", "esperado"),
    [("acumulada", (C, None)), ("por_periodo", (A, None)), (None, (N, Motivo.LECTURA))],
)
def test_cumulative_or_per_period_is_not_guessed(lectura, esperado):
    """2 + 1 antes y 1 + 1 después: cinco desde el inicio, dos en el periodo."""
    assert dice(flow((2, 1), (1, 1), decisiones=[decide("1.3.1-T2", lectura)])) == esperado


def test_both_readings_may_agree():
    assert dice(flow((0, 0), (3, 2), decisiones=[decide("1.3.1-T2")])) == (C, None)
    assert dice(flow((1, 1), (1, 1), decisiones=[decide("1.3.1-T2")])) == (A, None)


def test_a_missing_earlier_year_leaves_the_cumulative_reading_open():
    """Sin los años anteriores, 2 en el periodo no es «atrasada»: pudieron ser más."""
    alone = todos("1.3.1-P2-02", 1, 1)
    assert dice(ver("1.3.1-P2-02", alone, decisiones=[decide("1.3.1-T2", "acumulada")])) == (N, Motivo.FALTA_ANIO)
    assert dice(ver("1.3.1-P2-02", alone, decisiones=[decide("1.3.1-T2", "por_periodo")])) == (A, None)


def test_a_hole_in_the_years_leaves_the_sum_open():
    """Con 2019 pero sin 2017 ni 2018 no se sabe cuánto va acumulado, tampoco antes del cierre."""
    visto = ver(
        "1.3.1-P2-02",
        todos("1.3.1-P2-02", 1, None),
        decisiones=[decide("1.3.1-T2", "acumulada")],
        hoy=MEDIO,
        metodo=Metodo.LINEAL,
    )
    assert dice(visto) == (N, Motivo.FALTA_ANIO)


def test_every_reading_must_agree_not_just_the_extremes():
    """Sumados desde 2017 llegarían; como hecho común, o solo en el periodo, no."""
    before = todos("1.3.1-P1-02", 1, 1)
    now = todos("1.3.1-P2-02", 0, 0)
    now[0] = reporte("1.3.1-P2-02", responsables("1.3.1-P2-02")[0], {2019: 0, 2020: 1})
    assert dice(ver("1.3.1-P2-02", [*before, *now])) == (N, Motivo.LECTURA)


def test_what_is_added_up_cannot_go_back():
    """Cinco investigaciones en 2019 bastan aunque falte 2020."""
    solo = todos("1.3.1-P2-02", 5, None)
    assert dice(ver("1.3.1-P2-02", solo, decisiones=[decide("1.3.1-T2", "por_periodo")])) == (C, None)


# --- Crecimiento -----------------------------------------------------------------------------------------------


def test_growth_needs_a_baseline():
    meta = "4.3.1-P1-01"  # sanciones: aumenta 10%
    assert dice(ver(meta, todos(meta, 100, 120))) == (N, Motivo.SIN_LINEA_BASE)
    con = {"decisiones": [decide("4.3.1-T2")], "bases": [base("4.3.1-T2", 100)]}
    assert dice(ver(meta, todos(meta, 100, 110), **con)) == (C, None)
    assert dice(ver(meta, todos(meta, 100, 109), **con)) == (A, None)
    assert "aumento de 9.0%" in ver(meta, todos(meta, 100, 109), **con).avance.texto


def test_growth_from_zero_has_no_percentage():
    meta = "4.3.1-P1-01"
    assert dice(ver(meta, todos(meta, 1, 9), bases=[base("4.3.1-T2", 0)])) == (N, Motivo.SIN_LINEA_BASE)


def test_doubling():
    meta, con = "2.1.2-P3-01", {"decisiones": [decide("2.1.2-T2")], "bases": [base("2.1.2-T2", 40)]}
    assert dice(ver(meta, todos(meta, 80), **con)) == (C, None)
    assert dice(ver(meta, todos(meta, 79), **con)) == (A, None)


def test_growth_of_a_count_over_an_unpublished_coverage():
    """4.3.2-T2 pide 2 regiones más: sin saber cuántas había, ocho regiones no dicen nada."""
    meta = "4.3.2-P1-02"
    assert dice(ver(meta, todos(meta, 5, 8))) == (N, Motivo.SIN_LINEA_BASE)
    con = {"decisiones": [decide("4.3.2-T2")], "bases": [base("4.3.2-T2", 6)]}
    assert dice(ver(meta, todos(meta, 5, 8), **con)) == (C, None)
    assert dice(ver(meta, todos(meta, 5, 7), **con)) == (A, None)


def test_growth_since_the_start_or_since_the_last_period():
    """3.2.4-T3 no dice desde dónde crece: 115 es 15% más que 100, pero 4.5% más que los 110 del periodo anterior."""
    reportes = [*todos("3.2.4-P1-03", 100, 110), *todos("3.2.4-P2-03", 112, 115)]
    bases = [base("3.2.4-T3", 100)]
    for lectura, esperado in (("acumulada", (C, None)), ("por_periodo", (A, None)), (None, (N, Motivo.LECTURA))):
        decisiones = [decide("3.2.4-T3", lectura)]
        assert dice(ver("3.2.4-P2-03", reportes, decisiones=decisiones, bases=bases)) == esperado


# --- Hitos ---------------------------------------------------------------------------------------------------


def test_a_later_state_reaches_an_earlier_one():
    meta = "4.2.2-P1-01"  # módulo diseñado (2017-2018), implementado después
    assert dice(ver(meta, todos(meta, "no iniciado", "implementado"))) == (C, None)
    assert dice(ver(meta, todos(meta, "no iniciado", "diseñado"))) == (C, None)
    assert dice(ver(meta, todos(meta, "diseñado", "no iniciado"))) == (A, None)
    assert dice(ver("4.2.2-P2-01", todos("4.2.2-P2-01", "diseñado", "diseñado"))) == (A, None)
    assert dice(ver(meta, todos(meta, "", "terminado"))) == (N, Motivo.HITO)
    assert dice(ver(meta, todos(meta, "diseñado", ""))) == (N, Motivo.FALTA_ANIO)


def test_two_states_of_one_milestone_are_not_chosen():
    meta = "4.2.2-P2-01"
    reportes = todos(meta, "diseñado", "implementado")
    assert dice(ver(meta, reportes)) == (C, None)
    reportes[0] = reporte(meta, reportes[0].institucion, {2019: "diseñado", 2020: "diseñado"})
    assert dice(ver(meta, reportes)) == (N, Motivo.NO_COINCIDEN)


def test_a_state_is_not_carried_to_the_next_period():
    reportes = todos("4.2.2-P2-01", "implementado", "implementado")
    assert dice(ver("4.2.2-P3-01", reportes)) == (N, Motivo.SIN_REPORTE)


def test_a_figure_with_a_state_needs_both():
    meta, comun = "2.4.1-P2-04", [decide("2.4.1-T4")]  # 2 convenios, suscritos
    assert dice(ver(meta, todos(meta, (1, "suscritos"), (2, "suscritos")), decisiones=comun)) == (C, None)
    assert dice(ver(meta, todos(meta, (1, "suscritos"), (1, "suscritos")), decisiones=comun)) == (A, None)
    assert dice(ver(meta, todos(meta, (1, "suscritos"), (2, "no iniciado")), decisiones=comun)) == (A, None)
    assert dice(ver(meta, todos(meta, 1, 2), decisiones=comun)) == (N, Motivo.SIN_CIFRA_INFORMADA)


# --- Varios responsables -------------------------------------------------------------------------------------


def test_the_joint_value_waits_for_everyone():
    meta = "1.1.1-P1-05"
    estado = ver(meta, todos(meta, 20, 20)[:-1], decisiones=[decide("1.1.1-T5")])
    assert dice(estado) == (N, Motivo.FALTAN_RESPONSABLES)
    assert "falta GOLO (1 de 4)" in estado.avance.texto


def parts_of(meta, *cifras):
    return [reporte(meta, s, {2017: 0, 2018: c}) for s, c in zip(responsables(meta), cifras, strict=True)]


def test_added_or_shared():
    """Cuatro responsables informan 3 cada uno y la meta es 10: suman 12, o es el mismo 3."""
    meta = "1.1.1-P1-05"
    assert dice(ver(meta, parts_of(meta, 3, 3, 3, 3))) == (N, Motivo.CONJUNTA)
    for conjunta, esperado in (("suma", C), ("comun", A)):
        assert (
            ver(meta, parts_of(meta, 3, 3, 3, 3), decisiones=[decide("1.1.1-T5", None, conjunta)]).avance.estado
            == esperado
        )
    assert ver(meta, parts_of(meta, 11, 11, 11, 11)).avance.estado == C
    assert ver(meta, parts_of(meta, 1, 2, 1, 2)).avance.estado == A


def test_a_shared_fact_told_differently():
    meta, comun = "1.1.1-P1-05", [decide("1.1.1-T5")]
    assert dice(ver(meta, parts_of(meta, 9, 10, 10, 10), decisiones=comun)) == (N, Motivo.NO_COINCIDEN)
    assert ver(meta, parts_of(meta, 10, 12, 10, 10), decisiones=comun).avance.estado == C


def test_shares_add_up_by_numerator_and_denominator():
    meta = "1.1.1-P1-04"  # 30% de mesas: 1 de 10 y 9 de 20 son 10 de 30
    datos = zip(responsables(meta), [(1, 10), (9, 20), (0, 1), (1, 1)], strict=True)
    reportes = [reporte(meta, s, {2018: d}) for s, d in datos]
    estado = ver(meta, reportes, decisiones=[decide("1.1.1-T4", None, "suma")])
    assert "11 de 32 (34.4%)" in estado.avance.texto
    assert estado.avance.estado == C
    assert dice(ver(meta, reportes)) == (N, Motivo.CONJUNTA)


# --- Antes del cierre ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("con", "estado"),
    [(38, Avance.EN_CAMINO), (37, Avance.EN_RIESGO), (24, Avance.EN_RIESGO), (23, Avance.ATRASADA)],
)
def test_the_line_between_horizons(con, estado):
    """De 30% en 2018 a 50% en 2020 tocaba 40% en 2019: 38 es 95% de eso y 24 es 60%."""
    meta = "1.1.1-P2-03"
    reportes = todos(meta, (con, 100), None)
    assert ver(meta, reportes, hoy=MEDIO, metodo=Metodo.LINEAL).avance.estado == estado
    horizonte = ver(meta, reportes, hoy=MEDIO)
    assert dice(horizonte) == (N, Motivo.ANTES_DEL_CIERRE)
    assert horizonte.cambia_con_el_metodo


def test_the_way_from_a_baseline():
    """De 20% en 2016 a 30% en 2018, a mitad de camino tocaba la mitad: 25 va al día y 22 lleva 40%."""
    meta, bases, hoy = "1.1.1-P1-04", [base("1.1.1-T4", 20)], date(2018, 3, 1)
    for con, estado in ((25, Avance.EN_CAMINO), (23, Avance.EN_RIESGO), (22, Avance.ATRASADA)):
        visto = ver(meta, todos(meta, (con, 100), None), hoy=hoy, bases=bases, metodo=Metodo.BASE)
        assert visto.avance.estado == estado
    sin = ver(meta, todos(meta, (25, 100), None), hoy=hoy, metodo=Metodo.BASE)
    assert dice(sin) == (N, Motivo.SIN_LINEA_BASE)


def test_the_first_period_has_no_line_without_a_starting_point():
    meta = "1.1.1-P1-04"
    visto = ver(meta, todos(meta, (25, 100), None), hoy=date(2018, 3, 1), metodo=Metodo.LINEAL)
    assert dice(visto) == (N, Motivo.SIN_PARTIDA)


def test_at_the_close_every_method_says_the_same():
    estado = ver("1.1.1-P2-03", todos("1.1.1-P2-03", (38, 100), (49, 100)), bases=[base("1.1.1-T4", 20)])
    assert {lado.estado for _, lado in estado.por_metodo} == {A}
    assert not estado.cambia_con_el_metodo
