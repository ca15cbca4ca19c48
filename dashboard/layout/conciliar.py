"""La página «Conciliador»: lo que cuadra y lo que no entre las fuentes, y lo que dice cada una de lo mismo."""

from collections import Counter
from dataclasses import dataclass

from dash import dcc, html

from dashboard import formatting as fmt
from dashboard.cedula.direccion import path
from dashboard.cedula.tablas import METAS
from dashboard.conciliar import REGLAS
from dashboard.conciliar.formatos import ORDEN, TITULOS, words
from dashboard.conciliar.lado_a_lado import DISTINTAS, IGUALES, OTRA, Cotejo, Version
from dashboard.conciliar.resultado import CUADRA, INCOMPLETO, NO_CUADRA, Parte, Resultado
from dashboard.idioma import _, actual, citado, seguir
from dashboard.layout.cedula import figure_link
from dashboard.layout.datos.piezas import fold, table

RUTA = "/conciliar"
DESCARGAS = {
    "conciliador.csv": "Comprobaciones (CSV)",
    "lado-a-lado.csv": "Lado a lado (CSV)",
    "conciliador.json": "Todo (JSON)",
}
EXPLICAN = {
    NO_CUADRA: "Dos publicaciones, o dos partes de una misma, no coinciden, no pueden ser ciertas a la vez o se "
    "apartan de golpe. El tablero muestra lo que imprime cada fuente: aquí no se elige ni se corrige.",
    INCOMPLETO: "La fuente no publica todas las partes: lo que falta no se reparte ni se estima.",
    CUADRA: "La cuenta se hizo con las filas cargadas y coincide con lo publicado.",
}
RELACIONES = {
    DISTINTAS: "Cuentan lo mismo y difieren",
    IGUALES: "Cuentan lo mismo y coinciden",
    OTRA: "Cuentan cosas distintas: se ven juntas, no se suman ni se corrigen una con otra",
}


@dataclass(frozen=True, eq=False)
class Conciliado:
    """Lo que halla el conciliador en una versión de los datos; `edicion` es la del plan, que citan sus metas."""

    resultados: tuple[Resultado, ...]
    cotejos: tuple[Cotejo, ...]
    version: str
    edicion: str

    def link(self, parte: Parte):
        """El valor, enlazado a su cédula en la versión que le toca."""
        edition = self.edicion if parte.cedula.startswith(f"{METAS}/") else self.version
        return figure_link(parte.valor, path(parte.cedula, edition)) if parte.cedula else parte.valor


def page(found: Conciliado) -> html.Div:
    """La página entera."""
    by_state = {e: [r for r in found.resultados if r.estado == e] for e in ORDEN}
    return html.Div(
        [
            *([html.P(_("Esta página está en castellano."), lang=actual())] if citado() else []),
            html.H1("Conciliador"),
            html.P(
                "Coteja lo que dicen las fuentes con reglas generales que recorren todas las tablas cargadas, "
                "también lo importado. No propone ni corrige nada: dice qué cuadra, qué no y dónde está cada cifra."
            ),
            _counts(found.resultados),
            _index(),
            *(_state(estado, rows, found) for estado, rows in by_state.items()),
            _side_by_side(found),
            _downloads(),
        ],
        className="datos conciliador",
        **citado(),
    )


def _counts(found: tuple[Resultado, ...]) -> html.Ul:
    counts = Counter(r.estado for r in found)
    tiles = [html.Li([html.Strong(fmt.number(counts[e])), f" {words(e, counts[e])}"]) for e in ORDEN]
    return html.Ul(tiles, className="conciliador-cuenta")


def _index() -> html.Nav:
    links = [(f"#estado-{_slug(e)}", TITULOS[e]) for e in ORDEN] + [("#lado-a-lado", "Lado a lado")]
    return html.Nav(
        html.Ol([html.Li(html.A(text, href=href)) for href, text in links]),
        className="datos-indice",
        **{"aria-label": "En esta página"},
    )


def _slug(estado: str) -> str:
    return estado.replace(" ", "-")


def _state(estado: str, rows: list[Resultado], found: Conciliado) -> html.Section:
    title_id = f"estado-{_slug(estado)}"
    rules = [k for k in REGLAS if any(r.regla == k for r in rows)]
    groups = [_rule(k, [r for r in rows if r.regla == k], estado, found) for k in rules]
    body = groups or [html.P("Nada.")]
    heading = html.H2(TITULOS[estado], id=title_id, tabIndex="-1")
    return html.Section([heading, html.P(EXPLICAN[estado]), *body], **{"aria-labelledby": title_id})


def _rule(rule: str, rows: list[Resultado], estado: str, found: Conciliado):
    items = html.Ul([_result(r, found) for r in rows], className="hallazgos")
    regla = REGLAS[rule]
    if estado == NO_CUADRA:
        return html.Div([html.H3(regla.titulo), html.P(regla.explica, className="motivos"), items])
    return fold(f"{regla.titulo} ({len(rows)})", html.P(regla.explica, className="motivos"), items)


def _result(r: Resultado, found: Conciliado) -> html.Li:
    places = [html.Li([found.link(p), f": {p.documento}; {p.cita}"]) for p in r.partes]
    sources = html.Details([html.Summary("Las cifras y dónde están"), html.Ul(places)]) if places else None
    return html.Li([html.Strong(f"{r.asunto}. "), r.texto, sources], className=f"hallazgo-{_slug(r.estado)}")


def _side_by_side(found: Conciliado) -> html.Section:
    blocks = []
    for relacion, words_ in RELACIONES.items():
        mine = [c for c in found.cotejos if c.relacion == relacion]
        names = list(dict.fromkeys(c.concepto for c in mine))
        folds = [_concept(name, [c for c in mine if c.concepto == name], found) for name in names]
        blocks += [html.H3(words_), *folds] if folds else []
    heading = html.H2("Lado a lado", id="lado-a-lado", tabIndex="-1")
    intro = html.P("Lo mismo según cada fuente, con su unidad, su periodo y su corte, y por qué pueden no coincidir.")
    return html.Section([heading, intro, *blocks], **{"aria-labelledby": "lado-a-lado"})


def _concept(name: str, cotejos: list[Cotejo], found: Conciliado) -> html.Details:
    heads = ("Lugar y periodo", "Según", "Valor", "Unidad", "Fecha y corte")
    rows = [_row(c, v, found) for c in cotejos for v in c.versiones]
    reasons = [html.P(why) for why in dict.fromkeys(c.porque for c in cotejos) if why]
    return fold(f"{name} ({len(cotejos)})", *reasons, table(name, heads, rows))


def _row(c: Cotejo, v: Version, found: Conciliado) -> tuple:
    place = c.lugar[0].upper() + c.lugar[1:]
    return (f"{place}, {v.periodo}", v.segun, found.link(v.parte), v.unidad, v.corte)


def _downloads() -> html.P:
    links = [html.A(text, href=f"/descargas/{name}") for name, text in DESCARGAS.items()]
    more = dcc.Link("Datos y método", href=seguir("/datos"))
    return html.P(
        ["Descargar: ", links[0], " · ", links[1], " · ", links[2], ". Las fuentes y sus licencias, en ", more, "."]
    )
