"""Un enlace antiguo muestra lo que se sabía entonces y qué cambió; si ya no se puede, se dice."""

import gzip
import shutil
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import data_package, versiones
from dashboard.check import check
from dashboard.ediciones import notice, then_and_now
from dashboard.factory import create_app
from dashboard.filters import from_query, permanent_query, was_repaired
from dashboard.settings import Settings
from dashboard.vivo import Vivo

PUNO = "delitos,2023,2023-01-01,2023-12-31,distrito_fiscal,puno,PUNO,agravada,conteo,33,"
PAIS = "delitos,2023,2023-01-01,2023-12-31,nacional,PE,Perú,agravada,conteo,276,"


@pytest.fixture(scope="module")
def antes_y_despues(tmp_path_factory, raiz):
    """Una carpeta sellada, cambiada y vuelta a sellar: Puno pasa de 33 a 38 formas agravadas; el país, de 276 a 281."""
    folder = tmp_path_factory.mktemp("v") / "datos"
    shutil.copytree(raiz / "data", folder, ignore=shutil.ignore_patterns("importados", "entrada", "versiones"))
    old = data_package.load(folder)
    versiones.archive(old, date(2026, 11, 12))
    casos = folder / "casos.csv"
    text = casos.read_text(encoding="utf-8")
    assert PUNO in text and PAIS in text
    for row in (PUNO, PAIS):
        head, value = row.rstrip(",").rsplit(",", 1)
        text = text.replace(row, f"{head},{int(value) + 5},")
    casos.write_text(text, encoding="utf-8")
    assert check(folder, sellar=True) == 0
    return folder, old.version


def sheet(app, path: str, search: str) -> str:
    """Lo que contesta el tablero al abrir una dirección."""
    body = {
        "output": "contenido.children",
        "outputs": {"id": "contenido", "property": "children"},
        "inputs": [{"id": "url", "property": "pathname", "value": path}],
        "state": [{"id": "url", "property": "search", "value": search}],
        "changedPropIds": ["url.pathname"],
    }
    answer = app.server.test_client().post("/_dash-update-component", json=body)
    assert answer.status_code == 200
    return repr(answer.get_json()["response"]["contenido"]["children"])


def test_an_old_link_shows_what_was_known_and_what_changed(antes_y_despues):
    folder, old = antes_y_despues
    app = create_app(replace(Settings(), datos=folder))
    query = "?serie=delitos&componente=total&desde=2023&hasta=2023"
    read = sheet(app, "/cedula/periodo/pais/numero", f"{query}&v={old}")
    assert "Entonces 1,076; hoy 1,081." in read
    assert "guardada el 12 de noviembre de 2026" in read
    assert "Desde entonces cambiaron 2 cifras." in read
    same = sheet(app, "/cedula/lista/loreto/casos", f"{query}&v={old}")
    assert "No cambió: hoy sigue siendo 115." in same
    current = sheet(app, "/cedula/lista/loreto/casos", f"{query}&v={Vivo(folder).actual.id}")
    assert "115" in current and "No cambió" not in current and "no se conserva" not in current
    gone = sheet(app, "/cedula/lista/loreto/casos", f"{query}&v=0123456789")
    assert "0123456789, que no se conserva en este equipo" in gone and "No se puede decir" in gone


def test_a_new_process_answers_old_links_from_the_register(antes_y_despues):
    folder, old = antes_y_despues
    vivo = Vivo(folder)
    assert vivo.actual.id != old
    puno = "serie_id == 'delitos' and codigo == 'puno' and anio == 2023"
    then, now = (vivo.select("", v).datos["casos"].query(puno)["valor"].sum() for v in (old, ""))
    assert (then, now) == (51, 56)
    assert vivo.version(old).datos.archivada and not vivo.actual.datos.archivada
    assert vivo.version("../../etc/ab") is None and vivo.version("0123456789") is None


def test_what_moved_is_told_with_then_and_now(antes_y_despues):
    folder, old = antes_y_despues
    aviso = notice(old, versiones.stored(folder, old), data_package.load(folder))
    assert set(aviso.cambios) == {
        "Delitos denunciados, Puno, 2023 (agravada): entonces 33, hoy 38",
        "Delitos denunciados, todo el país, 2023 (agravada): entonces 276, hoy 281",
    }
    assert notice("", None, data_package.load(folder)) is None
    assert then_and_now("51", "") == "Entonces 51; hoy esa cifra no existe o es sin dato."


def test_the_register_keeps_every_table_as_it_was(datos, tmp_path):
    here = replace(datos, folder=tmp_path)
    path = versiones.archive(here)
    first = {p.name: p.read_bytes() for p in path.parent.rglob("*") if p.is_file()}
    versiones.archive(here)
    assert {p.name: p.read_bytes() for p in path.parent.rglob("*") if p.is_file()} == first
    back = versiones.stored(tmp_path, datos.version)
    assert back.resources == dict(datos.resources)
    for name, table in datos.tables.items():
        assert back[name].equals(table), name
    assert sum(len(c) for c in first.values()) < 150_000


def test_a_damaged_register_is_as_if_it_were_not(datos, tmp_path):
    versiones.archive(replace(datos, folder=tmp_path))
    victim = max((tmp_path / "versiones" / "tablas").iterdir(), key=lambda p: p.stat().st_size)
    victim.write_bytes(gzip.compress(b"otra cosa"))
    assert versiones.stored(tmp_path, datos.version) is None
    victim.write_bytes(b"roto")
    assert versiones.stored(tmp_path, datos.version) is None


@settings(max_examples=15)
@given(rows=st.sets(st.integers(0, 600), max_size=6))
def test_what_moved_is_exactly_what_was_changed(datos, rows):
    casos = datos["casos"].copy()
    casos.loc[sorted(rows), "valor"] += 1
    after = replace(datos, tables=MappingProxyType({**datos.tables, "casos": casos}))
    moved = versiones.moved(datos, after)
    assert len(moved) == len(rows) and all(m.hoy == m.entonces + 1 for m in moved)
    assert versiones.moved(datos, datos) == ()


def test_rows_that_come_and_go_are_told(datos):
    less = replace(datos, tables=MappingProxyType({**datos.tables, "perfil": datos["perfil"].iloc[1:]}))
    assert [(m.entonces, m.hoy) for m in versiones.moved(datos, less)] == [(80.0, None)]
    assert versiones.told(versiones.moved(less, datos)[0], datos).endswith("entonces no estaba, hoy 80%")


def test_a_permanent_link_says_everything_and_opens_the_same(catalogo, elegir):
    for filtros in (elegir(), elegir(lugares=("puno", "tacna"), desde=2019), elegir("region_2014")):
        query = permanent_query(filtros, "0123456789")
        assert from_query(query, catalogo) == filtros and not was_repaired(query, filtros)
        assert f"desde={filtros.desde}" in query and query.endswith("v=0123456789")


def test_the_shipped_version_is_in_the_register(datos):
    """Lo que se entrega se puede reabrir mañana: selle antes de publicar (`check --sellar`)."""
    assert versiones.stored(datos.folder, datos.version) is not None
