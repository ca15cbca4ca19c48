"""Una barra apilada como tabla de Word de una fila: se imprime igual en todas partes y su texto se lee y se copia."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

ANCHO, ALTO = 9600, 300  # veinteavos de punto: el ancho útil de una página A4
MINIMO = 240  # lo que ocupa una cifra


@dataclass(frozen=True)
class Segmento:
    """Una parte de la barra. `trama`: «clear» es color pleno; «diagStripe», rayas de ese color sobre blanco."""

    cuenta: int
    nombre: str
    color: str
    trama: str = "clear"

    @property
    def es_pleno(self) -> bool:
        return self.trama == "clear"


def bar(segmentos: Sequence[Segmento]) -> Markup:
    """Las partes con algo que contar, cada una tan ancha como su cuenta y con la cuenta escrita."""
    shown = [s for s in segmentos if s.cuenta]
    widths = _widths([s.cuenta for s in shown])
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    cells = "".join(_cell(s, w) for s, w in zip(shown, widths, strict=True))
    said = escape(", ".join(f"{s.cuenta} {s.nombre}" for s in shown), quote=True)
    return Markup(
        f'<w:tbl><w:tblPr><w:tblW w:w="{ANCHO}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblDescription w:val="{said}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{ALTO}"/></w:trPr>{cells}</w:tr></w:tbl>'
    )


def _widths(counts: list[int]) -> list[int]:
    """Proporcionales, ninguno menor que lo que ocupa su cifra; suman siempre el ancho entero."""
    small: set[int] = set()
    while True:
        free, total = ANCHO - MINIMO * len(small), sum(c for i, c in enumerate(counts) if i not in small)
        tight = {i for i, c in enumerate(counts) if i not in small and free * c // total < MINIMO}
        if not tight:
            break
        small |= tight
    raw = [MINIMO if i in small else free * c // total for i, c in enumerate(counts)]
    raw[counts.index(max(counts))] += ANCHO - sum(raw)
    return raw


def _cell(s: Segmento, width: int) -> str:
    fill, ink = (s.color, "FFFFFF") if s.es_pleno else ("FFFFFF", "000000")
    back = "" if s.es_pleno else '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>'
    text = f'<w:rPr><w:b/><w:color w:val="{ink}"/><w:sz w:val="16"/>{back}</w:rPr><w:t>{s.cuenta}</w:t>'
    centred = '<w:pPr><w:spacing w:before="0" w:after="0"/><w:jc w:val="center"/></w:pPr>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        f'<w:shd w:val="{s.trama}" w:color="{"auto" if s.es_pleno else s.color}" w:fill="{fill}"/>'
        f'<w:vAlign w:val="center"/></w:tcPr><w:p>{centred}<w:r>{text}</w:r></w:p></w:tc>'
    )
