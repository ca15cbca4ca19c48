"""La regla que decide la comisión y las palabras con que se dice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from dashboard.idioma import N_
from dashboard.settings import UMBRAL, UMBRAL_MENOR

RESERVADO: Final = N_("reservado (c)")


class SOLO_PROTEGIDO:
    """Marca de lo que ya pasó por la puerta: una capa que muestra personas solo admite tipos que la heredan."""

    __slots__ = ()


class NoPublicable(LookupError):
    """Se pidió un cruce que no está entre las tablas publicables."""


class YaPublicado(RuntimeError):
    """Una versión anterior mostró lo que ahora tocaría reservar: solo se arregla retirándola."""


@dataclass(frozen=True)
class Reglas:
    """Desde cuántas personas se muestra una celda, qué pasa con el cero y cómo se agrupan los códigos."""

    umbral: int = UMBRAL
    cero_reservado: bool = False
    jerarquias: Mapping[str, Mapping[object, object]] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self):
        if self.umbral < UMBRAL_MENOR:
            raise ValueError(f"El umbral es {self.umbral}: con menos de {UMBRAL_MENOR} no hay intervalo que proteger.")

    @property
    def piso(self) -> int:
        """El menor valor que una celda reservada por pequeña debe poder tener."""
        return 0 if self.cero_reservado else 1

    @property
    def ancho(self) -> int:
        """Lo que debe medir, como poco, el intervalo de cualquier celda reservada."""
        return self.umbral - 1 - self.piso
