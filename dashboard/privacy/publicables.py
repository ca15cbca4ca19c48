"""Los cruces de personas que se publican: la única lista; la protege la importación y la atacan las pruebas.

Los motivos y lo que cuesta cada cruce están en docs/decisiones/0010-proteccion.md y 0011-puerta-de-personas.md.
"""

from collections.abc import Iterable

LUGAR = ("df_id", "anio")
PERFIL = ("sexo", "edad", "nacionalidad", "captacion", "explotacion")
ORIGEN, DESTINO = "origen", "destino"
CORREDOR = (ORIGEN, DESTINO)
DIMENSIONES = (*LUGAR, *PERFIL, *CORREDOR)
DEL_PAIS = (("sexo", "edad"),)
PUBLICABLES = (*((*LUGAR, dim) for dim in PERFIL), *DEL_PAIS, ("anio", *CORREDOR))


def published(dims: Iterable[str]) -> bool:
    """Si alguna tabla publicable contiene todas esas dimensiones."""
    asked = set(dims)
    return any(asked <= set(tabla) for tabla in PUBLICABLES)
