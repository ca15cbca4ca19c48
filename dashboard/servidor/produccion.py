"""Varios procesos que comparten lo ya cargado, para un servidor de la institución. No funciona en Windows.

La aplicación se arma una sola vez, antes de dividirse: los datos, las figuras base y los archivos comprimidos ocupan
memoria una vez. Cada proceso vigila por su cuenta la carpeta de datos.
"""

import gc
import os
import shutil
from collections.abc import Callable, Collection
from ipaddress import ip_address

import dash
from gunicorn.app.base import BaseApplication
from prometheus_client import multiprocess
from werkzeug.middleware.proxy_fix import ProxyFix

from dashboard.metas.csv import DESCARGA as METAS
from dashboard.servidor import estaticos, registro
from dashboard.settings import Settings

ESPERA_AL_CERRAR = 30  # segundos para terminar lo que se estaba atendiendo
PEDIDOS_EN_COLA = 2048
LOCALES = {"127.0.0.1", "::1"}


class Produccion(BaseApplication):
    """gunicorn con los ajustes en código: nada que copiar a otro archivo."""

    def __init__(self, app: dash.Dash, settings: Settings, on_fork: Callable[[], None]):
        self._server, self._settings, self._on_fork = app.server, settings, on_fork
        super().__init__()

    def load_config(self) -> None:
        options = {
            "bind": f"{self._settings.host}:{self._settings.puerto}",
            "workers": os.cpu_count() or 1,
            "worker_class": "gthread",
            "threads": 4,
            "preload_app": True,
            "backlog": PEDIDOS_EN_COLA,
            "graceful_timeout": ESPERA_AL_CERRAR,
            "timeout": 60,
            "accesslog": None,
            "loglevel": "warning",
            "post_fork": lambda server, worker: self._on_fork(),
            "child_exit": lambda server, worker: multiprocess.mark_process_dead(worker.pid),
            "on_exit": lambda server: shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True),
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self):
        return self._server


def serve(app: dash.Dash, settings: Settings, on_fork: Callable[[], None]) -> None:
    """Sirve hasta que se lo detenga; `on_fork` corre al nacer cada proceso."""
    estaticos.warm(app.server)
    app.server.test_client().get(METAS)  # lo informado se lee y se evalúa una vez, no en cada proceso
    registro.start()
    app.server.wsgi_app = behind(app.server.wsgi_app, LOCALES if _local(settings.host) else {settings.delante})
    app.server.config["ALMACEN"].base.close()  # una conexión no se comparte entre procesos: cada uno abre la suya
    gc.collect()
    gc.freeze()  # lo cargado no se recorre después: las páginas de memoria siguen compartidas
    print(f"Mirador contra la trata: {settings.url}", flush=True)
    Produccion(app, settings, on_fork).run()


def behind(application: Callable, delante: Collection[str]) -> Callable:
    """Cree lo que dice quien está delante (de quién viene el pedido y si llegó por https); a nadie más."""
    told = ProxyFix(application, x_for=1, x_proto=1, x_host=1)
    return lambda environ, start: (told if environ["REMOTE_ADDR"] in delante else application)(environ, start)


def _local(host: str) -> bool:
    """Si solo llega quien está en el equipo, entonces quien llega es el nginx de delante."""
    return host == "localhost" or ip_address(host).is_loopback
