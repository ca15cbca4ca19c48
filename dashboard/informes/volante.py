"""El volante de una sesión: dos hojas A4 con todas las figuras, legibles en blanco y negro, y un QR al enlace."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache

import segno
from markupsafe import Markup

from dashboard import formatting as fmt
from dashboard.charts import Barra, Lista
from dashboard.informes.dibujo.svg import to_svg
from dashboard.informes.encaje import Caja, placed
from dashboard.informes.imprimir import page_count, to_pdf
from dashboard.informes.lamina import Lamina
from dashboard.informes.paginas import page
from dashboard.settings import ROOT

HOJAS = 2
COLUMNA = 172.0  # puntos: tres columnas en una hoja A4 con márgenes de 12 mm
LETRA = 7.0
ALTO_MAPA, ALTO_FIGURA = 190.0, 215.0
TOPE = 7
# Cuerpos de letra que se prueban hasta que entra en dos hojas; el primero basta con los gráficos de hoy.
ESCALAS = (1.0, 0.94, 0.88, 0.82, 0.76)
FUENTE = ROOT / "assets" / "fuentes" / "source-sans-3-latin-wght-normal.woff2"


def handout_page(laminas: Sequence[Lamina], titulo: str, bajada: str, enlace: str, geometria: Mapping) -> str:
    """La página que se imprime: sin guiones, sin direcciones de fuera y con la letra dentro."""
    return page(
        "volante.html",
        titulo=titulo,
        bajada=bajada,
        version=laminas[0].version,
        enlace=enlace,
        qr=Markup(segno.make(enlace, error="m").svg_inline(scale=2, border=0, dark="#12263f")),
        fuente=_font(),
        bloques=[_block(lamina, geometria) for lamina in laminas],
        fuentes=list(dict.fromkeys(f"{f.editor}, {f.titulo}" for x in laminas for f in x.fuentes)),
        escala=ESCALAS[0],
    )


def handout_pdf(html: str, browser: str | None = None) -> bytes:
    """El PDF de dos hojas: si no entra, con letra algo menor. Lanza SinNavegador."""
    for escala in ESCALAS:
        pdf = to_pdf(html.replace(_scale(ESCALAS[0]), _scale(escala), 1), browser)
        if page_count(pdf) <= HOJAS:
            return pdf
    return pdf


def _scale(value: float) -> str:
    return f"--escala: {value}"


@cache
def _font() -> str:
    return b64encode(FUENTE.read_bytes()).decode()


def _block(lamina: Lamina, geometria: Mapping) -> dict:
    """Lo que se imprime de una lámina."""
    drawing = next(iter(lamina.drawings.values()), None)
    barras, svg, left_out = (), "", ""
    if isinstance(drawing, Lista):
        barras, left_out = _bars(drawing)
    elif drawing:
        caja = Caja(COLUMNA, ALTO_MAPA if drawing.proporcion else ALTO_FIGURA, LETRA)
        dibujo, left_out = placed(lamina, next(iter(lamina.drawings)), geometria, caja)
        svg = Markup(to_svg(dibujo.cenido(), lamina.encabezado))
    return {
        "seccion": lamina.seccion,
        "titulo": lamina.encabezado,
        "barras": barras,
        "svg": svg,
        "recorte": left_out,
        "conclusion": lamina.conclusion,
        "advertencia": lamina.cautions[0] if lamina.cautions else "",
        "filtros": lamina.filtros,
        "corte": lamina.corte,
    }


def _bars(lista: Lista) -> tuple[tuple[Barra, ...], str]:
    """Las primeras barras y las elegidas."""
    chosen = [b for b in lista.barras[TOPE:] if b.elegida]
    shown = (*lista.barras[: TOPE - len(chosen)], *chosen)
    total = len(lista.barras)
    return shown, f"{len(shown)} de {fmt.number(total)}" if len(shown) < total else ""
