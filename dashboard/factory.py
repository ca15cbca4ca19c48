"""Arma la aplicación: el único módulo que ve todas las capas."""

from collections.abc import Callable

import dash
from flask import Response, send_from_directory

from dashboard import browser_base as base
from dashboard import callbacks, downloads, ediciones, fichas, lectura, presentar, primera, reportar, sesiones, tarjetas
from dashboard.avances.abrir import open_store
from dashboard.avances.almacen import Almacen
from dashboard.avances.errores import AlmacenNoDisponible
from dashboard.browser_base import PLOTLY_ROUTE
from dashboard.callbacks import conciliar as conciliado
from dashboard.cedula import Cedula
from dashboard.cedula.cuentas import counts_of
from dashboard.cedula.origenes import origins
from dashboard.cedula.resolver import NoHallada, resolve
from dashboard.cedula.tablas import TABLAS, metas_of
from dashboard.conciliar import reconcile
from dashboard.conciliar.hechos import Hechos
from dashboard.conciliar.lado_a_lado import side_by_side
from dashboard.filters import asked_version
from dashboard.idioma import por_idioma
from dashboard.layout import cedula as cedula_layout
from dashboard.layout import conciliar as conciliar_layout
from dashboard.layout import datos as datos_page
from dashboard.layout import metas, shell
from dashboard.metas.vigente import follow
from dashboard.plan import Plan
from dashboard.plan.load import load_plan
from dashboard.primera.paginas import pages as first_pages
from dashboard.servidor import idiomas, surround
from dashboard.servidor.salud import PRUEBAS
from dashboard.settings import Settings
from dashboard.vivo import CONSERVADAS, Version, Vivo

PLOTLY_BUNDLE = "vendor/plotly-recortado.min.js"


def create_app(settings: Settings) -> dash.Dash:
    """Aplicación de Dash lista para servir; lanza DatosInvalidos si la carpeta de datos tiene faltas."""
    vivo = Vivo(settings.datos, settings.umbral)
    browser = base.browser_base(settings.datos)
    app = dash.Dash(
        __name__,
        title="Mirador contra la trata",
        update_title=None,
        assets_folder=str(settings.assets),
        assets_ignore=r"plotly-recortado\.min\.js|carga\.js",
        assets_path_ignore=["sesion"],  # páginas que no son de Dash
        suppress_callback_exceptions=True,
        index_string=shell.index_string(browser.url, primera.loader(settings.assets), PLOTLY_ROUTE),
    )
    idiomas.register(app.server)
    plan = load_plan(settings.datos / "planes" / settings.plan)
    almacen, reconciled = open_store(settings, plan), _reconciler(vivo, plan)
    app.layout = lambda: shell.shell(vivo.actual.id, _open_to_reports(almacen), almacen.public().demostracion)
    current = follow(plan, almacen.public)
    pages, sheets, notices = _pages(vivo, plan, reconciled), _sheets(vivo, plan), _notices(vivo)
    callbacks.register(app, plan, pages, sheets, current)
    primera.register(app, first_pages(vivo, plan, current, browser.geometria, pages, sheets, notices))
    _serve_base(app, browser)
    downloads.register(app.server, vivo.select)
    tarjetas.register(app.server, vivo, notices)
    conciliado.register(app.server, reconciled)
    fichas.register(app.server, vivo.select, browser.url)
    lectura.register(app.server, vivo, plan, current)
    sesiones.register(app.server, vivo, plan, almacen, browser.url)
    app.server.get("/version")(lambda: Response(vivo.actual.id, mimetype="text/plain"))
    app.server.config["VIVO"], app.server.config["ALMACEN"] = vivo, almacen
    app.server.config[PRUEBAS] = {"almacén de avances": almacen.head}
    reportar.register(app.server, almacen, settings)
    presentar.register(app.server, vivo, plan, almacen, browser, settings.assets)
    surround(app)
    return app


def _open_to_reports(almacen: Almacen) -> bool:
    """Si se puede entrar a informar; con el almacén caído el resto del tablero sigue."""
    try:
        return almacen.has_users()
    except AlmacenNoDisponible:
        return False


def _pages(vivo: Vivo, plan: Plan, reconciled: Callable[[], conciliar_layout.Conciliado]) -> dict:
    """Ruta → página de la versión vigente. Datos y método se arma una vez por versión."""
    data_page = por_idioma(CONSERVADAS)(lambda version: datos_page.page(version.datos, version.catalogo))
    return {
        "/": lambda: tarjetas.page(vivo.actual.catalogo),
        "/metas": lambda: metas.page(plan),
        "/datos": lambda: data_page(vivo.actual),
        conciliar_layout.RUTA: lambda: conciliar_layout.page(reconciled()),
    }


def _reconciler(vivo: Vivo, plan: Plan) -> Callable[[], conciliar_layout.Conciliado]:
    """Lo que halla el conciliador en la versión vigente; se calcula la primera vez que alguien lo pide."""

    @por_idioma(CONSERVADAS)
    def found(version: Version) -> conciliar_layout.Conciliado:
        datos, catalogo = version.datos, version.catalogo
        cotejos = side_by_side(Hechos(datos, catalogo))
        return conciliar_layout.Conciliado(reconcile(datos, catalogo, plan), cotejos, version.id, plan.edicion)

    return lambda: found(vivo.actual)


def _notices(vivo: Vivo) -> tarjetas.Notice:
    """Versión pedida → el aviso de que no es la vigente, con lo que cambió desde entonces."""

    def found(version: str) -> ediciones.Aviso | None:
        old = vivo.version(version)
        return ediciones.notice(version, old.datos if old else None, vivo.actual.datos)

    return found


def _sheets(vivo: Vivo, plan: Plan) -> callbacks.cedula.Sheet:
    """Dirección de una cédula → su ficha con lo que cambió desde entonces, o por qué no se halló."""
    origenes, notice = origins(*TABLAS, metas_of(plan), counts_of(plan)), _notices(vivo)

    def sheet(pathname: str, search: str):
        try:
            cedula = resolve(pathname, search, vivo.select, origenes)
        except NoHallada as error:
            return cedula_layout.not_there(str(error))
        return cedula_layout.sheet(cedula, changed(cedula, pathname, search))

    def changed(cedula: Cedula, pathname: str, search: str) -> tuple[str, ...]:
        asked = asked_version(search)
        if cedula.version == plan.edicion:
            return () if asked in ("", plan.edicion) else (cedula_layout.other_plan(asked, plan.edicion),)
        if not (aviso := notice(asked)):
            return ()
        if not aviso.conservada:
            return (aviso.texto,)
        try:
            hoy = resolve(pathname, search, lambda query, _version: vivo.select(query), origenes).cifra
        except NoHallada:
            hoy = ""
        return (ediciones.then_and_now(cedula.cifra, hoy), aviso.texto)

    return sheet


def _serve_base(app: dash.Dash, browser: base.BrowserBase) -> None:
    """Plotly reducido en la ruta donde Dash busca el completo, y los datos base del navegador."""

    @app.server.get(PLOTLY_ROUTE)
    def plotly_bundle():
        return send_from_directory(app.config.assets_folder, PLOTLY_BUNDLE)

    @app.server.get(browser.url)
    def base_script():
        return Response(browser.script, mimetype="text/javascript")
