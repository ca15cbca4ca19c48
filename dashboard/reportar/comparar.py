"""Una versión junto a la anterior: qué dice cada una y qué cambió."""

from dataclasses import dataclass
from itertools import chain

from dashboard.plan.reportes import EstadoReporte, Evidencia, Reporte, Valor
from dashboard.reportar.pagina import plain

VACIO = "—"


@dataclass(frozen=True)
class Fila:
    """Un dato en las dos versiones; `antes` es «—» si no había."""

    nombre: str
    antes: str
    ahora: str

    @property
    def cambio(self) -> bool:
        return self.antes != self.ahora


def previous(reporte: Reporte, todos: tuple[Reporte, ...]) -> Reporte | None:
    """La versión enviada justo antes, de la misma institución y meta."""
    same = [
        r
        for r in todos
        if (r.institucion, r.meta_id) == (reporte.institucion, reporte.meta_id)
        and r.version < reporte.version
        and r.estado is not EstadoReporte.BORRADOR
    ]
    return max(same, key=lambda r: r.version, default=None)


def rows(antes: Reporte | None, ahora: Reporte) -> tuple[Fila, ...]:
    """Año por año lo informado, después el comentario y las evidencias."""
    before = {v.anio: v for v in antes.valores} if antes else {}
    after = {v.anio: v for v in ahora.valores}
    years = (
        Fila(f"{name} {anio}", _told(before.get(anio), field), _told(after.get(anio), field))
        for anio in sorted(before.keys() | after.keys())
        for name, field in (("Informado en", "valor"), ("Nota de", "nota"))
    )
    said = Fila("Comentario", (antes.comentario if antes else "") or VACIO, ahora.comentario or VACIO)
    proofs = Fila("Evidencias", _proofs(antes.evidencias if antes else ()), _proofs(ahora.evidencias))
    return tuple(f for f in chain(years, (said, proofs)) if (f.antes, f.ahora) != (VACIO, VACIO))


def told(valor: Valor) -> str:
    """Lo informado de un año, en palabras: «45 de 60 (75.0%)», «3», «aprobado»."""
    parts = []
    if valor.numero is not None and valor.denominador:
        parts.append(
            f"{plain(valor.numero)} de {plain(valor.denominador)} ({100 * valor.numero / valor.denominador:.1f}%)"
        )
    elif valor.numero is not None:
        parts.append(plain(valor.numero))
    return " · ".join([*parts, *filter(None, [valor.hito])])


def _told(valor: Valor | None, field: str) -> str:
    if valor is None:
        return VACIO
    return (valor.nota if field == "nota" else told(valor)) or VACIO


def _proofs(evidencias: tuple[Evidencia, ...]) -> str:
    return "; ".join(e.titulo for e in evidencias) or VACIO
