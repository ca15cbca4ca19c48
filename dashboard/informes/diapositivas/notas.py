"""Las notas del orador: conclusión, cuidado y fuente de cada figura, con sus filtros y su corte."""

from dashboard.figures.theme import Figura
from dashboard.informes.lamina import Lamina

CITAS = 6


def speaker_notes(lamina: Lamina) -> str:
    """Lo que quien presenta necesita decir, en párrafos."""
    parts = [
        lamina.pregunta,
        f"Conclusión. {lamina.conclusion}",
        *(f"Advertencia. {text}" for text in lamina.cautions),
        *(f"Suceso. {text}" for text in _events(lamina)),
        *_sources(lamina),
        f"Filtros: {lamina.filtros}. Corte: {lamina.corte}. Versión de los datos: {lamina.version}.",
    ]
    return "\n".join(parts)


def _events(lamina: Lamina) -> list[str]:
    figuras = [d for d in lamina.drawings.values() if isinstance(d, Figura)]
    return [c.texto for figura in figuras for c in figura.leyenda if c.forma == "evento"]


def _sources(lamina: Lamina) -> list[str]:
    told = []
    for s in lamina.fuentes:
        cites = "; ".join(s.citas[:CITAS]) + ("; y otras, en el libro" if len(s.citas) > CITAS else "")
        told.append(f"Fuente: {s.editor}, {s.titulo}." + (f" Citas: {cites}." if s.citas else ""))
    return told
