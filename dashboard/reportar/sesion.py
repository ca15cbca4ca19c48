"""Quién está en la página: la sesión, su secreto, la protección de cada cambio y el límite de intentos."""

from pathlib import Path

from flask import Flask, Response, current_app, g, redirect, request, session, url_for
from flask.sessions import SecureCookieSessionInterface
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager, UserMixin, current_user, login_user
from flask_wtf.csrf import CSRFError, CSRFProtect

from dashboard.avances.almacen import Almacen
from dashboard.avances.errores import AlmacenNoDisponible, NoExiste, SinPermiso
from dashboard.avances.personas import NOMBRES, Rol, Usuario
from dashboard.avances.secreto import own_secret
from dashboard.settings import Settings

SECRETO = "secreto_de_sesion"
HORAS_DE_SESION = 10
INTENTOS = "8 per 5 minutes; 40 per day"
ABIERTAS = ("reportar.ingresar", "reportar.rescate", "reportar.oidc_ir", "reportar.oidc_volver")
CONSERVAN = "reportar.guardar"  # el formulario que, si la sesión terminó, se abre otra vez con lo escrito
MAX_CASILLAS, MAX_TEXTO = 6000, 4 * 1024 * 1024  # un gobierno regional tiene más de cien metas
CSRF = CSRFProtect()
LIMITE = Limiter(get_remote_address, strategy="moving-window", in_memory_fallback_enabled=True)
ESPERA_REDIS = 2  # segundos; después cada proceso cuenta por su lado


class Sesion(UserMixin):
    """Una cuenta para Flask-Login; cambiar la clave cierra las sesiones abiertas con la anterior."""

    def __init__(self, usuario: Usuario):
        self.usuario = usuario

    def get_id(self) -> str:
        return f"{self.usuario.usuario}|{self.usuario.marca}"


class Galletas(SecureCookieSessionInterface):
    """La sesión en una galleta firmada, que solo viaja por https si así llegó el pedido."""

    def __init__(self, carpeta: Path, compartido: str):
        self.archivo, self.compartido = carpeta / SECRETO, compartido

    def get_signing_serializer(self, app: Flask):
        """El secreto nace con la primera cuenta, aunque el servidor ya estuviera andando."""
        if not app.secret_key and self._needed(app.config["ALMACEN"]):
            app.secret_key = own_secret(self.archivo, self.compartido)
        return super().get_signing_serializer(app)

    def _needed(self, almacen: Almacen) -> bool:
        """Si hay quien entre. Una página pública se abre aunque el almacén no responda: solo queda sin sesión."""
        try:
            return bool(self.compartido) or self.archivo.exists() or almacen.has_users()
        except AlmacenNoDisponible:
            return False

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


def register(server: Flask, settings: Settings) -> None:
    """Sesiones, CSRF y límite de intentos; nada de esto alcanza a las páginas públicas."""
    server.session_interface = Galletas(settings.avances, settings.secreto)
    server.config.update(
        SECRETO=settings.secreto,
        SESSION_COOKIE_NAME="mirador",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=HORAS_DE_SESION * 3600,
        WTF_CSRF_CHECK_DEFAULT=False,  # Dash tiene sus propios POST; aquí lo pide cada página
        WTF_CSRF_TIME_LIMIT=None,  # dura lo que la sesión
        **_limits(settings.redis_url),
    )
    CSRF.init_app(server)
    LIMITE.init_app(server)
    logins = LoginManager(server, add_context_processor=False)  # preguntaría a la base aun para decir que no responde
    logins.user_loader(_load)


def _limits(redis_url: str) -> dict[str, object]:
    """Dónde se cuentan los intentos: en Redis, para todos los procesos y equipos, o en la memoria de cada proceso."""
    if not redis_url:
        return {"RATELIMIT_STORAGE_URI": "memory://"}
    waits = {"socket_connect_timeout": ESPERA_REDIS, "socket_timeout": ESPERA_REDIS}
    return {
        "RATELIMIT_STORAGE_URI": redis_url,
        "RATELIMIT_STORAGE_OPTIONS": waits,
        "RATELIMIT_KEY_PREFIX": "mirador",
    }


def almacen() -> Almacen:
    """El almacén de esta aplicación."""
    return current_app.config["ALMACEN"]


def me() -> Usuario:
    """Quien está en la página. Solo donde `check` ya pidió una sesión."""
    return current_user.usuario


def only(*roles: Rol) -> None:
    """Lanza SinPermiso si la cuenta no es de uno de esos roles."""
    if me().rol not in roles:
        names = " o ".join(NOMBRES[r] for r in roles)
        raise SinPermiso(f"Esta página es para una cuenta de {names}; la suya es {NOMBRES[me().rol]}.")


def check() -> Response | None:
    """Antes de cada página: sin sesión se ingresa primero, y ningún cambio pasa sin su sello."""
    request.max_form_parts, request.max_form_memory_size = MAX_CASILLAS, MAX_TEXTO
    if request.endpoint in ABIERTAS:
        return None
    if not current_user.is_authenticated:
        if request.method == "POST":
            return current_app.view_functions["reportar.ingresar"]()
        return redirect(url_for("reportar.ingresar", destino=request.path))
    if request.method == "POST" and request.endpoint != CONSERVAN and not sealed():
        return current_app.view_functions["reportar.rescate"]()
    return None


def sealed() -> bool:
    """Si el cambio trae el sello de esta sesión."""
    try:
        CSRF.protect()
    except CSRFError:
        return False
    return True


def local(destino: str) -> str:
    """Una dirección de este tablero; cualquier otra se vuelve la de informar."""
    safe = destino.startswith("/") and not destino.startswith(("//", "/\\")) and "\n" not in destino
    return destino if safe else url_for("reportar.portada")


def keep_out_of_caches(response: Response) -> Response:
    """Nada de estas páginas queda guardado en el equipo ni en el camino."""
    response.headers["Cache-Control"] = "no-store"
    return response


def _load(mark: str) -> Sesion | None:
    name, _, stamp = mark.partition("|")
    try:
        user = almacen().user(name)
    except NoExiste:
        return None
    return Sesion(user) if user.activo and user.marca == stamp else None


def start(usuario: Usuario) -> None:
    """Abre la sesión de una cuenta y descarta lo que hubiera de otra."""
    session.clear()
    g.pop("csrf_token", None)  # el sello de este pedido era de la sesión anterior
    session.permanent = True
    login_user(Sesion(usuario))
