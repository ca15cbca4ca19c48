"""El formulario de una meta: de lo guardado a los textos de sus casillas, y de las casillas a un envío."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard.plan import Plan
from dashboard.plan.contenido import hito_states, takes_number, takes_total, years_of
from dashboard.plan.entidades import Meta, Trayectoria
from dashboard.plan.reportes import Envio, EstadoReporte, Evidencia, Observacion, Reporte, Valor
from dashboard.reportar.pagina import plain
from dashboard.sources.numeros import number

CASILLAS = ("numero", "denominador", "hito", "nota")


@dataclass(frozen=True)
class Ficha:
    """Una meta en la página de su institución: lo que el Plan pide, lo guardado y lo que hay que contestar."""

    meta: Meta
    trayectoria: Trayectoria
    accion: str
    anios: tuple[int, ...]
    hitos: tuple[str, ...]
    versiones: tuple[Reporte, ...]

    @property
    def ultima(self) -> Reporte | None:
        """La que se está llenando o, si ninguna, la última enviada."""
        draft = next((v for v in self.versiones if v.estado is EstadoReporte.BORRADOR), None)
        return draft or (self.versiones[-1] if self.versiones else None)

    @property
    def estado(self) -> str:
        return self.ultima.estado.value if self.ultima else "sin reporte"

    @property
    def por_contestar(self) -> tuple[Observacion, ...]:
        """Las observaciones de la última versión enviada, si quedó observada."""
        sent = [v for v in self.versiones if v.estado is not EstadoReporte.BORRADOR]
        return sent[-1].observaciones if sent and sent[-1].estado is EstadoReporte.OBSERVADO else ()

    @property
    def pide_cifra(self) -> bool:
        return takes_number(self.meta)

    @property
    def pide_total(self) -> bool:
        return takes_total(self.meta)

    @property
    def guardado(self) -> int:
        """El último cambio que la página tenía a la vista."""
        return max((v.guardado for v in self.versiones), default=0)

    @property
    def evidencias(self) -> tuple[Evidencia, ...]:
        return self.ultima.evidencias if self.ultima else ()

    def casilla(self, *parts: object) -> str:
        """El nombre de una casilla de esta meta."""
        return "|".join((self.meta.meta_id, *map(str, parts)))

    def textos(self) -> dict[str, str]:
        """Lo guardado, como se muestra en cada casilla."""
        values = {v.anio: v for v in self.ultima.valores} if self.ultima else {}
        texts = {self.casilla("comentario"): self.ultima.comentario if self.ultima else ""}
        texts[self.casilla("sobre")] = str(self.guardado)
        for anio in self.anios:
            value = values.get(anio, Valor(anio))
            numbers = {"numero": plain(value.numero), "denominador": plain(value.denominador)}
            texts |= {self.casilla(anio, c): t for c, t in (numbers | {"hito": value.hito, "nota": value.nota}).items()}
        return texts

    def read(self, form: Mapping[str, str]) -> tuple[Envio, list[str]]:
        """Lo escrito como envío, sin evidencias nuevas, y una oración por casilla que no se entiende."""
        faults: list[str] = []
        values = tuple(self._value(form, anio, faults) for anio in self.anios)
        kept = tuple(e for e in self.evidencias if f"{e.evidencia_id}" not in self._removed(form))
        return Envio(self.meta.meta_id, values, kept, _clean(form.get(self.casilla("comentario"), ""))), faults

    def unchanged(self, form: Mapping[str, str]) -> bool:
        """Si las casillas dicen lo mismo que lo guardado."""
        return not self._removed(form) and self.read(form) == self.read(self.textos())

    def _removed(self, form: Mapping[str, str]) -> set[str]:
        marks = (self.casilla("quitar", e.evidencia_id) for e in self.evidencias)
        return {m.rpartition("|")[2] for m in marks if form.get(m)}

    def _value(self, form: Mapping[str, str], anio: int, faults: list[str]) -> Valor:
        texts = {c: _clean(form.get(self.casilla(anio, c), "")) for c in CASILLAS}
        numbers = {c: number(texts[c]) if texts[c] else None for c in ("numero", "denominador")}
        for c, read in numbers.items():
            if texts[c] and read is None:
                faults.append(f"Año {anio}: «{texts[c][:40]}» no es un número. Escriba por ejemplo 1,234 o 12.5.")
        return Valor(anio, numbers["numero"], numbers["denominador"], texts["hito"], texts["nota"])


def cards(plan: Plan, responsable: str, periodo: str, reportes: tuple[Reporte, ...]) -> tuple[Ficha, ...]:
    """Las metas de una institución en un periodo, con sus versiones; `reportes` son los de esa institución."""
    by_meta: dict[str, list[Reporte]] = {}
    for r in sorted(reportes, key=lambda r: r.version):
        by_meta.setdefault(r.meta_id, []).append(r)
    return tuple(
        Ficha(
            m,
            plan.trayectoria(m.trayectoria),
            plan.accion(m.accion).nombre,
            years_of(plan, m),
            hito_states(plan, m),
            tuple(by_meta.get(m.meta_id, ())),
        )
        for m in plan.metas_de(responsable)
        if m.periodo == periodo
    )


def with_proofs(envio: Envio, nuevas: tuple[Evidencia, ...]) -> Envio:
    """El envío con las evidencias que se acaban de adjuntar; el mismo archivo o enlace no va dos veces."""
    known = {e.sha256 or e.enlace for e in envio.evidencias}
    fresh = {key: e for e in nuevas if (key := e.sha256 or e.enlace) not in known}
    return replace(envio, evidencias=(*envio.evidencias, *fresh.values()))


def _clean(text: str) -> str:
    """El navegador envía los saltos de línea de otra manera que una hoja de cálculo."""
    return text.replace("\r\n", "\n").replace("\0", "").strip()
