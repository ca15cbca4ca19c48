"""Un plan completo: qué pide cada trayectoria en cada periodo y qué metas responden a una búsqueda.

Una meta es lo que el plan pide en un periodo; una trayectoria es la misma medida a través de los periodos.
"""

import unicodedata
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from dashboard.plan.entidades import (
    Accion,
    Actividad,
    Eje,
    Encargo,
    Ficha,
    Indicador,
    Meta,
    Objetivo,
    Periodo,
    Responsable,
    Salvedad,
    Trayectoria,
)

SIN_META = "sin meta en este periodo"


@dataclass(frozen=True)
class Escalon:
    """Lo que una trayectoria pide en un periodo, o que en él no pide nada."""

    periodo: Periodo
    meta: Meta | None

    @property
    def texto(self) -> str:
        return self.meta.valor_texto if self.meta else SIN_META

    @property
    def cifra(self) -> float | None:
        return self.meta.cifra if self.meta else None


@dataclass(frozen=True)
class Filtro:
    """Qué metas se quieren ver. Un conjunto vacío no filtra; el texto ignora tildes y mayúsculas."""

    ejes: frozenset[str] = frozenset()
    objetivos: frozenset[str] = frozenset()
    responsables: frozenset[str] = frozenset()
    periodos: frozenset[str] = frozenset()
    clases: frozenset[str] = frozenset()
    texto: str = ""


@dataclass(frozen=True)
class Plan:
    """Un plan completo y coherente, en el orden en que está impreso."""

    ficha: Ficha
    periodos: tuple[Periodo, ...]
    ejes: tuple[Eje, ...]
    objetivos: tuple[Objetivo, ...]
    indicadores: tuple[Indicador, ...]
    acciones: tuple[Accion, ...]
    responsables: tuple[Responsable, ...]
    encargos: tuple[Encargo, ...]
    trayectorias: tuple[Trayectoria, ...]
    metas: tuple[Meta, ...]
    salvedades: tuple[Salvedad, ...]
    calendario: tuple[Actividad, ...]
    edicion: str = field(default="", compare=False)  # huella de sus archivos

    def eje(self, codigo: str) -> Eje:
        return self._por_codigo[Eje, codigo]

    def objetivo(self, codigo: str) -> Objetivo:
        return self._por_codigo[Objetivo, codigo]

    def accion(self, codigo: str) -> Accion:
        return self._por_codigo[Accion, codigo]

    def responsable(self, sigla: str) -> Responsable:
        return self._por_codigo[Responsable, sigla]

    def trayectoria(self, codigo: str) -> Trayectoria:
        return self._por_codigo[Trayectoria, codigo]

    def meta(self, codigo: str) -> Meta:
        return self._por_codigo[Meta, codigo]

    def objetivos_de(self, eje: str) -> tuple[Objetivo, ...]:
        return tuple(o for o in self.objetivos if o.eje == eje)

    def acciones_de(self, oi: str) -> tuple[Accion, ...]:
        return tuple(a for a in self.acciones if a.oi == oi)

    def trayectorias_de(self, accion: str) -> tuple[Trayectoria, ...]:
        return tuple(t for t in self.trayectorias if t.accion == accion)

    def indicadores_de(self, eje: str, oi: str = "") -> tuple[Indicador, ...]:
        """Los indicadores del objetivo inmediato `oi` o, sin él, los del eje."""
        return tuple(i for i in self.indicadores if (i.eje, i.oi) == (eje, oi))

    def responsables_de(self, accion: str) -> tuple[Responsable, ...]:
        """Las instituciones que responden por la acción, como el plan las nombra."""
        return self._responsables.get(accion, ())

    def acciones_a_cargo(self, responsable: str) -> tuple[Accion, ...]:
        return tuple(a for a in self.acciones if responsable in self._siglas[a.accion])

    def metas_de(self, responsable: str) -> tuple[Meta, ...]:
        """Las metas de las acciones por las que responde la institución."""
        return self.filtrar(Filtro(responsables=frozenset({responsable})))

    def camino(self, trayectoria: str) -> tuple[Escalon, ...]:
        """Lo que la trayectoria pide en cada periodo; ninguno falta, aunque no tenga meta."""
        return tuple(Escalon(p, self._por_periodo.get((trayectoria, p.periodo))) for p in self.periodos)

    def filtrar(self, filtro: Filtro) -> tuple[Meta, ...]:
        """Las metas que cumplen todo el filtro, en el orden del plan."""
        palabras = fold(filtro.texto).split()
        return tuple(m for m in self.metas if self._cumple(m, filtro) and self._dice(m, palabras))

    def _cumple(self, meta: Meta, filtro: Filtro) -> bool:
        return (
            (not filtro.ejes or meta.eje in filtro.ejes)
            and (not filtro.objetivos or meta.oi in filtro.objetivos)
            and (not filtro.periodos or meta.periodo in filtro.periodos)
            and (not filtro.clases or meta.clase in filtro.clases)
            and (not filtro.responsables or bool(filtro.responsables & self._siglas[meta.accion]))
        )

    def _dice(self, meta: Meta, palabras: list[str]) -> bool:
        if not palabras:
            return True
        texto = self._textos[meta.trayectoria]
        propio = fold(f"{meta.meta_id} {meta.valor_texto}")
        return all(p in texto or p in propio for p in palabras)

    @cached_property
    def _textos(self) -> dict[str, str]:
        return {t.trayectoria: fold(self._texto(t)) for t in self.trayectorias}

    def _texto(self, t: Trayectoria) -> str:
        accion, objetivo = self.accion(t.accion), self.objetivo(t.oi)
        responsables = (f"{r.responsable} {r.nombre}" for r in self.responsables_de(t.accion))
        partes = (
            t.trayectoria,
            t.nombre,
            t.universo,
            accion.nombre,
            objetivo.oi,
            objetivo.nombre,
            *responsables,
        )
        return " ".join(partes)

    @cached_property
    def _responsables(self) -> dict[str, tuple[Responsable, ...]]:
        found: dict[str, tuple[Responsable, ...]] = {}
        for e in sorted(self.encargos, key=lambda e: e.orden):
            found[e.accion] = (*found.get(e.accion, ()), self.responsable(e.responsable))
        return found

    @cached_property
    def _siglas(self) -> dict[str, frozenset[str]]:
        return {a.accion: frozenset(r.responsable for r in self.responsables_de(a.accion)) for a in self.acciones}

    @cached_property
    def _por_periodo(self) -> dict[tuple[str, str], Meta]:
        return {(m.trayectoria, m.periodo): m for m in self.metas}

    @cached_property
    def _por_codigo(self) -> dict[tuple[type, str], Any]:
        tablas = (self.ejes, self.objetivos, self.acciones, self.responsables, self.trayectorias, self.metas)
        return {(type(pieza), code(pieza)): pieza for tabla in tablas for pieza in tabla}


def code(row: Any) -> str:
    """El código de una pieza del plan: su primer campo."""
    return getattr(row, fields(row)[0].name)


def fold(texto: str) -> str:
    """El texto sin tildes ni mayúsculas, para comparar lo que se busca."""
    letras = unicodedata.normalize("NFKD", texto.casefold())
    return "".join(c for c in letras if not unicodedata.combining(c))
