"""Con el almacén de avances sin responder, lo público se abre y quien vigila se entera."""

import pytest

from dashboard.avances.almacen import Almacen
from dashboard.avances.errores import AlmacenNoDisponible
from dashboard.factory import create_app
from dashboard.settings import Settings


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    carpeta = tmp_path_factory.mktemp("avances")
    nobody = "postgresql://nadie@127.0.0.1:1/nada?connect_timeout=1"
    return create_app(Settings(avances=carpeta, database_url=nobody)).server.test_client()


@pytest.mark.parametrize("path", ["/", "/metas", "/datos", "/_dash-layout", "/descargas/mapa.csv", "/salud"])
def test_what_is_public_opens(client, path):
    assert client.get(path).status_code == 200


def test_readiness_says_what_does_not_answer(client):
    answer = client.get("/listo")
    assert (answer.status_code, answer.text) == (503, "almacén de avances")


def test_reporting_says_it_in_words(client):
    answer = client.get("/ingresar")
    assert answer.status_code == 503
    assert "Traceback" not in answer.text and "127.0.0.1" not in answer.text


def test_what_was_read_stays_and_is_said_to_be_old(monkeypatch, tmp_path):
    app = create_app(Settings(avances=tmp_path))
    almacen: Almacen = app.server.config["ALMACEN"]
    before = almacen.public()

    def gone():
        raise AlmacenNoDisponible("la base no responde")

    with monkeypatch.context() as patch:
        patch.setattr(almacen, "head", gone)
        during = almacen.public()
        assert (before.disponible, during.disponible) == (True, False)
        assert during.reportes == before.reportes and almacen.public() is during
    assert almacen.public().disponible
