"""Comprueba los totales de la base policial de trata: cada bloque contra sus partes y contra los otros bloques."""

from collections.abc import Iterator

import pandas as pd

from dashboard.sources.cuenta import warning
from dashboard.sources.lectura import Aviso
from dashboard.sources.mininter_codigos import ROTULO_DE_BLOQUE

GRUPO = ["ubigeo", "anio"]
SUBTOTALES = ["edad_hombres", "edad_mujeres"]


def check_blocks(table: pd.DataFrame) -> list[Aviso]:
    """Los avisos que dejan las filas de una sola lectura: valores en blanco, bloques que no suman y que difieren."""
    return [*_blank(table), *_parts(table), *_between(table)]


def _blank(table: pd.DataFrame) -> Iterator[Aviso]:
    blank = table.groupby("bloque", sort=False)["filas_sin_valor"].sum()
    blank = blank[blank > 0]
    if len(blank):
        yield warning("A-VALOR-VACIO", filas=f"{blank.sum():,}", bloques=_names(blank))


def _parts(table: pd.DataFrame) -> Iterator[Aviso]:
    """Compara cada total con sus partes; el de hombres y mujeres, con los dos subtotales."""
    for bloque, rotulo in ROTULO_DE_BLOQUE.items():
        own = table[table["bloque"] == bloque]
        parts = own[~own["es_total"]]
        if bloque == "sexo_edad":
            parts = table[table["bloque"].isin(SUBTOTALES) & table["es_total"]]
        both = pd.DataFrame({"total": _sum(own[own["es_total"]]), "suma": _sum(parts)}).dropna()
        differ = int((both["total"] != both["suma"]).sum())
        if differ:
            total, suma = both["total"].sum(), both["suma"].sum()
            yield warning("A-BLOQUE-NO-SUMA", bloque=rotulo, total=f"{total:,}", suma=f"{suma:,}", grupos=differ)


def _between(table: pd.DataFrame) -> Iterator[Aviso]:
    """Los bloques con un total por denuncia deberían coincidir; las edades van juntas en el de hombres y mujeres."""
    whole = table[table["es_total"] & ~table["bloque"].isin(SUBTOTALES)]
    totals = whole.groupby("bloque", sort=False)["valor"].sum()
    if totals.nunique() > 1:
        yield warning("A-BLOQUES-DISTINTOS", totales=_names(totals))


def _sum(table: pd.DataFrame) -> pd.Series:
    return table.groupby(GRUPO)["valor"].sum(min_count=1)


def _names(values: pd.Series) -> str:
    return ", ".join(f"{ROTULO_DE_BLOQUE[bloque]} {valor:,}" for bloque, valor in values.items())
