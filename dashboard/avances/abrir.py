"""El almacén de una instalación, según sus ajustes."""

from dashboard.avances.almacen import Almacen
from dashboard.avances.archivos import Archivos
from dashboard.avances.conexion import Base
from dashboard.plan import Plan
from dashboard.plan.instituciones import institutions
from dashboard.settings import Settings
from dashboard.sources import departamentos


def open_store(settings: Settings, plan: Plan, demostracion: bool | None = None) -> Almacen:
    """Abre sin escribir nada. Lanza SystemExit si la carpeta es una que el tablero publica."""
    if settings.avances.resolve().is_relative_to(settings.assets.resolve()):
        raise SystemExit("MIRADOR_AVANCES está dentro de assets/, que el tablero publica entera. Elija otra carpeta.")
    names = departamentos.load(settings.datos).nombre
    base = Base(settings.avances, settings.database_url)
    return Almacen(base, Archivos(settings.avances / "evidencias"), plan, institutions(plan, names), demostracion)
