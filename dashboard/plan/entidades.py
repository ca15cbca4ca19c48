"""Las piezas de un plan: eje → objetivo inmediato → acción → trayectoria → meta.

El primer campo de cada clase es su código, siempre texto: «1.10» no es 1.1. Un campo sin valor por
defecto es obligatorio; con él, puede venir vacío.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

ClaseNumerica = Literal["porcentaje", "cantidad", "incremento_pct", "multiplicador"]
ClaseMeta = Literal[ClaseNumerica, "hito", "sin_valor"]
ClaseTrayectoria = Literal[ClaseMeta, "mixta"]
Lectura = Literal["nivel", "por_anio", "ambiguo", "crecimiento", "estado", "hito_y_nivel", "sin_valor"]
Operador = Literal["", ">=", "=", "aumento>=", "aumento="]
Medida = Literal["producto", "numero", "porcentaje", "incremento", "disminucion", "indice"]
Ambito = Literal["nacional", "regional", "local", "autónomo"]
Salvable = Literal["universo", "lectura", "contradice", "excluye"]
Asunto = Literal["acciones", "articulacion", "presupuesto", "objetivos", "evaluacion", "informe"]
CLASES_NUMERICAS = get_args(ClaseNumerica)


@dataclass(frozen=True)
class Ficha:
    """Los datos generales del plan."""

    plan: str
    nombre: str
    nombre_corto: str
    norma: str
    inicio: int
    fin: int
    nota: str = ""


@dataclass(frozen=True)
class Periodo:
    """Un tramo de la vigencia del plan, con sus años primero y último."""

    periodo: str
    inicio: int
    fin: int
    orden: int
    nota: str = ""


@dataclass(frozen=True)
class Eje:
    """Un eje estratégico con su único objetivo estratégico."""

    eje: str
    oe: str
    nombre: str
    nombre_corto: str
    objetivo: str
    lineas: str
    nota: str = ""


@dataclass(frozen=True)
class Objetivo:
    """Un objetivo inmediato."""

    oi: str
    eje: str
    nombre: str
    codigo_lista: str
    lineas: str
    nota: str = ""


@dataclass(frozen=True)
class Indicador:
    """Un indicador verificable del eje (sin `oi`) o de un objetivo inmediato. No trae cifra."""

    indicador: str
    nivel: Literal["estrategico", "inmediato"]
    eje: str
    nombre: str
    medida: Medida
    lineas: str
    oi: str = ""
    nota: str = ""


@dataclass(frozen=True)
class Accion:
    """Una acción estratégica, de la que responden una o más instituciones."""

    accion: str
    eje: str
    oi: str
    nombre: str
    lineas: str
    nota: str = ""


@dataclass(frozen=True)
class Responsable:
    """Una institución responsable."""

    responsable: str
    nombre: str
    ambito: Ambito
    miembro_cmnp: bool
    nota: str = ""


@dataclass(frozen=True)
class Encargo:
    """Que una institución responde por una acción; `orden` es el lugar en que el plan la nombra."""

    accion: str
    responsable: str
    orden: int


@dataclass(frozen=True)
class Trayectoria:
    """Una medida seguida a través de los periodos."""

    trayectoria: str
    accion: str
    eje: str
    oi: str
    nombre: str
    clase: ClaseTrayectoria
    lectura: Lectura
    unidad: str
    es_anual: bool
    lineas: str
    universo: str = ""
    base: str = ""
    condicion: str = ""
    nota: str = ""


@dataclass(frozen=True)
class Meta:
    """Lo que el plan pide en un periodo. En un hito, `valor` es 1 («un», «01») y no mide nada."""

    meta_id: str
    trayectoria: str
    accion: str
    eje: str
    oi: str
    periodo: str
    clase: ClaseMeta
    valor_texto: str
    es_anual: bool
    es_hito: bool
    es_numerica: bool
    lineas: str
    operador: Operador = ""
    valor: float | None = None
    estado_hito: str = ""
    nota: str = ""

    @property
    def cifra(self) -> float | None:
        """La cifra que se compara y se grafica: ninguna si la meta es solo un hito."""
        return self.valor if self.es_numerica else None


@dataclass(frozen=True)
class Salvedad:
    """Lo que impide juzgar una trayectoria a secas: algo sin definir u otra trayectoria (`con`) que choca."""

    trayectoria: str
    asunto: Salvable
    texto: str
    lineas: str
    con: str = ""


@dataclass(frozen=True)
class Actividad:
    """Algo que el sistema de monitoreo y evaluación pide de un año, con el último día para hacerlo a tiempo."""

    actividad: str
    asunto: Asunto
    nombre: str
    anio: int
    plazo: date
    frecuencia: str
    lineas: str
    nota: str = ""
