"""Lo que comparten la sala del tablero y el archivo sin conexión: las mismas láminas, en el mismo orden."""

from collections.abc import Iterable
from hashlib import sha256

from dashboard import formatting as fmt
from dashboard.charts import Contexto
from dashboard.filters import place_words
from dashboard.informes.ficha import ficha, to_json
from dashboard.informes.lamina import Lamina
from dashboard.plan import Plan

HOJAS = ("00-bootstrap.min.css", "mirador.css", "rutas.css", "paneles.css", "sesion/informes.css", "esquema.css")
GUIONES = (
    *("esquema.js", "idioma.js", "figuras.js", "descargas.js"),
    *("sesion/tarjetas.js", "sesion/asamblea.js", "sesion/sala.js"),
)


def session_values(ctx: Contexto, plan: Plan, anios: range, laminas: Iterable[Lamina]) -> dict:
    """Los valores de `plantillas/sesion.html`: título, láminas por sección y lo que la asamblea ofrece al anotar."""
    cards = [marked(lamina) for lamina in laminas]
    names = dict.fromkeys(card["seccion"] for card in cards)
    place = place_words(ctx.filtros, ctx.catalogo)
    return {
        "titulo": place,
        "anios": fmt.years(anios[0], anios[-1]),
        "version": ctx.datos.version,
        "secciones": [(name, [card for card in cards if card["seccion"] == name]) for name in names],
        "sesion": {
            "titulo": place,
            "version": ctx.datos.version,
            "archivo": f"trata_{'-'.join(ctx.filtros.lugares) or 'peru'}_{anios[0]}-{anios[-1]}",
        }
        | offer(plan),
    }


def offer(plan: Plan) -> dict:
    """A quién se puede encargar un acuerdo y a qué meta se puede atar."""
    metas = [[m.meta_id, plan.trayectoria(m.trayectoria).nombre] for m in plan.metas]
    return {"responsables": [r.nombre for r in plan.responsables], "metas": metas}


def marked(lamina: Lamina) -> dict:
    """La ficha de una lámina con la huella de lo que dice, para no repetir dos iguales."""
    card = ficha(lamina)
    return card | {"parte": mark(to_json(card))}


def mark(text: str) -> str:
    """Doce cifras que identifican un texto."""
    return sha256(text.encode()).hexdigest()[:12]
