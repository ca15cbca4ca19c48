"""Las formas de un dibujo como SVG, sin guiones ni direcciones: se imprime, se incrusta y se abre sin red."""

from collections.abc import Iterator
from functools import singledispatch
from html import escape
from itertools import pairwise

from dashboard.informes.dibujo.formas import INTERLINEA, Camino, Dibujo, Forma, Marca, Rotulo

GUIONES = {"dot": "1 3", "dash": "6 4", "dashdot": "6 3 1 3"}
SUBIDA = 0.35  # de la línea de base al centro de la letra


def to_svg(dibujo: Dibujo, titulo: str, fondo: str = "") -> str:
    """Un elemento `svg` con su título y su lista de tramas."""
    tramas = sorted({f.trama for f in dibujo.formas if isinstance(f, Camino) and f.trama})
    size = f'width="{dibujo.ancho:g}" height="{dibujo.alto:g}" viewBox="0 0 {dibujo.ancho:g} {dibujo.alto:g}"'
    back = f'<rect width="100%" height="100%" fill="{fondo}"/>' if fondo else ""
    body = "".join(_svg(f) for f in dibujo.formas)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">'
        f"<title>{escape(titulo)}</title><defs>{''.join(_pattern(t) for t in tramas)}</defs>{back}{body}</svg>"
    )


@singledispatch
def _svg(forma: Forma) -> str:
    raise TypeError(f"No se sabe dibujar {type(forma).__name__}.")


@_svg.register
def _path(forma: Camino) -> str:
    d = "".join(_ring(r, forma.cerrado) for r in forma.anillos)
    fill = forma.relleno or "none"
    style = f'stroke="{forma.borde}" stroke-width="{forma.grosor:.2f}"' if forma.borde else 'stroke="none"'
    if forma.guion:
        style += f' stroke-dasharray="{GUIONES.get(forma.guion, forma.guion.replace("px", "").replace(",", " "))}"'
    if forma.opacidad < 1:
        style += f' opacity="{forma.opacidad:g}"'
    name = f"<title>{escape(forma.nombre)}</title>" if forma.nombre else ""
    base = f'<path d="{d}" fill="{fill}" fill-rule="evenodd" stroke-linejoin="round" {style}>{name}</path>'
    hatch = f'<path d="{d}" fill="url(#{_pattern_id(forma.trama)})" fill-rule="evenodd"/>' if forma.trama else ""
    return base + hatch


def _ring(points: tuple, closed: bool) -> str:
    """El trazo en décimas de punto, cada paso desde el anterior: pesa la mitad que con posiciones enteras."""
    spots = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(spots) if a != b]
    path = f"M{_tenths(*spots[0])}" + (f"l{' '.join(_tenths(*s) for s in steps)}" if steps else "h0")
    return path + ("z" if closed else "")


def _tenths(x: int, y: int) -> str:
    return f"{x / 10:g},{y / 10:g}"


@_svg.register
def _mark(forma: Marca) -> str:
    style = f'fill="{forma.relleno}"'
    if forma.borde and forma.grosor:
        style += f' stroke="{forma.borde}" stroke-width="{forma.grosor:.2f}"'
    if forma.opacidad < 1:
        style += f' opacity="{forma.opacidad:g}"'
    if forma.simbolo == "circle":
        return f'<circle cx="{forma.x:.1f}" cy="{forma.y:.1f}" r="{forma.radio:.1f}" {style}/>'
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in outline(forma))
    turn = f' transform="rotate({forma.angulo:.0f} {forma.x:.1f} {forma.y:.1f})"' if forma.angulo else ""
    return f'<polygon points="{points}" {style}{turn}/>'


def outline(marca: Marca) -> list[tuple[float, float]]:
    """Los vértices de una marca que no es un círculo, sin girar; la flecha apunta a la derecha."""
    x, y, r = marca.x, marca.y, marca.radio
    if marca.simbolo == "diamond":
        return [(x, y - r * 1.3), (x + r * 1.3, y), (x, y + r * 1.3), (x - r * 1.3, y)]
    if marca.simbolo == "arrow":
        return [(x, y), (x - 2 * r, y - 0.9 * r), (x - 2 * r, y + 0.9 * r)]
    if marca.simbolo.startswith("triangle"):
        tip = -1 if marca.simbolo == "triangle-up" else 1
        return [(x, y + tip * r * 1.15), (x - r * 1.1, y - tip * r * 0.85), (x + r * 1.1, y - tip * r * 0.85)]
    return [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)]


@_svg.register
def _label(forma: Rotulo) -> str:
    weight = ' font-weight="600"' if forma.negrita else ""
    weight += ' paint-order="stroke" stroke="#ffffff" stroke-width="3" stroke-opacity="0.65"' if forma.halo else ""
    head = f'<text font-size="{forma.tamano:.1f}" fill="{forma.color}" text-anchor="{forma.h}"{weight}>'
    return head + "".join(_lines(forma)) + "</text>"


def _lines(forma: Rotulo) -> Iterator[str]:
    _, top, _, _ = forma.caja
    for i, line in enumerate(forma.renglones):
        y = top + (i + 0.5) * forma.tamano * INTERLINEA + forma.tamano * SUBIDA
        yield f'<tspan x="{forma.x:.1f}" y="{y:.1f}">{escape(line)}</tspan>'


def _pattern(color: str) -> str:
    return (
        f'<pattern id="{_pattern_id(color)}" width="5" height="5" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path d="M0,0V5" stroke="{color}" stroke-width="1.6"/></pattern>'
    )


def _pattern_id(color: str) -> str:
    return f"trama-{color.lstrip('#')}"
