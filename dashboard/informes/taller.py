"""Hace paquetes sin que la página espere: de a uno, en otro hilo, con su avance en un archivo."""

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock, Thread

from dashboard.informes.paquete import Avisar, Paquete
from dashboard.informes.pedido import Pedido

SE_CONSERVA, SE_ABANDONA = 3600, 180  # segundos
NO_SE_PUDO = "No se pudo hacer el paquete. Avise a quien mantiene el tablero: la razón está en el registro."


@dataclass(frozen=True)
class Estado:
    """Cuánto va (de 0 a 1), qué está haciendo y, si terminó, cómo se llama el archivo y qué hay que saber de él."""

    parte: float
    palabras: str
    nombre: str = ""
    avisos: tuple[str, ...] = ()
    error: str = ""


class Taller:
    """Una carpeta de paquetes recientes; el mismo pedido con los mismos datos se hace una sola vez."""

    def __init__(self, carpeta: Path, registrar: Callable[[str], None]):
        self.carpeta, self.registrar = carpeta, registrar
        self._turno = Lock()

    def start(self, pedido: Pedido, clave: str, hacer: Callable[[Avisar], Paquete]) -> str:
        """Empieza si hace falta y devuelve con qué preguntar por él; `clave` resume de qué datos sale."""
        self.carpeta.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._sweep()
        codigo = sha256(f"{pedido}|{clave}".encode()).hexdigest()[:16]
        if not self._alive(codigo):
            self._write(codigo, Estado(0.0, "Esperando turno…"))
            Thread(target=self._make, args=(codigo, hacer), daemon=True).start()
        return codigo

    def state(self, codigo: str) -> Estado | None:
        """Cómo va, o None si nadie lo pidió."""
        try:
            saved = json.loads(self._path(codigo, "json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return Estado(**saved | {"avisos": tuple(saved["avisos"])})

    def package(self, codigo: str) -> bytes | None:
        """El archivo terminado."""
        try:
            return self._path(codigo, "zip").read_bytes()
        except OSError:
            return None

    def _make(self, codigo: str, hacer: Callable[[Avisar], Paquete]) -> None:
        from dashboard.informes.diapositivas.tema import TemaIncompleto  # python-pptx tarda en cargar

        with self._turno:
            try:
                paquete = hacer(lambda part, words: self._write(codigo, Estado(part, words)))
                self._path(codigo, "zip").write_bytes(paquete.contenido)
                self._write(codigo, Estado(1.0, "Listo", paquete.nombre, paquete.avisos))
            except TemaIncompleto as error:
                self._write(codigo, Estado(1.0, "", error=str(error)))
            except Exception as error:  # el hilo no tiene a quién lanzarla: queda en el registro y se dice
                self.registrar(f"paquete {codigo}: {type(error).__name__}: {error}")
                self._write(codigo, Estado(1.0, "", error=NO_SE_PUDO))

    def _alive(self, codigo: str) -> bool:
        """Si está terminado, o si alguien lo está haciendo todavía."""
        state = self.state(codigo)
        if state is None or state.error:
            return False
        if state.nombre:
            return self._path(codigo, "zip").exists()
        return time.time() - self._path(codigo, "json").stat().st_mtime < SE_ABANDONA

    def _write(self, codigo: str, estado: Estado) -> None:
        """De una vez: quien lee nunca encuentra un archivo a medias."""
        draft = self._path(codigo, "tmp")
        draft.write_text(json.dumps(asdict(estado), ensure_ascii=False), encoding="utf-8")
        draft.replace(self._path(codigo, "json"))

    def _sweep(self) -> None:
        for old in self.carpeta.iterdir():
            if time.time() - old.stat().st_mtime > SE_CONSERVA:
                old.unlink(missing_ok=True)

    def _path(self, codigo: str, kind: str) -> Path:
        return self.carpeta / f"{codigo}.{kind}"
