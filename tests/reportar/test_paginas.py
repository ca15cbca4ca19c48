"""Las páginas por dentro: quién entra, qué ve cada quien, y que nada escrito se pierde."""

import io
import os
import re
from html import unescape

import pytest

from dashboard.avances.secreto import own_secret
from dashboard.avances.verificar import verify
from dashboard.layout.shell import AYUDA

from .conftest import CLAVE, META, PERIODO

RUTAS = ["/ingresar", "/reportar", PERIODO, "/secretaria", "/secretaria/decisiones", "/usuarios", "/clave"]


@pytest.mark.parametrize("path", RUTAS)
def test_without_accounts_none_of_this_exists(servidor, nuevo, path):
    client = servidor.test_client()
    assert client.get(path).status_code == 404
    assert client.post(path).status_code in (404, 405)
    assert "Set-Cookie" not in client.get("/").headers
    assert not nuevo.base.archivo.parent.exists()


def test_the_way_in_shows_only_when_there_are_accounts(servidor, nuevo):
    from dashboard.layout.shell import shell

    assert "/ingresar" not in str(shell("v").to_plotly_json())
    assert "/ingresar" in str(shell("v", con_cuentas=True).to_plotly_json())


@pytest.mark.parametrize("path", RUTAS[1:])
def test_every_page_asks_who_you_are(abrir, path):
    browser = abrir()
    assert "Ingresar" in browser.get(path).get_data(as_text=True)
    assert browser.ultima.request.path == "/ingresar"


PAGES = {"/reportar": "ana", PERIODO: "ana", "/secretaria": "luz", "/secretaria/decisiones": "luz", "/usuarios": "jefe"}


@pytest.mark.parametrize("who", ["ana", "luz", "jefe", "lee"])
@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_for_its_role(abrir, path, who):
    browser = abrir(who)
    response = browser.get(path)
    assert response.status_code == (200 if PAGES[path] == who else 403)
    assert AYUDA in browser.texto and response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("who", ["ana", "luz", "jefe", "lee"])
def test_everyone_lands_on_a_page_of_their_own(abrir, who):
    assert abrir(who).ultima.status_code == 200


def test_the_session_cookie_is_closed(abrir):
    browser = abrir()
    browser.get("/ingresar")
    cookie = browser.ultima.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Secure" not in cookie
    secure = abrir().client.get("/ingresar", base_url="https://localhost").headers["Set-Cookie"]
    assert "Secure" in secure


def test_the_secret_is_kept_for_its_owner_only(tmp_path):
    path = tmp_path / "carpeta" / "secreto"
    assert own_secret(path) == own_secret(path) and len(own_secret(path)) == 32
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0 and path.parent.stat().st_mode & 0o077 == 0


def test_a_wrong_password_says_no_more_than_that(abrir):
    browser = abrir()
    texts = set()
    for usuario in ("ana", "nadie"):
        browser.get("/ingresar")
        assert browser.post("/ingresar", usuario=usuario, clave="no es esa clave").status_code == 401
        texts.add(re.sub(r"ana|nadie", "", browser.texto))
    assert len(texts) == 1


def test_guessing_is_slowed_down_and_said(abrir):
    browser = abrir()
    codes = []
    for _ in range(9):
        browser.get("/ingresar")
        codes.append(browser.post("/ingresar", usuario="ana", clave="no es esa clave").status_code)
    assert codes == [401] * 8 + [429]
    assert "Espere cinco minutos" in browser.texto
    assert browser.login("ana").status_code == 429


def test_getting_in_does_not_count_as_an_attempt(abrir):
    assert {abrir("ana").ultima.status_code for _ in range(12)} == {200}


@pytest.mark.parametrize("destino", ["https://otro.pe/", "//otro.pe", "/\\otro.pe", "javascript:alert(1)"])
def test_the_way_in_leads_only_inside(abrir, destino):
    browser = abrir()
    browser.get("/ingresar")
    response = browser.post("/ingresar", follow=False, usuario="ana", clave=CLAVE, destino=destino)
    assert response.status_code == 302 and response.location == "/ingreso"


CHANGES = [
    "/salir",
    "/clave",
    "/secretaria/reportes/1/aprobar",
    "/secretaria/reportes/1/observar",
    "/secretaria/cerrar",
]


