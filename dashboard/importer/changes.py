"""Qué se movió: cada cifra de lo importado, antes y después, por serie, periodo y lugar.

Lo que no tenía nada cargado no se movió: es nuevo, y se dice aparte.
"""

from dataclasses import dataclass

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.data_package import Datos
from dashboard.importer.merge import keys_of

Cifras = dict[tuple, float]


@dataclass(frozen=True)
class Cambio:
    """Una cifra que cambió; None es que no había fila."""

    serie: str
    periodo: str
    lugar: str
    componente: str
    antes: float | None
    despues: float | None


@dataclass(frozen=True)
class Diferencia:
    """Las cifras que cambiaron y las series y periodos que antes no estaban."""

    cambios: tuple[Cambio, ...]
    nuevos: tuple[tuple[str, str], ...]

    def __add__(self, other: "Diferencia") -> "Diferencia":
        return Diferencia(self.cambios + other.cambios, self.nuevos + other.nuevos)


def changes(before: pd.DataFrame, after: pd.DataFrame, imported: pd.DataFrame, datos: Datos) -> Diferencia:
    """Entre dos tablas de casos, en las series y periodos que trae `imported`."""
    keys = set(keys_of(imported))
    return _difference(_figures(before, keys), _figures(after, keys), datos)


def people_changes(before: Cifras, after: Cifras, datos: Datos) -> Diferencia:
    """Lo mismo para personas ya protegidas (personas.counts); lo reservado en cualquiera de las dos no se compara."""
    hidden = {k for k in (*before, *after) if before.get(k, 0) is None or after.get(k, 0) is None}
    old, new = ({k: v for k, v in figures.items() if k not in hidden} for figures in (before, after))
    loaded = {k[:2] for k in before}
    nuevos = tuple(dict.fromkeys(k[:2] for k in after if k[:2] not in loaded))
    return Diferencia(_difference(old, new, datos).cambios, nuevos)


def _difference(old: Cifras, new: Cifras, datos: Datos) -> Diferencia:
    places, loaded = names_of_places(datos), {k[:2] for k in old}
    moved = [k for k in dict.fromkeys([*new, *old]) if k[:2] in loaded and old.get(k) != new.get(k)]
    cambios = (Cambio(k[0], k[1], places[k[2]], k[3], old.get(k), new.get(k)) for k in moved)
    return Diferencia(tuple(cambios), tuple(dict.fromkeys(k[:2] for k in new if k[:2] not in loaded)))


def names_of_places(datos: Datos) -> dict[str, str]:
    """Código → nombre de cada lugar, y del país."""
    distritos, departamentos = datos["distritos_fiscales"], datos["departamentos"]
    return {
        **dict(zip(distritos[N.DF_ID], distritos[N.NOMBRE], strict=True)),
        **dict(zip(departamentos[N.UBIGEO], departamentos["nombre_corto"], strict=True)),
        N.PAIS: "Perú",
    }


def _figures(casos: pd.DataFrame, keys: set[str]) -> Cifras:
    """(serie, periodo, código, componente) → valor. Un año es el mismo aunque el archivo llegue a otro mes."""
    rows = casos[keys_of(casos).isin(keys) & (casos[N.MEDIDA] == "conteo")]
    rows = rows.sort_values([N.FIN, N.SERIE_ID, N.CODIGO, N.COMPONENTE], kind="stable")
    return {(r.serie_id, _period(r), r.codigo, r.componente): float(r.valor) for r in rows.itertuples()}


def _period(row) -> str:
    return fmt.period(row.inicio.date(), row.fin.date()) if pd.isna(row.anio) else str(row.anio)
