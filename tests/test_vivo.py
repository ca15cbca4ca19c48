"""Los datos se renuevan sin quitarle los suyos a quien ya miraba; lo que se deja en la entrada se importa solo."""

import shutil
from pathlib import Path

import pytest

from dashboard.importer.entrada import Entrada
from dashboard.layout.datos.importados import NINGUNO, imported
from dashboard.settings import ROOT
from dashboard.vivo import CONSERVADAS, Vivo

ENCABEZADO = (
    "periodo_denuncia,anio_denuncia,fecha_descarga,distrito_fiscal,especialidad,tipo_caso,generico,subgenerico,"
    "articulo,des_articulo,cantidad,ubigeo_pjfs,dpto_pjfs,prov_pjfs,dist_pjfs,fecha_corte\n"
)
FILA = (
    "ENERO - DICIEMBRE,2023,01/08/2024,{lugar},PENAL,DENUNCIA,CONTRA LA DIGNIDAD HUMANA,TRATA DE PERSONAS,"
    "129-A,Trata de personas,{n},{ubigeo},{lugar},X,X,24/06/2024\n"
)


@pytest.fixture
def folder(tmp_path) -> Path:
    return shutil.copytree(ROOT / "data", tmp_path / "datos", ignore=shutil.ignore_patterns("importados", "entrada"))


def drop(folder: Path, name: str = "delitos.csv", text: str | None = None) -> None:
    (folder / "entrada").mkdir(exist_ok=True)
    rows = FILA.format(lugar="PUNO", n=60, ubigeo="210101") + FILA.format(lugar="TACNA", n=20, ubigeo="230101")
    (folder / "entrada" / name).write_text(ENCABEZADO + rows if text is None else text, encoding="utf-8")


def in_2023(vivo: Vivo, version: str = "") -> float:
    """Delitos de Puno en 2023 en una versión."""
    datos = vivo.select("", version).datos
    casos = datos["casos"].query("serie_id == 'delitos' and codigo == 'puno' and anio == 2023")
    return float(casos["valor"].sum())


def test_a_file_dropped_while_serving_becomes_a_new_version(folder):
    vivo, entrada = Vivo(folder), Entrada(folder, tell=lambda text: None)
    before = vivo.actual.id
    drop(folder)
    assert entrada.take() == 0  # todavía puede estar copiándose
    assert entrada.take() == 1
    assert vivo.refresh()
    assert vivo.actual.id != before
    assert in_2023(vivo) == 60


def test_who_was_looking_keeps_their_version(folder):
    vivo, entrada = Vivo(folder), Entrada(folder, tell=lambda text: None)
    before, seen = vivo.actual.id, in_2023(vivo)
    drop(folder)
    entrada.take(), entrada.take(), vivo.refresh()
    assert in_2023(vivo, before) == seen == 51  # 18 + 33, publicado
    assert in_2023(vivo, "una versión que ya no está") == 60


def test_nothing_changes_without_a_change(folder):
    assert not Vivo(folder).refresh()


def test_bad_data_keep_the_previous_version_and_say_why(folder):
    vivo, said = Vivo(folder), []
    casos = folder / "casos.csv"
    casos.write_text(casos.read_text(encoding="utf-8").replace("conteo", "cuenta", 1), encoding="utf-8")
    assert not vivo.refresh(said.append)
    assert "casos.csv" in said[0]
    assert in_2023(vivo) == 51


def test_a_refused_file_is_kept_with_its_reason(folder):
    said: list[str] = []
    entrada = Entrada(folder, tell=said.append)
    drop(folder, "notas.csv", "una,tabla\ncualquiera,1\n")
    entrada.take(), entrada.take()
    place = folder / "entrada" / "rechazados"
    assert (place / "notas.csv").read_text(encoding="utf-8") == "una,tabla\ncualquiera,1\n"
    assert "E-NO-RECONOCIDO" in (place / "notas.csv.txt").read_text(encoding="utf-8")
    assert not (folder / "importados").exists()


def test_a_second_file_with_the_same_name_does_not_replace_the_first(folder):
    entrada = Entrada(folder, tell=lambda text: None)
    for text in ("una,tabla\n1,2\n", "otra,tabla\n3,4\n"):
        drop(folder, "notas.csv", text)
        entrada.take(), entrada.take()
    kept = {p.name: p.read_text(encoding="utf-8") for p in (folder / "entrada" / "rechazados").glob("*.csv")}
    assert kept == {"notas.csv": "una,tabla\n1,2\n", "notas-2.csv": "otra,tabla\n3,4\n"}


def test_only_a_few_versions_are_kept(folder):
    shutil.rmtree(folder / "versiones")  # sin registro, solo responde la memoria
    vivo, fuentes = Vivo(folder), folder / "fuentes.csv"
    seen = [vivo.actual.datos.version]
    for n in range(CONSERVADAS):
        text = fuentes.read_text(encoding="utf-8")
        fuentes.write_text(
            text.replace("Licencia", f"Licencia {n}").replace("no declarada", f"no declarada {n}", 1), "utf-8"
        )
        assert vivo.refresh()
        seen.append(vivo.actual.id)
    assert len(set(seen)) == CONSERVADAS + 1
    answered = [vivo.select("", version).datos.version for version in seen]
    assert answered == [seen[-1], *seen[1:]]


def test_the_page_lists_what_was_imported(folder):
    assert NINGUNO in str(imported(Vivo(folder).actual.datos))
    entrada = Entrada(folder, tell=lambda text: None)
    drop(folder)
    entrada.take(), entrada.take()
    assert "delitos.csv" in str(imported(Vivo(folder).actual.datos))
