"""Sirve la aplicación en este equipo."""

import time
from collections.abc import Callable
from threading import Thread

import dash
from waitress import create_server

from dashboard.importer.entrada import Entrada
from dashboard.settings import Settings
from dashboard.vivo import Vivo

MIRAR_CADA = 5  # segundos


def serve(app: dash.Dash, settings: Settings) -> None:
    """Abre el puerto, lo dice y atiende hasta que se interrumpa con Ctrl+C."""
    try:
        server = create_server(app.server, host=settings.host, port=settings.puerto, threads=8, ident=None)
    except OSError:
        raise SystemExit(
            f"El puerto {settings.puerto} ya está en uso. Cierre el otro programa o elija otro con MIRADOR_PUERTO."
        ) from None
    watch(app)
    print(f"Mirador contra la trata: {settings.url}  (Ctrl+C para terminar)", flush=True)
    server.run()


def watch(app: dash.Dash) -> None:
    """Prepara lo que más se pide y vigila la carpeta de datos mientras el proceso viva."""
    config = app.server.config
    Thread(target=_watch, args=(config["VIVO"], config["CALENTAR"]), daemon=True).start()


def _watch(vivo: Vivo, warm: Callable[[], None]) -> None:
    """Importa lo que se deje en la carpeta de entrada y renueva los datos cuando cambian."""
    entrada = Entrada(vivo.folder, vivo.umbral)
    warm()
    while True:
        time.sleep(MIRAR_CADA)
        try:
            entrada.take()
            if vivo.refresh():
                warm()
        except OSError as error:
            print(f"No se pudo leer o escribir en {vivo.folder} ({error.strerror}). Se intentará otra vez.", flush=True)
        except Exception as error:  # sea lo que sea, quien vigila no deja de vigilar
            print(f"Los datos de {vivo.folder} no se pudieron leer ({type(error).__name__}).", flush=True)
