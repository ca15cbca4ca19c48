"""docs/errores.md: cada código de falta o aviso, qué significa y qué hacer, escrito desde su catálogo."""

import re

from dashboard.sources.faltas import FALTAS, Falta

AVISO = "<!-- Este archivo se escribe solo: python -m dashboard docs -->"
PARTES = {
    "E": (
        "Faltas",
        "Impiden usar una fila, que se aparta y queda en el archivo terminado en `_apartadas.csv`, o el archivo "
        "entero, que entonces no cambia nada de lo cargado.",
    ),
    "A": ("Avisos", "El archivo se carga; el aviso dice qué se entendió o qué conviene comprobar."),
}
DONDE = (
    "Los muestran `python -m dashboard import`, que los deja en el informe de cada importación, y `recibir`, cuando "
    "vuelve un formulario de avances (`-REPORTE-`)."
)
HUECO = re.compile(r"\{(\w+)\}")


def errors_page() -> str:
    """El texto entero de docs/errores.md."""
    lines = [AVISO, "", "# Códigos de los archivos que se reciben", ""]
    lines += [DONDE, ""]
    for letter, (title, meaning) in PARTES.items():
        own = sorted((f for f in FALTAS.values() if f.codigo.startswith(f"{letter}-")), key=lambda f: f.codigo)
        lines += [f"## {title}", "", meaning, "", *(line for falta in own for line in _entry(falta))]
    return "\n".join(lines)


def _entry(falta: Falta) -> list[str]:
    message = HUECO.sub(r"*\1*", falta.mensaje).strip()
    return [f"### `{falta.codigo}` · {falta.titulo}", "", f"> {message}", "", f"Qué hacer: {falta.que_hacer}", ""]
