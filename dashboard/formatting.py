"""Números, porcentajes y fechas como se escriben en el Perú (CLDR es_PE, por Babel)."""

from datetime import date
from functools import lru_cache

from babel.numbers import format_decimal

from dashboard.idioma import N_, _

LOCALE = "es_PE"
SIN_DATO = N_("sin dato")
MESES = [
    N_("enero"),
    N_("febrero"),
    N_("marzo"),
    N_("abril"),
    N_("mayo"),
    N_("junio"),
    N_("julio"),
    N_("agosto"),
    N_("setiembre"),
    N_("octubre"),
    N_("noviembre"),
    N_("diciembre"),
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
    return _("{n}.º", n=value)


def day(value: date) -> str:
    """date(2016, 9, 23) → «23 de setiembre de 2016»."""
    return _("{dia} de {mes} de {anio}", dia=value.day, mes=_(MESES[value.month - 1]), anio=value.year)


def day_of_year(value: date) -> str:
    """date(2016, 9, 23) → «23 de setiembre»."""
    return _("{dia} de {mes}", dia=value.day, mes=_(MESES[value.month - 1]))


def month(value: date) -> str:
    """date(2016, 9, 23) → «setiembre de 2016»."""
    return _("{mes} de {anio}", mes=_(MESES[value.month - 1]), anio=value.year)


def years(desde: int, hasta: int) -> str:
    """«2019–2023», o el año solo cuando los dos son el mismo."""
    return str(desde) if desde == hasta else f"{desde}–{hasta}"


def period(inicio: date, fin: date) -> str:
    """El periodo con la precisión que tiene: «2016», «2009–2014», «enero–noviembre de 2025»."""
    whole_years = (inicio.month, inicio.day, fin.month, fin.day) == (1, 1, 12, 31)
    if whole_years:
        return years(inicio.year, fin.year)
    if inicio.year == fin.year:
        first, last = (_(MESES[d.month - 1]) for d in (inicio, fin))
        return _("{desde}–{hasta} de {anio}", desde=first, hasta=last, anio=fin.year)
    return f"{month(inicio)}–{month(fin)}"


def listing(words: list[str]) -> str:
    """Enumera en prosa: «Cusco, Puno y Tacna»; con «e» ante el sonido i: «Cusco e Ica»."""
    if len(words) < 2:
        return "".join(words)
    last = words[-1]
    sounds_i = last.lower().startswith(("i", "hi")) and not last.lower().startswith("hie")
    names = {"antes": ", ".join(words[:-1]), "ultimo": last}
    return _("{antes} e {ultimo}", **names) if sounds_i else _("{antes} y {ultimo}", **names)
