"""Lo que vale para cualquier conjunto de reportes, no solo para los ejemplos."""

from dataclasses import replace
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from dashboard.plan.estado import Avance, Metodo, Reporto, Seguimiento, interval_words, summarize
from dashboard.plan.estado.hitos import opciones
from dashboard.plan.reportes import Avances, EstadoReporte, Interpretacion, LineaBase, Reporte, Valor
from tests.estado.fabrica import ENLACE, PLAN, anios, responsables

# Un plan pequeño con todas las clases: las acciones donde están las rarezas.
ACCIONES = ("1.1.1", "1.3.1", "2.1.2", "2.2.4", "2.4.1", "3.2.4", "3.2.5", "3.3.1", "3.3.4", "4.3.1", "4.3.2")
CHICO = replace(
    PLAN,
    metas=tuple(m for m in PLAN.metas if m.accion in ACCIONES),
    trayectorias=tuple(t for t in PLAN.trayectorias if t.accion in ACCIONES),
)
PAREJAS = [(m, s) for m in CHICO.metas for s in responsables(m.meta_id)]
DIAS = st.sampled_from([date(2018, 6, 1), date(2019, 6, 1), date(2020, 2, 1), date(2021, 6, 1), date(2026, 1, 1)])
MOMENTOS = st.datetimes(datetime(2017, 6, 8), datetime(2022, 12, 31))
CONOCIDOS = {Avance.CUMPLIDA, Avance.ATRASADA}


@st.composite
def valores(draw, meta):
    """Cifras que una institución podría informar bien."""
    found = []
    for anio in anios(meta.meta_id):
        total = draw(st.integers(1, 40))
        numero = draw(st.integers(0, total))
        hito = draw(st.sampled_from(opciones(PLAN, meta.trayectoria) or ("",)))
        if draw(st.booleans()) or anio == anios(meta.meta_id)[-1]:
            found.append(Valor(anio, numero, total if meta.clase == "porcentaje" else None, hito))
    return tuple(found)


@st.composite
def reportes(draw, estados=(EstadoReporte.APROBADO, EstadoReporte.CERRADO)):
    """Por acción, para que haya metas completas: casi todos los responsables de unas cuantas metas, y versiones."""
    metas = draw(st.lists(st.sampled_from(CHICO.metas), max_size=12, unique=True))
    found = []
    for meta in metas:
        shared = draw(valores(meta))
        for sigla in responsables(meta.meta_id):
            if draw(st.integers(0, 19)):
                own = shared if draw(st.booleans()) else draw(valores(meta))
                version = draw(st.integers(1, 3))
                evidencia = draw(st.sampled_from([(), (ENLACE,)]))
                found.append(
                    Reporte(
                        len(found) + 1,
                        sigla,
                        meta.meta_id,
                        version,
                        draw(st.sampled_from(estados)),
                        own,
                        evidencia,
                        enviado_en=draw(MOMENTOS),
                    )
                )
    again = [replace(r, reporte_id=100 + r.reporte_id, version=r.version + 3) for r in found[::3]]
    return (*found, *(replace(r, enviado_en=draw(MOMENTOS)) for r in again))


@st.composite
def decisiones(draw):
    found = []
    for t in CHICO.trayectorias:
        if draw(st.booleans()):
            lectura = draw(st.sampled_from([None, "acumulada", "por_periodo"]))
            conjunta = draw(st.sampled_from([None, "suma", "comun"]))
            found.append(Interpretacion(t.trayectoria, lectura, conjunta, "CMNP", date(2018, 1, 1)))
    return tuple(found)


BASES = st.lists(
    st.builds(
        LineaBase,
        st.sampled_from([t.trayectoria for t in CHICO.trayectorias]),
        st.integers(0, 20).map(float),
        st.sampled_from([date(2016, 12, 31), date(2017, 12, 31)]),
        st.just("registro"),
    ),
    max_size=8,
).map(tuple)
AVANCES = st.builds(Avances, reportes(), decisiones(), BASES)


def estados(avances, hoy, metodo=Metodo.HORIZONTE):
    return Seguimiento(CHICO, avances, hoy, metodo).estados


@given(AVANCES, DIAS, st.sampled_from(Metodo))
def test_nothing_is_met_without_a_report_of_everyone(avances, hoy, metodo):
    quien = {(r.meta_id, r.institucion) for r in avances.reportes}
    for meta_id, estado in estados(avances, hoy, metodo).items():
        if estado.avance.estado != Avance.NO_EVALUABLE:
            assert {(meta_id, s) for s in responsables(meta_id)} <= quien
        else:
            assert estado.avance.motivo is not None


@given(AVANCES, DIAS)
def test_a_share_without_denominators_never_has_a_state(avances, hoy):
    bare = tuple(replace(r, valores=tuple(replace(v, denominador=None) for v in r.valores)) for r in avances.reportes)
    for meta_id, estado in estados(replace(avances, reportes=bare), hoy).items():
        if PLAN.meta(meta_id).clase == "porcentaje":
            assert estado.avance.estado == Avance.NO_EVALUABLE


@given(AVANCES, DIAS, st.randoms())
def test_the_order_of_reports_and_institutions_changes_nothing(avances, hoy, random):
    shuffled = list(avances.reportes)
    random.shuffle(shuffled)
    mixed = [replace(r, evidencias=r.evidencias[::-1], valores=r.valores[::-1]) for r in shuffled]
    assert estados(replace(avances, reportes=tuple(mixed)), hoy) == estados(avances, hoy)


