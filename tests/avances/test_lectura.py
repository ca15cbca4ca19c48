"""Leer solo lo que cambió dice lo mismo que leerlo todo, en SQLite y en PostgreSQL, con otro proceso escribiendo."""

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime
from threading import Event

import pytest

from dashboard.avances.errores import Rechazo
from dashboard.avances.publico import NADA, since
from dashboard.plan.reportes import Acuerdo, Envio, Evidencia, Interpretacion, LineaBase, Presupuesto, Valor

METAS = ("1.3.2-P1-01", "1.3.2-P2-01", "2.2.3-P1-01", "2.2.3-P1-02")
QUIENES = (("ana", "MIMP"), ("beto", "MP"))
PASOS = 90


def everything(almacen):
    """Lo público, leído entero."""
    with almacen.base.reading() as connection:
        return since(connection, NADA)[1]


class Persona:
    """Hace al azar cualquier cosa que el almacén admite, y a veces lo que no."""

    def __init__(self, almacen, semilla: int):
        self.almacen, self.azar = almacen, random.Random(semilla)

    def act(self) -> None:
        paso = self.azar.choice([*[self.draft, self.send, self.approve] * 4, *OTROS])
        with suppress(Rechazo):
            paso(self) if paso in OTROS else paso()

    def envio(self) -> Envio:
        meta = self.azar.choice(METAS)
        anios = (2017, 2018) if "P1" in meta else (2019, 2020)
        valores = tuple(Valor(a, self.azar.randrange(9)) for a in anios[: self.azar.randrange(1, 3)])
        proof = Evidencia("enlace", "Acta", 2, enlace="https://www.gob.pe/acta")
        return Envio(meta, valores, (proof,) * self.azar.randrange(3), self.azar.choice(["", "Con acta."]))

    def some(self, *estados: str) -> int:
        found = [r.reporte_id for r in self.known() if r.estado in estados]
        return self.azar.choice(found or [99])

    def known(self):
        drafts = [r for who, _ in QUIENES for r in self.almacen.own(who)]
        return {r.reporte_id: r for r in drafts}.values()

    def draft(self) -> None:
        who, institucion = self.azar.choice(QUIENES)
        e = self.envio()
        self.almacen.save_draft(who, institucion, e.meta_id, e.valores, e.evidencias, e.comentario)

    def send(self) -> None:
        drafts = [r for r in self.known() if r.estado == "borrador"]
        chosen = self.azar.choice(drafts or [None])
        if chosen:
            self.almacen.send({i: w for w, i in QUIENES}[chosen.institucion], chosen.reporte_id)

    def approve(self) -> None:
        self.almacen.approve("luz", self.some("enviado", "subsanado"), [1])

    def observe(self) -> None:
        self.almacen.observe("luz", self.some("enviado", "subsanado"), "Falta la fuente.")

    def correct(self) -> None:
        who, institucion = self.azar.choice(QUIENES)
        self.almacen.correct(who, institucion, self.envio())

    def receive(self) -> None:
        who, institucion = self.azar.choice(QUIENES)
        digest = f"{self.azar.randrange(10**9):064d}"
        self.almacen.receive(who, institucion, [self.envio()], digest, "formulario.xlsx")

    def decide(self) -> None:
        lectura = self.azar.choice([None, "acumulada", "por_periodo"])
        self.almacen.decide_reading("luz", Interpretacion("1.3.2-T1", lectura, None, "CMNP", date(2018, 1, 1)))

    def baseline(self) -> None:
        trayectoria = self.azar.choice(["1.3.2-T1", "2.2.3-T1"])
        valor = self.azar.randrange(9)
        self.almacen.record_baseline("luz", LineaBase(trayectoria, valor, date(2016, 12, 31), "registro"))

    def agree(self) -> None:
        code = self.azar.choice("abc")
        estado = self.azar.choice(["pendiente", "cumplido"])
        when = datetime(2019, 1, 1, tzinfo=UTC)
        self.almacen.record_agreements("luz", [Acuerdo(code, "Remitir", "MP", None, "", "I", "luz", when, estado)])

    def spend(self) -> None:
        self.almacen.record_budget("ana", Presupuesto("MIMP", self.azar.choice([2017, 2019]), 10, 5))

    def lock_out(self) -> None:
        self.almacen.set_active("jefe", "lector", bool(self.azar.randrange(2)))

    def close(self) -> None:
        if not self.azar.randrange(4):
            self.almacen.close_period("luz", "2017-2018")


