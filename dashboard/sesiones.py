"""/presentar/sala y /presentar/acuerdos: presentar las láminas de una región y dejar constancia de lo acordado."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from flask import Flask, Response, request
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from dashboard.acuerdos import record
from dashboard.avances.almacen import Almacen
from dashboard.avances.errores import AlmacenNoDisponible, Rechazo
from dashboard.avances.personas import Rol
from dashboard.browser_base import PLOTLY_ROUTE
from dashboard.downloads import attachment
from dashboard.informes.acta import minutes
from dashboard.informes.acuerdos import ArchivoInvalido, Asamblea, read
from dashboard.informes.laminas import laminas
from dashboard.informes.paginas import page
from dashboard.informes.pedido import Pedido, context_for, from_query
from dashboard.informes.sesion import GUIONES, HOJAS, offer, session_values
from dashboard.plan import Plan
from dashboard.plan.reportes import Avances
from dashboard.reportar.sesion import almacen as almacen_vigente
from dashboard.reportar.sesion import sealed
from dashboard.vivo import Version, Vivo

SALAS_GUARDADAS = 16
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SIN_PERMISO = "Solo la Secretaría Técnica registra acuerdos, con su sesión abierta. Descargue el archivo o el acta."
TERMINO = "La sesión terminó. Recargue la página, ingrese y vuelva a registrar."


def register(server: Flask, vivo: Vivo, plan: Plan, almacen: Almacen, base_url: str) -> None:
    """La sala, la página de acuerdos y sus dos salidas: el acta y el registro."""

    @lru_cache(maxsize=SALAS_GUARDADAS)
    def values(version: Version, pedido: Pedido, avances: Avances) -> dict:
        ctx = context_for(pedido, version.datos, version.catalogo)
        return session_values(ctx, plan, pedido.anios, laminas(ctx, plan, avances, pedido.anios))

    def room() -> Response:
        version = vivo.actual
        pedido = from_query(request.query_string.decode(errors="replace"), version.catalogo)
        return _page("sesion.html", base_url, values(version, pedido, almacen.public()))

    def agreements() -> Response:
        sesion = offer(plan) | {"titulo": "", "version": vivo.actual.id, "archivo": "trata"}
        return _page("acuerdos.html", base_url, {"titulo": "", "sesion": sesion})

    def acta(asamblea: Asamblea) -> Response:
        return attachment(minutes(asamblea, plan, date.today()), f"acta_acuerdos_{date.today()}.docx", DOCX)

    server.add_url_rule("/presentar/sala", "sala", room)
    server.add_url_rule("/presentar/acuerdos", "acuerdos", agreements)
    server.add_url_rule("/presentar/acta", "acta", lambda: _with_file(plan, acta), methods=["POST"])
    server.add_url_rule("/presentar/registrar", "registrar", lambda: _with_file(plan, _keep), methods=["POST"])


def _page(template: str, base_url: str, values: dict) -> Response:
    """La página con lo que puede hacer quien la abre; la de la Secretaría Técnica lleva su sello y no se guarda."""
    guiones = [base_url, PLOTLY_ROUTE, *(f"/assets/{name}" for name in GUIONES)]
    sello = generate_csrf() if _secretary() else ""
    sesion = values["sesion"] | {"sello": sello}
    registro = "si" if sello else _who_records()
    html = page(template, archivo=False, registro=registro, hojas=HOJAS, guiones=guiones, **values | {"sesion": sesion})
    return Response(html, headers={"Cache-Control": "no-store"} if sello else {})


def _who_records() -> str:
    """Por qué no se registra desde esta página: falta ingresar, no hay cuentas o el almacén no responde."""
    try:
        return "ingresar" if almacen_vigente().has_users() else "sin_usuarios"
    except AlmacenNoDisponible:
        return "caido"


def _secretary() -> str:
    """La cuenta de la Secretaría Técnica que está en la página, o nada."""
    user = getattr(current_user, "usuario", None)
    return user.usuario if user and user.rol is Rol.SECRETARIA else ""


def _with_file(plan: Plan, action: Callable[[Asamblea], Response]) -> Response:
    """Revisa el archivo que envía el navegador y, si está bien, hace algo con él."""
    try:
        return action(read(request.get_data(), plan))
    except ArchivoInvalido as error:
        return _told("\n".join(error.faltas), 400)


def _keep(asamblea: Asamblea) -> Response:
    if not _secretary():
        return _told(SIN_PERMISO, 403)
    if not sealed():
        return _told(TERMINO, 403)
    try:
        new, known = record(almacen_vigente(), _secretary(), asamblea.acuerdos)
    except Rechazo as refused:
        return _told(str(refused), 409)
    return _told(f"{new} registrados o corregidos en Metas; {known} ya estaban.", 200)


def _told(text: str, status: int) -> Response:
    return Response(text, status, mimetype="text/plain")
