"""De un árbol de componentes de Dash a HTML que se lee sin JavaScript.

Se escribe lo que la página muestra y lo que sin guiones todavía sirve: los enlaces, y los filtros como un formulario
que lleva a la misma dirección que escribe el tablero. Lo que solo el navegador puede hacer (botones, cajas que se
abren) se omite. Los identificadores llevan prefijo: el tablero armado usa los suyos en la misma página.
"""

from collections.abc import Iterable
from html import escape

from dash.development.base_component import Component

from dashboard import formatting as fmt
from dashboard import idioma
from dashboard.idioma import _
from dashboard.layout.marcado import NOMBRES, VACIOS, css

PREFIJO = "pv-"
IDENTIFICADORES = {"id", "for", "aria-labelledby", "aria-controls"}
DEL_NAVEGADOR = {"Location", "Store", "Interval", "Download", "Dialog", "Button", "Graph"}
INTERNAS = {"children", "key", "style", "hidden", "disable_n_clicks", "n_clicks", "aria-describedby", "aria-live"}
APLICAR = '<button type="submit" class="btn btn-sm btn-primary aplicar">{}</button>'


class Crudo(str):
    """HTML ya escrito, como el SVG de un dibujo: no se escapa."""

    __slots__ = ()


def to_html(node, path: str = "/") -> str:
    """El HTML de un componente, una lista de ellos, un texto o nada; `path` es la página en que se está."""
    if node is None or isinstance(node, bool):
        return ""
    if isinstance(node, Crudo):
        return node
    if isinstance(node, Component):
        return _component(node, path)
    if isinstance(node, Iterable) and not isinstance(node, str):
        return "".join(to_html(child, path) for child in node)
    return escape(str(node), quote=False)


def _component(node: Component, path: str) -> str:
    props = node.to_plotly_json()["props"]
    kind = node._type
    hidden = props.get("hidden") or (props.get("style") or {}).get("display") == "none"
    if hidden or kind in DEL_NAVEGADOR:
        return ""
    if node._namespace == "dash_html_components":
        return _element(kind.lower(), props, path)
    return PROPIOS[kind](props, path)


def _element(tag: str, props: dict, path: str) -> str:
    if props.get("role") == "search":
        form = props | {"method": "get", "action": path}
        return _tag("form", form, to_html(props.get("children"), path) + _language() + APLICAR.format(_("Ver")))
    return _tag(tag, props, to_html(props.get("children"), path))


def _language() -> str:
    """El formulario conserva el idioma de la página."""
    if idioma.actual() == idioma.CASTELLANO:
        return ""
    return _tag("input", {"type": "hidden", "name": idioma.CAMPO, "value": idioma.actual()})


def _tag(tag: str, props: dict, inner: str = "") -> str:
    attributes = "".join(_attribute(NOMBRES.get(k, k), v) for k, v in props.items() if k not in INTERNAS)
    if style := props.get("style"):
        attributes += f' style="{escape(css(style))}"'
    return f"<{tag}{attributes}>" if tag in VACIOS else f"<{tag}{attributes}>{inner}</{tag}>"


def _attribute(name: str, value) -> str:
    if value is None or value is False or value == "" or isinstance(value, dict):
        return ""
    if name in IDENTIFICADORES:
        value = " ".join(PREFIJO + part for part in str(value).split())
    if name == "href" and str(value).startswith("#"):
        value = f"#{PREFIJO}{value[1:]}"
    name = name.lower()
    plain = value is True and not name.startswith("aria-")
    return f" {name}" if plain else f' {name}="{escape(str(value).lower() if value is True else str(value))}"'


def _link(props: dict, path: str) -> str:
    kept = {k: v for k, v in props.items() if k in ("id", "href", "className", "title")}
    return _tag("a", kept, to_html(props.get("children"), path))


def _nav_link(props: dict, path: str) -> str:
    here = props["href"].partition("?")[0] == path
    link = {"href": props["href"], "className": "nav-link active" if here else "nav-link"}
    return _tag("a", link | ({"aria-current": "page"} if here else {}), to_html(props.get("children"), path))


def _label(props: dict, path: str) -> str:
    return _tag(
        "label", {"htmlFor": props.get("html_for"), "className": "form-label"}, to_html(props["children"], path)
    )


def _select(props: dict, _path: str) -> str:
    """Una lista con nombre: el del campo, que es también el de la dirección."""
    chosen = props.get("value")
    chosen = [chosen] if isinstance(chosen, str) or chosen is None else [",".join(chosen)]
    options = "".join(
        _tag(
            "option",
            {"value": o["value"] or " ", "selected": o["value"] in chosen, "disabled": o.get("disabled")},
            label,
        )
        for o in props.get("options") or ()
        if (label := escape(str(o["label"]), quote=False))
    )
    field = {"id": props["id"], "name": field_name(props["id"]), "className": "form-select form-select-sm"}
    return _tag("select", field | {"disabled": props.get("disabled")}, options)


def field_name(control_id: str) -> str:
    """El campo de la dirección que escribe un control; un departamento se pide como lugar."""
    name = control_id.rpartition("filtro-")[2]
    return "lugar" if name == "departamento" else name


def _places(props: dict, path: str) -> str:
    """El selector de lugares como lista simple; varios ya elegidos son una opción más."""
    options, value = list(props.get("options") or ()), props.get("value") or []
    if len(value) > 1:
        names = fmt.listing([o["label"] for o in options if o["value"] in value])
        options.insert(0, {"value": ",".join(value), "label": names})
    everything = {"value": "", "label": props.get("placeholder", "")}
    return _select(props | {"options": [everything, *options], "value": ",".join(value)}, path)


def _input(props: dict, _path: str) -> str:
    kept = {k: v for k, v in props.items() if k in ("id", "type", "value", "placeholder", "maxLength")}
    return _tag("input", kept | {"name": field_name(props["id"]), "className": "form-control form-control-sm"})


def _views(props: dict, _path: str) -> str:
    """Las vistas de una tarjeta, solo para guardarles el sitio hasta que el tablero las ofrezca."""
    labels = "".join(
        _tag(
            "span",
            {"className": f"btn btn-sm{' active' if o['value'] == props.get('value') else ''}"},
            escape(o["label"]),
        )
        for o in props["options"]
    )
    return _tag("div", {"className": props.get("className"), "aria-hidden": True}, labels)


def _markdown(props: dict, _path: str) -> str:
    from markdown_it import MarkdownIt  # solo lo usa «Datos y método»

    return _tag("div", {"className": props.get("className")}, MarkdownIt().render(props["children"]))


PROPIOS = {
    "Link": _link,
    "NavLink": _nav_link,
    "Label": _label,
    "Select": _select,
    "Dropdown": _places,
    "Input": _input,
    "RadioItems": _views,
    "Markdown": _markdown,
    "Collapse": lambda props, path: _tag(
        "div", {"className": props.get("className")}, to_html(props["children"], path)
    ),
}