@pytest.mark.parametrize("path", [*CHANGES, "/usuarios/crear", "/secretaria/decisiones/lectura", "/usuarios/ana/clave"])
def test_no_change_without_its_seal(abrir, almacen, path):
    browser = abrir("luz")
    head = almacen.head()
    assert browser.client.post(path, data={"csrf_token": "otro"}).status_code in (400, 422)
    assert almacen.head() == head and browser.get("/ingreso").request.path == "/secretaria"


def test_the_whole_cycle_by_the_page(abrir, almacen):
    ana, luz = abrir("ana"), abrir("luz")
    ana.get(PERIODO)
    ana.fill(PERIODO, **{f"{META}__2017__numero": "1,234", f"{META}__2018__nota": "Sin avance.", "enviar": META})
    assert "se envió a la Secretaría" in ana.texto
    luz.get("/secretaria")
    assert META in luz.texto
    luz.get("/secretaria/reportes/1")
    luz.post("/secretaria/reportes/1/observar", texto="Falta la fuente.")
    ana.get(PERIODO)
    assert "Falta la fuente." in ana.texto
    ana.fill(PERIODO, **{f"{META}__2017__numero": "1,200", f"{META}__comentario": "Acta 3", "enviar": META})
    luz.get("/secretaria/reportes/2")
    assert "1,234" in luz.texto and "1,200" in luz.texto and "cambió" in luz.texto
    luz.post("/secretaria/reportes/2/aprobar")
    (public,) = almacen.public().reportes
    assert (public.version, public.valores[0].numero, public.comentario) == (2, 1200, "Acta 3")
    luz.get("/secretaria")
    luz.post("/secretaria/cerrar", periodo="2017-2018")
    assert "Marque que entiende" in luz.texto
    luz.get("/secretaria")
    luz.post("/secretaria/cerrar", periodo="2017-2018", entiendo="1")
    assert str(almacen.head()) in luz.texto
    assert "ya no cambia" in (ana.get(PERIODO) and ana.texto)
    assert verify(almacen).faltas == ()


def test_only_what_changed_is_saved(abrir, almacen):
    ana = abrir("ana")
    ana.get(PERIODO)
    ana.fill(PERIODO)
    assert "nada nuevo" in ana.texto and almacen.own("ana") == ()
    ana.fill(PERIODO, **{f"{META}__2017__numero": "3"})
    assert "Se guardó un borrador." in ana.texto and len(almacen.own("ana")) == 1
    head = almacen.head()
    ana.get(PERIODO)
    ana.fill(PERIODO)
    assert almacen.head() == head


def test_what_cannot_be_saved_stays_on_the_page_and_the_rest_is_kept(abrir, almacen):
    ana = abrir("ana")
    ana.get(PERIODO)
    other = "2.2.3-P1-01"
    ana.fill(PERIODO, **{f"{META}__2017__numero": "tres", f"{other}__2017__nota": "En marcha"})
    assert ana.ultima.status_code == 422 and "«tres» no es un número" in ana.texto
    assert ana.casillas[f"{META}|2017|numero"] == "tres"
    assert [r.meta_id for r in almacen.own("ana")] == [other]


def test_a_lost_session_gives_the_text_back(abrir, almacen):
    ana = abrir("ana")
    ana.get(PERIODO)
    ana.client.delete_cookie("mirador")
    ana.fill(PERIODO, **{f"{META}__2017__nota": "Lo que tardé una hora en escribir «ñ»"})
    assert ana.ultima.status_code == 401 and "Lo que escribió está guardado en esta página" in ana.texto
    kept = dict(re.findall(r'name="(escrito:[^"]+)" value="([^"]*)"', ana.html))
    ana.post("/ingresar", usuario="ana", clave="me equivoqué de clave", periodo="2017-2018", **kept)
    assert ana.ultima.status_code == 401
    kept = dict(re.findall(r'name="(escrito:[^"]+)" value="([^"]*)"', ana.html))
    ana.post("/ingresar", usuario="ana", clave=CLAVE, periodo="2017-2018", **kept)
    assert "nada se guardó todavía" in ana.texto
    assert ana.casillas[f"{META}|2017|nota"] == "Lo que tardé una hora en escribir «ñ»"
    ana.fill(PERIODO)
    assert almacen.own("ana")[0].valores[0].nota == "Lo que tardé una hora en escribir «ñ»"


