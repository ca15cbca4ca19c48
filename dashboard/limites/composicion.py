"""Qué provincias y distritos forman cada distrito fiscal, según `composicion.csv`."""

import csv
from dataclasses import dataclass
from pathlib import Path

from dashboard.limites.errores import LimitesError

SIN_ASIGNAR = "sin-asignar"
NOMBRE_SIN_ASIGNAR = "Sin distrito fiscal asignado"


@dataclass(frozen=True)
class Composicion:
    """Distrito fiscal de cada ubigeo; el de un distrito prevalece sobre el de su provincia."""

    por_ubigeo: dict[str, str]
    nombres: dict[str, str]
    grados: dict[str, str]

    @classmethod
    def read(cls, datos: Path) -> "Composicion":
        """Lee `composicion.csv` y `distritos_fiscales.csv` de la carpeta de datos."""
        rows = _rows(datos / "composicion.csv")
        grados: dict[str, str] = {}
        for row in rows:
            df_id = row["df_id"] or SIN_ASIGNAR
            grados[df_id] = max(grados.get(df_id, ""), row["grado"])
        nombres = {row["df_id"]: row["nombre"] for row in _rows(datos / "distritos_fiscales.csv")}
        return cls(
            por_ubigeo={row["ubigeo"]: row["df_id"] or SIN_ASIGNAR for row in rows},
            nombres=nombres | {SIN_ASIGNAR: NOMBRE_SIN_ASIGNAR},
            grados=grados,
        )

    def distrito_fiscal(self, ubigeo: str) -> str | None:
        """Distrito fiscal de un distrito o de una provincia; `None` si la tabla no lo dice."""
        return self.por_ubigeo.get(ubigeo) or self.por_ubigeo.get(ubigeo[:4])

    def properties(self, df_id: str) -> dict[str, str]:
        """Propiedades del distrito fiscal en la capa geográfica; el grado solo si lo hay."""
        grado = self.grados.get(df_id)
        return {"df_id": df_id, "nombre": self.nombres[df_id]} | ({"grado": grado} if grado else {})


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        raise LimitesError(f"Falta {path.name} en {path.parent}.")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
