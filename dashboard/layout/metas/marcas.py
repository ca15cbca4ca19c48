"""Las marcas de un estado: siempre icono (lo pone la hoja de estilo), palabra y color; lo que falta, con trama."""

from dash import html

from dashboard.idioma import N_, _
from dashboard.metas.filters import ESTADOS, METODOS
from dashboard.metas.seleccion import state_key
from dashboard.plan.estado import Avance, EstadoMeta, Metodo, Reporto, Resumen
from dashboard.plan.estado.valores import PRUEBAS, SIN_DATOS, Motivo

CAMBIA = N_("Otro método contestaría otra cosa")


def state_words(estado: EstadoMeta) -> str:
    """«cumplida», «sin reporte», «en revisión», «aún no corresponde»…"""
    motivo = estado.avance.motivo
    return _(motivo.value) if motivo in SIN_DATOS else _(ESTADOS[state_key(estado)]).lower()


def state_pill(estado: EstadoMeta) -> html.Span:
    """El estado de una meta en una píldora."""
    return _pill(state_key(estado), state_words(estado))


def _pill(key: str, words: str) -> html.Span:
    return html.Span(words, className=f"pildora pildora-{key.replace('_', '-')}")


def method_badge(estado: EstadoMeta) -> list:
    """La marca de que el método escogido cambia la respuesta."""
    if not estado.cambia_con_el_metodo:
        return []
    others = [
        f"{_(METODOS[m.value]).lower()}: {_(lado.estado.value)}" for m, lado in estado.por_metodo if _applies(m, lado)
    ]
    said = f"{_(CAMBIA)} ({'; '.join(others)})"
    return [html.Span("⇄", className="cambia", title=said, role="img", **{"aria-label": said})]


def _applies(metodo: Metodo, lado) -> bool:
    return lado.motivo not in (Motivo.SIN_LINEA_BASE, Motivo.SIN_PARTIDA) or metodo == Metodo.HORIZONTE


def sides_words(estado: EstadoMeta) -> str:
    """Los otros dos lados, en corto: «a tiempo · documento»."""
    reporto = _("con faltas") if estado.reporto.estado == Reporto.NO else _(estado.reporto.estado.value)
    return f"{reporto} · {_(estado.prueba.nombre)}"


def state_bar(resumen: Resumen) -> html.Span:
    """Cuántas metas hay en cada estado, una junto a otra; decorativa: las cifras van escritas."""
    counts = {k: resumen.por_estado[Avance[k.upper()]] for k in list(ESTADOS)[:4]}
    counts |= {"no_evaluable": resumen.no_evaluables, "sin_reporte": resumen.sin_reporte}
    parts = [
        html.Span(className=f"tramo tramo-{k.replace('_', '-')}", style={"width": f"{n / resumen.total:.2%}"})
        for k, n in counts.items()
        if n
    ]
    return html.Span(parts, className="tramos", **{"aria-hidden": "true"})


def legend() -> html.Ul:
    """Qué quiere decir cada marca."""
    items = []
    for key, name in ESTADOS.items():
        items.append(html.Li(_pill(key, _(name).lower())))
    return html.Ul(items, className="metas-leyenda")


def proof_counts(estados: list[EstadoMeta]) -> list[tuple[str, int]]:
    """Nombre de cada nivel de prueba y cuántas metas con reporte lo tienen, de la mejor probada a la peor."""
    told = [e.prueba.nivel for e in estados if not e.sin_reporte]
    return [(PRUEBAS[n], told.count(n)) for n in range(len(PRUEBAS) - 1, -1, -1)]
