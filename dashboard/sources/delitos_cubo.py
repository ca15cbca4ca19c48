"""Suma «delitos denunciados» por clave, con todas las comprobaciones, bloque a bloque y con memoria acotada.

Cada bloque se agrupa por sus textos tal como vienen. Las reglas se aplican a los textos distintos, que son pocos; solo
las filas de un grupo que no las cumple se miran una por una.
"""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from dashboard.sources import bloques, fechas
from dashboard.sources import delitos_reglas as d
from dashboard.sources.bloques import LINEA, Bloque
from dashboard.sources.faltas import FALTAS
from dashboard.sources.lectura import Apartada, ArchivoRechazado, Reparacion
from dashboard.sources.lugares import Lugares

VALOR, FILAS, MALO = "_valor", "_filas", "_malo"
MAX_APARTADAS, MAX_CLAVES, PARTES = 100_000, 1_000_000, 8
MAX_LISTADAS = 10_000
ESPERADO = {d.ESPECIALIDAD: "PENAL", d.TIPO: "DENUNCIA"}


@dataclass
class Cubo:
    """La suma en curso. `indices` dice en qué columna del archivo está cada nombre canónico."""

    nombre: str
    separador: str
    indices: Mapping[str, int]
    lugares: Lugares
    leidas: int = 0
    reparadas: Counter = field(default_factory=Counter)
    apartadas: list[Apartada] = field(default_factory=list)
    reparaciones: list[Reparacion] = field(default_factory=list)
    ordenes: dict[str, fechas.Orden] = field(default_factory=dict)
    reglas: dict[str, d.Regla] = field(default_factory=dict)
    _partes: list[pl.DataFrame] = field(default_factory=list)
    _limpios: dict[str, dict[str, object]] = field(default_factory=dict)
    _cortes: dict[int, tuple] = field(default_factory=dict)

    @property
    def claves(self) -> list[str]:
        return [c for c in d.CLAVES if c in self.indices]

    def add(self, bloque: Bloque) -> None:
        """Agrega un bloque: cada fila se suma, se recompone o se aparta."""
        self.leidas += bloque.filas.height + len(bloque.sueltas)
        self._group(bloque)
        fixed = [row for row in map(self._rejoined, bloque.sueltas) if row]
        if fixed:
            self._group(bloques.from_records(fixed, len(d.COLUMNAS)))

    def groups(self) -> pl.DataFrame:
        """Una fila por combinación de textos: filas, suma y primera línea."""
        self._compact()
        return self._partes[0] if self._partes else pl.DataFrame()

    def clean(self, columna: str, texto: str) -> object | None:
        """El valor de una celda según su regla, o None."""
        seen = self._limpios.setdefault(columna, {})
        if texto not in seen:
            seen[texto] = self.reglas[columna].lee(texto) if texto.strip() else None
        return seen[texto]

    def _rejoined(self, row: tuple[int, list[str]]) -> tuple[int, list[str]] | None:
        linea, cells = row
        canonical = tuple(self.indices) == d.COLUMNAS and list(self.indices.values()) == list(range(len(d.COLUMNAS)))
        whole = d.rejoin(cells) if canonical else None
        if whole is None:
            self._set_aside(linea, "E-CAMPOS", cells, hay=len(cells), esperadas=len(self.indices))
            return None
        self._repair(linea, "fila", self.separador.join(cells[6:-6]), " · ".join(whole[6:10]), "A-CAMPOS")
        return linea, whole

    def _group(self, bloque: Bloque) -> None:
        frame = bloque.filas
        if not frame.height:
            return
        if not self.reglas:
            self._learn_dates(frame)
        names = {c: f"c{i}" for c, i in self.indices.items()}
        value = pl.col(names[d.CANTIDAD]).cast(pl.Int64, strict=False)
        groups = (
            frame.lazy()
            .select(*(pl.col(names[c]).alias(c) for c in self.claves), value.alias(VALOR), LINEA)
            .group_by(self.claves)
            .agg(
                pl.col(VALOR).sum(),
                pl.len().cast(pl.Int64).alias(FILAS),
                pl.col(LINEA).min(),
                (pl.col(VALOR).is_null() | (pl.col(VALOR) < 0) | (pl.col(VALOR) >= 10**12)).any().alias(MALO),
            )
            .collect()
        )
        bad = self._bad(groups)
        self._keep(groups.filter(~bad).drop(MALO))
        if bad.any():
            self._one_by_one(frame, groups.filter(bad), names)

    def _bad(self, groups: pl.DataFrame) -> pl.Series:
        """Qué grupos tienen alguna celda que no se entiende, o son de otro corte."""
        bad = groups[MALO]
        texts = groups.lazy().select(pl.col(self.claves).unique().implode()).collect().row(0)
        for columna, values in zip(self.claves, texts, strict=True):
            wrong = [v for v in values if self.clean(columna, v) is None]
            bad = bad | groups[columna].is_in(wrong) if wrong else bad
        cut = [c for c in (d.ANIO, d.PERIODO, d.CORTE) if c in self.indices]
        combos = groups.filter(~bad).group_by(cut).agg(pl.col(FILAS).sum()).sort(FILAS, *cut, descending=True)
        other = [not self._same_cut(dict(zip(cut, row, strict=False))) for row in combos.rows()]
        if not any(other):
            return bad
        marked = combos.select(*cut, pl.Series("_otro", other))
        return bad | groups.join(marked, on=cut, how="left", maintain_order="left")["_otro"].fill_null(False)

    def _same_cut(self, cells: Mapping[str, str]) -> bool:
        """El primer corte que aparece de un año, el de más filas, es el de ese año."""
        found = tuple(self.clean(c, cells[c]) for c in (d.PERIODO, d.CORTE) if c in self.indices)
        return self._cortes.setdefault(self.clean(d.ANIO, cells[d.ANIO]), found) == found

    def _one_by_one(self, frame: pl.DataFrame, bad: pl.DataFrame, names: Mapping[str, str]) -> None:
        keys = [names[c] for c in self.claves]
        rows = frame.join(bad.select(self.claves).rename(names, strict=False), on=keys, how="semi").sort(LINEA)
        good = [kept for row in rows.iter_rows(named=True) if (kept := self._understood(row, names))]
        if good:
            self._keep(pl.DataFrame(good, schema=self._schema(), orient="row"))

    def _understood(self, row: Mapping[str, object], names: Mapping[str, str]) -> tuple | None:
        """La fila como la guarda el cubo, o None si se apartó."""
        linea, cells = row[LINEA], {c: row[n] for c, n in names.items()}
        texts = [v for n, v in row.items() if n != LINEA]
        for columna in (*self.claves, d.CANTIDAD):
            if self.clean(columna, cells[columna]) is None:
                codigo = self.reglas[columna].codigo if cells[columna].strip() else "E-CELDA-VACIA"
                codigo = "E-LETRA" if d.ILEGIBLE in cells[columna] else codigo
                valor, esperado = cells[columna][:60], ESPERADO.get(columna, "")
                return self._set_aside(linea, codigo, texts, valor=valor, columna=columna, esperado=esperado)
        if not self._same_cut(cells):
            return self._set_aside(linea, "E-CORTE-DISTINTO", texts, anio=cells[d.ANIO])
        value = self.clean(d.CANTIDAD, cells[d.CANTIDAD])
        if cells[d.CANTIDAD] != str(value):
            self._repair(linea, d.CANTIDAD, cells[d.CANTIDAD], str(value), "A-CANTIDAD")
        return (*(cells[c] for c in self.claves), value, 1, linea)

    def _set_aside(self, linea: int, codigo: str, cells: Sequence[str], **datos) -> None:
        razon = FALTAS[codigo].mensaje.format(**datos)
        raw = io.StringIO()
        csv.writer(raw, delimiter=self.separador, lineterminator="").writerow(cells)
        self.apartadas.append(Apartada(linea, codigo, razon, raw.getvalue()))
        if len(self.apartadas) > MAX_APARTADAS:
            first = self.apartadas[0]
            maximo = f"{MAX_APARTADAS:,}"
            raise ArchivoRechazado("E-DEMASIADAS", self.nombre, maximo=maximo, linea=first.linea, razon=first.razon)

    def _repair(self, linea: int, columna: str, antes: str, despues: str, codigo: str) -> None:
        self.reparadas[codigo] += 1
        if len(self.reparaciones) < MAX_LISTADAS:
            self.reparaciones.append(Reparacion(linea, columna, antes, despues, codigo))

    def _keep(self, part: pl.DataFrame) -> None:
        self._partes.append(part)
        if len(self._partes) > PARTES:
            self._compact()

    def _compact(self) -> None:
        if len(self._partes) > 1:
            whole = pl.concat(self._partes).lazy().group_by(self.claves)
            self._partes = [whole.agg(pl.col(VALOR, FILAS).sum(), pl.col(LINEA).min()).collect()]
        if self._partes and self._partes[0].height > MAX_CLAVES:
            raise ArchivoRechazado("E-MEMORIA", self.nombre)

    def _schema(self) -> dict:
        return {**dict.fromkeys(self.claves, pl.String), VALOR: pl.Int64, FILAS: pl.Int64, LINEA: pl.Int64}

    def _learn_dates(self, frame: pl.DataFrame) -> None:
        """El orden de cada fecha, con las del primer bloque: corte ≥ fin del periodo; descarga ≤ corte."""
        seen = {c: frame[f"c{i}"].unique().to_list() for c, i in self.indices.items() if c in (d.CORTE, d.DESCARGA)}
        pairs = frame.select(f"c{self.indices[d.ANIO]}", f"c{self.indices[d.PERIODO]}").unique().rows()
        self.ordenes = orders(pairs, seen.get(d.CORTE, []), seen.get(d.DESCARGA, []))
        self.reglas = d.rules(self.lugares, {c: o.orden for c, o in self.ordenes.items()})


def orders(pairs: Sequence[tuple[str, str]], cortes: list[str], descargas: list[str]) -> dict[str, fechas.Orden]:
    """Cómo se escribe cada fecha. Si la descarga no lo dice por sí sola, vale el orden del corte."""
    known = [
        (int(a), m)
        for a, p in pairs
        if a.isascii() and a.isdigit() and 2000 <= int(a) <= 2100 and (m := fechas.months(p))
    ]
    end = min((fechas.period(a, m)[1] for a, m in known), default=None)
    corte = fechas.date_order(cortes, desde=end)
    last = max((f for t in cortes if (f := fechas.parse_date(t, corte.orden))), default=None)
    descarga = fechas.date_order(descargas, desde=end, hasta=last)
    if descarga.ambiguo and not corte.ambiguo:
        descarga = fechas.Orden(corte.orden)
    return {d.CORTE: corte, d.DESCARGA: descarga}
