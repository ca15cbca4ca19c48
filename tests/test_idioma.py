"""Otro idioma es un archivo: la dirección lo elige, lo que falta sale en castellano y nada queda a medias."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from babel.messages.pofile import write_po
from dash.development.base_component import Component

from dashboard import catalogos, idioma
from dashboard.charts import registry
from dashboard.factory import create_app
from dashboard.layout import metas
from dashboard.layout.card import TABLA, TEXTO, render
from dashboard.layout.metas import method_links, view_links
from dashboard.layout.metas.contenido import content, notice, phrase, side
from dashboard.layout.metas.tarjetas import eje_cards
from dashboard.metas.filters import VISTAS, FiltrosMetas
from dashboard.metas.seleccion import Seleccion
from dashboard.metas.vigente import follow
from dashboard.plan.estado import Metodo, Seguimiento
from dashboard.plan.reportes import Avances
from dashboard.settings import Settings
from tests.estado.fabrica import PLAN
from tests.estado.generados import generate

HUERFANAS = "la marca ya no está en el código; póngalo al día con: python -m dashboard idiomas"


@pytest.fixture(scope="module")
def frescas():
    return catalogos.extract()


@pytest.fixture(scope="module")
def client():
    return create_app(Settings()).server.test_client()


@pytest.fixture
def corchetes(tmp_path, monkeypatch, frescas):
    """Un idioma inventado que solo tiene un archivo: cada frase, entre corchetes."""
    for m in frescas:
        if m.id:
            m.string = tuple(f"⟦{i}⟧" for i in m.id) if isinstance(m.id, tuple) else f"⟦{m.id}⟧"
    with (tmp_path / "qu.po").open("wb") as file:
        write_po(file, frescas)
    monkeypatch.setattr(idioma, "CARPETA", tmp_path)
    kept = (idioma.idiomas, idioma.mensajes, idioma._frases)
    for function in kept:
        function.cache_clear()
    yield "qu"
    for function in kept:
        function.cache_clear()


def otros() -> list[str]:
    return [p.stem for p in idioma.CARPETA.glob("*.po")]


def test_english_is_there():
    assert idioma.idiomas() == {"es": "Español", "en": "English"}


@pytest.mark.parametrize("codigo", otros())
def test_a_catalogue_has_every_phrase_of_the_code_and_no_other(codigo, frescas):
    wanted, found = ({m.id for m in c if m.id} for c in (frescas, idioma.catalogo(codigo)))
    assert (wanted - found, found - wanted) == (set(), set()), HUERFANAS


@pytest.mark.parametrize("codigo", otros())
def test_every_phrase_is_translated_with_its_gaps(codigo):
    catalog = [m for m in idioma.catalogo(codigo) if m.id]
    assert [m.id for m in catalog if not catalogos.translated(m)] == []
    assert [m.id for m in catalog if not idioma.calza(m)] == []


def test_nothing_asked_is_spanish_and_what_is_unknown_too():
    for asked in ("", "?idioma=", "?idioma=xx", "?idioma=../../etc/passwd", "?idioma=%00"):
        assert idioma.pedido(asked) == "es"
    assert idioma.pedido("?lugar=puno&idioma=en") == "en"


def test_an_address_keeps_the_language():
    with idioma.en("en"):
        assert idioma.seguir("/") == "/?idioma=en"
        assert idioma.seguir("/metas?eje=1#sigue") == "/metas?eje=1&idioma=en#sigue"
    assert idioma.seguir("/") == "/"


def test_plurals_and_values():
    with idioma.en("en"):
        assert idioma._("Metas") == "Targets"
    assert idioma.ngettext("{n} meta", "{n} metas", 1) == "1 meta"
    assert idioma.ngettext("{n} meta", "{n} metas", 3) == "3 metas"


def test_a_translation_with_other_gaps_is_left_aside(corchetes, tmp_path):
    (tmp_path / "qu.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "de {n}"\nmsgstr "{otro} de {"\n', encoding="utf-8")
    idioma._frases.cache_clear()
    with idioma.en("qu"):
        assert idioma._("de {n}", n=3) == "de 3"


def test_the_page_says_its_language(client):
    page = client.get("/?idioma=en").get_data(as_text=True)
    assert '<html lang="en">' in page and "Skip to content" in page
    assert '<html lang="es-PE">' in client.get("/?idioma=xx").get_data(as_text=True)


def test_what_dash_asks_follows_its_page(client):
    def shell(page: str) -> str:
        return client.get("/_dash-layout", headers={"Referer": page}).get_data(as_text=True)

    assert '"Targets"' in shell("http://localhost/?idioma=en")
    assert '"Targets"' not in shell("http://otro.example/?idioma=en")


def test_a_new_language_is_only_a_file(client, corchetes):
    page = client.get("/?idioma=qu").get_data(as_text=True)
    assert '<html lang="qu">' in page and "⟦Saltar al contenido⟧" in page
    layout = client.get("/_dash-layout", headers={"Referer": "http://localhost/?idioma=qu"}).get_json()
    assert unbracketed(layout) == []


# Nombres propios y lo que se escribe igual en todo idioma
IGUAL = {"mirador", "contra", "trata", "english", "español", "cmnp", "csv", "xlsx", "png", "svg", "wilson", "poisson"}
DE_DASH = {"loading"}  # lo escribe Dash y la página lo tapa
LEIDOS = {"children", "title", "label", "placeholder", "aria-label", "text", "hovertext", "alt"}
DENTRO = re.compile(r"⟦[^⟦⟧]*⟧")
PALABRA = re.compile(r"[a-záéíóúüñ]{3,}", re.IGNORECASE)


def outside(text: str) -> set[str]:
    """Las palabras de un texto que no están dentro de ninguna frase del catálogo."""
    while (inner := DENTRO.sub(" ", text)) != text:
        text = inner
    return {w.lower() for w in PALABRA.findall(re.sub(r"<[^>]+>", " ", text))} - IGUAL


def said(node, key: str = "children") -> list[str]:
    """Los textos de un árbol de Dash o de una figura que se leen en pantalla."""
    if isinstance(node, str):
        return [node] if key in LEIDOS else []
    if isinstance(node, Component):
        node = node.to_plotly_json()["props"]
    if isinstance(node, list | tuple):
        return [text for child in node for text in said(child, key)]
    if isinstance(node, dict):
        return [text for k, child in node.items() if k != "annotations" for text in said(child, k)] + [
            text for note in node.get("annotations", ()) for text in said(note["text"], "text")
        ]
    return []


def unbracketed(node, quoted: set[str] = frozenset()) -> list[tuple[str, set[str]]]:
    """Cada texto de pantalla con las palabras que ni pasaron por el catálogo ni son una cita de los datos."""
    found = [(text, outside(text) - quoted) for text in said(node)]
    return [(text, words) for text, words in found if words]


@pytest.fixture(scope="session")
def citado(datos) -> set[str]:
    """Las palabras de lo que se cita tal cual: fuentes, lugares y notas de los datos."""
    tables = ("fuentes", "series", "distritos_fiscales", "departamentos", "lugares", "casos", "perfil", "rutas")
    texts = [datos[t][c].dropna() for t in tables for c in datos[t].select_dtypes(["object", "string"])]
    return {w.lower() for column in texts for text in column.unique() for w in PALABRA.findall(str(text))}


@pytest.mark.parametrize("chart", registry().values(), ids=lambda c: c.id)
@pytest.mark.parametrize("cambios", [{}, {"desde": 2019, "lugares": ("puno",), "margenes": "si"}], ids=["", "lugar"])
def test_every_card_speaks_the_language(chart, cambios, corchetes, contexto, elegir, citado):
    ctx = contexto(elegir(**cambios))
    with idioma.en(corchetes):
        for view in (*chart.draws, TABLA, TEXTO):
            assert unbracketed([*render(chart, ctx, view)], citado) == [], view


VISTAS_METAS = [{"vista": v} for v in VISTAS] + [
    {"trayectoria": "1.1.1-T1"},
    {"responsable": "MIMP", "vista": "responsables"},
]


@pytest.mark.parametrize("asked", VISTAS_METAS, ids=lambda asked: "-".join(asked.values()))
def test_every_view_of_the_targets_speaks_the_language(asked, corchetes, plan):
    """Se citan del Plan los nombres y los textos de sus metas; lo demás es nuestro y se traduce."""
    quoted = {w.lower() for w in PALABRA.findall(repr(plan))}
    with idioma.en(corchetes):
        seleccion = Seleccion(follow(plan, Avances)("horizonte"), FiltrosMetas(**asked))
        whole = [metas.page(plan), phrase(seleccion), notice(seleccion), eje_cards(seleccion)]
        whole += [view_links(seleccion.filtros), content(seleccion), side(seleccion)]
        assert unbracketed(whole, quoted) == []


CIFRA = re.compile(r"\d[\d,.]*\d|\d")


def figures(text: str) -> list[str]:
    """Las cifras de un texto, en orden de magnitud escrita: no dependen del orden de las palabras."""
    return sorted(CIFRA.findall(text))


@pytest.mark.parametrize("codigo", otros())
def test_a_translation_keeps_every_figure_and_no_spanish_quotes(codigo):
    """Una cifra cambiada al traducir sería un dato inventado."""
    catalog = [m for m in idioma.catalogo(codigo) if m.id]
    pairs = [(i, s) for m in catalog for i, s in zip(*map(idioma.formas, (m.id, m.string)), strict=True)]
    assert [(i, s) for i, s in pairs if figures(i) != figures(s)] == []
    assert [s for _i, s in pairs if re.search("[«»¿¡]", s)] == []


@pytest.mark.parametrize("codigo", otros())
@pytest.mark.parametrize("chart", registry().values(), ids=lambda c: c.id)
def test_a_conclusion_claims_the_same_in_every_language(codigo, chart, selecciones, contexto):
    """Con las mismas cifras en cada selección, lo que se probó en castellano vale en los demás idiomas."""
    for name, filtros in selecciones.items():
        ctx = contexto(filtros)
        frame = chart.query(ctx)
        if frame.empty:
            continue
        own = figures(f"{chart.title(ctx)} {chart.takeaway(frame, ctx)}")
        with idioma.en(codigo):
            other = f"{chart.title(ctx)} {chart.takeaway(chart.query(ctx), ctx)}"
        assert figures(other) == own, (name, other)


class Pantalla(HTMLParser):
    """Lo que se lee de una página: sus textos y los atributos que se dicen en voz alta, sin lo marcado como cita."""

    def __init__(self) -> None:
        super().__init__()
        self.textos: list[str] = []
        self.callados: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        attrs = dict(attrs)
        if self.callados or tag in ("script", "style") or attrs.get("lang") == "es":
            self.callados += [] if tag in VACIAS else [tag]
            return
        self.textos += [attrs[a] for a in ("title", "placeholder", "aria-label", "alt") if attrs.get(a)]

    def handle_endtag(self, tag: str) -> None:
        if self.callados and self.callados[-1] == tag:
            self.callados.pop()

    def handle_data(self, data: str) -> None:
        self.textos += [] if self.callados else [data]


VACIAS = ("br", "img", "input", "meta", "link", "hr", "path", "circle", "rect", "line", "use")


@pytest.mark.parametrize("address", ["/", "/?lugar=puno&desde=2019&margenes=si", "/metas", "/nada"])
def test_a_page_as_it_arrives_speaks_the_language(client, address, corchetes, citado, plan):
    quoted = citado | {w.lower() for w in PALABRA.findall(repr(plan))}
    mark = "&" if "?" in address else "?"
    screen = Pantalla()
    screen.feed(client.get(f"{address}{mark}idioma={corchetes}").get_data(as_text=True))
    assert outside(" ".join(screen.textos)) - quoted - DE_DASH == set()


@pytest.mark.parametrize("asked", VISTAS_METAS, ids=lambda asked: "-".join(asked.values()))
def test_what_was_reported_is_explained_in_the_language(asked, corchetes):
    """Con reportes: los estados, sus porqués y la historia; se citan el Plan y lo que escribió cada institución."""
    hoy = date(2020, 3, 1)
    told = generate(PLAN, hoy)
    quoted = {w.lower() for w in PALABRA.findall(repr(PLAN) + repr(told))}
    with idioma.en(corchetes):
        seleccion = Seleccion(Seguimiento(PLAN, told, hoy, Metodo.LINEAL), FiltrosMetas(metodo="lineal", **asked))
        whole = [method_links(seleccion), notice(seleccion), eje_cards(seleccion), content(seleccion), side(seleccion)]
        assert unbracketed(whole, quoted) == []
