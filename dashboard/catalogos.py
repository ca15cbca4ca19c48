"""Los catálogos de frases, puestos al día con el código: `python -m dashboard idiomas`.

Salen de los módulos de Python, de los guiones del navegador y de los rótulos nuestros que viajan en los datos.
"""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po
from jinja2.ext import babel_extract

from dashboard import data_package, idioma
from dashboard.settings import ROOT, Settings

PLANTILLA = "plantilla.pot"
PLURAL = "ngettext"
MARCAS = ("_", "N_", PLURAL)


def _marked(fileobj, _keywords, _comment_tags, options) -> Iterator[tuple]:
    """Las frases que un módulo marca: solo el texto escrito como primer argumento de cada llamada."""
    for node in ast.walk(ast.parse(fileobj.read())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARCAS:
            words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            wanted = 2 if node.func.id == PLURAL else 1
            if len(words) >= wanted:
                yield node.lineno, node.func.id, tuple(words[:2]) if wanted == 2 else words[0], []


METODOS = [
    ("dashboard/**.py", _marked),
    ("dashboard/informes/plantillas/**.html", babel_extract),
    ("assets/vendor/**", "ignore"),
    ("assets/**.js", "javascript"),
]
PALABRAS = {"_": None, "N_": None, "ngettext": (1, 2), "t": None}
# encabezados que cambian solos y ensucian cada comparación
SIN_CUENTO = tuple(
    f'"{name}' for name in ("Report-Msgid", "POT-Creation", "PO-Revision", "Last-Translator", "Generated-By")
)
# tabla → columnas con rótulos nuestros; lo que la fuente imprime no se traduce
ROTULOS = {
    "series": ("nombre", "nombre_corto", "definicion", "unidad", "unidad_singular", "edicion", "nota"),
    "fuentes": ("tipo",),
    "cortes": ("nombre",),
    "perfil": ("categoria", "nota"),
    "advertencias": ("texto",),
    "comparaciones": ("texto",),
    "eventos": ("titulo",),
    "rutas": ("via", "nota"),
    "distritos_fiscales": ("denominador_nota",),
}
# lo que los datos escriben junto, y cómo se llama la plantilla importada según a quiénes trae
SUELTOS = (
    *("total", "base", "agravada", "ingresado", "atendido"),
    *("Brasil", "Haití", "República Dominicana", "Costa norte"),
    "sexual",
    "laboral",
    "trabajo forzoso",
    "Plantilla importada: presuntas víctimas",
    "Plantilla importada: presuntos/as imputados/as",
    "Plantilla importada: presuntas víctimas y presuntos/as imputados/as",
)


def update() -> str:
    """Escribe la plantilla y pone al día cada idioma; dice cuántas frases hay y cuántas faltan en cada uno."""
    fresh = extract()
    _write(fresh, idioma.CARPETA / PLANTILLA)
    lines = [f"{len(fresh)} frases."]
    for path in sorted(idioma.CARPETA.glob("*.po")):
        catalog = updated(path.stem, fresh)
        _write(catalog, path)
        missing = sum(1 for m in catalog if m.id and not translated(m))
        lines.append(f"{path.name}: {'faltan ' + str(missing) if missing else 'completo'}.")
    return "\n".join(lines)


def extract() -> Catalog:
    """Toda frase marcada, con el archivo donde está."""
    catalog = Catalog(project="Mirador contra la trata", version="1", charset="utf-8", fuzzy=False)
    found = extract_from_dir(ROOT, METODOS, keywords=PALABRAS, comment_tags=("idioma:",), directory_filter=_ours)
    for name, _line, text, comments, context in found:
        catalog.add(text, locations=[(name, 0)], auto_comments=comments, context=context)
    for table, text in _labels():
        catalog.add(text, locations=[(f"data/{table}.csv", 0)])
    return catalog


def updated(codigo: str, fresh: Catalog) -> Catalog:
    """El catálogo de un idioma con las frases de hoy: las nuevas vacías y sin las que ya no se dicen."""
    catalog = idioma.catalogo(codigo)
    catalog.update(fresh, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    return catalog


def translated(message) -> bool:
    """Si la frase está en ese idioma, con todas sus formas de plural."""
    forms = idioma.formas(message.string)
    return bool(forms) and all(forms) and not message.fuzzy


def _ours(folder) -> bool:
    return Path(folder).relative_to(ROOT).as_posix().split("/")[0] in (".", "dashboard", "assets")


def _labels() -> Iterator[tuple[str, str]]:
    datos = data_package.load(Settings.from_environment().datos, importados=False)
    for table, columns in ROTULOS.items():
        for column in columns:
            yield from ((table, text) for text in datos[table][column].dropna().unique() if text)
    yield from (("varias", text) for text in SUELTOS)


def _write(catalog: Catalog, path: Path) -> None:
    text = BytesIO()
    write_po(text, catalog, width=0, sort_output=True, include_lineno=False)
    lines = text.getvalue().decode().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(SIN_CUENTO)).lstrip(), encoding="utf-8")
