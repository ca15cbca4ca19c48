"""Un almacén de demostración de pocas metas: una vez para todas las pruebas."""

from pathlib import Path

import pytest

from dashboard.avances.almacen import Almacen
from dashboard.avances.archivos import Archivos
from dashboard.avances.conexion import Base
from dashboard.demostracion.generar import generate
from dashboard.plan.instituciones import institutions


def store(plan, folder: Path, demostracion: bool | None = True) -> Almacen:
    return Almacen(Base(folder), Archivos(folder / "evidencias"), plan, institutions(plan, {}), demostracion)


@pytest.fixture(scope="session")
def pocas(plan) -> list:
    """Metas de todas las clases y periodos, de acciones con pocos responsables."""
    return [m for m in plan.metas if len(plan.responsables_de(m.accion)) <= 3]


@pytest.fixture(scope="session")
def demostracion(plan, pocas, tmp_path_factory) -> Almacen:
    almacen = store(plan, tmp_path_factory.mktemp("demostracion"))
    generate(almacen, metas=pocas)
    yield almacen
    almacen.base.close()
