"""Importar archivos de las fuentes: leerlos como se publican, guardarlos aparte y unirlos a los datos.

Este módulo es ligero; lo demás se carga solo al ejecutar una orden.
"""

import argparse
from pathlib import Path

from dashboard.settings import Settings


def add_commands(subparsers) -> None:
    """Añade las órdenes `import` y `proteger`."""
    load = _verb(subparsers, "import", "carga archivos de una fuente y dice qué se entendió de cada uno", _import)
    load.add_argument("archivos", metavar="ARCHIVO", type=Path, nargs="+", help="CSV o XLSX, tal como se descargó")
    load.add_argument("--como", metavar="FUENTE", help="lee los archivos como de esta fuente, sin reconocerla")
    load.add_argument("--simular", action="store_true", help="da el informe y no escribe nada")
    load.add_argument("--datos", metavar="CARPETA", type=Path, help="carpeta de datos del tablero")
    again = _verb(subparsers, "proteger", "protege otra vez las personas importadas, con el umbral vigente", _protect)
    again.add_argument("--datos", metavar="CARPETA", type=Path, help="carpeta de datos del tablero")


def _verb(subparsers, name: str, description: str, run) -> argparse.ArgumentParser:
    verb = subparsers.add_parser(name, help=description, description=description)
    verb.set_defaults(run=run)
    return verb


def _import(args: argparse.Namespace) -> int:
    from dashboard.importer.command import import_files

    settings = Settings.from_environment()
    return import_files(args.archivos, args.datos or settings.datos, settings.umbral, args.como, args.simular)


def _protect(args: argparse.Namespace) -> int:
    from dashboard.importer.command import protect_all

    return protect_all(_folder(args), Settings.from_environment().umbral)


def _folder(args: argparse.Namespace) -> Path:
    return args.datos or Settings.from_environment().datos
