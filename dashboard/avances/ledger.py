"""El libro: una cadena de eventos en la que cada uno lleva la huella del anterior."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert, select

from dashboard.avances.esquema import Eventos

ORIGEN = "0" * 64  # lo que «precede» al primer evento
EVENTOS = Eventos.__table__


@dataclass(frozen=True)
class Cabeza:
    """El último evento: su número y su huella. Anotada en un acta, prueba todo lo anterior."""

    secuencia: int = 0
    huella: str = ORIGEN

    def __str__(self) -> str:
        return f"{self.secuencia}:{self.huella}"


@dataclass(frozen=True)
class Evento:
    """Un cambio: quién, cuándo, qué. `datos` es JSON canónico: llaves ordenadas, sin espacios."""

    secuencia: int
    momento: str
    autor: str
    accion: str
    datos: str
    anterior: str
    huella: str

    @property
    def contenido(self) -> dict[str, Any]:
        return json.loads(self.datos)

    @property
    def huella_debida(self) -> str:
        """La que corresponde a lo que el evento dice."""
        return _digest(self.secuencia, self.momento, self.autor, self.accion, self.datos, self.anterior)


def canonical(datos: Mapping[str, Any]) -> str:
    """Siempre el mismo texto para el mismo contenido. Lanza ValueError con NaN o infinito, que JSON no tiene."""
    return json.dumps(datos, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def head(connection: Connection) -> Cabeza:
    """La cabeza del libro; la de uno vacío es el origen."""
    query = select(EVENTOS.c.secuencia, EVENTOS.c.huella).order_by(EVENTOS.c.secuencia.desc()).limit(1)
    row = connection.execute(query).first()
    return Cabeza(*row) if row else Cabeza()


def holds(connection: Connection, cabeza: Cabeza) -> bool:
    """Si esa cabeza sigue en el libro: entonces todo lo que la precede es lo que era."""
    query = select(EVENTOS.c.huella).where(EVENTOS.c.secuencia == cabeza.secuencia)
    return cabeza == Cabeza() or connection.scalar(query) == cabeza.huella


def append(connection: Connection, autor: str, momento: datetime, accion: str, datos: Mapping[str, Any]) -> Evento:
    """Agrega un evento. La transacción debe tener ya el turno de escritura."""
    last = head(connection)
    fields = (last.secuencia + 1, momento.isoformat(), autor, accion, canonical(datos), last.huella)
    event = Evento(*fields, _digest(*fields))
    connection.execute(insert(EVENTOS), vars(event))
    return event


def read(connection: Connection) -> Iterator[Evento]:
    """Los eventos en orden, sin cargarlos todos."""
    rows = connection.execution_options(yield_per=1000).execute(select(EVENTOS).order_by(EVENTOS.c.secuencia))
    return (Evento(**row._mapping) for row in rows)


def broken_links(events: Iterable[Evento]) -> Iterator[str]:
    """Una oración por cada evento que no encaja: editado, quitado, agregado o movido."""
    expected, previous = 1, ORIGEN
    for e in events:
        if e.secuencia != expected:
            yield f"Entre el evento {expected - 1} y el {e.secuencia} falta alguno: se quitó o se cambió su número."
        if e.anterior != previous:
            yield f"El evento {e.secuencia} no continúa al anterior: se agregó, se quitó o se movió un evento."
        if e.huella != e.huella_debida:
            yield f"El evento {e.secuencia} («{e.accion}», de {e.autor}) fue editado: su huella no es la suya."
        expected, previous = e.secuencia + 1, e.huella


def _digest(secuencia: int, momento: str, autor: str, accion: str, datos: str, anterior: str) -> str:
    text = canonical(
        {"n": secuencia, "momento": momento, "autor": autor, "accion": accion, "datos": datos, "anterior": anterior}
    )
    return sha256(text.encode()).hexdigest()
