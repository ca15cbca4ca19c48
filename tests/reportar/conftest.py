"""La aplicación entera con cuentas, y un navegador de mentira que sigue los formularios como uno de verdad."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.avances.abrir import open_store
from dashboard.avances.almacen import Almacen
from dashboard.avances.personas import Rol, Usuario
from dashboard.factory import create_app
from dashboard.reportar.sesion import LIMITE
from dashboard.settings import Settings

CLAVE = "cuatro palabras muy largas"
META = "1.3.2-P1-01"
PERIODO = "/reportar/2017-2018"
CUENTAS = (
    Usuario("ana", "Ana Quispe", Rol.INFORMANTE, "MIMP"),
    Usuario("beto", "Beto Rojas", Rol.INFORMANTE, "MP"),
    Usuario("luz", "Luz Mamani", Rol.SECRETARIA),
    Usuario("jefe", "Jefa Vega", Rol.ADMINISTRADOR),
    Usuario("lee", "Lee Todo", Rol.LECTOR),
)


@dataclass
class Navegador:
    """Guarda las galletas y el sello de la última página, y envía formularios con él."""

    client: FlaskClient
    almacen: Almacen
    ultima: TestResponse | None = None

    def get(self, path: str) -> TestResponse:
        self.ultima = self.client.get(path, follow_redirects=True)
        return self.ultima

    def post(self, path: str, follow: bool = True, **fields) -> TestResponse:
        sello = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.html)
        data = {"csrf_token": sello[1] if sello else "", **{k.replace("__", "|"): v for k, v in fields.items()}}
        self.ultima = self.client.post(path, data=data, follow_redirects=follow, content_type="multipart/form-data")
        return self.ultima

    def fill(self, path: str, **fields) -> TestResponse:
        """Como quien cambia unas casillas de la página que ve y envía todas."""
        return self.post(path, **({k.replace("|", "__"): v for k, v in self.casillas.items()} | fields))

    def login(self, usuario: str, clave: str = CLAVE) -> TestResponse:
        self.get("/ingresar")
        return self.post("/ingresar", usuario=usuario, clave=clave)

    @property
    def html(self) -> str:
        return self.ultima.get_data(as_text=True) if self.ultima else ""

    @property
    def texto(self) -> str:
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", self.html)))

    @property
    def casillas(self) -> dict[str, str]:
        found = re.findall(r'<input[^>]*name="([^"]+\|[^"]+)" value="([^"]*)"', self.html)
        return {n: unescape(v) for n, v in found if "|quitar|" not in n}


@pytest.fixture(scope="session")
def servidor(tmp_path_factory):
    return create_app(Settings(avances=tmp_path_factory.mktemp("avances"))).server


@pytest.fixture
def nuevo(tmp_path, servidor, monkeypatch, plan) -> Iterator[Almacen]:
    """La misma aplicación sobre un almacén vacío: armarla tarda más que toda la prueba."""
    almacen = open_store(Settings(avances=tmp_path / "avances"), plan)
    monkeypatch.setitem(servidor.config, "ALMACEN", almacen)
    monkeypatch.setattr(servidor.session_interface, "archivo", tmp_path / "avances" / "secreto_de_sesion")
    monkeypatch.setattr(servidor, "secret_key", None)
    LIMITE.reset()
    yield almacen
    almacen.base.close()


@pytest.fixture
def almacen(nuevo, claves) -> Almacen:
    for user in CUENTAS:
        nuevo.create_user("consola", user, CLAVE)
    return nuevo


@pytest.fixture
def claves(monkeypatch) -> None:
    """argon2 con el menor costo: aquí se prueban las páginas."""
    from argon2 import PasswordHasher

    from dashboard.avances import personas

    monkeypatch.setattr(personas, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    personas._decoy.cache_clear()


@pytest.fixture
def abrir(servidor, almacen) -> Callable[..., Navegador]:
    """abrir("ana") → un navegador con la sesión de Ana."""

    def build(usuario: str = "") -> Navegador:
        browser = Navegador(servidor.test_client(), almacen)
        if usuario:
            browser.login(usuario)
        return browser

    return build
