"""Los cuadernos se ejecutan de principio a fin, importan el paquete y se guardan sin resultados."""

import ast
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

CUADERNOS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("*.ipynb"))


def load(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def code_of(notebook: nbformat.NotebookNode) -> list[str]:
    return [c.source for c in notebook.cells if c.cell_type == "code"]


@pytest.fixture(scope="module", params=CUADERNOS, ids=lambda p: p.stem)
def executed(request) -> tuple[str, nbformat.NotebookNode]:
    notebook = load(request.param)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(request.param.parent)}}).execute()
    return request.param.stem, notebook


def printed(notebook: nbformat.NotebookNode) -> str:
    outputs = [o for c in notebook.cells if c.cell_type == "code" for o in c.outputs]
    return "\n".join(o.get("text", "") or o.get("data", {}).get("text/plain", "") for o in outputs)


def test_there_is_a_tour_and_an_analysis():
    assert [p.stem for p in CUADERNOS] == ["01_recorrido", "02_dos_fuentes"]


@pytest.mark.parametrize("path", CUADERNOS, ids=lambda p: p.stem)
def test_stored_clean_and_without_functions(path):
    notebook = load(path)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == [] and cell.execution_count is None
            nodes = ast.walk(ast.parse(cell.source))
            assert not any(isinstance(n, ast.FunctionDef | ast.ClassDef) for n in nodes)
    assert any("from dashboard" in source for source in code_of(notebook))


# Lo que cada cuaderno debe imprimir, calculado a mano con las tablas publicadas.
ESPERADO = {
    "01_recorrido": [
        "Distrito fiscal de Puno · 2019–2023 · delitos denunciados",
        "entre 41.6% y 76.6%",
        "50 acciones, 146 trayectorias, 411 metas",
    ],
    "02_dos_fuentes": ["9 distritos fiscales", "delitos: de 939 a 475, ×0.51", "especializadas: de 885 a 1,422, ×1.61"],
}


def test_executed_and_says_the_published_figures(executed):
    name, notebook = executed
    text = printed(notebook)
    for expected in ESPERADO[name]:
        assert expected in text


def test_tour_draws_a_figure(executed):
    name, notebook = executed
    kinds = {kind for c in notebook.cells if c.cell_type == "code" for o in c.outputs for kind in o.get("data", {})}
    assert name != "01_recorrido" or "application/vnd.plotly.v1+json" in kinds
