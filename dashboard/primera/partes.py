"""Los componentes de una página por su identificador, que también puede ser un diccionario."""

from collections.abc import Callable

from dash.development.base_component import Component

Parte = Callable[[str | dict], Component]


def parts_of(page: Component) -> Parte:
    """Identificador → componente; recorre la página una sola vez."""
    found = {_key(c.id): c for c in page._traverse() if getattr(c, "id", None)}
    return lambda part: found[_key(part)]


def _key(part: str | dict):
    return tuple(sorted(part.items())) if isinstance(part, dict) else part
