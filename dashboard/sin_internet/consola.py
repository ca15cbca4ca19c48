"""Las órdenes `plantilla --institucion` y `recibir` en la consola: qué se hizo, qué cambia y código de salida."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from dashboard.avances.abrir import open_store
from dashboard.avances.errores import Rechazo
from dashboard.avances.personas import CONSOLA
from dashboard.plan.load import load_plan
from dashboard.settings import Settings
from dashboard.sin_internet.clave import signing_key
from dashboard.sin_internet.hoja import form_name
from dashboard.sin_internet.recibir import Ventanilla
from dashboard.sin_internet.revisar import Revision
from dashboard.sources.faltas import FALTAS
from dashboard.sources.lectura import ArchivoRechazado

BIEN, RECHAZADO = 0, 2


def open_desk(settings: Settings) -> Ventanilla:
    """La ventanilla de esta instalación."""
    almacen = open_store(settings, load_plan(settings.datos / "planes" / settings.plan))
    return Ventanilla(almacen, signing_key(settings.avances, settings.secreto), settings.avances)


def write_form(path: Path | None, institucion: str, periodo: str) -> int:
    """Escribe el formulario de avances; no pisa un archivo que ya existe."""
    path = path or Path(form_name(institucion, periodo))
    if path.suffix.lower() != ".xlsx" or path.exists():
        why = "ya existe. Elija otro nombre o muévalo antes" if path.exists() else "debe terminar en .xlsx"
        print(f"{path} {why}.", file=sys.stderr)
        return RECHAZADO
    desk = open_desk(Settings.from_environment())
    try:
        path.write_bytes(desk.write(institucion, periodo))
    except Rechazo as refused:
        print(refused, file=sys.stderr)
        return RECHAZADO
    finally:
        desk.almacen.base.close()
    print(f"Formulario de {institucion} para {periodo} escrito en {path}.")
    return BIEN


def receive_files(paths: Iterable[Path], simular: bool) -> int:
    """Recibe cada archivo y devuelve 0, o 2 si alguno se rechazó."""
    desk = open_desk(Settings.from_environment())
    try:
        return max(_receive(desk, path, simular) for path in paths)
    finally:
        desk.almacen.base.close()


def _receive(desk: Ventanilla, path: Path, simular: bool) -> int:
    try:
        revision = desk.examine(path) if simular else desk.receive(path, CONSOLA.usuario)
    except ArchivoRechazado as refused:
        print(f"No se recibió {refused}\n  Qué hacer: {FALTAS[refused.codigo].que_hacer}", file=sys.stderr)
        return RECHAZADO
    print("\n".join(summary(revision, simular)))
    return BIEN


def summary(revision: Revision, simular: bool) -> Iterator[str]:
    """Qué cambia, meta por meta, con lo de antes y lo de ahora."""
    control = revision.leido.control
    yield f"{revision.leido.nombre}: {control.institucion}, {control.periodo}."
    yield f"  Metas con cambios: {len(revision.cambios)}. Sin cambios: {revision.iguales}."
    for c in revision.cambios:
        version = f"versión {c.antes.version}" if c.antes else "primera vez"
        yield f"  {c.envio.meta_id} ({version})"
        yield from (f"    {what}: {before} → {after}" for what, before, after in c.lineas)
    yield from (f"  Aviso {a.codigo}: {a.mensaje}" for a in revision.avisos)
    if simular:
        yield "  No se guardó nada: fue una simulación."
    elif revision.cambios:
        yield "  Todo quedó enviado a la Secretaría Técnica."
