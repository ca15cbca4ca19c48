"""La cuenta de las filas de un archivo mientras se lee, hasta cerrarla en una Lectura."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from dashboard.sources.faltas import FALTAS
from dashboard.sources.filas import Columnas, Fila, FilaIlegible
from dashboard.sources.lectura import CASOS, Apartada, ArchivoRechazado, Aviso, Lectura, Reparacion
from dashboard.sources.source import Entrada

MAX_APARTADAS, MAX_REPARACIONES = 20_000, 2_000
SERIES = [
    *("serie_id", "nombre", "nombre_corto", "definicion", "unidad", "unidad_singular", "geografia", "periodicidad"),
    *("edicion", "fecha_corte", "editor", "ausencia", "fuente_id", "orden", "nota"),
]


def warning(codigo: str, **datos) -> Aviso:
    """Un aviso del catálogo con sus huecos llenos."""
    return Aviso(codigo, FALTAS[codigo].mensaje.format(**datos))


@dataclass
class Cuenta:
    """Toda fila que pasa por aquí queda cargada, sumada o apartada; ninguna en dos."""

    entrada: Entrada
    fuente: str
    claves: set[Hashable] = field(default_factory=set)
    leidas: int = 0
    sumadas: int = 0
    apartadas: list[Apartada] = field(default_factory=list)
    reparaciones: list[Reparacion] = field(default_factory=list)
    reparadas: Counter[str] = field(default_factory=Counter)
    avisos: list[Aviso] = field(default_factory=list)
    ajenas: tuple[str, ...] = ()

    def each(
        self,
        columnas: Columnas,
        parse: Callable[[Fila], Hashable],
        filas: Iterable[tuple[int, Sequence[str]]] | None = None,
    ) -> None:
        """Pasa cada fila por `parse`, que devuelve la clave de la fila o lanza FilaIlegible sin haber guardado nada."""
        book = self.entrada.archivo.texto is None
        for linea, celdas in self.entrada.filas() if filas is None else filas:
            self.leidas += 1
            try:
                fila = columnas.row(linea, celdas, rellenar=book)
                self._load(parse(fila))
                self._keep(fila.reparaciones)
            except FilaIlegible as falta:
                self._set_aside(linea, celdas, falta)

    def loaded(self, clave: Hashable) -> None:
        """Cuenta una fila que se leyó por otro camino y se entendió."""
        self.leidas += 1
        self._load(clave)

    def _load(self, clave: Hashable) -> None:
        self.sumadas += clave in self.claves
        self.claves.add(clave)

    def _set_aside(self, linea: int, celdas: Sequence[str], falta: FilaIlegible) -> None:
        if len(self.apartadas) == MAX_APARTADAS:
            first = self.apartadas[0]
            datos = {"maximo": f"{MAX_APARTADAS:,}", "linea": first.linea, "razon": first.razon}
            raise ArchivoRechazado("E-DEMASIADAS", self.entrada.archivo.nombre, **datos)
        separador = self.entrada.archivo.texto.separador if self.entrada.archivo.texto else "\t"
        self.apartadas.append(Apartada(linea, falta.codigo, str(falta), separador.join(celdas)))

    def _keep(self, reparaciones: list[Reparacion]) -> None:
        self.reparadas.update(r.codigo for r in reparaciones)
        self.reparaciones += reparaciones[: max(0, MAX_REPARACIONES - len(self.reparaciones))]

    def warn(self, codigo: str, **datos) -> None:
        """Deja un aviso del archivo."""
        self.avisos.append(warning(codigo, **datos))

    def close(
        self,
        casos: Sequence[dict] = (),
        series: Sequence[dict] = (),
        tablas: dict[str, pd.DataFrame] | None = None,
        fecha_corte: date | None = None,
    ) -> Lectura:
        """La Lectura, con la cuenta hecha y un aviso por cada clase de reparación y cada columna sin uso."""
        cargadas, nombre = len(self.claves), self.entrada.archivo.nombre
        if not cargadas and not self.apartadas:
            raise ArchivoRechazado("E-SIN-FILAS", nombre)
        return Lectura(
            fuente=self.fuente,
            archivo=nombre,
            sha256=self.entrada.archivo.sha256,
            fecha_corte=fecha_corte,
            leidas=self.leidas,
            cargadas=cargadas,
            sumadas=self.sumadas,
            apartadas=tuple(self.apartadas),
            casos=pd.DataFrame(list(casos), columns=CASOS),
            series=pd.DataFrame(list(series), columns=SERIES),
            tablas=tablas or {},
            reparaciones=tuple(self.reparaciones),
            avisos=(*self.avisos, *self._closing_warnings()),
            columnas_desconocidas=self.ajenas,
        )

    def _closing_warnings(self) -> list[Aviso]:
        found = [warning(codigo, filas=f"{n:,}") for codigo, n in sorted(self.reparadas.items())]
        if (total := self.reparadas.total()) > MAX_REPARACIONES:
            found.append(warning("A-REPARACIONES", total=f"{total:,}", listadas=f"{MAX_REPARACIONES:,}"))
        return found + [warning("A-COLUMNA-NUEVA", columna=c) for c in self.ajenas]
