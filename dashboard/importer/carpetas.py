"""Las carpetas de DIR/importados: dónde está cada importación vigente y cómo se lee, con sus sellos comprobados."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from dashboard import data_package as dp
from dashboard import names as N
from dashboard.sources.lectura import Lectura
from dashboard.sources.plantilla import CUBO

IMPORTADOS, INFORME = "importados", "informe.json"
NUEVA, VIEJA = ".nueva-", ".vieja-"
ILEGIBLE = (dp.DatosInvalidos, OSError, KeyError, TypeError, ValueError)


@dataclass(frozen=True, eq=False)
class Importado:
    """Una importación vigente: su informe y sus tablas tipadas.

    Si trae personas, de su cubo solo se conoce el sello: el contenido lo abre dashboard.importer.personas y nadie más.
    """

    carpeta: str
    sello: str
    informe: Mapping
    tablas: Mapping[str, pd.DataFrame]
    cubo: str = ""

    @property
    def orden(self) -> int:
        """Puesto en que se importó: si dos traen lo mismo, vale la última."""
        return self.informe["orden"]

    @property
    def anios(self) -> list[int]:
        """Los años de su cubo de personas, que solo se conocen mientras se importa."""
        return sorted(self.tablas[CUBO][N.ANIO].unique().tolist()) if CUBO in self.tablas else []

    @property
    def poblacion(self) -> str:
        """De quiénes es su cubo de personas; vacío si no trae."""
        return self.informe.get("poblacion", "")

    @property
    def fecha_corte(self) -> date | None:
        """El corte que declara el archivo."""
        corte = self.informe["fecha_corte"]
        return date.fromisoformat(corte) if corte else None


@dataclass(frozen=True)
class Danada:
    """Una carpeta que no se puede usar, y por qué."""

    carpeta: str
    razon: str

    def __str__(self) -> str:
        return (
            f"La importación «{self.carpeta}» no se usa: {self.razon}. Importe otra vez su archivo, "
            f"o borre la carpeta {IMPORTADOS}/{self.carpeta}. Lo demás se cargó."
        )


def folder_name(lectura: Lectura) -> str:
    """«mpfn_delitos-2023», o «mpfn_cuadro-2008-2018» si el archivo trae varios años."""
    years = _years(lectura)
    periodo = "-".join(str(y) for y in sorted({years[0], years[-1]})) if years else "sin-periodo"
    return f"{lectura.fuente}-{periodo}"


def _years(lectura: Lectura) -> list[int]:
    if len(lectura.casos):
        ends = [*lectura.casos[N.INICIO], *lectura.casos[N.FIN]]
        return sorted({pd.Timestamp(d).year for d in ends})
    dated = [t[N.ANIO] for t in lectura.tablas.values() if N.ANIO in t]
    return sorted({int(y) for column in dated for y in column.dropna()})


def live_folders(base: Path) -> dict[str, Path]:
    """Nombre → carpeta vigente dentro de `base`. Si un reemplazo quedó a medias, vale la anterior."""
    found = {p.name: p for p in base.glob("*") if p.is_dir()} if base.is_dir() else {}
    left = {p.name.removeprefix(VIEJA): p for p in found.values() if p.name.startswith(VIEJA)}
    return dict(sorted((left | {n: p for n, p in found.items() if not n.startswith(".")}).items()))


def read_all(datos: Path) -> tuple[list[Importado], list[Danada]]:
    """Las importaciones vigentes, de la primera a la última, y las que no se pueden usar."""
    base = datos / IMPORTADOS
    found = [_read_twice(base, name) for name in live_folders(base)]
    good = [i for i in found if isinstance(i, Importado)]
    return sorted(good, key=lambda i: (i.orden, i.carpeta)), [i for i in found if isinstance(i, Danada)]


def _read_twice(base: Path, name: str) -> Importado | Danada:
    """Si falla, se mira otra vez: pudo caer en medio de un reemplazo."""
    for path in (live_folders(base).get(name) for _ in range(2)):
        try:
            return _read(path, name)
        except ILEGIBLE as error:
            broken = Danada(name, _why(error))
    return broken


def _read(folder: Path | None, name: str) -> Importado:
    if folder is None:
        raise ValueError("la carpeta ya no está")
    descriptor = dp.read_descriptor(folder)
    if changed := dp.changed_files(folder, descriptor):
        raise ValueError(f"{', '.join(changed)} falta o cambió desde que se importó")
    informe = json.loads((folder / INFORME).read_text(encoding="utf-8"))
    if absent := {"orden", "fecha_corte", "sha256", "filas"} - set(informe):
        raise ValueError(f"a su informe.json le falta {', '.join(sorted(absent))}")
    hashes = {r["name"]: r["hash"] for r in descriptor["resources"]}
    cubo = hashes.pop(CUBO, "")
    shown = [r for r in descriptor["resources"] if "schema" in r and r["name"] != CUBO]
    tablas = {r["name"]: dp.read_table(folder / r["path"], r) for r in shown}
    if missing := {"casos", "series", "fuentes"} - set(tablas):
        raise ValueError(f"su datapackage.json no describe {', '.join(sorted(missing))}")
    return Importado(name, "".join(hashes.values()), informe, tablas, cubo)


def _why(error: Exception) -> str:
    if isinstance(error, dp.DatosInvalidos):
        return "su datapackage.json falta o no es un JSON válido"
    return str(error) if type(error) is ValueError else f"no se puede leer ({type(error).__name__})"
