"""Escribe páginas HTML desde sus plantillas; todo texto se escapa y los valores van como JSON que no se ejecuta."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from dashboard.idioma import _, etiqueta
from dashboard.informes.ficha import to_json

PLANTILLAS = Path(__file__).parent / "plantillas"


@cache
def environment() -> Environment:
    """Las plantillas de esta carpeta, con `json(valor)` para incrustar valores y `_` para las frases."""
    env = Environment(loader=FileSystemLoader(PLANTILLAS), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    env.globals |= {"_": _, "etiqueta": etiqueta}
    env.globals["json"] = lambda value: Markup(to_json(value))
    return env


def page(template: str, **values) -> str:
    """La página de `plantillas/<template>` con sus valores."""
    return environment().get_template(template).render(**values)


def piece(name: str, *values) -> str:
    """Una pieza de `plantillas/piezas.html` (tarjeta, cifras) suelta."""
    return str(getattr(environment().get_template("piezas.html").module, name)(*values))
