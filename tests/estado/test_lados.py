"""¿Reportó?, ¿prueba? y los agregados, con ejemplos que se comprueban a ojo."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dashboard.plan.estado import (
    Avance,
    Motivo,
    Reporto,
    Seguimiento,
    estado_de,
    interval_words,
    que_se_informa,
    summarize,
)
from dashboard.plan.estado.valores import EstadoMeta, LadoAvance, LadoPrueba, LadoReporto, Metodo
from dashboard.plan.reportes import Avances, EstadoReporte, Evidencia, PrimerEnvio
from tests.estado.fabrica import DESPUES, ENLACE, PLAN, reporte, todos, ver

META = "3.3.1-P1-01"  # la única con un solo responsable: MIDIS


def entregado(*fechas: datetime):
    return [
        reporte(META, "MIDIS", {2017 + i: (8, 10)}, enviado_en=f, reporte_id=i, version=i + 1)
        for i, f in enumerate(fechas)
    ]


@pytest.mark.parametrize(
    ("fechas", "estado"),
    [
        ((), Reporto.NO),
        ((datetime(2017, 12, 31, 23, 59),), Reporto.NO),  # falta 2018
        ((datetime(2017, 12, 31, 23, 59), datetime(2018, 12, 31)), Reporto.A_TIEMPO),
        ((datetime(2018, 1, 1), datetime(2018, 12, 31)), Reporto.TARDE),
        ((datetime(2018, 1, 1, 3, tzinfo=UTC), datetime(2018, 12, 31)), Reporto.A_TIEMPO),  # en Lima aún es 31
    ],
)
def test_on_time_late_or_not(fechas, estado):
    assert ver(META, entregado(*fechas)).reporto.estado == estado


def test_before_the_first_deadline_nothing_is_owed():
    estado = ver(META, [], hoy=date(2017, 12, 31))
    assert estado.reporto.estado == Reporto.AUN_NO
    assert "31 de diciembre de 2017" in estado.reporto.texto
    assert estado.avance.motivo == Motivo.AUN_NO


def test_correcting_an_observation_does_not_make_it_late():
    final = reporte(META, "MIDIS", {2017: (1, 2), 2018: (8, 10)}, version=2, enviado_en=datetime(2019, 3, 1))
    alone = Avances((final,))
    first = tuple(PrimerEnvio("MIDIS", META, a, datetime(a, 12, 20)) for a in (2017, 2018))
    assert estado_de(PLAN, PLAN.meta(META), alone, DESPUES).reporto.estado == Reporto.TARDE
    with_dates = replace(alone, envios=first)
    assert estado_de(PLAN, PLAN.meta(META), with_dates, DESPUES).reporto.estado == Reporto.A_TIEMPO


def test_without_every_sending_the_first_visible_version_counts():
    first = reporte(META, "MIDIS", {2017: (1, 2), 2018: (8, 10)}, enviado_en=datetime(2017, 12, 1))
    second = reporte(META, "MIDIS", {2017: (1, 2), 2018: (8, 10)}, version=2, enviado_en=datetime(2019, 3, 1))
    for orden in ([first, second], [second, first]):
        assert ver(META, orden).reporto.estado == Reporto.A_TIEMPO


def test_a_government_reporting_its_part_is_not_the_whole():
    """GORE-17 informa por Madre de Dios: no es el reporte de los gobiernos regionales."""
    meta = "1.1.1-P1-05"
    part = reporte(meta, "GORE-17", {2017: 12, 2018: 12})
    assert ver(meta, [part]).avance.motivo == Motivo.SIN_REPORTE
    rest = [r for r in todos(meta, 12, 12) if r.institucion != "GORE"]
    assert ver(meta, [*rest, part]).avance.motivo == Motivo.FALTAN_RESPONSABLES


def test_an_empty_year_is_not_a_report():
    empty = reporte(META, "MIDIS", {2017: (8, 10), 2018: (None, None)})
    estado = ver(META, [empty])
    assert estado.avance.motivo == Motivo.FALTA_ANIO
    assert estado.reporto.estado == Reporto.NO


def test_sent_but_not_approved():
    sent = reporte(META, "MIDIS", {2017: (9, 10), 2018: (9, 10)}, estado=EstadoReporte.ENVIADO)
    estado = ver(META, [sent])
    assert (estado.avance.estado, estado.avance.motivo) == (Avance.NO_EVALUABLE, Motivo.EN_REVISION)
    draft = reporte(META, "MIDIS", {2017: (9, 10)}, estado=EstadoReporte.BORRADOR, enviado_en=None)
    assert ver(META, [draft]).avance.motivo == Motivo.SIN_REPORTE


def test_the_last_approved_version_counts():
    old = reporte(META, "MIDIS", {2018: (9, 10)}, version=1, reporte_id=7)
    new = reporte(META, "MIDIS", {2018: (1, 10)}, version=2, reporte_id=3)
    later = reporte(META, "MIDIS", {2018: (9, 10)}, version=3, estado=EstadoReporte.OBSERVADO)
    for orden in ([old, new, later], [later, new, old]):
        assert ver(META, orden).avance.estado == Avance.ATRASADA


def test_two_values_of_one_year_are_not_chosen():
    twice = reporte(META, "MIDIS", {2018: (9, 10)})
    twice = replace(twice, valores=(*twice.valores, replace(twice.valores[0], numero=1)))
    assert ver(META, [twice]).avance.motivo == Motivo.CIFRA_IMPOSIBLE


# --- ¿Prueba? ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("evidencias", "nivel"),
    [
        ((), 0),
        ((Evidencia("archivo", "declaración", 1, sha256="ab"),), 1),
        ((ENLACE,), 2),
        ((ENLACE, Evidencia("archivo", "acta", 3, sha256="ab")), 3),
        ((Evidencia("archivo", "se perdió", 3),), 1),  # sin archivo ni enlace no hay qué abrir
    ],
)
def test_proof_is_the_best_of_a_report(evidencias, nivel):
    assert ver(META, [reporte(META, "MIDIS", {2018: (8, 10)}, evidencias=evidencias)]).prueba.nivel == nivel


def test_proof_is_the_worst_among_institutions():
    meta = "1.1.1-P1-05"
    reportes = todos(meta, 10, 10, evidencias=(ENLACE,))
    assert ver(meta, reportes).prueba.nivel == 2
    reportes[0] = replace(reportes[0], evidencias=())
    assert ver(meta, reportes).prueba.nivel == 0
    assert ver(meta, []).prueba.texto == "Sin evidencia: no hay reporte aprobado que probar."


# --- Agregados -----------------------------------------------------------------------------------------------


def fake(avance: Avance, motivo=None) -> EstadoMeta:
    reporto = LadoReporto(Reporto.NO, "", ())
    return EstadoMeta("x", reporto, LadoAvance(avance, "", motivo), LadoPrueba(0, ""), Metodo.HORIZONTE, ())


def words(cumplidas=0, atrasadas=0, sin_reporte=0, no_evaluables=0) -> str:
    rows = [fake(Avance.CUMPLIDA)] * cumplidas + [fake(Avance.ATRASADA)] * atrasadas
    rows += [fake(Avance.NO_EVALUABLE, Motivo.SIN_REPORTE)] * sin_reporte
    return interval_words(summarize(rows + [fake(Avance.NO_EVALUABLE, Motivo.LECTURA)] * no_evaluables))


def test_what_is_unknown_counts_as_none_and_as_all():
    assert words(10, 18, 18) == "entre 21.7% y 60.9% de metas cumplidas (18 de 46 sin reporte)"
    assert words(1, 1) == "50.0% de metas cumplidas"
    assert words(1, 0, 1, 2) == "entre 25.0% y 100.0% de metas cumplidas (1 de 4 sin reporte y 2 no evaluables)"
    assert words(1, 1, 0, 2) == "entre 25.0% y 75.0% de metas cumplidas (2 de 4 no evaluables)"
    assert words() == "sin metas"


def test_on_time_rate_is_an_interval_unless_every_sending_is_known():
    sent = tuple(
        reporte(m.meta_id, "MIDIS", {2017: (8, 10)}, enviado_en=datetime(2017, 12, 1)) for m in [PLAN.meta(META)]
    )
    seen = Seguimiento(PLAN, Avances(sent), DESPUES).puntualidad("MIDIS")
    assert (seen.a_tiempo, seen.tarde) == (1, 0)
    assert seen.tasa == (100 / seen.debidas, 100.0)
    exact = Avances(sent, envios=(PrimerEnvio("MIDIS", META, 2017, datetime(2017, 12, 1)),))
    assert Seguimiento(PLAN, exact, DESPUES).puntualidad("MIDIS").tasa == (100 / seen.debidas,) * 2


# --- Qué se pide ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("meta_id", "dice"),
    [
        ("1.1.1-P1-04", "numerador"),
        ("1.1.1-P1-05", "en total al cerrar el año"),
        ("1.3.1-P1-02", "sin sumar los anteriores"),
        ("2.2.2-P1-01", "sin sumar los anteriores"),
        ("4.3.2-P1-02", "no el aumento"),
        ("2.1.2-P3-01", "no el aumento"),
        ("4.2.2-P1-01", "estado alcanzado"),
        ("2.4.1-P2-04", "además, el estado"),
        ("2.3.1-P1-01", "no pide una cifra"),
    ],
)
def test_each_class_says_what_it_asks_for(meta_id, dice):
    assert dice in que_se_informa(PLAN, PLAN.meta(meta_id))
