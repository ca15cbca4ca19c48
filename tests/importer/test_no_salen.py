"""Las filas de personas no llegan al navegador, al disco de la caché ni al registro: de la orden a la respuesta."""

import gzip
import logging
import re

import pytest

from dashboard.factory import create_app
from dashboard.settings import Settings
from tests.importer.conftest import DATOS
from tests.importer.test_command import CABEZA, run

CABEZA_ENTERA = CABEZA.replace("Cantidad", "Banda de edad;Explotación;Cantidad")
# Números que solo existen en el cruce de sexo × explotación dentro de un distrito, que no se publica.
EN_BRUTO = {
    ("PUNO", "Mujer", "Sexual"): 7391, ("PUNO", "Mujer", "Laboral"): 1127,
    ("PUNO", "Hombre", "Sexual"): 2203, ("PUNO", "Hombre", "Laboral"): 3347,
    ("CUSCO", "Mujer", "Sexual"): 1619, ("CUSCO", "Mujer", "Laboral"): 4253,
    ("CUSCO", "Hombre", "Sexual"): 6197, ("CUSCO", "Hombre", "Laboral"): 2861,
}  # fmt: skip
PUBLICO = 7391 + 1127
DIRECCIONES = ("/", "/metas", "/datos", "/_dash-layout", "/_dash-dependencies")
CONSULTA = "?corte=plantilla&desde=2023&hasta=2023"


def raw(text: str) -> list[int]:
    """Los que están como número entero, suelto o con separador de miles; no como parte de otro."""
    return [n for n in EN_BRUTO.values() if re.search(rf"(?<![\d.])({n}|(?<!\d,){n:,})(?!\d|\.\d)", text)]


@pytest.fixture
def importado(carpeta, tmp_path, caplog, capsys):
    """La carpeta tras importar la plantilla, y todo lo que se escribió en el registro o en la pantalla."""
    caplog.set_level(logging.DEBUG)
    rows = [f"Presuntas víctimas;{df};2023;{sexo};13 a 17;{fin};{n}" for (df, sexo, fin), n in EN_BRUTO.items()]
    (tmp_path / "v.csv").write_text(CABEZA_ENTERA + "\n".join(rows) + "\n", encoding="utf-8")
    assert run("import", tmp_path / "v.csv", "--datos", carpeta) == 0
    said = capsys.readouterr()
    return carpeta, said.out + said.err + caplog.text


def test_the_log_of_the_import_tells_no_row(importado):
    _, said = importado
    assert "v.csv" in said and raw(said) == []


def test_only_the_closed_cube_keeps_them_on_disk(importado):
    folder, _ = importado
    keepers = set()
    shipped = {p.relative_to(DATOS) for p in DATOS.rglob("*")}
    for path in (p for p in folder.rglob("*") if p.is_file() and p.relative_to(folder) not in shipped):
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        if raw(content.decode("utf-8", "replace")):
            keepers.add(path.name)
    assert keepers == {"cubo_personas.csv"}


def test_nothing_the_browser_receives_has_them(importado, caplog, tmp_path):
    folder, _ = importado
    client = create_app(Settings(datos=folder, avances=tmp_path / "avances")).server.test_client()
    seen = ""
    for where in (*DIRECCIONES, f"/{CONSULTA}", f"/{CONSULTA}&lugar=puno", f"/{CONSULTA}&sexo=mujeres"):
        answer = client.get(where)
        assert answer.status_code == 200, where
        seen += answer.get_data(as_text=True)
    assert raw(seen) == [] and raw(caplog.text) == []
    assert f"{PUBLICO:,}" in seen, "lo publicable sí llega: la prueba mira donde debe"


def test_a_year_only_the_template_has_does_not_break_the_page(carpeta, tmp_path):
    """La serie inicial no tiene 2024: sus tarjetas dicen «sin dato» y el perfil importado contesta."""
    rows = [f"Presuntas víctimas;{df};2024;{sexo};13 a 17;{fin};{n}" for (df, sexo, fin), n in EN_BRUTO.items()]
    (tmp_path / "v.csv").write_text(CABEZA_ENTERA + "\n".join(rows) + "\n", encoding="utf-8")
    assert run("import", tmp_path / "v.csv", "--datos", carpeta) == 0
    client = create_app(Settings(datos=carpeta, avances=tmp_path / "avances")).server.test_client()
    answer = client.get("/?corte=plantilla&desde=2024&hasta=2024")
    assert answer.status_code == 200
    women = sum(n for (_, sexo, _), n in EN_BRUTO.items() if sexo == "Mujer")
    assert f"{women:,}" in answer.get_data(as_text=True)
