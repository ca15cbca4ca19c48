"""De un evento a las filas que cambia. Lo usan quien escribe y quien verifica: no hay otro camino a una fila."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from dashboard.avances.esquema import Tabla
from dashboard.avances.ledger import Evento

Aplicar = Callable[[Connection, Evento, dict[str, Any]], None]


def table(name: str) -> Table:
    """La tabla de ese nombre."""
    return Tabla.metadata.tables[name]


def apply(connection: Connection, evento: Evento) -> None:
    """Cambia las tablas como el evento manda. Lanza KeyError si la acción no se conoce."""
    ACCIONES[evento.accion](connection, evento, evento.contenido)


def _insert(name: str) -> Aplicar:
    """Una fila con lo que trae el evento."""

    def run(connection: Connection, _evento: Evento, datos: dict) -> None:
        connection.execute(insert(table(name)), datos)

    return run


def _insert_dated(name: str) -> Aplicar:
    """Una fila que lleva además el número del evento: así la historia queda y la última vale."""

    def run(connection: Connection, evento: Evento, datos: dict) -> None:
        connection.execute(insert(table(name)), {"evento": evento.secuencia, **datos})

    return run


def _user(connection: Connection, _evento: Evento, datos: dict) -> None:
    users = table("usuarios")
    same = users.c.usuario == datos["usuario"]
    if connection.execute(select(users.c.usuario).where(same)).first():
        connection.execute(update(users).where(same).values(**datos))
    else:
        connection.execute(insert(users), {**datos, "clave": ""})


def _draft(connection: Connection, evento: Evento, datos: dict) -> None:
    """Un borrador nuevo o vuelto a guardar: solo un borrador se reescribe, y el libro conserva cada guardado."""
    values, proofs = datos.pop("valores"), datos.pop("evidencias")
    reports, key = table("reportes"), {"reporte_id": datos["reporte_id"]}
    row = {**datos, "estado": "borrador", "autor": evento.autor, "guardado": evento.secuencia}
    if connection.execute(select(reports.c.version).filter_by(**key)).first():
        connection.execute(update(reports).filter_by(**key).values(**row))
        for child in ("valores", "evidencias"):
            connection.execute(delete(table(child)).filter_by(**key))
    else:
        connection.execute(insert(reports), {"enviado_en": None, "resuelto_en": None, "resuelto_por": "", **row})
    if values:
        connection.execute(insert(table("valores")), [key | v for v in values])
    if proofs:
        connection.execute(insert(table("evidencias")), [key | p for p in proofs])


def _update_report(connection: Connection, evento: Evento, reporte_id: int, **cambios) -> None:
    reports = table("reportes")
    row = {**cambios, "guardado": evento.secuencia}
    connection.execute(update(reports).where(reports.c.reporte_id == reporte_id).values(**row))


def _send(connection: Connection, evento: Evento, datos: dict) -> None:
    changes = {"estado": datos["estado"], "version": datos["version"], "enviado_en": evento.momento}
    _update_report(connection, evento, datos["reporte_id"], **changes)


def _observe(connection: Connection, evento: Evento, datos: dict) -> None:
    row = {**datos, "evento": evento.secuencia, "autor": evento.autor, "fecha": evento.momento}
    connection.execute(insert(table("observaciones")), row)
    _resolve(connection, evento, datos["reporte_id"], "observado")


def _approve(connection: Connection, evento: Evento, datos: dict) -> None:
    proofs = table("evidencias")
    for proof in datos["verificadas"]:
        same = (proofs.c.reporte_id == datos["reporte_id"]) & (proofs.c.evidencia_id == proof)
        connection.execute(update(proofs).where(same).values(nivel=3))
    _resolve(connection, evento, datos["reporte_id"], "aprobado")


def _resolve(connection: Connection, evento: Evento, reporte_id: int, estado: str) -> None:
    _update_report(connection, evento, reporte_id, estado=estado, resuelto_en=evento.momento, resuelto_por=evento.autor)


def _close(connection: Connection, evento: Evento, datos: dict) -> None:
    reports = table("reportes")
    approved = (reports.c.periodo == datos["periodo"]) & (reports.c.estado == "aprobado")
    connection.execute(update(reports).where(approved).values(estado="cerrado", guardado=evento.secuencia))
    row = {"periodo": datos["periodo"], "autor": evento.autor, "fecha": evento.momento}
    connection.execute(insert(table("periodos_cerrados")), row)


def _agreement(connection: Connection, evento: Evento, datos: dict) -> None:
    row = {**datos, "evento": evento.secuencia, "autor": evento.autor, "fecha": evento.momento}
    connection.execute(insert(table("acuerdos")), row)


def _receive(connection: Connection, evento: Evento, datos: dict) -> None:
    connection.execute(insert(table("recepciones")), {**datos, "autor": evento.autor, "fecha": evento.momento})


ACCIONES: dict[str, Aplicar] = {
    "abrir": _insert("apertura"),
    "institucion": _insert("instituciones"),
    "usuario": _user,
    "borrador": _draft,
    "enviar": _send,
    "observar": _observe,
    "aprobar": _approve,
    "cerrar": _close,
    "interpretar": _insert_dated("interpretaciones"),
    "linea_base": _insert_dated("lineas_base"),
    "acuerdo": _agreement,
    "presupuesto": _insert_dated("presupuestos"),
    "recibir": _receive,
}
