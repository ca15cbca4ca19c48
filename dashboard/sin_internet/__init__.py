"""Informar sin internet: un formulario de Excel por institución y periodo, que se compara al volver.

Este módulo es ligero; lo demás se carga solo al ejecutar una orden.
"""

import argparse
from pathlib import Path


def add_commands(subparsers) -> None:
    """Añade las órdenes `plantilla` y `recibir`."""
    blank = _verb(
        subparsers,
        "plantilla",
        "escribe una plantilla para llenar: la de avances de una institución o la de presuntas víctimas e imputados/as",
        _template,
    )
    blank.add_argument("archivo", metavar="ARCHIVO", type=Path, nargs="?", help="dónde guardarla: .xlsx (o .csv)")
    blank.add_argument("--institucion", metavar="SIGLA", help="avances de esta institución: MIMP, GORE-17…")
    blank.add_argument("--periodo", metavar="PERIODO", help="avances de este periodo: 2019-2020")
    blank.add_argument("--datos", metavar="CARPETA", type=Path, help="carpeta de datos del tablero")
    back = _verb(subparsers, "recibir", "recibe formularios de avances llenados sin internet", _receive)
    back.add_argument("archivos", metavar="ARCHIVO", type=Path, nargs="+", help=".xlsx, o .zip o carpeta con pruebas")
    back.add_argument("--simular", action="store_true", help="dice qué cambiaría y no guarda nada")


def _verb(subparsers, name: str, description: str, run) -> argparse.ArgumentParser:
    verb = subparsers.add_parser(name, help=description, description=description)
    verb.set_defaults(run=run, parser=verb)
    return verb


def _template(args: argparse.Namespace) -> int:
    if args.institucion and args.periodo:
        from dashboard.sin_internet.consola import write_form

        return write_form(args.archivo, args.institucion, args.periodo)
    if args.institucion or args.periodo or not args.archivo:
        args.parser.error("indique --institucion y --periodo, o el archivo en que va la plantilla de personas")
    from dashboard.importer.command import write_template
    from dashboard.settings import Settings

    return write_template(args.archivo, args.datos or Settings.from_environment().datos)


def _receive(args: argparse.Namespace) -> int:
    from dashboard.sin_internet.consola import receive_files

    return receive_files(args.archivos, args.simular)
