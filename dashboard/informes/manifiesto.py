"""El manifiesto de un paquete: con qué datos y filtros se hizo y la huella de cada archivo; y cómo se comprueba."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from dashboard.informes.lamina import Lamina
from dashboard.informes.pedido import Pedido

NOMBRE = "manifiesto.json"
MAX_ARCHIVO = 50_000_000  # bytes de un archivo ya abierto: un paquete entero no llega a cinco millones


def manifest(archivos: Mapping[str, bytes], laminas: Sequence[Lamina], pedido: Pedido, enlace: str) -> bytes:
    """JSON con la versión de los datos, lo pedido, los filtros de cada lámina y las huellas."""
    content = {
        "producto": "Mirador contra la trata",
        "version_datos": laminas[0].version,
        "pedido": asdict(pedido),
        "enlace": enlace,
        "laminas": [
            {"id": x.id, "titulo": x.encabezado, "filtros": x.filtros, "corte": x.corte, "filas": len(x.frame)}
            for x in laminas
        ],
        "archivos": {name: {"sha256": seal(data), "bytes": len(data)} for name, data in archivos.items()},
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def seal(data: bytes) -> str:
    """La huella SHA-256 de un archivo, en hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def problems(package: bytes) -> tuple[str, ...]:
    """Lo que no coincide en un paquete, una oración por falta; vacío si está como se hizo."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as book:
            return _compare(book)
    except zipfile.BadZipFile:
        return ("No es un paquete: el archivo no es un .zip, o llegó incompleto. Cópielo de nuevo.",)


def summary(package: bytes) -> dict:
    """El contenido del manifiesto de un paquete que no tiene faltas."""
    with zipfile.ZipFile(io.BytesIO(package)) as book:
        return json.loads(book.read(NOMBRE))


def _compare(book: zipfile.ZipFile) -> tuple[str, ...]:
    names = set(book.namelist())
    if NOMBRE not in names:
        return (f"No es un paquete del tablero: no trae {NOMBRE}.",)
    listed = _listed(book)
    if listed is None:
        return (f"{NOMBRE} está dañado: no se puede saber qué traía el paquete.",)
    missing = [f"Falta {name}." for name in listed if name not in names]
    extra = [f"{name} no estaba cuando se hizo el paquete." for name in sorted(names - set(listed) - {NOMBRE})]
    changed = [
        f"{name} cambió después de hecho el paquete."
        for name in listed
        if name in names and _differs(book, name, listed)
    ]
    return (*missing, *changed, *extra)


def _listed(book: zipfile.ZipFile) -> dict | None:
    try:
        listed = json.loads(book.read(NOMBRE))["archivos"]
        return listed if all("sha256" in entry for entry in listed.values()) else None
    except (ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile):
        return None


def _differs(book: zipfile.ZipFile, name: str, listed: dict) -> bool:
    if book.getinfo(name).file_size > MAX_ARCHIVO:
        return True
    try:
        return seal(book.read(name)) != listed[name]["sha256"]
    except zipfile.BadZipFile:
        return True
