"""El recorrido de un reporte: borrador → enviado → observado → subsanado → aprobado → cerrado, y quién da cada paso."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import func, select

from dashboard.avances.errores import Conflicto, ContenidoInvalido, FueraDeOrden, NoExiste, SinPermiso, YaRecibido
from dashboard.avances.escritura import Escritura, table
from dashboard.avances.lectura import contents_of
from dashboard.avances.personas import Rol, require, require_institution
from dashboard.formatting import number
from dashboard.plan.contenido import MAX_COMENTARIO, has_content, missing, unreadable
from dashboard.plan.entidades import Meta
from dashboard.plan.reportes import Envio, Evidencia, Valor

POR_REVISAR = ("enviado", "subsanado")
DECLARADA = 2  # un informante no pasa de aquí; «verificada» la pone la Secretaría Técnica


def save_draft(w: Escritura, institucion: str, envio: Envio, sobre: int | None = None) -> int:
    """Guarda el borrador de una meta y devuelve el número del reporte; guardar lo mismo no cambia nada."""
    require_institution(w.usuario, institucion)
    versions = _versions(w, institucion, envio.meta_id)
    last = max((v.guardado for v in versions), default=0)
    if sobre is not None and sobre != last:
        raise Conflicto(
            "Mientras usted escribía, este reporte cambió. Compare lo suyo con lo guardado y guarde otra vez."
        )
    draft = next((v for v in versions if v.estado == "borrador"), None)
    if draft is None:
        return _write(w, institucion, envio, w.next_report_id(), _next(versions), "pagina")
    return _write(w, institucion, envio, draft.reporte_id, draft.version, "pagina")


def send(w: Escritura, reporte_id: int) -> int:
    """Un borrador pasa a la Secretaría Técnica: *enviado*, o *subsanado* si contesta una observación."""
    row = w.report(reporte_id)
    require_institution(w.usuario, row.institucion)
    if row.estado != "borrador":
        raise FueraDeOrden(f"Este reporte ya se envió: está {row.estado}. Para cambiarlo, guarde otra versión.")
    versions = _versions(w, row.institucion, row.meta_id)
    faults = missing(w.plan, contents_of(w.connection, row))
    if faults:
        raise ContenidoInvalido("\n".join(faults))
    sent = [v for v in versions if v.estado != "borrador"]
    version = max(row.version, _next(sent))
    estado = "subsanado" if sent and sent[-1].estado == "observado" else "enviado"
    w.record("enviar", {"reporte_id": reporte_id, "estado": estado, "version": version})
    return reporte_id


def correct(w: Escritura, institucion: str, envio: Envio, sobre: int | None = None) -> int:
    """Contesta una observación con otra versión, que queda *subsanado*."""
    sent = [v for v in _versions(w, institucion, envio.meta_id) if v.estado != "borrador"]
    if not sent or sent[-1].estado != "observado":
        raise FueraDeOrden(f"La meta {envio.meta_id} no tiene una observación por contestar.")
    return send(w, save_draft(w, institucion, envio, sobre))


def receive(w: Escritura, institucion: str, envios: Iterable[Envio], sha256: str, nombre: str) -> tuple[int, ...]:
    """Recibe un archivo llenado sin internet: todos sus reportes quedan enviados, o ninguno."""
    if w.usuario.rol is not Rol.SECRETARIA:
        require_institution(w.usuario, institucion)
    require(w.usuario, Rol.INFORMANTE, Rol.SECRETARIA)
    received = table("recepciones")
    before = w.connection.execute(select(received).where(received.c.sha256 == sha256)).first()
    if before:
        raise YaRecibido(f"Este mismo archivo ya se recibió el {before.fecha[:10]}; no se guardó otra vez.")
    faults = [text for e in envios for text in missing(w.plan, e)]
    if faults:
        raise ContenidoInvalido("\n".join(faults))
    w.ensure_institution(institucion)
    w.record("recibir", {"sha256": sha256, "nombre": nombre[:200], "institucion": institucion})
    return tuple(_receive_one(w, institucion, e) for e in envios)


def observe(w: Escritura, reporte_id: int, texto: str) -> int:
    """La Secretaría Técnica pide aclarar o corregir."""
    row = _under_review(w, reporte_id)
    if not texto.strip() or len(texto) > MAX_COMENTARIO:
        raise ContenidoInvalido(f"Escriba qué se debe aclarar, en no más de {number(MAX_COMENTARIO)} letras.")
    w.record("observar", {"reporte_id": row.reporte_id, "texto": texto.strip()})
    return reporte_id


def approve(w: Escritura, reporte_id: int, verificadas: Iterable[int] = ()) -> int:
    """La Secretaría Técnica aprueba; `verificadas` son las evidencias que comprobó."""
    row = _under_review(w, reporte_id)
    if row.autor == w.usuario.usuario and row.origen == "pagina":
        raise SinPermiso("Este reporte lo escribió usted. Debe aprobarlo otra persona de la Secretaría Técnica.")
    later = [v for v in w.versions(row.institucion, row.meta_id) if v.version > row.version]
    if any(v.estado in ("aprobado", "cerrado") for v in later):
        raise FueraDeOrden("Ya hay una versión posterior aprobada; esta queda como parte de la historia.")
    proofs = {e.evidencia_id for e in contents_of(w.connection, row).evidencias}
    w.record("aprobar", {"reporte_id": reporte_id, "verificadas": sorted(proofs & set(verificadas))})
    return reporte_id


def close_period(w: Escritura, periodo: str) -> None:
    """Cierra un periodo: lo aprobado queda cerrado y nada suyo vuelve a cambiar."""
    require(w.usuario, Rol.SECRETARIA)
    if periodo not in {p.periodo for p in w.plan.periodos}:
        raise NoExiste(f"El plan no tiene el periodo «{periodo}»: {', '.join(p.periodo for p in w.plan.periodos)}.")
    w.ensure_open(periodo)
    reports = table("reportes")
    waiting = (reports.c.periodo == periodo) & reports.c.estado.in_(POR_REVISAR)
    pending = w.connection.scalar(select(func.count()).select_from(reports).where(waiting))
    if pending:
        raise FueraDeOrden(
            f"Antes de cerrar {periodo}, apruebe u observe lo que espera respuesta: {pending} por revisar."
        )
    w.record("cerrar", {"periodo": periodo})


def _under_review(w: Escritura, reporte_id: int) -> Any:
    require(w.usuario, Rol.SECRETARIA)
    row = w.report(reporte_id)
    w.ensure_open(row.periodo)
    if row.estado not in POR_REVISAR:
        who = f" por {row.resuelto_por}" if row.resuelto_por else ""
        raise FueraDeOrden(f"Este reporte no espera revisión: está {row.estado}{who}. Actualice la página.")
    return row


def _receive_one(w: Escritura, institucion: str, envio: Envio) -> int:
    versions = _versions(w, institucion, envio.meta_id)
    sent = [v for v in versions if v.estado != "borrador"]
    if envio.sobre is not None and envio.sobre != (sent[-1].version if sent else 0):
        raise Conflicto(f"Entretanto se envió otra versión de la meta {envio.meta_id}. Pida un formulario nuevo.")
    report = _write(w, institucion, envio, w.next_report_id(), _next(versions), "xlsx")
    estado = "subsanado" if sent and sent[-1].estado == "observado" else "enviado"
    w.record("enviar", {"reporte_id": report, "estado": estado, "version": _next(versions)})
    return report


def _versions(w: Escritura, institucion: str, meta_id: str) -> list[Any]:
    """Las versiones que hay, si la meta es de esa institución y su periodo sigue abierto."""
    meta = _meta(w, meta_id)
    responsable = w.ensure_institution(institucion).responsable
    if responsable not in {r.responsable for r in w.plan.responsables_de(meta.accion)}:
        raise ContenidoInvalido(f"La meta {meta_id} no está a cargo de {responsable}.")
    w.ensure_open(meta.periodo)
    return w.versions(institucion, meta_id)


def _meta(w: Escritura, meta_id: str) -> Meta:
    try:
        return w.plan.meta(meta_id)
    except KeyError:
        raise NoExiste(f"El plan no tiene la meta «{meta_id}».") from None


def _next(versions: list[Any]) -> int:
    return max((v.version for v in versions), default=0) + 1


def _write(w: Escritura, institucion: str, envio: Envio, reporte_id: int, version: int, origen: str) -> int:
    faults = unreadable(w.plan, envio)
    if faults:
        raise ContenidoInvalido("\n".join(faults))
    datos = {
        "reporte_id": reporte_id,
        "institucion": institucion,
        "meta_id": envio.meta_id,
        "periodo": w.plan.meta(envio.meta_id).periodo,
        "version": version,
        "comentario": envio.comentario.strip(),
        "origen": "demostracion" if w.demostracion else origen,
        "valores": [_value(v) for v in envio.valores if has_content(v) or v.denominador is not None],
        "evidencias": [_proof(n, e) for n, e in enumerate(envio.evidencias, start=1)],
    }
    if not _same(w, reporte_id, datos):
        w.record("borrador", datos)
    return reporte_id


def _value(valor: Valor) -> dict:
    numbers = {k: None if (n := getattr(valor, k)) is None else float(n) for k in ("numero", "denominador")}
    return {"anio": valor.anio, **numbers, "hito": valor.hito, "nota": valor.nota.strip()}


def _proof(number: int, evidencia: Evidencia) -> dict:
    return {**asdict(evidencia), "evidencia_id": number, "nivel": min(evidencia.nivel, DECLARADA)}


def _same(w: Escritura, reporte_id: int, datos: dict) -> bool:
    """Si el borrador guardado ya dice exactamente eso."""
    reports = table("reportes")
    row = w.connection.execute(select(reports).where(reports.c.reporte_id == reporte_id)).first()
    if row is None:
        return False
    saved = contents_of(w.connection, row)
    return (saved.comentario, [_value(v) for v in saved.valores], [asdict(e) for e in saved.evidencias]) == (
        datos["comentario"],
        datos["valores"],
        datos["evidencias"],
    )
