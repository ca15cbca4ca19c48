"""Límites geográficos: la aproximación que viaja con el proyecto y la importación de los oficiales.

Este módulo es ligero; las bibliotecas geográficas se cargan solo al ejecutar una orden.
"""

import argparse
import sys
from pathlib import Path

from dashboard.settings import Settings


def add_commands(subparsers) -> None:
    """Añade la orden `limites` con sus dos acciones: `construir` e `importar`."""
    text = "construye los límites aproximados o importa los oficiales"
    actions = subparsers.add_parser("limites", help=text, description=text).add_subparsers(
        required=True, metavar="ACCIÓN"
    )
    build = _action(actions, "construir", "rehace la aproximación a partir de sus insumos", _build)
    build.add_argument("--fuentes", type=Path, required=True, help="carpeta con los paquetes de npm")
    load = _action(actions, "importar", "reemplaza la aproximación por la capa distrital oficial", _import)
    load.add_argument("archivo", type=Path, help="capa de distritos: .shp, .gpkg, .geojson o .zip")


def _action(actions, name: str, description: str, run) -> argparse.ArgumentParser:
    action = actions.add_parser(name, help=description, description=description)
    action.add_argument("--datos", type=Path, default=None, help="carpeta de datos del tablero")
    action.set_defaults(run=lambda args: _reporting(run, args))
    return action


def _reporting(run, args: argparse.Namespace) -> int:
    from dashboard.limites.errores import LimitesError

    try:
        run(args, args.datos or Settings.from_environment().datos)
    except LimitesError as error:
        print(f"No se cambió nada. {error}", file=sys.stderr)
        return 1
    return 0


def _build(args: argparse.Namespace, datos: Path) -> None:
    from dashboard.limites.construir import build
    from dashboard.limites.geojson import replace_all

    replace_all(datos / "geo", build(args.fuentes, datos))
    print(f"Límites aproximados escritos en {datos / 'geo'}.")


def _import(args: argparse.Namespace, datos: Path) -> None:
    from dashboard.limites.geojson import replace_all
    from dashboard.limites.importar import import_layer

    contents, distritos = import_layer(args.archivo, datos)
    replace_all(datos / "geo", contents)
    print(f"Límites oficiales escritos en {datos / 'geo'}: {distritos:,} distritos leídos.")
    print("Guarde el nuevo sello con: python -m dashboard check --sellar")
