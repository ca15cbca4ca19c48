"""Una lámina de una sesión: lo que dice la tarjeta de un gráfico, listo para cualquier formato."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import pandas as pd

from dashboard.charts import Columna, Lista
from dashboard.figures.theme import Figura
from dashboard.idioma import N_
from dashboard.queries.citas import Fuente, source_line

LUGAR, EVOLUCION, PERFIL = "El lugar en el país", "Evolución", "Perfil"
ACTO, RUTAS, DISCREPAN = "Captación y explotación", "Rutas de entrada y salida", "En qué no coinciden las fuentes"
METAS, ACUERDOS = "Metas", "Acuerdos"
SECCIONES = (LUGAR, EVOLUCION, PERFIL, ACTO, RUTAS, DISCREPAN)
SIN_CIFRAS = N_("Sin cifras publicadas")


@dataclass(frozen=True, eq=False)
class Lamina:
    """Una lámina: lo mismo que dice la tarjeta de un gráfico, listo para cualquier formato.

    `draws`: vista → de unas filas de `frame` a su dibujo; vacío cuando no hay cifras, y entonces `conclusion` es la
    oración que lo dice. `frame` son las filas tal cual las contesta la consulta (nadie las modifica) y `columns`,
    las que se muestran. `quienes` es la población («Presuntas víctimas») que el título de la tarjeta da por sabida;
    `lugares`, los códigos elegidos; `cedula`, el texto que defiende la cifra de una fila (su posición) y una columna.
    """

    id: str
    seccion: str
    titulo: str
    pregunta: str
    frame: pd.DataFrame
    columns: Mapping[str, Columna]
    draws: Mapping[str, Callable[[pd.DataFrame], Figura | Lista]]
    conclusion: str
    cautions: tuple[str, ...]
    fuentes: tuple[Fuente, ...]
    filtros: str
    corte: str
    version: str
    quienes: str = ""
    lugares: tuple[str, ...] = ()
    cedula: Callable[[int, str], str] = lambda row, column: ""

    @property
    def fuente(self) -> str:
        """La línea de fuente, como en la tarjeta."""
        return source_line(self.fuentes)

    @property
    def encabezado(self) -> str:
        """El título que se entiende solo: «Presuntas víctimas. Sexo, 2014»."""
        return f"{self.quienes}. {self.titulo}" if self.quienes else self.titulo

    @property
    def sin_cifras(self) -> bool:
        return not self.draws

    @cached_property
    def drawings(self) -> Mapping[str, Figura | Lista]:
        """Vista → dibujo de todas las filas, en el orden de la tarjeta; vacío cuando no hay cifras."""
        return MappingProxyType({view: draw(self.frame) for view, draw in self.draws.items()})