def test_a_stale_seal_gives_the_text_back(abrir, almacen):
    ana = abrir("ana")
    ana.get(PERIODO)
    page = {k.replace("|", "__"): v for k, v in ana.casillas.items()}
    fields = {k.replace("__", "|"): v for k, v in page.items()} | {
        f"{META}|2017|nota": "Escrito",
        "csrf_token": "viejo",
    }
    response = ana.client.post(PERIODO, data=fields)
    assert response.status_code == 400 and 'value="Escrito"' in response.get_data(as_text=True)
    assert almacen.own("ana") == ()


@pytest.mark.parametrize("lost", ["la sesión", "el sello"])
def test_an_observation_is_not_lost_either(abrir, almacen, lost):
    ana, luz = abrir("ana"), abrir("luz")
    ana.get(PERIODO)
    ana.fill(PERIODO, **{f"{META}__2017__nota": "x", "enviar": META})
    luz.get("/secretaria/reportes/1")
    path, text = "/secretaria/reportes/1/observar", "Una observación que tardó <en> pensarse"
    if lost == "el sello":
        response = luz.client.post(path, data={"csrf_token": "viejo", "texto": text})
        assert response.status_code == 400 and "Una observación que tardó &lt;en&gt; pensarse" in response.text
    else:
        luz.client.delete_cookie("mirador")
        luz.post(path, texto=text)
        assert luz.ultima.status_code == 401
        kept = {k: unescape(v) for k, v in re.findall(r'name="(escrito:[^"]+)" value="([^"]*)"', luz.html)}
        luz.post("/ingresar", usuario="luz", clave=CLAVE, **kept)
        assert "La página venció" in luz.texto and text in luz.texto
    assert almacen.report("luz", 1).estado == "enviado"


def test_a_password_never_travels_in_the_page(abrir):
    ana = abrir("ana")
    ana.get("/clave")
    ana.client.delete_cookie("mirador")
    ana.post("/clave", actual=CLAVE, nueva="una clave nueva larga", otra_vez="una clave nueva larga")
    assert ana.ultima.request.path == "/clave" and "clave nueva larga" not in ana.html and CLAVE not in ana.html


def test_two_people_on_one_draft_see_each_other(abrir, almacen):
    from dashboard.avances.personas import Rol, Usuario

    almacen.create_user("jefe", Usuario("otra", "Otra Persona", Rol.INFORMANTE, "MIMP"), CLAVE)
    ana, otra = abrir("ana"), abrir("otra")
    ana.get(PERIODO), otra.get(PERIODO)
    ana.fill(PERIODO, **{f"{META}__2017__nota": "De Ana"})
    otra.fill(PERIODO, **{f"{META}__2017__nota": "De otra"})
    assert otra.ultima.status_code == 422 and "este reporte cambió" in otra.texto
    assert "Lo guardado ahora" in otra.texto and "De Ana" in otra.texto
    assert otra.casillas[f"{META}|2017|nota"] == "De otra"
    assert almacen.own("ana")[0].valores[0].nota == "De Ana"
    otra.fill(PERIODO)
    assert almacen.own("ana")[0].valores[0].nota == "De otra"


FILES = [
    (b"%PDF-1.7 acta", "acta.pdf", 200),
    (b"\x89PNG\r\n\x1a\n....", "foto.png", 200),
    ("Acta de la sesión".encode(), "acta.txt", 200),
    (b"<html><script>alert(1)</script>", "acta.pdf", 422),
    (b"MZ\x90\x00programa", "acta.pdf", 422),
    (b"#!/bin/sh\nrm -rf /", "acta.txt", 422),
    (b"PK\x03\x04roto", "acta.docx", 422),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", 422),
]


@pytest.mark.parametrize(("content", "name", "code"), FILES)
def test_evidence_is_known_by_its_content(abrir, almacen, content, name, code):
    ana = abrir("ana")
    ana.get(PERIODO)
    ana.fill(PERIODO, **{f"{META}__archivo": (io.BytesIO(content), name), f"{META}__2017__nota": "Con acta"})
    assert ana.ultima.status_code == code
    if code == 422:
        assert "no se admite" in ana.texto and almacen.own("ana") == ()
        return
    response = ana.get("/evidencias/1/1")
    assert response.data == content
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]


