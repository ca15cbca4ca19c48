"""Lo que se dice a quien abre un enlace de otra versión: cuál ve, de cuándo es y qué cambió desde entonces."""

from dataclasses import dataclass
from datetime import date

from dashboard import formatting as fmt
from dashboard import versiones
from dashboard.data_package import Datos
from dashboard.idioma import _

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
            return _(
                "El enlace es de la versión {pedida}, que no se conserva en este equipo: lo que ve es de "
                "la vigente, {vigente}. No se puede decir qué cambió entre las dos.",
                pedida=self.pedida,
                vigente=self.vigente,
            )
        names = {"pedida": self.pedida, "vigente": self.vigente, "cambios": self._what}
        if not self.fecha:
            return _(
                "Está viendo la versión {pedida}, como se mostraba entonces. La vigente es {vigente}. {cambios}",
                **names,
            )
        return _(
            "Está viendo la versión {pedida}, guardada el {fecha}, como se mostraba entonces. La vigente es {vigente}. "
            "{cambios}",
            **names,
            fecha=fmt.day(self.fecha),
        )

    @property
    def _what(self) -> str:
        n = len(self.cambios)
        if n < 2:
            return (
                _("Desde entonces cambió una cifra publicada.")
                if n
                else _("Desde entonces no cambió ninguna cifra publicada.")
            )
        return _("Desde entonces cambiaron {n} cifras.", n=fmt.number(n))


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
        return _("Entonces {entonces}; hoy esa cifra no existe o es sin dato.", entonces=entonces)
    return (
        _("No cambió: hoy sigue siendo {hoy}.", hoy=hoy)
        if entonces == hoy
        else _("Entonces {entonces}; hoy {hoy}.", entonces=entonces, hoy=hoy)
    )
