"""Lo que la pestaña Incidencia muestra con una selección: cada salida del navegador y su valor, en el mismo orden."""

from dashboard.charts import Chart, Contexto, registry
from dashboard.ediciones import Aviso
from dashboard.filters import asked_version, in_words, permanent_query, to_query, was_repaired, with_version
from dashboard.layout import ids
from dashboard.layout.card import render
from dashboard.layout.edicion import edition_notice
from dashboard.layout.incidencia import TAB, control_state, profile_words
from dashboard.layout.key_figures import key_figures
from dashboard.layout.marcado import to_markup
from dashboard.queries.medidas import explain, motivos

GRAFICOS = tuple(c for c in registry().values() if c.tab == TAB)
# Cómo se pone cada salida: como HTML, como dibujo, como atributo, o como propiedad de un control de Dash.
HTML, DIBUJO, ATRIBUTO = "html", "dibujo", "atributo"
DICHO = (ids.FRASE, ids.MOTIVOS, ids.SIN_CRUCE, ids.CIFRAS, ids.EDICION)
CABEZA = (
    (ids.ESTADO, "data"),
    *[(ids.campo(f), p) for f in ids.CAMPOS for p in ("options", "value", "disabled")],
    *[(part, HTML) for part in DICHO],
    (ids.PERMANENTE, f"{ATRIBUTO}:href"),
    (ids.CONSULTA, "search"),
)


def card_outputs(chart: Chart) -> tuple:
    """Las salidas de una tarjeta; primero si se muestra, para que se dibuje ya con su tamaño."""
    parts = [(ids.parte(chart.id, p), HTML) for p in ("titulo", "cuerpo", "pie")]
    return (chart.id, f"{ATRIBUTO}:hidden"), (ids.parte(chart.id, "lienzo"), DIBUJO), *parts


SALIDAS = (*CABEZA, *[o for c in GRAFICOS for o in card_outputs(c)])


def head_values(ctx: Contexto, aviso: Aviso | None, search: str) -> tuple:
    """Los controles y lo que dice la cabeza de la pestaña, en el orden de CABEZA."""
    controls, told = controls_of(ctx), said(ctx, aviso)
    return (
        {f: controls[f][1] for f in ids.CAMPOS},
        *[value for f in ids.CAMPOS for value in controls[f]],
        *[to_markup(told[part]) for part in DICHO],
        permanent_query(ctx.filtros, ctx.datos.version),
        repaired_search(search, ctx),
    )


def controls_of(ctx: Contexto) -> dict[str, tuple]:
    """Opciones, valor y si está apagado, de cada control."""
    return control_state(ctx.catalogo, ctx.filtros, motivos(ctx.datos, ctx.catalogo, ctx.filtros))


def said(ctx: Contexto, aviso: Aviso | None) -> dict[str, object]:
    """Lo que la cabeza dice de la selección: parte de la página → su contenido."""
    filtros, catalogo = ctx.filtros, ctx.catalogo
    return {
        ids.FRASE: in_words(filtros, catalogo),
        ids.MOTIVOS: explain(motivos(ctx.datos, catalogo, filtros)),
        ids.SIN_CRUCE: profile_words(catalogo, filtros),
        ids.CIFRAS: key_figures(ctx),
        ids.EDICION: edition_notice(aviso, to_query(filtros, catalogo) or "/") if aviso else None,
    }


def card_values(chart: Chart, ctx: Contexto, view: str) -> tuple:
    """Lo que llena una tarjeta; si no se muestra con esa selección, nada."""
    if not chart.applies(ctx):
        return True, None, "", "", ""
    title, figure, body, footer = render(chart, ctx, view)
    return False, figure, *[to_markup(part) for part in (title, body, footer)]


def repaired_search(search: str, ctx: Contexto) -> str | None:
    """La dirección corregida cuando pedía algo que no existe; None si no hay nada que cambiar."""
    if not was_repaired(search, ctx.filtros):
        return None
    query, asked = to_query(ctx.filtros, ctx.catalogo), asked_version(search)
    return with_version(query, asked) if asked else query
