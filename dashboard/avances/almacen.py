"""La puerta del almacén: un método por intención; cada cambio, con permiso, en orden y anotado en el libro."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, select

from dashboard.avances import cuentas, decisiones, flujo, lectura, ledger
from dashboard.avances.archivos import Archivos
from dashboard.avances.conexion import Base
from dashboard.avances.errores import NoExiste, SinPermiso
from dashboard.avances.escritura import Escritura, begin, find_user, table
from dashboard.avances.ledger import Cabeza
from dashboard.avances.personas import Rol, Usuario
from dashboard.avances.publico import NADA, Publico, since
from dashboard.plan import Plan
from dashboard.plan.instituciones import Institucion
from dashboard.plan.reportes import (
    SIN_AVANCES,
    Acuerdo,
    Avances,
    Envio,
    Evidencia,
    Interpretacion,
    LineaBase,
    Presupuesto,
    Reporte,
    Valor,
)


class Almacen:
    """Guarda y entrega lo informado. Un almacén es de un plan, y de demostración o de verdad para siempre."""

    def __init__(
        self,
        base: Base,
        archivos: Archivos,
        plan: Plan,
        instituciones: dict[str, Institucion],
        demostracion: bool | None = None,
    ):
        """`demostracion` se fija con lo primero que se guarda; None acepta el que haya."""
        self.base, self.archivos, self.plan, self.instituciones = base, archivos, plan, instituciones
        self._demostracion, self._public, self._con_cuentas = demostracion, Publico(), False

    def save_draft(
        self,
        usuario: str,
        institucion: str,
        meta_id: str,
        valores: Iterable[Valor],
        evidencias: Iterable[Evidencia] = (),
        comentario: str = "",
        sobre: int | None = None,
    ) -> Reporte:
        """Guarda un borrador; `sobre` es el `guardado` que se tenía a la vista: si no es el último, hay Conflicto."""
        envio = Envio(meta_id, tuple(valores), tuple(evidencias), comentario)
        return self._change_report(usuario, flujo.save_draft, institucion, envio, sobre)

    def send(self, usuario: str, reporte_id: int) -> Reporte:
        """Envía un borrador a la Secretaría Técnica."""
        return self._change_report(usuario, flujo.send, reporte_id)

    def correct(self, usuario: str, institucion: str, envio: Envio, sobre: int | None = None) -> Reporte:
        """Contesta una observación con otra versión, que queda *subsanado*."""
        return self._change_report(usuario, flujo.correct, institucion, envio, sobre)

    def receive(
        self, usuario: str, institucion: str, envios: Iterable[Envio], sha256: str, nombre: str
    ) -> tuple[Reporte, ...]:
        """Recibe un archivo llenado sin internet, entero o nada; el mismo `sha256` dos veces es YaRecibido."""
        return self._change_reports(usuario, flujo.receive, institucion, tuple(envios), sha256, nombre)

    def keep_file(self, usuario: str, contenido: bytes) -> tuple[str, str]:
        """Guarda un archivo de evidencia y devuelve (sha256, tipo)."""
        if self.user(usuario).rol is not Rol.INFORMANTE:
            raise SinPermiso("Solo una cuenta de informante adjunta evidencias.")
        return self.archivos.keep(contenido)

    def observe(self, usuario: str, reporte_id: int, texto: str) -> Reporte:
        """Pide aclarar o corregir un reporte."""
        return self._change_report(usuario, flujo.observe, reporte_id, texto)

    def approve(self, usuario: str, reporte_id: int, verificadas: Iterable[int] = ()) -> Reporte:
        """Aprueba un reporte; `verificadas`: las evidencias comprobadas, que pasan a nivel 3."""
        return self._change_report(usuario, flujo.approve, reporte_id, tuple(verificadas))

    def close_period(self, usuario: str, periodo: str) -> None:
        """Cierra un periodo: ya nada suyo cambia."""
        self._change(usuario, flujo.close_period, periodo)

    def decide_reading(self, usuario: str, decision: Interpretacion) -> None:
        """Anota cómo se lee una trayectoria."""
        self._change(usuario, decisiones.decide_reading, decision)

    def record_baseline(self, usuario: str, base: LineaBase) -> None:
        """Anota la línea de base de una trayectoria."""
        self._change(usuario, decisiones.record_baseline, base)

    def record_agreements(self, usuario: str, acuerdos: Iterable[Acuerdo]) -> None:
        """Anota acuerdos; uno repetido (mismo `acuerdo_id` y contenido) no se duplica."""
        self._change(usuario, decisiones.record_agreements, tuple(acuerdos))

    def record_budget(self, usuario: str, presupuesto: Presupuesto) -> None:
        """Anota el presupuesto de una institución en un año."""
        self._change(usuario, decisiones.record_budget, presupuesto)

    def create_user(self, usuario: str, nuevo: Usuario, clave: str = "") -> None:
        """Crea una cuenta; `usuario` es quien la crea."""
        self._change(usuario, cuentas.create, nuevo, clave)

    def set_password(self, usuario: str, cuenta: str, clave: str) -> None:
        """Cambia la clave de `cuenta`."""
        self._change(usuario, cuentas.set_password, cuenta, clave)

    def set_active(self, usuario: str, cuenta: str, activo: bool) -> None:
        """Activa o desactiva `cuenta`."""
        self._change(usuario, cuentas.set_active, cuenta, activo)

    def authenticate(self, usuario: str, clave: str) -> Usuario | None:
        """La cuenta activa con esa clave, o None."""
        return self._ask(lambda c: cuentas.authenticate(c, usuario, clave), None)

    def user(self, usuario: str) -> Usuario:
        """La cuenta como está ahora. Lanza NoExiste."""
        found = self._ask(lambda c: find_user(c, usuario), None)
        if found is None:
            raise NoExiste(f"No hay una cuenta «{usuario}».")
        return found

    def users(self) -> tuple[Usuario, ...]:
        """Todas las cuentas."""
        return self._ask(cuentas.everyone, ())

    def has_users(self) -> bool:
        """Si alguien puede entrar; sin cuentas, el tablero solo se lee."""
        query = select(table("usuarios").c.usuario).limit(1)
        self._con_cuentas = self._con_cuentas or self._ask(lambda c: c.scalar(query), None) is not None
        return self._con_cuentas  # una cuenta no se borra: sabido una vez, no se pregunta más

    def head(self) -> Cabeza:
        """La cabeza del libro: cambia con cada cambio y con nada más."""
        return self._ask(ledger.head, Cabeza())

    def public(self) -> Avances:
        """Lo que ve cualquiera: solo lo aprobado o cerrado. De cada cambio del libro se lee solo lo que tocó.

        Si la base no responde, lo último que se leyó, dicho como tal.
        """
        return self._public.read(self.head, lambda antes: self._ask(lambda c: since(c, antes), NADA))

    def all_for(self, usuario: str) -> Avances:
        """Lo que ve una cuenta: la Secretaría, todo lo enviado; un informante, además lo propio; otro, lo público."""
        user = self.user(usuario)
        if user.rol in (Rol.SECRETARIA, Rol.ADMINISTRADOR):
            return self._load(lectura.sent_reports())
        if user.rol is Rol.INFORMANTE:
            return self._load(lectura.reports_of(user.institucion))
        return self.public()

    def own(self, usuario: str) -> tuple[Reporte, ...]:
        """Todas las versiones de la institución de un informante, con sus borradores."""
        mine = table("reportes").c.institucion == self.user(usuario).institucion
        return self._ask(lambda c: lectura.reports(c, mine), ())

    def observed(self) -> tuple[Reporte, ...]:
        """Las versiones con observaciones, para el informe de la Secretaría."""
        return self._ask(lectura.observed, ())

    def report(self, usuario: str, reporte_id: int) -> Reporte:
        """Un reporte que esa cuenta puede ver entero: propio o, si es de la Secretaría, enviado. Lanza NoExiste."""
        user, reports = self.user(usuario), table("reportes")
        mine = lectura.sent_reports() if user.rol is Rol.SECRETARIA else reports.c.institucion == user.institucion
        found = self._ask(lambda c: lectura.reports(c, (reports.c.reporte_id == reporte_id) & mine), ())
        if not found or not user.activo:
            raise NoExiste("Ese reporte no existe o no es de su institución.")
        return found[0]

    def evidence(self, usuario: str, reporte_id: int, evidencia_id: int) -> tuple[Evidencia, bytes]:
        """Una evidencia con su archivo, solo para la institución que la envió y la Secretaría. Lanza NoExiste."""
        proofs = self.report(usuario, reporte_id).evidencias
        found = next((e for e in proofs if e.evidencia_id == evidencia_id and e.sha256), None)
        if found is None:
            raise NoExiste("Ese reporte no tiene ese archivo de evidencia.")
        return found, self.archivos.read(found.sha256)

    def _load(self, visible: Any) -> Avances:
        return self._ask(lambda c: lectura.load(c, visible), SIN_AVANCES)

    def _ask(self, question: Callable[[Connection], Any], empty: Any) -> Any:
        """La respuesta de la base, o `empty` si todavía no hay una: leer nunca la crea."""
        if not self.base.existe:
            return empty
        with self.base.reading() as connection:
            return question(connection)

    def _change(self, usuario: str, action: Callable, *args: Any) -> None:
        with self._writing(usuario) as writing:
            action(writing, *args)

    def _change_report(self, usuario: str, action: Callable, *args: Any) -> Reporte:
        return self._change_reports(usuario, lambda w: (action(w, *args),))[0]

    def _change_reports(self, usuario: str, action: Callable, *args: Any) -> tuple[Reporte, ...]:
        """Los reportes que la acción dejó, leídos en su misma transacción."""
        with self._writing(usuario) as writing:
            changed = table("reportes").c.reporte_id.in_(action(writing, *args))
            return lectura.reports(writing.connection, changed)

    @contextmanager
    def _writing(self, usuario: str) -> Iterator[Escritura]:
        with self.base.writing() as connection:
            yield begin(connection, self.plan, self.instituciones, usuario, self._demostracion)
