"""Lee un formulario devuelto: comprueba su control y sus celdas bloqueadas, y entiende las que se llenan.

Nada se convierte en silencio: lo que no se entiende rechaza el archivo entero con la celda, como la muestra Excel.
"""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from openpyxl.utils import get_column_letter

from dashboard.plan.reportes import Valor
from dashboard.sin_internet import hoja as h
from dashboard.sin_internet.celdas import CeldaIlegible, clean, number, same_text
from dashboard.sin_internet.sello import Control, unseal
from dashboard.sources import libro
from dashboard.sources.archivo import open_file
from dashboard.sources.identificadores import identifies
from dashboard.sources.lectura import ArchivoRechazado

MAX_MB, MAX_ABIERTO_MB, MAX_FALTAS = 10, 60, 12
ENTRADAS = {h.VALOR: "numero", h.TOTAL: "denominador", h.ESTADO: "hito", h.NOTA: "nota"}
Celdas = dict[tuple[int, int], tuple[object, str]]


@dataclass(frozen=True)
class Prueba:
    """Una fila de «Evidencias», como se escribió."""

    fila: int
    meta_id: str
    titulo: str
    donde: str
    nivel: int


@dataclass(frozen=True)
class Leido:
    """Un formulario entendido. `valores` y `comentarios` traen todas sus metas, también las vacías."""

    nombre: str
    control: Control
    valores: dict[str, tuple[Valor, ...]]
    comentarios: dict[str, str]
    pruebas: tuple[Prueba, ...]

    def filas(self, meta_id: str) -> list[int]:
        """En qué filas de «Avances» está la meta."""
        return [fila for fila, (meta, _) in self.control.filas.items() if meta == meta_id]


def read_form(path: Path, clave: bytes) -> Leido:
    """Lo que dice el formulario. Lanza ArchivoRechazado con el código y las celdas."""
    nombre = path.name
    _check_book(path)
    control = _control(path, clave)
    celdas = libro.values(path, nombre, h.AVANCES)
    proofs = libro.values(path, nombre, h.EVIDENCIAS)
    faltas = _Faltas(nombre)
    _check_locked(celdas, control, faltas)
    faltas.refuse("E-REPORTE-BLOQUEADA")
    _check_outside(celdas, proofs, control, faltas)
    faltas.refuse("E-REPORTE-FUERA")
    leido = _Lector(control, faltas).read(celdas, proofs)
    faltas.refuse("E-REPORTE-PERSONAL", faltas.privadas)
    faltas.refuse("E-REPORTE-CELDAS")
    return leido


class _Faltas(list):
    """Las celdas con algo que corregir, una oración por celda; las que identifican a alguien, aparte."""

    def __init__(self, nombre: str):
        super().__init__()
        self.nombre, self.privadas = nombre, []

    def refuse(self, codigo: str, lines: list[str] | None = None) -> None:
        lines = self if lines is None else lines
        more = [f"y {len(lines) - MAX_FALTAS} más."] if len(lines) > MAX_FALTAS else []
        if lines:
            detalle = "\n".join(f"  · {line}" for line in [*lines[:MAX_FALTAS], *more])
            raise ArchivoRechazado(codigo, self.nombre, detalle=detalle)


def where(hoja: str, fila: int, columna: int) -> str:
    """«Avances», celda G12 (fila 12, columna «Valor»)."""
    titles = h.COLUMNAS if hoja == h.AVANCES else h.COLUMNAS_EVIDENCIA
    title = f", columna «{titles[columna - 1]}»" if columna <= len(titles) else ""
    return f"«{hoja}», celda {get_column_letter(columna)}{fila} (fila {fila}{title})"


def _check_book(path: Path) -> None:
    if path.is_file() and path.stat().st_size > MAX_MB * 1000**2:
        raise ArchivoRechazado("E-REPORTE-GRANDE", path.name, maximo=MAX_MB)
    archivo = open_file(path)
    if archivo.texto is not None:
        raise ArchivoRechazado("E-REPORTE-NO-ES", path.name, por_que="es un archivo de texto, aunque se llame .xlsx")
    with zipfile.ZipFile(path) as book:
        if sum(part.file_size for part in book.infolist()) > MAX_ABIERTO_MB * 1000**2:
            raise ArchivoRechazado("E-BOMBA", path.name)
    missing = {h.AVANCES, h.EVIDENCIAS, h.CONTROL} - set(archivo.hojas)
    if missing:
        raise ArchivoRechazado("E-REPORTE-NO-ES", path.name, por_que=f"falta la hoja «{min(missing)}»")


