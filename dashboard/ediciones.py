"""Lo que se dice a quien abre un enlace de otra versión: cuál ve, de cuándo es y qué cambió desde entonces."""

from dataclasses import dataclass
from datetime import date

from dashboard import formatting as fmt
from dashboard import versiones
from dashboard.data_package import Datos

PRIMERAS = 12


@dataclass(frozen=True)
class Aviso:
    """Una versión pedida que no es la vigente. `conservada` es falso si ya no se puede mostrar."""

    pedida: str
    vigente: str
    conservada: bool
    fecha: date | None
    cambios: tuple[str, ...]

    @property
    def texto(self) -> str:
        """Qué se está viendo, en una o dos oraciones."""
        if not self.conservada:
            return (
                f"El enlace es de la versión {self.pedida}, que no se conserva en este equipo: lo que ve es de la "
                f"vigente, {self.vigente}. No se puede decir qué cambió entre las dos."
            )
        when = f", guardada el {fmt.day(self.fecha)}" if self.fecha else ""
        head = f"Está viendo la versión {self.pedida}{when}, como se mostraba entonces."
        return f"{head} La vigente es {self.vigente}. {self._what}"

    @property
    def _what(self) -> str:
        n = len(self.cambios)
        if n < 2:
            return f"Desde entonces {'cambió una' if n else 'no cambió ninguna'} cifra publicada."
        return f"Desde entonces cambiaron {fmt.number(n)} cifras."


def notice(pedida: str, vieja: Datos | None, vigente: Datos) -> Aviso | None:
    """El aviso de una versión pedida; None si es la vigente o no se pidió ninguna. Sin `vieja`, no se conserva."""
    if pedida in ("", vigente.version):
        return None
    if vieja is None:
        return Aviso(pedida[:20], vigente.version, False, None, ())
    texts = tuple(versiones.told(m, vigente) for m in versiones.moved(vieja, vigente))
    return Aviso(pedida, vigente.version, True, versiones.dated(vigente.folder, pedida), texts)


def then_and_now(entonces: str, hoy: str) -> str:
    """«Entonces 1,076; hoy 1,081.»; `hoy` vacío si la cifra ya no está."""
    if not hoy:
        return f"Entonces {entonces}; hoy esa cifra no existe o es sin dato."
    return f"No cambió: hoy sigue siendo {hoy}." if entonces == hoy else f"Entonces {entonces}; hoy {hoy}."
