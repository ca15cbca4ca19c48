"""El relato inventado: cinco años de reportes, observaciones, acuerdos y presupuestos, en el orden de sus fechas.

Usa los mismos pasos que usan las personas, con la fecha que les tocaría, en una sola transacción.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from dashboard.avances import cuentas, decisiones, flujo
from dashboard.avances.almacen import Almacen
from dashboard.avances.escritura import Escritura, begin
from dashboard.avances.personas import CONSOLA, Rol, Usuario
from dashboard.demostracion.valores import Inventor
from dashboard.plan import Plan
from dashboard.plan.contenido import years_of
from dashboard.plan.entidades import Meta
from dashboard.plan.reportes import Acuerdo, Envio, Interpretacion, Presupuesto, Valor

SEMILLA = 1818
CLAVE = "solo para la demostración"
CON_CLAVE = ("", "MIMP", "MININTER", "MP")  # cifrar las treinta tardaría más que todo lo demás
DECIDE = "Sesión de demostración"
SECRETARIA = Usuario("secretaria.demo", "Secretaría Técnica (demostración)", Rol.SECRETARIA)
ADMINISTRA = Usuario("administra.demo", "Administración (demostración)", Rol.ADMINISTRADOR)
OBSERVA = "Observación de demostración: falta el documento que respalda la cifra."
ACUERDOS = ("pendiente", "en_proceso", "cumplido", "pendiente", "cumplido", "retirado")
# De cada meta: la informan todos, casi todos, o nadie.
INFORMAN = ("todos",) * 6 + ("casi",) * 2 + ("nadie",) * 2
# De cada reporte que no es del periodo que se cierra: cómo termina.
TERMINAN = ("aprobado",) * 15 + ("enviado", "observado", "observado", "subsanado", "borrador")

Paso = tuple[datetime, Callable[[Escritura], object]]


@dataclass(frozen=True)
class _Caso:
    """Cómo se informa de una meta: sus valores, hasta qué nivel se prueba, si llega tarde y cómo termina."""

    meta: Meta
    valores: tuple[Valor, ...]
    prueba: int
    tarda: bool
    termina: str


@dataclass(frozen=True)
class _Entrega:
    """Lo que una institución envía de una meta, cuándo y hasta qué paso llega."""

    institucion: str
    envio: Envio
    fecha: datetime
    termina: str
    observada: bool
    verificada: bool


def generate(almacen: Almacen, semilla: int = SEMILLA, metas: Iterable[Meta] | None = None) -> None:
    """Llena un almacén vacío. `metas`: de cuáles se informa; todas si no se dice. Todo o nada."""
    azar = Random(semilla)
    relato = _Relato(almacen.plan, azar, tuple(metas or almacen.plan.metas))
    steps = sorted(relato.pasos(), key=lambda paso: paso[0])
    with almacen.base.writing() as connection:
        w = begin(connection, almacen.plan, almacen.instituciones, CONSOLA.usuario, True)
        for momento, step in steps:
            step(replace(w, momento=momento))


def user_of(sigla: str) -> Usuario:
    """La cuenta de un cargo: en la demostración no hay nombres de personas."""
    return Usuario(f"{sigla.lower()}.demo", f"Informante de {sigla} (demostración)", Rol.INFORMANTE, sigla)


class _Relato:
    """Los pasos de la demostración, cada uno con su fecha."""

    def __init__(self, plan: Plan, azar: Random, metas: tuple[Meta, ...]):
        self.plan, self.azar, self.metas = plan, azar, metas
        self.inventor = Inventor(plan, azar)
        self.numero = 0

    def pasos(self) -> Iterator[Paso]:
        start = _at(date(self.plan.ficha.inicio, 6, 15))
        people = [SECRETARIA, ADMINISTRA, *(user_of(r.responsable) for r in self.plan.responsables)]
        yield from ((start, _create(p)) for p in people)
        yield from self._decisions(start + timedelta(days=30))
        for meta in self.metas:
            yield from self._reports(meta)
        yield from self._budgets()
        yield from self._agreements()
        first = self.plan.periodos[0]
        closing = _at(date(first.fin + 2, 2, 1))
        yield closing, lambda w: flujo.close_period(_as(w, SECRETARIA), first.periodo)

    def _decisions(self, when: datetime) -> Iterator[Paso]:
        """Cómo se leen casi todas las trayectorias; unas pocas quedan por confirmar, como en el Plan."""
        dudosas = {s.trayectoria for s in self.plan.salvedades if s.asunto == "universo"}
        for t in self.plan.trayectorias:
            if self.azar.random() < 0.15:
                continue
            lectura = self.azar.choice(("acumulada", "por_periodo")) if t.lectura == "ambiguo" else None
            universo = "Universo de demostración" if t.trayectoria in dudosas else ""
            one = Interpretacion(t.trayectoria, lectura, "comun", DECIDE, when.date(), "Acta de demostración", universo)
            yield when, lambda w, one=one: decisiones.decide_reading(_as(w, SECRETARIA), one)
        for t in self.plan.trayectorias:
            if t.lectura == "crecimiento" and self.azar.random() < 0.7:
                base = self.inventor.baseline(t.trayectoria, self.plan.ficha.inicio - 1)
                yield when, lambda w, base=base: decisiones.record_baseline(_as(w, SECRETARIA), base)

    def _reports(self, meta: Meta) -> Iterator[Paso]:
        """Lo que cada responsable informa de la meta, año tras año."""
        who = [r.responsable for r in self.plan.responsables_de(meta.accion)]
        kind = self.azar.choice(INFORMAN)
        if kind == "casi":
            who = self.azar.sample(who, max(1, len(who) - 2))
        proof, late = self.azar.choice((0, 1, 2, 2, 3)), self.azar.random() < 0.3
        caso = _Caso(meta, self.inventor.values(meta), proof, late, self.azar.choice(TERMINAN))
        for sigla in who if kind != "nadie" else ():
            for anio in years_of(self.plan, meta):
                yield from _circle(self._delivery(sigla, caso, anio))

    def _delivery(self, sigla: str, caso: _Caso, anio: int) -> _Entrega:
        self.numero += 1
        told = tuple(v for v in caso.valores if v.anio <= anio)
        proofs = self.inventor.proofs(self.numero, caso.prueba)
        envio = Envio(caso.meta.meta_id, told, proofs, "Comentario de demostración.")
        late = caso.tarda and self.azar.random() < 0.5
        day = self.azar.randint(40, 80) if late else self.azar.randint(0, 25)
        open_end = anio == years_of(self.plan, caso.meta)[-1] and caso.meta.periodo != self.plan.periodos[0].periodo
        ends = caso.termina if open_end else "aprobado"
        sent, observed = _at(date(anio, 12, 1)) + timedelta(days=day), self.azar.random() < 0.15
        return _Entrega(sigla, envio, sent, ends, observed, caso.prueba == 3)

    def _budgets(self) -> Iterator[Paso]:
        for r in self.plan.responsables:
            for anio in range(self.plan.ficha.inicio, self.plan.ficha.fin + 1):
                if self.azar.random() < 0.5:
                    given = self.azar.randint(1, 40) * 50_000.0
                    spent = round(given * self.azar.choice((0.6, 0.8, 0.95))) if self.azar.random() < 0.8 else None
                    one = Presupuesto(r.responsable, anio, given, spent, "Fuente de demostración")
                    yield _at(date(anio, 12, 20)), lambda w, one=one: decisiones.record_budget(_as(w, SECRETARIA), one)

    def _agreements(self) -> Iterator[Paso]:
        for n in range(1, 13):
            meta, anio = self.azar.choice(self.metas), self.plan.ficha.inicio + n % 5
            who = self.plan.responsables_de(meta.accion)[0].responsable
            one = Acuerdo(
                acuerdo_id=f"DEMO-{n:02}",
                texto=f"Acuerdo de demostración {n}: revisar con {who} el avance de la meta {meta.meta_id}.",
                responsable=who,
                vence=date(anio + 1, 6, 30),
                meta_id=meta.meta_id,
                sesion=f"{DECIDE}, {anio}",
                autor="",
                fecha=_at(date(anio, 11, 15)),
                estado=self.azar.choice(ACUERDOS),
                seguimiento=self.azar.choice(("", "Seguimiento de demostración.")),
            )
            step = lambda w, one=one: decisiones.record_agreements(_as(w, SECRETARIA), [one])  # noqa: E731
            yield one.fecha, step


def _circle(e: _Entrega) -> Iterator[Paso]:
    """Los pasos de una entrega, hasta donde llegue."""
    who, reply = user_of(e.institucion), e.fecha + timedelta(days=9)
    numbers: list[int] = []

    def draft(w: Escritura) -> None:
        numbers.append(flujo.save_draft(_as(w, who), e.institucion, e.envio))

    def send(w: Escritura) -> None:
        draft(w)
        flujo.send(_as(w, who), numbers[-1])

    def review(w: Escritura) -> None:
        flujo.observe(_as(w, SECRETARIA), numbers[-1], OBSERVA)

    def approve(w: Escritura) -> None:
        checked = range(1, len(e.envio.evidencias) + 1) if e.verificada else ()
        flujo.approve(_as(w, SECRETARIA), numbers[-1], tuple(checked))

    if e.termina == "borrador":
        yield e.fecha, draft
        return
    yield e.fecha, send
    corrected = e.termina == "subsanado" or (e.observada and e.termina == "aprobado")
    if corrected or e.termina == "observado":
        yield reply, review
    if corrected:
        yield reply + timedelta(days=6), send
    if e.termina == "aprobado":
        yield reply + timedelta(days=12), approve


def _at(day: date) -> datetime:
    """Las diez de la mañana en Lima de ese día."""
    return datetime(day.year, day.month, day.day, 15, tzinfo=UTC)


def _as(w: Escritura, who: Usuario) -> Escritura:
    return replace(w, usuario=who)


def _create(who: Usuario) -> Callable[[Escritura], object]:
    clave = CLAVE if who.institucion in CON_CLAVE else ""
    return lambda w: cuentas.create(w, who, clave)
