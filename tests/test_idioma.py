"""Otro idioma es un archivo: la dirección lo elige, lo que falta sale en castellano y nada queda a medias."""

import re

import pytest
from babel.messages.pofile import write_po

from dashboard import catalogos, idioma
from dashboard.factory import create_app
from dashboard.settings import Settings

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
IGUAL = re.compile(r"^(Mirador contra la trata|English|Español|[\W\d_]*)$")
TEXTO = {"children", "title", "label", "placeholder", "aria-label"}


def unbracketed(node, key: str = "children") -> list[str]:
    """Los textos de un árbol de Dash que se leen en pantalla y no pasaron por el catálogo."""
    if isinstance(node, str):
        return [node] if key in TEXTO and "⟦" not in node and not IGUAL.match(node) else []
    if isinstance(node, list):
        return [text for child in node for text in unbracketed(child, key)]
    if isinstance(node, dict):
        return [text for k, child in node.items() for text in unbracketed(child, k)]
    return []
