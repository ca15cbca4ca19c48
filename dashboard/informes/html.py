"""El tablero de una región en un solo archivo que se abre con doble clic y sin red.

Cada combinación de serie, periodo y medida se calcula aquí con las mismas consultas del tablero; el navegador solo
elige cuál se ve. Las tarjetas que se repiten entre combinaciones se guardan una vez.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dashboard import formatting as fmt
from dashboard.catalog import PLANTILLA, Serie
from dashboard.charts import Chart, Contexto, registry
from dashboard.filters import MEDIDAS, default_filters, in_words, period_words
from dashboard.informes.alcance import kind
from dashboard.informes.laminas import lamina_of, laminas
from dashboard.informes.paginas import page, piece
from dashboard.informes.sesion import GUIONES, HOJAS, mark, marked, session_values
from dashboard.plan import Plan
from dashboard.plan.reportes import Avances
from dashboard.queries.cifras import key_figures_for
from dashboard.queries.medidas import motivos
from dashboard.queries.valores import by_period

CAMPOS = {"serie": "Serie", "periodo": "Periodo", "medida": "Medida", "corte": "Publicación del perfil"}
PLOTLY = "vendor/plotly-recortado.min.js"
LETRA = re.compile(r'url\("(fuentes/[^"]+)"\)')


@dataclass(frozen=True)
class Recursos:
    """La carpeta assets/ y el guion con la plantilla, la geometría y el idioma de las figuras."""

    assets: Path
    base: str


@dataclass
class _Partes:
    """Lo que el archivo guarda una sola vez: huella → HTML. Una tarjeta se calcula una vez por lo que la cambia."""

    anios: range
    partes: dict[str, str] = field(default_factory=dict)
    hechas: dict[tuple, str] = field(default_factory=dict)

    def card(self, chart: Chart, ctx: Contexto) -> str:
        f = ctx.filtros
        key = (chart.id, f.serie, f.desde, f.hasta, f.corte, f.medida if "medida" in chart.obeys else "")
        if key not in self.hechas:
            card = marked(lamina_of(chart, ctx, self.anios))
            self.hechas[key] = card["parte"]
            self.partes.setdefault(card["parte"], piece("tarjeta", card))
        return self.hechas[key]

    def figures(self, ctx: Contexto) -> str:
        html = piece("cifras", key_figures_for(ctx.datos, ctx.catalogo, ctx.filtros))
        self.partes.setdefault(mark(html), html)
        return mark(html)


def offline_page(ctx: Contexto, plan: Plan, avances: Avances, anios: range, recursos: Recursos) -> str:
    """El archivo entero. `ctx` es la selección con la que abre; `anios`, los que se pidieron para la sesión."""
    partes = _Partes(anios)
    datos = {
        "series": list(_series(ctx, partes)),
        "cortes": [_corte(ctx, corte, partes) for corte in ctx.catalogo.cortes if corte != PLANTILLA],
        "inicial": _initial(ctx),
    }
    return page(
        "sesion.html",
        **session_values(ctx, plan, anios, laminas(ctx, plan, avances, anios)),
        archivo=True,
        registro="archivo",
        campos=CAMPOS,
        frase=in_words(ctx.filtros, ctx.catalogo),
        cifras=piece("cifras", key_figures_for(ctx.datos, ctx.catalogo, ctx.filtros)),
        datos=datos | {"partes": partes.partes},
        hecho=fmt.day(date.today()),
        hojas=[_style(recursos.assets, name) for name in HOJAS],
        guiones=_scripts(recursos),
    )


def _initial(ctx: Contexto) -> dict:
    f = ctx.filtros
    return {"serie": f.serie, "periodo": _period_id(f.desde, f.hasta), "medida": f.medida, "corte": f.corte}


def _period_id(desde: int, hasta: int) -> str:
    return f"{desde}-{hasta}"


def _series(ctx: Contexto, partes: _Partes) -> Iterator[dict]:
    """Las series que dicen algo del lugar, con sus periodos y las medidas que cada uno admite."""
    for serie in ctx.catalogo.con_mapa:
        if _speaks_of(ctx, serie):
            periodos = [_periodo(ctx, serie, *years, partes) for years in _periods(ctx, serie)]
            yield {"id": serie.serie_id, "nombre": serie.nombre_corto, "periodos": periodos}


def _speaks_of(ctx: Contexto, serie: Serie) -> bool:
    table = by_period(ctx.datos, ctx.catalogo, serie, serie.componentes[0])
    return bool(table.reindex(list(ctx.filtros.lugares or table.index)).notna().any(axis=None))


def _periods(ctx: Contexto, serie: Serie) -> list[tuple[int, int]]:
    """Cada año, todos los completos juntos y el tramo de la selección; del más reciente al más antiguo."""
    own = [(ctx.filtros.desde, ctx.filtros.hasta)] if serie == ctx.serie else []
    if not serie.anual:
        base = default_filters(ctx.catalogo, serie.serie_id)
        return [(base.desde, base.hasta)]
    whole = [p.inicio.year for p in serie.periodos if not p.parcial]
    span = [(whole[0], whole[-1])] if len(whole) > 1 else []
    return list(dict.fromkeys([*own, *span, *((a, a) for a in reversed(serie.anios))]))


def _periodo(ctx: Contexto, serie: Serie, desde: int, hasta: int, partes: _Partes) -> dict:
    base = default_filters(ctx.catalogo, serie.serie_id)
    filtros = base.con(desde=desde, hasta=hasta, lugares=ctx.filtros.lugares, corte=ctx.filtros.corte)
    impossible = motivos(ctx.datos, ctx.catalogo, filtros)
    measures = [m for m in MEDIDAS if m not in impossible]
    contexts = {m: Contexto(ctx.datos, ctx.catalogo, filtros.con(medida=m)) for m in measures}
    return {
        "id": _period_id(desde, hasta),
        "nombre": period_words(filtros, ctx.catalogo),
        "medidas": [{"id": m, "nombre": MEDIDAS[m]} | _view(c, partes) for m, c in contexts.items()],
    }


def _view(ctx: Contexto, partes: _Partes) -> dict:
    """La frase, las cifras y las tarjetas que la serie, el periodo y la medida cambian."""
    cards = {c.id: partes.card(c, ctx) for c in registry().values() if kind(c) == "serie"}
    return {"frase": in_words(ctx.filtros, ctx.catalogo), "cifras": partes.figures(ctx), "tarjetas": cards}


def _corte(ctx: Contexto, corte: str, partes: _Partes) -> dict:
    chosen = Contexto(ctx.datos, ctx.catalogo, ctx.filtros.con(corte=corte))
    cards = {c.id: partes.card(c, chosen) for c in registry().values() if kind(c) == "corte"}
    return {"id": corte, "nombre": ctx.catalogo.cortes[corte], "tarjetas": cards}


def _style(assets: Path, name: str) -> str:
    """Una hoja de estilo con su letra dentro."""
    text = (assets / name).read_text(encoding="utf-8")
    return LETRA.sub(
        lambda m: f'url("data:font/woff2;base64,{b64encode((assets / m[1]).read_bytes()).decode()}")', text
    )


def _scripts(recursos: Recursos) -> list[str]:
    names = (PLOTLY, *GUIONES, "sesion/archivo.js")
    texts = [(recursos.assets / name).read_text(encoding="utf-8") for name in names]
    return [text.replace("</script", "<\\/script") for text in (recursos.base, *texts)]
