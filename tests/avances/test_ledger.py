"""El libro: se halla cualquier edición, borrado, agregado o cambio de orden, en él o en las tablas."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dashboard.avances import ledger
from dashboard.avances.ledger import Cabeza, canonical
from dashboard.avances.verificar import verify
from dashboard.plan.reportes import Evidencia, Valor

META = "1.3.2-P1-01"
SIN_CANDADO = {
    "sqlite": ("DROP TRIGGER eventos_sin_update", "DROP TRIGGER eventos_sin_delete"),
    "postgresql": ("ALTER TABLE eventos DISABLE TRIGGER USER",),
}


@pytest.fixture
def lleno(almacen):
    """Tres versiones: una observada, una aprobada y un borrador."""
    sha, tipo = almacen.keep_file("ana", b"%PDF-1.7 acta de entrega")
    proof = Evidencia("archivo", "Acta", 2, sha256=sha, tipo=tipo)
    for step in (almacen.observe, almacen.approve):
        saved = almacen.save_draft("ana", "MIMP", META, [Valor(2017, 1), Valor(2018, 2)], [proof])
        almacen.send("ana", saved.reporte_id)
        step("luz", saved.reporte_id, "¿Fuente?") if step == almacen.observe else step("luz", saved.reporte_id)
    almacen.save_draft("ana", "MIMP", META, [Valor(2017, 3)])
    assert verify(almacen).faltas == ()
    return almacen


def tamper(almacen, *statements, **values):
    """Como quien entra a la base por fuera del programa, después de quitarle el candado al libro."""
    with almacen.base.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for unlock in SIN_CANDADO[connection.dialect.name]:
            connection.execute(text(unlock))
        for statement in statements:
            connection.execute(text(statement), values)


def faults(almacen) -> str:
    return "\n".join(verify(almacen).faltas)


@pytest.mark.parametrize("column", ["momento", "autor", "accion", "datos", "anterior", "huella"])
def test_every_edited_column_of_an_event_is_found(lleno, column):
    tamper(lleno, f"UPDATE eventos SET {column} = 'x' || substr({column}, 2) WHERE secuencia = 9")
    assert "evento 9" in faults(lleno)


def test_an_edited_event_with_its_hash_redone_is_found(lleno):
    with lleno.base.reading() as connection:
        event = list(ledger.read(connection))[8]
    forged = ledger.Evento(**{**vars(event), "autor": "otro", "huella": ""})
    tamper(lleno, "UPDATE eventos SET autor = 'otro', huella = :h WHERE secuencia = 9", h=forged.huella_debida)
    assert "El evento 10 no continúa al anterior" in faults(lleno)


def test_a_removed_event_is_found(lleno):
    tamper(lleno, "DELETE FROM eventos WHERE secuencia = 10")
    assert "Entre el evento 9 y el 11 falta alguno" in faults(lleno)


def test_the_last_event_removed_is_found_by_what_it_left(lleno):
    tamper(lleno, f"DELETE FROM eventos WHERE secuencia = {lleno.head().secuencia}")
    assert "Sobra la fila 3 de «reportes»" in faults(lleno)


def test_an_end_cut_with_all_it_left_is_found_by_the_noted_head(lleno):
    noted = lleno.head()
    tamper(
        lleno,
        "DELETE FROM valores WHERE reporte_id = 3",
        "DELETE FROM reportes WHERE reporte_id = 3",
        f"DELETE FROM eventos WHERE secuencia = {noted.secuencia}",
    )
    assert verify(lleno).faltas == ()
    assert "no es el que se anotó" in verify(lleno, noted).faltas[0]
    assert verify(lleno, lleno.head()).faltas == ()


def test_an_inserted_event_is_found(lleno):
    last = lleno.head().secuencia
    copy = f"SELECT secuencia + 1, momento, autor, accion, datos, anterior, 'x' FROM eventos WHERE secuencia = {last}"
    tamper(lleno, f"INSERT INTO eventos {copy}")
    assert f"El evento {last + 1} no continúa al anterior" in faults(lleno)


def test_reordered_events_are_found(lleno):
    swap = "UPDATE eventos SET secuencia = {} WHERE secuencia = {}"
    tamper(lleno, swap.format(999, 8), swap.format(8, 9), swap.format(9, 999))
    assert "El evento 8" in faults(lleno) and "El evento 9" in faults(lleno)


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE reportes SET estado = 'aprobado' WHERE reporte_id = 1", "reportes»: estado"),
        ("UPDATE reportes SET version = 9 WHERE reporte_id = 2", "reportes»: version"),
        ("UPDATE valores SET numero = 100 WHERE reporte_id = 2 AND anio = 2018", "Cambió la fila 2/2018 de «valores»"),
        ("DELETE FROM valores WHERE reporte_id = 2 AND anio = 2017", "Falta la fila 2/2017"),
        ("INSERT INTO valores VALUES (2, 2019, 1, NULL, '', '')", "Sobra la fila 2/2019"),
        ("UPDATE evidencias SET nivel = 3 WHERE reporte_id = 2", "evidencias»: nivel"),
        ("UPDATE evidencias SET sha256 = 'x' WHERE reporte_id = 2", "Falta o cambió un archivo"),
        ("UPDATE observaciones SET texto = 'Nada.'", "observaciones»: texto"),
        ("DELETE FROM observaciones", "de «observaciones», que el libro sí tiene"),
        ("UPDATE usuarios SET rol = 'secretaria' WHERE usuario = 'ana'", "usuarios»: rol"),
        ("UPDATE usuarios SET clave = 'otra' WHERE usuario = 'luz'", "La clave de «luz» se cambió"),
        ("UPDATE instituciones SET nombre = 'x' WHERE codigo = 'MIMP'", "instituciones»: nombre"),
        ("UPDATE apertura SET demostracion = true", "apertura»: demostracion"),
        ("INSERT INTO periodos_cerrados VALUES ('2021', 'luz', 'hoy')", "Sobra la fila 2021"),
    ],
)
def test_every_row_changed_behind_the_program_is_found(lleno, statement, says):
    tamper(lleno, statement)
    assert says in faults(lleno)


def test_a_false_event_does_not_break_the_check(lleno):
    last = lleno.head()
    fields = (last.secuencia + 1, "2026-01-01T00:00:00+00:00", "ana", "regalar", "{}", last.huella)
    digest = ledger.Evento(*fields, "").huella_debida
    tamper(
        lleno,
        "INSERT INTO eventos VALUES (:a, :b, :c, :d, :e, :f, :g)",
        **dict(zip("abcdefg", (*fields, digest), strict=True)),
    )
    assert "no se puede aplicar" in faults(lleno)


def test_the_database_itself_refuses_to_rewrite_the_ledger(lleno):
    for statement in ("UPDATE eventos SET autor = 'x'", "DELETE FROM eventos"):
        with pytest.raises(DBAPIError, match="solo se agrega"), lleno.base.engine.begin() as connection:
            connection.execute(text(statement))
    assert verify(lleno).faltas == ()


def test_a_changed_or_missing_evidence_file_is_found(lleno):
    (path,) = [p for p in lleno.archivos.carpeta.rglob("*") if p.is_file()]
    path.write_bytes(b"%PDF-1.7 otra cosa")
    assert "Falta o cambió un archivo de evidencia del reporte 1" in faults(lleno)
    path.unlink()
    assert "Falta o cambió" in faults(lleno)


def test_an_empty_store_is_sound_and_is_not_created(vacio, url):
    if not url:
        assert verify(vacio).cabeza == Cabeza() and not vacio.base.archivo.exists()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=8), JSON, max_size=4))
def test_canonical_text_says_the_same_and_does_not_depend_on_order(datos):
    again = dict(reversed(datos.items()))
    assert canonical(datos) == canonical(again) and json.loads(canonical(datos)) == datos


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_canonical_has_no_word_for_what_is_not_a_number(value):
    with pytest.raises(ValueError, match="JSON"):
        canonical({"numero": value})
