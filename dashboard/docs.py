"""Los documentos que se escriben solos: la lista de gráficos y el diccionario de datos."""

from collections.abc import Iterator
from pathlib import Path

from dashboard import data_package
from dashboard.catalog import Catalogo, build_catalog
from dashboard.charts import Chart, Contexto, registry
from dashboard.check import packages
from dashboard.data_package import Datos
from dashboard.docs_errores import errors_page
from dashboard.dosier import accessibility_page
from dashboard.filters import Filtros, default_filters
from dashboard.queries.citas import cited_rows
from dashboard.settings import ROOT, Settings
from dashboard.validation_faltas import FORMAS

DOCS = ROOT / "docs"
AVISO = "<!-- Este archivo se escribe solo: python -m dashboard docs -->"
TIPOS = {
    "string": "texto",
    "integer": "entero",
    "number": "número",
    "boolean": "true o false",
    "date": "fecha",
    "year": "año",
}
FORMATOS = {
    "texto": "texto",
    "entero": "entero",
    "decimal": "un decimal",
    "pct": "porcentaje",
    "exacto": "número tal como se imprimió",
}


def chart_list() -> str:
    """Cada gráfico con su pregunta, sus fuentes y sus columnas, para leer en la consola."""
    datos = data_package.load(Settings.from_environment().datos)
    catalogo = build_catalog(datos)
    return "\n\n".join(_summary(chart, datos, catalogo) for chart in registry().values())


def write_docs(solo_comprobar: bool = False) -> int:
    """Escribe los documentos de docs/ que se generan; o solo dice cuáles están atrasados (1 si hay alguno)."""
    folder = Settings.from_environment().datos
    texts = {
        DOCS / "graficos.md": charts_page(data_package.load(folder, importados=False)),
        DOCS / "diccionario.md": dictionary(folder),
        DOCS / "errores.md": errors_page(),
        DOCS / "accesibilidad.md": accessibility_page(),
    }
    stale = [path for path, text in texts.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        name = path.relative_to(ROOT).as_posix()
        if solo_comprobar:
            print(f"{name} está atrasado. Escríbalo de nuevo con: python -m dashboard docs")
        else:
            path.write_text(texts[path], encoding="utf-8")
            print(f"{name} escrito.")
    return int(solo_comprobar and bool(stale))


def sources_of(chart: Chart, datos: Datos, catalogo: Catalogo) -> list[str]:
    """Las fuentes que el gráfico puede citar al recorrer series y publicaciones del perfil."""
    frames = [chart.query(Contexto(datos, catalogo, f)) for f in _selections(catalogo)]
    cited = {fuente for frame in frames for fuente in cited_rows(frame)["fuente_id"]}
    return [fuente for fuente in datos["fuentes"]["fuente_id"] if fuente in cited]


def charts_page(datos: Datos) -> str:
    """docs/graficos.md: los gráficos por sección."""
    catalogo, lines = build_catalog(datos), [AVISO, "", "# Gráficos", ""]
    titles = datos["fuentes"].set_index("fuente_id")["titulo"]
    for chart in registry().values():
        columns = [f"{c.titulo} ({FORMATOS[c.formato]})" for c in chart.columns.values()]
        lines += [f"## `{chart.id}`", "", chart.question, ""]
        lines += [f"- Sección: {chart.section}", f"- Vistas: {', '.join([*chart.draws, 'Tabla', 'Texto'])}"]
        lines += [f"- Columnas: {', '.join(columns)}", "- Fuentes:"]
        lines += [f"  - {titles[fuente]} (`{fuente}`)" for fuente in sources_of(chart, datos, catalogo)]
        lines += [""]
    return "\n".join(lines)


def dictionary(folder: Path) -> str:
    """docs/diccionario.md: las tablas de la carpeta de datos y de sus planes, columna por columna."""
    lines = [AVISO, "", "# Diccionario de datos", ""]
    for package in packages(folder):
        descriptor = data_package.read_descriptor(package)
        where = package.relative_to(folder).as_posix()
        lines += [f"## {descriptor['title']}", "", descriptor["description"], ""]
        for resource in descriptor["resources"]:
            lines += _resource(resource, "data" if where == "." else f"data/{where}")
    return "\n".join(lines)


def _summary(chart: Chart, datos: Datos, catalogo: Catalogo) -> str:
    columns = ", ".join(c.titulo for c in chart.columns.values())
    sources = ", ".join(sources_of(chart, datos, catalogo))
    return f"{chart.id}\n  {chart.question}\n  fuentes: {sources}\n  columnas: {columns}"


def _selections(catalogo: Catalogo) -> Iterator[Filtros]:
    for serie in catalogo.con_mapa:
        base = default_filters(catalogo, serie.serie_id)
        yield base.con(desde=serie.anios[0], hasta=serie.anios[-1]) if serie.anual else base
    for corte in catalogo.cortes:
        yield default_filters(catalogo).con(corte=corte)


def _resource(resource: dict, folder: str) -> list[str]:
    heading = [f"### {resource['title']}: `{folder}/{resource['path']}`", "", resource.get("description", ""), ""]
    if "schema" not in resource:
        return heading
    schema = resource["schema"]
    rows = [_field(f) for f in schema["fields"]]
    table = ["| Columna | Qué es | Tipo | Reglas |", "|---|---|---|---|", *rows, ""]
    return [*heading, *table, f"Clave: {_names(schema.get('primaryKey', []))}.", *_references(resource), ""]


def _field(field: dict) -> str:
    meaning = field.get("description") or field.get("title", "")
    cells = [f"`{field['name']}`", meaning, TIPOS[field["type"]], "; ".join(_rules(field.get("constraints", {})))]
    return "| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |"


def _rules(constraints: dict) -> Iterator[str]:
    if constraints.get("required"):
        yield "obligatoria"
    if constraints.get("unique"):
        yield "no se repite"
    if "enum" in constraints:
        yield "una de: " + ", ".join(f"`{v}`" for v in constraints["enum"])
    if "pattern" in constraints:
        yield FORMAS.get(constraints["pattern"], f"`{constraints['pattern']}`")
    for rule, words in {"minimum": "desde {}", "maximum": "hasta {}", "maxLength": "hasta {} letras"}.items():
        if rule in constraints:
            yield words.format(constraints[rule])


def _references(resource: dict) -> list[str]:
    keys = resource["schema"].get("foreignKeys", [])
    found = [f"{_names(k['fields'])} → {_target(k['reference'], resource)}" for k in keys]
    return [f"Referencias: {'; '.join(found)}."] if found else []


def _target(reference: dict, resource: dict) -> str:
    return f"`{reference['resource'] or resource['name']}` ({_names(reference['fields'])})"


def _names(columns: list[str]) -> str:
    return ", ".join(f"`{c}`" for c in columns)
