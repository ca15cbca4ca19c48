"""Sirve la aplicación en este equipo."""

import dash
from waitress import create_server

from dashboard.settings import Settings


def serve(app: dash.Dash, settings: Settings) -> None:
    """Abre el puerto, lo dice y atiende hasta que se interrumpa con Ctrl+C."""
    try:
        server = create_server(app.server, host=settings.host, port=settings.puerto, threads=8)
    except OSError:
        raise SystemExit(
            f"El puerto {settings.puerto} ya está en uso. Cierre el otro programa o elija otro con MIRADOR_PUERTO."
        ) from None
    print(f"Mirador contra la trata: {settings.url}  (Ctrl+C para terminar)", flush=True)
    server.run()
