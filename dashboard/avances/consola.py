"""Las órdenes del almacén en la consola: hacen, dicen qué hicieron y devuelven 0, o 1 con la razón."""

import argparse
import sys
from collections.abc import Callable

from dashboard.avances import respaldo
from dashboard.avances.abrir import open_store
from dashboard.avances.almacen import Almacen
from dashboard.avances.errores import Rechazo
from dashboard.avances.ledger import Cabeza
from dashboard.avances.personas import CONSOLA, NOMBRES, Rol, Usuario, new_password
from dashboard.avances.verificar import verify as verify_store
from dashboard.formatting import number
from dashboard.plan.load import load_plan
from dashboard.settings import Settings

YO = CONSOLA.usuario


def run(function: str, args: argparse.Namespace) -> int:
    """Ejecuta la orden sobre el almacén de esta instalación."""
    settings = Settings.from_environment()
    almacen = open_store(settings, load_plan(settings.datos / "planes" / settings.plan))
    try:
        return ORDENES[function](almacen, args) or 0
    except Rechazo as refused:
        print(refused, file=sys.stderr)
        return 1
    finally:
        almacen.base.close()


def create(almacen: Almacen, args: argparse.Namespace) -> None:
    clave = "" if args.sin_clave else new_password()
    user = Usuario(args.usuario, args.nombre, Rol(args.rol), args.institucion)
    almacen.create_user(YO, user, clave)
    print(f"Cuenta «{args.usuario}» creada ({NOMBRES[user.rol]}).")
    _show(clave)


def listing(almacen: Almacen, _args: argparse.Namespace) -> None:
    for user in almacen.users():
        notes = [NOMBRES[user.rol], user.institucion, "" if user.activo else "desactivada"]
        print(f"{user.usuario} · {user.nombre} · {', '.join(filter(None, notes))}")
    if not almacen.has_users():
        print("No hay cuentas: el tablero solo se lee. Cree una con: python -m dashboard usuarios crear …")


def password(almacen: Almacen, args: argparse.Namespace) -> None:
    clave = new_password()
    almacen.set_password(YO, args.usuario, clave)
    print(f"Clave de «{args.usuario}» cambiada.")
    _show(clave)


def deactivate(almacen: Almacen, args: argparse.Namespace) -> None:
    almacen.set_active(YO, args.usuario, False)
    print(f"Cuenta «{args.usuario}» desactivada.")


def activate(almacen: Almacen, args: argparse.Namespace) -> None:
    almacen.set_active(YO, args.usuario, True)
    print(f"Cuenta «{args.usuario}» activada.")


def verify(almacen: Almacen, args: argparse.Namespace) -> int:
    result = verify_store(almacen, _head(args.cabeza) if args.cabeza else None)
    if result.faltas:
        print("El almacén NO es el que el libro dice:", *result.faltas, sep="\n  · ", file=sys.stderr)
        return 1
    print(f"Todo coincide: {number(result.cabeza.secuencia)} eventos en orden y sin cambios.")
    print(f"Cabeza del libro, para anotarla en un acta: {result.cabeza}")
    return 0


def close(almacen: Almacen, args: argparse.Namespace) -> None:
    almacen.close_period(YO, args.periodo)
    print(f"Periodo {args.periodo} cerrado. Cabeza del libro, para el acta: {almacen.head()}")


def back_up(almacen: Almacen, args: argparse.Namespace) -> None:
    head = respaldo.back_up(almacen, args.archivo)
    print(f"Respaldo escrito en {args.archivo}. Guárdelo fuera de este equipo: contiene todo lo informado.")
    print(f"Cabeza del libro, para anotarla aparte: {head}")


def restore(almacen: Almacen, args: argparse.Namespace) -> None:
    head = respaldo.restore(almacen, args.archivo)
    print(f"Respaldo restaurado y comprobado: {number(head.secuencia)} eventos.")
    print(f"Cabeza del libro, que debe ser la anotada: {head}")


def _head(text: str) -> Cabeza:
    number_text, _, digest = text.partition(":")
    if not number_text.isdigit() or len(digest) != 64:
        raise Rechazo(f"«{text}» no es una cabeza. Cópiela entera del acta: número, dos puntos y 64 letras.")
    return Cabeza(int(number_text), digest)


def _show(clave: str) -> None:
    if clave:
        print(f"Su clave, que no se volverá a mostrar: {clave}")


ORDENES: dict[str, Callable[[Almacen, argparse.Namespace], int | None]] = {
    f.__name__: f for f in (create, listing, password, deactivate, activate, verify, back_up, restore, close)
}
