"""Cuadro 2.7 del Ministerio Público (c_8_1.xlsx): casos intervenidos por trata, una fila por distrito fiscal."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from dashboard.sources.cuenta import Cuenta
from dashboard.sources.filas import Columnas, Fila, FilaIlegible
from dashboard.sources.lectura import ArchivoRechazado, Lectura
from dashboard.sources.lugares import Lugares, load, place_key
from dashboard.sources.numeros import Marcas, sniff_marks
from dashboard.sources.series_importadas import cuadro as describe
from dashboard.sources.source import Entrada, Source

SERIE = "cuadro_2_7"
LUGAR = "Distrito Fiscal"
ANIO = re.compile(r"(20\d\d)\s*(?:\(?\d?[/*a-zP]*\)?)")
TOTALES = {"NACIONAL", "TOTAL", "TOTAL NACIONAL", "TOTAL GENERAL", "PERU"}
SIN_DATO = {"", "-", "–", "—", "…", "...", "N.D.", "ND", "S.D.", "SD"}
MIN_ANIOS = 3


def recognise(columnas: Sequence[str]) -> float:
    """«Distrito Fiscal», de preferencia en la columna B, con varios años a su derecha."""
    at = _place_column(columnas)
    if at is None or len(_years(columnas[at + 1 :])) < MIN_ANIOS:
        return 0.0
    return 1.0 if at == 1 else 0.9


def _place_column(columnas: Sequence[str]) -> int | None:
    found = [i for i, c in enumerate(columnas) if place_key(c) in ("DISTRITO FISCAL", "DISTRITOS FISCALES")]
    return found[0] if found else None


def _years(columnas: Sequence[str]) -> list[int]:
    return [int(m[1]) for c in columnas if (m := ANIO.fullmatch(c))]


def read(entrada: Entrada) -> Lectura:
    """Un conteo por distrito fiscal y año; la fila NACIONAL solo comprueba la suma."""
    columnas = _columns(entrada)
    notas, filas = _split_notes(entrada, columnas)
    celdas = (c[i] for _, c in filas for n, i in columnas.indice.items() if n != LUGAR and i < len(c))
    cuadro = _Cuadro(load(entrada.datos), sniff_marks(celdas))
    cuenta = Cuenta(entrada, FUENTE.id, ajenas=columnas.ajenas)
    cuenta.each(columnas, cuadro.row, filas)
    _warn(cuenta, cuadro, notas)
    series = [describe(cuadro.anios())] if cuadro.valores else []
    return cuenta.close(cuadro.casos(), series)


def _columns(entrada: Entrada) -> Columnas:
    """La columna del lugar y una por año; las demás con título se muestran y no se usan."""
    at = _place_column(entrada.columnas)
    indice = {LUGAR: at}
    for i, texto in enumerate(entrada.columnas[at + 1 :], start=at + 1):
        nombre = m[1] if (m := ANIO.fullmatch(texto)) else "TOTAL" if place_key(texto) in TOTALES else None
        if nombre in indice:
            raise ArchivoRechazado("E-COLUMNA-REPETIDA", entrada.archivo.nombre, columna=texto)
        if nombre:
            indice[nombre] = i
    used = set(indice.values())
    ajenas = tuple(t for i, t in enumerate(entrada.columnas) if t and i not in used and i > at)
    return Columnas(indice, ajenas, max(i for i, t in enumerate(entrada.columnas) if t) + 1)


def _split_notes(entrada: Entrada, columnas: Columnas) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Separa las notas al pie, que no traen ninguna cifra, de las filas de la tabla."""
    notas, filas = [], []
    for linea, celdas in entrada.filas():
        written = {n for n, i in columnas.indice.items() if i < len(celdas) and celdas[i].strip()}
        if written <= {LUGAR} and place_key(_first(celdas)) not in TOTALES:
            notas.append(" ".join(c.strip() for c in celdas if c.strip()))
        else:
            filas.append((linea, celdas))
    return notas, filas


