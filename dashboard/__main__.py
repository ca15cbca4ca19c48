"""Órdenes del tablero: una por intención, iguales en Windows y sin make. `python -m dashboard --help`."""

import argparse
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from dashboard import avances, data_package, empaquetar, importer, limites, sin_internet
from dashboard.settings import Settings


def main(argv: list[str] | None = None) -> int:
    """Ejecuta una orden y devuelve 0 si salió bien, 1 si encontró faltas."""
    args = _parser().parse_args(argv)
    try:
        return args.run(args) or 0
    except data_package.DatosInvalidos as error:
        print("No se pueden usar los datos:", *error.faltas, sep="\n  · ", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description="Mirador contra la trata")
    verbs = parser.add_subparsers(required=True, metavar="ORDEN")
    serve = _verb(verbs, "serve", "abre el tablero en este equipo", _serve)
    serve.add_argument(
        "--datos", metavar="CARPETA", type=Path, help="carpeta de datos, en vez de la que trae el tablero"
    )
    serve.add_argument(
        "--produccion", action="store_true", help="varios procesos, para un servidor de la institución (no en Windows)"
    )
    check = _verb(verbs, "check", "revisa la carpeta de datos y dice todas sus faltas", _check)
    check.add_argument("--sellar", action="store_true", help="si no hay faltas, guarda el sello de cada archivo")
    _verb(verbs, "charts", "lista los gráficos con su pregunta, fuentes y columnas", _charts)
    docs = _verb(verbs, "docs", "escribe de nuevo los documentos que se generan de los datos", _docs)
    docs.add_argument("--comprobar", action="store_true", help="solo dice si alguno está atrasado")
    _verb(verbs, "idiomas", "pone al día los catálogos de frases con lo que dice el código", _idiomas)
    conciliar = _verb(verbs, "conciliar", "coteja lo que dicen las fuentes: qué cuadra y qué no", _conciliar)
    conciliar.add_argument("--formato", choices=("texto", "csv", "json"), default="texto", help="cómo se escribe")
    conciliar.add_argument("--regla", action="append", metavar="REGLA", help="solo esta regla; se puede repetir")
    conciliar.add_argument("--lado-a-lado", action="store_true", help="agrega lo que dice cada fuente de lo mismo")
    conciliar.add_argument("--datos", metavar="CARPETA", type=Path, help="carpeta de datos del tablero")
    demo = _verb(verbs, "demo", "abre el tablero con datos de avance inventados, en un almacén aparte", _demo)
    demo.add_argument("--solo-generar", action="store_true", help="los escribe y no abre el tablero")
    congreso = _verb(verbs, "informe-congreso", "escribe el informe anual al Congreso en Word", _document)
    congreso.add_argument("--anio", type=int, required=True, metavar="AÑO", help="de qué año: 2020")
    congreso.add_argument("--metodo", choices=("horizonte", "lineal", "base"), help="con qué vara se juzga")
    matriz = _verb(verbs, "matriz", "escribe la Matriz de Monitoreo y Evaluación en Excel", _document)
    for verb, which in ((congreso, "informe-congreso"), (matriz, "matriz-mye")):
        verb.add_argument("archivo", metavar="ARCHIVO", type=Path, nargs="?", help="dónde guardarlo")
        verb.add_argument("--demo", action="store_true", help="con los datos inventados de la orden demo")
        verb.set_defaults(documento=which, anio=None, metodo="horizonte")
    importer.add_commands(verbs)
    limites.add_commands(verbs)
    acuerdos = _verb(verbs, "acuerdos", "une los acuerdos que una sesión anotó, sin duplicarlos", _acuerdos)
    acuerdos.add_argument("archivos", metavar="ARCHIVO", nargs="+", type=Path, help="los JSON que descargó cada equipo")
    acuerdos.add_argument("--acta", metavar="DOCX", type=Path, help="escribe además el acta en Word")
    acuerdos.add_argument("--solo-acta", action="store_true", help="no registra nada: solo escribe el acta")
    avances.add_commands(verbs)
    empaquetar.add_commands(verbs)
    sin_internet.add_commands(verbs)
    return parser


def _verb(verbs, name: str, description: str, run) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=description, description=description)
    verb.set_defaults(run=run)
    return verb


def _serve(args) -> None:
    settings = Settings.from_environment()
    settings = replace(settings, datos=args.datos) if args.datos else settings
    if args.produccion:
        return _serve_many(settings)
    from dashboard.factory import create_app
    from dashboard.serve import serve

    serve(create_app(settings), settings)


def _document(args) -> int:
    from dashboard.demostracion.abrir import beside
    from dashboard.rendicion import write_document

    settings = Settings.from_environment()
    settings = beside(settings) if args.demo else settings
    return write_document(args.documento, settings, args.anio, args.metodo, args.archivo)


def _demo(args) -> None:
    from dashboard.demostracion.abrir import prepare

    settings = prepare(Settings.from_environment())
    if args.solo_generar:
        return
    from dashboard.factory import create_app
    from dashboard.serve import serve

    serve(create_app(settings), settings)


def _serve_many(settings: Settings) -> None:
    # Los procesos suman aquí sus cuentas; prometheus_client la busca al cargarse, antes que nada.
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="mirador-metricas-")
    try:
        from dashboard.servidor import produccion
    except ModuleNotFoundError as error:
        message = f"Falta {error.name}. Instale requirements-produccion.txt; en Windows use `serve`."
        raise SystemExit(message) from None
    from dashboard.factory import create_app
    from dashboard.serve import watch

    app = create_app(settings)
    produccion.serve(app, settings, on_fork=lambda: watch(app))


def _acuerdos(args) -> int:
    from dashboard.acuerdos import run

    return run(args)


def _check(args) -> int:
    from dashboard.check import check

    return check(Settings.from_environment().datos, sellar=args.sellar)


def _conciliar(args) -> int:
    from dashboard.conciliar.comando import run

    settings = Settings.from_environment()
    return run(args.datos or settings.datos, settings.plan, args.formato, args.regla, args.lado_a_lado)


def _charts(_args) -> None:
    from dashboard.docs import chart_list

    print(chart_list())


def _docs(args) -> int:
    from dashboard.docs import write_docs

    return write_docs(solo_comprobar=args.comprobar)


def _idiomas(_args) -> None:
    from dashboard.catalogos import update

    print(update())


if __name__ == "__main__":
    sys.exit(main())
