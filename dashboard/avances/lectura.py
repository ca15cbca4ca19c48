"""De las filas a los valores que ve el resto del programa."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select

from dashboard.avances.proyeccion import table
from dashboard.plan.reportes import (
    SIN_AVANCES,
    Acuerdo,
    Avances,
    Envio,
    EstadoReporte,
    Evidencia,
    Interpretacion,
    LineaBase,
    Observacion,
    Presupuesto,
    PrimerEnvio,
    Reporte,
    Valor,
)

PUBLICOS = ("aprobado", "cerrado")
LLAVES = {
    "interpretaciones": ("trayectoria",),
    "lineas_base": ("trayectoria",),
    "acuerdos": ("acuerdo_id",),
    "presupuestos": ("institucion", "anio"),
}
_number = attrgetter("reporte_id")
_sent_key = attrgetter("institucion", "meta_id", "anio")


def load(connection: Connection, visible: ColumnElement[bool], antes: Avances = SIN_AVANCES, desde: int = 0) -> Avances:
    """Lo guardado, con solo los reportes que cumplen `visible` (una condición sobre la tabla `reportes`).

    `antes` es lo que se leyó cuando el libro iba en el evento `desde`: de los reportes se lee solo cada meta que algo
    posterior tocó, y si nada de lo visible cambió se devuelve el mismo `antes`.
    """
    opening = connection.execute(select(table("apertura"))).first()
    saved = table("reportes")
    metas = frozenset(connection.scalars(select(saved.c.meta_id).where(saved.c.guardado > desde).distinct()))
    touched = saved.c.meta_id.in_(metas)
    now = Avances(
        reportes=_renewed(antes.reportes, metas, lambda: reports(connection, visible & touched), _number),
        interpretaciones=_latest(connection, "interpretaciones", _reading, antes.interpretaciones, desde),
        lineas_base=_latest(connection, "lineas_base", _baseline, antes.lineas_base, desde),
        acuerdos=_latest(connection, "acuerdos", _agreement, antes.acuerdos, desde),
        presupuestos=_latest(connection, "presupuestos", _budget, antes.presupuestos, desde),
        periodos_cerrados=frozenset(connection.scalars(select(table("periodos_cerrados").c.periodo))),
        demostracion=bool(opening and opening.demostracion),
        envios=_renewed(antes.envios or (), metas, lambda: _first_sent(connection, touched), _sent_key),
    )
    return antes if now == antes else now


def _renewed(antes: tuple, metas: frozenset[str], read: Callable[[], Iterable], key: Callable[[Any], Any]) -> tuple:
    """Lo de `antes` con lo de esas metas leído de nuevo, en orden; el mismo `antes` si dicen lo mismo."""
    if not metas:
        return antes
    fresh = sorted(read(), key=key)
    if fresh == [x for x in antes if x.meta_id in metas]:
        return antes
    return tuple(sorted([*(x for x in antes if x.meta_id not in metas), *fresh], key=key))


def _first_sent(connection: Connection, touched: ColumnElement[bool]) -> Iterator[PrimerEnvio]:
    """Cuándo se informó por primera vez de cada año, lo vea o no quien pregunta: dice cuándo y no qué."""
    reports, values = table("reportes"), table("valores")
    key = (reports.c.institucion, reports.c.meta_id, values.c.anio)
    sent = reports.c.enviado_en.is_not(None) & touched
    query = select(*key, func.min(reports.c.enviado_en)).join(values).where(sent).group_by(*key)
    return (PrimerEnvio(*row[:3], _moment(row[3])) for row in connection.execute(query))


def public_reports() -> ColumnElement[bool]:
    """Lo que ve cualquiera."""
    return table("reportes").c.estado.in_(PUBLICOS)


def reports_of(institucion: str) -> ColumnElement[bool]:
    """Lo público y todo lo propio."""
    return public_reports() | (table("reportes").c.institucion == institucion)


def sent_reports() -> ColumnElement[bool]:
    """Todo lo que salió de las instituciones: un borrador ajeno no se ve."""
    return table("reportes").c.estado != "borrador"


def observed(connection: Connection) -> tuple[Reporte, ...]:
    """Las versiones a las que se hizo alguna observación, aunque otra posterior se haya aprobado."""
    return reports(connection, table("reportes").c.reporte_id.in_(select(table("observaciones").c.reporte_id)))


def contents_of(connection: Connection, row: Any) -> Envio:
    """Lo que dice un reporte: la fila de `reportes` con sus valores y evidencias."""
    mine = table("reportes").c.reporte_id == row.reporte_id
    values = _children(connection, table("valores"), mine, _value)
    proofs = _children(connection, table("evidencias"), mine, _proof)
    return Envio(
        row.meta_id, tuple(values.get(row.reporte_id, ())), tuple(proofs.get(row.reporte_id, ())), row.comentario
    )


def reports(connection: Connection, visible: ColumnElement[bool]) -> tuple[Reporte, ...]:
    """Los reportes visibles, por número."""
    rows_of = table("reportes")
    values = _children(connection, table("valores"), visible, _value)
    proofs = _children(connection, table("evidencias"), visible, _proof)
    remarks = _children(connection, table("observaciones"), visible, _remark)
    rows = connection.execute(select(rows_of).where(visible).order_by(rows_of.c.reporte_id))
    return tuple(_report(r, values, proofs, remarks) for r in rows)


def _report(r: Any, values: dict, proofs: dict, remarks: dict) -> Reporte:
    return Reporte(
        reporte_id=r.reporte_id,
        institucion=r.institucion,
        meta_id=r.meta_id,
        version=r.version,
        estado=EstadoReporte(r.estado),
        valores=tuple(values.get(r.reporte_id, ())),
        evidencias=tuple(proofs.get(r.reporte_id, ())),
        observaciones=tuple(remarks.get(r.reporte_id, ())),
        comentario=r.comentario,
        autor=r.autor,
        enviado_en=_moment(r.enviado_en),
        resuelto_en=_moment(r.resuelto_en),
        resuelto_por=r.resuelto_por,
        origen=r.origen,
        guardado=r.guardado,
    )


def _children(
    connection: Connection, child: Table, visible: ColumnElement[bool], build: Callable[[Any], Any]
) -> dict[int, list]:
    """Las filas hijas de los reportes visibles, por reporte y en orden."""
    query = select(child).join(table("reportes")).where(visible).order_by(*child.primary_key)
    found = defaultdict(list)
    for row in connection.execute(query):
        found[row.reporte_id].append(build(row))
    return found


def _latest(connection: Connection, name: str, build: Callable[[Any], Any], antes: tuple, desde: int) -> tuple:
    """Lo último de cada llave, en el orden en que apareció la primera vez."""
    rows = table(name)
    found = connection.execute(select(rows).where(rows.c.evento > desde).order_by(rows.c.evento))
    of = attrgetter(*LLAVES[name])
    return tuple({of(x): x for x in (*antes, *map(build, found))}.values())


def _value(r: Any) -> Valor:
    return Valor(r.anio, r.numero, r.denominador, r.hito, r.nota)


def _proof(r: Any) -> Evidencia:
    return Evidencia(r.clase, r.titulo, r.nivel, r.sha256, r.enlace, r.tipo, r.evidencia_id)


def _remark(r: Any) -> Observacion:
    return Observacion(r.texto, r.autor, _moment(r.fecha))


def _reading(r: Any) -> Interpretacion:
    when = date.fromisoformat(r.fecha)
    return Interpretacion(r.trayectoria, r.lectura, r.conjunta, r.decidido_por, when, r.sustento, r.universo)


def _baseline(r: Any) -> LineaBase:
    return LineaBase(r.trayectoria, r.valor, date.fromisoformat(r.fecha), r.fuente)


def _agreement(r: Any) -> Acuerdo:
    due = date.fromisoformat(r.vence) if r.vence else None
    texts = (r.acuerdo_id, r.texto, r.responsable, due, r.meta_id, r.sesion, r.autor)
    return Acuerdo(*texts, _moment(r.fecha), r.estado, r.seguimiento)


def _budget(r: Any) -> Presupuesto:
    return Presupuesto(r.institucion, r.anio, r.asignado, r.ejecutado, r.fuente)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
