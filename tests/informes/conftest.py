"""Lo que comparten las pruebas de los informes: láminas de un pedido y un gráfico nuevo en el registro."""

import sys

import pytest

from dashboard import charts
from dashboard.informes.laminas import laminas
from dashboard.informes.pedido import Pedido, context_for
from dashboard.plan.reportes import SIN_AVANCES

NUEVO = '''
"""Cuántos casos abarca cada publicación."""
from dashboard import formatting as fmt
from dashboard.charts import Barra, Chart, Columna, Lista

def query(ctx):
    cortes = ctx.datos["cortes"].dropna(subset="n_casos").sort_values("n_casos", ascending=False)
    return cortes.assign(cita="nota")

def draw(frame, ctx):
    top = frame["n_casos"].max()
    return Lista(tuple(Barra(r.nombre, fmt.number(r.n_casos), r.n_casos / top, valor=r.n_casos)
                       for r in frame.itertuples()))

CHART = Chart(
    id="grafico_nuevo", tab="incidencia", section="Sección nueva", order=999,
    title=lambda ctx: "Título del gráfico nuevo", question="¿Pregunta nueva?", query=query,
    draws={"Barras": draw}, takeaway=lambda frame, ctx: "Conclusión nueva.",
    columns={"nombre": Columna("Publicación"), "n_casos": Columna("Casos", "entero")},
    key=("corte",), obeys=(),
)
'''


@pytest.fixture
def grafico_nuevo(tmp_path, monkeypatch):
    """Un archivo más en la carpeta de gráficos, como lo agregaría quien mantiene el tablero."""
    (tmp_path / "grafico_nuevo.py").write_text(NUEVO, encoding="utf-8")
    monkeypatch.setattr(charts, "__path__", [*charts.__path__, str(tmp_path)])
    charts.registry.cache_clear()
    yield "grafico_nuevo"
    sys.modules.pop("dashboard.charts.grafico_nuevo", None)
    monkeypatch.undo()
    charts.registry.cache_clear()


@pytest.fixture(scope="session")
def pedir(datos, catalogo, plan):
    """pedir("puno", 2019, 2023) → las láminas de ese pedido."""

    def build(lugar: str = "", desde: int = 2019, hasta: int = 2023, avances=SIN_AVANCES):
        pedido = Pedido(lugar, desde, hasta)
        return laminas(context_for(pedido, datos, catalogo), plan, avances, pedido.anios)

    return build
