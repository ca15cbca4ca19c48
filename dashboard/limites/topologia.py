"""Mosaicos de polígonos que comparten exactamente sus lindes."""

from collections.abc import Callable, Hashable

import shapely
from shapely.geometry.base import BaseGeometry

GRID = 1e-4
ISLET_KM2 = 10
SLIT_KM2 = 5
KM2_PER_SQUARE_DEGREE = 12_100
Mosaic = dict[Hashable, BaseGeometry]


def voronoi(points: list[tuple[float, float]], codes: list[str], container: BaseGeometry) -> Mosaic:
    """Reparte el contenedor entre los puntos más cercanos y une las celdas del mismo código."""
    cells = shapely.voronoi_polygons(
        shapely.MultiPoint(points), extend_to=shapely.envelope(container).buffer(1), ordered=True
    ).geoms
    groups: dict[str, list[BaseGeometry]] = {}
    for code, cell in zip(codes, cells, strict=True):
        groups.setdefault(code, []).append(cell)
    return {code: shapely.intersection(shapely.union_all(group), container) for code, group in groups.items()}


def node(mosaic: Mosaic) -> Mosaic:
    """Lleva el mosaico a una retícula y corta cada linde en todos sus nudos, sin traslapes ni rendijas."""
    keys, shapes = list(mosaic), list(mosaic.values())
    lines = shapely.union_all([s.boundary for s in shapes], grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize([lines]))
    owner = _owners(faces, shapes)
    groups: dict[Hashable, list[BaseGeometry]] = {}
    for face, index in sorted(owner.items()):
        groups.setdefault(keys[index], []).append(faces[face])
    return {key: shapely.coverage_union_all(groups[key]) for key in keys if key in groups}


def _owners(faces, shapes: list[BaseGeometry]) -> dict[int, int]:
    """Dueño de cada cara: la primera figura que la contiene o, si es una rendija, la más cercana."""
    points = shapely.point_on_surface(faces)
    owner: dict[int, int] = {}
    for shape, face in zip(*shapely.STRtree(points).query(shapes, predicate="intersects"), strict=True):
        owner[int(face)] = min(int(shape), owner.get(int(face), len(shapes)))
    slits = [i for i, face in enumerate(faces) if i not in owner and km2(face) < SLIT_KM2]
    nearest = shapely.STRtree(shapes).nearest(points[slits])
    return owner | {face: int(shape) for face, shape in zip(slits, nearest, strict=True)}


def absorb_fragments(mosaic: Mosaic, max_km2: float, protected: Callable[[Hashable], bool]) -> Mosaic:
    """Cede cada trozo suelto y pequeño al vecino con el que más linda; quita los islotes."""
    kept, loose = _split_loose(mosaic, max_km2, protected)
    for origin, part in sorted(loose, key=lambda pair: pair[1].area):
        _give(kept, part, origin if km2(part) >= ISLET_KM2 else None)
    return kept


def _give(mosaic: Mosaic, part: BaseGeometry, alone: Hashable | None) -> None:
    """Une la parte a la unidad con la que más linda; si no linda con ninguna, a `alone`."""
    shared = {key: part.boundary.intersection(shape.boundary).length for key, shape in mosaic.items()}
    neighbour = max(shared, key=shared.get)
    receiver = neighbour if shared[neighbour] > 0 else alone
    if receiver is not None:
        mosaic[receiver] = shapely.coverage_union_all([mosaic[receiver], part])


def _split_loose(mosaic: Mosaic, max_km2: float, protected) -> tuple[Mosaic, list]:
    kept, loose = {}, []
    for key, shape in mosaic.items():
        parts = sorted(shapely.get_parts(shape), key=lambda p: p.area, reverse=True)
        stays = [i == 0 or protected(key) or km2(part) >= max_km2 for i, part in enumerate(parts)]
        kept[key] = shapely.coverage_union_all([p for p, stay in zip(parts, stays, strict=True) if stay])
        loose += [(key, p) for p, stay in zip(parts, stays, strict=True) if not stay]
    return kept, loose


def simplify(mosaic: Mosaic, tolerance: float) -> Mosaic:
    """Simplifica todos los lindes a la vez, de modo que sigan siendo comunes."""
    shapes = shapely.coverage_simplify(list(mosaic.values()), tolerance)
    return dict(zip(mosaic, shapes, strict=True))


def dissolve(mosaic: Mosaic, group: Callable[[Hashable], str]) -> dict[str, BaseGeometry]:
    """Une las piezas de un mismo grupo, en orden de código."""
    groups: dict[str, list[BaseGeometry]] = {}
    for key, shape in mosaic.items():
        groups.setdefault(group(key), []).append(shape)
    return {code: shapely.coverage_union_all(groups[code]) for code in sorted(groups)}


def clip(mosaic: Mosaic, frame: tuple[float, float, float, float]) -> Mosaic:
    """Recorta al marco y descarta lo que queda fuera."""
    cut = {key: shapely.intersection(shape, shapely.box(*frame)) for key, shape in mosaic.items()}
    return {key: _only_polygons(shape) for key, shape in cut.items() if shape.area > 0}


def _only_polygons(shape: BaseGeometry) -> BaseGeometry:
    parts = [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"]
    return shapely.union_all(parts)


def without_islets(shape: BaseGeometry, min_km2: float) -> BaseGeometry:
    """Descarta las partes que a la escala del mapa solo son ruido."""
    return shapely.coverage_union_all([p for p in shapely.get_parts(shape) if km2(p) >= min_km2])


def km2(shape: BaseGeometry) -> float:
    """Superficie aproximada, suficiente para distinguir un islote de una provincia."""
    return shape.area * KM2_PER_SQUARE_DEGREE
