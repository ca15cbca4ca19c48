"""Registrar los acuerdos de una sesión desde la página: solo la Secretaría Técnica, con su sello, y una sola vez."""

import json
import re

import pytest

from dashboard.informes.acuerdos import FORMATO

ACUERDO = {
    "acuerdo_id": "acuerdo-" + "a" * 32,
    "sesion": "Sesión descentralizada: Distrito fiscal de Puno",
    "texto": "Instalar la mesa regional.",
    "responsable": "Gobiernos regionales",
    "vence": "2027-03-31",
    "meta_id": "",
    "autor": "Rosa Quispe",
    "fecha": "2026-11-26T15:04:05.123-05:00",
}
ARCHIVO = json.dumps({"formato": FORMATO, "sesion": "Puno", "version": "v", "acuerdos": [ACUERDO]})


def sello(navegador, path: str = "/presentar/acuerdos") -> str:
    html = navegador.client.get(path).get_data(as_text=True)
    (values,) = re.findall(r'id="sesion">(.*?)</script>', html, re.S)
    return json.loads(values)["sello"]


def send(navegador, token: str):
    return navegador.client.post("/presentar/registrar", data=ARCHIVO, headers={"X-CSRFToken": token})


@pytest.mark.parametrize("path", ["/presentar/acuerdos", "/presentar/sala?lugar=puno&desde=2019&hasta=2023"])
def test_the_secretaria_records_once(abrir, almacen, path):
    luz = abrir("luz")
    token = sello(luz, path)
    assert "1 registrados o corregidos en Metas; 0 ya estaban." in send(luz, token).get_data(as_text=True)
    assert "0 registrados o corregidos en Metas; 1 ya estaban." in send(luz, token).get_data(as_text=True)
    (kept,) = almacen.public().acuerdos
    assert (kept.acuerdo_id, kept.texto, kept.responsable) == tuple(
        ACUERDO[k] for k in ("acuerdo_id", "texto", "responsable")
    )
    assert "Anotado por Rosa Quispe" in kept.seguimiento


def test_without_the_seal_nothing_changes(abrir, almacen):
    luz = abrir("luz")
    sello(luz)
    response = send(luz, "otro")
    assert response.status_code == 403 and "La sesión terminó" in response.get_data(as_text=True)
    assert almacen.public().acuerdos == ()


@pytest.mark.parametrize("who", ["ana", "jefe", "lee", ""])
def test_nobody_else_records_and_the_page_says_why(abrir, almacen, who):
    reader = abrir(who)
    html = reader.client.get("/presentar/acuerdos").get_data(as_text=True)
    assert "ingrese con la cuenta de la Secretaría Técnica" in html and "Registrar en Metas" not in html
    assert send(reader, sello(reader)).status_code == 403
    assert almacen.public().acuerdos == ()


def test_the_page_of_the_secretaria_is_not_kept(abrir):
    assert abrir("luz").client.get("/presentar/acuerdos").headers["Cache-Control"] == "no-store"
    assert "Registrar en Metas" in abrir("luz").client.get("/presentar/acuerdos").get_data(as_text=True)
