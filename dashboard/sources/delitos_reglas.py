"""Qué vale en cada columna de «delitos denunciados» y a qué familia pertenece cada delito."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.sources import fechas, numeros
from dashboard.sources.lugares import Lugares, place_key

COLUMNAS = (
    *("periodo_denuncia", "anio_denuncia", "fecha_descarga", "distrito_fiscal", "especialidad", "tipo_caso"),
    *("generico", "subgenerico", "articulo", "des_articulo"),
    *("cantidad", "ubigeo_pjfs", "dpto_pjfs", "prov_pjfs", "dist_pjfs", "fecha_corte"),
)
PERIODO, ANIO, DESCARGA, DISTRITO, ESPECIALIDAD, TIPO = COLUMNAS[:6]
ARTICULO, DELITO, CANTIDAD, UBIGEO, CORTE = (*COLUMNAS[8:12], COLUMNAS[15])
OBLIGATORIAS = (PERIODO, ANIO, DISTRITO, ARTICULO, DELITO, CANTIDAD)
CLAVES = (PERIODO, ANIO, DESCARGA, DISTRITO, ESPECIALIDAD, TIPO, ARTICULO, DELITO, UBIGEO, CORTE)
REGIONALES = {"ubigeo": UBIGEO, "dpto": COLUMNAS[12], "prov": COLUMNAS[13], "dist": COLUMNAS[14]}

TRATA, EXPLOTACION, OTROS = "trata", "explotacion", "otros"
COMPONENTES = {"TRATA DE PERSONAS": "base", "FORMAS AGRAVADAS DE LA TRATA DE PERSONAS": "agravada"}
NNA = "DE NINAS, NINOS Y ADOLESCENTES"
PUBLICACION = "PUBLICACION EN LOS MEDIOS DE COMUNICACION SOBRE DELITOS DE LIBERTAD SEXUAL CONTRA NINAS, NINOS Y"
EXPLOTACIONES = {
    "EXPLOTACION SEXUAL": "explotacion-sexual",
    "PROMOCION O FAVORECIMIENTO DE LA EXPLOTACION SEXUAL": "promocion",
    "CLIENTE DE LA EXPLOTACION SEXUAL": "cliente",
    "BENEFICIO POR EXPLOTACION SEXUAL": "beneficio",
    "GESTION DE LA EXPLOTACION SEXUAL": "gestion",
    f"EXPLOTACION SEXUAL {NNA}": "explotacion-sexual-nna",
    f"PROMOCION Y FAVORECIMIENTO DE LA EXPLOTACION SEXUAL {NNA}": "promocion-nna",
    "CLIENTE DEL ADOLESCENTE": "cliente-adolescente",
    f"BENEFICIO DE LA EXPLOTACION SEXUAL {NNA}": "beneficio-nna",
    f"GESTION DE LA EXPLOTACION SEXUAL {NNA}": "gestion-nna",
    "PORNOGRAFIA INFANTIL": "pornografia-infantil",
    f"{PUBLICACION} ADOLESCENTE": "publicacion-nna",
    f"{PUBLICACION} ADOLESCENTES": "publicacion-nna",
    "ESCLAVITUD Y OTRAS FORMAS DE EXPLOTACION": "esclavitud",
    "TRABAJO FORZOSO": "trabajo-forzoso",
    "DELITO DE INTERMEDIACION ONEROSA DE ORGANOS Y TEJIDOS": "organos",
}
ES_ARTICULO = re.compile(r"\d{1,3}(-[A-ZÑ])?|S/Art|S/N|LEY\d+")
ILEGIBLE = "\ufffd"


@dataclass(frozen=True)
class Regla:
    """Cómo se entiende una celda: `lee` da el valor limpio o None, y entonces la fila lleva `codigo`."""

    codigo: str
    lee: Callable[[str], object | None]


def heading(texto: str) -> str:
    """El nombre canónico de un encabezado: «Fecha_descarga » → fecha_descarga; «ubigeo» → ubigeo_pjfs."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", texto.lower()) if not unicodedata.combining(c))
    name = re.sub(r"\W+", "_", plain.strip("\ufeff \t")).strip("_")
    return REGIONALES.get(name, name)


def familia(delito: str) -> str:
    """Trata, explotación u otros, por el nombre del delito: los códigos cambiaron de artículo en 2023."""
    key = place_key(delito).rstrip(". ")
    return TRATA if key in COMPONENTES else EXPLOTACION if key in EXPLOTACIONES else OTROS


def componente(delito: str) -> str:
    """«base» o «agravada» de un delito de trata; «total» de cualquier otro."""
    return COMPONENTES.get(place_key(delito).rstrip(". "), "total")


def slug(delito: str) -> str:
    """El nombre estable de un delito de explotación."""
    return EXPLOTACIONES[place_key(delito).rstrip(". ")]


def rules(lugares: Lugares, ordenes: Mapping[str, str]) -> dict[str, Regla]:
    """Las reglas de cada columna; `ordenes` dice cómo se escriben las fechas de cada columna de fecha."""
    return {
        PERIODO: Regla("E-PERIODO", fechas.months),
        ANIO: Regla("E-ANIO", _year),
        DESCARGA: Regla("E-FECHA", lambda t: fechas.parse_date(t, ordenes[DESCARGA])),
        DISTRITO: Regla("E-LUGAR", lugares.df_id),
        ESPECIALIDAD: Regla("E-OTRO-REGISTRO", lambda t: "PENAL" if place_key(t) == "PENAL" else None),
        TIPO: Regla("E-OTRO-REGISTRO", lambda t: "DENUNCIA" if place_key(t) == "DENUNCIA" else None),
        ARTICULO: Regla("E-LETRA", _readable),
        DELITO: Regla("E-TRATA-DUDOSA", _offence),
        CANTIDAD: Regla("E-CANTIDAD", numeros.count),
        UBIGEO: Regla("E-UBIGEO", _ubigeo),
        CORTE: Regla("E-FECHA", lambda t: fechas.parse_date(t, ordenes[CORTE])),
    }


def _year(texto: str) -> int | None:
    value = numeros.count(texto) if "," not in texto else None
    return value if value is not None and 2000 <= value <= 2100 else None


def _readable(texto: str) -> str | None:
    return texto.strip() if ILEGIBLE not in texto else None


def _offence(texto: str) -> str | None:
    doubtful = "TRATA DE PERSONA" in place_key(texto) and familia(texto) != TRATA
    return None if doubtful or ILEGIBLE in texto else " ".join(texto.split())


def _ubigeo(texto: str) -> str | None:
    texto = texto.strip()
    return texto.zfill(6) if texto.isascii() and texto.isdigit() and 5 <= len(texto) <= 6 else None


def rejoin(cells: Sequence[str]) -> list[str] | None:
    """Las 16 celdas de una fila que perdió las comillas, o None si no se sabe dónde va cada coma.

    Las 6 primeras y las 6 últimas no llevan comas; entre ellas, el artículo es la primera celda con forma de artículo.
    """
    middle = list(cells[6:-6])
    places = [i for i, c in enumerate(middle) if 2 <= i < len(middle) - 1 and ES_ARTICULO.fullmatch(c.strip())]
    tail_fits = numeros.count(cells[-6]) is not None and _ubigeo(cells[-5]) if len(cells) > len(COLUMNAS) else None
    if not tail_fits or not places:
        return None
    i = places[0]
    split = 2 if middle[0].startswith("LEY ") and i > 2 else 1
    texts = [",".join(part) for part in (middle[:split], middle[split:i], middle[i : i + 1], middle[i + 1 :])]
    return [*cells[:6], *texts, *cells[-6:]]
