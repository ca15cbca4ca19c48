"""Reportar sin internet desde la página: bajar el formulario, subirlo lleno, ver qué cambia y confirmarlo."""

import shutil
from io import BytesIO
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, flash, redirect, request, send_file, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.utils import secure_filename

from dashboard.avances.errores import ContenidoInvalido
from dashboard.avances.personas import Rol
from dashboard.metas.seleccion import many
from dashboard.reportar.pagina import page
from dashboard.reportar.sesion import almacen, me, only
from dashboard.sin_internet.clave import signing_key
from dashboard.sin_internet.hoja import form_name
from dashboard.sources.faltas import FALTAS
from dashboard.sources.lectura import ArchivoRechazado

POR_CONFIRMAR = "por_confirmar"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def add_to(pages: Blueprint) -> None:
    """Agrega las páginas de los formularios que van y vienen."""
    pages.add_url_rule("/reportar/formulario", "bajar_formulario", download)
    pages.add_url_rule("/reportar/recibir", "subir_formulario", ask)
    pages.add_url_rule("/reportar/recibir", "ver_formulario", examine, methods=["POST"])
    pages.add_url_rule("/reportar/recibir/confirmar", "recibir_formulario", confirm, methods=["POST"])


def download() -> Response:
    """El formulario de un periodo: el propio o, para la Secretaría, el de cualquier institución."""
    only(Rol.INFORMANTE, Rol.SECRETARIA)
    institucion = me().institucion or request.args.get("institucion", "")
    periodo = request.args.get("periodo", "")
    book = desk().write(institucion, periodo)
    return send_file(BytesIO(book), XLSX, as_attachment=True, download_name=form_name(institucion, periodo))


def ask() -> Response:
    """Dónde se sube."""
    only(Rol.INFORMANTE, Rol.SECRETARIA)
    return page("recibir", revision=None)


def examine() -> Response:
    """Qué cambiaría: nada se guarda todavía."""
    only(Rol.INFORMANTE, Rol.SECRETARIA)
    path = _keep(request.files.get("archivo"))
    try:
        revision = desk().examine(path, me().institucion)
    except ArchivoRechazado as refused:
        desk().set_aside(path, refused)
        return _refused(refused)
    return page("recibir", revision=revision, huella=_fingerprint(path))


def confirm() -> Response:
    """Lo guarda, si el archivo sigue siendo el que se mostró."""
    only(Rol.INFORMANTE, Rol.SECRETARIA)
    path = next((p for p in _folder().glob("*") if _fingerprint(p) == request.form.get("huella")), None)
    if path is None:
        raise ContenidoInvalido("Ese archivo ya no espera confirmación. Súbalo otra vez.")
    try:
        revision = desk().receive(path, me().usuario, me().institucion)
    except ArchivoRechazado as refused:
        return _refused(refused)
    finally:
        shutil.rmtree(_folder(), ignore_errors=True)
    flash(f"Se recibió {revision.leido.nombre}: {many(len(revision.cambios), 'meta')} con cambios, ya enviadas.")
    return redirect(url_for("reportar.portada"))


def desk():
    """La ventanilla del almacén de esta aplicación. Lo que lee y escribe Excel se carga solo cuando alguien llega."""
    from dashboard.sin_internet.recibir import Ventanilla

    folder = almacen().archivos.carpeta.parent
    return Ventanilla(almacen(), signing_key(folder, current_app.config["SECRETO"]), folder)


def _fingerprint(path: Path) -> str:
    from dashboard.sin_internet.recibir import fingerprint

    return fingerprint(path)


def _keep(upload: FileStorage | None) -> Path:
    """Guarda aparte lo que se subió; cada cuenta tiene a la vez un solo archivo por confirmar."""
    if upload is None or not upload.filename:
        raise ContenidoInvalido("Elija el formulario lleno, o el .zip con el formulario y sus pruebas.")
    shutil.rmtree(_folder(), ignore_errors=True)
    _folder().mkdir(parents=True, mode=0o700)
    path = _folder() / (secure_filename(upload.filename) or "formulario.xlsx")
    upload.save(path)
    return path


def _folder() -> Path:
    name = secure_filename(me().usuario)
    return almacen().archivos.carpeta.parent / POR_CONFIRMAR / name if name else abort(404)


def _refused(refused: ArchivoRechazado) -> Response:
    advice = FALTAS[refused.codigo].que_hacer
    return page("recibir", 422, revision=None, faltas=str(refused).split("\n"), consejo=advice)
