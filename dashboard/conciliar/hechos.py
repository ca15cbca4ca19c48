"""Lo que las tablas dicen, como hechos comparables: qué, dónde, de cuándo a cuándo, cuánto y según qué documento."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.catalog import Catalogo, Serie
from dashboard.data_package import Datos

IMPORTADA = "importada"
SIN_CORTE = "no se declara"


@dataclass(frozen=True)
class Hecho:
    """Una cifra de una tabla. `familia` junta las series que son la misma cuenta en la misma edición."""

    tabla: str
    clave: tuple[str, ...]
    familia: str
    serie_id: str
    medida: str
    componente: str
    codigo: str
    inicio: date
    fin: date
    valor: float
    procedencia: str
    fuente_id: str
    cita: str

    @property
    def periodo(self) -> str:
        return fmt.period(self.inicio, self.fin)

    @property
    def escrito(self) -> str:
        """«1,144» o «20.2%», con los decimales que tiene."""
        return written(self.valor, self.medida == "porcentaje")


@dataclass(frozen=True, eq=False)
class Hechos:
    """Los hechos de una carpeta de datos, con lo que hace falta para nombrarlos."""

    datos: Datos
    catalogo: Catalogo

    @cached_property
    def todos(self) -> tuple[Hecho, ...]:
        return (*_of_cases(self.datos, self.catalogo), *_of_loose(self.datos, self.catalogo))

    @cached_property
    def conteos(self) -> dict[tuple[str, str, str], list[Hecho]]:
        """(familia, componente, código) → conteos, del periodo que empieza antes al que empieza después."""
        found: dict[tuple[str, str, str], list[Hecho]] = {}
        for h in sorted(self.todos, key=lambda h: (h.inicio, h.fin, h.tabla, h.clave)):
            if h.medida == "conteo":
                found.setdefault((h.familia, h.componente, h.codigo), []).append(h)
        return found

    @cached_property
    def cotejos(self) -> tuple[Mapping, ...]:
        """Las cifras sueltas que se cotejan, con su cotejo: una fila con las columnas de las dos tablas."""
        cifras = self.datos["cifras"].add_prefix("c_").rename(columns={"c_cifra_id": "cifra_id"})
        rows = self.datos["cotejos"].merge(cifras, on="cifra_id").to_dict("records")
        return tuple({k: None if pd.isna(v) else v for k, v in row.items()} for row in rows)

    @cached_property
    def cifras(self) -> Mapping[str, object]:
        """Las cifras sueltas por su identificador."""
        return {r.cifra_id: r for r in self.datos["cifras"].itertuples()}

    def lugar(self, codigo: str, serie_id: str = "") -> str:
        """El nombre de un código; en las series antiguas, el que tenía entonces."""
        if codigo == N.PAIS:
            return "todo el país"
        serie = self.catalogo.series.get(serie_id)
        return self.catalogo.nombre_en(serie, codigo) if serie else self.catalogo.lugares[codigo].nombre

    def fuente(self, fuente_id: str) -> str:
        return self._titulos[fuente_id]

    def corte(self, fuente_id: str) -> str:
        """Lo que la fuente dice de su fecha: el periodo del archivo y su corte, o la fecha del documento."""
        return self._fechas.get(fuente_id) or SIN_CORTE

    @cached_property
    def _fechas(self) -> dict[str, str]:
        dated = self.datos["fuentes"].dropna(subset="fecha")
        return dict(zip(dated[N.FUENTE_ID], dated["fecha"], strict=True))

    @cached_property
    def _titulos(self) -> dict[str, str]:
        return dict(zip(self.datos["fuentes"][N.FUENTE_ID], self.datos["fuentes"]["titulo"], strict=True))


def written(value: float, share: bool) -> str:
    """Un valor con los decimales que trae: «1,144», «20.2%», «80%»."""
    decimals = 0 if float(value).is_integer() else 1
    return fmt.number(value, decimals) + ("%" if share else "")


def slack(value: float) -> float:
    """Cuánto puede apartarse un número impreso de la cuenta exacta: media unidad de su último dígito."""
    return (0.5 if float(value).is_integer() else 0.05) + 1e-9


def family_of(serie: Serie) -> str:
    """La edición de una cuenta: «original · casos registrados». Sin edición declarada, la serie sola."""
    edition, named, _ = serie.edicion.partition(":")
    alone = not named or edition == IMPORTADA or ";" in edition
    return serie.serie_id if alone else f"{edition} · {serie.unidad}"


def tilings(hechos: Iterable[Hecho], inicio: date, fin: date) -> list[tuple[Hecho, ...]]:
    """Las maneras de cubrir un periodo exacto con otros más cortos, sin huecos ni traslapes."""
    inside = [h for h in hechos if inicio <= h.inicio and h.fin <= fin]
    found: list[tuple[Hecho, ...]] = []

    def grow(start: date, parts: tuple[Hecho, ...]) -> None:
        if start > fin:
            found.append(parts)
            return
        spans: dict[date, Hecho] = {}
        for h in inside:
            if h.inicio == start:
                spans.setdefault(h.fin, h)
        for end, h in spans.items():
            grow(end + timedelta(days=1), (*parts, h))

    grow(inicio, ())
    return found


def _of_cases(datos: Datos, catalogo: Catalogo) -> Iterable[Hecho]:
    families = {s.serie_id: family_of(s) for s in catalogo.series.values()}
    for r in datos["casos"].itertuples():
        start, end = r.inicio.date(), r.fin.date()
        clave = (r.serie_id, str(start), str(end), r.ambito, r.codigo, r.componente, r.medida, r.procedencia)
        said = (r.medida, r.componente, r.codigo, start, end, float(r.valor), r.procedencia, r.fuente_id, r.cita)
        yield Hecho("casos", clave, families[r.serie_id], r.serie_id, *said)


def _of_loose(datos: Datos, catalogo: Catalogo) -> Iterable[Hecho]:
    """Las cifras sueltas que un cotejo declara de la misma cuenta que una serie."""
    cifras = {r.cifra_id: r for r in datos["cifras"].itertuples()}
    for c in datos["cotejos"].itertuples():
        if pd.isna(c.serie_id) or c.relacion != "misma" or pd.notna(c.lugares):
            continue
        r, serie = cifras[c.cifra_id], catalogo.series[c.serie_id]
        medida = "porcentaje" if r.unidad.startswith("%") else "conteo"
        said = (medida, serie.componentes[0], r.codigo, r.inicio.date(), r.fin.date(), float(r.valor))
        yield Hecho("cifras", (c.cifra_id,), family_of(serie), "", *said, r.procedencia, r.fuente_id, r.cita)
