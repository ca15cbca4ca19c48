"""La plantilla propia: presuntas víctimas o imputados/as, contados por lugar, año, perfil, captación y recorrido.

Admite conteos o una fila por persona; en los dos casos se suma al leer y ninguna fila se guarda. Lo que identifica a
una persona hace rechazar el archivo, y ninguna celda suelta pasa al informe.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches

import pandas as pd

from dashboard.sources import lugares
from dashboard.sources import plantilla_campos as p
from dashboard.sources.cuenta import Cuenta
from dashboard.sources.fechas import parse_date
from dashboard.sources.filas import Fila, FilaIlegible, heading, match_columns
from dashboard.sources.identificadores import Vigia, check_headings
from dashboard.sources.lectura import ArchivoRechazado, Lectura, Reparacion
from dashboard.sources.numeros import count
from dashboard.sources.source import Entrada, Source

CUBO = "cubo_personas"
COLUMNAS = ["poblacion", "anio", "df_id", *p.DIMENSIONES, "personas"]


def recognise(columnas: Sequence[str]) -> float:
    """Lo distinguen la población, el distrito fiscal y el año con alguna columna del perfil."""
    found = {p.ENCABEZADOS.get(heading(c)) for c in columnas}
    if not (found >= set(p.OBLIGATORIAS) and found & {*p.DIMENSIONES, p.CANTIDAD}):
        return 0.0
    return 0.6 + 0.4 * len(found - {None}) / len(p.CAMPOS)


def read(entrada: Entrada) -> Lectura:
    """Suma las filas en un cubo y cierra la cuenta."""
    nombre = entrada.archivo.nombre
    check_headings(nombre, entrada.columnas, set(p.ENCABEZADOS))
    optional = [c.id for c in p.CAMPOS if c.id not in p.OBLIGATORIAS]
    columnas = match_columns(entrada, {c.id: (c.titulo, *c.otros) for c in p.CAMPOS}, optional)
    cuenta = Cuenta(entrada, FUENTE.id, ajenas=columnas.ajenas)
    lector = _Lector(entrada)
    used = set(columnas.indice.values())
    ajenas = [i for i in range(len(entrada.columnas)) if i not in used]
    fechas = [columnas.indice[p.CORTE]] if p.CORTE in columnas.indice else []
    cuenta.each(columnas, lector.row, Vigia(nombre, entrada.columnas, ajenas, fechas).watch(entrada.filas()))
    return _close(entrada, cuenta, lector, set(columnas.indice))


def _close(entrada: Entrada, cuenta: Cuenta, lector: "_Lector", presentes: set[str]) -> Lectura:
    poblaciones = {clave[0] for clave in lector.personas}
    if len(poblaciones) > 1:
        raise ArchivoRechazado("E-PLANTILLA-MEZCLA", entrada.archivo.nombre)
    cuenta.fuente = "_".join([FUENTE.id, *poblaciones])
    for campo in (p.POR_ID[c] for c in p.DIMENSIONES if c not in presentes):
        cuenta.warn("A-PLANTILLA-COLUMNA", columna=campo.titulo)
    if lector.edades:
        cuenta.warn("A-PLANTILLA-EDAD", filas=f"{lector.edades:,}")
    if len(lector.cortes) > 1:
        cuenta.warn("A-PLANTILLA-CORTES", cortes=len(lector.cortes))
    if others := [h for h in entrada.archivo.hojas if h not in {*p.HOJAS, entrada.hoja}]:
        cuenta.warn("A-PLANTILLA-HOJAS", hoja=entrada.hoja, otras=", ".join(others))
    if lector.formas:
        cuenta.warn("A-PLANTILLA-FORMA", filas=f"{lector.formas.total():,}")
    cuenta.reparaciones += [Reparacion(entrada.linea, *forma, "A-PLANTILLA-FORMA") for forma in sorted(lector.formas)]
    lectura = cuenta.close(tablas={CUBO: lector.cube()}, fecha_corte=max(lector.cortes, default=None))
    # El texto de una fila apartada puede hablar de una persona: queda solo en el archivo del analista.
    return replace(lectura, apartadas=tuple(replace(a, texto="") for a in lectura.apartadas))


@dataclass
class _Lector:
    """Convierte filas en claves del cubo. De una celda que no se entiende no se guarda nada."""

    entrada: Entrada
    personas: Counter = field(default_factory=Counter)
    cortes: set[date] = field(default_factory=set)
    formas: Counter = field(default_factory=Counter)
    edades: int = 0

    def __post_init__(self):
        datos = self.entrada.datos
        self.lugares = lugares.load(datos)
        self.valores = {c.id: p.reader(c, datos) for c in p.CAMPOS}
        self.textos = {c.id: p.options(c, datos) for c in p.CAMPOS}

    def row(self, fila: Fila) -> tuple:
        """La clave de la fila; sus personas quedan sumadas solo si todo se entendió."""
        exact, shapes = [], []
        poblacion = self._choice(fila, p.POBLACION, shapes)
        anio, df_id = self._year(fila), self._district(fila)
        perfil = [self._dimension(fila, c, exact, shapes) for c in p.DIMENSIONES]
        cantidad, corte = self._amount(fila), self._cut_off(fila)
        clave = (poblacion, anio, df_id, *perfil)
        self.personas[clave] += cantidad
        self.cortes |= {corte} if corte else set()
        self.edades += len(exact)
        self.formas.update(shapes)
        return clave

    def cube(self) -> pd.DataFrame:
        """Las sumas, un renglón por clave."""
        return pd.DataFrame([(*k, n) for k, n in sorted(self.personas.items())], columns=COLUMNAS)

    def _dimension(self, fila: Fila, campo: str, exact: list, shapes: list) -> str:
        texto = fila.celdas.get(campo, "")
        if not texto:
            return p.SIN_DATO
        if campo == p.EDAD and texto.isdecimal() and int(texto) <= p.BANDAS["65_mas"][1]:
            exact.append(campo)
            return next(i for i, (first, last) in p.BANDAS.items() if first <= int(texto) <= last)
        return self._choice(fila, campo, shapes)

    def _choice(self, fila: Fila, campo: str, shapes: list) -> str:
        texto = fila.text(campo)
        found = self.valores[campo].get(lugares.place_key(texto))
        if found is None:
            raise _unreadable(campo, "uno de los valores de su lista", self._similar(campo, texto))
        listed = self.textos[campo][found]
        if lugares.place_key(texto) != lugares.place_key(listed):
            shapes.append((p.POR_ID[campo].titulo, texto, listed))
        return found

    def _similar(self, campo: str, texto: str) -> str:
        close = get_close_matches(lugares.place_key(texto), self.valores[campo], n=1, cutoff=0.75)
        return f" ¿Quiso escribir «{self.textos[campo][self.valores[campo][close[0]]]}»?" if close else ""

    def _year(self, fila: Fila) -> int:
        try:
            return fila.year(p.ANIO)
        except FilaIlegible as error:
            raise _unreadable(p.ANIO, "un año entre 2000 y 2100") from error

    def _district(self, fila: Fila) -> str:
        texto = fila.text(p.DISTRITO)
        if df_id := self.lugares.df_id(texto):
            return df_id
        close = get_close_matches(lugares.place_key(texto), self.lugares.por_grafia, n=1, cutoff=0.75)
        near = f" ¿Quiso escribir «{close[0].title()}»?" if close else ""
        raise _unreadable(p.DISTRITO, "uno de los 34 distritos fiscales", near)

    def _amount(self, fila: Fila) -> int:
        if p.CANTIDAD not in fila:
            return 1
        value = count(fila.text(p.CANTIDAD))
        if value is None:
            raise _unreadable(p.CANTIDAD, "un número entero de 0 en adelante")
        return value

    def _cut_off(self, fila: Fila) -> date | None:
        texto = fila.celdas.get(p.CORTE, "")
        found = parse_date(texto) if texto else None
        if texto and found is None:
            raise _unreadable(p.CORTE, "una fecha, como 31/12/2024")
        return found


def _unreadable(campo: str, esperado: str, parecido: str = "") -> FilaIlegible:
    return FilaIlegible("E-PLANTILLA-VALOR", columna=p.POR_ID[campo].titulo, esperado=esperado, parecido=parecido)


FUENTE = Source(
    id="plantilla",
    nombre="Plantilla de presuntas víctimas e imputados/as",
    busca="Población, Distrito fiscal, Año y alguna columna del perfil",
    recognise=recognise,
    read=read,
)
