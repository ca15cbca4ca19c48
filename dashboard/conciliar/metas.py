"""Reglas del Plan: lo mismo pedido con otras cifras, partes de un universo que pasan de 100, metas que bajan."""

import re
from collections.abc import Iterable
from itertools import combinations

from dashboard import formatting as fmt
from dashboard.cedula.direccion import slug
from dashboard.conciliar.hechos import Hechos
from dashboard.conciliar.resultado import NO_CUADRA, Parte, Resultado, state
from dashboard.metas.filters import period_words
from dashboard.plan import Escalon, Plan, fold
from dashboard.plan.entidades import Trayectoria

DE_LA_ACCION = re.compile(r"\s*\(acción [\d.]+\)")
EXCLUYE = "excluye"


def same_wording(_hechos: Hechos, plan: Plan) -> Iterable[Resultado]:
    """Dos trayectorias con las mismas palabras y la misma unidad piden lo mismo en cada periodo."""
    groups: dict[tuple[str, str], list[Trayectoria]] = {}
    for t in plan.trayectorias:
        groups.setdefault((fold(DE_LA_ACCION.sub("", t.nombre)), t.unidad), []).append(t)
    for group in groups.values():
        for a, b in combinations(group, 2):
            left, right = (_figures(plan, t) for t in (a, b))
            said = f"{a.trayectoria} pide {_list(left)} y {b.trayectoria}, {_list(right)}, con las mismas palabras."
            name = f"{DE_LA_ACCION.sub('', a.nombre)}: {a.trayectoria} y {b.trayectoria}"
            yield Resultado("", name, state(left == right), said, _parts(plan, a, b))


def exclusive(_hechos: Hechos, plan: Plan) -> Iterable[Resultado]:
    """Lo que se excluye sobre un mismo universo no suma más de 100 en ningún periodo."""
    pairs = {frozenset({s.trayectoria, s.con}) for s in plan.salvedades if s.asunto == EXCLUYE and s.con}
    for pair in sorted(sorted(p) for p in pairs):
        for steps in zip(*(plan.camino(t) for t in pair), strict=True):
            if all(e.cifra is not None for e in steps):
                yield _exclusive(plan, pair, steps)


def _exclusive(plan: Plan, pair: list[str], steps: tuple[Escalon, ...]) -> Resultado:
    added = sum(e.cifra for e in steps)
    terms = " + ".join(fmt.number(e.cifra) for e in steps)
    periodo = period_words(steps[0].periodo.periodo)
    said = f"{terms} = {fmt.number(added)}% de {plan.trayectoria(pair[0]).universo}, que solo pueden contarse una vez."
    return Resultado(
        "", f"{' y '.join(pair)}, {periodo}", state(added <= 100), said, tuple(_part(plan, e) for e in steps)
    )


def falling(_hechos: Hechos, plan: Plan) -> Iterable[Resultado]:
    """Un nivel por alcanzar no baja de un periodo al siguiente."""
    levels = [t for t in plan.trayectorias if t.lectura == "nivel"]
    for t in levels:
        steps = [e for e in plan.camino(t.trayectoria) if e.cifra is not None]
        for before, after in zip(steps, steps[1:], strict=False):
            if after.cifra < before.cifra:
                said = f"{before.texto} en {before.periodo.periodo} y {after.texto} en {after.periodo.periodo}."
                yield Resultado("", t.nombre, NO_CUADRA, said, (_part(plan, before), _part(plan, after)))
    said = f"{fmt.number(len(levels))} trayectorias revisadas; aparte van las que bajan."
    yield Resultado("", plan.ficha.nombre_corto, state(True), said, ())


def _figures(plan: Plan, t: Trayectoria) -> list[str]:
    return [e.meta.valor_texto if e.meta else "nada" for e in plan.camino(t.trayectoria)]


def _list(texts: list[str]) -> str:
    return fmt.listing([f"«{t}»" for t in texts])


def _parts(plan: Plan, *trayectorias: Trayectoria) -> tuple[Parte, ...]:
    return tuple(_part(plan, e) for t in trayectorias for e in plan.camino(t.trayectoria) if e.meta)


def _part(plan: Plan, e: Escalon) -> Parte:
    lines = fmt.listing(e.meta.lineas.split(";"))
    return Parte(
        e.texto, plan.ficha.nombre, f"{e.meta.meta_id}, línea {lines}", f"metas/{slug(e.meta.meta_id)}/valor_texto"
    )
