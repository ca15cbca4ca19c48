"""Dash como viene: un gráfico, un callback, plotly.express."""

import os

from dash import Dash, Input, Output, dcc, html
from datos import LUGARES, PERFIL, TODOS, evolucion, lista, mapa, reparto

app = Dash(__name__)
server = app.server
NOMBRES = ("mapa", "lista", "evolucion", *PERFIL)
HACEN = {"mapa": mapa, "lista": lista, "evolucion": evolucion}
app.layout = html.Div(
    [html.H1("Incidencia"), dcc.Dropdown(LUGARES, TODOS, id="lugar"), *(dcc.Graph(id=n) for n in NOMBRES)]
)


def _draws(name: str):
    @app.callback(Output(name, "figure"), Input("lugar", "value"))
    def draw(lugar: str):
        return HACEN[name](lugar or TODOS) if name in HACEN else reparto(name, lugar or TODOS)


for nombre in NOMBRES:
    _draws(nombre)

if __name__ == "__main__":
    app.run(port=int(os.environ["PUERTO"]), debug=False)
