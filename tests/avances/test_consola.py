"""Las órdenes de la consola, como las dan las recetas."""

import re
import shlex

import pytest

from dashboard.__main__ import _parser, main

RECETAS = ("ciclo-de-un-periodo", "respaldar-y-restaurar", "pasar-a-postgresql")
ORDEN = re.compile(r"^\s*python -m dashboard (.+)$", re.M)


@pytest.fixture
def orden(monkeypatch, tmp_path, capsys, url):
    """orden("usuarios listar") → (código, lo que dijo)."""
    monkeypatch.setenv("MIRADOR_AVANCES", str(tmp_path / "avances"))
    monkeypatch.setenv("DATABASE_URL", url)

    def run(line: str) -> tuple[int, str]:
        code = main(shlex.split(line))
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


@pytest.mark.parametrize("receta", RECETAS)
def test_every_order_of_a_recipe_is_understood(raiz, receta):
    orders = ORDEN.findall((raiz / "docs" / "recetas" / f"{receta}.md").read_text(encoding="utf-8"))
    assert orders
    for line in orders:
        _parser().parse_args(shlex.split(line))


def test_the_recipe_of_a_period_from_end_to_end(raiz, orden):
    text = (raiz / "docs" / "recetas" / "ciclo-de-un-periodo.md").read_text(encoding="utf-8")
    for line in ORDEN.findall(text):
        code, said = orden(line)
        assert code == 0, said
    assert "ana · Nombre Apellido · informante, MIMP, desactivada" in orden("usuarios listar")[1]
    code, said = orden("periodos cerrar 2017-2018")
    assert code == 1 and "se cerró el" in said


def test_passwords_are_shown_once_and_work(orden, open_at, tmp_path, url):
    said = orden('usuarios crear ana --nombre "Ana Quispe" --rol informante --institucion MIMP')[1]
    clave = said.strip().rpartition(" ")[2]
    again = orden("usuarios clave ana")[1].strip().rpartition(" ")[2]
    assert open_at(tmp_path / "avances", url).authenticate("ana", clave) is None
    assert open_at(tmp_path / "avances", url).authenticate("ana", again).institucion == "MIMP"
    assert clave not in orden("usuarios listar")[1]


def test_back_up_lose_everything_and_restore(orden, tmp_path, monkeypatch, url):
    orden('usuarios crear luz --nombre "Luz" --rol secretaria')
    code, said = orden(f"avances respaldo {tmp_path / 'copia.zip'}")
    head = re.search(r"\d+:[0-9a-f]{64}", said)[0]
    assert code == 0 and orden(f"ledger verify --cabeza {head}")[0] == 0
    assert orden(f"avances restaurar {tmp_path / 'copia.zip'}")[0] == 1
    monkeypatch.setenv("MIRADOR_AVANCES", str(tmp_path / "otra"))
    monkeypatch.setenv("DATABASE_URL", "")
    code, said = orden(f"avances restaurar {tmp_path / 'copia.zip'}")
    assert code == 0 and head in said and "luz · Luz" in orden("usuarios listar")[1]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("usuarios crear Á --nombre x --rol lector", "no sirve de usuario"),
        ("usuarios crear consola --nombre x --rol lector", "no sirve de usuario"),
        ("usuarios crear ana --nombre x --rol informante", "lleva su institución"),
        ("usuarios crear ana --nombre x --rol informante --institucion NASA", "no es una institución del plan"),
        ("usuarios clave nadie", "No hay una cuenta «nadie»"),
        ("periodos cerrar 1999", "no tiene el periodo «1999»"),
        ("ledger verify --cabeza hola", "no es una cabeza"),
        ("avances restaurar no-existe.zip", "no es un respaldo"),
    ],
)
@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_what_cannot_be_done_is_said(orden, line, says):
    code, said = orden(line)
    assert code == 1 and says in said and "Traceback" not in said


@pytest.mark.parametrize("address", ["mysql://x/y", "hola", "postgresql+nada://x/y"])
@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_an_address_that_is_not_understood_is_said(orden, monkeypatch, address):
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(SystemExit, match="DATABASE_URL"):
        orden("usuarios listar")


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_the_store_is_never_where_it_would_be_published(orden, monkeypatch, raiz):
    monkeypatch.setenv("MIRADOR_AVANCES", str(raiz / "assets" / "avances"))
    with pytest.raises(SystemExit, match="publica"):
        orden("usuarios listar")


def test_the_migrations_make_the_tables_of_the_program(almacen):
    """Lo que dejan las migraciones y lo que declara el esquema son lo mismo."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from dashboard.avances.esquema import Tabla

    with almacen.base.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Tabla.metadata) == []
