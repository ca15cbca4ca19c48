"""La revisión de datos dice cada falta con archivo, fila como en Excel, columna, valor y qué hacer."""

import json
import re
import shutil
from pathlib import Path

import pytest

from dashboard import data_package
from dashboard.check import check, packages, review
from dashboard.data_package import DatosInvalidos
from dashboard.validation import validate
from dashboard.validation_faltas import FORMAS, RAZONES, TIPOS

MALOS = Path(__file__).parent / "datos_malos"

# archivo con una sola falta → dónde está, qué valor tiene y el consejo
FALTAS = {
    "casos_numero_con_coma.csv": ("fila 3, columna «valor»: «79,5»", "con punto decimal"),
    "casos_miles.csv": ("fila 5, columna «valor»: «1,365»", "sin separador de miles"),
    "casos_entero.csv": ("fila 3, columna «anio»: «dos mil»", "número entero"),
    "casos_fecha.csv": ("fila 3, columna «inicio»: «01/01/2019»", "AAAA-MM-DD"),
    "casos_booleano.csv": ("fila 3, columna «completa»: «VERDADERO»", "«true» o «false»"),
    "casos_obligatorio.csv": ("fila 3, columna «valor»: está vacía", "Escriba el dato"),
    "casos_admitidos.csv": ("fila 4, columna «ambito»: «region»", "nacional, distrito_fiscal, departamento."),
    "casos_minimo.csv": ("fila 3, columna «valor»: «-79»", "menor que el mínimo admitido, 0"),
    "casos_maximo.csv": ("fila 3, columna «anio»: «20190»", "mayor que el máximo admitido, 2100"),
    "casos_clave_repetida.csv": (
        "fila 4, columna «ambito + codigo + anio»: «distrito_fiscal · puno · 2019»",
        "ya está en la fila 2",
    ),
    "casos_fuente_inexistente.csv": (
        "fila 3, columna «fuente_id»: «rpp-833302»",
        "no existe en fuentes.csv, columna «fuente_id». Agréguelo allí o corríjalo aquí",
    ),
    "casos_celda_de_mas.csv": ("fila 3: «revisar»", "enciérrelo entre comillas"),
    "casos_celdas_de_menos.csv": ("fila 3, columna «fin»: falta", "Complete la fila"),
    "casos_comillas_abiertas.csv": ("fila 3, columna «anio»: falta", "cierre las comillas abiertas"),
    "casos_fila_vacia.csv": ("fila 3: está vacía", "Elimínela"),
    "casos_encabezado_cambiado.csv": ("fila 1: «casos»", "«valor»"),
    "casos_columna_de_menos.csv": ("fila 1, columna «fuente_id»: falta", "Agréguela al final"),
    "casos_columna_de_mas.csv": ("fila 1: «notas»", "Elimínela o descríbala en datapackage.json"),
    "casos_encabezado_repetido.csv": ("fila 1: «anio»", "aquí va «completa»"),
    "casos_encabezado_vacio.csv": ("fila 1, columna «completa»: no tiene encabezado", "Escríbalo"),
    "casos_sin_filas.csv": (": tiene encabezados y ninguna fila", "Restaure las filas"),
    "casos_vacio.csv": (": está vacío", "restáurela"),
    "casos_separador.csv": (": separa con «;»", "«CSV UTF-8 (delimitado por comas)»"),
    "casos_codificacion.csv": (": no está en UTF-8", "Guardar como"),
    "casos_codigo_de_otro_ambito.csv": ("fila 4, columna «codigo»: «puno»", "no existe en departamentos.csv"),
    "casos_codigo_nacional.csv": ("fila 5, columna «codigo»: «PERU»", "que usa PE"),
    "casos_fechas_cruzadas.csv": ("fila 3, columna «fin»: «2019-01-01»", "anterior al inicio, 2019-12-31"),
    "casos_anio_de_otro_periodo.csv": ("fila 3, columna «anio»: «2018»", "no es el año del periodo"),
    "fuentes_codigo_repetido.csv": ("fila 3, columna «fuente_id»: «mpfn-delitos»", "ya está en la fila 2"),
    "fuentes_forma.csv": ("fila 3, columna «fuente_id»: «RPP 833302»", "como rpp-833302"),
    "fuentes_largo.csv": ("fila 2, columna «titulo»: «Delitos denunciados en todo", "30 caracteres"),
    "departamentos_cero_perdido.csv": ("fila 3, columna «ubigeo»: «2»", "Excel borra el cero inicial"),
    "muestra_json_roto.geojson": (": no es un JSON válido (línea 2)", "Restaure el archivo original"),
}


