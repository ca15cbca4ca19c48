"""Geometría compacta para el navegador: una lista de x y otra de y por unidad, con `null` entre anillos."""

import json
from collections.abc import Iterator
from pathlib import Path

from dashboard.limites import marcos

NATIONAL_DECIMALS, INSET_DECIMALS = 3, 4
LAYERS = {
    "df": ("distritos_fiscales.geojson", "df_id", NATIONAL_DECIMALS),
    "dep": ("departamentos.geojson", "ubigeo", NATIONAL_DECIMALS),
    "vecinos": ("vecinos.geojson", "iso", NATIONAL_DECIMALS),
    "lima": ("lima_callao.geojson", "df_id", INSET_DECIMALS),
}
Path2D = list[list[float | None]]


def write_asset(datos: Path) -> bytes:
    """Resume las capas de `datos/geo` en un solo JSON, siempre con los mismos bytes.

    Los anillos exteriores van en sentido antihorario y los huecos al revés, de modo que
    `fill="toself"` deja vacíos los huecos.
    """
    asset: dict[str, object] = {"centro": {}, "marco": {"nacional": marcos.NACIONAL, "lima": marcos.LIMA}}
    for layer, (name, identifier, decimals) in LAYERS.items():
        features = json.loads((datos / "geo" / name).read_text(encoding="utf-8"))["features"]
        by_id = {feature["properties"][identifier]: feature for feature in features}
        asset[layer] = {unit: _path(feature["geometry"], decimals) for unit, feature in by_id.items()}
        asset["centro"][layer] = {unit: feature["properties"]["centro"] for unit, feature in by_id.items()}
    return json.dumps(asset, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _path(geometry: dict, decimals: int) -> Path2D:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in _rings(geometry):
        points = _rounded(ring, decimals)
        if xs:
            xs.append(None)
            ys.append(None)
        xs += [x for x, _ in points]
        ys += [y for _, y in points]
    return [xs, ys]


def _rings(geometry: dict) -> Iterator[list[list[float]]]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        yield from polygon


def _rounded(ring: list[list[float]], decimals: int) -> list[tuple[float, float]]:
    points = [(round(x, decimals), round(y, decimals)) for x, y in ring]
    return [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
