"""/texto, /texto/metas y /texto/datos: cada pestaña entera como texto corrido, también en letra grande.

Contestan a la misma selección que su pestaña y no piden JavaScript: `?letra=grande` las escribe a 18 puntos o más, en
una columna y en blanco y negro, para leer en pantalla o imprimir.
"""

from collections.abc import Callable
from itertools import groupby
from urllib.parse import parse_qsl, urlencode

from flask import Flask, Response, request

from dashboard.charts import Contexto, registry
from dashboard.downloads import asked
from dashboard.filters import in_words
from dashboard.idioma import N_, _
from dashboard.informes.ficha import ficha
from dashboard.informes.laminas import lamina_of
from dashboard.informes.paginas import page
from dashboard.layout import datos
from dashboard.layout.metas.contenido import content, notice, phrase
from dashboard.layout.oraciones import Bloque, blocks, plain, sentence
from dashboard.metas.filters import from_query
from dashboard.metas.seleccion import Seleccion
from dashboard.metas.vigente import Vigente
from dashboard.plan import Plan
from dashboard.queries.cifras import key_figures_for
from dashboard.vivo import Vivo

RUTA = "/texto"
PESTANAS = {"": N_("Incidencia"), "metas": N_("Metas"), "datos": N_("Datos y método")}
LETRA, GRANDE = "letra", "grande"


def register(server: Flask, vivo: Vivo, plan: Plan, current: Vigente) -> None:
    """Las tres páginas de texto."""

    def of_metas() -> tuple[str, list[Bloque]]:
        filtros = from_query(request.query_string.decode(errors="replace"), plan).con(vista="tabla", trayectoria="")
        chosen = Seleccion(current(filtros.metodo), filtros)
        told = " ".join(plain(part) for part in notice(chosen))
        return phrase(chosen), [("parrafo", told), *blocks(content(chosen))]

    def of_data() -> tuple[str, list[Bloque]]:
        version = vivo.actual
        return "", list(blocks(datos.page(version.datos, version.catalogo)))[1:]

    def of_cases() -> tuple[str, list[Bloque]]:
        ctx = vivo.select(*asked())
        return in_words(ctx.filtros, ctx.catalogo), _cases(ctx)

    for name, read in {"": of_cases, "metas": of_metas, "datos": of_data}.items():
        server.add_url_rule(f"{RUTA}/{name}".rstrip("/"), f"texto_{name}", _reader(name, read))


def _reader(name: str, read: Callable[[], tuple[str, list[Bloque]]]) -> Callable[[], Response]:
    def show() -> Response:
        selection, told = read()
        kept = [(k, v) for k, v in parse_qsl(request.query_string.decode(errors="replace")) if k != LETRA]
        html = page(
            "lectura.html",
            titulo=_(PESTANAS[name]),
            seleccion=selection,
            bloques=_together(told),
            grande=request.args.get(LETRA) == GRANDE,
            pestana="/" + name + _query(kept),
            normal=request.path + _query(kept),
            agrandada=request.path + _query([*kept, (LETRA, GRANDE)]),
            otras=[(f"{RUTA}/{n}".rstrip("/"), _(label)) for n, label in PESTANAS.items() if n != name],
        )
        return Response(html)

    return show


def _together(told: list[Bloque]) -> list[tuple[str, list[str]]]:
    """Los renglones seguidos son una sola lista."""
    return [(kind, [text for _kind, text in run]) for kind, run in groupby(told, key=lambda block: block[0])]


def _query(pairs: list[tuple[str, str]]) -> str:
    return "?" + urlencode(pairs) if pairs else ""


def _cases(ctx: Contexto) -> list[Bloque]:
    """Las cifras del periodo y cada gráfico: su pregunta, lo que dice, sus filas, sus cuidados y su fuente."""
    figures = key_figures_for(ctx.datos, ctx.catalogo, ctx.filtros)
    told = [("renglon", f"{f.valor} {f.que}. {f.donde}.") for f in figures]
    section = ""
    for chart in registry().values():
        if chart.section != section:
            section = chart.section
            told.append(("titulo", _(section)))
        told += _chart(ficha(lamina_of(chart, ctx)))
    return told


def _chart(values: dict) -> list[Bloque]:
    table = values["tabla"]
    rows = [sentence(zip(table["columnas"], row, strict=True)) for row in table["filas"]]
    return [
        ("subtitulo", values["titulo"]),
        *(("parrafo", values[k]) for k in ("pregunta", "conclusion") if values[k]),
        *(("renglon", row) for row in rows),
        *(("parrafo", _("Cuidado: {advertencia}", advertencia=t)) for t in values["advertencias"]),
        ("parrafo", f"{values['fuente']} {_('Corte: {corte}.', corte=values['corte'])}"),
    ]
