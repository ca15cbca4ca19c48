"""`python -m dashboard acuerdos ARCHIVO`: une al almacén los acuerdos que una sesión anotó sin internet."""

import argparse
import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from dashboard.avances.abrir import open_store
from dashboard.avances.almacen import Almacen
from dashboard.avances.errores import Rechazo
from dashboard.avances.personas import CONSOLA
from dashboard.informes.acta import minutes
from dashboard.informes.acuerdos import ArchivoInvalido, Asamblea, merge, read, written_by
from dashboard.plan import Plan
from dashboard.plan.load import load_plan
from dashboard.plan.reportes import Acuerdo
from dashboard.settings import Settings

SELLO = re.compile(r"Anotado por .* \[(\S+)\]\.")


def record(almacen: Almacen, usuario: str, acuerdos: Iterable[Acuerdo]) -> tuple[int, int]:
    """Registra los nuevos y los corregidos después; devuelve (registrados, ya estaban).

    El almacén guarda quién registra y cuándo; quién lo anotó en la sesión, y a qué hora, queda en el seguimiento. Con
    esa hora se sabe que un archivo repetido o más viejo no trae nada. Lo que la Secretaría Técnica reescribió ya no
    lleva esa hora y no se pisa.
    """
    known = {a.acuerdo_id: a for a in almacen.public().acuerdos}
    rows = tuple(acuerdos)
    new = [_signed(a, known.get(a.acuerdo_id)) for a in rows if _is_news(a, known.get(a.acuerdo_id))]
    almacen.record_agreements(usuario, new)
    return len(new), len(rows) - len(new)


def _is_news(acuerdo: Acuerdo, known: Acuerdo | None) -> bool:
    if known is None:
        return True
    stamp = SELLO.search(known.seguimiento)
    return stamp is not None and datetime.fromisoformat(stamp[1]) < acuerdo.fecha


def _signed(acuerdo: Acuerdo, known: Acuerdo | None) -> Acuerdo:
    estado = known.estado if known else acuerdo.estado
    note = f"Anotado por {written_by(acuerdo)} [{acuerdo.fecha.isoformat()}]."
    return replace(acuerdo, estado=estado, seguimiento=note)


def run(args: argparse.Namespace) -> int:
    """Registra y, si se pide, escribe el acta; devuelve 1 y dice todas las faltas si un archivo no se puede leer."""
    settings = Settings.from_environment()
    plan = load_plan(settings.datos / "planes" / settings.plan)
    try:
        asamblea = _together([_read(path, plan) for path in args.archivos])
        if not args.solo_acta:
            _record(open_store(settings, plan), asamblea)
    except (ArchivoInvalido, Rechazo) as error:
        print(*(error.faltas if isinstance(error, ArchivoInvalido) else [error]), sep="\n", file=sys.stderr)
        return 1
    if args.acta:
        args.acta.write_bytes(minutes(asamblea, plan, date.today()))
        print(f"Acta: {args.acta}")
    return 0


def _read(path: Path, plan: Plan) -> Asamblea:
    try:
        return read(path.read_bytes(), plan)
    except OSError as error:
        raise ArchivoInvalido(f"No se pudo abrir {path}: {error.strerror}.") from None
    except ArchivoInvalido as error:
        raise ArchivoInvalido(*(f"{path.name}: {fault}" for fault in error.faltas)) from None


def _together(asambleas: list[Asamblea]) -> Asamblea:
    return replace(asambleas[0], acuerdos=merge(a for one in asambleas for a in one.acuerdos))


def _record(almacen: Almacen, asamblea: Asamblea) -> None:
    try:
        new, known = record(almacen, CONSOLA.usuario, asamblea.acuerdos)
    finally:
        almacen.base.close()
    print(f"{new} registrados o corregidos; {known} ya estaban.")
