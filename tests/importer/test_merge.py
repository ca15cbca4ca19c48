"""Lo importado en los datos: qué reemplaza, qué agrega, qué total da y qué pasa con una carpeta dañada."""

from datetime import date

import pandas as pd
import pytest

from dashboard import data_package
from dashboard.catalog import build_catalog
from dashboard.importer.ingreso import keep

PUNO, CUSCO = ("puno", "base"), ("cusco", "base")


def cells(datos, serie: str, anio: int) -> dict:
    casos = datos["casos"]
    rows = casos[(casos["serie_id"] == serie) & (casos["anio"] == anio)]
    assert not rows.duplicated(["codigo", "componente"]).any()
    return dict(zip(zip(rows["codigo"], rows["componente"], strict=True), rows["valor"], strict=True))


def test_without_imports_nothing_changes(carpeta):
    plain, loaded = data_package.load(carpeta, importados=False), data_package.load(carpeta)
    assert loaded.version == plain.version and loaded.importados == ()


def test_imported_year_replaces_only_that_year(carpeta, lectura):
    before = data_package.load(carpeta)
    keep(lectura({PUNO: 5, CUSCO: 7}), carpeta)
    after = data_package.load(carpeta)
    assert cells(after, "delitos", 2023) == {PUNO: 5, CUSCO: 7, ("PE", "base"): 12}
    assert cells(after, "delitos", 2022) == cells(before, "delitos", 2022)
    assert cells(after, "especializadas", 2023) == cells(before, "especializadas", 2023)
    assert after.version != before.version


def test_national_total_is_ours_and_says_so(carpeta, lectura):
    keep(lectura({PUNO: 5, CUSCO: 7}), carpeta)
    casos = data_package.load(carpeta)["casos"]
    total = casos[(casos["serie_id"] == "delitos") & (casos["anio"] == 2023) & (casos["ambito"] == "nacional")]
    assert total["procedencia"].tolist() == ["calculado"] and "2 distritos fiscales" in total["cita"].item()
    assert total["fuente_id"].item() == "importado-prueba-2023"


def test_partial_places_give_no_national_total(carpeta, lectura):
    """Si la ausencia es «sin dato» y la serie no traía total, sumar una región no es el país."""
    keep(lectura({PUNO: 5}, serie="regional", nueva={"ausencia": "sin_dato"}), carpeta)
    assert set(cells(data_package.load(carpeta), "regional", 2023)) == {PUNO}


def test_new_year_and_new_series_are_appended(carpeta, lectura):
    shipped = data_package.load(carpeta)
    keep(lectura({PUNO: 5}, anio=2024), carpeta)
    keep(lectura({CUSCO: 7}, serie="vecina", nueva={}, fuente="otra"), carpeta)
    datos = data_package.load(carpeta)
    series = datos["series"].set_index("serie_id")
    assert series.at["vecina", "orden"] > shipped["series"]["orden"].max()
    assert series.at["vecina", "edicion"] == "importada: 2023"
    assert "importado: 2024" in series.at["delitos", "edicion"]
    assert cells(datos, "delitos", 2024) == {PUNO: 5, ("PE", "base"): 5}
    assert {"importado-prueba-2024", "importado-otra-2023"} <= set(datos["fuentes"]["fuente_id"])
    catalogo = build_catalog(datos)
    assert catalogo.series["vecina"].anios == (2023,) and 2024 in catalogo.series["delitos"].anios


def test_types_stay_and_every_row_is_cited(carpeta, lectura):
    shipped = data_package.load(carpeta)
    keep(lectura({PUNO: 5}, fin=date(2023, 12, 31), corte=None), carpeta)
    datos = data_package.load(carpeta)
    for table in ("casos", "series", "fuentes"):
        pd.testing.assert_series_equal(datos[table].dtypes, shipped[table].dtypes)
    assert set(datos["casos"]["fuente_id"]) <= set(datos["fuentes"]["fuente_id"])
    assert datos["casos"]["cita"].notna().all()


def test_series_keeps_its_latest_cut_off(carpeta, lectura):
    old = data_package.load(carpeta)["series"].set_index("serie_id").at["delitos", "fecha_corte"]
    keep(lectura({PUNO: 5}, corte=date(2024, 6, 30)), carpeta)
    assert data_package.load(carpeta)["series"].set_index("serie_id").at["delitos", "fecha_corte"] == old
    keep(lectura({PUNO: 5}, anio=2026, corte=date(2027, 1, 31)), carpeta)
    series = data_package.load(carpeta)["series"].set_index("serie_id")
    assert series.at["delitos", "fecha_corte"] == pd.Timestamp(2027, 1, 31)


def test_the_last_import_wins_over_a_wider_one(carpeta, lectura):
    keep(lectura({PUNO: 5}, fuente="a"), carpeta)
    keep(lectura({PUNO: 9}, fuente="b"), carpeta)
    datos = data_package.load(carpeta)
    assert cells(datos, "delitos", 2023)[PUNO] == 9
    assert "importado-a-2023" not in set(datos["fuentes"]["fuente_id"]), "ya no queda ninguna cifra suya"


@pytest.mark.parametrize(
    ("spoil", "dice"),
    [
        (lambda f: (f / "casos.csv").write_text("serie_id\n", encoding="utf-8"), "casos.csv falta o cambió"),
        (lambda f: (f / "casos.csv").unlink(), "casos.csv falta o cambió"),
        (lambda f: (f / "informe.json").write_text("{}", encoding="utf-8"), "informe.json falta o cambió"),
        (lambda f: (f / "datapackage.json").write_text("{", encoding="utf-8"), "datapackage.json"),
        (lambda f: (f / "datapackage.json").write_text("[]", encoding="utf-8"), "no se puede leer"),
        (lambda f: (f / "datapackage.json").unlink(), "datapackage.json"),
    ],
    ids=["casos cambiado", "casos borrado", "informe cambiado", "paquete cortado", "paquete ajeno", "paquete borrado"],
)
def test_a_damaged_folder_is_left_out_and_the_rest_loads(carpeta, lectura, capsys, spoil, dice):
    bad = keep(lectura({PUNO: 5}), carpeta).carpeta
    keep(lectura({CUSCO: 7}, anio=2024), carpeta)
    spoil(bad)
    capsys.readouterr()
    datos = data_package.load(carpeta)
    said = capsys.readouterr().err
    assert dice in said and "«prueba-2023» no se usa" in said and "importados/prueba-2023" in said
    assert cells(datos, "delitos", 2023) == cells(data_package.load(carpeta, importados=False), "delitos", 2023)
    assert cells(datos, "delitos", 2024) == {CUSCO: 7, ("PE", "base"): 7}
    keep(lectura({PUNO: 5}), carpeta)
    assert cells(data_package.load(carpeta), "delitos", 2023)[PUNO] == 5


def test_people_never_leave_their_folder(carpeta, lectura):
    cubo = pd.DataFrame({"poblacion": ["victimas"], "anio": [2023], "df_id": ["puno"], "personas": [3]})
    folder = keep(lectura({}, tablas={"cubo_personas": cubo}, leidas=1, cargadas=1), carpeta).carpeta
    assert (folder / "cubo_personas.csv").is_file()
    datos = data_package.load(carpeta)
    assert set(datos.tables) == set(data_package.load(carpeta, importados=False).tables)
    assert "cubo_personas" not in datos.resources
