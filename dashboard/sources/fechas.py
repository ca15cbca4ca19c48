"""Fechas con el día o el mes primero, y periodos escritos con nombres de meses."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.sources.lugares import place_key

ISO = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})")
LATINA = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
HORA = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?( ?[ap]\.? ?m\.?)?$", re.IGNORECASE)
DIA, MES = "día/mes/año", "mes/día/año"
NOMBRES = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "setiembre", "octubre", "noviembre", "diciembre"),
)


@dataclass(frozen=True)
class Orden:
    """Cómo se leen las fechas de una columna; `ambiguo` si ningún dato lo confirma."""

    orden: str
    ambiguo: bool = False


def parse_date(texto: str, orden: str = DIA) -> date | None:
    """La fecha de `texto`, o None. Una fecha que empieza por el año se lee siempre igual."""
    texto = HORA.sub("", texto.strip())
    if match := ISO.fullmatch(texto):
        anio, mes, dia = map(int, match.groups())
    elif match := LATINA.fullmatch(texto):
        first, second, anio = map(int, match.groups())
        dia, mes = (first, second) if orden == DIA else (second, first)
    else:
        return None
    try:
        return date(anio, mes, dia)
    except ValueError:
        return None


def date_order(textos: Iterable[str], desde: date | None = None, hasta: date | None = None) -> Orden:
    """El orden que deja más fechas legibles entre `desde` (fin del periodo) y `hasta` (fecha de corte).

    Un 01/08/2024 anterior a un corte del 24/01/2024 solo puede ser el 8 de enero. Si los dos órdenes sirven
    por igual, día/mes/año, que es el del diccionario de datos; ambiguo si además darían fechas distintas.
    """
    textos = [t for t in set(textos) if t.strip()]
    fits = {orden: sum(_fits(parse_date(t, orden), desde, hasta) for t in textos) for orden in (DIA, MES)}
    if fits[DIA] != fits[MES]:
        return Orden(max(fits, key=fits.get))
    return Orden(DIA, any(parse_date(t, DIA) != parse_date(t, MES) for t in textos))


def _fits(fecha: date | None, desde: date | None, hasta: date | None) -> bool:
    return fecha is not None and (desde is None or fecha >= desde) and (hasta is None or fecha <= hasta)


def months(texto: str) -> tuple[int, int] | None:
    """«ENERO - NOVIEMBRE» → (1, 11); «Marzo» → (3, 3); None si no son meses en orden."""
    words = [w for w in re.split(r"[^A-Z]+", place_key(texto)) if w not in ("", "A", "AL", "DE")]
    found = [_month(w.lower()) for w in words]
    if not 1 <= len(found) <= 2 or None in found or found[0] > found[-1]:
        return None
    return found[0], found[-1]


def _month(word: str) -> int | None:
    if len(word) < 3:
        return None
    word = "setiembre" if "septiembre".startswith(word) else word
    return next((i for i, nombre in enumerate(NOMBRES, start=1) if nombre.startswith(word)), None)


def period(anio: int, meses: tuple[int, int]) -> tuple[date, date]:
    """Primer y último día del periodo."""
    return date(anio, meses[0], 1), date(anio, meses[1], calendar.monthrange(anio, meses[1])[1])
