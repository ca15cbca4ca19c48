"""La forma del código: quién importa a quién, tamaños, y que nada dependa de este equipo ni de la red."""

import ast
import re
import statistics
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "dashboard"
MODULOS = sorted(PACKAGE.rglob("*.py"))
MAX_LINEAS, MAX_FUNCION, MEDIANA_FUNCION = 220, 50, 10
TEXTO = {".py", ".js", ".css", ".html", ".md", ".toml", ".json", ".csv", ".sh", ".ipynb", ".svg", ""}
NUESTROS = ("dashboard", "assets", "docs", "notebooks", "data", "tests", ".ci")
MAQUINA = re.compile("/" + r"(?:work|tmp|home|root|Users)/[\w.-]+|[A-Z]:\\\\")
AJENO = re.compile(r"https?://([\w.-]+)")
# En una hoja o un guion, una dirección solo puede ser el nombre de un espacio XML.
NOMBRES_XML = {"www.w3.org"}

# capa → capas que puede importar (además de la suya y de las comunes)
CAPAS = {
    "datos": set(),
    "plan": {"datos"},
    "avances": {"datos", "plan"},
    "sin_internet": {"datos", "plan", "avances"},
    "demostracion": {"datos", "plan", "avances"},
    "queries": {"datos"},
    "figures": {"datos", "queries", "plan"},
    "charts": {"datos", "queries", "figures"},
    "cedula": {"datos", "queries", "charts", "plan"},
    "conciliar": {"datos", "queries", "charts", "cedula", "plan"},
    "informes": {"datos", "queries", "figures", "charts", "cedula", "plan"},
    "layout": {"datos", "queries", "figures", "charts", "plan", "cedula", "conciliar", "informes"},
    "callbacks": {"datos", "queries", "figures", "charts", "layout", "plan", "cedula", "conciliar", "informes"},
    "reportar": {"datos", "plan", "avances", "sin_internet", "informes", "layout"},
}
CAPAS["arranque"] = {*CAPAS}
CONSTANTES = "dashboard.limites.marcos"  # los encuadres de los mapas
CARPETAS = (
    "avances",
    "sin_internet",
    "reportar",
    "demostracion",
    "queries",
    "figures",
    "charts",
    "cedula",
    "conciliar",
    "informes",
    "layout",
    "callbacks",
    "limites",
)
USAN_LIMITES = {"arranque", "informes"}
SUELTOS = {
    **dict.fromkeys(("names", "formatting", "idioma", "estadistica", "settings", "__init__"), "comunes"),
    **dict.fromkeys(
        ("data_package", "correcciones", "versiones", "ediciones", "catalog", "filters", "perfil_elegido"), "datos"
    ),
    **dict.fromkeys(("validation", "validation_faltas", "validation_cruces"), "datos"),
    "selection": "charts",
    "sources": "datos",
    "privacy": "datos",
    "importer": "datos",
}
SIN_PANTALLA = {"datos", "plan", "avances", "sin_internet", "demostracion", "queries"}


def layer(module: str) -> str:
    """La capa de un módulo de dashboard, por su carpeta o por su nombre."""
    first = "names" if module.startswith(CONSTANTES) else (module.split(".") + ["__init__"])[1]
    if first in CARPETAS:
        return first
    return "plan" if first in ("plan", "metas") else SUELTOS.get(first, "arranque")


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULOS, ids=name_of)
def test_imports_go_one_way(path):
    own = layer(name_of(path))
    if own in ("comunes", "limites"):
        allowed = {"comunes", own, *({"datos"} if own == "limites" else set())}
    else:
        allowed = {own, "comunes", *CAPAS[own], *({"limites"} if own in USAN_LIMITES else set())}
    ours = {i for i in imports_of(path) if i.startswith("dashboard.")}
    assert {i: layer(i) for i in ours if layer(i) not in allowed} == {}


@pytest.mark.parametrize("path", MODULOS, ids=name_of)
def test_only_the_screen_knows_dash_and_nobody_draws_with_plotly(path):
    own, roots = layer(name_of(path)), {i.split(".")[0] for i in imports_of(path)}
    if own in SIN_PANTALLA | {"comunes", "limites", "figures", "charts", "informes", "cedula", "conciliar"}:
        assert not roots & {"dash", "dash_bootstrap_components", "flask"}
    assert "plotly" not in roots
    assert "app" not in roots


