"""Cada rareza del Plan, con la prueba de que no puede producir un estado falso.

La numeración es la del estudio de las metas; las que solo tocan el texto impreso no llegan a ningún estado.
"""

from datetime import date

import pytest

from dashboard.plan.entidades import Meta
from dashboard.plan.estado import Avance, Metodo, Motivo, Reporto, Seguimiento
from dashboard.plan.estado.hitos import estados, goes_back
from dashboard.plan.reportes import SIN_AVANCES
from tests.estado.fabrica import DESPUES, PLAN, anios, base, decide, reporte, todos, ver

C, A, N = Avance.CUMPLIDA, Avance.ATRASADA, Avance.NO_EVALUABLE


def dice(estado) -> tuple:
    return estado.avance.estado, estado.avance.motivo


def metas_of(*trayectorias: str) -> list[Meta]:
    return [m for m in PLAN.metas if m.trayectoria in trayectorias]


def cada_anio(meta: Meta, dato) -> list:
    return todos(meta.meta_id, *[dato for _ in anios(meta.meta_id)])


def ids(metas) -> list[str]:
    return [m.meta_id for m in metas]


# 1. Sin línea de base -------------------------------------------------------------------------------------

CRECEN = [m for m in PLAN.metas if m.operador.startswith("aumento")]


@pytest.mark.parametrize("meta", CRECEN, ids=ids(CRECEN))
@pytest.mark.parametrize("dato", [0, 1, 20, 10_000])
def test_1_nothing_grows_from_an_unknown_start(meta, dato):
    assert dice(ver(meta.meta_id, cada_anio(meta, dato))) == (N, Motivo.SIN_LINEA_BASE)


def test_1_they_are_sixteen():
    """12 aumentos porcentuales, 3 «más» y una duplicación."""
    assert len(CRECEN) == 16


# 2. Sin cifra -----------------------------------------------------------------------------------------------

SIN_CIFRA = [m for m in PLAN.metas if m.clase == "sin_valor"]


@pytest.mark.parametrize("meta", SIN_CIFRA, ids=ids(SIN_CIFRA))
@pytest.mark.parametrize("dato", [1_000, "incluidos", (5, "incluidos y monitoreados")])
def test_2_a_meta_without_a_figure_is_never_met(meta, dato):
    assert dice(ver(meta.meta_id, cada_anio(meta, dato))) == (N, Motivo.SIN_META)


# 3. La misma oración con dos cifras -------------------------------------------------------------------------

PERIODO_2 = ("3.2.2-T3", "3.3.3-T4")


@pytest.mark.parametrize("trayectoria", PERIODO_2)
@pytest.mark.parametrize(("dato", "esperado"), [(1, (A, None)), (2, (N, Motivo.CONTRADICCION)), (3, (C, None))])
def test_3_between_two_figures_there_is_no_state(trayectoria, dato, esperado):
    (meta,) = [m for m in metas_of(trayectoria) if m.periodo == "2019-2020"]
    assert dice(ver(meta.meta_id, cada_anio(meta, dato), decisiones=[decide(trayectoria)])) == esperado


# 4. Dos porcentajes de las mismas personas ------------------------------------------------------------------


@pytest.mark.parametrize("meta_id", ["3.3.4-P2-01", "3.3.4-P2-02"])
def test_4_more_than_all_the_victims_is_not_believed(meta_id):
    def juntas(familia, unidad):
        return [*todos("3.3.4-P2-01", (0, 10), familia), *todos("3.3.4-P2-02", (0, 10), unidad)]

    assert dice(ver(meta_id, juntas((7, 10), (7, 10)))) == (N, Motivo.EXCLUYENTES)
    both = [ver(m, juntas((7, 10), (3, 10))).avance.estado for m in ("3.3.4-P2-01", "3.3.4-P2-02")]
    assert both == [C, A]  # no pueden cumplirse las dos


def test_4_a_broken_twin_says_nothing():
    alone = todos("3.3.4-P2-01", (0, 10), (7, 10))
    broken = todos("3.3.4-P2-02", 7, 7)
    assert dice(ver("3.3.4-P2-01", [*alone, *broken])) == (C, None)


# 5. Estados que retroceden ------------------------------------------------------------------------------------


def test_5_only_one_order_goes_back():
    found = [t.trayectoria for t in PLAN.trayectorias if goes_back(estados(PLAN, t.trayectoria))]
    assert found == ["3.2.5-T2"]


def test_5_implemented_does_not_say_approved():
    alone = todos("3.2.5-P3-02", "implementado")
    assert dice(ver("3.2.5-P3-02", alone)) == (N, Motivo.HITO)
    before = todos("3.2.5-P1-02", "aprobado", "aprobado")
    assert dice(ver("3.2.5-P3-02", [*alone, *before])) == (C, None)
    assert dice(ver("3.2.5-P1-02", todos("3.2.5-P1-02", "", "implementado"))) == (N, Motivo.HITO)
    both = todos("3.2.5-P2-02", "aprobado", "aprobado e implementado")
    assert dice(ver("3.2.5-P2-02", both)) == (C, None)


