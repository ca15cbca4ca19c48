"""¿Avance?: reúne todas las lecturas admisibles de una meta y solo da un estado si todas lo dan y es el mismo."""

from dataclasses import dataclass
from datetime import date

from dashboard import formatting as fmt
from dashboard.idioma import N_, _
from dashboard.plan.estado.caso import Caso, Comparacion
from dashboard.plan.estado.comparar import comparaciones
from dashboard.plan.estado.conjunto import completos, del_anio, joint, missing
from dashboard.plan.estado.hitos import reaches
from dashboard.plan.estado.metodo import judge
from dashboard.plan.estado.valores import Avance, LadoAvance, LadoReporto, Metodo, Motivo, NoEvaluable, Reporto

Lados = dict[Metodo, LadoAvance]
SIN_CIFRA = N_("el Plan pide esto sin decir cuánto")
LECTURAS = {"acumulada": N_("acumulada"), "por_periodo": N_("por periodo")}


@dataclass(frozen=True)
class _Voz:
    """Lo que dice una lectura admisible: su estado, su fórmula y de dónde viene la lectura."""

    estado: Avance
    formula: str
    lectura: str
    objetivo: float


def advance(caso: Caso, reporto: LadoReporto, hoy: date) -> tuple[Lados, tuple[str, ...]]:
    """El lado ¿avance? con cada método, y lo que conviene advertir a quien lo lea."""
    try:
        _require_reports(caso, reporto)
        _require_sense(caso)
        hito = _milestone(caso, hoy) if caso.meta.es_hito else None
        if not caso.meta.es_numerica:
            return dict.fromkeys(Metodo, hito), ()
        _require_years(caso, hoy)
        found = list(comparaciones(caso))
    except NoEvaluable as why:
        return dict.fromkeys(Metodo, _unknown(why)), ()
    lados = {m: _weakest(hito, _numeric(caso, found, m, hoy)) for m in Metodo}
    return lados, _notices(caso, found, lados)


def _require_reports(caso: Caso, reporto: LadoReporto) -> None:
    if caso.indice.vigentes(caso.meta.meta_id):
        return
    if any(e.fecha for e in reporto.entregas):
        raise NoEvaluable(Motivo.EN_REVISION, _("hay reportes enviados, pero ninguno aprobado"))
    if reporto.estado == Reporto.AUN_NO:
        raise NoEvaluable(Motivo.AUN_NO, _("todavía no vence el primer plazo para informar"))
    raise NoEvaluable(Motivo.SIN_REPORTE, _("no consta ningún reporte aprobado"))


def _require_sense(caso: Caso) -> None:
    """Lo que impide juzgar la meta se informe lo que se informe."""
    indice, t = caso.indice, caso.meta.trayectoria
    if caso.meta.clase == "sin_valor":
        raise NoEvaluable(Motivo.SIN_META, _(SIN_CIFRA))
    if (salvedad := indice.salvedad(t, "universo")) and not indice.interpretacion(t).universo:
        raise NoEvaluable(Motivo.UNIVERSO, f"{salvedad.texto[0].lower()}{salvedad.texto[1:].rstrip('.')}")
    if salvedad := indice.salvedad(t, "excluye"):
        _require_room(caso, salvedad.con)


def _require_room(caso: Caso, otra: str) -> None:
    """Dos porcentajes de las mismas personas no pueden pasar juntos de 100%."""
    pareja = caso.indice.meta_de(otra, caso.meta.periodo)
    both = set(caso.completos) & set(completos(caso.indice, pareja)) if pareja else set()
    if not both:
        return
    anio = max(both)
    own = joint(caso.indice, caso.meta, anio).bajo
    try:
        theirs = joint(caso.indice, pareja, anio).bajo
    except NoEvaluable:
        return  # lo que no sirve de la otra no dice nada de esta
    if own + theirs > 100:
        names = {"anio": anio, "own": fmt.percent(own), "theirs": fmt.percent(theirs), "otra": otra}
        why = _("en {anio} se informó {own} aquí y {theirs} en {otra}: más de 100% de las mismas personas", **names)
        raise NoEvaluable(Motivo.EXCLUYENTES, why)


def _require_years(caso: Caso, hoy: date) -> None:
    if caso.completos:
        return
    lacking = missing(caso.indice, caso.meta, max(_told(caso)))
    raise NoEvaluable(Motivo.FALTAN_RESPONSABLES, _lacking(caso, lacking))


def _told(caso: Caso) -> list[int]:
    """Los años del periodo de los que alguien informó; si ninguno, el último."""
    return [a for a in caso.anios if del_anio(caso.indice, caso.meta, a)] or [caso.fin]


def _lacking(caso: Caso, lacking: list[str]) -> str:
    total = len(caso.indice.responsables(caso.meta))
    return _(
        "el valor es de todos los responsables y falta {faltan} ({n} de {total})",
        faltan=fmt.listing(lacking),
        n=len(lacking),
        total=total,
    )


def _overdue(caso: Caso, hoy: date) -> bool:
    return hoy > caso.indice.plazo(caso.fin)


