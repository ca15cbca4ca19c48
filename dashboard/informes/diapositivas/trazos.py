"""Las formas de un dibujo como formas de PowerPoint: cada distrito es un polígono que se puede pintar.

Se escriben como XML de una vez: forma por forma, con la interfaz de python-pptx, un mapa tarda varios segundos.
"""

import math
from collections.abc import Iterator
from functools import singledispatch
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml
from pptx.slide import Slide

from dashboard.informes.dibujo.formas import Camino, Dibujo, Forma, Marca, Rotulo

EMU = 12700  # por punto
GUIONES = {"dot": "sysDot", "dashdot": "dashDot"}
FIGURAS = {"square": "rect", "diamond": "diamond", "triangle-up": "triangle", "triangle-down": "flowChartMerge"}
SIN_RELLENO = {True: "", False: ' fill="none"'}
ALINEAR = {"start": "l", "middle": "ctr", "end": "r"}
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"


def add_drawing(slide: Slide, dibujo: Dibujo, left: int, top: int, alt: str):
    """Un grupo con todas las formas del dibujo en (left, top), en EMU; devuelve el grupo."""
    first = max(int(i) for i in slide.shapes._spTree.xpath(".//p:cNvPr/@id")) + 1
    body = "".join(_xml(forma, first + 1 + i, left, top) for i, forma in enumerate(dibujo.formas))
    width, height = round(dibujo.ancho * EMU), round(dibujo.alto * EMU)
    place, size = f'x="{left}" y="{top}"/>', f'cx="{width}" cy="{height}"/>'
    group = (
        f'<p:grpSp xmlns:a="{A}" xmlns:p="{P}"><p:nvGrpSpPr>'
        f'<p:cNvPr id="{first}" name="Dibujo" descr={quoteattr(alt)}/>'
        f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off {place}<a:ext {size}"
        f"<a:chOff {place}<a:chExt {size}</a:xfrm></p:grpSpPr>{body}</p:grpSp>"
    )
    slide.shapes._spTree.append(parse_xml(group))
    return slide.shapes[-1]


@singledispatch
def _xml(forma: Forma, id_: int, left: int, top: int) -> str:
    raise TypeError(f"No se sabe dibujar {type(forma).__name__}.")


@_xml.register
def _path(forma: Camino, id_: int, left: int, top: int) -> str:
    points = [p for ring in forma.anillos for p in ring]
    x0, y0 = min(x for x, _ in points), min(y for _, y in points)
    w = max(round((max(x for x, _ in points) - x0) * EMU), 1)
    h = max(round((max(y for _, y in points) - y0) * EMU), 1)
    d = "".join(_ring(ring, x0, y0, forma.cerrado) for ring in forma.anillos)
    geometry = (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{w}" h="{h}"'
        f"{SIN_RELLENO[forma.cerrado]}>{d}</a:path></a:pathLst></a:custGeom>"
    )
    box = (left + round(x0 * EMU), top + round(y0 * EMU), w, h)
    style = _fill(forma) + _line(forma.borde, forma.grosor, forma.guion, forma.opacidad)
    return _shape(id_, forma.nombre or "Trazo de fondo", box, geometry + style)


def _ring(ring: tuple, x0: float, y0: float, closed: bool) -> str:
    points = [f'<a:pt x="{round((x - x0) * EMU)}" y="{round((y - y0) * EMU)}"/>' for x, y in ring]
    lines = "".join(f"<a:lnTo>{p}</a:lnTo>" for p in points[1:])
    return f"<a:moveTo>{points[0]}</a:moveTo>{lines}{'<a:close/>' if closed else ''}"


def _fill(forma: Camino) -> str:
    if forma.trama:
        colors = f"<a:fgClr>{_color(forma.trama)}</a:fgClr><a:bgClr>{_color(forma.relleno)}</a:bgClr>"
        return f'<a:pattFill prst="wdUpDiag">{colors}</a:pattFill>'
    if not (forma.relleno and forma.cerrado):
        return "<a:noFill/>"
    return f"<a:solidFill>{_color(forma.relleno, forma.opacidad)}</a:solidFill>"


def _line(color: str, width: float, dash: str = "", opacity: float = 1.0) -> str:
    if not color or not width:
        return "<a:ln><a:noFill/></a:ln>"
    pattern = f'<a:prstDash val="{GUIONES.get(dash, "dash")}"/>' if dash else ""
    return f'<a:ln w="{round(width * EMU)}"><a:solidFill>{_color(color, opacity)}</a:solidFill>{pattern}</a:ln>'


def _color(color: str, opacity: float = 1.0) -> str:
    """El color, mezclado con el papel si es traslúcido: impreso y proyectado se ve igual."""
    mixed = (round(int(color[i : i + 2], 16) * opacity + 255 * (1 - opacity)) for i in (1, 3, 5))
    return f'<a:srgbClr val="{"".join(f"{c:02X}" for c in mixed)}"/>'


@_xml.register
def _mark(forma: Marca, id_: int, left: int, top: int) -> str:
    if forma.simbolo == "arrow":
        return _path(_arrow(forma), id_, left, top)
    r = forma.radio * EMU
    box = (left + round(forma.x * EMU - r), top + round(forma.y * EMU - r), round(2 * r), round(2 * r))
    geometry = f'<a:prstGeom prst="{FIGURAS.get(forma.simbolo, "ellipse")}"><a:avLst/></a:prstGeom>'
    fill = f"<a:solidFill>{_color(forma.relleno, forma.opacidad)}</a:solidFill>"
    line = _line(forma.borde, forma.grosor, "", forma.opacidad)
    return _shape(id_, forma.nombre or "Punto", box, geometry + fill + line)


def _arrow(forma: Marca) -> Camino:
    turn, r = math.radians(forma.angulo), forma.radio
    corners = [(0, 0), (-2 * r, -0.9 * r), (-2 * r, 0.9 * r)]
    points = tuple(
        (forma.x + a * math.cos(turn) - b * math.sin(turn), forma.y + a * math.sin(turn) + b * math.cos(turn))
        for a, b in corners
    )
    name = forma.nombre or "Punta de flecha"
    return Camino((points,), cerrado=True, relleno=forma.relleno, opacidad=forma.opacidad, nombre=name)


@_xml.register
def _label(forma: Rotulo, id_: int, left: int, top: int) -> str:
    x, y, w, h = forma.caja
    box = (left + round(x * EMU), top + round(y * EMU), round(w * EMU), round(h * EMU))
    text = (
        '<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/>'
        f"{''.join(_paragraphs(forma))}</p:txBody>"
    )
    geometry = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
    return _shape(id_, " ".join(forma.renglones), box, geometry, text, ' txBox="1"')


def _paragraphs(forma: Rotulo) -> Iterator[str]:
    look = f'lang="es-PE" sz="{round(forma.tamano * 100)}" b="{int(forma.negrita)}"'
    for line in forma.renglones:
        yield (
            f'<a:p><a:pPr algn="{ALINEAR[forma.h]}"/><a:r><a:rPr {look}><a:solidFill>{_color(forma.color)}'
            f"</a:solidFill></a:rPr><a:t>{escape(line)}</a:t></a:r></a:p>"
        )


def _shape(id_: int, name: str, box: tuple, style: str, text: str = "", kind: str = "") -> str:
    x, y, w, h = box
    words = quoteattr(name)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id_}" name={words} descr={words}/><p:cNvSpPr{kind}/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>{style}</p:spPr>{text}</p:sp>'
    )
