"""Frases que comparten varios gráficos: el valor de un lugar, dicho con su unidad."""

from dashboard import formatting as fmt
from dashboard.catalog import COMPONENTES, DESGLOSABLE, Serie
from dashboard.filters import POR_PERSONAS, Filtros
from dashboard.idioma import _
from dashboard.queries.valores import SIN_DATO


def measure_text(row, filtros: Filtros) -> str:
    """El valor solo, en la medida pedida: «71», «6.6%», «42.3», «+12», «sin dato»."""
    if row.estado == SIN_DATO:
        return _(fmt.SIN_DATO)
    if filtros.medida == "pct_pais":
        return fmt.percent(row.valor)
    if filtros.medida in POR_PERSONAS:
        return fmt.number(row.valor, 1)
    if filtros.medida == "variacion":
        return fmt.signed(row.valor)
    return fmt.number(row.valor)


def measure_unit(filtros: Filtros, serie: Serie) -> str:
    """Cómo se llama lo medido: «delitos denunciados», «% del país», «por 100,000 habitantes»…"""
    unidad = _(serie.unidad)
    return {
        "conteo": unidad,
        "pct_pais": _("% del país"),
        "tasa": _("{unidad} por 100,000 habitantes y año", unidad=unidad),
        "tasa_suavizada": _("{unidad} por 100,000 habitantes y año, tasa suavizada", unidad=unidad),
        "variacion": _("diferencia de {unidad}", unidad=unidad),
    }[filtros.medida]


def place_text(row, filtros: Filtros, serie: Serie) -> str:
    """Texto que aparece al señalar un lugar, en HTML de Plotly."""
    lines = [f"<b>{row.nombre}</b>"]
    if row.estado == SIN_DATO:
        return "<br>".join(
            [*lines, _("sin dato: {detalle}", detalle=_(row.detalle)) if row.detalle else _(fmt.SIN_DATO)]
        )
    if filtros.medida != "conteo":
        lines.append(f"{measure_text(row, filtros)} · {measure_unit(filtros, serie)}")
    lines.append(f"{fmt.number(row.casos)} {_(serie.unidad_singular if row.casos == 1 else serie.unidad)}")
    return "<br>".join([*lines, row.detalle] if row.detalle else lines)


def counted_words(serie: Serie, componente: str, periodo: str) -> str:
    """De qué sale un conteo: «Conteo de delitos denunciados (tipo base y formas agravadas), 2023…»."""
    parts = DESGLOSABLE if componente == "total" and "base" in serie.componentes else (componente,)
    plain = parts == ("total",) or (componente == serie.componentes[0] and len(parts) == 1)
    unidad = _(serie.unidad)
    if not plain:
        unidad = f"{unidad} ({fmt.listing([_(COMPONENTES[c]).lower() for c in parts])})"
    return _("Conteo de {unidad}, {periodo}; si son varias filas, se suman.", unidad=unidad, periodo=periodo)


def measure_words(filtros: Filtros, serie: Serie, row) -> str:
    """De qué operación sale el valor en la medida pedida."""
    said = {"casos": fmt.number(row["casos"]), "unidad": _(serie.unidad), "detalle": row["detalle"]}
    if filtros.medida == "pct_pais":
        return _("{casos} {unidad} del lugar entre el total del país, por 100.", **said)
    if filtros.medida == "tasa":
        return _("{casos} {unidad} entre los habitantes de cada año, por 100,000.", **said)
    if filtros.medida == "tasa_suavizada":
        return _(
            "La tasa del lugar, acercada a la del conjunto según sus habitantes (Bayes empírico); {detalle}.", **said
        )
    years = {"desde": filtros.desde, "hasta": filtros.hasta}
    return _("Conteo de {hasta} menos el de {desde}: {detalle}.", **said, **years)
