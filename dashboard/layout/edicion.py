"""El aviso de que se mira otra versión de los datos, con lo que cambió desde entonces."""

from dash import dcc, html

from dashboard.ediciones import PRIMERAS, Aviso
from dashboard.idioma import _


def edition_notice(aviso: Aviso, hoy: str) -> html.Div:
    """`hoy` es la misma dirección con los datos vigentes."""
    rest = len(aviso.cambios) - PRIMERAS
    items = [html.Li(f"{c}.") for c in aviso.cambios[:PRIMERAS]] + (
        [html.Li(_("Y {n} más.", n=rest))] if rest > 0 else []
    )
    changes = html.Details([html.Summary(_("Qué cambió")), html.Ul(items)]) if items else None
    link = dcc.Link(_("Ver con los datos de hoy"), href=hoy)
    return html.Div([html.P([f"{aviso.texto} ", link, "."]), changes], className="edicion-anterior", role="status")
