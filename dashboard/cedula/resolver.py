"""De una dirección a su cédula: la misma cifra, en la versión que se pidió."""

from collections.abc import Mapping

from dashboard.cedula import Cedula, cedula_at, has_figure
from dashboard.cedula.direccion import Pedido, parse, row_key
from dashboard.cedula.origenes import Origen
from dashboard.charts import Contexto
from dashboard.filters import was_repaired
from dashboard.idioma import N_, _
from dashboard.selection import SelectVersion


class NoHallada(Exception):
    """La dirección no señala ninguna cifra; el mensaje dice por qué y qué hacer."""


MAL_ESCRITA = N_("La dirección de la cédula está incompleta o mal copiada. Cópiela entera, hasta el final.")


def resolve(pathname: str, search: str, select: SelectVersion, origenes: Mapping[str, Origen]) -> Cedula:
    """La cédula de una dirección en la versión que pide, o en la vigente si ya no se conserva.

    Quien llama compara `Cedula.version` con la pedida. Lanza NoHallada si en esos datos la cifra no existe.
    """
    pedido = parse(pathname, search)
    if pedido is None or pedido.origen not in origenes:
        raise NoHallada(_(MAL_ESCRITA))
    return in_version(pedido, origenes[pedido.origen], select(pedido.seleccion, pedido.version))


def in_version(pedido: Pedido, origen: Origen, ctx: Contexto) -> Cedula:
    """La cédula de lo pedido con los datos de `ctx`. Una selección que habría que reparar no es la misma cifra."""
    if was_repaired(pedido.seleccion, ctx.filtros):
        raise NoHallada(
            _(
                "En la versión {version} no existe esa selección: {seleccion}.",
                version=ctx.datos.version,
                seleccion=pedido.seleccion,
            )
        )
    columna = origen.columns.get(pedido.columna)
    found = [r for r in origen.query(ctx).to_dict("records") if row_key(origen, r) == pedido.fila] if columna else []
    if len(found) != 1 or not has_figure(columna, found[0], pedido.columna):
        raise NoHallada(_("En la versión {version} esa cifra no existe o es sin dato.", version=ctx.datos.version))
    return cedula_at(origen, ctx, found[0], pedido.columna)
