"""Cómo se arma una página: cabecera, pie y avisos iguales a los del tablero; y cada falla, una oración."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, make_response, render_template, url_for
from flask_login import current_user
from werkzeug.exceptions import HTTPException

from dashboard.avances.errores import AlmacenNoDisponible, Conflicto, FueraDeOrden, NoExiste, Rechazo, SinPermiso
from dashboard.avances.personas import NOMBRES, Rol, Usuario
from dashboard.formatting import day, figure
from dashboard.layout.shell import AYUDA, LEMA, PESTANAS, REGISTROS
from dashboard.plan.estado.indice import LIMA

CODIGOS = {SinPermiso: 403, NoExiste: 404, FueraDeOrden: 409, Conflicto: 409, AlmacenNoDisponible: 503}
ORACIONES = {
    400: "El pedido venció o no salió de esta página. Vuelva atrás, recargue y repítalo.",
    404: "Esta página no existe. La dirección puede estar mal copiada.",
    405: "Esta dirección no admite ese pedido. Vuelva atrás y use los botones de la página.",
    413: "Lo que envió pasa del límite de 16 MB. Vuelva atrás: lo escrito sigue ahí. Quite un archivo.",
    429: "Demasiados intentos de ingreso. Espere cinco minutos y pruebe otra vez.",
}


def page(name: str, codigo: int = 200, **values: Any) -> Response:
    """La página de esa plantilla."""
    user = _who()
    common = {
        "pestanas": PESTANAS,
        "lema": LEMA,
        "ayuda": AYUDA,
        "registros": REGISTROS,
        "yo": user,
        "rol": NOMBRES.get(user.rol, "") if user else "",
        "menu": _menu(user.rol) if user else (),
        "numero": plain,
        "dia": peruvian_day,
    }
    return make_response(render_template(f"reportar/{name}.html", **common, **values), codigo)


def _who() -> Usuario | None:
    """Quien está en la página; nadie si la base no responde, que eso también se dice con una página."""
    try:
        return current_user.usuario if current_user.is_authenticated else None
    except AlmacenNoDisponible:
        return None


def plain(value: float | None) -> str:
    """Una cifra tal como se informó, sin decimales que no tiene: 1,234 o 12.5."""
    return "" if value is None else figure(value)


def peruvian_day(moment: datetime | None) -> str:
    """El día en Lima, en letras."""
    return day(moment.astimezone(LIMA).date()) if moment else ""


def register_errors(pages: Blueprint) -> None:
    """Toda falla de estas páginas se vuelve una página con una oración."""

    @pages.errorhandler(Rechazo)
    def refused(error: Rechazo) -> Response:
        code = next((c for kind, c in CODIGOS.items() if isinstance(error, kind)), 422)
        return page("falla", code, texto=str(error))

    @pages.errorhandler(HTTPException)
    def known(error: HTTPException) -> Response:
        if error.response is not None:
            return error.response
        code = error.code or 500
        return page("falla", code, texto=ORACIONES.get(code, "No se pudo atender el pedido. Vuelva atrás y repítalo."))


def _menu(rol: Rol) -> tuple[tuple[str, str], ...]:
    """Las páginas de cada rol: (dirección, nombre)."""
    own = {
        Rol.INFORMANTE: (("reportar.inicio", "Mis reportes"), ("reportar.presupuesto", "Presupuesto")),
        Rol.SECRETARIA: (
            ("reportar.bandeja", "Por revisar"),
            ("reportar.decisiones", "Decisiones"),
            ("reportar.acuerdos", "Acuerdos"),
        ),
        Rol.ADMINISTRADOR: (("reportar.usuarios", "Cuentas"),),
    }
    links = (*own.get(rol, ()), ("reportar.clave", "Mi clave"))
    return tuple((url_for(endpoint), name) for endpoint, name in links)
