"""Números escritos con marcas de miles y de decimales, en cualquiera de los dos usos."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

ESPACIOS = re.compile(r"[\s\u00a0\u202f']")
GRUPOS = {
    ",": re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?"),
    ".": re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?"),
}
SIMPLE = re.compile(r"[+-]?[0-9]+(?P<fraccion>[.,][0-9]+)?")


@dataclass(frozen=True)
class Marcas:
    """Signo de miles y signo decimal de una columna."""

    miles: str
    decimal: str


PERU = Marcas(miles=",", decimal=".")
EUROPA = Marcas(miles=".", decimal=",")


def sniff_marks(textos: Iterable[str]) -> Marcas:
    """Las marcas que mejor explican `textos`. «1,234» no decide; si nada decide o hay empate, las del Perú."""
    votes = {PERU: 0, EUROPA: 0}
    for texto in map(_compact, textos):
        for marcas in votes:
            votes[marcas] += _only_reads_with(texto, marcas)
    return EUROPA if votes[EUROPA] > votes[PERU] else PERU


def _only_reads_with(texto: str, marcas: Marcas) -> bool:
    other = EUROPA if marcas is PERU else PERU
    return number(texto, marcas) is not None and number(texto, other) is None


def number(texto: str, marcas: Marcas = PERU) -> float | None:
    """El número escrito en `texto`, o None si no lo es con esas marcas."""
    texto = _compact(texto)
    simple = SIMPLE.fullmatch(texto)
    grouped = GRUPOS[marcas.miles].fullmatch(texto)
    if not grouped and not (simple and (simple["fraccion"] or marcas.decimal)[0] == marcas.decimal):
        return None
    return float(texto.replace(marcas.miles, "").replace(marcas.decimal, "."))


def count(texto: str, marcas: Marcas = PERU) -> int | None:
    """El conteo escrito en `texto`: un entero de 0 en adelante («1,234» y «4.0» valen), o None."""
    if texto.isascii() and texto.isdigit() and len(texto) <= 12:
        return int(texto)
    value = number(texto, marcas)
    return int(value) if value is not None and 0 <= value < 10**12 and value.is_integer() else None


def _compact(texto: str) -> str:
    return ESPACIOS.sub("", texto)