def test_5_implemented_does_not_say_created():
    assert dice(ver("2.3.1-P1-05", todos("2.3.1-P1-05", "", "implementada"))) == (N, Motivo.HITO)
    assert dice(ver("2.3.1-P2-05", todos("2.3.1-P2-05", "", "creada e implementada"))) == (C, None)


# 6. «Al menos 100%» y operadores mezclados --------------------------------------------------------------------

CIENES = [m for m in PLAN.metas if m.valor_texto.startswith("al menos 100%")]


@pytest.mark.parametrize("meta", CIENES, ids=ids(CIENES))
def test_6_at_least_all_is_all(meta):
    assert ver(meta.meta_id, cada_anio(meta, (200, 200))).avance.estado == C
    assert ver(meta.meta_id, cada_anio(meta, (199, 200))).avance.estado == A


def test_6_they_are_three():
    assert sorted(m.trayectoria for m in CIENES) == ["2.2.3-T6", "2.3.1-T2", "3.2.3-T5"]


# 7. Metas iguales en todos los periodos -----------------------------------------------------------------------


def test_7_meeting_a_period_does_not_meet_the_next_one():
    planas = ("3.1.2-T2", "2.2.3-T5", "4.1.3-T1", "1.2.1-T1")
    for t in planas:
        first, *later = metas_of(t)
        dato = first.estado_hito or ((100, 100) if first.clase == "porcentaje" else 50)
        reportes = cada_anio(first, dato)
        assert ver(first.meta_id, reportes, decisiones=[decide(t)]).avance.estado == C
        assert [dice(ver(m.meta_id, reportes, decisiones=[decide(t)])) for m in later] == [(N, Motivo.SIN_REPORTE)] * 2


# 9. Acumulada o por periodo --------------------------------------------------------------------------------

AMBIGUAS = [t.trayectoria for t in PLAN.trayectorias if t.lectura == "ambiguo"] + ["3.2.4-T1"]
DUDOSAS = [
    m
    for m in metas_of(*AMBIGUAS)
    if m.periodo != "2017-2018" and not m.es_anual and m not in CRECEN and len(metas_of(m.trayectoria)) > 1
]


def history(meta: Meta) -> list:
    """En los periodos anteriores se hizo muchísimo; en este, lo que pide la meta menos uno."""
    estado = max((m.estado_hito for m in metas_of(meta.trayectoria)), key=len)
    reportes = []
    for other in metas_of(meta.trayectoria):
        if other.periodo < meta.periodo:
            reportes += cada_anio(other, (100, estado) if estado else 100)
    own = [0] * (len(anios(meta.meta_id)) - 1) + [meta.valor - 1]
    return reportes + todos(meta.meta_id, *[(n, estado) if estado else n for n in own])


def test_9_they_are_seventeen_and_one():
    assert len(AMBIGUAS) == 18


@pytest.mark.parametrize("meta", DUDOSAS, ids=ids(DUDOSAS))
def test_9_what_was_done_before_is_not_counted_nor_dropped_by_guess(meta):
    has_history = any(m.periodo < meta.periodo for m in metas_of(meta.trayectoria))
    results = {
        lectura: dice(ver(meta.meta_id, history(meta), decisiones=[decide(meta.trayectoria, lectura)]))
        for lectura in (None, "acumulada", "por_periodo")
    }
    expected = {None: (N, Motivo.LECTURA), "acumulada": (C, None), "por_periodo": (A, None)}
    assert results == (expected if has_history else dict.fromkeys(expected, (A, None)))


# 10. Solo 2021 dice «cada año» ------------------------------------------------------------------------------


def test_10_the_annual_figure_is_not_compared_with_the_earlier_ones():
    before = [*todos("2.2.2-P1-04", 9, 9), *todos("2.2.2-P2-04", 9, 9)]
    for lectura in (None, "acumulada", "por_periodo"):
        estado = ver("2.2.2-P3-04", [*before, *todos("2.2.2-P3-04", 3)], decisiones=[decide("2.2.2-T4", lectura)])
        assert dice(estado) == (A, None)


# 11. Un hito que sigue como porcentaje ------------------------------------------------------------------------


def test_11_a_designed_strategy_is_not_one_percent():
    comun = [decide("2.2.4-T1")]
    assert dice(ver("2.2.4-P1-01", todos("2.2.4-P1-01", 1, 1))) == (N, Motivo.SIN_CIFRA_INFORMADA)
    assert dice(ver("2.2.4-P1-01", todos("2.2.4-P1-01", "diseñada", "diseñada"))) == (C, None)
    visto = ver(
        "2.2.4-P2-01",
        todos("2.2.4-P2-01", (40, 100), None),
        decisiones=comun,
        hoy=date(2020, 3, 1),
        metodo=Metodo.LINEAL,
    )
    assert dice(visto) == (N, Motivo.SIN_PARTIDA)  # 2017-2018 no es un punto de la recta


# 12. Periodos sin meta ------------------------------------------------------------------------------------