def test_evidence_is_only_for_its_institution_and_the_secretaria(abrir, almacen):
    ana = abrir("ana")
    ana.get(PERIODO)
    fields = {f"{META}__archivo": (io.BytesIO(b"%PDF-1.7"), "a.pdf"), f"{META}__2017__nota": "x", "enviar": META}
    ana.fill(PERIODO, **fields)
    codes = {who: abrir(who).get("/evidencias/1/1").status_code for who in ("ana", "luz", "beto", "jefe", "lee")}
    assert codes == {"ana": 200, "luz": 200, "beto": 404, "jefe": 404, "lee": 404}
    assert abrir().get("/evidencias/1/1").request.path == "/ingresar"


def test_a_changed_password_closes_the_other_sessions(abrir):
    one, other = abrir("ana"), abrir("ana")
    one.get("/clave")
    assert (
        one.post("/clave", actual="mala", nueva="una clave nueva larga", otra_vez="una clave nueva larga").status_code
        == 422
    )
    assert one.post("/clave", actual=CLAVE, nueva="corta", otra_vez="corta").status_code == 422
    one.post("/clave", actual=CLAVE, nueva="una clave nueva larga", otra_vez="una clave nueva larga")
    assert "Su clave cambió" in one.texto
    assert other.get("/reportar").request.path == "/ingresar"
    assert one.get("/reportar").request.path == "/reportar"


def test_the_administrator_makes_accounts_and_shows_the_password_once(abrir, almacen):
    jefe = abrir("jefe")
    jefe.get("/usuarios")
    jefe.post("/usuarios/crear", usuario="nueva", nombre="Persona Nueva", rol="informante", institucion="")
    assert jefe.ultima.status_code == 422 and "lleva su institución" in jefe.texto
    jefe.post("/usuarios/crear", usuario="nueva", nombre="Persona Nueva", rol="informante", institucion="MINSA")
    clave = re.search(r"<code>([^<]+)</code>", jefe.html)[1]
    assert almacen.authenticate("nueva", clave).institucion == "MINSA"
    assert clave not in (jefe.get("/usuarios") and jefe.html)
    jefe.post("/usuarios/nueva/activar", activo="0")
    assert almacen.authenticate("nueva", clave) is None
    jefe.post("/usuarios/jefe/activar", activo="0")
    assert "su propia cuenta" in jefe.texto


def test_decisions_are_recorded_with_their_reason(abrir, almacen):
    luz = abrir("luz")
    luz.get("/secretaria/decisiones")
    luz.post(
        "/secretaria/decisiones/lectura",
        trayectoria="1.1.1-T1",
        lectura="acumulada",
        decidido_por="",
        fecha="2020-02-03",
    )
    assert luz.ultima.status_code == 422 and "quién lo decidió" in luz.texto
    luz.post(
        "/secretaria/decisiones/lectura",
        trayectoria="1.1.1-T1",
        lectura="acumulada",
        decidido_por="Sesión 4",
        fecha="2020-02-03",
    )
    luz.post("/secretaria/decisiones/base", trayectoria="1.1.1-T1", valor="1,5", fecha="2016-12-31", fuente="Acta")
    assert "no es un número" in luz.texto
    luz.post("/secretaria/decisiones/base", trayectoria="1.1.1-T1", valor="15", fecha="2016-12-31", fuente="Acta")
    public = almacen.public()
    assert public.interpretaciones[0].lectura == "acumulada" and public.lineas_base[0].valor == 15


def test_hostile_text_is_shown_as_text(abrir, almacen):
    ana, luz = abrir("ana"), abrir("luz")
    ana.get(PERIODO)
    hostile = "<script>alert(1)</script>\"'{{7*7}}"
    ana.fill(PERIODO, **{f"{META}__2017__nota": hostile, f"{META}__comentario": hostile, "enviar": META})
    assert "<script" not in luz.get("/secretaria/reportes/1").get_data(as_text=True)
    assert hostile in luz.texto and "<script" not in ana.get(PERIODO).get_data(as_text=True)


def test_the_pages_need_no_script_nor_the_network(abrir):
    for who, path in (("ana", PERIODO), ("luz", "/secretaria"), ("jefe", "/usuarios")):
        html = abrir(who).get(path).get_data(as_text=True)
        assert "<script" not in html and not re.search(r"\son\w+=", html) and "style=" not in html
        assert not re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", html)
