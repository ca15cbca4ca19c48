"""Arranque del tablero: lee el entorno, crea la aplicación y la sirve."""

from dashboard.factory import create_app
from dashboard.serve import serve
from dashboard.settings import Settings

if __name__ == "__main__":
    settings = Settings.from_environment()
    serve(create_app(settings), settings)