def _control(path: Path, clave: bytes) -> Control:
    lines = [str(value) for (_, column), (value, _) in libro.values(path, path.name, h.CONTROL).items() if column == 1]
    control = unseal(lines, clave)
    if control is None:
        raise ArchivoRechazado("E-REPORTE-SELLO", path.name)
    return control


def _check_locked(celdas: Celdas, control: Control, faltas: list[str]) -> None:
    for (fila, columna), text in control.bloqueadas.items():
        now = clean(celdas.get((fila, columna), ("",))[0])
        if not same_text(now, text):
            said = f"decía «{_short(text)}» y dice «{_short(now)}»" if now else f"decía «{_short(text)}» y está vacía"
            faltas.append(f"{where(h.AVANCES, fila, columna)}: {said}.")


def _check_outside(celdas: Celdas, proofs: Celdas, control: Control, faltas: list[str]) -> None:
    """Lo escrito donde el formulario no pide nada: se perdería."""
    first = {meta: fila for fila, (meta, _) in reversed(control.filas.items())}
    for (fila, columna), (value, _) in celdas.items():
        asked = fila in control.filas and (columna in ENTRADAS or columna == h.COMENTARIO and fila in first.values())
        own = fila < h.FILA_TITULOS and columna == h.META
        if not (asked or own or (fila, columna) in control.bloqueadas):
            faltas.append(f"{where(h.AVANCES, fila, columna)}: «{_short(clean(value))}».")
    for (fila, columna), (value, _) in proofs.items():
        if fila > h.FILA_TITULOS and columna > len(h.COLUMNAS_EVIDENCIA):
            faltas.append(f"{where(h.EVIDENCIAS, fila, columna)}: «{_short(clean(value))}».")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


class _Lector:
    """Convierte celdas en valores; cada celda que no se entiende queda en `faltas`."""

    def __init__(self, control: Control, faltas: _Faltas):
        self.control, self.faltas = control, faltas

    def read(self, celdas: Celdas, proofs: Celdas) -> Leido:
        valores: dict[str, list[Valor]] = {}
        comentarios: dict[str, str] = {}
        for fila, (meta, anio) in self.control.filas.items():
            valores.setdefault(meta, []).append(self._year(celdas, fila, anio))
            if meta not in comentarios:
                comentarios[meta] = self._text(celdas, h.AVANCES, fila, h.COMENTARIO)
        rows = sorted({fila for fila, _ in proofs if fila > h.FILA_TITULOS})
        pruebas = tuple(p for fila in rows if (p := self._proof(proofs, fila)))
        packed = {meta: tuple(years) for meta, years in valores.items()}
        return Leido(self.faltas.nombre, self.control, packed, comentarios, pruebas)

    def _year(self, celdas: Celdas, fila: int, anio: int) -> Valor:
        found = {}
        for columna, campo in ENTRADAS.items():
            if (fila, columna) in self.control.bloqueadas:
                continue
            if campo in ("hito", "nota"):
                found[campo] = self._text(celdas, h.AVANCES, fila, columna)
            else:
                found[campo] = self._number(celdas, fila, columna)
        return Valor(anio, **found)

    def _number(self, celdas: Celdas, fila: int, columna: int) -> float | None:
        try:
            return number(*celdas.get((fila, columna), (None, "")))
        except CeldaIlegible as error:
            self.faltas.append(f"{where(h.AVANCES, fila, columna)}: {error}")
            return None

    def _text(self, celdas: Celdas, hoja: str, fila: int, columna: int) -> str:
        text = clean(celdas.get((fila, columna), ("",))[0])
        if que := identifies(text):
            self.faltas.privadas.append(f"{where(hoja, fila, columna)}: parece traer {que}.")
        return text

    def _proof(self, proofs: Celdas, fila: int) -> Prueba | None:
        meta, donde = (clean(proofs.get((fila, c), ("",))[0]) for c in (1, 3))
        titulo, nivel = self._text(proofs, h.EVIDENCIAS, fila, 2), clean(proofs.get((fila, 4), ("",))[0])
        known = {text: number for number, text in h.NIVELES.items()} | {str(n): n for n in h.NIVELES}
        metas = {m for m, _ in self.control.filas.values()}
        asks = {
            1: "elija una meta de este formulario." if meta not in metas else "",
            2: "escriba un título." if not titulo else "",
            3: "escriba el enlace o el nombre del archivo." if not donde else "",
            4: "elija un nivel de la lista." if nivel not in known else "",
        }
        found = [f"{where(h.EVIDENCIAS, fila, c)}: {text}" for c, text in asks.items() if text]
        self.faltas.extend(found)
        return None if found else Prueba(fila, meta, titulo, donde, known[nivel])
