"""Respaldar y restaurar: el almacén entero en un archivo que sirve para SQLite y para PostgreSQL por igual.

Un respaldo es un .zip con una copia en SQLite, tomada en un mismo instante mientras el tablero sigue funcionando, los
archivos de evidencia que esa copia nombra y la cabeza del libro. Pasar de una base a otra es respaldar y restaurar.
"""

import json
import os
import re
import tempfile
import zipfile
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, insert, select

from dashboard.avances import ledger
from dashboard.avances.almacen import Almacen
from dashboard.avances.archivos import Archivos
from dashboard.avances.conexion import ARCHIVO, Base
from dashboard.avances.errores import AlmacenNoDisponible, ContenidoInvalido, FueraDeOrden, NoExiste
from dashboard.avances.escritura import table
from dashboard.avances.esquema import Tabla
from dashboard.avances.ledger import Cabeza
from dashboard.avances.verificar import verify

FICHA, EVIDENCIAS = "respaldo.json", "evidencias"
EVIDENCIA = re.compile(r"evidencias/([0-9a-f]{2})/(\1[0-9a-f]{62})")
POR_VEZ = 500


def back_up(almacen: Almacen, destino: Path) -> Cabeza:
    """Escribe el respaldo y devuelve su cabeza. Lanza FueraDeOrden si `destino` ya existe o no hay qué respaldar."""
    if destino.exists():
        raise FueraDeOrden(f"{destino} ya existe. Elija otro nombre: un respaldo no pisa a otro.")
    if not almacen.base.existe:
        raise NoExiste("Todavía no hay avances que respaldar.")
    with tempfile.TemporaryDirectory() as folder:
        copy = Base(Path(folder))
        with almacen.base.reading() as source, copy.writing() as target:
            _copy(source, target)
            head = ledger.head(source)
            digests = set(source.scalars(select(table("evidencias").c.sha256))) - {""}
        copy.close()
        try:
            _pack(almacen, destino, copy.archivo, sorted(digests), head)
        except OSError as error:
            raise AlmacenNoDisponible(f"No se pudo escribir {destino}: {error.strerror}.") from error
    return head


def restore(almacen: Almacen, origen: Path) -> Cabeza:
    """Restaura sobre un almacén vacío, solo si el respaldo está sano, y devuelve su cabeza."""
    if almacen.head() != Cabeza():
        raise FueraDeOrden("Este almacén ya tiene avances. Restaure en una carpeta o una base vacía.")
    with tempfile.TemporaryDirectory() as folder:
        noted = _unpack(origen, Path(folder))
        base, files = Base(Path(folder)), Archivos(Path(folder) / EVIDENCIAS)
        copy = Almacen(base, files, almacen.plan, almacen.instituciones)
        _check(copy, noted)
        for path in sorted(p for p in files.carpeta.rglob("*") if p.is_file()):
            almacen.archivos.keep(path.read_bytes())
        with base.reading() as source, almacen.base.writing() as target:
            _copy(source, target)
        base.close()
    return almacen.head()


def _check(copy: Almacen, noted: Cabeza) -> None:
    try:
        faults = verify(copy, noted).faltas
    except AlmacenNoDisponible:
        faults = ("La base de datos que trae no se puede leer.",)
    if faults:
        raise ContenidoInvalido("El respaldo está dañado; no se restauró nada:\n" + "\n".join(faults))


def _copy(source: Connection, target: Connection) -> None:
    """Todas las filas de todas las tablas, en el orden que piden sus llaves."""
    for rows_of in Tabla.metadata.sorted_tables:
        rows = source.execute(select(rows_of)).mappings()
        while batch := [dict(r) for r in islice(rows, POR_VEZ)]:
            target.execute(insert(rows_of), batch)


def _pack(almacen: Almacen, destino: Path, copia: Path, digests: list[str], head: Cabeza) -> None:
    """El .zip se arma aparte y toma su nombre al final: uno a medias no se confunde con uno entero."""
    card = {"cabeza": str(head), "fecha": datetime.now(UTC).isoformat(), "plan": almacen.plan.ficha.plan}
    half = destino.with_name(f".{destino.name}.nuevo")
    try:
        with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as package:
            package.write(copia, ARCHIVO)
            for digest in digests:
                package.writestr(f"{EVIDENCIAS}/{digest[:2]}/{digest}", almacen.archivos.read(digest))
            package.writestr(FICHA, json.dumps(card, ensure_ascii=False, indent=2))
        os.chmod(half, 0o600)
        os.replace(half, destino)
    finally:
        half.unlink(missing_ok=True)


def _unpack(origen: Path, folder: Path) -> Cabeza:
    """Extrae solo lo que un respaldo contiene, y devuelve la cabeza anotada en él."""
    try:
        with zipfile.ZipFile(origen) as package:
            for name in package.namelist():
                if name in (ARCHIVO, FICHA) or EVIDENCIA.fullmatch(name):
                    package.extract(name, folder)
        number, _, digest = json.loads((folder / FICHA).read_text(encoding="utf-8"))["cabeza"].partition(":")
        if not (folder / ARCHIVO).exists():
            raise KeyError(ARCHIVO)
        return Cabeza(int(number), digest)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
        raise ContenidoInvalido(f"{origen} no es un respaldo de avances, o está dañado.") from error
