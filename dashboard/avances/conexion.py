"""La base de datos: SQLite en un archivo propio o PostgreSQL, con las mismas reglas para leer y para escribir."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from threading import Lock

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from dashboard.avances.errores import AlmacenNoDisponible

ARCHIVO = "avances.db"
ESPERA = 15  # segundos que alguien aguarda su turno de escribir
CORTES = {  # cuánto se espera a un PostgreSQL que desapareció: segundos y, lo último, milisegundos
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
TURNO = 0x6D697261  # número del candado en PostgreSQL
MIGRACIONES = Path(__file__).with_name("migraciones")
UNA_MIGRACION = Lock()  # Alembic guarda la suya en el módulo: dos hilos a la vez se confundirían


class Base:
    """Abre transacciones. Escribir es de uno en uno; leer ve siempre un momento entero."""

    def __init__(self, carpeta: Path, database_url: str = ""):
        """No toca el disco ni la red hasta que haga falta. Lanza SystemExit si la dirección no se entiende."""
        self.url = _url(carpeta, database_url)
        self._migrated, self._lock = False, Lock()

    @property
    def es_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @property
    def archivo(self) -> Path:
        """El archivo de SQLite."""
        return Path(self.url.database or "")

    @property
    def existe(self) -> bool:
        """Si hay algo que leer: un archivo de SQLite que no se ha creado está vacío."""
        return not self.es_sqlite or self.archivo.exists()

    @cached_property
    def engine(self) -> Engine:
        engine = _sqlite(self.url) if self.es_sqlite else _postgresql(self.url)
        event.listen(engine, "begin", _take_turn)
        return engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Una transacción que solo lee, con todo como estaba en un mismo instante."""
        self.migrate()
        options = {} if self.es_sqlite else {"isolation_level": "REPEATABLE READ"}
        with _human_errors(), self.engine.execution_options(**options).begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Una transacción con el turno de escribir: o queda todo, o no queda nada."""
        self.migrate()
        with _human_errors(), self.engine.execution_options(turno=True).begin() as connection:
            yield connection

    def migrate(self) -> None:
        """Lleva el esquema a la última versión, una vez por proceso."""
        with self._lock:
            if self._migrated:
                return
            if self.es_sqlite:
                _make_folder(self.archivo.parent)
            with _human_errors(), self.engine.execution_options(turno=True).begin() as connection:
                upgrade(connection)
            self._migrated = True

    def close(self) -> None:
        """Suelta las conexiones."""
        self.engine.dispose()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise AlmacenNoDisponible(_sentence("unable to open")) from error


def upgrade(connection: Connection) -> None:
    """Aplica las migraciones que falten, dentro de la transacción de `connection`."""
    from alembic import command  # tarda en cargar: solo si hay un almacén que abrir
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRACIONES).replace("%", "%%"))
    with UNA_MIGRACION:
        command.upgrade(config, "head")


def _url(carpeta: Path, database_url: str) -> URL:
    if not database_url:
        return URL.create("sqlite", database=str(carpeta / ARCHIVO))
    try:
        url = make_url(database_url)
    except ArgumentError:
        raise SystemExit(
            "DATABASE_URL no se entiende. Su forma es postgresql://usuario:clave@equipo:5432/base"
        ) from None
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("postgresql+psycopg", "sqlite"):
        raise SystemExit(f"DATABASE_URL pide «{url.drivername}». El almacén usa SQLite o PostgreSQL.")
    return url


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": ESPERA})

    @event.listens_for(engine, "connect")
    def prepare(connection, _record) -> None:
        connection.isolation_level = None  # los BEGIN los escribe _take_turn, no el módulo sqlite3
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "trusted_schema=OFF"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _postgresql(url: URL) -> Engine:
    try:
        engine = create_engine(url, pool_pre_ping=True, connect_args=CORTES)
    except ModuleNotFoundError:
        raise SystemExit(
            "DATABASE_URL pide PostgreSQL y falta psycopg. Instálelo con: python -m pip install psycopg[binary]"
        ) from None

    @event.listens_for(engine, "connect")
    def prepare(connection, _record) -> None:
        connection.execute(f"SET lock_timeout = '{ESPERA}s'")
        connection.commit()

    return engine


def _take_turn(connection: Connection) -> None:
    """Quien va a escribir espera su turno antes de leer: así nadie decide sobre algo que ya cambió."""
    turn = connection.get_execution_options().get("turno")
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if turn else "BEGIN")
    elif turn:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({TURNO})")


@contextmanager
def _human_errors() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise AlmacenNoDisponible(_sentence(str(error.orig).lower())) from error


def _sentence(cause: str) -> str:
    if "full" in cause or "no space" in cause or "disk i/o" in cause:
        return "No se guardó nada: el disco del servidor está lleno o falla. Avise a quien lo administra."
    if "locked" in cause or "lock timeout" in cause:
        return "No se guardó nada: otra persona está guardando algo largo. Espere un minuto y repítalo."
    if "readonly" in cause or "read-only" in cause or "unable to open" in cause:
        return "No se guardó nada: el servidor no puede escribir en la carpeta de avances. Avise a quien lo administra."
    return (
        "No se guardó nada: la base de datos no respondió bien. Repítalo; si sigue igual, avise a quien la administra."
    )