def test_12_an_empty_period_owes_nothing_and_has_no_state():
    seguimiento = Seguimiento(PLAN, SIN_AVANCES, DESPUES)
    assert list(seguimiento.estados) == [m.meta_id for m in PLAN.metas]
    owed = {(m.accion, e.anio) for e in seguimiento.entregas for m in [PLAN.meta(e.meta_id)]}
    for accion, empty in (("1.2.2", (2019, 2020, 2021)), ("1.4.2", (2021,)), ("2.2.1", (2019, 2020))):
        assert not owed & {(accion, a) for a in empty}


# 13 y 14. Metas que se superponen o se ordenan raro ----------------------------------------------------------


@pytest.mark.parametrize(
    ("una", "otra"),
    [("2.2.3-T6", "3.2.5-T1"), ("1.3.2-T3", "4.2.3-T1"), ("3.3.2-T3", "3.3.5-T2"), ("1.1.1-T9", "1.1.1-T8")],
)
def test_13_14_reporting_one_says_nothing_of_its_twin(una, otra):
    reportes = [r for m in metas_of(una) for r in cada_anio(m, m.estado_hito or (100, 100))]
    for m in metas_of(otra):
        assert dice(ver(m.meta_id, reportes)) == (N, Motivo.SIN_REPORTE)


# 15. Universos sin definir ------------------------------------------------------------------------------------

SIN_UNIVERSO = [s.trayectoria for s in PLAN.salvedades if s.asunto == "universo"]
INDEFINIDOS = [m for m in metas_of(*SIN_UNIVERSO)]


@pytest.mark.parametrize("meta", INDEFINIDOS, ids=ids(INDEFINIDOS))
def test_15_a_denominator_nobody_defined_gives_no_state(meta):
    reportes = cada_anio(meta, (100, 100))
    assert dice(ver(meta.meta_id, reportes, decisiones=[decide(meta.trayectoria)])) == (N, Motivo.UNIVERSO)
    defined = [decide(meta.trayectoria, universo="el que fijó la comisión")]
    assert ver(meta.meta_id, reportes, decisiones=defined).avance.estado == C


def test_15_every_share_that_admits_it_is_marked():
    clues = ("no precisa", "no definido", "no enumerad", "identificadas")
    admitted = {
        t.trayectoria for t in PLAN.trayectorias if t.clase == "porcentaje" and any(c in t.universo for c in clues)
    }
    assert admitted == set(SIN_UNIVERSO)


# 16. Indicadores sin cifra ------------------------------------------------------------------------------------


def test_16_an_indicator_has_no_state():
    """Los IVO no traen cifra, base ni fecha: el seguimiento solo conoce metas."""
    codes = {i.indicador for i in PLAN.indicadores}
    assert not codes & set(Seguimiento(PLAN, SIN_AVANCES, DESPUES).estados)


# 22. Quién responde -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("meta_id", "ajena"), [("4.1.3-P3-01", "ST-CMNP"), ("3.2.2-P1-01", "MP"), ("3.3.1-P1-01", "GOLO")]
)
def test_22_who_does_not_answer_for_a_meta_cannot_report_it(meta_id, ajena):
    foreign = reporte(meta_id, ajena, dict.fromkeys(anios(meta_id), 100))
    assert dice(ver(meta_id, [foreign])) == (N, Motivo.SIN_REPORTE)
    assert ajena not in {e.institucion for e in ver(meta_id, [foreign]).reporto.entregas}


# 25. Calendario -----------------------------------------------------------------------------------------------


def test_25_the_mid_term_falls_inside_a_period_and_closes_nothing():
    (medio,) = [a for a in PLAN.calendario if a.actividad == "evaluacion-2019"]
    meta = "1.1.1-P2-04"
    reportes = todos(meta, 30, None)
    assert dice(ver(meta, reportes, hoy=medio.plazo, decisiones=[decide("1.1.1-T5")])) == (N, Motivo.ANTES_DEL_CIERRE)


def test_25_yearly_reports_of_two_year_metas():
    assert {a.plazo for a in PLAN.calendario if a.asunto == "acciones"} == {date(y, 12, 31) for y in range(2017, 2022)}
    estado = ver("1.1.1-P2-04", [], hoy=date(2020, 1, 1))
    assert [e.estado for e in estado.reporto.entregas[:2]] == [Reporto.NO, Reporto.AUN_NO]


def test_25_the_whole_calendar():
    found = {s: [a.plazo for a in PLAN.calendario if a.asunto == s] for s in {a.asunto for a in PLAN.calendario}}
    sizes = {s: len(rows) for s, rows in found.items()}
    assert sizes == {
        "acciones": 5,
        "informe": 5,
        "articulacion": 9,
        "presupuesto": 9,
        "objetivos": 2,
        "evaluacion": 2,
    }
    assert found["evaluacion"] == [date(2019, 12, 31), date(2021, 11, 30)]
    assert found["objetivos"] == [date(2018, 12, 31), date(2020, 12, 31)]


def test_a_baseline_does_not_open_what_the_plan_contradicts():
    """Registrar una base no resuelve otra falta."""
    estado = ver("4.3.1-P1-03", cada_anio(PLAN.meta("4.3.1-P1-03"), (9, 10)), bases=[base("4.3.1-T4", 5)])
    assert dice(estado) == (N, Motivo.UNIVERSO)
