"""Lo que la supresión sabe de cada celda: de qué columnas es suma y qué puede hacerse con ella."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse


@dataclass
class Sistema:
    """Las celdas (filas) como sumas de las columnas, y lo que se sabe de cada una.

    `fija`: ya la mostró una versión anterior y lo de hoy coincide, así que reservarla no la esconde.
    `suelta`: puede ser un cero: está dentro de un grupo pequeño o se reservó antes. `familia` une las celdas que
    solo difieren en la dimensión por la que se parte el cálculo, y `hoja` dice en cuál de sus hojas está cada una.
    `fina`: ninguna tabla la desglosa. `comun`: la comparten tablas de distintos cliques.
    """

    suma: sparse.csr_matrix
    enlaces: sparse.csr_matrix
    columnas: np.ndarray
    parte: np.ndarray
    clique: np.ndarray
    n: np.ndarray
    reservada: np.ndarray
    suelta: np.ndarray
    fija: np.ndarray
    familia: np.ndarray
    hoja: np.ndarray
    fina: np.ndarray
    comun: np.ndarray
