"""Crear, cambiar y comprobar cuentas."""

import re

from sqlalchemy import Connection, select, update

from dashboard.avances.errores import Conflicto, ContenidoInvalido
from dashboard.avances.escritura import Escritura, find_user, table, user_of
from dashboard.avances.personas import CONSOLA, Rol, Usuario, fingerprint, hash_password, matches, require

NOMBRE = re.compile(r"[a-z0-9][a-z0-9._@+-]{2,39}")


def create(w: Escritura, usuario: Usuario, clave: str = "") -> None:
    """Agrega una cuenta; sin clave, solo entra por la institución (OIDC)."""
    require(w.usuario, Rol.ADMINISTRADOR)
    _check(w, usuario)
    users = table("usuarios")
    if w.connection.execute(select(users).where(users.c.usuario == usuario.usuario)).first():
        raise Conflicto(f"Ya hay una cuenta «{usuario.usuario}».")
    _save(w, usuario, hash_password(clave) if clave else "")


def set_password(w: Escritura, usuario: str, clave: str) -> None:
    """Cambia una clave: la propia, o cualquiera si es administrador."""
    if usuario != w.usuario.usuario:
        require(w.usuario, Rol.ADMINISTRADOR)
    require(w.usuario, *Rol)
    _save(w, find_user(w.connection, usuario), hash_password(clave))


def set_active(w: Escritura, usuario: str, activo: bool) -> None:
    """Activa o desactiva una cuenta; nunca se borra, porque el libro la nombra."""
    require(w.usuario, Rol.ADMINISTRADOR)
    if usuario == w.usuario.usuario:
        raise ContenidoInvalido("No puede desactivar su propia cuenta: pídalo a otro administrador.")
    found = find_user(w.connection, usuario)
    row = Usuario(found.usuario, found.nombre, found.rol, found.institucion, activo)
    if found != row:
        _save(w, row, _password(w.connection, usuario))


def authenticate(connection: Connection, usuario: str, clave: str) -> Usuario | None:
    """La cuenta activa con esa clave, o None; tarda lo mismo si no existe."""
    users = table("usuarios")
    row = connection.execute(select(users).where(users.c.usuario == usuario)).first()
    return user_of(row) if matches(clave, row.clave if row else "") and row.activo else None


def everyone(connection: Connection) -> tuple[Usuario, ...]:
    """Todas las cuentas, por nombre de usuario."""
    users = table("usuarios")
    return tuple(map(user_of, connection.execute(select(users).order_by(users.c.usuario))))


def _check(w: Escritura, usuario: Usuario) -> None:
    if not NOMBRE.fullmatch(usuario.usuario) or usuario.usuario == CONSOLA.usuario:
        raise ContenidoInvalido(
            f"«{usuario.usuario}» no sirve de usuario: use de 3 a 40 letras minúsculas sin tildes, números, punto, "
            "guion o arroba."
        )
    if not usuario.nombre.strip() or len(usuario.nombre) > 200:
        raise ContenidoInvalido("Escriba el nombre de la persona, en no más de 200 letras.")
    if usuario.rol is Rol.CONSOLA:
        raise ContenidoInvalido("Ese rol no se asigna.")
    if (usuario.rol is Rol.INFORMANTE) != bool(usuario.institucion):
        raise ContenidoInvalido("Un informante lleva su institución; los demás roles, ninguna.")
    if usuario.institucion:
        w.ensure_institution(usuario.institucion)


def _save(w: Escritura, usuario: Usuario, clave: str) -> None:
    datos = {
        "usuario": usuario.usuario,
        "nombre": usuario.nombre.strip(),
        "rol": usuario.rol.value,
        "institucion": usuario.institucion or None,
        "activo": usuario.activo,
        "huella_clave": fingerprint(clave),
    }
    w.record("usuario", datos)
    users = table("usuarios")
    w.connection.execute(update(users).where(users.c.usuario == usuario.usuario).values(clave=clave))


def _password(connection: Connection, usuario: str) -> str:
    users = table("usuarios")
    return connection.scalar(select(users.c.clave).where(users.c.usuario == usuario)) or ""
