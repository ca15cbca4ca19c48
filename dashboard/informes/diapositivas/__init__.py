"""La presentación de una sesión: una lámina por gráfico, con gráficos que se editan y mapas de formas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pptx.presentation import Presentation as Presentacion

from dashboard.informes.diapositivas import tema as temas
from dashboard.informes.diapositivas.accesible import describe_all
from dashboard.informes.diapositivas.figura import fill_slide
from dashboard.informes.diapositivas.texto import write
from dashboard.informes.lamina import Lamina

AYUDA = "¿Conoce un caso? Llame gratis a la Línea 1818, opción 1."
REGISTROS = "Las cifras son registros: dicen lo que se denunció o atendió, no cuánta trata existe."
# La hora de un archivo haría distinto cada paquete de los mismos datos.
CREADO_POR = "Mirador contra la trata"


@dataclass(frozen=True)
class Portada:
    """Lo que abre y cierra una sesión: de qué lugar y años se habla, y con qué datos."""

    titulo: str
    bajada: str
    version: str
    enlace: str


def write_deck(laminas: Sequence[Lamina], portada: Portada, geometria: Mapping, tema: Path | None = None) -> bytes:
    """La presentación completa; `tema` es el archivo con los diseños (el del tablero, si no se da otro)."""
    deck = temas.open_theme(tema)
    _cover(deck, portada)
    for lamina in laminas:
        fill_slide(deck.slides.add_slide(temas.layout(deck, temas.FIGURA)), lamina, geometria)
    _closing(deck, laminas, portada)
    describe_all(deck)
    deck.core_properties.title, deck.core_properties.author = portada.titulo, CREADO_POR
    deck.core_properties.language, deck.core_properties.version = "es-PE", portada.version
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def _cover(deck: Presentacion, portada: Portada) -> None:
    slide = deck.slides.add_slide(temas.layout(deck, temas.PORTADA))
    write(slide.shapes.title, portada.titulo)
    write(temas.placeholder(slide, temas.CUERPO), f"{portada.bajada}\nDatos, versión {portada.version}")
    slide.notes_slide.notes_text_frame.text = f"{REGISTROS}\nEnlace permanente: {portada.enlace}"


def _closing(deck: Presentacion, laminas: Sequence[Lamina], portada: Portada) -> None:
    slide = deck.slides.add_slide(temas.layout(deck, temas.PORTADA))
    write(slide.shapes.title, AYUDA)
    write(temas.placeholder(slide, temas.CUERPO), f"{REGISTROS}\nTodas las cifras, en el libro de este paquete.")
    fuentes = dict.fromkeys(f"{f.titulo}. {f.editor}." for lamina in laminas for f in lamina.fuentes)
    notes = ["Fuentes de esta presentación:", *fuentes, f"Enlace permanente: {portada.enlace}"]
    slide.notes_slide.notes_text_frame.text = "\n".join(notes)
