"""Los hitos: estados ordenados como el Plan los pide, con cautela donde ese orden retrocede.

Un estado se descompone en sus partes («aprobado e implementado»). Alcanza a otro si sus partes, con las ya informadas
antes, lo cubren, o si el Plan lo pide después. Donde el orden no basta para saberlo, no se adivina.
"""

import re
from functools import lru_cache

from dashboard.idioma import N_, _
from dashboard.plan import Plan, fold
from dashboard.plan.entidades import Meta
from dashboard.plan.estado.indice import Indice
from dashboard.plan.estado.valores import Motivo, NoEvaluable
from dashboard.plan.reportes import Valor

NO_INICIADO = N_("no iniciado")


def estados(plan: Plan, trayectoria: str) -> tuple[str, ...]:
    """Los estados que pide una trayectoria, en el orden del Plan y sin repetir."""
    metas = (e.meta for e in plan.camino(trayectoria))
    return tuple(dict.fromkeys(m.estado_hito for m in metas if m and m.estado_hito))


def opciones(plan: Plan, trayectoria: str) -> tuple[str, ...]:
    """Lo que se puede informar de un hito: «no iniciado» o uno de sus estados; vacío si no pide ninguno."""
    pedidos = estados(plan, trayectoria)
    return (NO_INICIADO, *pedidos) if pedidos else ()


def reaches(indice: Indice, meta: Meta, institucion: str, valor: Valor) -> bool:
    """Si lo informado por una institución en un año alcanza el estado que pide la meta."""
    orden = estados(indice.plan, meta.trayectoria)
    if not valor.hito:
        raise NoEvaluable(
            Motivo.SIN_CIFRA_INFORMADA,
            _("el reporte de {institucion} no dice el estado de {anio}", institucion=institucion, anio=valor.anio),
        )
    if valor.hito == NO_INICIADO:
        return False
    if valor.hito not in orden:
        raise NoEvaluable(Motivo.HITO, _("«{hito}» no es un estado de esta trayectoria", hito=valor.hito))
    pedido, dicho = parts(meta.estado_hito), parts(valor.hito)
    before = _told_before(indice, meta, institucion)
    if pedido <= dicho | before:
        return True
    if dicho < pedido and orden.index(valor.hito) > orden.index(meta.estado_hito) or goes_back(orden):
        said = _("«{hito}» no dice si se alcanzó «{estado_hito}»", hito=valor.hito, estado_hito=meta.estado_hito)
        raise NoEvaluable(Motivo.HITO, _("{said}: el Plan no los pide en un orden claro", said=said))
    return orden.index(valor.hito) > orden.index(meta.estado_hito)


@lru_cache(maxsize=512)
def parts(estado: str) -> frozenset[str]:
    """«aprobado e implementado» → {aprobad, implementad}: sin género, número ni tildes."""
    words = re.split(r"\s+[ye]\s+|,\s*", fold(estado))
    return frozenset(re.sub(r"[oa]s?$", "", w.strip()) for w in words)


def goes_back(orden: tuple[str, ...]) -> bool:
    """Si una parte desaparece de un estado al siguiente y vuelve después: el orden no es de avance."""
    seen, gone = set(), set()
    for estado in map(parts, orden):
        if estado & gone:
            return True
        gone |= seen - estado
        seen |= estado
    return False


def _told_before(indice: Indice, meta: Meta, institucion: str) -> frozenset[str]:
    """Las partes que la misma institución ya informó en este periodo y en los anteriores."""
    found: set[str] = set()
    for other in (*indice.anteriores(meta), meta):
        reporte = indice.vigentes(other.meta_id).get(institucion)
        for v in reporte.valores if reporte else ():
            if v.hito and v.hito != NO_INICIADO:
                found |= parts(v.hito)
    return frozenset(found)
