"""Lo que rodea a la aplicación para ponerla en una red: cabeceras, compresión, límites, salud y registro."""

import dash

from dashboard.servidor import cabeceras, cargas, estaticos, faltas, juntos, pagina, salud


def surround(app: dash.Dash) -> None:
    """Se llama al final, con todos los callbacks y las rutas ya definidos."""
    juntos.register(app)
    pagina.lighten(app)
    faltas.register(app.server)
    cargas.register(app)
    salud.register(app.server)
    estaticos.register(app.server)
    cabeceras.register(app)
