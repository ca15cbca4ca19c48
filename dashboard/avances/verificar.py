"""Comprueba el almacén: la cadena entera, que las tablas son lo que el libro dejó, y los archivos de evidencia."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, create_engine, select

from dashboard.avances import ledger, proyeccion
from dashboard.avances.almacen import Almacen
from dashboard.avances.archivos import Archivos
from dashboard.avances.errores import NoExiste
from dashboard.avances.esquema import Tabla
from dashboard.avances.ledger import Cabeza
from dashboard.avances.personas import fingerprint

FUERA_DEL_LIBRO = {"usuarios": {"clave"}}  # se comprueba por su huella
MAX_FALTAS = 20


@dataclass(frozen=True)
class Verificacion:
    """Lo que se halló. Sin faltas, todo lo guardado es lo que el libro dice."""

    cabeza: Cabeza
    faltas: tuple[str, ...]


def verify(almacen: Almacen, anotada: Cabeza | None = None) -> Verificacion:
    """Revisa todo. `anotada` es una cabeza copiada antes en un acta: debe seguir en el libro."""
    if not almacen.base.existe:
        return Verificacion(Cabeza(), _anchor([], anotada))
    with almacen.base.reading() as connection:
        events = list(ledger.read(connection))
        faults = [*ledger.broken_links(events), *_anchor(events, anotada)]
        faults += _replayed(connection, events)
        faults += _passwords(connection)
        faults += _files(connection, almacen.archivos)
    last = Cabeza(events[-1].secuencia, events[-1].huella) if events else Cabeza()
    return Verificacion(last, tuple(faults[:MAX_FALTAS]))


def _anchor(events: list[ledger.Evento], anotada: Cabeza | None) -> tuple[str, ...]:
    if anotada is None or any((e.secuencia, e.huella) == (anotada.secuencia, anotada.huella) for e in events):
        return ()
    return (f"El evento {anotada.secuencia} no es el que se anotó: el libro se reescribió o se cortó antes de él.",)


def _replayed(connection: Connection, events: list[ledger.Evento]) -> Iterator[str]:
    """Aplica el libro sobre una base vacía en memoria y compara tabla por tabla."""
    engine = create_engine("sqlite://")
    Tabla.metadata.create_all(engine)
    with engine.connect() as clean:
        for event in events:
            try:
                proyeccion.apply(clean, event)
            except Exception as error:  # un evento falso puede traer cualquier cosa
                yield f"El evento {event.secuencia} no se puede aplicar ({type(error).__name__}): es ajeno al programa."
                return
        for table in Tabla.metadata.sorted_tables:
            if table.name != "eventos":
                yield from _differences(table, _rows(connection, table), _rows(clean, table))
    engine.dispose()


def _rows(connection: Connection, table: Table) -> dict[tuple, dict[str, Any]]:
    keep = [c for c in table.columns if c.name not in FUERA_DEL_LIBRO.get(table.name, ())]
    keys = [c.name for c in table.primary_key]
    rows = connection.execute(select(*keep)).mappings()
    return {tuple(r[k] for k in keys): dict(r) for r in rows}


def _differences(table: Table, found: dict[tuple, dict], due: dict[tuple, dict]) -> Iterator[str]:
    for key in due.keys() | found.keys():
        name = f"la fila {'/'.join(map(str, key))} de «{table.name}»"
        if key not in found:
            yield f"Falta {name}, que el libro sí tiene."
        elif key not in due:
            yield f"Sobra {name}, que el libro no tiene."
        elif found[key] != due[key]:
            changed = ", ".join(c for c in due[key] if found[key][c] != due[key][c])
            yield f"Cambió {name}: {changed} no dice lo que el libro dejó."


def _passwords(connection: Connection) -> Iterator[str]:
    users = proyeccion.table("usuarios")
    for row in connection.execute(select(users)):
        if fingerprint(row.clave) != row.huella_clave:
            yield f"La clave de «{row.usuario}» se cambió sin pasar por el programa."


def _files(connection: Connection, archivos: Archivos) -> Iterator[str]:
    proofs = proyeccion.table("evidencias")
    wanted = select(proofs.c.sha256, proofs.c.reporte_id).where(proofs.c.sha256 != "").order_by(proofs.c.reporte_id)
    for digest, report in connection.execute(wanted):
        try:
            archivos.read(digest)
        except NoExiste:
            yield f"Falta o cambió un archivo de evidencia del reporte {report}: {digest[:12]}…"
