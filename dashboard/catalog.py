"""Lo que los datos pueden contestar: series con sus periodos, y lugares. Se calcula una vez al arrancar."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

import pandas as pd

from dashboard import formatting as fmt
from dashboard import idioma
from dashboard import names as N
from dashboard.data_package import Datos
from dashboard.idioma import N_, _

COMPONENTES = {
    "total": N_("Total"),
    "base": N_("Tipo base"),
    "agravada": N_("Formas agravadas"),
    "ingresado": N_("Ingresados"),
    "atendido": N_("Atendidos"),
}
# Hasta 2018 las fuentes llaman Lima a un territorio que después se repartió: no es el Lima Centro de hoy.
ANTES_DE_DIVIDIRSE = {"lima-centro": "Lima"}
DESGLOSABLE = ("base", "agravada")
PLANTILLA = "plantilla"
QUIENES = {"victimas": N_("presuntas víctimas"), "imputados": N_("presuntos/as imputados/as")}
SIN_TILDES = str.maketrans(dict(zip("áéíóúü", "aeiouu", strict=True)) | {"ñ": "n\uffff"})


@dataclass(frozen=True, order=True)
class Periodo:
    """Tramo de tiempo que cubre una cifra."""

    inicio: date
    fin: date

    @property
    def etiqueta(self) -> str:
        return fmt.period(self.inicio, self.fin)

    @property
    def clave(self) -> str:
        """La etiqueta en castellano, la que lleva la dirección de una cifra en cualquier idioma."""
        with idioma.en(idioma.CASTELLANO):
            return self.etiqueta

    @property
    def parcial(self) -> bool:
        """Menos de un año calendario, o años que no están completos."""
        return (self.inicio.month, self.inicio.day, self.fin.month, self.fin.day) != (1, 1, 12, 31)


@dataclass(frozen=True)
class Serie:
    """Una cifra con su propia definición. Dos series no se suman ni se unen en una línea."""

    serie_id: str
    nombre: str
    nombre_corto: str
    definicion: str
    unidad: str
    unidad_singular: str
    geografia: str
    periodicidad: str
    edicion: str
    editor: str
    ausencia: str
    fuente_id: str
    fecha_corte: date | None
    periodos: tuple[Periodo, ...]
    componentes: tuple[str, ...]
    nombres: tuple[tuple[str, str], ...] = ()

    @property
    def anual(self) -> bool:
        return self.periodicidad == "anual"

    @property
    def anios(self) -> tuple[int, ...]:
        return tuple(sorted({p.inicio.year for p in self.periodos})) if self.anual else ()

    @property
    def ultimo_completo(self) -> int:
        """Último año sin cifras parciales, con el que abre el tablero; si todos lo son, el último."""
        return max(self.periodos, key=lambda p: (not p.parcial, p.inicio)).inicio.year

    def periodos_en(self, desde: int, hasta: int) -> tuple[Periodo, ...]:
        """Los periodos publicados entre dos años; todos, si la serie es de un solo periodo."""
        return tuple(p for p in self.periodos if not self.anual or desde <= p.inicio.year <= hasta)


@dataclass(frozen=True)
class Lugar:
    """Un distrito fiscal o un departamento."""

    codigo: str
    nombre: str
    abreviatura: str
    ambito: str

    @property
    def nombre_largo(self) -> str:
        if self.ambito == N.DISTRITO_FISCAL:
            return _("Distrito fiscal de {lugar}", lugar=self.nombre)
        return _("Departamento de {lugar}", lugar=self.nombre)


@dataclass(frozen=True, eq=False)
class Catalogo:
    """Series por identificador (en orden de presentación), lugares por código y fuentes del perfil.

    Si se importó la plantilla, `personas` da los códigos de cada dimensión con su nombre, y `anios_personas`, sus años.
    """

    series: Mapping[str, Serie]
    lugares: Mapping[str, Lugar]
    cortes: Mapping[str, str]
    personas: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    anios_personas: tuple[int, ...] = ()

    @property
    def con_mapa(self) -> tuple[Serie, ...]:
        return tuple(s for s in self.series.values() if s.geografia != N.NACIONAL)

    def nombre_en(self, serie: Serie, codigo: str) -> str:
        """El nombre del lugar en una serie: «Lima», no «Lima Centro», en las que son de antes de la división."""
        return dict(serie.nombres).get(codigo, self.lugares[codigo].nombre)

    def lugares_de(self, serie: Serie) -> tuple[Lugar, ...]:
        """Los lugares de la geografía de la serie, en orden alfabético castellano."""
        return tuple(lugar for lugar in self.lugares.values() if lugar.ambito == serie.geografia)


def build_catalog(datos: Datos) -> Catalogo:
    """Resume las tablas series, casos, distritos_fiscales, departamentos y cortes."""
    casos = datos["casos"]
    series = [_serie(row, casos[casos[N.SERIE_ID] == row.serie_id]) for row in _ordered(datos["series"])]
    lugares = [*_distritos(datos), *_departamentos(datos)]
    return Catalogo(
        MappingProxyType({s.serie_id: s for s in series}),
        MappingProxyType({lugar.codigo: lugar for lugar in lugares}),
        MappingProxyType({c.corte: c.nombre for c in _ordered(datos["cortes"])} | _template_name(datos)),
        MappingProxyType(_people_options(datos)),
        tuple(sorted({a for p in datos.personas.values() for a in p.codigos(N.ANIO)})),
    )


def _template_name(datos: Datos) -> dict[str, str]:
    """La plantilla importada, como una fuente más del perfil."""
    quienes = fmt.listing([QUIENES[p] for p in QUIENES if p in datos.personas])
    return {PLANTILLA: f"Plantilla importada: {quienes}"} if quienes else {}


def _people_options(datos: Datos) -> dict[str, Mapping[str, str]]:
    if not datos.personas:
        return {}
    from dashboard.sources.plantilla_campos import DIMENSIONES, POR_ID, options

    return {d: options(POR_ID[d], datos.folder) for d in DIMENSIONES}


def alphabetical(word: str) -> str:
    """Clave de orden: sin tildes, con la ñ después de la n."""
    return word.lower().translate(SIN_TILDES)


def _ordered(frame: pd.DataFrame):
    return frame.sort_values("orden").itertuples()


def _serie(row, casos: pd.DataFrame) -> Serie:
    periodos = sorted({Periodo(i.date(), f.date()) for i, f in zip(casos[N.INICIO], casos[N.FIN], strict=True)})
    componentes = tuple(c for c in COMPONENTES if c in set(casos[N.COMPONENTE]))
    if set(DESGLOSABLE) <= set(componentes):
        componentes = ("total", *DESGLOSABLE)
    corte = None if pd.isna(row.fecha_corte) else row.fecha_corte.date()
    own = {f: getattr(row, f) for f in Serie.__dataclass_fields__ if hasattr(row, f)}
    clean = {k: "" if isinstance(v, float) and pd.isna(v) else v for k, v in own.items()}
    return Serie(
        **(
            clean
            | {
                "fecha_corte": corte,
                "periodos": tuple(periodos),
                "componentes": componentes,
                "nombres": _old_names(casos),
            }
        )
    )


def _old_names(casos: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    printed = dict(zip(casos[N.CODIGO], casos["nombre_en_fuente"], strict=True))
    return tuple((codigo, name) for codigo, name in ANTES_DE_DIVIDIRSE.items() if printed.get(codigo) == name)


def _distritos(datos: Datos) -> list[Lugar]:
    rows = datos["distritos_fiscales"].itertuples()
    lugares = [Lugar(r.df_id, r.nombre, r.abreviatura, N.DISTRITO_FISCAL) for r in rows]
    return sorted(lugares, key=lambda lugar: alphabetical(lugar.nombre))


def _departamentos(datos: Datos) -> list[Lugar]:
    rows = datos["departamentos"].itertuples()
    lugares = [Lugar(r.ubigeo, r.nombre_corto, r.nombre_corto[:3].upper(), N.DEPARTAMENTO) for r in rows]
    return sorted(lugares, key=lambda lugar: alphabetical(lugar.nombre))
