"""Las personas importadas: se protegen al entrar, se guarda solo lo publicable y nada más sale de su carpeta."""

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard import data_package
from dashboard.data_package import DatosInvalidos
from dashboard.importer import personas
from dashboard.importer.carpetas import read_all
from dashboard.importer.command import protect_all
from dashboard.importer.ingreso import keep, simulate
from dashboard.privacy import NoPublicable
from dashboard.privacy.publicables import PUBLICABLES
from dashboard.sources.lectura import ArchivoRechazado
from dashboard.vivo import Vivo

# Distrito, sexo y explotación: Puno tiene 3 hombres, que no pueden mostrarse.
FILAS = (
    ("puno", "mujeres", "sexual", 20), ("puno", "hombres", "laboral", 3), ("puno", "mujeres", "laboral", 12),
    ("cusco", "mujeres", "sexual", 40), ("cusco", "hombres", "laboral", 9), ("tacna", "mujeres", "sexual", 15),
    ("tacna", "hombres", "laboral", 14), ("loreto", "mujeres", "laboral", 30), ("loreto", "hombres", "laboral", 16),
)  # fmt: skip


def cube(anio: int, more: int = 0, poblacion: str = "victimas") -> pd.DataFrame:
    rows = [(poblacion, anio, df, sexo, explota, n + more) for df, sexo, explota, n in FILAS]
    return pd.DataFrame(rows, columns=["poblacion", "anio", "df_id", "sexo", "explotacion", "personas"])


@pytest.fixture
def cargar(carpeta, lectura):
    def load(anio: int, more: int = 0, umbral: int = 5, table: pd.DataFrame | None = None, **campos):
        table = cube(anio, more) if table is None else table
        campos = {"fuente": "plantilla_victimas", "sha256": f"{anio}{more}"} | campos
        read = lectura({}, tablas={"cubo_personas": table}, leidas=9, cargadas=9, **campos)
        return keep(read, carpeta, umbral)

    return load


def people(carpeta: Path):
    return data_package.load(carpeta).personas["victimas"]


def files(carpeta: Path) -> dict[str, bytes]:
    return {p.relative_to(carpeta).as_posix(): p.read_bytes() for p in sorted(carpeta.rglob("*")) if p.is_file()}


def test_an_import_leaves_the_publishable_sealed_beside_it(carpeta, cargar):
    cargar(2023)
    assert {p.name for p in (carpeta / "protegidas" / "victimas").iterdir()} == {"protegido.json", "datapackage.json"}
    protected = people(carpeta)
    assert protected.umbral == 5 and protected.valor() == 159
    assert protected.valor(df_id="puno", sexo="hombres") is None
    assert protected.valor(df_id="cusco", anio=2023) == 49
    assert set(max(protected.tablas, key=len)) <= set(max(PUBLICABLES, key=len)) | set(personas.DIMENSIONES)
    with pytest.raises(NoPublicable):
        protected.consulta({"df_id": "puno", "sexo": "hombres"}, ("edad",))


def test_every_year_of_a_population_is_protected_together(carpeta, cargar):
    cargar(2022)
    before = people(carpeta)
    cargar(2023, more=5)
    after = people(carpeta)
    assert after.codigos("anio") == (2022, 2023) and after.valor() == 159 + 159 + 45
    assert after.anterior.marcos().keys() == before.marcos().keys()
    assert after.valor(df_id="puno", sexo="hombres", anio=2022) is None, "lo que se reservó sigue reservado"


def test_a_year_in_two_imports_counts_once_and_the_last_one_wins(carpeta, cargar):
    both = pd.concat([cube(2022), cube(2023)])
    cargar(2022, table=both, sha256="los dos")
    cargar(2023, more=5)
    assert people(carpeta).valor(anio=2023) == 159 + 45 and people(carpeta).valor(anio=2022) == 159


def test_the_same_import_twice_changes_nothing(carpeta, cargar):
    cargar(2023)
    before = files(carpeta)
    assert cargar(2023).informe["estado"] == "igual"
    assert files(carpeta) == before


def test_simulating_protects_and_writes_nothing(carpeta, lectura):
    before = files(carpeta)
    said = []
    read = lectura({}, tablas={"cubo_personas": cube(2023)}, leidas=9, cargadas=9)
    simulate(read, carpeta, progreso=lambda parte, etapa: said.append((etapa, parte)))
    assert files(carpeta) == before
    assert said and {e for e, _ in said} == {"protegiendo a las personas"} and all(0 <= p <= 1 for _, p in said)


