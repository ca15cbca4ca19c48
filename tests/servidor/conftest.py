"""Una aplicación armada una vez para todas las pruebas del servidor."""

import pytest
from flask.testing import FlaskClient

from dashboard.factory import create_app
from dashboard.settings import Settings


@pytest.fixture(scope="session")
def app():
    found = create_app(Settings())
    found.server.test_client().get("/")
    return found


@pytest.fixture(scope="session")
def client(app) -> FlaskClient:
    return app.server.test_client()
