"""Los acuerdos de una asamblea: el archivo se revisa entero, se une sin duplicar y sale como acta."""

import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.__main__ import main
from dashboard.acuerdos import record
from dashboard.avances.abrir import open_store
from dashboard.avances.personas import CONSOLA
from dashboard.informes.acta import minutes
from dashboard.informes.acuerdos import FORMATO, ArchivoInvalido, Asamblea, merge, read
from dashboard.settings import Settings

YO = CONSOLA.usuario


def row(code: int = 1, **changes) -> dict:
    base = {
        "acuerdo_id": f"acuerdo-{code:032x}",
        "sesion": "Sesión descentralizada: Distrito fiscal de Madre de Dios",
        "texto": "Instalar la mesa regional & informar <cada trimestre>.",
        "responsable": "Gobiernos regionales",
        "vence": "2027-03-31",
        "meta_id": "",
        "autor": "Rosa Quispe",
        "fecha": "2026-11-26T15:04:05-05:00",
    }
    return base | changes


def file(*rows: dict, **changes) -> bytes:
    values = {"formato": FORMATO, "sesion": "Distrito fiscal de Madre de Dios", "version": "ed6cf6c648"}
    return json.dumps(values | {"acuerdos": list(rows)} | changes, ensure_ascii=False).encode()


@pytest.fixture
def almacen(tmp_path, plan):
    store = open_store(Settings(avances=tmp_path / "avances"), plan)
    yield store
    store.base.close()


def test_reads_what_the_browser_writes(plan):
    asamblea = read(file(row(1), row(2, vence="", meta_id=plan.metas[0].meta_id)), plan)
    first, second = asamblea.acuerdos
    assert (first.vence, second.vence) == (date(2027, 3, 31), None)
    assert second.meta_id == plan.metas[0].meta_id
    assert first.fecha.isoformat() == "2026-11-26T15:04:05-05:00"
    assert asamblea.version == "ed6cf6c648"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"\x00\xff", "no es JSON"),
        (b"[" * 100_000, "no es JSON"),
        (b"{}", f"no dice «{FORMATO}»"),
        (file(acuerdos="nada"), "no trae la lista"),
        (file(row(texto="")), "Acuerdo 1: falta texto."),
        (file(row(texto="", autor=" ")), "falta texto y autor."),
        (file(row(1), row(2, vence="31/03/2027")), "Acuerdo 2: «31/03/2027» no es una fecha"),
        (file(row(fecha="2026-11-26T15:04:05")), "no dice la diferencia con UTC"),
        (file(row(meta_id="99.9")), "la meta «99.9» no está en el Plan"),
        (file(row(acuerdo_id="1; DROP TABLE")), "su código no tiene la forma"),
        (file(row(texto="x" * 2001)), "«texto» debe ser un texto de hasta 2000 letras"),
        (file(row(responsable=["a"])), "«responsable» debe ser un texto"),
        (file("texto"), "no es un acuerdo"),
        (file(*[row(i) for i in range(501)]), "trae 501 acuerdos; se admiten hasta 500"),
        (b" " * 2_000_001, "pesa más de 2 MB"),
    ],
)
def test_says_every_fault_and_keeps_nothing(plan, content, fault):
    with pytest.raises(ArchivoInvalido, match=re.escape(fault)):
        read(content, plan)


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: file(row(texto=t))))
def test_any_file_is_read_or_refused_in_words(plan, content):
    try:
        assert read(content, plan).acuerdos[0].texto.strip()
    except ArchivoInvalido as error:
        assert all(fault.endswith((".", ")", "»")) for fault in error.faltas)


rows = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 59)), max_size=12)


@given(rows)
def test_merging_is_idempotent_and_the_last_correction_stays(plan, pairs):
    written = [row(code, fecha=f"2026-11-26T15:{minute:02}:00-05:00", texto=f"{minute}") for code, minute in pairs]
    found = read(file(*written), plan).acuerdos
    assert merge([*found, *found]) == found
    assert merge(reversed(found)) == found
    last = {code: max(m for c, m in pairs if c == code) for code, _ in pairs}
    assert {a.acuerdo_id: a.texto for a in found} == {f"acuerdo-{c:032x}": str(m) for c, m in last.items()}


def test_hours_are_compared_with_their_zone(plan):
    lima, utc = (
        row(texto="Lima", fecha="2026-11-26T15:00:00-05:00"),
        row(texto="UTC", fecha="2026-11-26T19:00:00+00:00"),
    )
    assert [a.texto for a in read(file(lima, utc), plan).acuerdos] == ["Lima"]


