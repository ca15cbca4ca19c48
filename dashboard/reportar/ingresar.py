"""Ingresar, salir y cambiar la propia clave."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask_login import logout_user
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from dashboard.avances.personas import MAX_CLAVE, MIN_CLAVE, Rol, Usuario
from dashboard.reportar import informar, sesion
from dashboard.reportar.pagina import page
from dashboard.reportar.sesion import almacen, me

PROPIOS = ("csrf_token", "clave", "actual", "nueva", "otra_vez")  # ni sellos ni claves viajan por la página
CONSERVADO = "escrito:"
INICIOS = {Rol.INFORMANTE: "inicio", Rol.SECRETARIA: "bandeja", Rol.ADMINISTRADOR: "usuarios"}


class Ingreso(FlaskForm):
    """Con qué se entra."""

    usuario = StringField("Usuario", [InputRequired("Escriba su usuario."), Length(max=40)])
    clave = PasswordField("Clave", [InputRequired("Escriba su clave."), Length(max=MAX_CLAVE)])
    destino = HiddenField()


class CambioDeClave(FlaskForm):
    """La clave de ahora y la nueva, dos veces."""

    actual = PasswordField("Clave de ahora", [InputRequired("Escriba su clave de ahora."), Length(max=MAX_CLAVE)])
    nueva = PasswordField(
        "Clave nueva",
        [Length(MIN_CLAVE, MAX_CLAVE, f"La clave nueva debe tener entre {MIN_CLAVE} y {MAX_CLAVE} letras.")],
    )
    otra_vez = PasswordField("La misma, otra vez", [EqualTo("nueva", "Las dos claves nuevas no son iguales.")])


def add_to(pages: Blueprint) -> None:
    """Agrega las páginas de la sesión."""
    limited = sesion.LIMITE.limit(sesion.INTENTOS, methods=["POST"], deduct_when=_failed)
    pages.add_url_rule("/ingresar", "ingresar", limited(log_in), methods=["GET", "POST"])
    pages.add_url_rule("/salir", "salir", log_out, methods=["POST"])
    pages.add_url_rule("/ingreso", "portada", front)
    pages.add_url_rule("/rescate", "rescate", rescue)
    pages.add_url_rule("/clave", "clave", password, methods=["GET", "POST"])


def log_in() -> Response:
    """El ingreso. Si la sesión terminó mientras se escribía, guarda lo escrito y lo devuelve al formulario."""
    if request.path != url_for("reportar.ingresar"):  # un envío que llegó sin sesión
        form = Ingreso(formdata=None)
        return page("ingresar", 401, form=form, escrito=_typed(), periodo=request.view_args.get("periodo", ""))
    form = Ingreso()
    if request.method == "GET":
        form.destino.data = request.args.get("destino", "")
        return page("ingresar", form=form, escrito={}, periodo="")
    user = almacen().authenticate(form.usuario.data, form.clave.data) if form.validate() else None
    if user is None:
        faults = _faults(form)
        return page("ingresar", 401, form=form, faltas=faults or [_refusal()], escrito=_kept(), periodo=_periodo())
    sesion.start(user)
    return _after(user, form.destino.data)


def rescue(escrito: dict[str, str] | None = None) -> Response:
    """Lo que se había escrito en una página que ya no vale, para copiarlo: nada se guardó y nada se pierde."""
    typed = _typed() if escrito is None else escrito
    return page("rescate", 400, textos=[text for text in typed.values() if " " in text.strip()])


def front() -> Response:
    """La primera página de cada rol."""
    return redirect(url_for(f"reportar.{INICIOS.get(me().rol, 'clave')}"))


def log_out() -> Response:
    logout_user()
    flash("Sesión cerrada.")
    return redirect(url_for("reportar.ingresar"))


def password() -> Response:
    """Cambia la propia clave; hace falta la de ahora."""
    form = CambioDeClave()
    if not form.validate_on_submit():
        faults = _faults(form)
        return page("clave", 422 if faults else 200, form=form, faltas=faults)
    if almacen().authenticate(me().usuario, form.actual.data) is None:
        return page("clave", 422, form=form, faltas=["La clave de ahora no es esa."])
    almacen().set_password(me().usuario, me().usuario, form.nueva.data)
    sesion.start(almacen().user(me().usuario))
    flash("Su clave cambió. Las demás sesiones abiertas con la anterior se cerraron.")
    return redirect(url_for("reportar.clave"))


def _after(user: Usuario, destino: str) -> Response:
    if _kept() and _periodo() and user.rol is Rol.INFORMANTE:
        return informar.show(_periodo(), _kept(), aviso=True)
    if _kept():
        return rescue(_kept())
    return redirect(sesion.local(destino) if destino else url_for("reportar.portada"))


def _typed() -> dict[str, str]:
    return {k: v for k, v in request.form.items() if k not in PROPIOS}


def _kept() -> dict[str, str]:
    """Lo que se escribió en el formulario antes de que la sesión terminara."""
    return {k.removeprefix(CONSERVADO): v for k, v in request.form.items() if k.startswith(CONSERVADO)}


def _periodo() -> str:
    return request.form.get("periodo", "")


def _faults(form: FlaskForm) -> list[str]:
    """Las faltas del formulario; la de su sello, dicha en castellano."""
    expired = "La página estuvo abierta demasiado tiempo. Escriba su clave otra vez."
    return [expired if name == "csrf_token" else text for name, texts in form.errors.items() for text in texts]


def _refusal() -> str:
    return "El usuario o la clave no son esos, o la cuenta está desactivada."


def _failed(response: Response) -> bool:
    return response.status_code == 401
