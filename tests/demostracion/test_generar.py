"""La demostración: inventada a la vista, siempre igual, aparte del almacén de verdad y con todos los casos."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from dashboard.avances.errores import FueraDeOrden
from dashboard.avances.verificar import verify
from dashboard.demostracion import abrir
from dashboard.demostracion.generar import CLAVE, SECRETARIA, generate, user_of
from dashboard.plan.estado import Avance, Seguimiento
from dashboard.settings import Settings
from dashboard.sources.identificadores import identifies

from .conftest import store


def test_the_metas_of_the_test_cover_every_kind(plan, pocas):
    assert {m.clase for m in pocas} >= {"porcentaje", "cantidad", "hito", "incremento_pct"}
    assert {m.periodo for m in pocas} == {p.periodo for p in plan.periodos}


def test_everything_says_it_is_a_demonstration(demostracion):
    seen = demostracion.all_for(SECRETARIA.usuario)
    assert seen.demostracion and demostracion.public().demostracion
    assert {r.origen for r in seen.reportes} == {"demostracion"}
    texts = [e.titulo for r in seen.reportes for e in r.evidencias] + [a.texto for a in seen.acuerdos]
    texts += [p.fuente for p in seen.presupuestos] + [o.texto for r in seen.reportes for o in r.observaciones]
    texts += [u.nombre for u in demostracion.users()]
    assert texts and all("demostración" in t.casefold() for t in texts)
    assert not any(map(identifies, texts))
    assert all(".invalid/" in e.enlace for r in seen.reportes for e in r.evidencias)


def test_every_step_and_every_state_appears(plan, demostracion):
    seen = demostracion.all_for(SECRETARIA.usuario)
    steps = Counter(r.estado.value for r in seen.reportes)
    assert set(steps) == {"enviado", "observado", "subsanado", "aprobado", "cerrado"}
    states = Counter(e.avance.estado for e in Seguimiento(plan, seen, date(2022, 6, 1)).estados.values())
    assert states[Avance.CUMPLIDA] > 10 and states[Avance.ATRASADA] > 10 and states[Avance.NO_EVALUABLE] > 10
    assert {a.estado for a in seen.acuerdos} >= {"pendiente", "cumplido"}
    assert any(p.ejecutado is None for p in seen.presupuestos)


def test_the_ledger_of_the_demonstration_verifies(demostracion):
    assert verify(demostracion).faltas == ()


def test_the_same_seed_tells_the_same_story_and_another_seed_another(plan, pocas, tmp_path):
    some = pocas[:25]
    told = []
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        almacen = store(plan, tmp_path / name)
        generate(almacen, seed, some)
        told.append(almacen.public())
        almacen.base.close()
    assert told[0] == told[1] != told[2]


def test_it_never_mixes_with_real_reports(plan, pocas, tmp_path):
    real = store(plan, tmp_path / "real", demostracion=False)
    real.create_user("consola", replace(user_of("MIMP"), nombre="Informante"))
    with pytest.raises(FueraDeOrden, match="no se mezclan"):
        generate(real, metas=pocas[:2])
    assert not real.public().demostracion and len(real.users()) == 1
    real.base.close()


def test_prepare_writes_beside_and_never_in_the_configured_store(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(abrir, "generate", lambda almacen: generate(almacen, metas=almacen.plan.metas[:3]))
    settings = replace(Settings(), avances=tmp_path / "avances", database_url="postgresql://no-se-usa/x")
    own = abrir.prepare(settings)
    assert own.avances == tmp_path / "avances-demostracion" and own.database_url == ""
    assert [p.name for p in tmp_path.iterdir()] == ["avances-demostracion"]
    said = capsys.readouterr().out
    assert CLAVE in said and "secretaria.demo" in said
    assert abrir.prepare(settings) == own and "ya están" in capsys.readouterr().out
