"""Escritura repetible de las capas: mismas figuras, mismos bytes."""

import json
import os
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

DECIMALS = 4
LABEL_DECIMALS = 3
LABEL_TOLERANCE = 0.005
Feature = tuple[dict[str, str], BaseGeometry]


def to_bytes(features: list[Feature]) -> bytes:
    """GeoJSON con una figura por línea, para que un cambio se lea en el historial."""
    lines = ",\n".join(_feature(properties, shape) for properties, shape in features)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'.encode()


def _feature(properties: dict[str, str], shape: BaseGeometry) -> str:
    ordered = shapely.orient_polygons(shapely.normalize(shape))
    geometry = {"type": ordered.geom_type, "coordinates": _rounded(shapely.geometry.mapping(ordered))}
    labelled = properties | {"centro": label_point(shape)}
    return _dump({"type": "Feature", "properties": labelled, "geometry": geometry})


def label_point(shape: BaseGeometry) -> list[float]:
    """Punto más holgado de la parte mayor: donde mejor cabe un rótulo."""
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    radius = shapely.maximum_inscribed_circle(largest, tolerance=LABEL_TOLERANCE)
    return [round(value, LABEL_DECIMALS) for value in radius.coords[0]]


def _rounded(mapping: dict) -> list:
    def walk(value):
        return round(value, DECIMALS) if isinstance(value, float) else [walk(item) for item in value]

    return walk(mapping["coordinates"])


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def record(metadata: dict[str, object]) -> bytes:
    """Ficha de las capas, para `limites.json`."""
    return (json.dumps(metadata, ensure_ascii=False, indent=2) + "\n").encode()


def replace_all(carpeta: Path, contents: dict[str, bytes]) -> None:
    """Escribe aparte todos los archivos y solo entonces los pone en su sitio."""
    carpeta.mkdir(parents=True, exist_ok=True)
    aside = {name: carpeta / f".{name}.nuevo" for name in contents}
    try:
        for name, content in contents.items():
            aside[name].write_bytes(content)
        for name, path in aside.items():
            os.replace(path, carpeta / name)
    finally:
        for path in aside.values():
            path.unlink(missing_ok=True)
