"""/presentar: elegir región y años, hacer el paquete viendo cómo avanza, descargarlo y comprobar otro."""

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from flask import Flask, Response, abort, request

from dashboard.avances.almacen import Almacen
from dashboard.browser_base import BrowserBase
from dashboard.downloads import attachment
from dashboard.informes.html import Recursos
from dashboard.informes.manifiesto import problems, summary
from dashboard.informes.paginas import page
from dashboard.informes.paquete import Insumos, build, session_of
from dashboard.informes.pedido import Pedido, from_query, published_years, to_query
from dashboard.informes.taller import Taller
from dashboard.layout.shell import AYUDA, LEMA, PESTANAS, REGISTROS
from dashboard.names import DISTRITO_FISCAL
from dashboard.plan import Plan
from dashboard.vivo import Vivo

RUTA = "/presentar"
CODIGO = re.compile(r"[0-9a-f]{16}")
SALA = f"{RUTA}/sala"
CON_ENLACE = {SALA: "Presentar ahora, a pantalla completa", f"{RUTA}/acuerdos": "Reunir los acuerdos de una sesión"}


def register(server: Flask, vivo: Vivo, plan: Plan, almacen: Almacen, browser: BrowserBase, assets: Path) -> None:
    """La página y sus cuatro direcciones: hacer, cómo va, descargar y comprobar."""
    recursos = Recursos(assets, browser.script.decode())
    taller = Taller(Path(tempfile.gettempdir()) / "mirador-paquetes", server.logger.error)

    def insumos() -> Insumos:
        version = vivo.actual
        public = almacen.public()
        return Insumos(version.datos, version.catalogo, plan, public, browser.geometria, recursos, request.host_url)

    def show(comprobado: dict | None = None) -> str:
        found = insumos()
        return _page(server, _asked(found), found, comprobado or {})

    def start() -> dict:
        found = insumos()
        pedido = _asked(found)
        clave = f"{found.datos.version}|{almacen.head()}|{found.direccion}"
        return {"codigo": taller.start(pedido, clave, lambda avisar: build(pedido, found, avisar))}

    def verify() -> str:
        sent = request.files.get("paquete")
        return show(_verified(sent.filename or "", sent.read()) if sent else {})

    server.add_url_rule(RUTA, "presentar", show)
    server.add_url_rule(f"{RUTA}/paquete", "presentar_hacer", start, methods=["POST"])
    server.add_url_rule(f"{RUTA}/paquete/<codigo>", "presentar_estado", lambda codigo: _state(taller, codigo))
    server.add_url_rule(f"{RUTA}/paquete/<codigo>.zip", "presentar_zip", lambda codigo: _download(taller, codigo))
    server.add_url_rule(f"{RUTA}/comprobar", "presentar_comprobar", verify, methods=["POST"])


def _asked(insumos: Insumos) -> Pedido:
    return from_query(request.query_string.decode(errors="replace"), insumos.catalogo)


def _page(server: Flask, pedido: Pedido, insumos: Insumos, comprobado: dict) -> str:
    first, last = published_years(insumos.catalogo)
    sesion = session_of(pedido, insumos)
    known = {rule.rule for rule in server.url_map.iter_rules()}
    sections = dict.fromkeys(x.seccion for x in sesion.laminas)
    return page(
        "presentar.html",
        lema=LEMA,
        pestanas=PESTANAS,
        ayuda=AYUDA,
        registros=REGISTROS,
        pedido=pedido,
        consulta=to_query(pedido),
        lugares=[p for p in insumos.catalogo.lugares.values() if p.ambito == DISTRITO_FISCAL],
        anios=range(first, last + 1),
        sesion=sesion,
        secciones=[(s, [x for x in sesion.laminas if x.seccion == s]) for s in sections],
        enlaces={ruta: words for ruta, words in CON_ENLACE.items() if ruta in known},
        comprobado=comprobado,
        demostracion=insumos.avances.demostracion,
    )


def _state(taller: Taller, codigo: str) -> dict:
    state = _known(taller.state, codigo)
    return {
        "parte": state.parte,
        "palabras": state.palabras,
        "avisos": list(state.avisos),
        "error": state.error,
        "descarga": f"{RUTA}/paquete/{codigo}.zip" if state.nombre else "",
        "nombre": state.nombre,
    }


def _download(taller: Taller, codigo: str) -> Response:
    state, package = _known(taller.state, codigo), _known(taller.package, codigo)
    return attachment(package, state.nombre, "application/zip")


def _known(ask: Callable, codigo: str):
    found = ask(codigo) if CODIGO.fullmatch(codigo) else None
    return found if found is not None else abort(404)


def _verified(name: str, package: bytes) -> dict:
    found = problems(package)
    if found:
        return {"nombre": name, "faltas": found}
    content = summary(package)
    return {"nombre": name, "faltas": (), "version": content["version_datos"], "archivos": list(content["archivos"])}
