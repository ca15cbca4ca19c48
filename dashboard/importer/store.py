"""Guarda una importación: escribe aparte, asegura en el disco y cambia de una vez. Si algo falla, queda lo anterior."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from dashboard.importer.carpetas import NUEVA, VIEJA


def install(changes: Mapping[Path, Mapping[str, bytes]]) -> None:
    """Deja en cada carpeta sus archivos, en lugar de lo que hubiera. Hace falta tener el candado.

    Primero se escriben todas aparte; si el disco falla ahí, no cambia ninguna.
    """
    staged = {target: target.with_name(f"{NUEVA}{target.name}") for target in changes}
    for base in {target.parent for target in changes}:
        base.mkdir(exist_ok=True)
        recover(base)
    try:
        for target, files in changes.items():
            _write(staged[target], files)
        for target, ready in staged.items():
            _swap(ready, target)
    except BaseException:
        for ready in staged.values():
            shutil.rmtree(ready, ignore_errors=True)
        raise
    for base in {target.parent for target in changes}:
        _sync_folder(base)


def recover(base: Path) -> None:
    """Termina o deshace lo que dejó a medias una importación interrumpida."""
    for staged in base.glob(f"{NUEVA}*"):
        shutil.rmtree(staged)
    for old in base.glob(f"{VIEJA}*"):
        target = base / old.name.removeprefix(VIEJA)
        if target.exists():
            shutil.rmtree(old)
        else:
            os.replace(old, target)


def _write(staged: Path, files: Mapping[str, bytes]) -> None:
    staged.mkdir()
    for name, content in files.items():
        with (staged / name).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    _sync_folder(staged)


def _swap(staged: Path, target: Path) -> None:
    """Entre los dos cambios de nombre, quien lea encuentra la carpeta anterior (carpetas.live_folders)."""
    old = target.with_name(f"{VIEJA}{target.name}")
    if not target.exists():
        os.replace(staged, target)
        return
    os.replace(target, old)
    try:
        os.replace(staged, target)
    except BaseException:
        os.replace(old, target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows no sincroniza carpetas
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
