"""Las piezas de una selección: el valor de cada salida, ya escrito en JSON y guardado mientras haya lugar."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

from dash._utils import to_json

from dashboard.catalog import PLANTILLA
from dashboard.charts import Chart, Contexto
from dashboard.ediciones import Aviso
from dashboard.filters import asked_version
from dashboard.idioma import actual, por_idioma
from dashboard.layout.card import TABLA, TEXTO
from dashboard.layout.seleccion import CABEZA, GRAFICOS, HTML, card_outputs, card_values, head_values
from dashboard.selection import SelectVersion
from dashboard.tarjetas.memoria import Memoria
from dashboard.tarjetas.nombres import names_of, shortened

TOPE_TARJETAS = 24 * 1024 * 1024  # bytes por proceso
SELECCIONES = 256
Vistas = tuple[tuple[str, str], ...]  # (gráfico, vista) de los que no están en su vista inicial


@dataclass(frozen=True)
class Documento:
    """Lo que la pestaña muestra: los nombres de la selección y una pieza por salida. `sello` lo distingue de otro."""

    version: str
    piezas: tuple[bytes, ...]
    sello: str


def documents(select: SelectVersion, notice: Callable[[str], Aviso | None]) -> Callable[..., Documento]:
    """Función (dirección, vistas, versión de la página) → Documento; guarda las últimas SELECCIONES."""
    cards = Memoria(TOPE_TARJETAS, lambda pieces: sum(map(len, pieces)))

    def card(chart: Chart, ctx: Contexto, view: str) -> tuple[bytes, ...]:
        fields = dependencies(chart, ctx)
        key = (actual(), ctx.datos.version, chart.id, view, *[getattr(ctx.filtros, f) for f in fields])
        return cards.get(
            key, lambda: written(card_outputs(chart), card_values(chart, ctx, view), names_of(ctx, fields))
        )

    @por_idioma(SELECCIONES)
    def document(search: str, views: Vistas, version: str) -> Documento:
        asked = asked_version(search)
        ctx, chosen = select(search, asked or version), dict(views)
        names = names_of(ctx)
        head = written(CABEZA, head_values(ctx, notice(asked), search), names)
        body = [piece for c in GRAFICOS for piece in card(c, ctx, chosen.get(c.id, ""))]
        pieces = (json.dumps(names, ensure_ascii=False).encode(), *head, *body)
        return Documento(ctx.datos.version, pieces, hashlib.sha256(b"\n".join(pieces)).hexdigest()[:12])

    return document


def dependencies(chart: Chart, ctx: Contexto) -> tuple[str, ...]:
    """Los campos de la selección que cambian la tarjeta; con la plantilla importada, todos."""
    own = dict.fromkeys((*chart.obeys, *chart.shows))
    return tuple(vars(ctx.filtros)) if ctx.filtros.corte == PLANTILLA and "corte" in own else tuple(own)


def views_in(text: str) -> Vistas:
    """«mapa.Teselas,lista.Tabla» → las que existen, en el orden del registro."""
    asked = dict(pair.split(".", 1) for pair in text.split(",") if "." in pair)
    known = {c.id: (*c.draws, TABLA, TEXTO) for c in GRAFICOS}
    return tuple((c, asked[c]) for c, views in known.items() if asked.get(c) in views[1:])


def written(outputs: tuple, values: tuple, names: dict[str, str]) -> tuple[bytes, ...]:
    """Cada pieza en un renglón: el HTML tal cual, lo demás en JSON."""
    return tuple(
        (shortened(v.replace("\n", "&#10;"), names) if kind == HTML else _compact(v)).encode()
        for (_, kind), v in zip(outputs, values, strict=True)
    )


def _compact(value) -> str:
    """El JSON de Dash con las letras tal cual: «ñ» y no «\\u00f1»."""
    plain = json.loads(to_json(value), parse_float=_six_digits)
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _six_digits(number: str) -> float:
    """Lo que un dibujo distingue; las cifras que se leen ya vienen escritas."""
    return float(f"{float(number):.6g}")
