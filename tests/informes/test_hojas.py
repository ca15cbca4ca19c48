"""La presentación y el libro, vistos en papel por LibreOffice: nada se sale ni se monta, con los nombres más largos."""

import shutil

import pytest

from dashboard.informes.diapositivas import Portada, write_deck
from dashboard.informes.libro import write_book
from tests.informes.hojas import faults, pages, to_pdf

pytestmark = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")), reason="faltan LibreOffice o pdftotext"
)


@pytest.mark.parametrize("pedido", [("lima-noroeste", 2019, 2025), ("", 2019, 2025)], ids=["largo", "pais"])
def test_no_text_leaves_its_slide_or_covers_another(pedir, geometria, tmp_path, pedido):
    found = pedir(*pedido)
    portada = Portada("Trata de personas en el distrito fiscal de Lima Noroeste", "Sesión · 2019–2025", "v", "http://x")
    deck = tmp_path / "laminas.pptx"
    deck.write_bytes(write_deck(found, portada, geometria))
    pdf = to_pdf(deck, tmp_path / "perfil")
    assert faults(pdf) == []
    # Sin espacios: un renglón puede partirse en «–».
    seen = ["".join(w[4] for w in words) for _, _, words in pages(pdf)]
    assert len(seen) == len(found) + 2
    for lamina, text in zip(found, seen[1:-1], strict=True):
        for word in (*lamina.encabezado.split(), *lamina.conclusion.split(), *lamina.filtros.split()):
            assert word.replace("&", "&amp;") in text, (lamina.id, word)


def test_no_text_of_the_book_covers_another(pedir, catalogo, tmp_path):
    book = tmp_path / "libro.xlsx"
    book.write_bytes(write_book(pedir("", 2009, 2023), "Trata de personas en el Perú", catalogo))
    assert faults(to_pdf(book, tmp_path / "perfil")) == []
