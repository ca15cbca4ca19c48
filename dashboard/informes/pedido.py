"""Qué se pide para una sesión: un lugar y unos años; y qué serie publicada los contesta mejor."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from dashboard import names as N
from dashboard.catalog import Catalogo, Serie, alphabetical
from dashboard.charts import Contexto
from dashboard.data_package import Datos
from dashboard.filters import PREDETERMINADA, Filtros, default_filters
from dashboard.queries.valores import by_period

MAX_DIRECCION = 500


class LugarDesconocido(Exception):
    """El nombre no es el de ningún distrito fiscal ni departamento; el mensaje dice cuáles se parecen."""


@dataclass(frozen=True)
class Pedido:
    """Un lugar («» es todo el país) y los años, de enero de `desde` a diciembre de `hasta`."""

    lugar: str
    desde: int
    hasta: int

    @property
    def anios(self) -> range:
        return range(self.desde, self.hasta + 1)


def published_years(catalogo: Catalogo) -> tuple[int, int]:
    """Primer y último año con alguna cifra en alguna serie."""
    periodos = [p for s in catalogo.series.values() for p in s.periodos]
    return min(p.inicio.year for p in periodos), max(p.fin.year for p in periodos)


def default_years(catalogo: Catalogo) -> tuple[int, int]:
    """Los años completos de la serie con que abre el tablero."""
    serie = catalogo.series[PREDETERMINADA]
    return serie.anios[0], serie.ultimo_completo


def from_query(query: str, catalogo: Catalogo) -> Pedido:
    """Lee la dirección y la repara: lugar desconocido es todo el país; los años al revés se cruzan."""
    asked = {k: v[-1] for k, v in parse_qs(query.lstrip("?")[:MAX_DIRECCION]).items()}
    first, last = published_years(catalogo)
    years = [
        _year(asked.get(k), fallback, first, last)
        for k, fallback in zip(("desde", "hasta"), default_years(catalogo), strict=True)
    ]
    lugar = asked.get("lugar", "")
    return Pedido(lugar if lugar in _districts(catalogo) else "", min(years), max(years))


def to_query(pedido: Pedido) -> str:
    """La dirección que reproduce el pedido."""
    pairs = {"lugar": pedido.lugar, "desde": pedido.desde, "hasta": pedido.hasta}
    return "?" + urlencode({k: v for k, v in pairs.items() if v})


def find_place(text: str, catalogo: Catalogo) -> str:
    """El código de un distrito fiscal por su nombre o su código, sin distinguir tildes; «Perú» o «» es el país."""
    wanted = alphabetical(text.strip())
    if wanted in ("", "peru", "pais", "todo el pais", "nacional"):
        return ""
    names = {c: alphabetical(catalogo.lugares[c].nombre) for c in _districts(catalogo)}
    found = next((c for c, name in names.items() if wanted in (c, name)), None)
    if found is not None:
        return found
    near = [catalogo.lugares[c].nombre for c, name in names.items() if wanted[:4] in name]
    hint = f" ¿Quiso decir {' o '.join(near)}?" if near else ""
    raise LugarDesconocido(f"«{text}» no es un distrito fiscal.{hint} Escriba el nombre como aparece en el tablero.")


def context_for(pedido: Pedido, datos: Datos, catalogo: Catalogo) -> Contexto:
    """La selección del tablero que contesta el pedido, con la serie que cubre más lugares y más años.

    Una serie sirve si alguno de sus periodos cabe entero en los años pedidos. Si ninguna sirve, queda la selección
    inicial, y cada lámina dice que sus años son otros.
    """
    options = [s for s in catalogo.con_mapa if s.geografia == N.DISTRITO_FISCAL and _inside(s, pedido)]
    best = max(options, key=lambda s: _coverage(datos, catalogo, s, pedido), default=None)
    filtros = _filters(best, pedido, catalogo) if best else default_filters(catalogo)
    lugares = (pedido.lugar,) if pedido.lugar else ()
    return Contexto(datos, catalogo, filtros.con(lugares=lugares, corte=_profile(datos, pedido, filtros.corte)))


def _filters(serie: Serie, pedido: Pedido, catalogo: Catalogo) -> Filtros:
    periodos = _inside(serie, pedido)
    base = default_filters(catalogo, serie.serie_id)
    return base.con(desde=periodos[0].inicio.year, hasta=periodos[-1].fin.year)


def _inside(serie: Serie, pedido: Pedido) -> list:
    return [p for p in serie.periodos if pedido.desde <= p.inicio.year and p.fin.year <= pedido.hasta]


def _coverage(datos: Datos, catalogo: Catalogo, serie: Serie, pedido: Pedido) -> int:
    """Lugares con cifra en todos los periodos × años que suman esos periodos."""
    periodos = _inside(serie, pedido)
    table = by_period(datos, catalogo, serie, serie.componentes[0])[periodos]
    return int(table.notna().all(axis=1).sum()) * sum(p.fin.year - p.inicio.year + 1 for p in periodos)


def _profile(datos: Datos, pedido: Pedido, fallback: str) -> str:
    """La publicación del perfil que cabe en los años pedidos; la primera del tablero si ninguna cabe."""
    cortes = datos["cortes"].sort_values("orden")
    inside = cortes[(cortes["inicio"].dt.year >= pedido.desde) & (cortes["fin"].dt.year <= pedido.hasta)]
    return inside["corte"].iloc[0] if len(inside) else fallback


def _districts(catalogo: Catalogo) -> list[str]:
    return [c for c, lugar in catalogo.lugares.items() if lugar.ambito == N.DISTRITO_FISCAL]


def _year(text: str | None, fallback: int, first: int, last: int) -> int:
    return min(max(int(text), first), last) if text and text.isdigit() else fallback
