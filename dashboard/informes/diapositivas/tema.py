"""El archivo de diseños de la presentación: cómo se arma el del tablero y qué se espera de uno propio.

    python -m dashboard.informes.diapositivas.tema

escribe de nuevo `plantillas/tema.pptx`. Un ministerio puede cambiar letra, colores, escudo y posiciones en PowerPoint
(Vista → Patrón de diapositivas) y usar su archivo con `--tema`: basta que conserve los nombres de los dos diseños y
los marcadores de «Figura».
"""

from functools import cache
from io import BytesIO
from pathlib import Path

from pptx import Presentation
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Presentacion
from pptx.slide import Slide, SlideLayout
from pptx.util import Inches

from dashboard.figures.theme import AMBAR, AZUL, AZUL_MEDIO, GRANATE, GRIS, LINEA, OLIVA, PAPEL, TINTA, TINTA_SUAVE

ARCHIVO = Path(__file__).resolve().parents[1] / "plantillas" / "tema.pptx"
PORTADA, FIGURA = "Portada", "Figura"
CUERPO, SECCION, DIBUJO, CONCLUSION, CAUTELA, PIE = 1, 13, 14, 15, 16, 17
PARTES = {
    SECCION: "Sección",
    DIBUJO: "Dibujo",
    CONCLUSION: "Conclusión",
    CAUTELA: "Advertencia",
    PIE: "Filtros y corte",
}
LETRA = "Arial"  # la hay en cualquier equipo, y LibreOffice trae una de las mismas medidas
ANCHO, ALTO = 13.333, 7.5
NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}
XMLNS = f'xmlns:a="{NS["a"]}" xmlns:p="{NS["p"]}"'
COLORES = {
    "dk1": TINTA,
    "lt1": PAPEL,
    "dk2": AZUL,
    "lt2": LINEA,
    "accent1": AZUL,
    "accent2": AZUL_MEDIO,
    "accent3": AMBAR,
    "accent4": GRIS,
    "accent5": GRANATE,
    "accent6": OLIVA,
}


class TemaIncompleto(Exception):
    """Al archivo de diseños le falta un diseño o un marcador; el mensaje dice cuál y qué hacer."""


def open_theme(path: Path | None = None) -> Presentacion:
    """Una presentación vacía con los diseños de `path`; lanza TemaIncompleto si no sirven."""
    if path is None:
        return Presentation(BytesIO(_own()))
    try:
        deck = Presentation(path)
    except Exception as error:
        raise TemaIncompleto(f"{path.name} no se pudo abrir como una presentación .pptx.") from error
    _check(deck, path.name)
    return deck


@cache
def _own() -> bytes:
    return ARCHIVO.read_bytes()


def layout(deck: Presentacion, name: str) -> SlideLayout:
    """El diseño de ese nombre."""
    return next(x for x in deck.slide_layouts if x.name == name)


def placeholder(slide: Slide, idx: int):
    """El marcador de la lámina con ese número."""
    return next(p for p in slide.placeholders if p.placeholder_format.idx == idx)


def _check(deck: Presentacion, name: str) -> None:
    advice = "Parta del archivo que trae el tablero: dashboard/informes/plantillas/tema.pptx."
    layouts = {x.name: {p.placeholder_format.idx for p in x.placeholders} for x in deck.slide_layouts}
    for needed, parts in ((PORTADA, {0: "Título", CUERPO: "Bajada"}), (FIGURA, {0: "Título", **PARTES})):
        if needed not in layouts:
            raise TemaIncompleto(f"{name} no tiene el diseño «{needed}». {advice}")
        missing = [word for idx, word in parts.items() if idx not in layouts[needed]]
        if missing:
            raise TemaIncompleto(f"{name}: al diseño «{needed}» le falta el marcador «{missing[0]}». {advice}")


