"""El recorrido de un reporte y quién puede dar cada paso, en SQLite y en PostgreSQL."""

import dataclasses
from datetime import UTC, datetime

import pytest

from dashboard.avances.errores import (
    Conflicto,
    ContenidoInvalido,
    FueraDeOrden,
    NoExiste,
    PeriodoCerrado,
    Rechazo,
    SinPermiso,
    YaRecibido,
)
from dashboard.avances.verificar import verify
from dashboard.plan.reportes import Acuerdo, Envio, Evidencia, Valor

META = "1.3.2-P1-01"
OTRA = "1.3.2-P2-01"


def draft(almacen, numero=3.0, quien="ana", **extra):
    return almacen.save_draft(quien, "MIMP", META, [Valor(2017, numero)], **extra)


def sent(almacen, numero=3.0):
    return almacen.send("ana", draft(almacen, numero).reporte_id)


def test_the_whole_circle(almacen):
    first = sent(almacen, 3)
    assert (first.version, first.estado, first.autor) == (1, "enviado", "ana")
    assert almacen.public().reportes == ()
    seen = almacen.observe("luz", first.reporte_id, "Falta la fuente.")
    assert (seen.estado, seen.observaciones[0].texto, seen.resuelto_por) == ("observado", "Falta la fuente.", "luz")
    second = almacen.correct("ana", "MIMP", Envio(META, (Valor(2017, 4),), comentario="Acta 3."))
    assert (second.version, second.estado, second.reporte_id) == (2, "subsanado", 2)
    approved = almacen.approve("luz", second.reporte_id)
    assert approved.estado == "aprobado" and approved.resuelto_por == "luz"
    (public,) = almacen.public().reportes
    assert public.valores == (Valor(2017, 4),)
    almacen.close_period("luz", "2017-2018")
    assert [r.estado for r in almacen.public().reportes] == ["cerrado"]
    assert almacen.public().periodos_cerrados == {"2017-2018"}
    assert verify(almacen).faltas == ()


def test_versions_stand_side_by_side_and_nothing_is_overwritten(almacen):
    first, second = sent(almacen, 3), sent(almacen, 5)
    assert [(r.version, r.valores[0].numero, r.estado) for r in almacen.all_for("luz").reportes] == [
        (1, 3, "enviado"),
        (2, 5, "enviado"),
    ]
    almacen.approve("luz", second.reporte_id)
    with pytest.raises(FueraDeOrden, match="versión posterior aprobada"):
        almacen.approve("luz", first.reporte_id)
    assert len(almacen.all_for("luz").reportes) == 2


def test_saving_the_same_draft_changes_nothing(almacen):
    one = draft(almacen)
    head = almacen.head()
    assert draft(almacen) == one and almacen.head() == head
    other = draft(almacen, 4)
    assert (other.reporte_id, other.version, other.valores[0].numero) == (1, 1, 4) and almacen.head() != head


def test_a_draft_changed_meanwhile_is_not_overwritten(almacen):
    seen = draft(almacen, 1)
    draft(almacen, 2, sobre=seen.guardado)
    with pytest.raises(Conflicto):
        draft(almacen, 3, sobre=seen.guardado)
    assert almacen.report("ana", 1).valores[0].numero == 2


STEPS = {
    "save_draft": lambda a, who: a.save_draft(who, "MIMP", META, [Valor(2017, 9)]),
    "send": lambda a, who: a.send(who, 2),
    "observe": lambda a, who: a.observe(who, 1, "¿Fuente?"),
    "approve": lambda a, who: a.approve(who, 1),
    "close_period": lambda a, who: a.close_period(who, "2021"),
}
ALLOWED = {"save_draft": {"ana"}, "send": {"ana"}} | dict.fromkeys(("observe", "approve", "close_period"), {"luz"})


@pytest.mark.parametrize("who", ["ana", "beto", "luz", "jefe", "lector"])
@pytest.mark.parametrize("step", STEPS)
def test_each_step_belongs_to_its_role(almacen, step, who):
    sent(almacen)
    draft(almacen, 8)
    head = almacen.head()
    if who in ALLOWED[step]:
        STEPS[step](almacen, who)
        assert almacen.head() != head
    else:
        with pytest.raises(SinPermiso, match="cuenta de|informa por"):
            STEPS[step](almacen, who)
        assert almacen.head() == head


