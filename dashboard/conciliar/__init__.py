"""El conciliador: coteja lo que dicen las fuentes, con reglas generales sobre todas las tablas cargadas.

Encuentra lo que cuadra y lo que no. No propone ni corrige: una corrección se declara aparte, en correcciones.csv.
"""

from collections.abc import Iterable
from dataclasses import replace

from dashboard.catalog import Catalogo
from dashboard.conciliar import dichos, metas, ordenes, series, sumas, textos
from dashboard.conciliar.hechos import Hechos
from dashboard.conciliar.resultado import Regla, Resultado
from dashboard.data_package import Datos
from dashboard.plan import Plan

_PRUEBAS = {
    "texto-y-tabla": ("El texto contra la tabla", textos.text_against_table),
    "remision": ("El periodo al que remite", textos.references),
    "universo": ("De quiénes es el porcentaje", textos.universes),
    "ediciones": ("Dos ediciones de la misma cuenta", series.editions),
    "hermanas": ("Dos series hermanas", series.sisters),
    "porcentaje-y-conteo": ("El porcentaje contra el conteo", textos.shares_and_counts),
    "lugares-juntos": ("Varios lugares juntos", textos.places_together),
    "acumulados": ("Los acumulados", sumas.accumulated),
    "lugares-y-pais": ("Los lugares contra el país", sumas.places_and_country),
    "categorias": ("Las partes de una categoría", sumas.categories),
    "distribuciones": ("Las distribuciones contra 100", sumas.distributions),
    "desgloses": ("Los desgloses de cifras sueltas", sumas.breakdowns),
    "parte-y-todo": ("La parte no supera al todo", ordenes.part_and_whole),
    "cortes": ("Los cortes que se contienen", ordenes.monotony),
    "cortes-sueltos": ("Los cortes de cifras sueltas", ordenes.loose_monotony),
    "cuantos-son": ("Cuántos dice y cuántos nombra", dichos.listed),
    "quien-encabeza": ("Quién encabeza", dichos.leading),
    "mayorias": ("Lo que se llama mayoría", dichos.majorities),
    "dos-veces": ("Lo mismo dicho dos veces", dichos.repeated),
    "misma-redaccion": ("Metas con las mismas palabras", metas.same_wording),
    "excluyentes": ("Metas que se excluyen", metas.exclusive),
    "metas-que-bajan": ("Metas que bajan", metas.falling),
}
REGLAS = {k: Regla(k, titulo, (fn.__doc__ or "").strip(), fn) for k, (titulo, fn) in _PRUEBAS.items()}


def reconcile(datos: Datos, catalogo: Catalogo, plan: Plan, reglas: Iterable[str] = REGLAS) -> tuple[Resultado, ...]:
    """Lo que encuentra cada regla sobre los datos cargados (con lo importado) y el plan, en el orden de las reglas."""
    hechos = Hechos(datos, catalogo)
    return tuple(replace(r, regla=k) for k in reglas for r in REGLAS[k].comprobar(hechos, plan))
