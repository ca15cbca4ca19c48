"""Vizro: las mismas figuras, con un parámetro de lugar en todas."""

import os

import vizro.models as vm
from datos import CASOS, LUGARES, PERFIL, TODOS, evolucion, lista, mapa, reparto
from vizro import Vizro
from vizro.models.types import capture

HACEN = {"mapa": mapa, "lista": lista, "evolucion": evolucion}


@capture("graph")
def dibujo(data_frame, nombre: str, lugar: str = TODOS):
    """La figura de ese nombre; los datos son los mismos en todas."""
    return HACEN[nombre](lugar) if nombre in HACEN else reparto(nombre, lugar)


NOMBRES = ("mapa", "lista", "evolucion", *PERFIL)
page = vm.Page(
    title="Incidencia",
    components=[vm.Graph(id=n, figure=dibujo(CASOS, nombre=n)) for n in NOMBRES],
    controls=[
        vm.Parameter(
            targets=[f"{n}.lugar" for n in NOMBRES],
            selector=vm.Dropdown(id="lugar", options=LUGARES, value=TODOS, multi=False),
        )
    ],
)
app = Vizro().build(vm.Dashboard(pages=[page]))

if __name__ == "__main__":
    app.run(port=int(os.environ["PUERTO"]), debug=False)
