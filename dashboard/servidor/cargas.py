"""Revisa lo que el navegador envía a los callbacks antes de que llegue a ellos.

Solo pasa un pedido con la forma que declaró el callback y con valores de un tamaño razonable. Lo demás se contesta con
una oración y un 400 o un 413: nunca llega a Dash, que respondería con una falla suya.
"""

import json
from collections.abc import Mapping
from typing import Any

import dash
from flask import Flask, Response, abort, request

from dashboard.layout import ids
from dashboard.layout.metas import ids as metas_ids

RUTA = "/_dash-update-component"
MAX_BYTES = 64 * 1024
MAX_TEXTO, MAX_LISTA, MAX_NIVELES = 8_000, 500, 6
MALO = "El pedido no tiene la forma que espera el tablero. Recargue la página."
MAX_FORMULARIO = 16 * 1024 * 1024
DIRECCION = {"pathname", "search", "hash", "href"}
CAJAS = {ids.VERSION, ids.CEDULA_PEDIDA, metas_ids.campo("texto")}  # lo demás lo aguanta cada callback


def register(app: dash.Dash) -> None:
    """Antes de cada pedido: límite de tamaño y, si es para un callback, su forma."""
    server: Flask = app.server
    server.config["MAX_CONTENT_LENGTH"] = MAX_FORMULARIO

    @server.before_request
    def check() -> Response | None:
        if request.path != RUTA or request.method != "POST":
            return
        request.max_content_length = MAX_BYTES
        body = _read()
        if not _fits(body, app.callback_map):
            abort(400, MALO)


def _read() -> Any:
    """El pedido, leído una vez; Dash encuentra la misma copia."""
    try:
        return json.loads(request.get_data(cache=True), parse_constant=_refuse) if request.is_json else None
    except (ValueError, RecursionError):
        return None


def _refuse(name: str) -> None:
    raise ValueError(name)


def _fits(body: Any, known: Mapping[str, dict]) -> bool:
    """Si el pedido nombra un callback del tablero y trae sus entradas, con nombre y orden, y valores moderados."""
    if not isinstance(body, dict) or not isinstance(output := body.get("output"), str) or output not in known:
        return False
    callback = known[output]
    inputs, state, changed = body.get("inputs", []), body.get("state", []), body.get("changedPropIds", [])
    return (
        _same(inputs, callback["inputs"])
        and _same(state, callback["state"])
        and isinstance(changed, list)
        and len(changed) <= MAX_LISTA
        and all(isinstance(c, str) and "." in c for c in changed)
        and _outputs(body.get("outputs"), output)
    )


def _same(sent: Any, declared: list[dict]) -> bool:
    if not isinstance(sent, list) or len(sent) != len(declared):
        return False
    return all(_matches(one, spec) for one, spec in zip(sent, declared, strict=True))


def _matches(sent: Any, spec: dict) -> bool:
    pattern = _pattern(spec["id"])
    if pattern is not None and isinstance(sent, list):
        return len(sent) <= MAX_LISTA and all(_entry(e, spec["property"], pattern) for e in sent)
    return _entry(sent, spec["property"], pattern or spec["id"])


def _pattern(declared: str) -> dict | None:
    """Las partes de un identificador compuesto; None si es un nombre simple."""
    return json.loads(declared) if declared.startswith("{") else None


def _entry(sent: Any, prop: str, ident: str | dict) -> bool:
    if not isinstance(sent, dict) or sent.get("property") != prop or not _tame(sent.get("value")):
        return False
    own = sent.get("id")
    named = own == ident if isinstance(ident, str) else isinstance(own, dict) and _agrees(own, ident)
    textual = prop in DIRECCION or own in CAJAS if isinstance(own, str) else False
    return named and (not textual or isinstance(sent.get("value"), str | None))


def _agrees(own: dict, pattern: dict) -> bool:
    fixed = {k: v for k, v in pattern.items() if not isinstance(v, list)}
    plain = all(isinstance(v, str | int) for v in own.values())
    return own.keys() == pattern.keys() and plain and fixed.items() <= own.items()


def _outputs(sent: Any, output: str) -> bool:
    """Las salidas que nombra el pedido: las declaradas, en su orden."""
    names = output.removeprefix("..").removesuffix("..").split("...") if output.startswith("..") else [output]
    flat = sent if isinstance(sent, list) and output.startswith("..") else [sent]
    return len(flat) == len(names) and all(_output(o, n) for o, n in zip(flat, names, strict=True))


def _output(entry: Any, name: str) -> bool:
    ident, _, prop = name.rpartition(".")
    if (pattern := _pattern(ident)) is None:
        return isinstance(entry, dict) and entry.get("id") == ident and entry.get("property") == prop
    entries = entry if isinstance(entry, list) else [entry]
    return len(entries) <= MAX_LISTA and all(_entry(e, prop, pattern) for e in entries)


def _tame(value: Any, depth: int = 0) -> bool:
    if isinstance(value, str):
        return len(value) <= MAX_TEXTO
    if isinstance(value, list | dict):
        items = value if isinstance(value, list) else [*value.keys(), *value.values()]
        return depth < MAX_NIVELES and len(items) <= MAX_LISTA and all(_tame(v, depth + 1) for v in items)
    return value is None or isinstance(value, bool | int | float)
