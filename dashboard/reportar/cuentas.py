"""La página del administrador: crear cuentas, dar claves y activarlas o desactivarlas."""

from flask import Blueprint, Response, flash, redirect, request, url_for

from dashboard.avances.errores import Rechazo
from dashboard.avances.personas import NOMBRES, Rol, Usuario, new_password
from dashboard.reportar.pagina import page
from dashboard.reportar.sesion import almacen, me, only


def add_to(pages: Blueprint) -> None:
    """Agrega las páginas de cuentas."""
    pages.add_url_rule("/usuarios", "usuarios", listing)
    pages.add_url_rule("/usuarios/crear", "crear_usuario", create, methods=["POST"])
    pages.add_url_rule("/usuarios/<usuario>/clave", "dar_clave", give_password, methods=["POST"])
    pages.add_url_rule("/usuarios/<usuario>/activar", "activar", activate, methods=["POST"])


def listing() -> Response:
    """Las cuentas y el formulario de una nueva."""
    return _page()


def create() -> Response:
    """Crea una cuenta y muestra su clave en esta única respuesta."""
    only(Rol.ADMINISTRADOR)
    form = request.form
    clave = "" if form.get("sin_clave") else new_password()
    try:
        rol = Rol(form.get("rol", ""))
        user = Usuario(form.get("usuario", "").strip(), form.get("nombre", ""), rol, form.get("institucion", ""))
        almacen().create_user(me().usuario, user, clave)
    except ValueError:
        return _page("Elija el rol de la cuenta.", 422)
    except Rechazo as error:
        return _page(str(error), 422)
    return _page(nueva=(user.usuario, clave), codigo=201)


def give_password(usuario: str) -> Response:
    """Da una clave nueva y la muestra en esta única respuesta."""
    only(Rol.ADMINISTRADOR)
    clave = new_password()
    almacen().set_password(me().usuario, usuario, clave)
    return _page(nueva=(usuario, clave))


def activate(usuario: str) -> Response:
    """Activa o desactiva."""
    only(Rol.ADMINISTRADOR)
    active = request.form.get("activo") == "1"
    almacen().set_active(me().usuario, usuario, active)
    flash(f"La cuenta «{usuario}» quedó {'activa' if active else 'desactivada'}.")
    return redirect(url_for("reportar.usuarios"))


def _page(falta: str = "", codigo: int = 200, nueva: tuple[str, str] | None = None) -> Response:
    only(Rol.ADMINISTRADOR)
    return page(
        "usuarios",
        codigo,
        usuarios=almacen().users(),
        instituciones=almacen().instituciones.values(),
        roles=NOMBRES,
        falta=falta,
        nueva=nueva,
        escrito=request.form if falta else {},
    )