OTROS = (
    Persona.observe,
    Persona.correct,
    Persona.receive,
    Persona.decide,
    Persona.baseline,
    Persona.agree,
    Persona.spend,
    Persona.lock_out,
    Persona.close,
)


@pytest.mark.parametrize("semilla", range(3))
def test_reading_what_changed_is_reading_everything(almacen, open_at, tmp_path, url, semilla):
    persona, reader = Persona(almacen, semilla), open_at(tmp_path / "avances", url)
    seen = 0
    for _ in range(PASOS):
        persona.act()
        if persona.azar.randrange(3):
            public = reader.public()
            assert public == everything(almacen)
            seen = max(seen, len(public.reportes))
    assert seen > 2 and reader.public() == almacen.public() == everything(almacen)


def test_what_nobody_sees_changes_nothing(almacen, open_at, tmp_path, url):
    reader = open_at(tmp_path / "avances", url)
    one = almacen.send("ana", almacen.save_draft("ana", "MIMP", METAS[0], [Valor(2017, 1)]).reporte_id)
    almacen.approve("luz", one.reporte_id)
    before = reader.public()
    almacen.save_draft("ana", "MIMP", METAS[0], [Valor(2017, 2)])
    almacen.set_active("jefe", "lector", False)
    assert reader.public() is before


def test_another_history_is_read_whole(almacen, open_at, tmp_path):
    """Un respaldo restaurado o una base cambiada: la cabeza conocida no está en el libro."""
    other = open_at(tmp_path / "otro")
    for store, numero in ((almacen, 1), (other, 7)):
        if store is other:
            for user in almacen.users():
                other.create_user("consola", user)
        sent = store.send("ana", store.save_draft("ana", "MIMP", METAS[0], [Valor(2017, numero)]).reporte_id)
        store.approve("luz", sent.reporte_id)
    known = (almacen.head(), almacen.public())
    with other.base.reading() as connection:
        head, public = since(connection, known)
    assert head == other.head() and public == everything(other) != known[1]


def test_after_a_silence_only_what_changed_is_read(almacen, monkeypatch):
    """Con la base caída se dice que lo visto puede ser viejo; al volver, se sigue desde donde se quedó."""
    from dashboard.avances import almacen as puerta
    from dashboard.avances.errores import AlmacenNoDisponible

    one = almacen.send("ana", almacen.save_draft("ana", "MIMP", METAS[0], [Valor(2017, 1)]).reporte_id)
    almacen.approve("luz", one.reporte_id)
    before = almacen.public()
    with monkeypatch.context() as patch:

        def fall(_connection):
            raise AlmacenNoDisponible("No responde.")

        patch.setattr(puerta.ledger, "head", fall)
        stale = almacen.public()
        assert not stale.disponible and stale.reportes == before.reportes and almacen.public() is stale
    assert almacen.public() is before


def test_nobody_waits_behind_a_question_without_answer(almacen, monkeypatch):
    """Si un hilo pregunta y la base calla, los demás muestran lo último que se supo."""
    from dashboard.avances import publico

    before, asked, answer = almacen.public(), Event(), Event()
    real = almacen.head
    monkeypatch.setattr(publico, "ESPERA", 0.05)
    monkeypatch.setattr(almacen, "head", lambda: (asked.set(), answer.wait(20), real())[-1])
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(almacen.public)
        assert asked.wait(20)
        during = almacen.public()
        assert not during.disponible and during.reportes == before.reportes
        answer.set()
        assert slow.result() is before
