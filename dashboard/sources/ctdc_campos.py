"""Las 27 columnas de la edición sintética del CTDC y cómo se dicen en castellano."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Campo:
    """Una columna que vale 1 o vacío, y la categoría que marca."""

    columna: str
    categoria: str


GRUPOS: Mapping[str, Sequence[Campo]] = {
    "medio": (
        Campo("meansDebtBondageEarnings", "Servidumbre por deudas o retención de ingresos"),
        Campo("meansThreats", "Amenazas"),
        Campo("meansAbusePsyPhySex", "Abuso psicológico, físico o sexual"),
        Campo("meansFalsePromises", "Falsas promesas"),
        Campo("meansDrugsAlcohol", "Drogas o alcohol"),
        Campo("meansDenyBasicNeeds", "Privación de necesidades básicas"),
        Campo("meansExcessiveWorkHours", "Jornadas excesivas"),
        Campo("meansWithholdDocs", "Retención de documentos"),
    ),
    "explotacion": (
        Campo("isForcedLabour", "Trabajo forzoso"),
        Campo("isSexualExploit", "Explotación sexual"),
        Campo("isOtherExploit", "Otra explotación"),
    ),
    "tipo_de_trabajo": (
        Campo("typeOfLabourAgriculture", "Agricultura"),
        Campo("typeOfLabourConstruction", "Construcción"),
        Campo("typeOfLabourDomesticWork", "Trabajo del hogar"),
        Campo("typeOfLabourHospitality", "Hotelería y restaurantes"),
    ),
    "tipo_de_explotacion_sexual": (
        Campo("typeOfSexProstitution", "Explotación en la prostitución"),
        Campo("typeOfSexPornography", "Pornografía"),
    ),
    "quien_capto": (
        Campo("recruiterRelationIntimatePartner", "Pareja"),
        Campo("recruiterRelationFriend", "Amistad"),
        Campo("recruiterRelationFamily", "Familiar"),
        Campo("recruiterRelationOther", "Otra persona"),
    ),
}
ATRIBUTOS: Mapping[str, str] = {"sexo": "gender", "edad": "ageBroad", "meses_en_trata": "traffickMonths"}
# El libro de códigos usa dos nombres para la misma columna.
OTROS_NOMBRES = {"meansWithholdDocs": ("meansWithholdDocuments",)}
NOMBRES: Mapping[str, Sequence[str]] = {
    columna: OTROS_NOMBRES.get(columna, ())
    for columna in (
        *("yearOfRegistration", "gender", "ageBroad", "citizenship", "CountryOfExploitation", "traffickMonths"),
        *(campo.columna for campos in GRUPOS.values() for campo in campos),
    )
}
SEXOS = {
    "Woman": "Mujer",
    "Man": "Hombre",
    "Trans": "Trans",
    "Transgender": "Trans",
    "Transgender/NonConforming": "Trans o de género no conforme",
    "Trans/Transgender/NonConforming": "Trans o de género no conforme",
}
TRAMO = re.compile(r"0*(\d+)\s*-+\s*0*(\d+)")


def attribute(columna: str, texto: str) -> str:
    """El valor de un atributo: «09--17» y «9--17» son 9–17. Uno desconocido se muestra como vino."""
    if columna == "gender":
        return SEXOS.get(texto, texto)
    match = TRAMO.fullmatch(texto)
    return f"{match[1]}–{match[2]}" if match else texto