def test_the_raw_cube_goes_nowhere(carpeta, cargar):
    """Ni a las tablas, ni a los recursos, ni a lo importado que acompaña a los datos, ni a lo protegido."""
    cargar(2023)
    datos = data_package.load(carpeta)
    assert set(datos.tables) == set(data_package.load(carpeta, importados=False).tables)
    assert all("cubo_personas" not in i.tablas for i in datos.importados)
    text = (carpeta / "protegidas" / "victimas" / "protegido.json").read_text(encoding="utf-8")
    numbers = [n for _, cells in json.loads(text)["protegido"]["tablas"] for n in cells]
    assert numbers and not [n for n in numbers if 0 < n < 5]


def test_only_what_passed_the_gate_enters_the_data(carpeta):
    datos = data_package.load(carpeta)
    with pytest.raises(TypeError, match="ya protegidas"):
        replace(datos, personas={"victimas": cube(2023)})


def test_the_version_changes_with_what_is_protected(carpeta, cargar):
    before = data_package.load(carpeta).version
    cargar(2023)
    middle = data_package.load(carpeta).version
    cargar(2024, more=5)
    assert len({before, middle, data_package.load(carpeta).version}) == 3


def test_a_removed_import_is_not_shown_until_it_is_protected_again(carpeta, cargar, capsys):
    cargar(2022)
    folder = cargar(2023, more=5).carpeta
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    assert data_package.load(carpeta).personas == {}
    assert "python -m dashboard proteger" in capsys.readouterr().err
    assert protect_all(carpeta, 5) == 0 and "protegidas otra vez" in capsys.readouterr().out
    assert people(carpeta).codigos("anio") == (2022,)
    assert protect_all(carpeta, 5) == 0 and "ya estaban" in capsys.readouterr().out


def test_serving_with_another_threshold_is_refused_clearly(carpeta, cargar):
    cargar(2023)
    with pytest.raises(DatosInvalidos, match="umbral vigente es 10 y .* con 5.*proteger"):
        Vivo(carpeta, umbral=10)


def test_the_threshold_of_the_installation_decides(carpeta, cargar):
    cargar(2023, umbral=10)
    protected = people(carpeta)
    assert protected.umbral == 10 and protected.valor(df_id="cusco", sexo="hombres") is None
    Vivo(carpeta, umbral=10)


def refusal(action) -> ArchivoRechazado:
    with pytest.raises(ArchivoRechazado) as refused:
        action()
    return refused.value


def test_e_ya_publicado(carpeta, cargar, capsys):
    """Con umbral 3 se mostró lo que con 10 debe callarse: se rechaza y no cambia nada."""
    cargar(2023, umbral=3)
    before = files(carpeta)
    refused = refusal(lambda: cargar(2024, more=5, umbral=10))
    assert refused.codigo == "E-YA-PUBLICADO" and files(carpeta) == before
    assert protect_all(carpeta, 10) == 2 and "Qué hacer: " in capsys.readouterr().err
    assert people(carpeta).umbral == 3


def test_e_protegida_danada(carpeta, cargar, capsys):
    """Sin saber qué se mostró no se puede publicar otra versión."""
    cargar(2023)
    (carpeta / "protegidas" / "victimas" / "protegido.json").write_text("{}", encoding="utf-8")
    assert data_package.load(carpeta).personas == {} and "No se muestran" in capsys.readouterr().err
    assert refusal(lambda: cargar(2024)).codigo == "E-PROTEGIDA-DANADA"
    assert [i.carpeta for i in read_all(carpeta)[0]] == ["plantilla_victimas-2023"]


def test_e_sin_proteccion(carpeta, cargar, monkeypatch):
    def impossible(*_args):
        raise RuntimeError("No se halló cómo proteger 2 celdas.")

    monkeypatch.setattr(personas, "protect", impossible)
    assert refusal(lambda: cargar(2023)).codigo == "E-SIN-PROTECCION"
    assert read_all(carpeta)[0] == [] and not (carpeta / "protegidas").exists()


@pytest.mark.parametrize("seed", range(6))
def test_any_small_import_is_protected_or_refused(carpeta, lectura, seed):
    """Cubos diminutos: nunca un error sin código."""
    table = cube(2023).sample(3, random_state=seed).assign(personas=lambda t: t["personas"] % (3 + seed))
    read = lectura({}, fuente="plantilla_victimas", tablas={"cubo_personas": table}, leidas=3, cargadas=3)
    keep(read, carpeta)
    total = table["personas"].sum()
    assert people(carpeta).valor() in ((None,) if 0 < total < 5 else (None, total))
