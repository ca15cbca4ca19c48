"""/presentar/sala y /presentar/acuerdos: presentar las láminas de una región y dejar constancia de lo acordado."""

from collections.abc import Callable
from datetime import date

from flask import Flask, Response, current_app, request
from flask_login import current_user
from flask_wtf.csrf import generate_csrf, validate_csrf
from wtforms import ValidationError

from dashboard.acuerdos import record
from dashboard.avances.almacen import Almacen
from dashboard.avances.errores import Rechazo
from dashboard.avances.personas import Rol
from dashboard.browser_base import PLOTLY_ROUTE
from dashboard.downloads import attachment
from dashboard.informes.acta import minutes
from dashboard.informes.acuerdos import ArchivoInvalido, Asamblea, read
from dashboard.informes.laminas import laminas
from dashboard.informes.paginas import page
from dashboard.informes.pedido import context_for, from_query
from dashboard.informes.sesion import GUIONES, HOJAS, offer, session_values
from dashboard.plan import Plan
from dashboard.vivo import Vivo

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SIN_PERMISO = "Solo la Secretaría Técnica registra acuerdos, con su sesión abierta. Descargue el archivo o el acta."

TERMINO = "La sesión terminó. Recargue la página, ingrese y vuelva a registrar."


def register(server: Flask, vivo: Vivo, plan: Plan, almacen: Almacen, base_url: str) -> None:
    """La sala, la página de acuerdos y sus dos salidas: el acta y el registro."""

    def room() -> str:
        version = vivo.actual
        pedido = from_query(request.query_string.decode(errors="replace"), version.catalogo)
        ctx = context_for(pedido, version.datos, version.catalogo)
        slides = laminas(ctx, plan, almacen.public(), pedido.anios)
        return _page("sesion.html", base_url, almacen, session_values(ctx, plan, pedido.anios, slides))

    def agreements() -> str:
        sesion = offer(plan) | {"titulo": "", "version": vivo.actual.id, "archivo": "trata"}
        return _page("acuerdos.html", base_url, almacen, {"titulo": "", "sesion": sesion})

    def acta(asamblea: Asamblea) -> Response:
        return attachment(minutes(asamblea, plan, date.today()), f"acta_acuerdos_{date.today()}.docx", DOCX)

    def keep(asamblea: Asamblea) -> Response:
        return _keep(almacen, asamblea)

    server.add_url_rule("/presentar/sala", "sala", room)
    server.add_url_rule("/presentar/acuerdos", "acuerdos", agreements)
    server.add_url_rule("/presentar/acta", "acta", lambda: _with_file(plan, acta), methods=["POST"])
    server.add_url_rule("/presentar/registrar", "registrar", lambda: _with_file(plan, keep), methods=["POST"])


def _page(template: str, base_url: str, almacen: Almacen, values: dict) -> str:
    guiones = [base_url, PLOTLY_ROUTE, *(f"/assets/{name}" for name in GUIONES)]
    sello = generate_csrf() if _secretary() else ""
    registro = "si" if sello else "ingresar" if almacen.has_users() else "sin_usuarios"
    values["sesion"] |= {"sello": sello}
    return page(template, archivo=False, registro=registro, hojas=HOJAS, guiones=guiones, **values)


def _with_file(plan: Plan, action: Callable[[Asamblea], Response]) -> Response:
    """Revisa el archivo que envía el navegador y, si está bien, hace algo con él."""
    try:
        return action(read(request.get_data(), plan))
    except ArchivoInvalido as error:
        return Response("\n".join(error.faltas), 400, mimetype="text/plain")


def _secretary() -> str:
    """La cuenta de la Secretaría Técnica que está en la página, o nada."""
    user = getattr(current_user, "usuario", None) if hasattr(current_app, "login_manager") else None
    return user.usuario if user and user.rol is Rol.SECRETARIA else ""


def _keep(almacen: Almacen, asamblea: Asamblea) -> Response:
    try:
        usuario = _secretary()
        if not usuario:
            return Response(SIN_PERMISO, 403, mimetype="text/plain")
        validate_csrf(request.headers.get("X-CSRFToken", ""))
        new, known = record(almacen, usuario, asamblea.acuerdos)
    except ValidationError:
        return Response(
            "La sesión terminó. Recargue la página, ingrese y vuelva a registrar.", 403, mimetype="text/plain"
        )
    except Rechazo as refused:
        return Response(str(refused), 409, mimetype="text/plain")
    return Response(f"{new} registrados o corregidos en Metas; {known} ya estaban.", mimetype="text/plain")