def _first(celdas: Sequence[str]) -> str:
    return next((c for c in celdas if c.strip()), "")


@dataclass
class _Cuadro:
    """Los valores leídos: por distrito fiscal, de la fila de total y de la columna de total."""

    lugares: Lugares
    marcas: Marcas
    nombres: dict[str, str] = field(default_factory=dict)
    valores: dict[tuple[str, int], int] = field(default_factory=dict)
    nacional: dict[int, int] | None = None
    por_fila: dict[str, int] = field(default_factory=dict)
    sin_dato: int = 0

    def row(self, fila: Fila) -> str:
        """La clave de la fila: su distrito fiscal, o el total del país, que se guarda aparte."""
        nombre = fila.text(LUGAR)
        control = place_key(nombre) in TOTALES
        df_id = "nacional" if control else fila.district(LUGAR, self.lugares)
        if df_id in self.nombres:
            raise FilaIlegible("E-LUGAR-REPETIDO", valor=nombre)
        found = {c: self._cell(fila, c) for c in fila.celdas if c != LUGAR}
        total = found.pop("TOTAL", None)
        valores = {int(anio): v for anio, v in found.items() if v is not None}
        self.nombres[df_id] = nombre
        self.sin_dato += len(found) - len(valores)
        if total is not None:
            self.por_fila[df_id] = total
        if control:
            self.nacional = valores
        else:
            self.valores |= {(df_id, anio): v for anio, v in valores.items()}
        return df_id

    def _cell(self, fila: Fila, columna: str) -> int | None:
        return None if fila.celdas[columna].upper() in SIN_DATO else fila.count(columna, self.marcas)

    def casos(self) -> list[dict]:
        """Un renglón por distrito fiscal y año con número."""
        return [self._case(*clave, valor) for clave, valor in sorted(self.valores.items())]

    def _case(self, df_id: str, anio: int, valor: int) -> dict:
        nombre = self.nombres[df_id]
        when = {"anio": anio, "inicio": date(anio, 1, 1), "fin": date(anio, 12, 31)}
        place = {"ambito": "distrito_fiscal", "codigo": df_id, "nombre_en_fuente": nombre}
        cita = f"cuadro 2.7, fila «{nombre}», columna {anio}"
        measure = {"componente": "total", "medida": "conteo", "valor": valor, "procedencia": "publicado", "cita": cita}
        return {"serie_id": SERIE} | when | place | measure

    def anios(self) -> list[int]:
        """Los años con algún número."""
        return sorted({anio for _, anio in self.valores})


def _warn(cuenta: Cuenta, cuadro: _Cuadro, notas: list[str]) -> None:
    """Compara los totales del cuadro con la suma de lo leído y dice lo que quedó sin dato."""
    sumas = Counter()
    por_fila = Counter()
    for (df_id, anio), valor in cuadro.valores.items():
        sumas[anio] += valor
        por_fila[df_id] += valor
    if cuadro.nacional is None:
        cuenta.warn("A-SIN-TOTAL", fila="NACIONAL")
    checks = [(f"año {anio}", total, sumas[anio]) for anio, total in (cuadro.nacional or {}).items()]
    checks += [(cuadro.nombres[d], t, por_fila[d]) for d, t in cuadro.por_fila.items() if d != "nacional"]
    for que, total, suma in checks:
        if total != suma:
            cuenta.warn("A-TOTAL-DISTINTO", que=que, total=f"{total:,}", suma=f"{suma:,}")
    if cuadro.sin_dato:
        cuenta.warn("A-CELDAS-SIN-DATO", celdas=cuadro.sin_dato)
    if notas:
        cuenta.warn("A-NOTAS", notas=" · ".join(notas))


FUENTE = Source(
    "mpfn_cuadro",
    "Cuadro de casos por distrito fiscal y año",
    "«Distrito Fiscal» en la columna B y los años a su derecha",
    recognise,
    read,
)
