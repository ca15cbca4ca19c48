"""De la grafía de una fuente al distrito fiscal, según alias.csv."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd


@dataclass(frozen=True)
class Lugares:
    """Grafías conocidas, nombre que usa el Ministerio Público y ubigeo de la sede de cada distrito fiscal."""

    por_grafia: Mapping[str, str]
    nombre_mpfn: Mapping[str, str]
    sede: Mapping[str, str]

    def df_id(self, texto: str) -> str | None:
        """El distrito fiscal que `texto` nombra, sin mirar tildes, mayúsculas ni espacios; None si no se conoce."""
        return self.por_grafia.get(place_key(texto))


@cache
def place_key(texto: str) -> str:
    """«  Áncash » y «ANCASH» son la misma clave."""
    plain = unicodedata.normalize("NFKD", texto.upper())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"\s*-\s*", " - ", " ".join(plain.split()))


def load(datos: Path) -> Lugares:
    """Las grafías de la carpeta de datos."""
    read = {"dtype": "str", "keep_default_na": False}
    alias = pd.read_csv(datos / "alias.csv", **read)
    distritos = pd.read_csv(datos / "distritos_fiscales.csv", **read)
    own = dict(zip(distritos["df_id"], distritos["nombre_mpfn"], strict=True))
    spelled = {place_key(a): df for a, df in zip(alias["alias"], alias["df_id"], strict=True)}
    official = {place_key(nombre): df for df, nombre in own.items()}
    return Lugares(spelled | official, own, dict(zip(distritos["df_id"], distritos["ubigeo_sede"], strict=True)))