def test_recording_twice_never_doubles(almacen, plan):
    acuerdos = read(file(row(1), row(2)), plan).acuerdos
    assert record(almacen, YO, acuerdos) == (2, 0)
    assert record(almacen, YO, acuerdos) == (0, 2)
    assert record(almacen, YO, reversed(acuerdos)) == (0, 2)
    kept = almacen.public().acuerdos
    assert sorted(a.acuerdo_id for a in kept) == [f"acuerdo-{i:032x}" for i in (1, 2)]
    assert all("Anotado por Rosa Quispe, 26 de noviembre de 2026, 15:04" in a.seguimiento for a in kept)


def test_a_later_correction_enters_and_an_older_file_does_not_undo_it(almacen, plan):
    first = read(file(row(1)), plan).acuerdos
    corrected = read(file(row(1, texto="Corregido.", fecha="2026-11-26T16:00:00-05:00")), plan).acuerdos
    assert record(almacen, YO, first) == (1, 0)
    assert record(almacen, YO, corrected) == (1, 0)
    assert record(almacen, YO, first) == (0, 1)
    assert [a.texto for a in almacen.public().acuerdos] == ["Corregido."]


def test_what_the_secretaria_rewrote_is_not_undone(almacen, plan):
    (acuerdo,) = read(file(row(1)), plan).acuerdos
    record(almacen, YO, [acuerdo])
    almacen.record_agreements(YO, [replace(acuerdo, estado="cumplido", seguimiento="Se instaló en enero.")])
    later = replace(acuerdo, texto="Otra cosa.", fecha=acuerdo.fecha.replace(year=2027))
    assert record(almacen, YO, [later]) == (0, 1)
    assert almacen.public().acuerdos[0].estado == "cumplido"


def test_the_command_records_files_of_several_computers_and_writes_the_minutes(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("MIRADOR_AVANCES", str(tmp_path / "avances"))
    one, two, acta = tmp_path / "uno.json", tmp_path / "dos.json", tmp_path / "acta.docx"
    one.write_bytes(file(row(1), row(2)))
    two.write_bytes(file(row(2), row(3)))
    assert main(["acuerdos", str(one), str(two), "--acta", str(acta)]) == 0
    assert "3 registrados o corregidos; 0 ya estaban." in capsys.readouterr().out
    assert main(["acuerdos", str(two)]) == 0
    assert "0 registrados o corregidos; 2 ya estaban." in capsys.readouterr().out
    assert len(docx.Document(acta).tables[0].rows) == 4


def test_the_command_says_which_file_is_wrong_and_records_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("MIRADOR_AVANCES", str(tmp_path / "avances"))
    good, bad = tmp_path / "bueno.json", tmp_path / "malo.json"
    good.write_bytes(file(row(1)))
    bad.write_bytes(file(row(2, texto="")))
    assert main(["acuerdos", str(good), str(bad)]) == 1
    assert "malo.json: Acuerdo 1: falta texto." in capsys.readouterr().err
    assert main(["acuerdos", str(tmp_path / "no-esta.json")]) == 1
    assert not (tmp_path / "avances").exists()


def test_the_minutes_open_in_libreoffice_with_the_same_words(tmp_path, plan):
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice no está instalado en este equipo.")
    meta = plan.metas[0]
    long = "Coordinar con los gobiernos locales la atención de presuntas víctimas en cada provincia. " * 6
    asamblea = read(file(row(1), row(2, texto=long, vence="", meta_id=meta.meta_id)), plan)
    target = tmp_path / "acta.docx"
    target.write_bytes(minutes(asamblea, plan, date(2026, 11, 26)))
    profile = f"-env:UserInstallation=file://{tmp_path}/lo"
    command = [office, "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(target)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pdf = subprocess.run(["pdftotext", str(tmp_path / "acta.pdf"), "-"], check=True, capture_output=True).stdout
    read_words = set(re.findall(r"\w+", pdf.decode()))
    written = "\n".join(
        [p.text for p in docx.Document(target).paragraphs]
        + [c.text for t in docx.Document(target).tables for r in t.rows for c in r.cells]
    )
    for part in ("Instalar la mesa regional & informar <cada trimestre>.", "31 de marzo de 2027", "sin fecha"):
        assert part in written
    for part in (
        f"{meta.meta_id}: ",
        "Rosa Quispe, 26 de noviembre de 2026, 15:04",
        "versión ed6cf6c648",
        "2 acuerdos",
    ):
        assert part in written
    assert "{" not in written and long.strip() in written
    broken = {w for w in re.findall(r"\w+", written) if len(w) < 12} - read_words
    assert broken == set(), "palabras que no se ven en el PDF"


def test_an_empty_assembly_still_has_its_minutes(plan):
    document = docx.Document(BytesIO(minutes(Asamblea("Puno", "v", ()), plan, date(2026, 11, 26))))
    assert "La sesión tomó 0 acuerdos." in [p.text for p in document.paragraphs]
