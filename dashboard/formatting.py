"""Números, porcentajes y fechas como se escriben en el Perú (CLDR es_PE, por Babel)."""

from datetime import date
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

LOCALE = "es_PE"
SIN_DATO = "sin dato"
MESES = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "setiembre",
    "octubre",
    "noviembre",
    "diciembre",
]


@lru_cache(maxsize=4096)
def number(value: float, decimals: int = 0) -> str:
    """2241 → «2,241»; con decimales fijos: number(9.64, 1) → «9.6»."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=LOCALE)


def figure(value: float) -> str:
    """La cifra tal como se informó, sin decimales que no tiene: «1,234», «12.5»."""
    text = f"{value:.12f}".rstrip("0").rstrip(".") if abs(value) < 1e12 else f"{value:.0f}"
    return number(value, min(len(text.partition(".")[2]), 6))


def percent(value: float) -> str:
    """22.8 → «22.8%», un decimal y sin espacio."""
    return f"{number(value, 1)}%"


def signed(value: float, decimals: int = 0) -> str:
    """Diferencia con signo: «+12», «−3» (signo menos tipográfico)."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + number(abs(value), decimals)


def ordinal(value: int) -> str:
    """3 → «3.º», para un puesto."""
    return f"{value}.º"


def day(value: date) -> str:
    """date(2016, 9, 23) → «23 de setiembre de 2016»."""
    return format_date(value, "d 'de' MMMM 'de' y", locale=LOCALE)


def years(desde: int, hasta: int) -> str:
    """«2019–2023», o el año solo cuando los dos son el mismo."""
    return str(desde) if desde == hasta else f"{desde}–{hasta}"


def period(inicio: date, fin: date) -> str:
    """El periodo con la precisión que tiene: «2016», «2009–2014», «enero–noviembre de 2025»."""
    whole_years = (inicio.month, inicio.day, fin.month, fin.day) == (1, 1, 12, 31)
    if whole_years:
        return years(inicio.year, fin.year)
    if inicio.year == fin.year:
        return f"{MESES[inicio.month - 1]}–{MESES[fin.month - 1]} de {fin.year}"
    return f"{MESES[inicio.month - 1]} de {inicio.year}–{MESES[fin.month - 1]} de {fin.year}"


def listing(words: list[str]) -> str:
    """Enumera en prosa: «Cusco, Puno y Tacna»; con «e» ante el sonido i: «Cusco e Ica»."""
    if len(words) < 2:
        return "".join(words)
    last = words[-1]
    link = "e" if last.lower().startswith(("i", "hi")) and not last.lower().startswith("hie") else "y"
    return f"{', '.join(words[:-1])} {link} {last}"
