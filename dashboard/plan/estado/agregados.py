"""Varias metas juntas: siempre un intervalo, porque lo que no se sabe puede ser nada o todo."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard import formatting as fmt
from dashboard.idioma import _, ngettext
from dashboard.plan.estado.valores import Avance, EstadoMeta


@dataclass(frozen=True)
class Resumen:
    """Cuántas metas hay en cada estado; `sin_reporte` es parte de las no evaluables."""

    total: int
    por_estado: dict[Avance, int]
    sin_reporte: int

    @property
    def no_evaluables(self) -> int:
        """Con reporte, pero sin que se pueda decir su estado."""
        return self.por_estado[Avance.NO_EVALUABLE] - self.sin_reporte

    @property
    def cumplidas(self) -> tuple[float, float] | None:
        """El porcentaje de metas cumplidas, si ninguna de las que no se saben lo está y si lo están todas."""
        if not self.total:
            return None
        known = self.por_estado[Avance.CUMPLIDA]
        return 100 * known / self.total, 100 * (known + self.por_estado[Avance.NO_EVALUABLE]) / self.total


def summarize(estados: Iterable[EstadoMeta]) -> Resumen:
    """El resumen de unas metas."""
    rows = list(estados)
    found = Counter(e.avance.estado for e in rows)
    return Resumen(len(rows), {a: found[a] for a in Avance}, sum(e.sin_reporte for e in rows))


def interval_words(resumen: Resumen) -> str:
    """«entre 22.0% y 61.0% de metas cumplidas (18 de 46 sin reporte)»."""
    if resumen.cumplidas is None:
        return _("sin metas")
    low, high = resumen.cumplidas
    names = {"low": fmt.percent(low), "high": fmt.percent(high)}
    span = (
        _("{low} de metas cumplidas", **names) if low == high else _("entre {low} y {high} de metas cumplidas", **names)
    )
    if not resumen.sin_reporte and not resumen.no_evaluables:
        return span
    return f"{span} ({_unknown_words(resumen)})"


def _unknown_words(resumen: Resumen) -> str:
    """«18 de 46 sin reporte y 1 no evaluable»."""
    silent, unclear, names = resumen.sin_reporte, resumen.no_evaluables, {"total": resumen.total}
    if not unclear:
        return _("{n} de {total} sin reporte", n=silent, **names)
    if not silent:
        return ngettext("{n} de {total} no evaluable", "{n} de {total} no evaluables", unclear, **names)
    return ngettext(
        "{silent} de {total} sin reporte y {n} no evaluable",
        "{silent} de {total} sin reporte y {n} no evaluables",
        unclear,
        silent=silent,
        **names,
    )
