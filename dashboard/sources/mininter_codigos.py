"""Los 86 códigos de la base policial de trata, por bloque. Un código de total repite lo que suman sus partes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dashboard.sources.lugares import place_key


@dataclass(frozen=True)
class Codigo:
    """Un código: el bloque al que pertenece, cómo se lee y si es el total de otros."""

    codigo: str
    bloque: str
    rotulo: str
    total: bool


BLOQUES = {
    "F1_": ("finalidad", "Finalidad"),
    "F2_": ("lugar_explotacion", "Lugar de explotación"),
    "C_": ("captacion", "Captación"),
    "M_": ("medio", "Medio empleado"),
    "T_": ("reclutamiento", "Ámbito del reclutamiento"),
    "P3_": ("instruccion", "Instrucción de la presunta víctima"),
    "P4_": ("vinculo", "Vínculo con el presunto tratante"),
    "P5_": ("denunciante", "Quién denuncia"),
    "D_": ("destino", "Destino de la denuncia"),
    "EM_": ("edad_hombres", "Edad, hombres"),
    "EF_": ("edad_mujeres", "Edad, mujeres"),
}
SEXO = ("sexo_edad", "Hombres y mujeres")
EDADES = ("DE 0 A 5 AÑOS", "DE 6 A 11 AÑOS", "DE 12 A 17 AÑOS", "DE 18 A 29 AÑOS", "DE 30 A 59 AÑOS", "DE 60 A MAS")
# Tal como los escribe la fuente, con sus erratas.
PARTES = {
    "F1_": (
        *("EXPLOTACION SEXUAL", "EXPLOTACION LABORAL", "MENDICIDAD", "TRABAJOS Y SERVICIOS FORZADOS"),
        *("VENTA DE NIÑOS", "TRAFICO DE ORGANOS TEJIDO HUMANO", "NO IDENTIFICADO"),
    ),
    "F2_": (
        *("PROSTIBULO", "NIGHT CLUB", "DISCOTECA", "ESTUDIO DE MODELAJE", "CENTRO DE MASAJES"),
        *("CENTRO DE PRODUCCION DE PORNOGRAFIA", "FABRICA ARTESANAL DE LADRILOS", "SEGREGACION DE BASURA"),
        *("MINERIA ARTESANAL", "TALA ILEGAL DE LA MADERA", "SERVICIO DOMESTICO", "MENDICIDAD/ VIA PUBLICA"),
        *("TALLERES PIROTECNICOS", "ACTIVIDAD PESQUERA", "ACTIVIDAD AGROPECUARIA", "ALBAÑILERIA", "ESTIBADORES"),
        *("TRABAJO EN MERCADOS", "OTRO/ESPECIFICAR"),
    ),
    "C_": (
        *("OFERTA DE TRABAJO", "OFERTA DE ESTUDIO", "SEDUCCION", "INTERNET", "PADRINAZGO"),
        "OTRO (ESPECIFICAR)",
    ),
    "M_": (
        *("AMENAZA", "VIOLENCIA", "PRIVACION DE LA LIBERTAD", "FRAUDE", "ENGAÑO", "ABUSO DE PODER"),
        *("CONCESION O RECEPCION DE PAGOS", "OTRO (ESPECIFICAR)"),
    ),
    "T_": ("NACIONAL", "INTERNACIONAL"),
    "P3_": ("PRIMARIA", "SECUNDARIA", "SUPERIOR", "NO ESPECIFICA"),
    "P4_": ("CONYUGE", "FAMILIAR", "TUTOR", "CONOCIDO", "OTRO (ESPECIFICAR)"),
    "P5_": ("MADRE", "HERMANA", "UN FAMILIAR", "OTRO"),
    "D_": (
        *("COMISARIA", "FISCALIA", "JUEZ", "OTRAS AUTORIDADES", "PENDIENTE DE INVESTIGACION", "DESISTIMIENTO"),
        "OTRO",
    ),
    "EM_": EDADES,
    "EF_": EDADES,
}
# Grafías de la ficha publicada que el archivo escribe de otro modo.
VARIANTES = {
    "M_OTRO": "M_OTRO (ESPECIFICAR)",
    "P4_OTRO": "P4_OTRO (ESPECIFICAR)",
    "EM_DE 60 A MAS AÑOS": "EM_DE 60 A MAS",
    "EF_DE 60 A MAS AÑOS": "EF_DE 60 A MAS",
    "F2_FABRICA ARTESANAL DE LADRILLOS": "F2_FABRICA ARTESANAL DE LADRILOS",
}


TILDES = {
    **{"explotacion": "explotación", "produccion": "producción"},
    **{"pornografia": "pornografía", "ladrilos": "ladrillos", "segregacion": "segregación", "mineria": "minería"},
    **{"pirotecnicos": "pirotécnicos", "seduccion": "seducción", "mas": "más"},
    **{"privacion": "privación", "concesion": "concesión", "recepcion": "recepción", "conyuge": "cónyuge"},
    **{"fabrica": "fábrica", "prostibulo": "prostíbulo", "domestico": "doméstico", "albañileria": "albañilería"},
    **{"comisaria": "comisaría", "fiscalia": "fiscalía", "investigacion": "investigación"},
}
ROTULOS = {
    "TRAFICO DE ORGANOS TEJIDO HUMANO": "Tráfico de órganos o tejido humano",
    "MENDICIDAD/ VIA PUBLICA": "Mendicidad o vía pública",
    "OTRO/ESPECIFICAR": "Otro (especificar)",
}


def _label(parte: str) -> str:
    """«MINERIA ARTESANAL» → «Minería artesanal»."""
    if parte in ROTULOS:
        return ROTULOS[parte]
    texto = re.sub(r"[a-zñ]+", lambda w: TILDES.get(w[0], w[0]), parte.lower())
    return texto[0].upper() + texto[1:]


def _block(prefijo: str) -> list[Codigo]:
    bloque, _ = BLOQUES[prefijo]
    total = f"{prefijo}SUB TOTAL" if prefijo in ("EM_", "EF_") else f"{prefijo}TOTAL"
    parts = [Codigo(prefijo + p, bloque, _label(p), total=False) for p in PARTES[prefijo]]
    return [Codigo(total, bloque, "Total del bloque", total=True), *parts]


CODIGOS: tuple[Codigo, ...] = (
    *(codigo for prefijo in BLOQUES for codigo in _block(prefijo)),
    Codigo("EM_EF_TOTAL", SEXO[0], "Total del bloque", total=True),
)
CLAVE_DE_VARIANTE = {place_key(k): place_key(v) for k, v in VARIANTES.items()}
POR_CLAVE: Mapping[str, Codigo] = {place_key(c.codigo): c for c in CODIGOS}
ROTULO_DE_BLOQUE: Mapping[str, str] = dict([*BLOQUES.values(), SEXO])


@cache
def find(texto: str) -> Codigo | None:
    """El código que `texto` nombra, sin mirar tildes ni espacios de más; None si no es ninguno de los 86."""
    clave = place_key(texto)
    return POR_CLAVE.get(CLAVE_DE_VARIANTE.get(clave, clave))