def _milestone(caso: Caso, hoy: date) -> LadoAvance:
    complete = [a for a in caso.anios if not missing(caso.indice, caso.meta, a)]
    if not complete:
        lacking = missing(caso.indice, caso.meta, max(_told(caso)))
        raise NoEvaluable(Motivo.FALTAN_RESPONSABLES, _lacking(caso, lacking))
    last = complete[-1]
    valores = del_anio(caso.indice, caso.meta, last)
    votes = {reaches(caso.indice, caso.meta, sigla, v) for sigla, v in valores.items()}
    said = fmt.listing(sorted({f"«{v.hito}»" for v in valores.values()}))
    if len(votes) > 1:
        raise NoEvaluable(
            Motivo.NO_COINCIDEN,
            _("los responsables informan estados distintos en {last}: {said}", last=last, said=said),
        )
    told = _(
        "se informó {said} en {last} y la meta es «{estado_hito}»",
        said=said,
        last=last,
        estado_hito=caso.meta.estado_hito,
    )
    if last != caso.fin:
        if _overdue(caso, hoy):
            raise NoEvaluable(Motivo.FALTA_ANIO, _("{told}; falta el dato de {fin}", told=told, fin=caso.fin))
        raise NoEvaluable(
            Motivo.ANTES_DEL_CIERRE, _("{told}; un hito se juzga al cierre de {fin}", told=told, fin=caso.fin)
        )
    return _known(Avance.CUMPLIDA if votes == {True} else Avance.ATRASADA, told)


def _numeric(caso: Caso, found: list[Comparacion], metodo: Metodo, hoy: date) -> LadoAvance:
    voices: list[_Voz] = []
    try:
        for c in found:
            for objetivo in c.objetivos:
                for valor in dict.fromkeys((c.valor.bajo, c.valor.alto)):
                    juicio = judge(c, valor, objetivo, caso.fin, metodo, _overdue(caso, hoy))
                    voices.append(_Voz(*juicio, c.lectura, objetivo))
        _require_agreement(caso, voices)
    except NoEvaluable as why:
        return _unknown(why)
    first = voices[0]
    said = _(
        "se informó {dicho} y la meta es «{valor_texto}»", dicho=found[0].valor.dicho, valor_texto=caso.meta.valor_texto
    )
    if len(found) < 2:
        return _known(first.estado, f"{said}: {first.formula}")
    readings = [_(LECTURAS[c.lectura]) for c in found[:2]]
    also = _("leída {una} o {otra} el estado es el mismo", una=readings[0], otra=readings[1])
    return _known(first.estado, f"{said}: {first.formula}; {also}")


def _require_agreement(caso: Caso, voices: list[_Voz]) -> None:
    if len({v.estado for v in voices}) == 1:
        return
    by_reading = {v.lectura: v.estado for v in voices}
    if len(set(by_reading.values())) > 1:
        said = fmt.listing(
            [_("leída {lectura}, {estado}", lectura=_(LECTURAS[k]), estado=_(v.value)) for k, v in by_reading.items()]
        )
        raise NoEvaluable(Motivo.LECTURA, _("el Plan no dice si la cifra se acumula: {said}", said=said))
    by_target = {v.objetivo: v.estado for v in voices}
    if len(set(by_target.values())) > 1:
        salvedad = caso.indice.salvedad(caso.meta.trayectoria, "contradice")
        raise NoEvaluable(Motivo.CONTRADICCION, salvedad.texto.rstrip("."))
    formulas = _(" o ").join(dict.fromkeys(v.formula for v in voices))
    if caso.indice.interpretacion(caso.meta.trayectoria).conjunta:
        raise NoEvaluable(
            Motivo.NO_COINCIDEN,
            _("los responsables informan cifras distintas del mismo hecho: {formulas}", formulas=formulas),
        )
    raise NoEvaluable(
        Motivo.CONJUNTA, _("no consta si los reportes se suman o dicen lo mismo: {formulas}", formulas=formulas)
    )


def _weakest(hito: LadoAvance | None, numero: LadoAvance) -> LadoAvance:
    """Una meta con cifra y estado pide ambos."""
    if hito is None or hito.estado == Avance.CUMPLIDA:
        return numero
    return hito if numero.estado == Avance.CUMPLIDA else numero


def _notices(caso: Caso, found: list[Comparacion], lados: Lados) -> tuple[str, ...]:
    done = lados[Metodo.HORIZONTE].estado == Avance.CUMPLIDA
    beyond = all(c.valor.bajo > max(c.objetivos) for c in found)
    exact = caso.meta.operador in ("=", "aumento=")
    if done and beyond and exact:
        return (_("Supera la cifra, que el Plan escribe sin «al menos»: se lee como piso."),)
    return ()


def _known(estado: Avance, texto: str) -> LadoAvance:
    return LadoAvance(estado, f"{_(estado.value).capitalize()}: {texto}.")


def _unknown(why: NoEvaluable) -> LadoAvance:
    return LadoAvance(
        Avance.NO_EVALUABLE,
        _("No evaluable, {motivo}: {porque}.", motivo=_(why.motivo.value), porque=why.texto),
        why.motivo,
    )
