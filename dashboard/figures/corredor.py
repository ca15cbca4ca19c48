"""Cómo se ve y se dice un corredor, igual en el mapa y en el flujo."""

import textwrap

import pandas as pd

from dashboard.figures.theme import AMBAR, AZUL, TINTA, TRAMA, Clave
from dashboard.idioma import N_, _
from dashboard.queries.rutas import ENTRA, ENTRE, EXPLICITA, SALE

ANCHO = 2
RENGLON_HOVER = 46
TONOS = {ENTRA: AMBAR, SALE: AZUL, ENTRE: TINTA}
AL_PERU = {ENTRA: N_("entra al Perú"), SALE: N_("sale del Perú")}
AL_ELEGIDO = {
    ENTRA: N_("entra al lugar elegido"),
    SALE: N_("sale del lugar elegido"),
    ENTRE: N_("va de un lugar elegido a otro"),
}


def tone_of(row, elegido: bool) -> str:
    """Ámbar si entra, azul si sale; gris si hay un lugar elegido y no lo toca."""
    return TONOS.get(row.sentido, TRAMA if elegido else AZUL)


def corridor_trace(row, x: list[float], y: list[float], elegido: bool) -> dict:
    """La línea de un corredor: el mismo ancho para todos, a trazos la que el texto no empareja."""
    dash = "solid" if row.lectura == EXPLICITA else "5px,4px"
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "name": row.ruta_id,
        "text": corridor_text(row),
        "hoverinfo": "text",
        "opacity": 0.35 if elegido and not row.sentido else 1,
        "line": {"color": tone_of(row, elegido), "width": ANCHO, "dash": dash},
    }


def corridor_text(row) -> str:
    """Lo que se lee al señalar un corredor: extremos, lectura y cita."""
    parts = [f"{row.origen} → {row.destino}", _("Lectura: {lectura}", lectura=_(row.lectura))]
    parts += [_("Vía: {via}", via=row.via)] if row.via else []
    parts += [_("Explotación: {explotacion}", explotacion=row.explotacion)] if row.explotacion else []
    return "<br>".join(wrapped(part, RENGLON_HOVER) for part in [*parts, _("Cita: {cita}", cita=row.cita)])


def wrapped(text: str, width: int) -> str:
    """El texto en renglones de hasta `width` letras, sin partir palabras."""
    return "<br>".join(textwrap.wrap(text, width, break_long_words=False))


def legend_of(rutas: pd.DataFrame, elegido: bool) -> tuple[Clave, ...]:
    """Qué dicen el color, el trazo y el anillo; solo lo que hay en el dibujo."""
    drawn = rutas[rutas["con_origen"]]
    words = AL_ELEGIDO if elegido else AL_PERU
    claves = [Clave(_(words[s]), tone, "linea") for s, tone in TONOS.items() if s in set(drawn["sentido"])]
    if drawn["sentido"].eq("").any():
        claves += [Clave(_("no toca el lugar elegido"), TRAMA, "linea") if elegido else _explicit()]
    if drawn["lectura"].ne(EXPLICITA).any():
        claves += [Clave(_("a trazos: el texto no empareja origen y destino"), TINTA if elegido else AZUL, "guiones")]
    loose = rutas[~rutas["con_origen"]].head(1).itertuples()
    return (*claves, *[Clave(_("destino sin origen indicado"), tone_of(row, elegido), "anillo") for row in loose])


def _explicit() -> Clave:
    return Clave(_("la fuente nombra origen y destino"), AZUL, "linea")
