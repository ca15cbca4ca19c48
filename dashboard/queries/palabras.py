"""Frases que comparten varios gráficos: el valor de un lugar, dicho con su unidad."""

from dashboard import formatting as fmt
from dashboard.catalog import COMPONENTES, DESGLOSABLE, Serie
from dashboard.filters import POR_PERSONAS, Filtros
from dashboard.queries.valores import SIN_DATO


def measure_text(row, filtros: Filtros) -> str:
    """El valor solo, en la medida pedida: «71», «6.6%», «42.3», «+12», «sin dato»."""
    if row.estado == SIN_DATO:
        return fmt.SIN_DATO
    if filtros.medida == "pct_pais":
        return fmt.percent(row.valor)
    if filtros.medida in POR_PERSONAS:
        return fmt.number(row.valor, 1)
    if filtros.medida == "variacion":
        return fmt.signed(row.valor)
    return fmt.number(row.valor)


def measure_unit(filtros: Filtros, serie: Serie) -> str:
    """Cómo se llama lo medido: «delitos denunciados», «% del país», «por 100,000 habitantes»…"""
    return {
        "conteo": serie.unidad,
        "pct_pais": "% del país",
        "tasa": f"{serie.unidad} por 100,000 habitantes y año",
        "tasa_suavizada": f"{serie.unidad} por 100,000 habitantes y año, tasa suavizada",
        "variacion": f"diferencia de {serie.unidad}",
    }[filtros.medida]


def place_text(row, filtros: Filtros, serie: Serie) -> str:
    """Texto que aparece al señalar un lugar, en HTML de Plotly."""
    lines = [f"<b>{row.nombre}</b>"]
    if row.estado == SIN_DATO:
        return "<br>".join([*lines, f"sin dato: {row.detalle}" if row.detalle else "sin dato"])
    if filtros.medida != "conteo":
        lines.append(f"{measure_text(row, filtros)} · {measure_unit(filtros, serie)}")
    lines.append(f"{fmt.number(row.casos)} {serie.unidad_singular if row.casos == 1 else serie.unidad}")
    return "<br>".join([*lines, row.detalle] if row.detalle else lines)


def counted_words(serie: Serie, componente: str, periodo: str) -> str:
    """De qué sale un conteo: «Conteo de delitos denunciados (tipo base y formas agravadas), 2023…»."""
    parts = DESGLOSABLE if componente == "total" and "base" in serie.componentes else (componente,)
    plain = parts == ("total",) or (componente == serie.componentes[0] and len(parts) == 1)
    named = "" if plain else f" ({fmt.listing([COMPONENTES[c].lower() for c in parts])})"
    return f"Conteo de {serie.unidad}{named}, {periodo}; si son varias filas, se suman."


def measure_words(filtros: Filtros, serie: Serie, row) -> str:
    """De qué operación sale el valor en la medida pedida."""
    if filtros.medida == "pct_pais":
        return f"{fmt.number(row['casos'])} {serie.unidad} del lugar entre el total del país, por 100."
    if filtros.medida == "tasa":
        return f"{fmt.number(row['casos'])} {serie.unidad} entre los habitantes de cada año, por 100,000."
    if filtros.medida == "tasa_suavizada":
        return f"La tasa del lugar, acercada a la del conjunto según sus habitantes (Bayes empírico); {row['detalle']}."
    return f"Conteo de {filtros.hasta} menos el de {filtros.desde}: {row['detalle']}."
