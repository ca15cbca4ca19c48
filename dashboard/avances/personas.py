"""Quién puede hacer qué, y cómo se comprueba que es quien dice."""

import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dashboard.avances.errores import ContenidoInvalido, SinPermiso

MIN_CLAVE, MAX_CLAVE = 12, 200


class Rol(StrEnum):
    """Un lector ve lo aprobado, como cualquiera; los demás hacen además lo suyo y nada más."""

    LECTOR = "lector"
    INFORMANTE = "informante"
    SECRETARIA = "secretaria"
    ADMINISTRADOR = "administrador"
    CONSOLA = "consola"  # quien tiene la consola tiene el servidor: puede todo y el libro lo dice


NOMBRES = {
    Rol.LECTOR: "lector",
    Rol.INFORMANTE: "informante",
    Rol.SECRETARIA: "Secretaría Técnica",
    Rol.ADMINISTRADOR: "administrador",
}


@dataclass(frozen=True)
class Usuario:
    """Una persona con cuenta. `institucion` solo la tiene un informante; `marca` cambia con cada clave."""

    usuario: str
    nombre: str
    rol: Rol
    institucion: str = ""
    activo: bool = True
    marca: str = field(default="", compare=False)


CONSOLA = Usuario("consola", "Consola del servidor", Rol.CONSOLA)


def require(usuario: Usuario, *roles: Rol) -> None:
    """Lanza SinPermiso si la cuenta no está activa o no tiene uno de esos roles."""
    if not usuario.activo:
        raise SinPermiso(f"La cuenta «{usuario.usuario}» está desactivada. Pida a un administrador que la active.")
    if usuario.rol not in (*roles, Rol.CONSOLA):
        names = " o ".join(NOMBRES[r] for r in roles)
        raise SinPermiso(f"Esto lo hace una cuenta de {names}; «{usuario.usuario}» es {NOMBRES[usuario.rol]}.")


def require_institution(usuario: Usuario, institucion: str) -> None:
    """Lanza SinPermiso si no es informante de esa institución."""
    require(usuario, Rol.INFORMANTE)
    if usuario.rol is not Rol.CONSOLA and usuario.institucion != institucion:
        raise SinPermiso(f"«{usuario.usuario}» informa por {usuario.institucion} y esto es de {institucion}.")


def hash_password(clave: str) -> str:
    """El argon2 de la clave. Lanza ContenidoInvalido si es corta o larga en exceso."""
    if not MIN_CLAVE <= len(clave) <= MAX_CLAVE:
        raise ContenidoInvalido(f"La clave debe tener entre {MIN_CLAVE} y {MAX_CLAVE} letras. Una frase sirve.")
    return _hasher().hash(clave)


def matches(clave: str, guardada: str) -> bool:
    """Si la clave es la guardada; tarda lo mismo aunque no haya ninguna."""
    try:
        return _hasher().verify(guardada or _decoy(), clave) and bool(guardada)
    except (VerificationError, InvalidHashError):
        return False


def fingerprint(guardada: str) -> str:
    """Lo que el libro anota de una clave ya cifrada: delata el cambio y no la revela."""
    return sha256(guardada.encode()).hexdigest()


def new_password() -> str:
    """Una clave al azar, que se muestra una vez."""
    return "-".join(secrets.token_hex(3) for _ in range(4))


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@lru_cache(maxsize=1)
def _decoy() -> str:
    return _hasher().hash(secrets.token_hex())
