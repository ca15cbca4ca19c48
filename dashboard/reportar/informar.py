"""Las páginas de quien informa: sus periodos, el formulario de uno con sus metas, y sus evidencias."""

from collections import Counter
from collections.abc import Mapping
from io import BytesIO

from flask import Blueprint, Response, abort, flash, redirect, request, send_file, url_for

from dashboard.avances.archivos import EXTENSIONES
from dashboard.avances.errores import Conflicto, Rechazo
from dashboard.avances.personas import Rol
from dashboard.plan.contenido import unreadable
from dashboard.plan.reportes import EstadoReporte, Evidencia
from dashboard.reportar import sesion
from dashboard.reportar.formulario import Ficha, cards, with_proofs
from dashboard.reportar.pagina import page
from dashboard.reportar.sesion import almacen, me, only

ORDEN = ("sin reporte", *(e.value for e in EstadoReporte))


def add_to(pages: Blueprint) -> None:
    """Agrega las páginas de quien informa."""
    pages.add_url_rule("/reportar", "inicio", home)
    pages.add_url_rule("/reportar/<periodo>", "periodo", show)
    pages.add_url_rule("/reportar/<periodo>", "guardar", save, methods=["POST"])
    pages.add_url_rule("/evidencias/<int:reporte>/<int:numero>", "evidencia", evidence)


def home() -> Response:
    """Los periodos de la institución, con cuántas metas hay en cada estado."""
    only(Rol.INFORMANTE)
    plan, closed = almacen().plan, almacen().public().periodos_cerrados
    counts = {p.periodo: Counter(f.estado for f in _cards(p.periodo)) for p in plan.periodos}
    return page(
        "inicio", institucion=_institution(), periodos=plan.periodos, cuentas=counts, cerrados=closed, orden=ORDEN
    )


def show(periodo: str, escrito: Mapping[str, str] | None = None, aviso: bool = False, **extra) -> Response:
    """El formulario. `escrito` reemplaza a lo guardado: es lo que la persona tenía en la página."""
    only(Rol.INFORMANTE)
    if periodo not in {p.periodo for p in almacen().plan.periodos}:
        abort(404)
    found = _cards(periodo)
    texts = {k: v for f in found for k, v in f.textos().items()} | dict(escrito or {})
    closed = periodo in almacen().public().periodos_cerrados
    values = {"faltas": {}, "guardado": {}, "codigo": 200} | extra
    return page(
        "formulario", institucion=_institution(), periodo=periodo, fichas=found, textos=texts, cerrado=closed,
        aviso=aviso, **values,
    )  # fmt: skip


def save(periodo: str) -> Response:
    """Guarda como borrador cada meta que cambió y envía la que se pidió; lo que no se pudo vuelve a la página."""
    only(Rol.INFORMANTE)
    form = request.form
    if not sesion.sealed():
        return show(periodo, form, aviso=True, codigo=400)
    wanted, faults, saved, sent = form.get("enviar", ""), {}, 0, 0
    conflicts: dict[str, Ficha] = {}
    for card in _cards(periodo):
        try:
            done = _save_one(card, card.meta.meta_id == wanted)
            saved, sent = saved + done[0], sent + done[1]
        except Conflicto as error:
            faults[card.meta.meta_id], conflicts[card.meta.meta_id] = [str(error)], card
        except Rechazo as error:
            faults[card.meta.meta_id] = str(error).split("\n")
    if faults:
        fresh = {f.casilla("sobre"): str(f.guardado) for f in _cards(periodo)}
        return show(periodo, form.to_dict() | fresh, faltas=faults, guardado=conflicts, codigo=422)
    flash(_said(saved, sent))
    return redirect(url_for("reportar.periodo", periodo=periodo, _anchor=f"meta-{wanted}" if wanted else None))


def evidence(reporte: int, numero: int) -> Response:
    """Un archivo de evidencia: siempre para descargar, nunca para abrirse dentro de la página."""
    found, contenido = almacen().evidence(me().usuario, reporte, numero)
    name = f"evidencia-{reporte}-{numero}.{EXTENSIONES[found.tipo]}"
    response = send_file(BytesIO(contenido), mimetype=found.tipo, as_attachment=True, download_name=name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _save_one(card: Ficha, send: bool) -> tuple[int, int]:
    """(guardadas, enviadas) de una meta. Lanza Rechazo."""
    proofs = _new_proofs(card)
    report = card.ultima
    saved = not card.unchanged(request.form) or bool(proofs)
    if saved:
        envio, faults = card.read(request.form)
        envio = with_proofs(envio, proofs)
        faults += unreadable(almacen().plan, envio)
        if faults:
            raise Rechazo("\n".join(faults))
        seen = int(request.form.get(card.casilla("sobre"), "0") or 0)
        values = (envio.meta_id, envio.valores, envio.evidencias, envio.comentario)
        report = almacen().save_draft(me().usuario, me().institucion, *values, sobre=seen)
    if not send:
        return int(saved), 0
    if report is None:
        raise Rechazo("No hay nada que enviar: escriba primero lo avanzado.")
    almacen().send(me().usuario, report.reporte_id)
    return int(saved), 1


def _new_proofs(card: Ficha) -> tuple[Evidencia, ...]:
    """Lo que se acaba de adjuntar: un archivo, un enlace o los dos."""
    found = []
    upload = request.files.get(card.casilla("archivo"))
    if upload and upload.filename:
        sha, kind = almacen().keep_file(me().usuario, upload.read())
        title = request.form.get(card.casilla("archivo_titulo"), "").strip() or upload.filename
        found.append(Evidencia("archivo", title[:200], 2, sha256=sha, tipo=kind))
    link = request.form.get(card.casilla("enlace"), "").strip()
    if link:
        title = request.form.get(card.casilla("enlace_titulo"), "").strip() or link
        found.append(Evidencia("enlace", title[:200], 1, enlace=link))
    return tuple(found)


def _cards(periodo: str) -> tuple[Ficha, ...]:
    reports = almacen().own(me().usuario)
    return cards(almacen().plan, _institution().responsable, periodo, reports)


def _institution():
    return almacen().instituciones[me().institucion]


def _said(saved: int, sent: int) -> str:
    if not saved and not sent:
        return "No había nada nuevo que guardar."
    drafts = "" if not saved else "Se guardó un borrador." if saved == 1 else f"Se guardaron {saved} borradores."
    return f"{drafts} {'El reporte se envió a la Secretaría Técnica.' if sent else ''}".strip()
