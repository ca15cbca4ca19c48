"""Los mismos datos del tablero para los pares, y las siete figuras como las haría quien usa plotly.express.

Se lee con MIRADOR_DATOS; cada par lo importa desde su propio entorno, que solo tiene pandas y plotly.
"""

import json
import os
from pathlib import Path

import pandas as pd
import plotly.express as px

DATOS = Path(os.environ["MIRADOR_DATOS"])
TODOS = "Todos"
PERFIL = ("sexo", "edad", "captacion", "explotacion")
GEOMETRIA = json.loads((DATOS / "geo" / "distritos_fiscales.geojson").read_text(encoding="utf-8"))
CASOS = (
    pd.read_csv(DATOS / "casos.csv")
    .query("serie_id == 'delitos' and ambito == 'distrito_fiscal'")
    .groupby(["codigo", "anio"], as_index=False)["valor"]
    .sum()
)
REPARTO = pd.read_csv(DATOS / "perfil.csv").query("corte == 'plan_2009_2014' and poblacion == 'victimas'")
LUGARES = [TODOS, *sorted(CASOS["codigo"].unique())]


def mapa(lugar: str):
    """Delitos denunciados en 2023, por distrito fiscal."""
    rows = _of(CASOS.query("anio == 2023"), lugar)
    figure = px.choropleth(rows, geojson=GEOMETRIA, locations="codigo", featureidkey="properties.df_id", color="valor")
    return figure.update_geos(fitbounds="locations", visible=False)


def lista(lugar: str):
    """Los mismos, en barras."""
    return px.bar(_of(CASOS.query("anio == 2023"), lugar).sort_values("valor"), x="valor", y="codigo")


def evolucion(lugar: str):
    """Por año."""
    return px.line(_of(CASOS, lugar).groupby("anio", as_index=False)["valor"].sum(), x="anio", y="valor")


def reparto(dimension: str, lugar: str):
    """Una distribución del perfil publicado; es nacional: no cambia con el lugar, y se dibuja igual."""
    rows = REPARTO[REPARTO["dimension"] == dimension]
    return px.bar(rows, x="pct", y="categoria", title=f"{dimension} ({lugar})")


def figuras(lugar: str) -> list:
    """El mapa y los seis gráficos."""
    return [mapa(lugar), lista(lugar), evolucion(lugar), *(reparto(d, lugar) for d in PERFIL)]


def _of(rows: pd.DataFrame, lugar: str) -> pd.DataFrame:
    return rows if lugar == TODOS else rows[rows["codigo"] == lugar]
