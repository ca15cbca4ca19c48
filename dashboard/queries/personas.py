"""Lo que contesta la plantilla importada: conteos ya protegidos de lo elegido, o por qué no los hay."""

from dataclasses import dataclass

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.catalog import PLANTILLA, Catalogo
from dashboard.data_package import Datos
from dashboard.filters import Filtros, place_words
from dashboard.idioma import N_, _, ngettext
from dashboard.perfil_elegido import NOMBRES_PERFIL, chosen_profile
from dashboard.privacy import RESERVADO, Protegido, rate
from dashboard.privacy.publicables import CORREDOR, DESTINO, ORIGEN, published
from dashboard.queries.citas import joined

BASE_MINIMA = 20
BASE_CHICA = N_("base menor de 20")
CLASES = {
    "en_investigacion": "en_investigacion",
    "no_determinada": "no_determinado",
    "sin_dato": "sin_dato",
    "no_se_produjo": "no_se_produjo",
}
COLUMNAS = ["categoria_id", "categoria", N.CLASE, "subcategoria", "personas", N.PCT, "base_n"]
CITADAS = [N.NOTA, N.PROCEDENCIA, N.FUENTE_ID, N.CITA]


@dataclass(frozen=True)
class Pregunta:
    """El filtro con que se consulta lo protegido, dicho también en palabras; `razon` si no se puede contestar."""

    protegido: Protegido | None
    filtro: dict
    palabras: str
    razon: str = ""


def asks_people(filtros: Filtros) -> bool:
    """Si el perfil se contesta con la plantilla importada y no con una publicación."""
    return filtros.corte == PLANTILLA


def profile(datos: Datos, catalogo: Catalogo, filtros: Filtros, poblacion: str, dimension: str) -> pd.DataFrame:
    """Un renglón por categoría: personas y porcentaje, o la marca de lo reservado. Vacío si no se puede contestar."""
    ask = profile_question(datos, catalogo, filtros, poblacion, dimension)
    if ask.razon:
        return pd.DataFrame(columns=[*COLUMNAS, *CITADAS])
    found = ask.protegido.consulta(ask.filtro, (dimension,))
    total = _value(ask.protegido.consulta(ask.filtro).iloc[0])
    names = catalogo.personas[dimension]
    order = list(names)
    found = found.sort_values(dimension, key=lambda codes: codes.map(order.index))
    rows = [
        (code, names[code], CLASES.get(code, "determinada"), False, _shown(n), share(n, total), _shown(total))
        for code, n in ((getattr(r, dimension), _value(r)) for r in found.itertuples())
        if n != 0
    ]
    return _cited(pd.DataFrame(rows, columns=COLUMNAS), datos, poblacion, ask)


def profile_question(datos: Datos, catalogo: Catalogo, filtros: Filtros, poblacion: str, dimension: str) -> Pregunta:
    """Qué se le pide a lo protegido para una tarjeta del perfil; el filtro de su propia dimensión no la recorta."""
    ask = _question(datos, catalogo, filtros, poblacion)
    others = {d: v for d, v in chosen_profile(filtros).items() if d != dimension}
    place = _places(ask, catalogo, filtros)
    if place.razon:
        return place
    asked = {*place.filtro, *others, dimension}
    if published(asked):
        words = ", ".join([place.palabras, *(_(catalogo.personas[d][v]).lower() for d, v in others.items())])
        return Pregunta(place.protegido, place.filtro | others, words)
    crossed = fmt.listing([_(NOMBRES_PERFIL[d]).lower() for d in (*others, dimension)])
    if set(place.filtro) and published({*others, dimension}):
        why = _(
            "No se publica el cruce de {partes} por distrito fiscal o por año, para proteger a las personas.",
            partes=crossed,
        )
    else:
        why = _("No se publica el cruce de {partes}, para proteger a las personas.", partes=crossed)
    return Pregunta(None, {}, "", why)


