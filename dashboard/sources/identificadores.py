"""Reconoce lo que identifica a una persona o a su caso: por el nombre de la columna y por la forma de las celdas.

Un falso positivo cuesta corregir el archivo; uno que se escapa puede costarle la seguridad a una víctima. Ningún
mensaje repite el dato.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dashboard.sources.filas import heading
from dashboard.sources.lectura import ArchivoRechazado

PALABRAS = frozenset(
    (
        *("dni", "documento", "doc", "pasaporte", "carne", "carnet", "ruc", "cui", "nombre", "nombres", "apellido"),
        *("apellidos", "paterno", "materno", "alias", "telefono", "telefonos", "celular", "fono", "movil", "whatsapp"),
        *("correo", "email", "mail", "direccion", "domicilio", "nacimiento", "expediente", "carpeta", "firma", "foto"),
    )
)
FORMAS = {
    "un correo electrónico": re.compile(r"[\w.+-]+@[\w-]+\.\w+"),
    "un teléfono o un carné, de 9 cifras": re.compile(r"(?<![\d.,])(?:\+?51[ .-]?)?(?:\d{3}[ .-]?){2}\d{3}(?!\d)"),
    "un DNI, de 8 cifras": re.compile(r"(?<![\d.,-])\d{2}[ .]?\d{3}[ .]?\d{3}(?!\d)"),
    "un RUC u otro documento, de 10 cifras o más": re.compile(r"(?<!\d)\d{10,}(?!\d)"),
}
PALABRA = re.compile(r"[^\W\d_]{2,}")
PARTICULAS = frozenset(("de", "del", "la", "las", "los", "y"))
MITAD = 0.5


def check_headings(archivo: str, columnas: Sequence[str], conocidas: set[str]) -> None:
    """Rechaza el archivo si un encabezado que no es de la plantilla anuncia un dato que identifica."""
    for texto in columnas:
        name = heading(texto)
        if name not in conocidas and PALABRAS & set(name.split("_")):
            raise ArchivoRechazado("E-PERSONAL-COLUMNA", archivo, columna=texto)


def is_name(texto: str) -> bool:
    """De dos a siete palabras sin cifras, todas con mayúscula inicial: «Rosa Quispe», «DE LA CRUZ, ANA»."""
    words = re.split(r"[ ,'-]+", texto.strip(" ."))
    proper = [w for w in words if w.lower() not in PARTICULAS]
    return 2 <= len(proper) <= 7 and all(PALABRA.fullmatch(w) and w[0].isupper() for w in proper)


def identifies(texto: str) -> str:
    """Qué dato de una persona parece traer el texto («un DNI, de 8 cifras»), o vacío si ninguno."""
    return next((que for que, forma in FORMAS.items() if forma.search(texto)), "")


@dataclass
class Vigia:
    """Mira cada fila al pasar. Las columnas `ajenas` (índices) se miran además en busca de nombres de personas."""

    archivo: str
    columnas: Sequence[str]
    ajenas: Sequence[int]
    fechas: Sequence[int] = ()
    escritas: dict[int, int] = field(default_factory=dict)
    nombres: dict[int, list[int]] = field(default_factory=dict)

    def watch(self, filas: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
        """Las mismas filas; lanza ArchivoRechazado ante la primera celda que identifica."""
        for linea, celdas in filas:
            self._shapes(linea, celdas)
            self._names(linea, celdas)
            yield linea, celdas
        for i, lines in self.nombres.items():
            if len(lines) >= MITAD * self.escritas[i]:
                self._refuse(i, "nombres de personas", lines[0])

    def _shapes(self, linea: int, celdas: Sequence[str]) -> None:
        for i, texto in enumerate(celdas):
            if len(texto) < 6 or i in self.fechas:
                continue
            if que := identifies(texto):
                self._refuse(i, que, linea)

    def _names(self, linea: int, celdas: Sequence[str]) -> None:
        for i in self.ajenas:
            texto = celdas[i].strip() if i < len(celdas) else ""
            if texto:
                self.escritas[i] = self.escritas.get(i, 0) + 1
            if is_name(texto):
                self.nombres.setdefault(i, []).append(linea)

    def _refuse(self, i: int, que: str, linea: int) -> None:
        columna = self.columnas[i] if i < len(self.columnas) and self.columnas[i] else f"número {i + 1}"
        raise ArchivoRechazado("E-PERSONAL-FORMA", self.archivo, columna=columna, que=que, linea=linea)
