"""Dónde escribir los nombres de un mapa para que no se pisen ni tapen las líneas.

Se resuelve a la escala más chica en que se mostrará; al agrandarse el mapa las distancias crecen y la
letra no, así que lo que no se pisa ahí no se pisa nunca.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

RAZON = 1.015
ANCHO_MINIMO = 264
LETRA, RENGLON, ANCHO_MEDIO = 12, 14, 6.3
RADIOS = (4, 9, 15, 23, 33, 45, 60, 78, 100)
ANGULOS = np.linspace(0, 2 * np.pi, 16, endpoint=False)
TRAMOS = np.linspace(0.15, 1, 6)
PASADAS, INTENTOS, SEMILLA = 3, 4, 1
PESO_FUERA, PESO_ROTULO, PESO_PUNTO, PESO_GUIA, PESO_LINEA = 1e6, 1e4, 400.0, 60.0, 7.0
PESO_LEJOS = 1.3


@dataclass(frozen=True)
class Marco:
    """Rectángulo que se dibuja, en grados, y alto de la figura en píxeles."""

    oeste: float
    este: float
    sur: float
    norte: float
    alto: int

    @property
    def proporcion(self) -> float:
        """Ancho entre alto del rectángulo, ya en píxeles."""
        return round((self.este - self.oeste) / ((self.norte - self.sur) * RAZON), 3)

    @property
    def escala(self) -> float:
        """Píxeles por grado en la tarjeta más angosta."""
        return ANCHO_MINIMO / (self.este - self.oeste)

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.oeste) * self.escala, (y - self.sur) * self.escala * RAZON

    def grados(self, x: float, y: float) -> tuple[float, float]:
        return self.oeste + x / self.escala, self.sur + y / self.escala / RAZON


@dataclass(frozen=True)
class Rotulo:
    """Un nombre (renglones separados por <br>) y el punto que nombra, con su radio, en píxeles."""

    texto: str
    x: float
    y: float
    radio: float

    @property
    def medio(self) -> np.ndarray:
        """Mitad del ancho y del alto de su caja."""
        lines = self.texto.split("<br>")
        return np.array([max(map(len, lines)) * ANCHO_MEDIO / 2 + 2, len(lines) * RENGLON / 2 + 1])


@lru_cache(maxsize=32)
def place_labels(
    rotulos: tuple[Rotulo, ...], lineas: tuple[tuple[float, float], ...], lienzo: tuple[float, float]
) -> tuple[tuple[float, float], ...]:
    """Centro de cada rótulo: el más cercano a su punto que no pise otro, ni un punto, ni muchas líneas."""
    anchors = np.array([(r.x, r.y) for r in rotulos])
    halves = np.array([r.medio for r in rotulos])
    radii = np.array([[r.radio] for r in rotulos])
    options = [_candidates(r, a, h) for r, a, h in zip(rotulos, anchors, halves, strict=True)]
    fixed = [_alone(i, options[i], anchors, halves, radii, np.array(lineas), lienzo) for i in range(len(rotulos))]
    orders = np.random.default_rng(SEMILLA)
    tries = [_settle(orders.permutation(len(rotulos)), anchors, halves, options, fixed) for _ in range(INTENTOS)]
    return tuple(map(tuple, min(tries, key=lambda option: option[0])[1]))


def _alone(i: int, centers, anchors, halves, radii, lines, lienzo) -> np.ndarray:
    """Lo que cuesta cada centro del rótulo `i` sin contar los otros rótulos."""
    others = np.delete(np.arange(len(anchors)), i)
    dots, sizes = anchors[others], radii[others] + 2
    over = (np.abs(dots - centers[:, None]) < halves[i] + sizes).all(axis=2).sum(axis=1)
    touched = _leader_over(anchors[i], centers, dots, np.repeat(sizes, 2, axis=1))
    outside = ((centers - halves[i] < 0) | (centers + halves[i] > np.array(lienzo))).any(axis=1)
    near = np.linalg.norm(np.maximum(np.abs(centers - anchors[i]) - halves[i], 0), axis=1)
    lined = _inside(lines, centers, halves[i])
    return PESO_LEJOS * near + PESO_FUERA * outside + PESO_PUNTO * over + PESO_GUIA * touched + PESO_LINEA * lined


def _settle(order, anchors, halves, options, fixed) -> tuple[float, np.ndarray]:
    """Cada rótulo toma su mejor sitio dados los demás, varias veces; devuelve el costo final y los centros."""
    chosen, cost = anchors.copy(), np.zeros(len(anchors))
    settled = np.zeros(len(anchors), dtype=bool)
    for i in np.tile(order, PASADAS):
        others = settled & (np.arange(len(anchors)) != i)
        clash = _among(i, options[i], anchors, halves, chosen, others)
        best = np.argmin(fixed[i] + clash)
        chosen[i], cost[i], settled[i] = options[i][best], (fixed[i] + clash)[best], True
    return float(cost.sum()), chosen


def _among(i: int, centers, anchors, halves, chosen, others) -> np.ndarray:
    """Lo que cuesta cada centro del rótulo `i` por los rótulos y guías ya puestos."""
    apart = np.abs(centers[:, None] - chosen[others])
    overlaps = (apart < halves[others] + halves[i]).all(axis=2).sum(axis=1)
    crossed = _crossed(anchors[i], centers, anchors[others], chosen[others])
    covered = _leader_over(anchors[i], centers, chosen[others], halves[others])
    covered += _inside(_along(anchors[others], chosen[others]), centers, halves[i])
    return PESO_ROTULO * overlaps + PESO_GUIA * (crossed + covered)


def _crossed(anchor: np.ndarray, centers: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Cuántas guías ajenas corta la guía que va del punto a cada centro."""
    to_center, other = (centers - anchor)[:, None], (ends - starts)[None]
    side_starts, side_ends = _cross(to_center, starts - anchor), _cross(to_center, ends - anchor)
    side_anchor, side_centers = _cross(other, anchor - starts), _cross(other, centers[:, None] - starts)
    return ((side_starts * side_ends < 0) & (side_anchor * side_centers < 0)).sum(axis=1)


def _cross(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]


def _leader_over(anchor: np.ndarray, centers: np.ndarray, boxes: np.ndarray, halves: np.ndarray) -> np.ndarray:
    """Cuánto pasa sobre otros rótulos la guía que va del punto a cada centro."""
    points = anchor + TRAMOS[None, :, None] * (centers - anchor)[:, None]
    return (np.abs(points[:, :, None] - boxes) < halves).all(axis=3).any(axis=1).sum(axis=1)


def _along(starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Puntos repartidos a lo largo de cada guía."""
    return (starts[:, None] + TRAMOS[:, None] * (ends - starts)[:, None]).reshape(-1, 2)


def _candidates(rotulo: Rotulo, anchor: np.ndarray, half: np.ndarray) -> np.ndarray:
    """Centros posibles: el rótulo toca por su borde cada círculo alrededor del punto."""
    unit = np.column_stack([np.cos(ANGULOS), np.sin(ANGULOS)])
    aside = np.clip(unit * 1.6, -1, 1) * half
    return np.concatenate([anchor + unit * (rotulo.radio + r) + aside for r in RADIOS])


def _inside(points: np.ndarray, centers: np.ndarray, half: np.ndarray) -> np.ndarray:
    """Cuántos puntos caen dentro de la caja de cada centro."""
    return (np.abs(points - centers[:, None]) < half).all(axis=2).sum(axis=1)
