"""Un almacén vacío en SQLite y, donde un PostgreSQL contesta, otro en un esquema propio que se borra al terminar."""

import os
import uuid
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import psycopg
import pytest

from dashboard.avances.almacen import Almacen
from dashboard.avances.archivos import Archivos
from dashboard.avances.conexion import Base
from dashboard.avances.esquema import Tabla
from dashboard.avances.personas import Rol, Usuario
from dashboard.plan.instituciones import institutions

POSTGRESQL = os.environ.get("MIRADOR_PRUEBAS_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/test")
CLAVE = "cuatro palabras muy largas"
DEPARTAMENTOS = {"16": "Loreto", "17": "Madre de Dios"}
CUENTAS = (
    Usuario("ana", "Ana Quispe", Rol.INFORMANTE, "MIMP"),
    Usuario("beto", "Beto Rojas", Rol.INFORMANTE, "MP"),
    Usuario("luz", "Luz Mamani", Rol.SECRETARIA),
    Usuario("raul", "Raúl Soto", Rol.SECRETARIA),
    Usuario("jefe", "Jefa Vega", Rol.ADMINISTRADOR),
    Usuario("lector", "Lee Todo", Rol.LECTOR),
)


@cache
def postgresql_answers() -> bool:
    try:
        psycopg.connect(POSTGRESQL, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


@pytest.fixture(scope="session")
def esquema_postgresql() -> Iterator[str]:
    """Un esquema propio de esta corrida, que se borra al terminar."""
    if not postgresql_answers():
        pytest.skip("No hay un PostgreSQL que conteste en este equipo.")
    schema = f"mirador_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(POSTGRESQL, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
    yield schema
    with psycopg.connect(POSTGRESQL, autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request) -> str:
    """La dirección de una base vacía; «» es el archivo de SQLite de la carpeta del almacén."""
    if request.param == "sqlite":
        return ""
    schema = request.getfixturevalue("esquema_postgresql")
    _empty(schema)
    return f"{POSTGRESQL}?options=-csearch_path%3D{schema}%20-csynchronous_commit%3Doff"


def _empty(schema: str) -> None:
    """Deja sin filas las tablas que otra prueba llenó: crearlas de nuevo tarda cien veces más."""
    with psycopg.connect(POSTGRESQL) as connection:
        connection.execute(f"SET search_path = {schema}")
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema]).fetchall()
        if not tables:
            return
        connection.execute("ALTER TABLE eventos DISABLE TRIGGER USER")
        for table in reversed(Tabla.metadata.sorted_tables):
            connection.execute(f"DELETE FROM {table.name}")
        connection.execute("ALTER TABLE eventos ENABLE TRIGGER USER")


@pytest.fixture
def open_at(plan) -> Iterator[Callable[..., Almacen]]:
    """open_at(carpeta, url) → un almacén, que se cierra al terminar la prueba."""
    opened = []

    def build(folder: Path, url: str = "", demostracion: bool | None = None) -> Almacen:
        names = institutions(plan, DEPARTAMENTOS)
        almacen = Almacen(Base(folder, url), Archivos(folder / "evidencias"), plan, names, demostracion)
        opened.append(almacen)
        return almacen

    yield build
    for almacen in opened:
        almacen.base.close()


@pytest.fixture
def vacio(open_at, tmp_path, url) -> Almacen:
    return open_at(tmp_path / "avances", url)


@pytest.fixture
def almacen(vacio, monkeypatch) -> Almacen:
    """Con una cuenta de cada clase; las claves no se cifran, que aquí no se prueban y tardan."""
    for user in CUENTAS:
        vacio.create_user("consola", user)
    return vacio


@pytest.fixture(scope="session")
def meta(plan):
    """Una cantidad del primer periodo, a cargo del MIMP y de otros."""
    return plan.meta("1.3.2-P1-01")
