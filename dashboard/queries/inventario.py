"""Qué hay en los datos: series, fuentes, distritos, límites y tablas, dichos en palabras."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.catalog import Serie, alphabetical
from dashboard.data_package import Datos
from dashboard.idioma import N_, _
from dashboard.queries.poblacion import con_denominador

AUSENCIAS = {
    "cero": N_("Si falta la fila en un año publicado, no se registró ninguno: se lee cero."),
    "sin_dato": N_("Si falta la fila no hay cifra publicada: se lee sin dato, nunca cero."),
}
GEOGRAFIAS = {
    N.NACIONAL: N_("todo el país"),
    N.DISTRITO_FISCAL: N_("por distrito fiscal"),
    N.DEPARTAMENTO: N_("por departamento"),
}
SIN_CORTE = N_("no se declara")


@dataclass(frozen=True)
class Tabla:
    """Una tabla del paquete de datos."""

    nombre: str
    titulo: str
    descripcion: str
    filas: int
    columnas: tuple[str, ...]
    licencia: str


@dataclass(frozen=True)
class Distrito:
    """La evidencia sobre la composición de un distrito fiscal y su denominador."""

    df_id: str
    nombre: str
    sede: str
    grado: str
    unidades: int
    denominador: str
    con_tasa: bool


def series_facts(datos: Datos, serie: Serie) -> dict[str, str]:
    """Lo que define a una serie: encabezado → texto."""
    titles = datos["fuentes"].set_index(N.FUENTE_ID)["titulo"]
    casos = datos["casos"]
    cited = casos[casos[N.SERIE_ID] == serie.serie_id][N.FUENTE_ID].unique()
    nota = datos["series"].set_index(N.SERIE_ID).at[serie.serie_id, N.NOTA]
    facts = {
        _("Qué cuenta"): _(serie.definicion),
        _("Unidad"): f"{_(serie.unidad)}, {_(GEOGRAFIAS[serie.geografia])}",
        _("Periodo"): periods_words(serie),
        _("Edición"): _(serie.edicion),
        _("Fecha de corte"): fmt.day(serie.fecha_corte) if serie.fecha_corte else _(SIN_CORTE),
        _("Editor"): serie.editor,
        _("Fuentes"): "; ".join(titles[f] for f in cited),
        _("Qué significa una ausencia"): _(AUSENCIAS[serie.ausencia]),
        _("Nota"): _(text(nota)),
    }
    return {k: v for k, v in facts.items() if v}


def periods_words(serie: Serie) -> str:
    """«2019–2023 y enero–noviembre de 2025»: los años seguidos, juntos."""
    runs: list[list[int]] = []
    loose = []
    for p in serie.periodos:
        if p.inicio.year != p.fin.year:
            loose.append(_("{etiqueta} (un solo total)", etiqueta=p.etiqueta))
        elif p.parcial:
            loose.append(p.etiqueta)
        elif runs and p.inicio.year == runs[-1][-1] + 1:
            runs[-1].append(p.inicio.year)
        else:
            runs.append([p.inicio.year])
    words = [fmt.years(run[0], run[-1]) for run in runs]
    return fmt.listing(sorted([*words, *loose], key=lambda w: re.search(r"\d{4}", w).group()))


def sources_by_kind(datos: Datos) -> dict[str, list[dict[str, str]]]:
    """Las fuentes agrupadas por tipo, con sus campos como texto."""
    table = datos["fuentes"].sort_values(["tipo", "titulo"], key=lambda c: c.map(alphabetical))
    return {
        tipo: [{k: text(v) for k, v in row.items()} for row in rows.to_dict("records")]
        for tipo, rows in table.groupby("tipo", sort=False)
    }


def districts(datos: Datos) -> list[Distrito]:
    """Los 34 distritos fiscales con su grado y su denominador."""
    units = datos["composicion"].groupby(N.DF_ID).size()
    whole = con_denominador(datos)
    table = datos["distritos_fiscales"].sort_values(N.NOMBRE, key=lambda c: c.map(alphabetical))
    return [
        Distrito(r.df_id, r.nombre, r.sede, r.grado, int(units.get(r.df_id, 0)), *_denominator(datos, r, whole))
        for r in table.itertuples()
    ]


def unassigned(datos: Datos) -> list[str]:
    """Provincias y distritos que ninguna fuente permite asignar, con la razón."""
    rows = datos["composicion"][datos["composicion"][N.DF_ID].isna()]
    return [f"{r.nombre} ({r.nivel}). {text(r.nota)}" for r in rows.itertuples()]


def population_years(datos: Datos) -> str:
    """Los años con población por departamento."""
    anios = datos["poblacion"][N.ANIO]
    return fmt.years(int(anios.min()), int(anios.max()))


def tables_of(datos: Datos) -> list[Tabla]:
    """Las tablas del paquete, en su orden."""
    return [
        Tabla(
            name,
            r["title"],
            r["description"],
            len(datos[name]),
            tuple(f.get("title", f["name"]) for f in r["schema"]["fields"]),
            _licence(r),
        )
        for name, r in datos.resources.items()
        if "schema" in r
    ]


def geometries(datos: Datos) -> list[str]:
    """Cada capa de límites con su licencia y su origen."""
    layers = [r for r in datos.resources.values() if "schema" not in r]
    origins = [fmt.listing([s["title"] for s in r["sources"]]) for r in layers]
    return [
        _("{capa}: {licencia}. A partir de {origen}.", capa=r["title"], licencia=_licence(r), origen=o)
        for r, o in zip(layers, origins, strict=True)
    ]


def text(value) -> str:
    """Un valor suelto como texto; lo ausente, vacío."""
    if pd.isna(value):
        return ""
    return fmt.day(value.date()) if isinstance(value, pd.Timestamp) else str(value)


def _licence(resource: dict) -> str:
    return fmt.listing([lic.get("title", lic["name"]) for lic in resource.get("licenses", [])])


def _denominator(datos: Datos, row, whole: Mapping[str, str]) -> tuple[str, bool]:
    own = datos["poblacion_distritos"]
    years = own[(own[N.DF_ID] == row.df_id) & own["completa"]][N.ANIO]
    answer = _("Sí, {anios}", anios=fmt.years(years.min(), years.max())) if len(years) else _("No")
    if row.df_id in whole:
        answer = _("Sí, {anios}", anios=population_years(datos))
    return f"{answer}. {_(text(row.denominador_nota))}".strip(), row.df_id in whole or bool(len(years))
