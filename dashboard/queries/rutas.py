"""Corredores que describe la fuente: de dónde a dónde, con su cita y sin cantidad."""

from collections.abc import Mapping

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.data_package import Datos
from dashboard.idioma import N_, _, por_idioma

INTERNAS = ("interna", "sin_origen")
INTERNACIONALES = ("internacional_entrada", "internacional_salida")
ENTRA, SALE, ENTRE = N_("entra"), N_("sale"), N_("va de uno a otro")
AL_PERU = {"internacional_entrada": ENTRA, "internacional_salida": SALE}
EXPLICITA = N_("explícita")
LECTURAS = {"explicita": EXPLICITA, "producto_cruzado": N_("producto cruzado: el texto no empareja origen y destino")}
SIN_ORIGEN = "sin-origen"
PERU = "peru"
FUERA_DE_CITA = {  # (lado, si es dentro del Perú) → cómo se rotula un extremo que la fuente no indica
    ("origen", True): N_("Perú (origen no indicado)"),
    ("destino", True): N_("Perú (destino no indicado)"),
    ("origen", False): N_("origen no indicado"),
    ("destino", False): N_("destino no indicado"),
}


def corridors(datos: Datos, tipos: tuple[str, ...], departamentos: Mapping[str, str]) -> pd.DataFrame:
    """Un renglón por corredor de `tipos`; lo que la fuente repite queda en uno con todas sus citas.

    `sentido` dice si entra o sale de los `departamentos` elegidos (vacío si no los toca o no hay elegidos);
    sin elegidos, un corredor internacional entra o sale del Perú. `con_origen` es falso cuando la fuente
    da un destino sin decir de dónde.
    """
    frame = _collapsed(datos, tipos)
    return frame.assign(sentido=[_direction(row, departamentos) for row in frame.itertuples()])


@por_idioma(16)
def _collapsed(datos: Datos, tipos: tuple[str, ...]) -> pd.DataFrame:
    rutas = datos["rutas"]
    rows = rutas[rutas["tipo"].isin(tipos)]
    lugares = datos["lugares"].set_index("lugar_id")
    nombres = datos["departamentos"].set_index(N.UBIGEO)["nombre_corto"]
    groups = rows.groupby(rows["duplica"].fillna(rows["ruta_id"]), sort=False)
    return pd.DataFrame([_collapse(group, lugares, nombres) for _, group in groups])


def touching(rutas: pd.DataFrame, departamentos: Mapping[str, str]) -> pd.DataFrame:
    """Los corredores que tocan los departamentos elegidos; todos, si no se eligió ninguno."""
    return rutas[rutas["sentido"] != ""] if departamentos else rutas


def chosen_departments(datos: Datos, codigos: tuple[str, ...]) -> dict[str, str]:
    """Departamento (ubigeo → nombre) de cada lugar elegido; un distrito fiscal vale por el de su sede."""
    sedes = datos["distritos_fiscales"].set_index(N.DF_ID)["ubigeo_departamento"]
    nombres = datos["departamentos"].set_index(N.UBIGEO)["nombre_corto"]
    return {ubigeo: nombres[ubigeo] for ubigeo in (sedes.get(codigo, codigo) for codigo in codigos)}


def _collapse(group: pd.DataFrame, lugares: pd.DataFrame, nombres: pd.Series) -> dict:
    first = group.iloc[0]
    lectura = "explicita" if group["lectura"].eq("explicita").any() else first["lectura"]
    return {
        **_end(first, "origen", lugares, nombres),
        **_end(first, "destino", lugares, nombres),
        "ruta_id": first["ruta_id"],
        "tipo": first["tipo"],
        "con_origen": first["tipo"] != "sin_origen",
        "via": _text(first["via"]),
        "lectura": LECTURAS[lectura],
        "explotacion": _purposes(group["explotacion"].dropna()),
        "repetida": _("la fuente la menciona {n} veces", n=len(group)) if len(group) > 1 else "",
        N.NOTA: " ".join(dict.fromkeys(group[N.NOTA].dropna())).removesuffix("."),
        N.FUENTE_ID: first[N.FUENTE_ID],
        N.CITA: " · ".join(dict.fromkeys(group[N.CITA])),
    }


def _end(row: pd.Series, lado: str, lugares: pd.DataFrame, nombres: pd.Series) -> dict:
    """El lugar de un extremo (lado: origen|destino): identificador, rótulo corto, nombre y departamento."""
    lugar_id = row[f"{lado}_lugar_id"]
    if pd.isna(lugar_id):
        return _unknown_end(row, lado)
    lugar = lugares.loc[lugar_id]
    departamento = _text(row[f"{lado}_departamento"])
    nombre = rotulo = _(lugar["nombre"])
    if lugar["tipo"] == "zona":
        nombre = rotulo = _("{lugar} (zona no precisada)", lugar=rotulo)
    elif departamento and nombres[departamento] != rotulo:
        nombre = f"{rotulo} ({nombres[departamento]})"
    return {f"{lado}_id": lugar_id, f"{lado}_rotulo": rotulo, lado: nombre, f"{lado}_departamento": departamento}


def _unknown_end(row: pd.Series, lado: str) -> dict:
    inside = row[f"{lado}_pais"] == "Perú"
    nombre = _(FUERA_DE_CITA[lado, inside])
    values = {"_id": PERU if inside else SIN_ORIGEN, "_rotulo": nombre, "": nombre, "_departamento": ""}
    return {f"{lado}{k}": v for k, v in values.items()}


def _direction(row, departamentos: Mapping[str, str]) -> str:
    if not departamentos:
        return AL_PERU.get(row.tipo, "")
    arrives, leaves = row.destino_departamento in departamentos, row.origen_departamento in departamentos
    if arrives and leaves:
        return ENTRE
    return ENTRA if arrives else SALE if leaves else ""


def _purposes(values: pd.Series) -> str:
    return fmt.listing(list(dict.fromkeys(_(p) for value in values for p in value.split(";"))))


def _text(value) -> str:
    return "" if pd.isna(value) else value
