"""La página Presentar y su taller: cada pedido se hace una vez, se ve cómo avanza y se puede comprobar."""

import io
import json
import time
import zipfile

import pytest

from dashboard.factory import create_app
from dashboard.informes.paquete import Paquete
from dashboard.informes.pedido import Pedido
from dashboard.informes.taller import NO_SE_PUDO, Taller
from dashboard.settings import Settings


@pytest.fixture(scope="module")
def cliente(tmp_path_factory):
    settings = Settings(avances=tmp_path_factory.mktemp("avances"))
    return create_app(settings).server.test_client()


@pytest.fixture
def taller(tmp_path):
    registro = []
    made = Taller(tmp_path / "paquetes", registro.append)
    made.registro = registro
    return made


def wait(taller, codigo):
    for _ in range(200):
        state = taller.state(codigo)
        if state.nombre or state.error:
            return state
        time.sleep(0.02)
    raise AssertionError(f"no terminó: {state}")


PUNO = Pedido("puno", 2019, 2023)


def test_a_request_is_made_once_for_the_same_data(taller):
    made = []

    def hacer(avisar):
        made.append(1)
        avisar(0.5, "A la mitad")
        return Paquete("a.zip", b"zip", ("un aviso",))

    codigo = taller.start(PUNO, "v1", hacer)
    state = wait(taller, codigo)
    assert (state.parte, state.nombre, state.avisos) == (1.0, "a.zip", ("un aviso",))
    assert taller.package(codigo) == b"zip"
    assert taller.start(PUNO, "v1", hacer) == codigo and made == [1]
    other = taller.start(PUNO, "v2", hacer)
    assert other != codigo and wait(taller, other) and made == [1, 1]


def test_a_failure_is_a_sentence_and_can_be_tried_again(taller):
    def falla(_avisar):
        raise ValueError("algo interno")

    codigo = taller.start(PUNO, "v1", falla)
    assert wait(taller, codigo).error == NO_SE_PUDO
    assert "algo interno" in taller.registro[0]
    taller.start(PUNO, "v1", lambda avisar: Paquete("a.zip", b"zip", ()))
    for _ in range(100):
        if taller.state(codigo).nombre:
            break
        time.sleep(0.02)
    assert taller.state(codigo).nombre == "a.zip"


def test_what_nobody_asked_for_does_not_exist(taller, cliente):
    assert taller.state("0" * 16) is None
    for path in ("0" * 16, "0" * 16 + ".zip", "x.zip", "..zip"):
        assert cliente.get(f"/presentar/paquete/{path}").status_code == 404


def test_the_page_says_what_will_be_shown_and_what_is_not_covered(cliente):
    html = cliente.get("/presentar?lugar=madre-de-dios&desde=2009&hasta=2016").get_data(as_text=True)
    assert "Trata de personas en el distrito fiscal de Madre de Dios" in html
    assert "De lo pedido (2009–2016), aquí no hay cifra de 2015–2016." in html
    assert '<option value="madre-de-dios" selected>' in html and "<option selected>2016</option>" in html
    assert "sin cifras publicadas" in html  # todavía no hay acuerdos
    assert 'action="/presentar/paquete?lugar=madre-de-dios&amp;desde=2009&amp;hasta=2016"' in html
    assert "<script>" not in html and "onclick" not in html


def test_a_bad_address_is_repaired(cliente):
    html = cliente.get("/presentar?lugar=<script>&desde=hoy").get_data(as_text=True)
    assert "Trata de personas en el Perú" in html and "<script>alert" not in html


def test_a_pack_is_made_followed_downloaded_and_checked(cliente):
    codigo = cliente.post("/presentar/paquete?lugar=tacna&desde=2019&hasta=2023").get_json()["codigo"]
    for _ in range(600):
        state = cliente.get(f"/presentar/paquete/{codigo}").get_json()
        if state["descarga"] or state["error"]:
            break
        time.sleep(0.1)
    assert state["error"] == "" and state["parte"] == 1
    answer = cliente.get(state["descarga"])
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{state["nombre"]}"'
    with zipfile.ZipFile(io.BytesIO(answer.data)) as book:
        assert json.loads(book.read("manifiesto.json"))["pedido"]["lugar"] == "tacna"
    good = {"paquete": (io.BytesIO(answer.data), state["nombre"])}
    said = cliente.post("/presentar/comprobar", data=good).get_data(as_text=True)
    assert f"{state['nombre']} está como se hizo" in said
    bad = {"paquete": (io.BytesIO(answer.data[:-300]), "<b>roto</b>.zip")}
    said = cliente.post("/presentar/comprobar", data=bad).get_data(as_text=True)
    assert "no está como se hizo" in said and "<b>roto" not in said


def test_the_tab_is_in_every_page(cliente):
    from dashboard.layout.shell import PESTANAS

    assert ("/presentar", "Presentar") in PESTANAS
    assert 'aria-current="page">Presentar' in cliente.get("/presentar").get_data(as_text=True)
