"""Del código o el nombre de un departamento, como lo escriba la fuente, al ubigeo de dos cifras."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dashboard.sources.lugares import place_key

OTRAS_GRAFIAS = {
    "PROVINCIA CONSTITUCIONAL DEL CALLAO": "07",
    "PROV. CONSTITUCIONAL DEL CALLAO": "07",
    "PROV. CONST. DEL CALLAO": "07",
}


@dataclass(frozen=True)
class Departamentos:
    """Nombre de cada departamento por ubigeo, y ubigeo por grafía."""

    nombre: Mapping[str, str]
    por_grafia: Mapping[str, str]

    def ubigeo(self, texto: str) -> str | None:
        """El ubigeo del departamento que `texto` nombra; None si no se conoce."""
        return self.por_grafia.get(place_key(texto))


def load(datos: Path) -> Departamentos:
    """Los 25 departamentos (con el Callao) de la carpeta de datos."""
    table = pd.read_csv(datos / "departamentos.csv", dtype="str", keep_default_na=False)
    spelled = {place_key(nombre): row.ubigeo for row in table.itertuples() for nombre in (row.nombre, row.nombre_corto)}
    return Departamentos(dict(zip(table["ubigeo"], table["nombre"], strict=True)), OTRAS_GRAFIAS | spelled)
