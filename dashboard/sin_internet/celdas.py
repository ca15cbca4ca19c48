"""Cómo se lee una celda que llenó una persona: cifras, textos y lo que no debe traer."""

import math
import re
from datetime import date, datetime, time

from dashboard.sources.numeros import EUROPA, PERU
from dashboard.sources.numeros import number as parse

CONTROL = re.compile(r"_x00[01][0-9A-Fa-f]_")  # así guarda Excel un carácter de control
CIFRAS = 12  # las que se conservan de un número: las demás son ruido de la hoja de cálculo


class CeldaIlegible(Exception):
    """Qué tiene la celda y qué debe tener."""


def clean(value: object) -> str:
    """El texto de la celda con saltos de línea sencillos y sin espacios en los bordes; un entero, sin «.0»."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = CONTROL.sub("", str(value)).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c >= " " or c in "\n\t").strip()


def same_text(one: str, other: str) -> bool:
    """Si dicen lo mismo, aunque la hoja de cálculo haya cambiado espacios o saltos de línea."""
    return one.split() == other.split()


def number(value: object, formato: str) -> float | None:
    """La cifra de la celda; None si está vacía. Lanza CeldaIlegible: nunca adivina entre dos lecturas."""
    if isinstance(value, bool):
        raise CeldaIlegible("dice verdadero o falso. Escriba una cifra.")
    if isinstance(value, datetime | date | time):
        raise CeldaIlegible("Excel la convirtió en una fecha. Escriba solo la cifra.")
    if isinstance(value, int | float):
        return _given(float(value), formato)
    text = clean(value)
    return _written(text) if text else None


def _given(value: float, formato: str) -> float:
    if not math.isfinite(value):
        raise CeldaIlegible("no es una cifra.")
    if "%" in formato:
        raise CeldaIlegible("está escrita como porcentaje. Escriba la cifra, sin el signo %.")
    return float(f"{value:.{CIFRAS}g}")


def _written(text: str) -> float:
    readings = {parse(text, marks) for marks in (PERU, EUROPA)} - {None}
    if text.endswith("%"):
        raise CeldaIlegible("lleva el signo %. Escriba la cifra, sin el signo.")
    if len(readings) > 1:
        raise CeldaIlegible(f"«{text}» se puede leer de dos maneras. Escriba la cifra sin separador de miles.")
    if not readings:
        raise CeldaIlegible(f"«{text[:40]}» no es una cifra. Escriba solo números.")
    return _given(readings.pop(), "")
