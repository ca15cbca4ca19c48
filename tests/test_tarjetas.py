"""Las tarjetas que recibe el navegador: son las de siempre, de lo que cambió viaja poco, y nada las hace fallar."""

import random
import statistics
import zlib
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts import Contexto
from dashboard.factory import create_app
from dashboard.layout import seleccion
from dashboard.layout.card import TABLA, TEXTO
from dashboard.layout.seleccion import CABEZA, GRAFICOS, SALIDAS, card_values
from dashboard.settings import Settings
from dashboard.tarjetas.diferencia import ANTES, DESPUES, PARTE, RECUERDA, REGISTRO, SIN_CERRAR, difference
from dashboard.tarjetas.memoria import Memoria
from dashboard.tarjetas.nombres import names_of, restored
from dashboard.tarjetas.piezas import dependencies, documents, views_in, written

TIPICO, MAX_CAMBIO = 4_000, 5_500  # bytes de una diferencia: la mediana y cada una
CAMBIOS = [
    ("lugar=puno", "lugar=tacna"), ("", "lugar=cusco"), ("lugar=lima-centro", "lugar=loreto"),
    ("desde=2022&hasta=2022", "desde=2021&hasta=2021"), ("", "desde=2022&hasta=2022"),
    ("desde=2021&hasta=2021&lugar=puno", "desde=2022&hasta=2022&lugar=puno"),
    ("", "corte=mp_2012"), ("", "margenes=si"),
]  # fmt: skip
HOSTILES = [
    "", "serie=%00", "lugar=" + "x," * 3000, "desde=99999999999999999999&hasta=-1", "%", "&&&&", "\x01v\x02",
    "v=" + "9" * 900,
    "serie=delitos&serie=&serie=%FF%FE", "<script>alert(1)</script>", "mapa.Tabla,mapa.Nada,.,a.b.c", "🙂" * 300,
]  # fmt: skip


@pytest.fixture(scope="session")
def client() -> FlaskClient:
    return create_app(Settings()).server.test_client()


@pytest.fixture(scope="session")
def ask(client):
    """ask(q="lugar=puno", de=…) → la respuesta de la versión vigente."""
    version, root = client.get("/version").text, client.application.config["TARJETAS"]
    return lambda **args: client.get(f"{root}/{version}", query_string=args)


def undone(old: list[bytes], body: bytes) -> list[bytes]:
    """Lo que hace el navegador con una diferencia, con otro descompresor: zlib con diccionario."""
    new, place, start, seen = list(old), 0, {}, b""
    while place < len(body):
        index, packed, size = REGISTRO.unpack_from(body, place)
        at = start[index] + PARTE if index in start else 0
        seen += old[index][max(0, at - ANTES) : at + DESPUES]
        reader = zlib.decompressobj(-15, zdict=seen[-RECUERDA:]) if seen else zlib.decompressobj(-15)
        part = reader.decompress(body[place + REGISTRO.size :][:packed] + SIN_CERRAR)
        assert len(part) == size
        seen += part
        new[index], start[index] = (new[index] if at else b"") + part, at
        place += REGISTRO.size + packed
    return new


@given(st.lists(st.tuples(st.binary(max_size=40), st.binary(max_size=40), st.integers(0, 1500)), max_size=6))
def test_a_difference_is_undone(pairs):
    old, new = [a * n + b for a, b, n in pairs], [b + a * n for a, b, n in pairs]
    assert undone(old, difference(old, new)) == new


def variants(filtros, catalogo) -> Iterator:
    """La misma selección con otro valor en cada campo."""
    serie = catalogo.series[filtros.serie]
    yield from (filtros.con(corte=c) for c in catalogo.cortes)
    yield from (filtros.con(margenes=m) for m in ("", "si"))
    yield from (filtros.con(lugares=places) for places in ((), ("cusco",), ("loreto", "puno")))
    yield from (filtros.con(medida=m) for m in ("conteo", "pct_pais"))
    yield from (filtros.con(componente=c) for c in serie.componentes)
    if serie.anual:
        yield from (filtros.con(desde=a) for a in serie.anios if a <= filtros.hasta)
        yield from (filtros.con(hasta=a) for a in serie.anios if a >= filtros.desde)


@pytest.mark.parametrize("chart", GRAFICOS, ids=lambda c: c.id)
@pytest.mark.parametrize("archivada", [False, True])
def test_a_card_depends_only_on_what_it_declares(chart, archivada, datos, catalogo, elegir):
    """Una tarjeta se guarda por los campos que declara: con otro campo cambiado debe ser la misma."""
    own = replace(datos, archivada=archivada)
    bases = [elegir(), elegir(lugares=("puno",)), elegir(desde=2019, hasta=2023)]
    known: dict = {}
    for view in [""] if archivada else ["", TABLA, TEXTO]:
        for filtros in dict.fromkeys(f for base in bases for f in (base, *variants(base, catalogo))):
            ctx = Contexto(own, catalogo, filtros)
            fields = dependencies(chart, ctx)
            pieces = written(seleccion.card_outputs(chart), card_values(chart, ctx, view), names_of(ctx, fields))
            key = (view, *[getattr(filtros, f) for f in fields])
            assert known.setdefault(key, pieces) == pieces, (chart.id, view, filtros)


