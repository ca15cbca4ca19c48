"""El ingreso con la cuenta de la institución, contra un proveedor de mentira que habla OIDC de verdad."""

import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from dashboard.avances.personas import Rol, Usuario
from dashboard.factory import create_app
from dashboard.settings import Settings

CLIENTE = "mirador"


class Proveedor(ThreadingHTTPServer):
    """Descubrimiento, claves y canje del código; `datos` es lo que dice de quien entra."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Respuestas)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.clave, self.firma = RSAKey.generate_key(2048, parameters={"kid": "1"}), None
        self.datos, self.nonce, self.canjes = {}, "", []


class Respuestas(BaseHTTPRequestHandler):
    def do_GET(self):
        server = self.server
        if self.path.endswith("/openid-configuration"):
            ends = {"authorization_endpoint": "/entrar", "token_endpoint": "/canje", "jwks_uri": "/claves"}
            body = {"issuer": server.url, **{k: server.url + v for k, v in ends.items()}}
            return self._json(body | {"id_token_signing_alg_values_supported": ["RS256"]})
        return self._json({"keys": [server.clave.as_dict(private=False)]})

    def do_POST(self):
        server = self.server
        server.canjes.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        claims = {"iss": server.url, "aud": CLIENTE, "sub": "1", "nonce": server.nonce, "iat": int(time.time())}
        claims |= {"exp": int(time.time()) + 60, **server.datos}
        token = jwt.encode({"alg": "RS256", "kid": "1"}, claims, server.firma or server.clave)
        self._json({"access_token": "a", "token_type": "Bearer", "id_token": token})

    def _json(self, body):
        text = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_args):
        pass


@pytest.fixture
def proveedor():
    server = Proveedor()
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def armada(tmp_path_factory):
    """La aplicación configurada; la dirección del proveedor se pone en cada prueba."""
    settings = Settings(
        avances=tmp_path_factory.mktemp("oidc"), oidc_url="http://127.0.0.1:9", oidc_cliente=CLIENTE, oidc_secreto="s"
    )
    server = create_app(settings).server
    server.config["ALMACEN"].create_user("consola", Usuario("ana", "Ana Quispe", Rol.INFORMANTE, "MIMP"))
    yield server
    server.config["ALMACEN"].base.close()


@pytest.fixture
def entrar(armada, proveedor, monkeypatch):
    """entrar(preferred_username="ana") → la respuesta final y el navegador, que queda con su sesión."""
    oauth = armada.extensions["authlib.integrations.flask_client"].institucion
    monkeypatch.setattr(oauth, "_server_metadata_url", f"{proveedor.url}/.well-known/openid-configuration")
    monkeypatch.setattr(oauth, "server_metadata", {})

    def go(estado: str = "", **datos):
        browser = armada.test_client()
        there = browser.get("/ingresar/institucion")
        query = parse_qs(urlsplit(there.location).query)
        proveedor.nonce, proveedor.datos = query["nonce"][0], datos
        assert there.location.startswith(proveedor.url) and "code_challenge" in query
        back = f"/ingresar/institucion/volver?code=abc&state={estado or query['state'][0]}"
        return browser.get(back, follow_redirects=True), browser

    return go


def test_a_known_account_gets_in(entrar, proveedor):
    response, browser = entrar(preferred_username="ANA")
    assert response.request.path == "/reportar" and "Ministerio de la Mujer" in response.get_data(as_text=True)
    assert proveedor.canjes[0]["code"] == ["abc"] and "code_verifier" in proveedor.canjes[0]


@pytest.mark.parametrize(
    ("datos", "code"),
    [
        ({"preferred_username": "desconocida"}, 403),
        ({"email": "ana", "email_verified": False}, 403),
        ({}, 403),
        ({"preferred_username": "ana", "aud": "otro"}, 401),
        ({"preferred_username": "ana", "iss": "https://otro.pe"}, 401),
        ({"preferred_username": "ana", "exp": 1}, 401),
        ({"preferred_username": "ana", "nonce": "otro"}, 401),
    ],
)
def test_nobody_else_does(entrar, datos, code):
    response, browser = entrar(**datos)
    assert response.status_code == code and "clave" in response.get_data(as_text=True) or code == 403
    assert browser.get("/reportar").status_code == 302


def test_another_signature_or_another_state_does_not_enter(entrar, proveedor):
    proveedor.firma = RSAKey.generate_key(2048, parameters={"kid": "1"})
    assert entrar(preferred_username="ana")[0].status_code == 401
    proveedor.firma = None
    assert entrar(estado="inventado", preferred_username="ana")[0].status_code == 401


def test_a_silent_provider_is_said(armada):
    response = armada.test_client().get("/ingresar/institucion")
    assert response.status_code == 502 and "no responde" in response.get_data(as_text=True)


def test_without_a_provider_there_is_no_such_way_in(servidor, almacen, abrir):
    assert "location" not in abrir().client.get("/ingresar/institucion").headers
    assert "cuenta de mi institución" not in abrir().get("/ingresar").get_data(as_text=True)
