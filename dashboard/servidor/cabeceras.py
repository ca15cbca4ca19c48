"""Las cabeceras que protegen a quien mira: de dónde puede cargar la página, quién puede enmarcarla y qué se calla."""

import dash
from flask import Response, request

FICHA = "ficha"  # ?vista=ficha es una tarjeta hecha para enmarcarse en otra página
UN_ANIO = 31_536_000
SIEMPRE = {"X-Content-Type-Options": "nosniff"}
# Lo que no es una página no carga ni ejecuta nada; las demás cabeceras solo las lee el navegador en una página, y en
# una línea lenta pesan tanto como el archivo.
SIN_PAGINA = "default-src 'none'; script-src 'none'; connect-src 'self'; frame-ancestors 'none'"
DE_PAGINA = {
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def policy(hashes: list[str], frames: str = "'none'") -> str:
    """La política de contenido: solo este servidor, y de lo escrito en la página, solo lo que se conoce.

    Los estilos en línea se admiten porque Plotly los escribe; no ejecutan nada.
    """
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *hashes]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": frames,
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def register(app: dash.Dash) -> None:
    """Agrega las cabeceras a toda respuesta."""
    hashes = app.csp_hashes()
    closed, open_card = policy(hashes), policy(hashes, "*")

    @app.server.after_request
    def protect(response: Response) -> Response:
        framed = request.path == "/" and request.args.get("vista") == FICHA
        page = framed or response.mimetype == "text/html"
        rules = (open_card if framed else closed) if page else SIN_PAGINA
        response.headers.setdefault("Content-Security-Policy", rules)
        if not framed:
            response.headers.setdefault("X-Frame-Options", "DENY")
        for name, value in (SIEMPRE | DE_PAGINA if page else SIEMPRE).items():
            response.headers.setdefault(name, value)
        if request.is_secure:
            response.headers.setdefault("Strict-Transport-Security", f"max-age={UN_ANIO}")
        return response