PUERTA = ("dashboard.privacy", "dashboard.importer", "dashboard.sources")
# Lo que solo sirve para escribir o leer la plantilla en blanco: no abre ningún cubo.
SIN_CUBO = {"dashboard.sources.plantilla_campos", "dashboard.sources.plantilla_escribir"}


@pytest.mark.parametrize("path", [p for p in MODULOS if not name_of(p).startswith(PUERTA)], ids=name_of)
def test_nobody_goes_around_the_gate(path):
    """Fuera de la puerta nadie nombra la tabla de personas sin proteger ni llama a quien la lee."""
    words = {n.value for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Constant)}
    assert not {w for w in words if isinstance(w, str) and "cubo_personas" in w}
    closed = ("dashboard.importer.personas", "dashboard.importer.tablas", "dashboard.sources.plantilla")
    used = {i for i in imports_of(path) if i.startswith(closed) and not i.startswith(tuple(SIN_CUBO))}
    assert used == set()


def test_people_reach_the_screen_only_as_protected_types():
    """Los datos declaran a las personas protegidas, y quien las consulta recibe ese tipo y no una tabla."""
    from typing import get_type_hints

    from dashboard.data_package import Datos
    from dashboard.privacy import SOLO_PROTEGIDO, Protegido
    from dashboard.queries.personas import Pregunta

    assert "Protegido" in str(Datos.__annotations__["personas"]) and issubclass(Protegido, SOLO_PROTEGIDO)
    assert get_type_hints(Pregunta)["protegido"] == Protegido | None
    readers = {name_of(p) for p in MODULOS if "datos.personas" in p.read_text(encoding="utf-8")}
    assert readers == {"dashboard.queries.personas", "dashboard.catalog", "dashboard.vivo"}


@pytest.mark.parametrize("path", MODULOS, ids=name_of)
def test_modules_are_short_and_explained(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MAX_LINEAS
    assert path.stem not in ("utils", "helpers", "misc")
    assert not text.strip() or ast.get_docstring(ast.parse(text)), "falta la oración que dice qué hace"


def functions() -> list[tuple[str, int]]:
    found = []
    for path in MODULOS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                found.append((f"{name_of(path)}.{node.name}", node.end_lineno - node.lineno + 1))
    return found


def test_functions_are_short():
    sizes = functions()
    assert statistics.median(n for _, n in sizes) <= MEDIANA_FUNCION
    assert [f for f in sizes if f[1] > MAX_FUNCION] == []


def our_files() -> list[Path]:
    folders = [p for name in NUESTROS for p in (ROOT / name).rglob("*")]
    files = [p for p in [*folders, *ROOT.iterdir()] if p.is_file() and p.suffix in TEXTO]
    return [p for p in files if "__pycache__" not in p.parts and "vendor" not in p.parts and p.name != ".git"]


def test_no_machine_paths():
    own = Path(__file__).resolve()
    found = {
        f"{p.relative_to(ROOT)}: {m[0]}"
        for p in our_files()
        if p.resolve() != own
        for m in MAQUINA.finditer(p.read_text(encoding="utf-8", errors="ignore"))
    }
    assert found == set()


@pytest.mark.parametrize("path", sorted((ROOT / "assets").rglob("*.*")), ids=lambda p: p.name)
def test_assets_ask_nothing_of_the_network(path):
    if path.suffix not in (".js", ".css", ".svg") or "vendor" in path.parts:
        return
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    assert set(AJENO.findall(text)) <= NOMBRES_XML
    assert not re.search(r"@import|url\(\s*['\"]?//", text)


def test_the_page_asks_nothing_of_the_network():
    from dashboard.layout.shell import INDEX

    assert AJENO.findall(INDEX) == []


def test_element_ids_are_written_once():
    """Un identificador que usa un callback sale de layout/ids.py o de su par; nunca de un texto repetido."""
    for path in (PACKAGE / "callbacks").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [
            n
            for n in ast.walk(tree)
            if isinstance(n, ast.Call) and getattr(n.func, "id", "") in ("Input", "Output", "State")
        ]
        literal = [c.args[0].value for c in calls if c.args and isinstance(c.args[0], ast.Constant)]
        assert literal == [], path.name
