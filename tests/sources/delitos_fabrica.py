"""Escribe archivos inventados de «delitos denunciados» en cualquiera de los dialectos en que se publican."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.sources.delitos_reglas import COLUMNAS

FILA = {
    "periodo_denuncia": "ENERO - DICIEMBRE",
    "anio_denuncia": "2023",
    "fecha_descarga": "08/01/2024",
    "distrito_fiscal": "CAÑETE",
    "especialidad": "PENAL",
    "tipo_caso": "DENUNCIA",
    "generico": "CONTRA LA DIGNIDAD HUMANA",
    "subgenerico": "TRATA DE PERSONAS",
    "articulo": "129-A",
    "des_articulo": "Trata de personas",
    "cantidad": "4",
    "ubigeo_pjfs": "150501",
    "dpto_pjfs": "LIMA",
    "prov_pjfs": "CAÑETE",
    "dist_pjfs": "SAN VICENTE DE CAÑETE",
    "fecha_corte": "24/01/2024",
}
INJURIA = {
    "generico": "CONTRA EL HONOR",
    "subgenerico": "INJURIA,CALUMNIA Y DIFAMACION",
    "articulo": "130",
    "des_articulo": "Injuria",
}
VARIAS = {"articulo": "311", "des_articulo": "Formas agravadas (Art. 310, 310-A, 310-B)", "subgenerico": "AMBIENTE"}


@dataclass(frozen=True)
class Dialecto:
    """Cómo se escribe: `comillas` es «todas», «minimas» o «ninguna»."""

    separador: str = ","
    comillas: str = "minimas"
    codificacion: str = "utf-8"
    fin: str = "\n"
    encabezado: tuple[str, ...] = COLUMNAS


def fila(**cambios: str) -> dict[str, str]:
    """La fila de muestra con algunos cambios."""
    return FILA | cambios


def as_bytes(filas: Iterable[Mapping[str, str]], dialecto: Dialecto = Dialecto()) -> bytes:
    """El archivo completo."""
    rows = [dialecto.encabezado, *([f[c] for c in COLUMNAS] for f in filas)]
    if dialecto.comillas == "ninguna":
        text = "".join(dialecto.separador.join(r) + dialecto.fin for r in rows)
    else:
        out = io.StringIO(newline="")
        quoting = csv.QUOTE_ALL if dialecto.comillas == "todas" else csv.QUOTE_MINIMAL
        csv.writer(out, delimiter=dialecto.separador, quoting=quoting, lineterminator=dialecto.fin).writerows(rows)
        text = out.getvalue()
    return text.encode(dialecto.codificacion)
