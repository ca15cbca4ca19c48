"""De componentes de Dash a HTML: lo que solo se lee no necesita que el navegador lo arme pieza por pieza.

Vale para `html.*` y `dcc.Link`. Un control de Dash aquí es un error del programa: no podría funcionar.
"""

import re
from html import escape

from dash.development.base_component import Component

NOMBRES = {"className": "class", "htmlFor": "for", "tabIndex": "tabindex", "colSpan": "colspan", "rowSpan": "rowspan"}
VACIOS = {"br", "hr", "img", "input", "wbr"}
MAYUSCULA = re.compile("[A-Z]")


def to_markup(node) -> str:
    """El HTML de un componente, una lista de ellos, un texto o nada."""
    if node is None:
        return ""
    if isinstance(node, list | tuple):
        return "".join(map(to_markup, node))
    if not isinstance(node, Component):
        return escape(str(node), quote=False)
    props = node.to_plotly_json()["props"]
    attributes = "".join(_attribute(k, v) for k, v in props.items() if k != "children")
    tag = _tag(node)
    return f"<{tag}{attributes}>" + ("" if tag in VACIOS else f"{to_markup(props.get('children'))}</{tag}>")


def _tag(node: Component) -> str:
    if node._type == "Link":
        return "a"
    if node._namespace != "dash_html_components":
        raise TypeError(f"{node._type} es un control de Dash: una tarjeta solo puede llevar html.* y enlaces.")
    return node._type.lower()


def _attribute(name: str, value) -> str:
    """Un atributo; los que se encienden o se apagan se escriben solo encendidos."""
    if value is None or value is False:
        return ""
    if name == "style":
        value = css(value)
    name = NOMBRES.get(name, name)
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def css(style: dict) -> str:
    """Un estilo de Dash, «{"maxHeight": …}», como lo escribe HTML."""
    return ";".join(f"{MAYUSCULA.sub(lambda m: '-' + m[0].lower(), k)}:{v}" for k, v in style.items())
