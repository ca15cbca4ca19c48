"""Texto alternativo en todo lo que hay en una lámina, también en lo que el lector no ve como imagen."""

from collections.abc import Iterator

from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.presentation import Presentation


def describe(shape, text: str) -> None:
    """Le pone texto alternativo a una forma, un gráfico o un grupo."""
    _properties(shape).set("descr", text)


def description(shape) -> str:
    """El texto alternativo de una forma, «» si no tiene."""
    return _properties(shape).get("descr", "")


def describe_all(deck: Presentation) -> None:
    """Las formas que nadie describió se describen con lo que dicen."""
    for slide in deck.slides:
        for shape in every_shape(slide.shapes):
            if not description(shape):
                text = shape.text_frame.text if shape.has_text_frame else ""
                describe(shape, text or shape.name)


def every_shape(shapes) -> Iterator:
    """Cada forma, y las que hay dentro de los grupos."""
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from every_shape(shape.shapes)


def _properties(shape):
    return shape._element.xpath(".//p:cNvPr")[0]
