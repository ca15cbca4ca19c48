"""Ingreso con la cuenta de la institución (OIDC): existe si se configura, y solo entra quien ya tiene cuenta aquí."""

from flask import Blueprint, Flask, Response, redirect, url_for

from dashboard.avances.errores import NoExiste
from dashboard.avances.personas import Usuario
from dashboard.reportar import sesion
from dashboard.reportar.pagina import page
from dashboard.settings import Settings

DATO = "preferred_username"  # el dato del proveedor que dice quién es; si falta, su correo


def add_to(pages: Blueprint, server: Flask, settings: Settings) -> None:
    """Agrega el ingreso institucional si hay un proveedor configurado."""
    server.jinja_env.globals["oidc"] = bool(settings.oidc_url)
    if not settings.oidc_url:
        return
    from authlib.integrations.flask_client import OAuth  # tarda en cargar: solo si hay proveedor

    client = OAuth(server).register(
        "institucion",
        server_metadata_url=f"{settings.oidc_url.rstrip('/')}/.well-known/openid-configuration",
        client_id=settings.oidc_cliente,
        client_secret=settings.oidc_secreto,
        client_kwargs={"scope": "openid profile email", "code_challenge_method": "S256", "timeout": 10},
    )
    pages.add_url_rule("/ingresar/institucion", "oidc_ir", lambda: _go(client))
    pages.add_url_rule("/ingresar/institucion/volver", "oidc_volver", lambda: _come_back(client))


def _go(client) -> Response:
    from authlib.integrations.base_client import OAuthError

    try:
        return client.authorize_redirect(url_for("reportar.oidc_volver", _external=True))
    except (OSError, OAuthError, ValueError):
        return _refuse("El servicio de cuentas de su institución no responde. Pruebe más tarde o use su clave.", 502)


def _come_back(client) -> Response:
    try:
        claims = client.authorize_access_token().get("userinfo") or {}
    except Exception:  # lo que responde un servicio ajeno puede fallar de cualquier manera; nadie entra por ello
        return _refuse("Su institución no confirmó quién es usted. Pruebe otra vez o use su clave.", 401)
    user = _known(claims)
    if user is None:
        return _refuse("Su cuenta institucional no tiene permiso aquí. Pida a un administrador que la cree.", 403)
    sesion.start(user)
    return redirect(url_for("reportar.portada"))


def _known(claims: dict) -> Usuario | None:
    """La cuenta activa que corresponde; un correo sin verificar no vale."""
    name = claims.get(DATO) or (claims.get("email") if claims.get("email_verified") else "")
    try:
        user = sesion.almacen().user(str(name).lower())
    except NoExiste:
        return None
    return user if user.activo else None


def _refuse(texto: str, codigo: int) -> Response:
    return page("falla", codigo, texto=texto)