@given(AVANCES, reportes(), DIAS)
def test_more_reports_never_widen_the_interval(avances, nuevos, hoy):
    known = {(r.meta_id, r.institucion) for r in avances.reportes}
    added = tuple(r for r in nuevos if (r.meta_id, r.institucion) not in known)
    before = estados(avances, hoy)
    after = estados(replace(avances, reportes=avances.reportes + added), hoy)
    (low, high), (new_low, new_high) = (summarize(e.values()).cumplidas for e in (before, after))
    assert low <= new_low <= new_high <= high
    for meta_id, estado in before.items():
        if estado.avance.estado in CONOCIDOS:
            assert after[meta_id].avance.estado == estado.avance.estado


@given(AVANCES, reportes((EstadoReporte.BORRADOR, EstadoReporte.ENVIADO, EstadoReporte.OBSERVADO)), DIAS)
def test_what_is_not_approved_moves_neither_progress_nor_proof(avances, pendientes, hoy):
    with_pending = replace(avances, reportes=avances.reportes + pendientes)
    before, after = estados(avances, hoy), estados(with_pending, hoy)
    for meta_id, estado in before.items():
        assert after[meta_id].avance.estado == estado.avance.estado
        assert after[meta_id].prueba == estado.prueba


@given(AVANCES, DIAS)
def test_at_the_close_no_method_disagrees(avances, hoy):
    for estado in estados(avances, hoy).values():
        if estado.avance.estado in CONOCIDOS:
            assert {lado.estado for _, lado in estado.por_metodo} == {estado.avance.estado}


@given(AVANCES, DIAS)
def test_deliveries_add_up(avances, hoy):
    seguimiento = Seguimiento(CHICO, avances, hoy)
    for estado in seguimiento.estados.values():
        rows = estado.reporto.entregas
        assert len(rows) == len(responsables(estado.meta_id)) * len(anios(estado.meta_id))
        assert (estado.reporto.estado == Reporto.NO) == any(e.estado == Reporto.NO for e in rows)
    for sigla in {s for _, s in PAREJAS}:
        p = seguimiento.puntualidad(sigla)
        assert p.debidas == p.a_tiempo + p.tarde + p.sin_constar
        assert p.tasa is None or 0 <= p.tasa[0] <= p.tasa[1] <= 100


@given(AVANCES, DIAS)
def test_the_sentence_tells_the_interval(avances, hoy):
    resumen = summarize(estados(avances, hoy).values())
    assert sum(resumen.por_estado.values()) == resumen.total == len(CHICO.metas)
    assert resumen.sin_reporte >= 0
    assert resumen.no_evaluables >= 0
    assert "de metas cumplidas" in interval_words(resumen)


@given(AVANCES, DIAS, st.sampled_from(CHICO.trayectorias))
def test_a_trajectory_only_hears_its_own_reports(avances, hoy, trayectoria):
    own = {m.meta_id for m in CHICO.metas if m.trayectoria == trayectoria.trayectoria}
    alone = replace(avances, reportes=tuple(r for r in avances.reportes if r.meta_id in own))
    everything, lonely = estados(avances, hoy), estados(alone, hoy)
    assert {m: everything[m] for m in own} == {m: lonely[m] for m in own}


@st.composite
def antes_y_despues(draw):
    """Dos momentos de un mismo almacén: lo de antes, y lo mismo con algún reporte, decisión o base cambiados."""
    antes, otros = draw(AVANCES), draw(AVANCES)
    kept = draw(st.integers(0, len(antes.reportes)))
    nuevos = draw(st.sampled_from([(), otros.reportes[:3], otros.reportes]))
    shifted = tuple(replace(r, reporte_id=1000 + r.reporte_id) for r in nuevos)
    decided = draw(st.sampled_from([antes.interpretaciones, otros.interpretaciones[:1], otros.interpretaciones]))
    bases = draw(st.sampled_from([antes.lineas_base, otros.lineas_base]))
    return antes, Avances((*antes.reportes[:kept], *shifted), decided, bases)


@given(antes_y_despues(), DIAS, DIAS, st.sampled_from(Metodo))
def test_evaluating_only_what_changed_says_the_same(momentos, ayer, hoy, metodo):
    antes, despues = momentos
    seguido = Seguimiento(CHICO, antes, ayer).con(despues, hoy).con_metodo(metodo)
    assert seguido.estados == estados(despues, hoy, metodo)


def test_a_change_in_one_of_two_shares_of_the_same_people_reaches_the_other():
    uno, otro = "3.3.4-P1-01", "3.3.4-P1-02"
    full = tuple(
        Reporte(n, s, m, 1, EstadoReporte.APROBADO, tuple(Valor(a, 9, 10) for a in anios(m)), (ENLACE,))
        for n, (m, s) in enumerate((m, s) for m in (uno, otro) for s in responsables(m))
    )
    half = tuple(r for r in full if r.meta_id == uno)
    seguido = Seguimiento(PLAN, Avances(half), date(2022, 1, 1))
    despues = seguido.con(Avances(full), seguido.hoy).estados[uno]
    assert despues != seguido.estados[uno] and "más de 100%" in despues.avance.texto


def test_what_did_not_change_is_not_evaluated_again():
    seguido = Seguimiento(PLAN, Avances(), date(2022, 1, 1))
    meta = PLAN.meta("1.3.2-P1-01")
    nuevo = Reporte(1, responsables(meta.meta_id)[0], meta.meta_id, 1, EstadoReporte.APROBADO, (Valor(2017, 1),))
    despues = seguido.con(Avances((nuevo,)), date(2024, 1, 1))
    moved = {m for m, e in despues.estados.items() if e is not seguido.estados[m]}
    assert moved == {m.meta_id for m in PLAN.metas if m.trayectoria == meta.trayectoria}