@pytest.mark.parametrize(
    ("before", "step", "says"),
    [
        ((), "approve", "está borrador"),
        (("send",), "send", "ya se envió: está enviado"),
        (("send", "approve"), "approve", "está aprobado por luz"),
        (("send", "approve"), "observe", "está aprobado por luz"),
        (("send", "observe"), "approve", "está observado por luz"),
        (("send", "observe"), "observe", "está observado"),
    ],
)
def test_steps_go_in_order(almacen, before, step, says):
    draft(almacen)
    moves = {
        "send": lambda: almacen.send("ana", 1),
        "approve": lambda: almacen.approve("luz", 1),
        "observe": lambda: almacen.observe("luz", 1, "¿Fuente?"),
    }
    for name in before:
        moves[name]()
    with pytest.raises(FueraDeOrden, match=says):
        moves[step]()


def test_a_closed_period_is_locked(almacen):
    approved = almacen.approve("luz", sent(almacen).reporte_id)
    waiting = sent(almacen, 7)
    with pytest.raises(FueraDeOrden, match="1 por revisar"):
        almacen.close_period("luz", "2017-2018")
    almacen.observe("luz", waiting.reporte_id, "No.")
    draft(almacen, 6)
    almacen.close_period("luz", "2017-2018")
    attempts = (
        lambda: draft(almacen, 5),
        lambda: almacen.send("ana", 3),
        lambda: almacen.approve("luz", waiting.reporte_id),
        lambda: almacen.observe("luz", approved.reporte_id, "x"),
        lambda: almacen.correct("ana", "MIMP", Envio(META, (Valor(2017, 1),))),
        lambda: almacen.receive("ana", "MIMP", [Envio(META, (Valor(2017, 1),))], "a" * 64, "a.xlsx"),
        lambda: almacen.close_period("luz", "2017-2018"),
    )
    head = almacen.head()
    for attempt in attempts:
        with pytest.raises(PeriodoCerrado, match="2017-2018 se cerró el"):
            attempt()
    assert almacen.head() == head
    almacen.save_draft("ana", "MIMP", OTRA, [Valor(2019, 1)])


def test_a_file_enters_whole_once_or_not_at_all(almacen):
    good, bad = Envio(META, (Valor(2017, 1),)), Envio(OTRA, (Valor(2019, -1),))
    with pytest.raises(ContenidoInvalido, match="2019.*negativa"):
        almacen.receive("ana", "MIMP", [good, bad], "a" * 64, "a.xlsx")
    assert almacen.all_for("ana").reportes == ()
    got = almacen.receive("ana", "MIMP", [good, Envio(OTRA, (Valor(2019, nota="Sin avance."),))], "a" * 64, "a.xlsx")
    assert [(r.meta_id, r.estado, r.origen) for r in got] == [(META, "enviado", "xlsx"), (OTRA, "enviado", "xlsx")]
    with pytest.raises(YaRecibido):
        almacen.receive("ana", "MIMP", [good], "a" * 64, "a.xlsx")
    with pytest.raises(SinPermiso):
        almacen.receive("beto", "MIMP", [good], "b" * 64, "b.xlsx")
    again = almacen.receive("luz", "MIMP", [good], "c" * 64, "c.xlsx")
    assert again[0].version == 2 and almacen.approve("luz", again[0].reporte_id).estado == "aprobado"


def test_a_file_does_not_step_on_what_is_being_typed(almacen):
    draft(almacen, 8)
    (got,) = almacen.receive("ana", "MIMP", [Envio(META, (Valor(2017, 1),))], "a" * 64, "a.xlsx")
    assert (got.version, got.valores[0].numero) == (2, 1)
    assert almacen.send("ana", 1).version == 3
    assert verify(almacen).faltas == ()


def test_only_the_secretaria_says_verified(almacen):
    proof = Evidencia("enlace", "Acta", 3, enlace="https://www.gob.pe/acta.pdf")
    report = almacen.send("ana", draft(almacen, evidencias=[proof, dataclasses.replace(proof, titulo="B")]).reporte_id)
    assert [e.nivel for e in report.evidencias] == [2, 2]
    approved = almacen.approve("luz", report.reporte_id, verificadas=[2, 99])
    assert [(e.titulo, e.nivel) for e in approved.evidencias] == [("Acta", 2), ("B", 3)]


