"""Lo que llega a los callbacks: lo bien formado se contesta; lo deforme, enorme u hostil se rechaza sin una falla."""

import copy
import gc
import json
import os
import random
import tracemalloc

import pytest

from dashboard.servidor.cargas import MAX_BYTES, RUTA

DEFORMES = int(os.environ.get("MIRADOR_DEFORMES", "600"))
HOSTILES = [
    None, True, -1, 0, 2**63, 1.5, "", " ", "?", "%00", "\x00", "🙂" * 200, "../../etc/passwd", "a" * 7_999,
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>", "' OR 1=1 --", "{{7*7}}", "${jndi:ldap://x}", "?serie=" + "x," * 900, "?lugar=%ff%fe",
    "?desde=99999999999999999999&hasta=-1", [], [None], ["x"] * 400, {}, {"a": {"b": []}}, [[[[["fondo"]]]]],
]  # fmt: skip


def entry(spec: dict, value) -> dict | list:
    """Una entrada como la envía el navegador; un identificador compuesto lleva cualquier gráfico."""
    if not spec["id"].startswith("{"):
        return {"id": spec["id"], "property": spec["property"], "value": value}
    parts = json.loads(spec["id"])
    own = {k: "mapa" if isinstance(v, list) else v for k, v in parts.items()}
    one = {"id": own, "property": spec["property"], "value": value}
    return [one] if ["ALL"] in parts.values() else one


def outputs(name: str) -> dict | list:
    names = name.removeprefix("..").removesuffix("..").split("...") if name.startswith("..") else [name]
    pairs = [n.rsplit(".", 1) for n in names]
    found = [{"id": json.loads(i) if i.startswith("{") else i, "property": p} for i, p in pairs]
    return found if name.startswith("..") else found[0]


def request_for(callback: tuple[str, dict], values) -> dict:
    name, spec = callback
    inputs = [entry(s, values()) for s in spec["inputs"]]
    state = [entry(s, values()) for s in spec["state"]]
    first = inputs[0][0] if isinstance(inputs[0], list) else inputs[0]
    changed = f"{first['id'] if isinstance(first['id'], str) else json.dumps(first['id'])}.{first['property']}"
    return {"output": name, "outputs": outputs(name), "inputs": inputs, "state": state, "changedPropIds": [changed]}


@pytest.fixture(scope="session")
def served(app) -> list[tuple[str, dict]]:
    """Los callbacks que contesta el servidor; los del navegador nunca llegan."""
    found = [(name, spec) for name, spec in app.callback_map.items() if spec.get("callback")]
    assert found
    return found


def post(client, body):
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(RUTA, data=text, content_type="application/json")


def test_the_page_itself_is_answered(client, served):
    name = next(n for n, s in served if s["inputs"][0]["id"] == "url")
    body = request_for((name, dict(served)[name]), lambda: "/")
    answer = post(client, body)
    assert answer.status_code == 200
    assert "contenido" in answer.get_json()["response"]


def test_every_callback_survives_every_hostile_value(client, served):
    for callback in served:
        for value in HOSTILES:
            answer = post(client, request_for(callback, lambda value=value: value))
            assert answer.status_code in (200, 204, 400), (callback[0][:80], value)


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", "null", "1", '"x"', "{}", '{"output": 1}', '{"output": "no.existe"}', '{"output": ["a"]}',
     "[" * 5000, '{"output": NaN}', b"\xff\xfe\x00"],
)  # fmt: skip
def test_what_is_not_a_request_is_refused_with_a_sentence(client, body):
    answer = post(client, body)
    assert answer.status_code == 400
    assert answer.get_data(as_text=True).endswith("Recargue la página.")


def test_too_much_is_refused(client):
    assert post(client, json.dumps({"output": "x" * MAX_BYTES})).status_code == 413


def test_without_json_it_is_refused(client):
    assert client.post(RUTA, data="a=b").status_code == 400


def hostile(rng: random.Random):
    return copy.deepcopy(rng.choice(HOSTILES))


def damaged(body: dict, rng: random.Random):
    """Un pedido bueno al que se le quita, cambia o agrega algo al azar, a cualquier profundidad."""
    places = [(None, None, body)]
    for _, _, value in places:
        items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        places += [(value, key, inner) for key, inner in items]
    holder, key, _ = rng.choice(places[1:])
    kind = rng.randrange(3)
    if kind == 0:
        del holder[key]
    elif kind == 1 or isinstance(holder, list):
        holder[key] = hostile(rng)
    else:
        holder[str(rng.random())] = hostile(rng)
    text = json.dumps(body)
    return text[: rng.randrange(len(text))] if rng.random() < 0.1 else text


def test_thousands_of_damaged_requests_never_break_it(client, served):
    rng = random.Random(20261126)
    seen = set()
    for _ in range(DEFORMES):
        body = request_for(rng.choice(served), lambda: hostile(rng))
        for _ in range(rng.randrange(1, 4)):
            text = damaged(body, rng)
        seen.add(post(client, text).status_code)
    assert seen <= {200, 204, 400}
    assert 400 in seen


def test_refusals_leave_nothing_in_memory(client, served):
    rng = random.Random(7)
    bodies = [damaged(request_for(served[0], lambda: hostile(rng)), rng) for _ in range(200)]

    def once():
        for body in bodies:
            post(client, body)
        gc.collect()

    once()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    once()
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 200_000
