"""Frases que comparten varios gráficos: el valor de un lugar, dicho con su unidad."""

from dashboard import formatting as fmt
from dashboard.catalog import Serie
from dashboard.filters import Filtros
from dashboard.queries.valores import SIN_DATO


def measure_text(row, filtros: Filtros) -> str:
    """El valor solo, en la medida pedida: «71», «6.6%», «42.3», «+12», «sin dato»."""
    if row.estado == SIN_DATO:
        return fmt.SIN_DATO
    if filtros.medida == "pct_pais":
        return fmt.percent(row.valor)
    if filtros.medida == "tasa":
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