def test_nobody_approves_what_they_wrote(almacen, open_at, plan):
    report = almacen.save_draft("consola", "MIMP", META, [Valor(2017, 1)])
    almacen.send("consola", report.reporte_id)
    with pytest.raises(SinPermiso, match="lo escribió usted"):
        almacen.approve("consola", report.reporte_id)
    assert almacen.approve("luz", report.reporte_id).estado == "aprobado"


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ([], "no dice nada"),
        ([Valor(2019, 1)], "2019 no es del periodo"),
        ([Valor(2017, 1), Valor(2017, 2)], "repetido"),
        ([Valor(2017, float("nan"))], "no es un número"),
        ([Valor(2017, float("inf"))], "no es un número"),
        ([Valor(2017, -1)], "negativa"),
        ([Valor(2017, 1, hito="aprobado")], "no es un estado de esta meta"),
        ([Valor(2017, 1, denominador=3)], "no pide un total"),
    ],
)
def test_what_cannot_be_read_does_not_enter(almacen, values, says):
    with pytest.raises(ContenidoInvalido, match=says):
        almacen.send("ana", almacen.save_draft("ana", "MIMP", META, values).reporte_id)
    assert almacen.public().reportes == () and verify(almacen).faltas == ()


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (Valor(2017, 30), "las dos cifras"),
        (Valor(2017, None, 60), "las dos cifras"),
        (Valor(2017, 1, 0), "mayor que cero"),
        (Valor(2017, 61, 60), "no pueden ser más que el total"),
    ],
)
def test_a_share_needs_its_total(almacen, plan, value, says):
    share = next(m for m in plan.metas_de("MIMP") if m.clase == "porcentaje" and m.periodo == "2017-2018")
    saved = almacen.save_draft("ana", "MIMP", share.meta_id, [value, Valor(2018, 45, 60)])
    with pytest.raises(ContenidoInvalido, match=says):
        almacen.send("ana", saved.reporte_id)


def test_one_answers_only_for_its_own_metas(almacen, plan):
    foreign = next(m for m in plan.metas if "MIMP" not in {r.responsable for r in plan.responsables_de(m.accion)})
    with pytest.raises(ContenidoInvalido, match="no está a cargo de MIMP"):
        almacen.save_draft("ana", "MIMP", foreign.meta_id, [])
    with pytest.raises(NoExiste, match="no tiene la meta"):
        almacen.save_draft("ana", "MIMP", "9.9.9", [])


def test_a_government_reports_its_part_and_not_the_whole(almacen, plan):
    from dashboard.avances.personas import Rol, Usuario

    almacen.create_user("jefe", Usuario("nilda", "Nilda Ríos", Rol.INFORMANTE, "GORE-17"))
    meta = plan.metas_de("GORE")[0]
    saved = almacen.save_draft("nilda", "GORE-17", meta.meta_id, [Valor(2017, nota="En marcha.")])
    assert almacen.send("nilda", saved.reporte_id).institucion == "GORE-17"
    with pytest.raises(SinPermiso):
        almacen.save_draft("nilda", "GORE", meta.meta_id, [], comentario="Todo el país.")


def test_who_sees_what(almacen):
    report = sent(almacen)
    draft(almacen, 8)
    ids = {who: [r.reporte_id for r in almacen.all_for(who).reportes] for who in ("ana", "beto", "luz", "lector")}
    assert ids == {"ana": [1, 2], "beto": [], "luz": [1], "lector": []}
    almacen.approve("luz", report.reporte_id)
    assert [r.reporte_id for r in almacen.all_for("beto").reportes] == [1]
    for who in ("beto", "lector", "jefe"):
        with pytest.raises(NoExiste):
            almacen.report(who, 1)


def test_a_deactivated_account_can_do_nothing(almacen):
    saved = draft(almacen)
    almacen.set_active("jefe", "ana", False)
    for attempt in (lambda: draft(almacen, 4), lambda: almacen.send("ana", saved.reporte_id)):
        with pytest.raises(SinPermiso, match="desactivada"):
            attempt()
    with pytest.raises(NoExiste):
        almacen.report("ana", saved.reporte_id)


def test_every_refusal_is_a_sentence(almacen):
    for kind in Rechazo.__subclasses__():
        assert kind.__doc__.endswith(".")
    with pytest.raises(NoExiste, match=r"^No hay una cuenta «nadie»\.$"):
        draft(almacen, quien="nadie")


def test_what_does_not_fit_is_said_and_not_cut(almacen):
    one = Acuerdo("2019-1", "Remitir", "MIMP", None, "", "Sesión", "luz", datetime(2019, 1, 1, tzinfo=UTC))
    for change in ({"acuerdo_id": "x" * 301}, {"responsable": "x" * 41}, {"texto": "x" * 4001}):
        with pytest.raises(ContenidoInvalido, match="pasa de"):
            almacen.record_agreements("luz", [one, dataclasses.replace(one, **change)])
    assert almacen.public().acuerdos == ()
    almacen.record_agreements("luz", [one, dataclasses.replace(one, acuerdo_id="x" * 300)])
    head = almacen.head()
    almacen.record_agreements("luz", [one, one])
    assert len(almacen.public().acuerdos) == 2 and almacen.head() == head
