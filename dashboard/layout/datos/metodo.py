"""La sección de método: el texto de docs/metodo.md, el mismo que se lee fuera del tablero."""

import re

from dash import dcc, html

from dashboard.idioma import _, citado
from dashboard.settings import ROOT

PAGINA = ROOT / "docs" / "metodo.md"


def method() -> list:
    """El texto sin su título, con los subtítulos un nivel más abajo: ya está dentro de una sección."""
    text = PAGINA.read_text(encoding="utf-8").split("\n", 1)[1]
    shown = dcc.Markdown(re.sub(r"^## ", "### ", text, flags=re.MULTILINE), className="datos-metodo")
    if not citado():
        return [shown]
    return [html.P(_("El método se explica en castellano.")), html.Div(shown, **citado())]
