"""Los archivos de evidencia: se reconocen por su contenido, se guardan por su huella y nunca se ejecutan."""

import io
import os
import tempfile
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from dashboard.avances.errores import AlmacenNoDisponible, ContenidoInvalido, NoExiste

MAX_BYTES = 10 * 1024 * 1024
OOXML, ODF = "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument."
EXTENSIONES = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "text/plain": "txt",
    f"{OOXML}wordprocessingml.document": "docx",
    f"{OOXML}spreadsheetml.sheet": "xlsx",
    f"{OOXML}presentationml.presentation": "pptx",
    f"{ODF}text": "odt",
    f"{ODF}spreadsheet": "ods",
    f"{ODF}presentation": "odp",
}
FIRMAS = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
PARTES = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
ADMITIDOS = "PDF, PNG, JPG, texto, Word, Excel, PowerPoint o LibreOffice, sin macros"


@dataclass(frozen=True)
class Archivos:
    """La carpeta de evidencias: `ab/ab12…`, un archivo por huella, sin nombre ni extensión de quien lo envió."""

    carpeta: Path

    def keep(self, contenido: bytes) -> tuple[str, str]:
        """Guarda y devuelve (sha256, tipo). Lanza ContenidoInvalido si no se admite; no pisa lo que ya está."""
        kind = recognize(contenido)
        digest = sha256(contenido).hexdigest()
        target = self.path(digest)
        if not target.exists():
            try:
                _write(target, contenido)
            except OSError as error:
                raise AlmacenNoDisponible(
                    "No se guardó el archivo: el disco del servidor está lleno o falla. Avise a quien lo administra."
                ) from error
        return digest, kind

    def read(self, digest: str) -> bytes:
        """El contenido. Lanza NoExiste si falta o si ya no es el que se guardó."""
        path = self.path(digest)
        contenido = path.read_bytes() if path.exists() else b""
        if sha256(contenido).hexdigest() != digest:
            raise NoExiste(
                "Ese archivo de evidencia no está o fue cambiado. Pida a la institución que lo envíe otra vez."
            )
        return contenido

    def path(self, digest: str) -> Path:
        return self.carpeta / digest[:2] / digest


def recognize(contenido: bytes) -> str:
    """El tipo, por lo que el archivo contiene y no por su nombre. Lanza ContenidoInvalido si no se admite."""
    if not contenido:
        raise ContenidoInvalido("El archivo está vacío.")
    if len(contenido) > MAX_BYTES:
        raise ContenidoInvalido(f"El archivo pasa de {MAX_BYTES // 1024**2} MB. Envíe uno menor o un enlace.")
    kind = next((k for start, k in FIRMAS.items() if contenido.startswith(start)), "")
    kind = kind or (_package(contenido) if contenido.startswith(b"PK\x03\x04") else _text(contenido))
    if kind not in EXTENSIONES:
        raise ContenidoInvalido(f"Ese archivo no se admite. Se reciben: {ADMITIDOS}.")
    return kind


def _package(contenido: bytes) -> str:
    """Un documento de Office o de LibreOffice; con macros, ninguno. Solo mira la lista de partes."""
    try:
        with zipfile.ZipFile(io.BytesIO(contenido)) as package:
            names = set(package.namelist())
            first = package.read("mimetype").decode("ascii") if _small(package, "mimetype") else ""
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, RuntimeError, EOFError, OSError):
        return ""
    if any("vbaproject" in n.lower() or n.startswith(("Basic/", "Scripts/")) for n in names):
        return ""
    ending = next((e for part, e in PARTES.items() if part in names), "")
    return first or next((k for k, e in EXTENSIONES.items() if e == ending), "")


def _small(package: zipfile.ZipFile, name: str) -> bool:
    return name in package.namelist() and package.getinfo(name).file_size < 200


def _text(contenido: bytes) -> str:
    """Texto de verdad: UTF-8, sin caracteres de control y que no sea una página ni un programa."""
    try:
        text = contenido.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    start = text.lstrip().lower()
    if start.startswith(("<", "#!", "{\\rtf")) or any(ord(c) < 32 and c not in "\t\n\r\f" for c in text):
        return ""
    return "text/plain"


def _write(target: Path, contenido: bytes) -> None:
    """Primero aparte y asegurado en el disco; después, de una vez, con su nombre."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".nuevo-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(contenido)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
