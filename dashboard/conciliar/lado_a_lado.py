"""La misma cosa según cada fuente: unidad, periodo, corte y valor, una junto a otra, y por qué pueden diferir."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.conciliar.hechos import Hecho, Hechos
from dashboard.conciliar.resultado import Parte, loose, part_of, profile_part
from dashboard.conciliar.series import MISMA, counts_of
from dashboard.conciliar.sumas import DIMENSIONES, POBLACIONES

OTRA, IGUALES, DISTINTAS = "otra medida", "coinciden", "difieren"


@dataclass(frozen=True)
class Version:
    """Lo que dice una fuente."""

    segun: str
    unidad: str
    periodo: str
    corte: str
    parte: Parte


@dataclass(frozen=True)
class Cotejo:
    """Un concepto en un lugar y un tiempo, según dos o más fuentes."""

    concepto: str
    lugar: str
    relacion: str
    versiones: tuple[Version, ...]
    porque: str


def side_by_side(hechos: Hechos) -> tuple[Cotejo, ...]:
    """Los cotejos de las series, de las cifras sueltas y de las publicaciones del perfil."""
    return (*_series(hechos), *_loose(hechos), *_profiles(hechos))


def _series(hechos: Hechos) -> Iterable[Cotejo]:
    for row in hechos.datos["comparaciones"].itertuples():
        left, right = counts_of(hechos, row.serie_a), counts_of(hechos, row.serie_b)
        for codigo in (c for c in left if c in right):
            other = {(h.inicio, h.fin): h for h in right[codigo]}
            for h in left[codigo]:
                if match := other.get((h.inicio, h.fin)):
                    yield _pair(hechos, h, match, row)


def _pair(hechos: Hechos, a: Hecho, b: Hecho, row) -> Cotejo:
    same = IGUALES if a.valor == b.valor else DISTINTAS
    names = " y ".join(hechos.catalogo.series[h.serie_id].nombre_corto.lower() for h in (a, b))
    relacion = same if row.relacion == MISMA else OTRA
    versions = (_version(hechos, a), _version(hechos, b))
    return Cotejo(names[0].upper() + names[1:], hechos.lugar(a.codigo, a.serie_id), relacion, versions, row.texto)


def _version(hechos: Hechos, h: Hecho) -> Version:
    serie = hechos.catalogo.series[h.serie_id]
    return Version(serie.nombre_corto, serie.unidad, h.periodo, hechos.corte(h.fuente_id), part_of(hechos, h))


def _loose(hechos: Hechos) -> Iterable[Cotejo]:
    """Las cifras sueltas junto a la serie con la que se cotejan, en el mismo lugar y periodo."""
    for c in hechos.cotejos:
        if not c["serie_id"] or c["lugares"] or c["c_unidad"].startswith("%"):
            continue
        rows = counts_of(hechos, c["serie_id"]).get(c["c_codigo"], [])
        span, fuente = (c["c_inicio"].date(), c["c_fin"].date()), c["c_fuente_id"]
        part = loose(hechos, c["cifra_id"])
        for h in (h for h in rows if (h.inicio, h.fin) == span):
            own = Version(hechos.fuente(fuente), c["c_unidad"], h.periodo, hechos.corte(fuente), part)
            same = IGUALES if h.valor == c["c_valor"] else DISTINTAS
            relacion = same if c["relacion"] == "misma" else OTRA
            place = hechos.lugar(h.codigo, h.serie_id)
            yield Cotejo(c["c_concepto"], place, relacion, (own, _version(hechos, h)), c["nota"] or "")


def _profiles(hechos: Hechos) -> Iterable[Cotejo]:
    """Una misma categoría del perfil en varias publicaciones."""
    cortes = hechos.datos["cortes"].set_index("corte")
    keys = ["poblacion", "dimension", "categoria_id"]
    for (poblacion, dimension, _), rows in hechos.datos["perfil"].groupby(keys, sort=False):
        if rows["corte"].nunique() < 2:
            continue
        versions = tuple(_publication(hechos, r) for _, r in rows.iterrows())
        notes = [n for n in cortes.loc[rows["corte"], N.NOTA].dropna()]
        name = f"{POBLACIONES[poblacion]}, {DIMENSIONES[dimension]}: {rows['categoria'].iloc[0].lower()}"
        periods = {v.periodo for v in versions}
        same = IGUALES if rows[N.PCT].nunique() == 1 else DISTINTAS
        relacion = same if len(periods) == 1 else OTRA
        yield Cotejo(name[0].upper() + name[1:], "todo el país", relacion, versions, " ".join(notes))


def _publication(hechos: Hechos, row) -> Version:
    start, end = row[N.INICIO].date(), row[N.FIN].date()
    unit = f"% de {POBLACIONES[row['poblacion']]}"
    name = hechos.catalogo.cortes[row["corte"]]
    return Version(name, unit, fmt.period(start, end), fmt.day(end), profile_part(hechos, row))
