"""Lo que una institución informa sobre una meta, como valores inmutables, sin almacén ni pantalla.

Un reporte es de una institución sobre una meta, con una cifra o un estado por cada año del periodo de la meta; qué se
pide en cada una lo dice `dashboard.plan.estado.que_se_informa`. Nunca se corrige: se envía otra versión. El almacén
(`dashboard.avances`) los guarda y los entrega en un `Avances`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from dashboard.idioma import N_

Lectura = Literal["acumulada", "por_periodo"]  # cómo se leen los años de una cantidad que el Plan deja ambigua
DEMOSTRACION = N_("DEMOSTRACIÓN: los avances de las metas son inventados. No los cite.")
Conjunta = Literal["suma", "comun"]  # cada responsable informa su parte, o todos informan el mismo hecho


class EstadoReporte(StrEnum):
    """Dónde está un reporte en su recorrido."""

    BORRADOR = "borrador"
    ENVIADO = "enviado"
    OBSERVADO = "observado"
    SUBSANADO = "subsanado"
    APROBADO = "aprobado"
    CERRADO = "cerrado"


@dataclass(frozen=True)
class Valor:
    """Lo informado de un año: una cifra (el numerador, con su denominador, si es porcentaje) o el estado de un hito."""

    anio: int
    numero: float | None = None
    denominador: float | None = None
    hito: str = ""
    nota: str = ""

    @property
    def dice_algo(self) -> bool:
        """Si informa algo: una cifra, un estado o, cuando no hay ninguno, una nota que lo explica."""
        return self.numero is not None or bool(self.hito) or bool(self.nota.strip())


@dataclass(frozen=True)
class Evidencia:
    """La prueba de un reporte. `nivel`: 1 declarada, 2 documento, 3 verificada por la Secretaría Técnica."""

    clase: Literal["archivo", "enlace"]
    titulo: str
    nivel: Literal[1, 2, 3]
    sha256: str = ""
    enlace: str = ""
    tipo: str = ""  # el del contenido de un archivo: «application/pdf»
    evidencia_id: int = 0  # lo pone el almacén


@dataclass(frozen=True)
class Envio:
    """Lo que una institución quiere informar de una meta, antes de que el almacén le dé número y versión.

    `sobre`: la última versión enviada que se tenía a la vista (0, ninguna), para no pisar otra; None no lo comprueba.
    """

    meta_id: str
    valores: tuple[Valor, ...]
    evidencias: tuple[Evidencia, ...] = ()
    comentario: str = ""
    sobre: int | None = None


@dataclass(frozen=True)
class PrimerEnvio:
    """Cuándo informó por primera vez una institución de un año de una meta, esté o no aprobado; no dice qué informó."""

    institucion: str
    meta_id: str
    anio: int
    fecha: datetime


@dataclass(frozen=True)
class Observacion:
    """Lo que la Secretaría Técnica pide aclarar o corregir."""

    texto: str
    autor: str
    fecha: datetime


@dataclass(frozen=True)
class Reporte:
    """Una versión del reporte de una institución sobre una meta; `enviado_en` es None mientras es borrador.

    De una institución y meta puede haber varias versiones aprobadas: vale la mayor, y las otras son su historia.
    `guardado` es el número del último cambio en el libro: dice si lo que se ve sigue siendo lo último.
    """

    reporte_id: int
    institucion: str
    meta_id: str
    version: int
    estado: EstadoReporte
    valores: tuple[Valor, ...]
    evidencias: tuple[Evidencia, ...] = ()
    observaciones: tuple[Observacion, ...] = ()
    comentario: str = ""
    autor: str = ""
    enviado_en: datetime | None = None
    resuelto_en: datetime | None = None
    resuelto_por: str = ""
    origen: Literal["pagina", "xlsx", "demostracion"] = "pagina"
    guardado: int = 0


@dataclass(frozen=True)
class Interpretacion:
    """Cómo decidió la comisión que se lea una trayectoria; None en lo que no ha decidido."""

    trayectoria: str
    lectura: Lectura | None
    conjunta: Conjunta | None
    decidido_por: str
    fecha: date
    sustento: str = ""
    universo: str = ""  # de qué es el porcentaje, donde el Plan no lo define


@dataclass(frozen=True)
class LineaBase:
    """De dónde parte una trayectoria: valor, fecha y fuente."""

    trayectoria: str
    valor: float
    fecha: date
    fuente: str


@dataclass(frozen=True)
class Acuerdo:
    """Un acuerdo o recomendación con su seguimiento."""

    acuerdo_id: str
    texto: str
    responsable: str
    vence: date | None
    meta_id: str
    sesion: str
    autor: str
    fecha: datetime
    estado: Literal["pendiente", "en_proceso", "cumplido", "retirado"] = "pendiente"
    seguimiento: str = ""


@dataclass(frozen=True)
class Presupuesto:
    """Lo que una institución informó haber destinado y gastado en un año, en soles."""

    institucion: str
    anio: int
    asignado: float | None
    ejecutado: float | None
    fuente: str = ""


@dataclass(frozen=True)
class Avances:
    """Todo lo informado que un lector puede ver (solo aprobado o cerrado), o todo lo que ve la Secretaría.

    `envios` los trae el almacén completos, para que corregir una observación no haga tardío lo que llegó a tiempo; con
    None se toma la primera versión visible de cada reporte y lo que falta puede estar en revisión. De varias
    interpretaciones o líneas de base de una trayectoria vale la última.
    """

    reportes: tuple[Reporte, ...] = ()
    interpretaciones: tuple[Interpretacion, ...] = ()
    lineas_base: tuple[LineaBase, ...] = ()
    acuerdos: tuple[Acuerdo, ...] = ()
    presupuestos: tuple[Presupuesto, ...] = ()
    periodos_cerrados: frozenset[str] = frozenset()
    demostracion: bool = False
    disponible: bool = True  # falso si el almacén no responde y esto es lo último que se leyó
    envios: tuple[PrimerEnvio, ...] | None = None


SIN_AVANCES = Avances()