@pytest.fixture
def muestra(tmp_path: Path) -> Path:
    """Una carpeta de datos pequeña y sin faltas, que cada prueba estropea."""
    return Path(shutil.copytree(MALOS / "base", tmp_path / "datos"))


def spoil(folder: Path, name: str) -> str:
    """Reemplaza el archivo de la muestra que corresponde por el malo; devuelve su nombre."""
    target = next(p.name for p in folder.iterdir() if name.startswith(f"{p.stem}_"))
    shutil.copy(MALOS / name, folder / target)
    return target


def test_sample_without_faults_is_clean(muestra):
    assert validate(muestra) == []


@pytest.mark.parametrize("name", FALTAS)
def test_one_fault_one_sentence(muestra, name):
    where, advice = FALTAS[name]
    file = spoil(muestra, name)
    faltas = validate(muestra)
    assert len(faltas) == 1, faltas
    assert faltas[0].startswith(file)
    assert where in faltas[0]
    assert advice in faltas[0]


def test_every_bad_file_is_tested():
    assert {p.name for p in MALOS.iterdir() if p.is_file()} == set(FALTAS)


def test_sentences_are_spanish_and_complete(muestra):
    for name in FALTAS:
        shutil.copytree(MALOS / "base", muestra, dirs_exist_ok=True)
        spoil(muestra, name)
        for falta in validate(muestra):
            assert falta.endswith("."), falta
            assert not re.search(r"None|\[|row|field|constraint|type is|position", falta), falta


def test_all_faults_of_all_files_at_once(muestra):
    spoil(muestra, "casos_minimo.csv")
    spoil(muestra, "fuentes_forma.csv")
    (muestra / "departamentos.csv").unlink()
    faltas = validate(muestra)
    assert [f.partition(":")[0] for f in faltas] == [
        "departamentos.csv",
        "fuentes.csv, fila 3, columna «fuente_id»",
        "casos.csv, fila 3, columna «valor»",
    ]
    assert "no está" in faltas[0]


def test_excel_writes_a_mark_and_windows_line_ends(muestra):
    text = (muestra / "casos.csv").read_text(encoding="utf-8")
    (muestra / "casos.csv").write_text(text, encoding="utf-8-sig", newline="\r\n")
    assert validate(muestra) == []


def test_descriptor_missing_or_broken(muestra):
    (muestra / "datapackage.json").write_text('{\n"resources": [}', encoding="utf-8")
    with pytest.raises(DatosInvalidos, match=r"datapackage.json, línea 2: no es un JSON válido"):
        validate(muestra)
    (muestra / "datapackage.json").unlink()
    with pytest.raises(DatosInvalidos, match="MIRADOR_DATOS"):
        validate(muestra)


def test_descriptor_with_unknown_type(muestra):
    path = muestra / "datapackage.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"number"', '"cifra"'), encoding="utf-8")
    (falta,) = validate(muestra)
    assert falta.startswith("datapackage.json: la descripción de las tablas no es válida")


def described_fields(raiz: Path) -> list[dict]:
    descriptors = [data_package.read_descriptor(p) for p in packages(raiz / "data")]
    return [f for d in descriptors for r in d["resources"] for f in r.get("schema", {}).get("fields", [])]


