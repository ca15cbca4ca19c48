"""¿Reportó?: qué debía informar cada institución de cada año, hasta cuándo y cuándo lo hizo."""

from dataclasses import dataclass
from datetime import date

from dashboard import formatting as fmt
from dashboard.idioma import _, ngettext
from dashboard.plan.entidades import Meta
from dashboard.plan.estado.indice import Indice
from dashboard.plan.estado.valores import Entrega, LadoReporto, Reporto


def entregas(indice: Indice, meta: Meta, hoy: date) -> tuple[Entrega, ...]:
    """Una por responsable y año del periodo de la meta."""
    sent, plazos = indice.enviados(meta.meta_id), {a: indice.plazo(a) for a in indice.anios(meta)}
    return tuple(
        Entrega(sigla, meta.meta_id, anio, plazo, fecha := sent.get((sigla, anio)), _kept(fecha, plazo, hoy))
        for sigla in indice.responsables(meta)
        for anio, plazo in plazos.items()
    )


def _kept(fecha: date | None, plazo: date, hoy: date) -> Reporto:
    if fecha is None:
        return Reporto.NO if hoy > plazo else Reporto.AUN_NO
    return Reporto.A_TIEMPO if fecha <= plazo else Reporto.TARDE


def reported(indice: Indice, meta: Meta, hoy: date) -> LadoReporto:
    """El lado ¿reportó? de una meta: manda lo que falta, después lo tardío."""
    rows = entregas(indice, meta, hoy)
    states = {e.estado for e in rows}
    order = (Reporto.NO, Reporto.TARDE, Reporto.A_TIEMPO)
    estado = next((s for s in order if s in states), Reporto.AUN_NO)
    return LadoReporto(estado, _sentence(rows, estado), rows)


def _sentence(rows: tuple[Entrega, ...], estado: Reporto) -> str:
    if estado == Reporto.AUN_NO:
        return _("Aún no corresponde: el primer plazo vence el {dia}.", dia=fmt.day(min(e.plazo for e in rows)))
    owed = [e for e in rows if e.estado != Reporto.AUN_NO]
    count = {s: sum(e.estado == s for e in owed) for s in Reporto}
    lacking = list(dict.fromkeys(e.institucion for e in owed if e.estado == Reporto.NO))
    names = {
        "estado": _(estado.value).capitalize(),
        "a_tiempo": count[Reporto.A_TIEMPO],
        "tarde": count[Reporto.TARDE],
        "sin_constar": count[Reporto.NO],
    }
    said = ngettext(
        "{estado}: de {n} entrega debida (una por responsable y año), {a_tiempo} a tiempo, {tarde} tarde y "
        "{sin_constar} sin constar",
        "{estado}: de {n} entregas debidas (una por responsable y año), {a_tiempo} a tiempo, {tarde} tarde y "
        "{sin_constar} sin constar",
        len(owed),
        **names,
    )
    return _("{dicho}; falta {faltan}.", dicho=said, faltan=fmt.listing(lacking)) if lacking else f"{said}."


@dataclass(frozen=True)
class Puntualidad:
    """Cuánto debía informar una institución y cuánto informó; `exacta` si constan todos los envíos."""

    institucion: str
    debidas: int
    a_tiempo: int
    tarde: int
    sin_constar: int
    exacta: bool

    @property
    def tasa(self) -> tuple[float, float] | None:
        """Porcentaje a tiempo: el menor y el mayor que admite lo que consta; None si aún no debía nada."""
        if not self.debidas:
            return None
        most = self.a_tiempo if self.exacta else self.a_tiempo + self.sin_constar
        return 100 * self.a_tiempo / self.debidas, 100 * most / self.debidas


def punctuality(indice: Indice, rows: list[Entrega], institucion: str) -> Puntualidad:
    """La puntualidad de una institución en unas entregas."""
    own = [e.estado for e in rows if e.institucion == institucion and e.estado != Reporto.AUN_NO]
    exact = indice.avances.envios is not None
    counts = (own.count(Reporto.A_TIEMPO), own.count(Reporto.TARDE), own.count(Reporto.NO))
    return Puntualidad(institucion, len(own), *counts, exact)
