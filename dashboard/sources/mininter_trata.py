"""Base policial de trata del MININTER (BD_TRATADP): una fila por comisaría, mes y código.

Hay filas idénticas y no se sabe si sobran. Al revés que en los archivos del Ministerio Público, no se decide aquí: se
guardan dos lecturas, «tal_cual» y «sin_repetir». Todo se agrega por departamento y año.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.sources import departamentos
from dashboard.sources.cuenta import Cuenta
from dashboard.sources.departamentos import Departamentos
from dashboard.sources.fechas import NOMBRES as NOMBRES_DE_MES
from dashboard.sources.fechas import period
from dashboard.sources.filas import Fila, FilaIlegible, heading, match_columns
from dashboard.sources.lectura import Lectura
from dashboard.sources.mininter_bloques import check_blocks
from dashboard.sources.mininter_codigos import Codigo, find
from dashboard.sources.series_importadas import denuncias
from dashboard.sources.source import Entrada, Source

NOMBRES = {
    "anio": ("año",),
    "mes": (),
    "ccdd": (),
    "departamento": (),
    "provincia": (),
    "distrito": (),
    "comisaria": (),
    "categoria": (),
    "codigo": ("Denuncias por comisión",),
    "valor": (),
}
UNIDAD = ("anio", "mes", "ccdd", "departamento", "provincia", "distrito", "comisaria", "categoria")
LECTURAS = {"tal_cual": "tal cual", "sin_repetir": "sin repetir"}
TOTAL = "F1_TOTAL"
COLUMNAS = ["ubigeo", "departamento", "anio", "bloque", "codigo", "rotulo", "es_total"]
MEDIDAS = ["lectura", "valor", "filas", "filas_sin_valor"]


def recognise(columnas: Sequence[str]) -> float:
    """Parte de las columnas propias; nada sin la de códigos y la de valores."""
    found = {heading(c) for c in columnas}
    if not {"denuncias_por_comision", "valor"} <= found:
        return 0.0
    return len(found & {heading(f) for n, formas in NOMBRES.items() for f in (n, *formas)}) / len(NOMBRES)


def read(entrada: Entrada) -> Lectura:
    """Suma por departamento, año y código en las dos lecturas."""
    columnas = match_columns(entrada, NOMBRES, ("categoria",))
    cuenta = Cuenta(entrada, FUENTE.id, ajenas=columnas.ajenas)
    base = _Base(departamentos.load(entrada.datos))
    cuenta.each(columnas, base.row)
    table = base.table()
    _warn(cuenta, base, table)
    anios = sorted({anio for _, anio, _ in base.sumas})
    series = [denuncias(_serie_id(i), t, anios, 22 + n) for n, (i, t) in enumerate(LECTURAS.items())] if anios else []
    return cuenta.close(base.casos(), series, {"denuncias_policiales": table})


@dataclass
class _Suma:
    """Lo acumulado de un código: valor y filas. `valor` es None mientras ninguna fila traiga número."""

    valor: int | None = None
    filas: int = 0
    sin_valor: int = 0

    def add(self, valor: int | None) -> None:
        self.filas += 1
        self.sin_valor += valor is None
        if valor is not None:
            self.valor = (self.valor or 0) + valor


class _Base:
    """Las sumas por departamento, año y código, y lo que se vio repetido."""

    def __init__(self, lugares: Departamentos):
        self.lugares = lugares
        self.sumas: dict[tuple[str, int, Codigo], dict[str, _Suma]] = {}
        self.vistos: dict[int, tuple[int | None, ...]] = {}
        self.repetidas, self.distintos = 0, set()
        self.ultimo = (0, 0)
        self.escrito: dict[str, str] = {}

    def row(self, fila: Fila) -> tuple:
        """La clave de la fila; su valor queda sumado en las lecturas que le tocan."""
        ubigeo, anio, mes = _department(fila, self.lugares), fila.year("anio"), _month(fila)
        codigo = find(fila.text("codigo"))
        if codigo is None:
            raise FilaIlegible("E-CODIGO", valor=fila.text("codigo"))
        valor = fila.count("valor") if fila.celdas["valor"] else None
        clave = (ubigeo, anio, codigo)
        lecturas = self.sumas.setdefault(clave, {lectura: _Suma() for lectura in LECTURAS})
        lecturas["tal_cual"].add(valor)
        if not self._repeated(fila, codigo, valor):
            lecturas["sin_repetir"].add(valor)
        self.ultimo = max(self.ultimo, (anio, mes))
        self.escrito[ubigeo] = fila.text("departamento")
        return clave

    def _repeated(self, fila: Fila, codigo: Codigo, valor: int | None) -> bool:
        """Si ya se leyó una fila igual en todas sus columnas."""
        celda = hash((codigo.codigo, *(fila.celdas.get(c, "") for c in UNIDAD)))
        before = self.vistos.get(celda, ())
        if valor in before:
            self.repetidas += 1
            return True
        self.vistos[celda] = (*before, valor)
        if before:
            self.distintos.add(celda)
        return False

    def table(self) -> pd.DataFrame:
        """Un renglón por departamento, año, código y lectura; las filas en blanco se cuentan aparte."""
        rows = [
            (*self._place(ubigeo, anio, codigo), lectura, suma.valor, suma.filas, suma.sin_valor)
            for (ubigeo, anio, codigo), lecturas in self.sumas.items()
            for lectura, suma in lecturas.items()
        ]
        frame = pd.DataFrame(rows, columns=COLUMNAS + MEDIDAS).astype({"valor": "Int64", "es_total": "bool"})
        return frame.sort_values(["ubigeo", "anio"], kind="stable", ignore_index=True)

    def _place(self, ubigeo: str, anio: int, c: Codigo) -> tuple:
        return ubigeo, self.lugares.nombre[ubigeo], anio, c.bloque, c.codigo, c.rotulo, c.total

    def casos(self) -> list[dict]:
        """El total de finalidad por departamento y año, en las dos lecturas."""
        return [
            self._case(ubigeo, anio, lectura, suma)
            for (ubigeo, anio, codigo), lecturas in sorted(self.sumas.items(), key=lambda item: item[0][:2])
            if codigo.codigo == TOTAL
            for lectura, suma in lecturas.items()
            if suma.valor is not None
        ]

    def _case(self, ubigeo: str, anio: int, lectura: str, suma: _Suma) -> dict:
        last = self.ultimo[1] if anio == self.ultimo[0] else 12
        inicio, fin = period(anio, (1, last))
        nombre = self.escrito[ubigeo]
        when = {"serie_id": _serie_id(lectura), "anio": anio, "inicio": inicio, "fin": fin}
        place = {"ambito": "departamento", "codigo": ubigeo, "nombre_en_fuente": nombre}
        cita = f"suma de {suma.filas:,} filas {TOTAL} de {nombre} en {anio}, leídas {LECTURAS[lectura]}"
        measure = {"componente": "total", "medida": "conteo", "valor": suma.valor}
        return when | place | measure | {"procedencia": "calculado", "cita": cita}


def _serie_id(lectura: str) -> str:
    return f"denuncias_policiales_{lectura}"


def _department(fila: Fila, lugares: Departamentos) -> str:
    codigo, nombre = fila.text("ccdd"), fila.text("departamento")
    ubigeo = lugares.ubigeo(nombre)
    if ubigeo is None or ubigeo != codigo.zfill(2):
        raise FilaIlegible("E-DEPARTAMENTO", ccdd=codigo, nombre=nombre)
    return ubigeo


def _month(fila: Fila) -> int:
    texto = fila.text("mes")
    if not (texto.isascii() and texto.isdigit() and 1 <= int(texto) <= 12):
        raise FilaIlegible("E-MES", valor=texto)
    return int(texto)


def _warn(cuenta: Cuenta, base: _Base, table: pd.DataFrame) -> None:
    if base.repetidas:
        totals = table[table["codigo"] == TOTAL].groupby("lectura")["valor"].sum()
        sums = {lectura: f"{totals.get(lectura, 0):,}" for lectura in LECTURAS}
        cuenta.warn("A-FILAS-REPETIDAS", filas=f"{base.repetidas:,}", **sums)
    if base.distintos:
        cuenta.warn("A-VALORES-DISTINTOS", claves=f"{len(base.distintos):,}")
    raw = table[table["lectura"] == "tal_cual"]
    cuenta.avisos += check_blocks(raw)
    anio, mes = base.ultimo
    if 0 < mes < 12:
        cuenta.warn("A-ULTIMO-MES", anio=anio, mes=NOMBRES_DE_MES[mes - 1])


FUENTE = Source(
    "mininter_trata",
    "Base policial de trata del MININTER",
    "ANIO, MES, CCDD, DEPARTAMENTO, COMISARIA, «Denuncias por comision» y Valor",
    recognise,
    read,
)