def test_every_rule_of_the_packages_has_its_words(raiz):
    fields = described_fields(raiz)
    rules = {rule for f in fields for rule in f.get("constraints", {})} - {"unique"}
    assert rules <= set(RAZONES)
    assert {f["type"] for f in fields} - {"string"} <= set(TIPOS)
    assert {f["constraints"]["pattern"] for f in fields if "pattern" in f.get("constraints", {})} <= set(FORMAS)


def test_primary_keys_are_required(raiz):
    """Una clave vacía se dice por su celda obligatoria: por eso toda clave debe serlo."""
    for package in packages(raiz / "data"):
        for resource in data_package.read_descriptor(package)["resources"]:
            schema = resource.get("schema", {"fields": []})
            required = {f["name"] for f in schema["fields"] if f.get("constraints", {}).get("required")}
            assert set(schema.get("primaryKey", [])) <= required, resource["name"]


def test_real_data_and_plan_have_no_faults(raiz):
    assert review(raiz / "data") == []


def test_load_refuses_changed_and_wrong_data(muestra):
    data_package.reseal(muestra)
    assert len(data_package.load(muestra)["casos"]) == 4
    spoil(muestra, "casos_minimo.csv")
    with pytest.raises(DatosInvalidos) as refusal:
        data_package.load(muestra)
    assert refusal.value.faltas == validate(muestra)


@pytest.fixture
def con_plan(tmp_path: Path, raiz: Path) -> Path:
    """Una copia de los datos de verdad, con su plan."""
    return Path(shutil.copytree(raiz / "data", tmp_path / "data"))


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_check_says_it_is_fine_and_seals(con_plan, capsys):
    replace(con_plan / "fuentes.csv", "Agencia Andina", "Agencia de noticias Andina")
    plan = con_plan / "planes" / "pnat_2017_2021"
    replace(plan / "plan.csv", "Plan Nacional", "El Plan Nacional")
    before = data_package.read_descriptor(con_plan)
    assert check(con_plan) == 0
    out = capsys.readouterr().out
    assert re.search(r"Los datos están bien: \d+ tablas, [\d,]+ filas, versión [0-9a-f]{10}\.", out)
    assert "Cambios desde el último sello: fuentes.csv." in out and "plan.csv" in out
    assert data_package.read_descriptor(con_plan) == before
    assert check(con_plan, sellar=True) == 0
    assert data_package.changed_files(con_plan, data_package.read_descriptor(con_plan)) == []
    assert data_package.changed_files(plan, data_package.read_descriptor(plan)) == []
    assert "Cambios" not in capsys.readouterr().out


def test_check_lists_faults_and_does_not_seal(con_plan, capsys):
    replace(con_plan / "casos.csv", ",nacional,PE,", ",nacional,PERU,")
    replace(con_plan / "planes/pnat_2017_2021/metas.csv", "2019-2020", "2022")
    sealed = data_package.read_descriptor(con_plan)
    assert check(con_plan, sellar=True) == 1
    out = capsys.readouterr().out
    assert out.startswith("Hay ")
    assert "casos.csv, fila 2, columna «codigo»: «PERU»" in out
    assert "planes/pnat_2017_2021/metas.csv, fila 10, columna «periodo»: «2022»" in out
    assert out.count("columna «periodo»: «2022»") == 1
    assert data_package.read_descriptor(con_plan) == sealed


def test_check_adds_what_only_the_plan_loader_sees(con_plan):
    replace(con_plan / "planes/pnat_2017_2021/acciones.csv", "1.1.1,1,OI 1.1", "1.1.1,2,OI 1.1")
    faltas = review(con_plan)
    assert any("acciones.csv, fila 2, columna «eje»: «2» no coincide con objetivos.csv" in f for f in faltas), faltas


def test_descriptor_formats_are_the_ones_the_loader_reads(raiz):
    fields = json.loads((raiz / "data" / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    types = {f["type"] for r in fields for f in r.get("schema", {}).get("fields", [])}
    assert types <= set(data_package.DTYPES) | {"date"}
