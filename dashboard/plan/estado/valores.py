"""El estado de una meta como valores: tres lados que nunca se funden en una sola luz."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

Entrada = tuple[int, float]  # año y valor de un punto conocido de una línea


class Reporto(StrEnum):
    """¿Reportó?"""

    A_TIEMPO = "a tiempo"
    TARDE = "tarde"
    NO = "no"
    AUN_NO = "aún no corresponde"


class Avance(StrEnum):
    """¿Avance?"""

    CUMPLIDA = "cumplida"
    EN_CAMINO = "en camino"
    EN_RIESGO = "en riesgo"
    ATRASADA = "atrasada"
    NO_EVALUABLE = "no evaluable"


class Metodo(StrEnum):
    """Con qué vara se mira una meta antes de que cierre su periodo; al cierre los tres dicen lo mismo."""

    HORIZONTE = "horizonte"
    LINEAL = "lineal"
    BASE = "base"


class Motivo(StrEnum):
    """Por qué una meta no se puede evaluar."""

    SIN_REPORTE = "sin reporte"
    AUN_NO = "aún no corresponde"
    EN_REVISION = "en revisión"
    FALTAN_RESPONSABLES = "faltan responsables"
    FALTA_ANIO = "falta un año"
    SIN_CIFRA_INFORMADA = "reporte sin cifra"
    SIN_DENOMINADOR = "sin denominador"
    CIFRA_IMPOSIBLE = "cifra imposible"
    SIN_META = "el Plan no pone cifra"
    SIN_LINEA_BASE = "sin línea de base"
    SIN_PARTIDA = "sin punto de partida"
    ANTES_DEL_CIERRE = "antes del cierre"
    UNIVERSO = "universo por confirmar"
    LECTURA = "lectura por confirmar"
    CONJUNTA = "valor conjunto por confirmar"
    NO_COINCIDEN = "los reportes no coinciden"
    CONTRADICCION = "el Plan se contradice"
    EXCLUYENTES = "suman más de 100%"
    HITO = "estado no comparable"


SIN_DATOS = (Motivo.SIN_REPORTE, Motivo.AUN_NO, Motivo.EN_REVISION)
PRUEBAS = ("sin evidencia", "declarada", "documento", "verificada")


class NoEvaluable(Exception):
    """Interrumpe la cuenta de una meta con el motivo y la oración que lo explica."""

    def __init__(self, motivo: Motivo, texto: str) -> None:
        super().__init__(texto)
        self.motivo, self.texto = motivo, texto


@dataclass(frozen=True)
class Entrega:
    """Si una institución informó de un año de una meta; `fecha` es None mientras no conste."""

    institucion: str
    meta_id: str
    anio: int
    plazo: date
    fecha: date | None
    estado: Reporto


@dataclass(frozen=True)
class LadoReporto:
    """¿Reportó?, con las entregas de que sale."""

    estado: Reporto
    texto: str
    entregas: tuple[Entrega, ...]


@dataclass(frozen=True)
class LadoAvance:
    """¿Avance?, con su fórmula en `texto`; `motivo` solo cuando no es evaluable."""

    estado: Avance
    texto: str
    motivo: Motivo | None = None


@dataclass(frozen=True)
class LadoPrueba:
    """¿Prueba?, de 0 a 3."""

    nivel: int
    texto: str

    @property
    def nombre(self) -> str:
        return PRUEBAS[self.nivel]


@dataclass(frozen=True)
class EstadoMeta:
    """Los tres lados de una meta, y qué diría ¿avance? con cada método."""

    meta_id: str
    reporto: LadoReporto
    avance: LadoAvance
    prueba: LadoPrueba
    metodo: Metodo
    por_metodo: tuple[tuple[Metodo, LadoAvance], ...]
    avisos: tuple[str, ...] = ()

    @property
    def sin_reporte(self) -> bool:
        """Si no hay ningún reporte aprobado que leer."""
        return self.avance.motivo in SIN_DATOS

    def con_metodo(self, metodo: Metodo) -> "EstadoMeta":
        """El mismo estado, juzgado con otro método."""
        return replace(self, avance=dict(self.por_metodo)[metodo], metodo=metodo)

    @property
    def cambia_con_el_metodo(self) -> bool:
        """Si escoger otro método cambia la respuesta."""
        return len({lado.estado for _, lado in self.por_metodo}) > 1
