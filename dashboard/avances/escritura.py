"""Una escritura en curso: quién la hace, qué hay ahora y cómo se anota lo que cambia."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from dashboard.avances import ledger, proyeccion
from dashboard.avances.errores import FueraDeOrden, NoExiste, PeriodoCerrado
from dashboard.avances.personas import CONSOLA, Rol, Usuario
from dashboard.plan import Plan
from dashboard.plan.instituciones import Institucion

table = proyeccion.table


@dataclass(frozen=True)
class Escritura:
    """Todo lo que necesita un cambio. Vive lo que dura su transacción."""

    connection: Connection
    plan: Plan
    instituciones: dict[str, Institucion]
    demostracion: bool
    usuario: Usuario
    momento: datetime

    def record(self, accion: str, datos: dict[str, Any]) -> ledger.Evento:
        """Anota el evento y cambia las filas que manda, en la misma transacción."""
        event = ledger.append(self.connection, self.usuario.usuario, self.momento, accion, datos)
        proyeccion.apply(self.connection, event)
        return event

    def report(self, reporte_id: int) -> Any:
        """La fila de un reporte. Lanza NoExiste."""
        reports = table("reportes")
        row = self.connection.execute(select(reports).where(reports.c.reporte_id == reporte_id)).first()
        if row is None:
            raise NoExiste(f"No hay un reporte número {reporte_id}.")
        return row

    def versions(self, institucion: str, meta_id: str) -> list[Any]:
        """Las versiones de una institución y meta, de la primera a la última."""
        reports = table("reportes")
        mine = (reports.c.institucion == institucion) & (reports.c.meta_id == meta_id)
        return list(self.connection.execute(select(reports).where(mine).order_by(reports.c.version)))

    def next_report_id(self) -> int:
        """El número del próximo reporte."""
        return (self.connection.scalar(select(func.max(table("reportes").c.reporte_id))) or 0) + 1

    def ensure_institution(self, codigo: str) -> Institucion:
        """La institución, anotada la primera vez que aparece. Lanza NoExiste."""
        found = self.instituciones.get(codigo)
        if found is None:
            raise NoExiste(f"«{codigo}» no es una institución del plan. Las que hay: {', '.join(self.instituciones)}.")
        rows = table("instituciones")
        if self.connection.execute(select(rows.c.codigo).where(rows.c.codigo == codigo)).first() is None:
            datos = {"codigo": codigo, "nombre": found.nombre, "responsable": found.responsable}
            self.record("institucion", datos)
        return found

    def ensure_open(self, periodo: str) -> None:
        """Lanza PeriodoCerrado si ese periodo ya se cerró."""
        closed = table("periodos_cerrados")
        row = self.connection.execute(select(closed).where(closed.c.periodo == periodo)).first()
        if row:
            raise PeriodoCerrado(f"El periodo {periodo} se cerró el {row.fecha[:10]}; lo que contiene ya no cambia.")


def begin(
    connection: Connection, plan: Plan, instituciones: dict[str, Institucion], usuario: str, demostracion: bool | None
) -> Escritura:
    """Empieza un cambio de `usuario`. La primera vez anota de qué plan es el almacén."""
    row = connection.execute(select(table("apertura"))).first()
    if row and row.plan != plan.ficha.plan:
        raise FueraDeOrden(
            f"Este almacén es del plan «{row.plan}» y el tablero abre «{plan.ficha.plan}». Use otra carpeta."
        )
    if row and demostracion is not None and row.demostracion != demostracion:
        kind = "de demostración" if row.demostracion else "de verdad"
        raise FueraDeOrden(f"Este almacén guarda reportes {kind}; los de verdad y los de demostración no se mezclan.")
    who = CONSOLA if usuario == CONSOLA.usuario else find_user(connection, usuario)
    demo = bool(row.demostracion if row else demostracion)
    writing = Escritura(connection, plan, instituciones, demo, who, datetime.now(UTC))
    if row is None:
        writing.record("abrir", {"plan": plan.ficha.plan, "demostracion": demo})
    return writing


def find_user(connection: Connection, usuario: str) -> Usuario:
    """La cuenta, como está ahora. Lanza NoExiste."""
    users = table("usuarios")
    row = connection.execute(select(users).where(users.c.usuario == usuario)).first()
    if row is None:
        raise NoExiste(f"No hay una cuenta «{usuario}».")
    return user_of(row)


def user_of(row: Any) -> Usuario:
    """La fila de `usuarios` como valor."""
    return Usuario(row.usuario, row.nombre, Rol(row.rol), row.institucion or "", row.activo, row.huella_clave[:16])