def test_the_browser_gets_the_same_cards_as_always(datos, catalogo, selecciones):
    """Por las piezas guardadas se llega al mismo HTML que arma la tarjeta."""
    seen = {name: Contexto(datos, catalogo, f) for name, f in list(selecciones.items())[:12]}
    document = documents(lambda query, _version: seen[query], lambda _asked: None)
    for name, ctx in seen.items():
        pieces = document(name, (), "").piezas[1 + len(CABEZA) :]
        values = [v for c in GRAFICOS for v in card_values(c, ctx, "")]
        names = names_of(ctx)
        found = [restored(p.decode(), names) for p in pieces]
        kinds = [kind for _, kind in SALIDAS[len(CABEZA) :]]
        expected = [v.replace("\n", "&#10;") for v, kind in zip(values, kinds, strict=True) if kind == seleccion.HTML]
        assert [f for f, kind in zip(found, kinds, strict=True) if kind == seleccion.HTML] == expected, name


def test_a_change_of_filter_travels_in_little(ask):
    sizes = [changed(ask, before, after) for before, after in CAMBIOS]
    assert statistics.median(sizes) <= TIPICO and max(sizes) <= MAX_CAMBIO, sizes


def changed(ask, before: str, after: str) -> int:
    """Cuánto pesa un cambio, que además se deshace bien."""
    old, whole = ask(q=before), ask(q=after)
    change = ask(q=after, de=before, sello=old.get_etag()[0])
    assert change.mimetype == "application/octet-stream"
    assert undone(old.data.split(b"\n"), change.data) == whole.data.split(b"\n")
    return len(change.data)


def test_a_view_travels_alone(ask):
    old, whole = ask(q="lugar=puno"), ask(q="lugar=puno", vistas="lista.Tabla")
    change = ask(q="lugar=puno", vistas="lista.Tabla", de="lugar=puno", sello=old.get_etag()[0])
    assert undone(old.data.split(b"\n"), change.data) == whole.data.split(b"\n")
    assert b"<table" in whole.data


def test_without_the_right_base_it_answers_everything(ask):
    assert ask(q="lugar=puno", de="lugar=tacna", sello="0" * 12).mimetype == "text/plain"
    assert len(ask(q="lugar=puno").data.split(b"\n")) == len(SALIDAS) + 1


def test_what_cannot_change_is_never_asked_again(ask, client):
    assert "immutable" in ask(q="lugar=puno").headers["Cache-Control"]
    assert ask(q="lugar=puno&v=0123456789").headers["Cache-Control"] == "no-cache"
    other = client.get("/tarjetas/otro/0123456789", query_string={"q": "lugar=puno"})
    assert other.headers["Cache-Control"] == "no-cache"
    again = client.get("/tarjetas/otro/0123456789?q=lugar%3Dpuno", headers={"If-None-Match": other.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("hostile", HOSTILES)
def test_hostile_requests_get_a_repaired_selection(ask, client, hostile):
    for args in (
        {"q": hostile},
        {"vistas": hostile},
        {"de": hostile, "sello": hostile},
        {"de_vistas": hostile, "sello": "x"},
    ):
        answer = ask(**args)
        assert answer.status_code == 200
        assert len(answer.data.split(b"\n")) == len(SALIDAS) + 1
    assert client.get("/tarjetas/x/" + "y" * 3000).status_code == 200


def test_thousands_of_strange_requests_never_break_it(ask):
    rng = random.Random(7)
    texts = [*HOSTILES, "lugar=puno", "mapa.Tabla", "desde=2019&hasta=2023"]
    for _ in range(400):
        names = rng.sample(["q", "vistas", "de", "de_vistas", "sello", "otro"], rng.randrange(1, 5))
        cut = {n: "".join(rng.choice(texts)[: rng.randrange(300)] for _ in range(2)) for n in names}
        assert ask(**cut).status_code == 200


def test_views_that_do_not_exist_are_ignored():
    assert views_in("lista.Texto,mapa.Teselas,mapa.Nada.,nada.Tabla,,.") == (("lista", "Texto"),)
    assert views_in("mapa.Mapa") == ()


def test_memory_has_a_limit():
    memory = Memoria(100, len)
    for i in range(50):
        assert memory.get(i, lambda: b"x" * 30) == b"x" * 30
    assert len(memory) == 3 and memory.ocupado == 90
    assert memory.get(49, lambda: b"otro") == b"x" * 30
    assert memory.get("enorme", lambda: b"x" * 900) == b"x" * 900
    assert memory.ocupado <= 100
