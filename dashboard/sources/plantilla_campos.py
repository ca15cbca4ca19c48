"""Las columnas de la plantilla: encabezado, otras formas de escribirlo y valores que admite cada una."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
from babel import Locale

from dashboard.sources.filas import heading
from dashboard.sources.lugares import place_key

SIN_DATO = "sin_dato"
POBLACION, DISTRITO, ANIO, CANTIDAD, CORTE = "poblacion", "distrito_fiscal", "anio", "cantidad", "fecha_corte"
EDAD, ORIGEN, DESTINO = "edad", "origen", "destino"
BANDAS = {"0_12": (0, 12), "13_17": (13, 17), "18_24": (18, 24), "25_34": (25, 34)}
BANDAS |= {"35_44": (35, 44), "45_54": (45, 54), "55_64": (55, 64), "65_mas": (65, 120)}
PROCESO = {"en_investigacion": "En investigación", "no_determinada": "No determinada", SIN_DATO: "Sin dato"}
VECINAS = (
    "argentina; boliviana; brasileña; chilena; colombiana; cubana; dominicana; ecuatoriana; haitiana; mexicana; "
    "paraguaya; venezolana"
)
INSTRUCCIONES, DATOS, EJEMPLOS, LISTAS = "Instrucciones", "Datos", "Ejemplos", "Listas"
HOJAS = (INSTRUCCIONES, DATOS, EJEMPLOS, LISTAS)
# Claves de CLDR que no son países, y el propio Perú
FUERA = {"PE", "EU", "EZ", "UN", "ZZ", "XA", "XB", "QO", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}


@dataclass(frozen=True)
class Campo:
    """Una columna. `opciones`: id → texto de la lista; `formas`: otra escritura → id; sin opciones, valor libre."""

    id: str
    titulo: str
    explica: str
    otros: tuple[str, ...] = ()
    opciones: Mapping[str, str] | None = None
    formas: Mapping[str, str] | None = None

    @property
    def encabezados(self) -> set[str]:
        """Cada forma admitida del encabezado, normalizada."""
        return {heading(t) for t in (self.id, self.titulo, *self.otros)}


def _forms(**formas: str) -> dict[str, str]:
    """id=«una; otra» → {una: id, otra: id}."""
    return {texto: i for i, texts in formas.items() for texto in texts.split("; ")}


CAMPOS = (
    Campo(
        POBLACION,
        "Población",
        "Presuntas víctimas o presuntos/as imputados/as: un archivo para cada una.",
        ("tipo de persona", "calidad", "condición"),
        {"victimas": "Presuntas víctimas", "imputados": "Presuntos/as imputados/as"},
        _forms(
            victimas="víctimas; víctima; presunta víctima; agraviado; agraviada; agraviados",
            imputados="imputados; imputado; imputada; presunto imputado; presunta imputada; presuntos imputados",
        ),
    ),
    Campo(DISTRITO, "Distrito fiscal", "Uno de los 34 distritos fiscales.", ("nombre del distrito fiscal",)),
    Campo(ANIO, "Año", "Año del registro, con cuatro cifras.", ("año de registro",)),
    Campo(
        "sexo",
        "Sexo",
        "Como lo registra la fuente. «M» no se admite: puede ser mujer o masculino.",
        ("género",),
        {"mujeres": "Mujer", "hombres": "Hombre", SIN_DATO: "Sin dato"},
        _forms(mujeres="mujeres; femenino; f", hombres="hombres; varón; varones; masculino"),
    ),
    Campo(
        EDAD,
        "Banda de edad",
        "La banda; si escribe la edad en años, se lleva a su banda y la edad no se guarda.",
        ("edad", "grupo de edad", "rango de edad"),
        {i: f"{a} a {b}" for i, (a, b) in BANDAS.items()} | {"65_mas": "65 a más", SIN_DATO: "Sin dato"},
        {f"{a}-{b}": i for i, (a, b) in BANDAS.items()} | _forms(**{"65_mas": "65 o más; 65+"}),
    ),
    Campo(
        "nacionalidad",
        "Nacionalidad",
        "Por grandes grupos, para no señalar a nadie.",
        ("país de nacionalidad",),
        {
            "peruana": "Peruana",
            "latinoamericana": "De otro país latinoamericano",
            "africana": "De un país africano",
            "asiatica": "De un país asiático",
            "extranjera": "Extranjera, sin precisar",
            "no_determinada": "No determinada",
            SIN_DATO: "Sin dato",
        },
        _forms(peruana="perú; peruano", extranjera="extranjera; extranjero", latinoamericana=VECINAS),
    ),
    Campo(
        "captacion",
        "Captación",
        "Cómo empezó el hecho.",
        ("modalidad de captación", "forma de captación"),
        {
            "puesto_trabajo": "Oferta de un puesto de trabajo",
            "apoyo_economico": "Ofrecimiento de apoyo económico",
            "amistades_familiares": "Convencimiento por amistades o familiares",
            "otra": "Otra",
        }
        | PROCESO,
        _forms(puesto_trabajo="oferta de trabajo", otra="otro; otras"),
    ),
    Campo(
        "explotacion",
        "Explotación",
        "Finalidad del hecho.",
        ("finalidad", "tipo de explotación", "forma de explotación"),
        {
            "sexual": "Sexual",
            "laboral": "Laboral",
            "domestica": "Doméstica",
            "otra": "Otra",
            "no_se_produjo": "No llegó a producirse",
        }
        | PROCESO,
        _forms(sexual="explotación sexual", laboral="explotación laboral", otra="otro; otras"),
    ),
    Campo(
        ORIGEN, "Origen", "Departamento del Perú o país de donde venía.", ("lugar de origen",), formas={"perú": "PE"}
    ),
    Campo(DESTINO, "Destino", "Departamento del Perú o país de llegada.", ("lugar de destino",), formas={"perú": "PE"}),
    Campo(CANTIDAD, "Cantidad", "Personas en esa fila. Sin esta columna, cada fila es una persona.", ("personas",)),
    Campo(CORTE, "Fecha de corte", "Hasta qué día llegan los datos; la misma en todas las filas.", ("corte",)),
)
OBLIGATORIAS = (POBLACION, DISTRITO, ANIO)
DIMENSIONES = ("sexo", EDAD, "nacionalidad", "captacion", "explotacion", ORIGEN, DESTINO)
POR_ID = {c.id: c for c in CAMPOS}
ENCABEZADOS = {h: c.id for c in CAMPOS for h in c.encabezados}


@cache
def places(datos: Path) -> dict[str, str]:
    """Código → nombre de cada origen o destino posible: departamentos (dos cifras) y países (dos letras)."""
    table = pd.read_csv(datos / "departamentos.csv", dtype="str", keep_default_na=False)
    departamentos = dict(zip(table["ubigeo"], table["nombre_corto"], strict=True))
    taken, territories = set(departamentos.values()), Locale("es", "PE").territories.items()
    own = [(c, n) for c, n in territories if len(c) == 2 and c.isalpha() and c not in FUERA]
    countries = [(c, f"{n} (exterior)" if n in taken else n) for c, n in own]
    named = {"PE": "Perú, sin precisar", **dict(sorted(countries, key=lambda item: place_key(item[1])))}
    return departamentos | named | {SIN_DATO: "Sin dato"}


def options(campo: Campo, datos: Path) -> dict[str, str]:
    """id → texto de la lista del campo; vacío si es de valor libre."""
    return places(datos) if campo.id in (ORIGEN, DESTINO) else dict(campo.opciones or {})


def reader(campo: Campo, datos: Path) -> dict[str, str]:
    """Texto normalizado → id, con la escritura de la lista, las otras formas y los propios id."""
    listed = options(campo, datos)
    written = {**{texto: i for i, texto in listed.items()}, **(campo.formas or {}), **{i: i for i in listed}}
    return {place_key(texto): i for texto, i in written.items()}
