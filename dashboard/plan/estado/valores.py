"""El estado de una meta como valores: tres lados que nunca se funden en una sola luz."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from dashboard.idioma import N_

Entrada = tuple[int, float]  # año y valor de un punto conocido de una línea


class Reporto(StrEnum):
    """¿Reportó?"""

    A_TIEMPO = N_("a tiempo")
    TARDE = N_("tarde")
    NO = N_("no")
    AUN_NO = N_("aún no corresponde")


class Avance(StrEnum):
    """¿Avance?"""

    CUMPLIDA = N_("cumplida")
    EN_CAMINO = N_("en camino")
    EN_RIESGO = N_("en riesgo")
    ATRASADA = N_("atrasada")
    NO_EVALUABLE = N_("no evaluable")


class Metodo(StrEnum):
    """Con qué vara se mira una meta antes de que cierre su periodo; al cierre los tres dicen lo mismo."""

    HORIZONTE = "horizonte"
    LINEAL = "lineal"
    BASE = "base"


class Motivo(StrEnum):
    """Por qué una meta no se puede evaluar."""

    SIN_REPORTE = N_("sin reporte")
    AUN_NO = N_("aún no corresponde")
    EN_REVISION = N_("en revisión")
    FALTAN_RESPONSABLES = N_("faltan responsables")
    FALTA_ANIO = N_("falta un año")
    SIN_CIFRA_INFORMADA = N_("reporte sin cifra")
    SIN_DENOMINADOR = N_("sin denominador")
    CIFRA_IMPOSIBLE = N_("cifra imposible")
    SIN_META = N_("el Plan no pone cifra")
    SIN_LINEA_BASE = N_("sin línea de base")
    SIN_PARTIDA = N_("sin punto de partida")
    ANTES_DEL_CIERRE = N_("antes del cierre")
    UNIVERSO = N_("universo por confirmar")
    LECTURA = N_("lectura por confirmar")
    CONJUNTA = N_("valor conjunto por confirmar")
    NO_COINCIDEN = N_("los reportes no coinciden")
    CONTRADICCION = N_("el Plan se contradice")
    EXCLUYENTES = N_("suman más de 100%")
    HITO = N_("estado no comparable")


SIN_DATOS = (Motivo.SIN_REPORTE, Motivo.AUN_NO, Motivo.EN_REVISION)
PRUEBAS = (N_("sin evidencia"), N_("declarada"), N_("documento"), N_("verificada"))


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
