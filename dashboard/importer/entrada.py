"""La carpeta de entrada: el archivo que se deja en DIR/entrada se importa solo, mientras el tablero funciona."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

from dashboard.data_package import DatosInvalidos
from dashboard.importer.candado import only_one
from dashboard.importer.ingreso import PROTEGIENDO, bring_in
from dashboard.importer.report import to_text
from dashboard.settings import UMBRAL
from dashboard.sources.faltas import FALTAS
from dashboard.sources.lectura import ArchivoRechazado

ENTRADA, CARGADOS, RECHAZADOS = "entrada", "cargados", "rechazados"


class Entrada:
    """Vigila la carpeta: un archivo se toma cuando dos miradas seguidas lo encuentran del mismo tamaño."""

    def __init__(self, folder: Path, umbral: int = UMBRAL, tell: Callable[[str], None] = print):
        self.folder, self.umbral, self.tell = folder, umbral, tell
        self._vistos: dict[Path, int] = {}

    def take(self) -> int:
        """Importa lo que ya terminó de copiarse; devuelve cuántos archivos tomó."""
        files = [
            p for p in sorted((self.folder / ENTRADA).glob("*")) if p.is_file() and not p.name.startswith((".", "~"))
        ]
        sizes = {p: p.stat().st_size for p in files}
        ready = [p for p, size in sizes.items() if self._vistos.get(p) == size]
        self._vistos = sizes
        return self._take_all(ready) if ready else 0

    def _take_all(self, ready: list[Path]) -> int:
        """Si miran varios procesos, importa el que tiene el candado; los demás ya no hallarán el archivo."""
        with suppress(ArchivoRechazado), only_one(self.folder / ENTRADA, ENTRADA):
            taken = [p for p in ready if p.exists()]
            for path in taken:
                self._take(path)
            return len(taken)
        return 0

    def _take(self, path: Path) -> None:
        try:
            result = bring_in(path, self.folder, self.umbral, progreso=self._slow(path.name))
            text, target = to_text(result.informe), CARGADOS
        except ArchivoRechazado as refused:
            if refused.codigo == "E-OCUPADO":
                return  # alguien importa desde la consola: se intenta en la próxima mirada
            text, target = f"No se cargó {refused}\nQué hacer: {FALTAS[refused.codigo].que_hacer}", RECHAZADOS
        except DatosInvalidos as error:
            text, target = "No se cargó: " + "; ".join(error.faltas), RECHAZADOS
        except OSError:
            raise
        except Exception as error:  # un archivo dañado de un modo que nadie previó no detiene a los demás
            text, target = f"No se cargó {path.name}: el programa no pudo leerlo ({type(error).__name__}).", RECHAZADOS
        self._move(path, target, text)
        self.tell(text)

    def _slow(self, name: str) -> Callable[[float, str], None]:
        """Avisa una sola vez de lo que tarda."""
        said: set[str] = set()

        def progress(_parte: float, etapa: str) -> None:
            if etapa == PROTEGIENDO and etapa not in said:
                said.add(etapa)
                self.tell(f"{name}: {etapa}; puede tardar unos minutos.")

        return progress

    def _move(self, path: Path, target: str, text: str) -> None:
        """Nada se pierde: el archivo queda en su subcarpeta, con lo que se entendió de él al lado."""
        place = self.folder / ENTRADA / target
        place.mkdir(parents=True, exist_ok=True)
        kept = free_name(place, path.name)
        shutil.move(path, kept)
        kept.with_name(f"{kept.name}.txt").write_text(text + "\n", encoding="utf-8")


def free_name(place: Path, name: str) -> Path:
    """Un nombre que no pise a un archivo anterior: «delitos.csv», «delitos-2.csv»…"""
    path = Path(name)
    names = (path.name if n == 1 else f"{path.stem}-{n}{path.suffix}" for n in count(1))
    return next(place / free for free in names if not (place / free).exists())
