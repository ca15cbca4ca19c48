"""Notas al pie de verdad en un documento de Word: se marcan en el texto antes de llenarlo y se escriben al final."""

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import count

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

ABRE, CIERRA = "\ue000", "\ue001"  # de uso privado: ningún texto los trae
MARCA = re.compile(f"{ABRE}(\\d+){CIERRA}")
VACIAS = f"""<w:footnotes {nsdecls("w")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""


class Pies:
    """Las notas de un documento, en el orden en que se piden; la que ya se escribió entera remite a su número."""

    def __init__(self):
        self.textos: list[str] = []

    def note(self, texto: str, nota: str) -> str:
        """El texto con la marca de su nota, para ponerlo en un campo de la plantilla."""
        self.textos.append(nota)
        return f"{texto}{ABRE}{len(self.textos) - 1}{CIERRA}"

    def write(self, document: Document) -> None:
        """Cambia cada marca por su llamada y agrega las notas al documento, tras las que ya tuviera la plantilla."""
        part = _part(document)
        notes = parse_xml(part.blob)
        first = max(int(n.get(qn("w:id"))) for n in notes) + 1
        numbers, called = count(first), []
        for text in [t for t in document.element.body.iter(qn("w:t")) if MARCA.search(t.text or "")]:
            called += [self.textos[which] for which in _split(text, numbers)]
        for number, words in _shortened(document, first, called):
            notes.append(_footnote(number, words))
        part._blob = etree.tostring(notes, xml_declaration=True, encoding="UTF-8", standalone=True)


def _shortened(document: Document, first: int, textos: list[str]) -> Iterator[tuple[int, str]]:
    """Cada nota llamada, en el orden del documento, con su texto o, si repite una anterior, el número de esa."""
    seen: dict[str, int] = {}
    for shown, reference in enumerate(document.element.body.iter(qn("w:footnoteReference")), start=1):
        number = int(reference.get(qn("w:id")))
        if number >= first:
            words = textos[number - first]
            yield number, f"Como en la nota {seen[words]}." if words in seen else words
            seen.setdefault(words, shown)


def _part(document: Document) -> Part:
    for rel in document.part.rels.values():
        if rel.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            return rel.target_part
    package = document.part.package
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, VACIAS.encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return part


def _split(text, numbers: Iterator[int]) -> list[int]:
    """Parte el tramo en texto y llamadas, con el formato que tenía; devuelve qué marcas traía."""
    run, pieces = text.getparent(), MARCA.split(text.text)
    after = run
    text.text = pieces[0]
    text.set(qn("xml:space"), "preserve")
    for rest in pieces[2::2]:
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(next(numbers)))
        added = [_raised(reference)]
        if rest:
            added.append(_like(run, rest))
        for new in added:
            after.addnext(new)
            after = new
    return [int(which) for which in pieces[1::2]]


def _raised(child, size: str = ""):
    run = parse_xml(f'<w:r {nsdecls("w")}><w:rPr>{size}<w:vertAlign w:val="superscript"/></w:rPr></w:r>')
    run.append(child)
    return run


def _like(run, words: str):
    new, text = OxmlElement("w:r"), OxmlElement("w:t")
    if run.rPr is not None:
        new.append(deepcopy(run.rPr))
    text.text = words
    text.set(qn("xml:space"), "preserve")
    new.append(text)
    return new


def _footnote(number: int, words: str):
    note, paragraph = OxmlElement("w:footnote"), OxmlElement("w:p")
    note.set(qn("w:id"), str(number))
    properties = parse_xml(f'<w:pPr {nsdecls("w")}><w:spacing w:before="0" w:after="0"/></w:pPr>')
    small = parse_xml(f'<w:r {nsdecls("w")}><w:rPr><w:sz w:val="14"/></w:rPr><w:t xml:space="preserve"/></w:r>')
    small.find(qn("w:t")).text = f" {words}"
    paragraph.extend([properties, _raised(OxmlElement("w:footnoteRef"), '<w:sz w:val="14"/>'), small])
    note.append(paragraph)
    return note
