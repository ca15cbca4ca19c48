"""Las hojas «Instrucciones» y «Evidencias» del formulario."""

from dashboard.plan.reportes import DEMOSTRACION, Evidencia
from dashboard.sin_internet import hoja as h
from dashboard.sin_internet import instrucciones as dice
from dashboard.sin_internet.formatos import ALTO_LINEA, Hoja

ANCHOS_GUIA, LETRAS_GUIA = (20, 70, 30), 115
ANCHOS_EVIDENCIA = (14, 48, 60, 40)
QUE_VA = "Una fila por prueba: un enlace público, o el nombre de un archivo enviado junto con este."
YA_RECIBIDO = "ya recibido · "
HUELLA = 16  # cifras de la huella que bastan para reconocer un archivo entre los de una meta


def write_guide(page: Hoja, formulario: h.Formulario) -> None:
    """Cómo se llena, qué va en cada columna con un ejemplo, las pruebas y cómo se devuelve."""
    for column, width in enumerate(ANCHOS_GUIA):
        page.hoja.set_column(column, column, width)
    page.text(1, 1, formulario.titulo, "titulo")
    page.text(2, 1, formulario.institucion.nombre, "suelto")
    page.text(3, 1, DEMOSTRACION if page.demostracion else "", "demostracion")
    row = _section(page, 4, "Cómo se llena", dice.TEXTO)
    page.text(row, 1, "Qué se escribe en cada columna", "subtitulo")
    for i, line in enumerate((("Columna", "Qué se escribe", "Ejemplo inventado"), *dice.COLUMNAS)):
        for column, text in enumerate(line, start=1):
            style = "columna" if i == 0 else "muestra" if column == len(line) else "bloqueada"
            page.text(row + 1 + i, column, text, style)
    row = _section(page, row + len(dice.COLUMNAS) + 3, "Las pruebas", dice.PRUEBAS)
    _section(page, row, "Cómo se devuelve", dice.DEVOLVER)


def _section(page: Hoja, row: int, title: str, lines: tuple[str, ...]) -> int:
    """Un título y sus oraciones numeradas; devuelve la fila en que sigue otra sección."""
    page.text(row, 1, title, "subtitulo")
    for i, line in enumerate(lines, start=1):
        page.hoja.merge_range(row + i - 1, 0, row + i - 1, len(ANCHOS_GUIA) - 1, "", page.formatos["texto"])
        page.text(row + i, 1, f"{i}. {line}", "texto")
        page.hoja.set_row(row + i - 1, ALTO_LINEA * (1 + len(line) // LETRAS_GUIA) + 2)
    return row + len(lines) + 2


def write_proofs(page: Hoja, formulario: h.Formulario, ranges: dict[str, str]) -> None:
    """Las pruebas ya enviadas y filas libres para otras."""
    page.head("Evidencias", QUE_VA, h.COLUMNAS_EVIDENCIA, ANCHOS_EVIDENCIA)
    sent = [(m, e) for m in formulario.metas for e in proofs_of(formulario, m.meta_id)]
    first, last = h.FILA_TITULOS + 1, h.FILA_TITULOS + max(h.FILAS_EVIDENCIA, 2 * len(sent))
    for fila in range(first, last + 1):
        known = fila - first < len(sent)
        texts = _proof(sent[fila - first][0].meta_id, sent[fila - first][1]) if known else [""] * 4
        for column, text in enumerate(texts, start=1):
            page.text(fila, column, text, "entrada")
    for column, name in ((1, "meta"), (4, "nivel")):
        error = {"error_message": "Elija un valor de la lista.", "ignore_blank": True}
        page.hoja.data_validation(
            first - 1, column - 1, last - 1, column - 1, {"validate": "list", "source": ranges[name], **error}
        )
    page.hoja.freeze_panes(h.FILA_TITULOS, 0)
    page.hoja.set_landscape()


def proofs_of(formulario: h.Formulario, meta_id: str) -> tuple[Evidencia, ...]:
    """Las pruebas de lo último que se informó de la meta."""
    ultimo = formulario.ultimos.get(meta_id)
    return ultimo.evidencias if ultimo else ()


def _proof(meta_id: str, e: Evidencia) -> list[str]:
    return [meta_id, e.titulo, e.enlace or already_received(e), h.NIVELES[e.nivel]]


def already_received(e: Evidencia) -> str:
    """Cómo nombra el formulario a un archivo que el almacén ya guarda."""
    return YA_RECIBIDO + e.sha256[:HUELLA]
