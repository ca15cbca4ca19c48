"""Lo que decide o anota la comisión sobre el plan. Repetir lo mismo no agrega nada; cambiarlo agrega otra fila."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any, get_args

from sqlalchemy import select

from dashboard.avances.errores import ContenidoInvalido, NoExiste
from dashboard.avances.escritura import Escritura, table
from dashboard.avances.personas import Rol, require, require_institution
from dashboard.plan.contenido import MAX_COMENTARIO
from dashboard.plan.reportes import Acuerdo, Conjunta, Interpretacion, Lectura, LineaBase, Presupuesto

ESTADOS_ACUERDO = ("pendiente", "en_proceso", "cumplido", "retirado")


def decide_reading(w: Escritura, decision: Interpretacion) -> None:
    """Cómo se lee una trayectoria, y quién lo decidió."""
    require(w.usuario, Rol.SECRETARIA)
    _known(w, decision.trayectoria)
    if decision.lectura not in (None, *get_args(Lectura)) or decision.conjunta not in (None, *get_args(Conjunta)):
        raise ContenidoInvalido("Esa manera de leer la trayectoria no existe.")
    if not decision.decidido_por.strip():
        raise ContenidoInvalido("Escriba quién lo decidió: la sesión o el acta.")
    _append(w, "interpretar", "interpretaciones", _plain(decision), ("trayectoria",))


def record_baseline(w: Escritura, base: LineaBase) -> None:
    """De dónde parte una trayectoria."""
    require(w.usuario, Rol.SECRETARIA)
    _known(w, base.trayectoria)
    if not base.fuente.strip():
        raise ContenidoInvalido("Una línea de base necesita su fuente: documento, página y fecha.")
    _append(w, "linea_base", "lineas_base", {**_plain(base), "valor": float(base.valor)}, ("trayectoria",))


def record_agreements(w: Escritura, acuerdos: Iterable[Acuerdo]) -> None:
    """Anota acuerdos por su `acuerdo_id`; el autor y la fecha son los de quien los anota."""
    require(w.usuario, Rol.SECRETARIA)
    for acuerdo in acuerdos:
        if not acuerdo.acuerdo_id.strip() or not acuerdo.texto.strip():
            raise ContenidoInvalido("Un acuerdo necesita su código y su texto.")
        if acuerdo.meta_id and acuerdo.meta_id not in {m.meta_id for m in w.plan.metas}:
            raise NoExiste(f"El plan no tiene la meta «{acuerdo.meta_id}». Déjela vacía si el acuerdo no es de una.")
        if acuerdo.estado not in ESTADOS_ACUERDO:
            raise ContenidoInvalido(f"«{acuerdo.estado}» no es un estado de acuerdo: {', '.join(ESTADOS_ACUERDO)}.")
        datos = {k: v for k, v in _plain(acuerdo).items() if k not in ("autor", "fecha")}
        _append(w, "acuerdo", "acuerdos", datos, ("acuerdo_id",))


def record_budget(w: Escritura, presupuesto: Presupuesto) -> None:
    """Lo destinado y gastado por una institución en un año."""
    if w.usuario.rol is not Rol.SECRETARIA:
        require_institution(w.usuario, presupuesto.institucion)
    require(w.usuario, Rol.INFORMANTE, Rol.SECRETARIA)
    w.ensure_institution(presupuesto.institucion)
    span = next((p for p in w.plan.periodos if p.inicio <= presupuesto.anio <= p.fin), None)
    if span is None:
        raise ContenidoInvalido(f"El año {presupuesto.anio} no es de este plan.")
    w.ensure_open(span.periodo)
    amounts = {k: None if (n := getattr(presupuesto, k)) is None else float(n) for k in ("asignado", "ejecutado")}
    if any(n is not None and not 0 <= n < 1e12 for n in amounts.values()):
        raise ContenidoInvalido("El presupuesto va en soles y no puede ser negativo.")
    _append(w, "presupuesto", "presupuestos", {**_plain(presupuesto), **amounts}, ("institucion", "anio"))


def _known(w: Escritura, trayectoria: str) -> None:
    if trayectoria not in {t.trayectoria for t in w.plan.trayectorias}:
        raise NoExiste(f"El plan no tiene la trayectoria «{trayectoria}».")


def _plain(value: Any) -> dict:
    """El valor como diccionario, con las fechas en ISO."""
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in asdict(value).items()}


def _append(w: Escritura, accion: str, name: str, datos: dict, key: tuple[str, ...]) -> None:
    """Agrega la fila si no dice lo mismo que la vigente. Lanza ContenidoInvalido si algo no cabe en su columna."""
    rows = table(name)
    for field, value in datos.items():
        limit = getattr(rows.c[field].type, "length", None) or MAX_COMENTARIO
        if isinstance(value, str) and len(value) > limit:
            raise ContenidoInvalido(f"«{field.replace('_', ' ')}» pasa de {limit} letras.")
    same = [rows.c[k] == datos[k] for k in key]
    last = w.connection.execute(select(rows).where(*same).order_by(rows.c.evento.desc()).limit(1)).mappings().first()
    if last is None or any(last[k] != v for k, v in datos.items()):
        w.record(accion, datos)
