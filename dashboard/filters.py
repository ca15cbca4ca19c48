"""La selección del lector como un solo valor inmutable: clave, dirección, frase y nombre de archivo."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode

from dashboard import formatting as fmt
from dashboard.catalog import COMPONENTES, PLANTILLA, Catalogo, Serie
from dashboard.idioma import CAMPO, N_, _, seguir
from dashboard.names import DISTRITO_FISCAL
from dashboard.perfil_elegido import NOMBRES_PERFIL, chosen_profile, profile_limits
from dashboard.privacy.publicables import PERFIL

MEDIDAS = {
    "conteo": N_("Conteo"),
    "pct_pais": N_("% del país"),
    "tasa": N_("Tasa por 100,000 habitantes"),
    "tasa_suavizada": N_("Tasa suavizada por 100,000 habitantes"),
    "variacion": N_("Variación entre dos años"),
}
POR_PERSONAS = ("tasa", "tasa_suavizada")
MARGENES = {"": N_("Sin márgenes"), "si": N_("Mostrar márgenes")}
PREDETERMINADA = "delitos"


@dataclass(frozen=True)
class Filtros:
    """Serie, componente, medida, años, lugares, fuente del perfil (corte), márgenes y filtros del perfil.

    Los del perfil (sexo a explotacion) solo valen con la plantilla importada; vacíos, todas las personas.
    """

    serie: str
    componente: str
    medida: str
    desde: int
    hasta: int
    corte: str
    lugares: tuple[str, ...] = ()
    margenes: str = ""
    sexo: str = ""
    edad: str = ""
    nacionalidad: str = ""
    captacion: str = ""
    explotacion: str = ""

    def con(self, **cambios) -> "Filtros":
        """Una copia con los cambios dados."""
        return replace(self, **cambios)


def default_filters(catalogo: Catalogo, serie_id: str = PREDETERMINADA) -> Filtros:
    """Cómo abre una serie: conteo del último año completo, todo el país."""
    serie = catalogo.series[serie_id]
    desde, hasta = _default_years(serie)
    return Filtros(serie_id, serie.componentes[0], "conteo", desde, hasta, next(iter(catalogo.cortes)))


def from_query(query: str, catalogo: Catalogo) -> Filtros:
    """Lee la dirección y la repara: lo desconocido vuelve a su valor inicial, los años al revés se cruzan."""
    asked = _asked(query)
    con_mapa = {s.serie_id for s in catalogo.con_mapa}
    base = default_filters(catalogo, asked["serie"] if asked.get("serie") in con_mapa else PREDETERMINADA)
    serie = catalogo.series[base.serie]
    corte = _known(asked.get("corte"), catalogo.cortes, base.corte)
    desde, hasta = _years(asked, year_options(catalogo, serie, corte), serie.anual, base)
    found = base.con(
        componente=_known(asked.get("componente"), serie.componentes, base.componente),
        medida=_known(asked.get("medida"), MEDIDAS, base.medida),
        corte=corte,
        desde=desde,
        hasta=hasta,
        lugares=_places(asked.get("lugar", ""), catalogo, serie),
        margenes=_known(asked.get("margenes"), MARGENES, base.margenes),
    )
    for dim in PERFIL:
        value = _known(asked.get(dim), catalogo.personas.get(dim, {}), "")
        found = found.con(**{dim: value}) if value and dim not in profile_limits(found, catalogo) else found
    return found


def year_options(catalogo: Catalogo, serie: Serie, corte: str) -> tuple[int, ...]:
    """Los años que se pueden elegir: los de la serie y, con la plantilla importada, también los suyos."""
    people = catalogo.anios_personas if corte == PLANTILLA and serie.anual else ()
    return tuple(sorted({*serie.anios, *people}))


def was_repaired(query: str, filtros: Filtros) -> bool:
    """Si la dirección pedía algo que no se pudo respetar tal cual."""
    shown = {**vars(filtros), "lugar": ",".join(filtros.lugares)}
    return any(str(shown.get(k)) != v for k, v in _asked(query).items())


def to_query(filtros: Filtros, catalogo: Catalogo) -> str:
    """La dirección más corta que reproduce la selección («» para la inicial)."""
    base = default_filters(catalogo, filtros.serie)
    pairs = {"serie": filtros.serie} if filtros.serie != PREDETERMINADA else {}
    for campo in ("componente", "medida", "desde", "hasta", "corte", "margenes", *PERFIL):
        if getattr(filtros, campo) != getattr(base, campo):
            pairs[campo] = getattr(filtros, campo)
    if filtros.lugares:
        pairs["lugar"] = ",".join(filtros.lugares)
    return seguir(f"?{urlencode(pairs, safe=',')}" if pairs else "")


def period_words(filtros: Filtros, catalogo: Catalogo) -> str:
    """«2023», «2019–2023», «enero–noviembre de 2025» según lo que la serie tiene en esos años."""
    periodos = catalogo.series[filtros.serie].periodos_en(filtros.desde, filtros.hasta)
    if len(periodos) == 1:
        return periodos[0].etiqueta
    words = fmt.years(filtros.desde, filtros.hasta)
    parciales = [str(p.inicio.year) for p in periodos if p.parcial]
    return _("{anios} ({parciales} incompleto)", anios=words, parciales=fmt.listing(parciales)) if parciales else words


def place_words(filtros: Filtros, catalogo: Catalogo) -> str:
    """«Todo el país», «Distrito fiscal de Puno», «Distritos fiscales de Puno y Tacna»."""
    elegidos = [catalogo.lugares[codigo] for codigo in filtros.lugares]
    if not elegidos:
        return _("Todo el país")
    if len(elegidos) == 1:
        return elegidos[0].nombre_largo
    nombres = fmt.listing([lugar.nombre for lugar in elegidos])
    if elegidos[0].ambito == DISTRITO_FISCAL:
        return _("Distritos fiscales de {lugares}", lugares=nombres)
    return _("Departamentos de {lugares}", lugares=nombres)


def in_words(filtros: Filtros, catalogo: Catalogo) -> str:
    """La selección dicha como una frase: «Distrito fiscal de Loreto · 2019–2023 · delitos denunciados»."""
    serie = catalogo.series[filtros.serie]
    parts = [place_words(filtros, catalogo), period_words(filtros, catalogo), _(serie.unidad)]
    if filtros.componente != serie.componentes[0]:
        parts.append(_(COMPONENTES[filtros.componente]).lower())
    if filtros.medida != "conteo":
        medida = _(MEDIDAS[filtros.medida])
        parts.append(medida[0].lower() + medida[1:])
    if filtros.margenes:
        parts.append(_("con márgenes"))
    parts += [
        f"{_(NOMBRES_PERFIL[d]).lower()}: {_(catalogo.personas[d][v]).lower()}"
        for d, v in chosen_profile(filtros).items()
    ]
    return " · ".join(parts)


def asked_version(query: str) -> str:
    """La versión de los datos que pide una dirección; vacía si no pide ninguna."""
    return parse_qs(query.lstrip("?")[:2000]).get("v", [""])[-1]


def with_version(query: str, version: str) -> str:
    """La dirección con la versión de los datos."""
    return f"{query}{'&' if query else '?'}v={version}"


def permanent_query(filtros: Filtros, version: str) -> str:
    """La selección entera, también lo que coincide con la inicial, y la versión: mañana la inicial será otra."""
    pairs = vars(filtros) | {"lugar": ",".join(filtros.lugares), "v": version}
    return seguir(f"?{urlencode({k: v for k, v in pairs.items() if k != 'lugares' and v != ''}, safe=',')}")


def _asked(query: str) -> dict[str, str]:
    """Lo que la dirección pide de la selección; la versión de los datos y el idioma van aparte."""
    return {k: v[-1] for k, v in parse_qs(query.lstrip("?")[:2000]).items() if k not in ("v", CAMPO)}


def _default_years(serie: Serie) -> tuple[int, int]:
    if serie.anual:
        return serie.ultimo_completo, serie.ultimo_completo
    return serie.periodos[0].inicio.year, serie.periodos[-1].fin.year


def _years(asked: dict, options: tuple[int, ...], annual: bool, base: Filtros) -> tuple[int, int]:
    if not annual:
        return base.desde, base.hasta
    anios = {str(a): a for a in options}
    hasta = anios.get(asked.get("hasta"), base.hasta)
    desde = anios.get(asked.get("desde"), min(base.desde, hasta))
    return min(desde, hasta), max(desde, hasta)


def _known(value, options, fallback):
    return value if value in options else fallback


def _places(text: str, catalogo: Catalogo, serie: Serie) -> tuple[str, ...]:
    valid = {lugar.codigo for lugar in catalogo.lugares_de(serie)}
    return tuple(dict.fromkeys(codigo for codigo in text.split(",") if codigo in valid))