def corridors(datos: Datos, catalogo: Catalogo, filtros: Filtros, departamentos: set[str]) -> pd.DataFrame:
    """Personas por origen y destino, de más a menos, y un último renglón con los pares reservados.

    Con `departamentos`, solo los pares que tocan alguno: la tabla no se publica por distrito fiscal.
    """
    ask = routes_question(datos, catalogo, filtros)
    columns = [ORIGEN, DESTINO, "personas", *CITADAS]
    if ask.razon:
        return pd.DataFrame(columns=columns)
    found = ask.protegido.consulta(ask.filtro, CORREDOR)
    if departamentos:
        found = found[found[ORIGEN].isin(departamentos) | found[DESTINO].isin(departamentos)]
    names = catalogo.personas[ORIGEN]
    shown = found[~found["reservado"] & (found["n"] > 0)].sort_values("n", ascending=False, kind="stable")
    rows = [(names[r.origen], names[r.destino], int(r.n)) for r in shown.itertuples()]
    if hidden := int(found["reservado"].sum()):
        rows.append(
            (ngettext("Otro par de lugares", "Otros {n} pares de lugares", hidden, n=fmt.number(hidden)), "", RESERVADO)
        )
    return _cited(pd.DataFrame(rows, columns=columns[:3]), datos, "victimas", ask)


def routes_question(datos: Datos, catalogo: Catalogo, filtros: Filtros) -> Pregunta:
    """Los corredores se publican para el país, por año."""
    return _question(datos, catalogo, filtros, "victimas")


def share(n: int | None, total: int | None) -> float | str:
    """El porcentaje sobre lo registrado; reservado si lo está alguno, y sin porcentaje sobre una base chica."""
    if n is None or total is None:
        return RESERVADO
    return rate(n, total) if total >= BASE_MINIMA else BASE_CHICA


def _question(datos: Datos, catalogo: Catalogo, filtros: Filtros, poblacion: str) -> Pregunta:
    """Los años elegidos que la plantilla trae; sin filtro de año si son todos."""
    protegido = datos.personas.get(poblacion)
    if protegido is None:
        return Pregunta(None, {}, "", _("No se ha importado la plantilla de esta población."))
    known = protegido.codigos(N.ANIO)
    chosen = [a for a in known if filtros.desde <= a <= filtros.hasta]
    if not chosen:
        years = fmt.listing([str(a) for a in known])
        return Pregunta(
            None, {}, "", _("La plantilla importada trae {anios}: elija esos años en «Desde» y «Hasta».", anios=years)
        )
    words = fmt.listing([str(a) for a in chosen])
    return Pregunta(protegido, {} if len(chosen) == len(known) else {N.ANIO: chosen}, words)


def _places(ask: Pregunta, catalogo: Catalogo, filtros: Filtros) -> Pregunta:
    if ask.razon or not filtros.lugares:
        return (
            ask
            if ask.razon
            else Pregunta(ask.protegido, ask.filtro, _("todo el país, {periodo}", periodo=ask.palabras))
        )
    known = ask.protegido.codigos(N.DF_ID)
    places = [catalogo.lugares[codigo] for codigo in filtros.lugares]
    if any(p.ambito != N.DISTRITO_FISCAL for p in places):
        why = _(
            "La plantilla cuenta por distrito fiscal: elija una serie por distrito fiscal o quite los departamentos."
        )
        return Pregunta(None, {}, "", why)
    if absent := [p.nombre for p in places if p.codigo not in known]:
        return Pregunta(
            None, {}, "", _("La plantilla importada no trae filas de {lugares}: sin dato.", lugares=fmt.listing(absent))
        )
    words = f"{place_words(filtros, catalogo)}, {ask.palabras}"
    return Pregunta(ask.protegido, ask.filtro | {N.DF_ID: list(filtros.lugares)}, words)


def _value(row) -> int | None:
    return None if row.reservado else int(row.n)


def _shown(n: int | None) -> int | str:
    return RESERVADO if n is None else n


def _cited(frame: pd.DataFrame, datos: Datos, poblacion: str, ask: Pregunta) -> pd.DataFrame:
    own = [i.tablas["fuentes"][N.FUENTE_ID].iloc[0] for i in datos.importados if i.poblacion == poblacion]
    cita = _("conteo protegido con umbral {n}: {seleccion}", n=ask.protegido.umbral, seleccion=ask.palabras)
    cited = {N.NOTA: "", N.PROCEDENCIA: "calculado", N.FUENTE_ID: joined(own), N.CITA: cita}
    return frame.assign(**cited)
