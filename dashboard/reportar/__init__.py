"""Las páginas para informar y revisar, escritas por el servidor: funcionan sin JavaScript. Sin cuentas, no existen."""

from flask import Blueprint, Flask, abort

from dashboard.avances.almacen import Almacen
from dashboard.reportar import (
    cuentas,
    decisiones,
    informar,
    ingresar,
    institucional,
    rendir,
    secretaria,
    seguimiento,
    sesion,
    sin_internet,
)
from dashboard.reportar.pagina import register_errors
from dashboard.settings import Settings


def register(server: Flask, almacen: Almacen, settings: Settings) -> None:
    """Agrega `/ingresar`, `/reportar`, `/secretaria` y `/usuarios` al servidor."""
    server.config["ALMACEN"] = almacen
    pages = Blueprint("reportar", __name__, template_folder="templates")
    sesion.register(server, settings)
    register_errors(pages)

    @pages.before_request
    def only_with_accounts() -> None:
        if not sesion.almacen().has_users():
            abort(404)

    pages.before_request(sesion.check)
    pages.after_request(sesion.keep_out_of_caches)
    for part in (ingresar, informar, sin_internet, secretaria, decisiones, seguimiento, rendir, cuentas):
        part.add_to(pages)
    institucional.add_to(pages, server, settings)
    server.register_blueprint(pages)
