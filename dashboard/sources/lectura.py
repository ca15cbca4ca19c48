"""Lo que resulta de leer un archivo de un proveedor: filas ordenadas y la cuenta exacta de todo lo leído.

La cuenta siempre cierra: leidas = cargadas + sumadas + apartadas. Ninguna fila se pierde ni se duplica en silencio.
"""

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from dashboard.sources.faltas import FALTAS

CASOS = [
    *("serie_id", "anio", "inicio", "fin", "ambito", "codigo", "nombre_en_fuente"),
    *("componente", "medida", "valor", "procedencia", "cita"),
]


@dataclass(frozen=True)
class Apartada:
    """Una fila que no se pudo usar: línea como la muestra Excel, código de la falta, razón y texto original."""

    linea: int
    codigo: str
    razon: str
    texto: str


@dataclass(frozen=True)
class Reparacion:
    """Un valor que se entendió pese a su forma: antes → después."""

    linea: int
    columna: str
    antes: str
    despues: str
    codigo: str


@dataclass(frozen=True)
class Aviso:
    """Algo del archivo entero que el analista debe saber, con su código A-…."""

    codigo: str
    mensaje: str


@dataclass(frozen=True)
class Lectura:
    """Resultado de leer un archivo.

    casos     conteos con las columnas CASOS, un renglón por clave; vacío si la fuente trae otra tabla
    tablas    otras tablas que la fuente trae (por ejemplo «perfil» o «poblacion»), por nombre
    series    descripción de cada serie nueva: mismas columnas que data/series.csv
    leidas    filas de datos del archivo, sin encabezado ni líneas en blanco
    cargadas  filas que abrieron una clave; sumadas, las que se agregaron a una clave ya abierta
    """

    fuente: str
    archivo: str
    sha256: str
    fecha_corte: date | None
    leidas: int
    cargadas: int
    sumadas: int
    apartadas: tuple[Apartada, ...]
    casos: pd.DataFrame
    series: pd.DataFrame
    tablas: dict[str, pd.DataFrame] = field(default_factory=dict)
    reparaciones: tuple[Reparacion, ...] = ()
    avisos: tuple[Aviso, ...] = ()
    columnas_desconocidas: tuple[str, ...] = ()

    def __post_init__(self):
        if self.leidas != self.cargadas + self.sumadas + len(self.apartadas):
            raise AssertionError(
                f"{self.archivo}: la cuenta no cierra: {self.leidas} leídas, {self.cargadas} cargadas, "
                f"{self.sumadas} sumadas, {len(self.apartadas)} apartadas."
            )


class ArchivoRechazado(Exception):
    """El archivo entero no se puede usar. `codigo` está en FALTAS y en docs/errores.md."""

    def __init__(self, codigo: str, archivo: str, **datos):
        self.codigo, self.archivo = codigo, archivo
        super().__init__(f"{archivo}: {FALTAS[codigo].mensaje.format(**datos)} [{codigo}]")
