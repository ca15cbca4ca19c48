"""La orden `paquete`: hace el paquete de una sesión, o comprueba uno."""

import argparse
import sys
from pathlib import Path

from dashboard import browser_base, data_package
from dashboard.catalog import build_catalog
from dashboard.settings import Settings


def add_commands(subparsers) -> None:
    """Añade la orden `paquete`."""
    text = "hace el paquete de una sesión descentralizada, o comprueba uno"
    parser = subparsers.add_parser("paquete", help=text, description=text)
    parser.add_argument("--distrito", default="", metavar="NOMBRE", help="distrito fiscal; sin él, todo el país")
    parser.add_argument(
        "--desde", type=int, metavar="AÑO", help="primer año; sin él, el primero de los delitos denunciados"
    )
    parser.add_argument("--hasta", type=int, metavar="AÑO", help="último año; sin él, el último completo")
    parser.add_argument("--salida", type=Path, metavar="ARCHIVO", help="dónde guardarlo, en vez de la carpeta actual")
    parser.add_argument("--tema", type=Path, metavar="ARCHIVO", help="diseños propios para la presentación (.pptx)")
    parser.add_argument("--direccion", metavar="URL", help="dirección del tablero para el enlace y el QR")
    parser.add_argument("--verificar", type=Path, metavar="ZIP", help="solo dice si un paquete está como se hizo")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 si salió bien, 1 si no."""
    return _verify(args.verificar) if args.verificar else _build(args)


def _verify(path: Path) -> int:
    from dashboard.informes.manifiesto import problems, summary

    try:
        package = path.read_bytes()
    except OSError:
        return _fail(f"No se pudo leer {path}. Revise la ruta.")
    if found := problems(package):
        return _fail(f"{path.name} no está como se hizo:\n  · " + "\n  · ".join(found))
    content = summary(package)
    print(f"{path.name} está como se hizo: {len(content['archivos'])} archivos, datos {content['version_datos']}.")
    return 0


def _build(args: argparse.Namespace) -> int:
    from dashboard.informes.diapositivas.tema import TemaIncompleto
    from dashboard.informes.html import Recursos
    from dashboard.informes.paquete import Insumos, build
    from dashboard.informes.pedido import LugarDesconocido
    from dashboard.plan.load import load_plan

    settings = Settings.from_environment()
    datos = data_package.load(settings.datos)
    catalogo, plan = build_catalog(datos), load_plan(settings.datos / "planes" / settings.plan)
    browser = browser_base.browser_base(settings.datos)
    try:
        pedido = _request(args, catalogo)
        insumos = Insumos(
            datos,
            catalogo,
            plan,
            _reported(settings, plan),
            browser.geometria,
            Recursos(settings.assets, browser.script.decode()),
            args.direccion or settings.url,
            args.tema,
        )
        paquete = build(pedido, insumos, _tell)
    except (LugarDesconocido, TemaIncompleto) as error:
        return _fail(str(error))
    return _save(args.salida or Path(paquete.nombre), paquete)


def _request(args: argparse.Namespace, catalogo):
    from dashboard.informes.pedido import Pedido, default_years, find_place

    first, last = default_years(catalogo)
    desde, hasta = args.desde or first, args.hasta or last
    return Pedido(find_place(args.distrito, catalogo), min(desde, hasta), max(desde, hasta))


def _reported(settings: Settings, plan):
    from dashboard.avances.abrir import open_store

    return open_store(settings, plan).public()


def _tell(part: float, words: str) -> None:
    print(f"{part:4.0%} {words}", file=sys.stderr)


def _save(path: Path, paquete) -> int:
    try:
        path.write_bytes(paquete.contenido)
    except OSError as error:
        return _fail(f"No se pudo guardar {path}: {error.strerror}. Elija otra carpeta con --salida.")
    print(*paquete.avisos, f"Listo: {path} ({len(paquete.contenido) / 1e6:.1f} MB)", sep="\n")
    return 0


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 1
