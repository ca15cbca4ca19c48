"""La selección se repite en cada enlace de cada tarjeta: viaja una vez y el navegador la repone donde va.

Una tarjeta que no obedece a un campo queda así idéntica aunque el campo cambie, y no vuelve a viajar.
"""

import re
from collections.abc import Iterable
from html import escape

from dashboard.charts import Contexto
from dashboard.filters import Filtros, to_query
from dashboard.layout.bars import address_of
from dashboard.layout.descargar import versioned_query

ABRE, CIERRA = "\x01", "\x02"  # no aparecen en un texto: distinguen un nombre
MENU = r'(data-consulta="|/descargas/[\w.]+\?|&amp;grafico=\w+&amp;)'  # los enlaces de la selección entera
ENTEROS = ("consulta", "elegir", "soltar")


def names_of(ctx: Contexto, fields: Iterable[str] = tuple(Filtros.__dataclass_fields__)) -> dict[str, str]:
    """Nombre → el HTML al que reemplaza: tres enlaces enteros, la versión y los campos pedidos."""
    f = ctx.filtros
    choose = "".join(to_query(f.con(lugares=("",)), ctx.catalogo).partition("lugar=")[:2])
    values = {"lugar" if c == "lugares" else c: getattr(f, c) for c in fields} | {"v": ctx.datos.version}
    values |= {"lugar": ",".join(values["lugar"])} if "lugar" in values else {}
    pairs = {k: f"{k}={v}" for k, v in values.items() if v != ""}
    whole = {"consulta": versioned_query(ctx), "elegir": choose, "soltar": address_of(ctx)}
    return {k: escape(v) for k, v in (whole | pairs).items()}


def shortened(html: str, names: dict[str, str]) -> str:
    """El HTML de una pieza, con cada parte de la selección cambiada por su nombre."""
    whole = re.escape(names["consulta"])
    html = re.sub(rf'{MENU}{whole}(?=")', rf"\1{ABRE}consulta{CIERRA}", html)
    html = html.replace(f'"{names["elegir"]}', f'"{ABRE}elegir{CIERRA}')
    html = html.replace(f'href="{names["soltar"]}"', f'href="{ABRE}soltar{CIERRA}"')
    pairs = {v: k for k, v in names.items() if k not in ENTEROS}
    known = "|".join(map(re.escape, pairs))
    return re.sub(rf'(?<=[?;])(?:{known})(?=[&"])', lambda m: f"{ABRE}{pairs[m[0]]}{CIERRA}", html)


def restored(html: str, names: dict[str, str]) -> str:
    """Lo que hace el navegador (assets/tarjetas.js): cada nombre, por su texto."""
    return re.sub(rf"{ABRE}(\w+){CIERRA}", lambda m: names[m[1]], html)
