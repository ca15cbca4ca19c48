"""Piezas mínimas del mapa —un distrito fiscal dentro de un departamento— y las capas que salen de ellas."""

from dataclasses import dataclass

from dashboard.limites import geojson, marcos, topologia
from dashboard.limites.composicion import Composicion

NATIONAL_TOLERANCE, INSET_TOLERANCE = 0.0225, 0.002
NOMBRES = {
    "01": "Amazonas", "02": "Áncash", "03": "Apurímac", "04": "Arequipa", "05": "Ayacucho", "06": "Cajamarca",
    "07": "Callao", "08": "Cusco", "09": "Huancavelica", "10": "Huánuco", "11": "Ica", "12": "Junín",
    "13": "La Libertad", "14": "Lambayeque", "15M": "Lima Metropolitana", "15P": "Lima Provincias",
    "16": "Loreto", "17": "Madre de Dios", "18": "Moquegua", "19": "Pasco", "20": "Piura", "21": "Puno",
    "22": "San Martín", "23": "Tacna", "24": "Tumbes", "25": "Ucayali",
}  # fmt: skip


@dataclass(frozen=True, order=True)
class Piece:
    """Porción de un distrito fiscal que cae en una unidad departamental."""

    departamento: str
    df_id: str

    @classmethod
    def of(cls, ubigeo: str, composicion: Composicion) -> "Piece | None":
        """Pieza a la que pertenece un ubigeo; `None` si la tabla de composición no lo dice."""
        df_id = composicion.distrito_fiscal(ubigeo)
        return cls(department_of(ubigeo), df_id) if df_id else None


def department_of(ubigeo: str) -> str:
    """Unidad departamental de un ubigeo; Lima se parte en la provincia capital y las demás."""
    if ubigeo[:2] != "15":
        return ubigeo[:2]
    return "15M" if ubigeo[:4] == "1501" else "15P"


def layers(national: topologia.Mosaic, inset: topologia.Mosaic, composicion: Composicion) -> dict[str, bytes]:
    """Simplifica las piezas a cada escala y escribe las tres capas del país."""
    simple = topologia.simplify(national, NATIONAL_TOLERANCE)
    lima = topologia.clip(topologia.simplify(inset, INSET_TOLERANCE), marcos.LIMA)
    return {
        "departamentos.geojson": geojson.to_bytes(_departments(simple)),
        "distritos_fiscales.geojson": geojson.to_bytes(_distritos_fiscales(simple, composicion)),
        "lima_callao.geojson": geojson.to_bytes(_distritos_fiscales(lima, composicion)),
    }


def _departments(pieces: topologia.Mosaic) -> list[geojson.Feature]:
    shapes = topologia.dissolve(pieces, lambda piece: piece.departamento)
    return [({"ubigeo": code, "nombre": NOMBRES[code]}, shape) for code, shape in shapes.items()]


def _distritos_fiscales(pieces: topologia.Mosaic, composicion: Composicion) -> list[geojson.Feature]:
    shapes = topologia.dissolve(pieces, lambda piece: piece.df_id)
    return [(composicion.properties(df_id), shape) for df_id, shape in shapes.items()]
