"""El formulario de una institución en un periodo: qué filas tiene, qué dice cada celda y cuáles se llenan.

Lo usan por igual quien lo escribe y quien lo lee. Filas y columnas se cuentan desde 1, como las muestra Excel.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from dashboard import formatting as fmt
from dashboard.metas.filters import period_words, short_name
from dashboard.plan import Filtro, Plan, contenido
from dashboard.plan.entidades import Meta, Trayectoria
from dashboard.plan.instituciones import Institucion
from dashboard.plan.reportes import Reporte, Valor

INSTRUCCIONES, AVANCES, EVIDENCIAS, EJEMPLO, LISTAS = "Instrucciones", "Avances", "Evidencias", "Ejemplo", "Listas"
CONTROL = "Control"
COLUMNAS = (
    *("Meta", "Qué se mide", "Qué pide el Plan", "Último envío", "Observaciones de la Secretaría Técnica"),
    *("Año", "Valor", "Unidad", "De un total de", "Estado", "Nota del año", "Comentario"),
)
META, MIDE, PIDE, ENVIO, OBSERVA, ANIO, VALOR, UNIDAD, TOTAL, ESTADO, NOTA, COMENTARIO = range(1, len(COLUMNAS) + 1)
DE_LA_META = (META, MIDE, PIDE, ENVIO, OBSERVA)  # una celda para todos los años de la meta
COLUMNAS_EVIDENCIA = ("Meta", "Título", "Enlace o nombre del archivo", "Nivel")
NIVELES = {1: "1 · declarada", 2: "2 · documento", 3: "3 · verificada por la Secretaría Técnica"}
FILA_TITULOS, FILAS_EVIDENCIA = 5, 300
UNIDADES = {
    "porcentaje": "cuántos cumplen",
    "incremento_pct": "la cifra del año, no el aumento",
    "multiplicador": "la cifra del año, no cuántas veces",
    "sin_valor": "una cifra, si la hay",
}
NO_CORRESPONDE, SIN_REPORTE = "—", "sin reporte"


@dataclass(frozen=True)
class Renglon:
    """Una fila de la hoja: el año `anio` de una meta; `primero` si abre las filas de esa meta."""

    fila: int
    meta: Meta
    anio: int
    primero: bool


@dataclass(frozen=True)
class Banda:
    """Una fila que separa: el eje o la acción de las metas que siguen."""

    fila: int
    texto: str
    es_eje: bool


@dataclass(frozen=True)
class Formulario:
    """Las metas de `institucion` en `periodo`, con lo último que informó de cada una (meta_id → reporte)."""

    plan: Plan
    institucion: Institucion
    periodo: str
    ultimos: Mapping[str, Reporte]
    demostracion: bool = False

    @cached_property
    def metas(self) -> tuple[Meta, ...]:
        una = Filtro(responsables=frozenset({self.institucion.responsable}), periodos=frozenset({self.periodo}))
        return self.plan.filtrar(una)

    @cached_property
    def anios(self) -> tuple[int, ...]:
        tramo = contenido.period_of(self.plan, self.periodo)
        return tuple(range(tramo.inicio, tramo.fin + 1))

    @property
    def titulo(self) -> str:
        quien = self.institucion
        sigla = quien.codigo if quien.es_parte else short_name(self.plan.responsable(quien.responsable))
        return f"Avances de {sigla} · {period_words(self.periodo)}"

    @cached_property
    def filas(self) -> tuple[Renglon | Banda, ...]:
        return tuple(self._rows())

    def _rows(self) -> Iterator[Renglon | Banda]:
        fila, eje, accion = FILA_TITULOS, "", ""
        for meta in self.metas:
            if meta.eje != eje:
                eje, fila = meta.eje, fila + 1
                yield Banda(fila, f"Eje {eje}. {self.plan.eje(eje).nombre}", es_eje=True)
            if meta.accion != accion:
                accion, fila = meta.accion, fila + 1
                yield Banda(fila, f"Acción {accion}. {self.plan.accion(accion).nombre}", es_eje=False)
            for anio in self.anios:
                fila += 1
                yield Renglon(fila, meta, anio, primero=anio == self.anios[0])

    @property
    def renglones(self) -> tuple[Renglon, ...]:
        return tuple(f for f in self.filas if isinstance(f, Renglon))

    @cached_property
    def bloqueadas(self) -> dict[tuple[int, int], str]:
        """(fila, columna) → texto de cada celda de «Avances» que no se llena."""
        celdas = {(1, META): self.titulo, (2, META): self.institucion.nombre}
        celdas |= {(FILA_TITULOS, i): titulo for i, titulo in enumerate(COLUMNAS, start=1)}
        for fila in self.filas:
            if isinstance(fila, Banda):
                celdas[fila.fila, META] = fila.texto
            else:
                celdas |= {(fila.fila, c): t for c, t in self._locked(fila).items() if t}
        return celdas

    def _locked(self, r: Renglon) -> dict[int, str]:
        trayectoria = self.plan.trayectoria(r.meta.trayectoria)
        texts = {ANIO: str(r.anio), UNIDAD: unit(trayectoria, r.meta)}
        texts |= {c: NO_CORRESPONDE for c in (VALOR, TOTAL, ESTADO) if not takes(r.meta, c)}
        if r.primero:
            ultimo = self.ultimos.get(r.meta.meta_id)
            texts |= {
                META: r.meta.meta_id,
                MIDE: " · sobre: ".join(filter(None, (trayectoria.nombre, trayectoria.universo))),
                PIDE: r.meta.valor_texto,
                ENVIO: last_sent(ultimo),
                OBSERVA: remarks(ultimo),
            }
        return texts

    def valor(self, r: Renglon) -> Valor:
        """Lo último que se informó de ese año; vacío si nada."""
        ultimo = self.ultimos.get(r.meta.meta_id)
        return next((v for v in ultimo.valores if v.anio == r.anio), Valor(r.anio)) if ultimo else Valor(r.anio)

    @property
    def bases(self) -> dict[str, int]:
        """Sobre qué versión de cada meta se escribe: 0 si nunca se informó."""
        return {m.meta_id: self.ultimos[m.meta_id].version if m.meta_id in self.ultimos else 0 for m in self.metas}

    @cached_property
    def version_plan(self) -> str:
        """La huella de lo que el Plan pide aquí: cambia solo si cambia una meta de este formulario."""
        pedido = [(m.meta_id, m.clase, m.operador, m.valor, m.valor_texto, m.estado_hito) for m in self.metas]
        return hashlib.sha256(repr((self.plan.ficha.plan, pedido)).encode()).hexdigest()[:12]


def takes(meta: Meta, columna: int) -> bool:
    """Si la meta pide llenar esa columna: cifra, total del que es parte o estado."""
    asks = {VALOR: contenido.takes_number, TOTAL: contenido.takes_total}
    return asks[columna](meta) if columna in asks else meta.es_hito


def unit(trayectoria: Trayectoria, meta: Meta) -> str:
    """Qué se cuenta en «Valor»: en un porcentaje, cuántos del total; en un aumento, la cifra y no cuánto creció."""
    if not takes(meta, VALOR):
        return NO_CORRESPONDE
    return UNIDADES.get(meta.clase, "") or trayectoria.unidad


def last_sent(reporte: Reporte | None) -> str:
    """«Versión 2, observado, 3 de marzo de 2021»; «sin reporte» si nunca se envió."""
    if reporte is None:
        return SIN_REPORTE
    fecha = fmt.day(reporte.enviado_en.date()) if reporte.enviado_en else ""
    return ", ".join(filter(None, (f"Versión {reporte.version}", reporte.estado.value, fecha)))


def remarks(reporte: Reporte | None) -> str:
    """Lo que la Secretaría Técnica observó de esa versión, una observación por línea."""
    text = "\n".join(f"{fmt.day(o.fecha.date())}: {o.texto}" for o in reporte.observaciones) if reporte else ""
    return text if len(text) <= contenido.MAX_COMENTARIO else f"{text[: contenido.MAX_COMENTARIO - 1]}…"


def form_name(institucion: str, periodo: str) -> str:
    """Cómo se llama el archivo de un formulario."""
    return f"avances_{institucion}_{periodo}.xlsx"
