"""Población del INEI por departamento, sexo y edad simple: un libro con una hoja por sexo y los años en columnas.

De un denominador a medias salen tasas falsas: ante cualquier duda se rechaza el libro entero.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

import pandas as pd

from dashboard.sources import departamentos
from dashboard.sources.cuenta import Cuenta
from dashboard.sources.inei_hoja import AMBOS, HOMBRES, MUJERES, Hoja, is_header, read_sheet
from dashboard.sources.inei_rotulos import Rotulos
from dashboard.sources.lectura import ArchivoRechazado, Lectura
from dashboard.sources.source import Entrada, Source

FILAS_DE_ENCABEZADO = 40
BANDAS = {"0-12": (0, 12), "13-17": (13, 17), "18-24": (18, 24), "25-59": (25, 59), "60+": (60, 200)}
COLUMNAS = ["ubigeo", "anio", "sexo", "banda", "habitantes"]


def recognise(columnas: Sequence[str]) -> float:
    """«Edad» y varios años a su derecha."""
    return 1.0 if is_header(columnas) else 0.0


def read(entrada: Entrada) -> Lectura:
    """Habitantes por departamento, año, sexo y banda de edad, si todo el libro cuadra."""
    cuenta, hojas = Cuenta(entrada, FUENTE.id), []
    rotulos = Rotulos(entrada.archivo.nombre, entrada.archivo.hojas, departamentos.load(entrada.datos))
    for nombre in entrada.archivo.hojas:
        header = _header(entrada, nombre)
        if header is None:
            cuenta.warn("A-HOJA-SIN-TABLA", hoja=nombre)
        else:
            hojas.append(read_sheet(entrada.archivo, nombre, header, rotulos))
    for hoja in hojas:
        _check_total(entrada.archivo.nombre, hoja)
    rows = [r for ubigeo in sorted({h.ubigeo for h in hojas}) for r in _department(entrada, cuenta, hojas, ubigeo)]
    for hoja in hojas:
        _account(cuenta, hoja)
    return cuenta.close(tablas={"poblacion": pd.DataFrame(rows, columns=COLUMNAS)})


def _header(entrada: Entrada, hoja: str) -> int | None:
    first = islice(entrada.archivo.filas(hoja), FILAS_DE_ENCABEZADO)
    return next((linea for linea, celdas in first if is_header(celdas)), None)


def _department(entrada: Entrada, cuenta: Cuenta, hojas: Sequence[Hoja], ubigeo: str) -> list[tuple]:
    """Las bandas de un departamento, después de comprobar que sus hojas están completas y cuadran entre sí."""
    own = [h for h in hojas if h.ubigeo == ubigeo]
    found = Counter(h.sexo for h in own)
    if found[HOMBRES] != 1 or found[MUJERES] != 1 or found[AMBOS] > 1:
        hay = ", ".join(f"«{h.nombre}» ({h.sexo})" for h in own)
        raise ArchivoRechazado("E-INEI-HOJAS", entrada.archivo.nombre, lugar=ubigeo, hay=hay)
    by_sex = {h.sexo: h for h in own}
    for hoja in own:
        if hoja.anios != own[0].anios:
            raise ArchivoRechazado("E-INEI-ANIOS", entrada.archivo.nombre, hoja=hoja.nombre)
    if AMBOS in by_sex:
        _check_both(entrada.archivo.nombre, by_sex)
    elif not all(h.total for h in own):
        cuenta.warn("A-SIN-TOTAL", fila="Total")
    return [row for sexo in (MUJERES, HOMBRES) for row in _bands(by_sex[sexo])]


def _bands(hoja: Hoja) -> list[tuple]:
    return [
        (hoja.ubigeo, anio, hoja.sexo, banda, sum(v[anio] for edad, v in hoja.edades.items() if first <= edad <= last))
        for anio in hoja.anios
        for banda, (first, last) in BANDAS.items()
    ]


def _check_total(archivo: str, hoja: Hoja) -> None:
    """La fila de total contra la suma de las edades."""
    for anio, total in hoja.total.items():
        suma = sum(v[anio] for v in hoja.edades.values())
        if suma != total:
            _refuse(archivo, f"hoja «{hoja.nombre}», {anio}", total, suma)


def _check_both(archivo: str, by_sex: dict[str, Hoja]) -> None:
    """Cada edad de la hoja de ambos sexos contra hombres más mujeres."""
    both, parts = by_sex[AMBOS], (by_sex[HOMBRES], by_sex[MUJERES])
    if any(both.edades.keys() != p.edades.keys() for p in parts):
        raise ArchivoRechazado("E-INEI-EDADES", archivo, hoja=both.nombre, edad="alguna que otra hoja sí trae")
    for edad, values in both.edades.items():
        for anio, total in values.items():
            suma = sum(p.edades[edad][anio] for p in parts)
            if suma != total:
                _refuse(archivo, f"edad {edad}, {anio}", total, suma)


def _refuse(archivo: str, que: str, total: int, suma: int) -> None:
    raise ArchivoRechazado("E-INEI-NO-CUADRA", archivo, que=que, total=f"{total:,}", suma=f"{suma:,}")


def _account(cuenta: Cuenta, hoja: Hoja) -> None:
    """Cada edad abre o completa su banda; los totales y los grupos solo comprueban, cada uno con su propia clave."""
    for edad in hoja.edades:
        if hoja.sexo == AMBOS:
            cuenta.loaded((hoja.ubigeo, AMBOS, edad))
        else:
            banda = next(b for b, (first, last) in BANDAS.items() if first <= edad <= last)
            cuenta.loaded((hoja.ubigeo, hoja.sexo, banda))
    for linea in hoja.controles:
        cuenta.loaded((hoja.nombre, linea))


FUENTE = Source(
    "inei_poblacion",
    "Población por edad simple del INEI",
    "«Edad» y los años a su derecha, una hoja por sexo",
    recognise,
    read,
)
