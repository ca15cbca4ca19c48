"""Los colores y letras del formulario, y las pocas maneras de escribir en una hoja."""

from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.plan.reportes import DEMOSTRACION
from dashboard.sin_internet.hoja import FILA_TITULOS

AZUL, CLARO, GRIS, AMARILLO, NARANJA = "#1F4E79", "#E8EEF5", "#F2F2F2", "#FFF8DB", "#F6C177"
ALTO_LINEA = 15
BASE = {"font_name": "Calibri", "font_size": 11, "valign": "top", "text_wrap": True}
SUELTO = {**BASE, "text_wrap": False}
BORDE = {**BASE, "border": 1, "border_color": "#BFC7D1", "indent": 1}
ENTRADA = {**BORDE, "locked": False, "bg_color": AMARILLO}
FORMATOS = {
    "titulo": {**SUELTO, "font_size": 16, "bold": True, "font_color": AZUL},
    "subtitulo": {**SUELTO, "font_size": 12, "bold": True, "font_color": AZUL},
    "texto": BASE,
    "suelto": SUELTO,
    "demostracion": {**SUELTO, "font_size": 12, "bold": True, "font_color": "#9E2A00"},
    "columna": {**BORDE, "bold": True, "font_color": "#FFFFFF", "bg_color": AZUL, "valign": "vcenter"},
    "eje": {**SUELTO, "bold": True, "font_size": 12, "bg_color": "#C9D8E8"},
    "accion": {**SUELTO, "bold": True, "bg_color": CLARO},
    "bloqueada": BORDE,
    "gris": {**BORDE, "bg_color": GRIS, "font_color": "#6B6B6B", "align": "center"},
    "observada": {**BORDE, "bg_color": NARANJA, "bold": True},
    "entrada": {**ENTRADA, "num_format": "@"},
    "cifra": {**ENTRADA, "num_format": "#,##0.######", "align": "right"},
    "muestra": {**BORDE, "bg_color": AMARILLO},
}


def formats(book: Workbook) -> dict[str, Format]:
    """Los formatos del libro, por su nombre."""
    return {name: book.add_format(values) for name, values in FORMATOS.items()}


@dataclass(frozen=True)
class Hoja:
    """Una hoja con sus formatos. Filas y columnas desde 1."""

    hoja: Worksheet
    formatos: dict[str, Format]
    demostracion: bool

    def head(self, titulo: str, nombre: str, columnas: tuple[str, ...], anchos: tuple[int, ...]) -> None:
        """Título, a quién pertenece, si es de demostración, y los encabezados, que se repiten al imprimir."""
        for i, (columna, ancho) in enumerate(zip(columnas, anchos, strict=True), start=1):
            self.hoja.set_column(i - 1, i - 1, ancho)
            self.text(FILA_TITULOS, i, columna, "columna")
        self.text(1, 1, titulo, "titulo")
        self.text(2, 1, nombre, "suelto")
        self.text(3, 1, DEMOSTRACION if self.demostracion else "", "demostracion")
        self.hoja.set_row(FILA_TITULOS - 1, 2 * ALTO_LINEA)
        self.hoja.repeat_rows(FILA_TITULOS - 1)

    def band(self, fila: int, texto: str, columnas: int, formato: str) -> None:
        """Una fila de color de lado a lado."""
        for columna in range(1, columnas + 1):
            self.text(fila, columna, texto if columna == 1 else "", formato)

    def text(self, fila: int, columna: int, texto: str, formato: str, hasta: int = 0) -> None:
        """Un texto, aunque empiece con «=»; si `hasta` es otra fila, en una sola celda que llega hasta ella."""
        style = self.formatos[formato]
        if hasta > fila:
            self.hoja.merge_range(fila - 1, columna - 1, hasta - 1, columna - 1, "", style)
        write = self.hoja.write_string if texto else self.hoja.write_blank
        write(fila - 1, columna - 1, texto, style)

    def entry(self, fila: int, columna: int, valor: float | str | None) -> None:
        """Una celda que se llena, con lo que ya trae: una cifra o un texto."""
        if isinstance(valor, str):
            self.text(fila, columna, valor, "entrada")
        elif valor is None:
            self.text(fila, columna, "", "cifra")
        else:
            self.hoja.write_number(fila - 1, columna - 1, valor, self.formatos["cifra"])