def build(path: Path = ARCHIVO) -> None:
    """Escribe el archivo de diseños del tablero a partir del que trae python-pptx."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(ANCHO), Inches(ALTO)
    keep = {"Title Slide": (PORTADA, _cover()), "Title Only": (FIGURA, _figure())}
    for found in list(deck.slide_layouts):
        if found.name not in keep:
            deck.slide_layouts.remove(found)
            continue
        name, shapes = keep[found.name]
        _replace(found, name, shapes)
    _restyle(deck)
    deck.save(path)


def _replace(found: SlideLayout, name: str, shapes: list[str]) -> None:
    found._element.cSld.set("name", name)
    tree = found.shapes._spTree
    for old in [*found.shapes]:
        tree.remove(old._element)
    for xml in shapes:
        tree.append(parse_xml(xml))


def _restyle(deck: Presentacion) -> None:
    """Colores y letra del tema, y un patrón sin adornos."""
    master = deck.slide_master
    part = next(r.target_part for r in master.part.rels.values() if r.reltype.endswith("/theme"))
    theme = parse_xml(part.blob)
    for name, color in COLORES.items():
        slot = theme.find(f".//a:clrScheme/a:{name}", NS)
        for old in list(slot):
            slot.remove(old)
        slot.append(parse_xml(f'<a:srgbClr xmlns:a="{NS["a"]}" val="{color.lstrip("#").upper()}"/>'))
    for font in theme.iterfind(".//a:fontScheme//a:latin", NS):
        font.set("typeface", LETRA)
    part._blob = serialize_part_xml(theme)
    tree = master.shapes._spTree
    for old in [s for s in master.placeholders if s.placeholder_format.type not in (1, 2)]:
        tree.remove(old._element)
    for shape in master.placeholders:
        shape.left, shape.width = Inches(0.6), Inches(ANCHO - 1.2)


def _cover() -> list[str]:
    return [
        _band(0, 0, 0.28, ALTO, AZUL),
        _band(0.28, 0, 0.06, ALTO, AMBAR),
        _holder(2, "Título", 'type="ctrTitle"', (1.1, 1.9, 11.2, 2.1), 40, TINTA, "b", negrita=True),
        _holder(3, "Bajada", f'type="subTitle" idx="{CUERPO}"', (1.1, 4.2, 11.2, 1.8), 24, TINTA_SUAVE, "t"),
    ]


def _figure() -> list[str]:
    body = 'type="body" sz="quarter" idx="{}"'
    return [
        _band(0, 0, ANCHO, 0.12, AZUL),
        _holder(2, "Título", 'type="title"', (0.6, 0.62, 12.1, 0.86), 26, TINTA, "ctr", negrita=True),
        _holder(3, PARTES[SECCION], body.format(SECCION), (0.6, 0.24, 12.1, 0.4), 18, AMBAR, "ctr", negrita=True),
        _holder(4, PARTES[DIBUJO], body.format(DIBUJO), (0.6, 1.6, 7.5, 4.8), 18, TINTA, "t"),
        _holder(5, PARTES[CONCLUSION], body.format(CONCLUSION), (8.35, 1.6, 4.4, 2.5), 20, TINTA, "t", negrita=True),
        _holder(6, PARTES[CAUTELA], body.format(CAUTELA), (8.35, 4.2, 4.4, 2.2), 18, TINTA_SUAVE, "t"),
        _holder(7, PARTES[PIE], body.format(PIE), (0.6, 6.55, 12.1, 0.72), 18, TINTA_SUAVE, "ctr"),
    ]


def _holder(id_: int, name: str, ph: str, box: tuple, size: int, color: str, anchor: str, negrita: bool = False) -> str:
    x, y, w, h = (Inches(v) for v in box)
    bold = ' b="1"' if negrita else ' b="0"'
    level = (
        f'<a:lvl1pPr marL="0" indent="0" algn="l"><a:spcBef><a:spcPts val="300"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{size * 100}"{bold}><a:solidFill><a:srgbClr val="{color[1:].upper()}"/></a:solidFill>'
        f"</a:defRPr></a:lvl1pPr>"
    )
    return (
        f'<p:sp {XMLNS}><p:nvSpPr><p:cNvPr id="{id_ + 10}" name="{name}" descr="{name}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {ph}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f'<a:lstStyle>{level}</a:lstStyle><a:p><a:r><a:rPr lang="es-PE"/><a:t>{name}</a:t></a:r></a:p>'
        f"</p:txBody></p:sp>"
    )


def _band(x: float, y: float, w: float, h: float, color: str) -> str:
    x, y, w, h = (Inches(v) for v in (x, y, w, h))
    return (
        f'<p:sp {XMLNS}><p:nvSpPr><p:cNvPr id="{x + y + 40}" name="Franja" descr="Franja de color"/>'
        f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{color[1:].upper()}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


if __name__ == "__main__":
    build()
