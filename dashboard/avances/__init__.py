"""El almacén de avances: lo que cada institución informa, quién lo revisó y el libro que lo prueba.

Este módulo es ligero: la base de datos se carga solo cuando hace falta.
"""

import argparse
from pathlib import Path


def add_commands(subparsers) -> None:
    """Añade las órdenes `usuarios`, `ledger`, `avances` y `periodos`."""
    users = _group(subparsers, "usuarios", "crea, lista, cambia la clave o desactiva cuentas")
    new = _verb(users, "crear", "crea una cuenta y muestra su clave una vez", "create")
    new.add_argument("usuario", help="con qué entra: minúsculas sin tildes, números, punto o guion")
    new.add_argument("--nombre", required=True, help="nombre de la persona")
    new.add_argument("--rol", required=True, choices=("lector", "informante", "secretaria", "administrador"))
    new.add_argument("--institucion", default="", metavar="SIGLA", help="de un informante: MIMP, GORE-17…")
    new.add_argument("--sin-clave", action="store_true", help="solo entra con la cuenta de su institución (OIDC)")
    _verb(users, "listar", "lista las cuentas", "listing")
    for verb, help_text, run in (
        ("clave", "da una clave nueva y la muestra una vez", "password"),
        ("desactivar", "impide entrar a una cuenta; lo que hizo queda", "deactivate"),
        ("activar", "permite entrar otra vez", "activate"),
    ):
        _verb(users, verb, help_text, run).add_argument("usuario")
    check = _verb(
        _group(subparsers, "ledger", "el libro de cambios"), "verify", "halla cualquier cambio ajeno", "verify"
    )
    check.add_argument("--cabeza", metavar="N:HUELLA", help="una cabeza anotada antes, que debe seguir en el libro")
    copies = _group(subparsers, "avances", "respalda y restaura los avances")
    for verb, help_text, run in (
        ("respaldo", "copia todo en un .zip, sin detener el tablero", "back_up"),
        ("restaurar", "trae un respaldo a un almacén vacío, de SQLite o PostgreSQL", "restore"),
    ):
        _verb(copies, verb, help_text, run).add_argument("archivo", type=Path, metavar="ARCHIVO.zip")
    close = _verb(_group(subparsers, "periodos", "los periodos del plan"), "cerrar", "cierra un periodo", "close")
    close.add_argument("periodo", help="por ejemplo 2017-2018")


def _group(subparsers, name: str, description: str):
    return subparsers.add_parser(name, help=description, description=description).add_subparsers(
        required=True, metavar="ORDEN"
    )


def _verb(subparsers, name: str, description: str, function: str) -> argparse.ArgumentParser:
    verb = subparsers.add_parser(name, help=description, description=description)
    verb.set_defaults(run=lambda args: _run(function, args))
    return verb


def _run(function: str, args: argparse.Namespace) -> int:
    from dashboard.avances import consola

    return consola.run(function, args)
