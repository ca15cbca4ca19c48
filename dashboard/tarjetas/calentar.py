"""Lo que más se pide queda listo antes: cada distrito fiscal con los años iniciales y cada año de todo el país."""

import time
from collections.abc import Callable, Iterator

from dashboard.catalog import Catalogo
from dashboard.filters import default_filters, to_query
from dashboard.vivo import Vivo

PAUSA = 0.05  # segundos entre una selección y otra: quien está mirando va primero


def common(catalogo: Catalogo) -> Iterator[str]:
    """Las consultas frecuentes, sin «?»."""
    base = default_filters(catalogo)
    serie = catalogo.series[base.serie]
    places = [base.con(lugares=(lugar.codigo,)) for lugar in catalogo.lugares_de(serie)]
    years = [base.con(desde=anio, hasta=anio) for anio in serie.anios]
    yield from (to_query(filtros, catalogo).lstrip("?") for filtros in (base, *years, *places))


def warm(document: Callable[..., object], vivo: Vivo) -> None:
    """Arma las selecciones frecuentes de la versión vigente."""
    version = vivo.actual
    for query in common(version.catalogo):
        document(query, (), version.id)
        time.sleep(PAUSA)
