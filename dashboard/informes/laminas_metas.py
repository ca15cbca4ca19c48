"""Las láminas del Plan: qué pide cada eje, qué encarga a los gobiernos de la región y qué acordó la comisión."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from types import MappingProxyType

import pandas as pd

from dashboard import formatting as fmt
from dashboard.charts import Barra, Columna, Contexto, Lista
from dashboard.informes.lamina import ACUERDOS, METAS, Lamina
from dashboard.metas.filters import period_words
from dashboard.plan import Plan
from dashboard.plan.entidades import Meta
from dashboard.plan.reportes import DEMOSTRACION, Acuerdo, Avances
from dashboard.queries.citas import Fuente

TERRITORIALES = ("GORE", "GOLO")
SIN_REPORTE, CON_REPORTE = "sin reporte", "con reporte"
SEGUIMIENTO = {
    "pendiente": "pendiente",
    "en_proceso": "en proceso",
    "cumplido": "cumplido",
    "retirado": "retirado",
}
COLUMNAS_METAS = {
    "meta_id": Columna("Código"),
    "eje": Columna("Eje"),
    "mide": Columna("Qué se mide"),
    "periodo": Columna("Periodo"),
    "pide": Columna("Meta"),
    "reporte": Columna("Reporte"),
}
COLUMNAS_ACUERDOS = {
    "texto": Columna("Acuerdo"),
    "responsable": Columna("Responsable"),
    "vence": Columna("Vence"),
    "meta_id": Columna("Meta"),
    "estado": Columna("Estado"),
    "sesion": Columna("Sesión"),
}


def goals(ctx: Contexto, plan: Plan, avances: Avances) -> tuple[Lamina, ...]:
    """Una lámina con los ejes y otra por cada gobierno territorial que el Plan nombra."""
    named = {r.responsable for r in plan.responsables}
    territorial = [_of_government(ctx, plan, avances, r) for r in TERRITORIALES if r in named]
    return (_of_ejes(ctx, plan, avances), *territorial)


def agreements(ctx: Contexto, plan: Plan, avances: Avances) -> Lamina:
    """Los acuerdos de la comisión con su seguimiento, o la oración que dice que no hay ninguno."""
    rows = [_agreement(a) for a in sorted(avances.acuerdos, key=lambda a: (a.vence or date.max, a.acuerdo_id))]
    frame = pd.DataFrame(rows, columns=list(COLUMNAS_ACUERDOS))
    count = Counter(frame["estado"])
    told = fmt.listing([f"{n} {estado}" for estado, n in count.items()])
    return _lamina(
        ctx,
        plan,
        id="acuerdos",
        seccion=ACUERDOS,
        titulo="Acuerdos de la comisión",
        pregunta="¿Qué se acordó, quién responde y cuándo vence?",
        frame=frame,
        columns=COLUMNAS_ACUERDOS,
        draws={"Barras": lambda rows: _bars(Counter(rows["estado"]))} if rows else {},
        conclusion=f"{_registered(len(rows))}: {told}." if rows else "Todavía no hay acuerdos registrados.",
        cautions=_demonstration(avances),
    )


def _of_ejes(ctx: Contexto, plan: Plan, avances: Avances) -> Lamina:
    frame = _metas_frame(plan, plan.metas, avances)
    reported = int((frame["reporte"] == CON_REPORTE).sum())
    names = {e.eje: f"Eje {e.eje}. {e.nombre_corto}" for e in plan.ejes}
    return _lamina(
        ctx,
        plan,
        id="metas_ejes",
        titulo="Metas por eje del Plan",
        pregunta="¿Cuánto pide cada eje y cuánto se ha reportado?",
        frame=frame,
        columns=COLUMNAS_METAS,
        draws={"Barras": lambda rows: _by_eje(rows, names)},
        conclusion=f"El Plan pide {fmt.number(len(frame))} metas en {len(plan.ejes)} ejes; {_reported(reported)}.",
        cautions=("Sin reporte no quiere decir sin avance: nadie lo ha informado todavía.", *_demonstration(avances)),
    )


def _of_government(ctx: Contexto, plan: Plan, avances: Avances, sigla: str) -> Lamina:
    quien = plan.responsable(sigla).nombre.lower()
    frame = _metas_frame(plan, plan.metas_de(sigla), avances, sigla)
    reported = int((frame["reporte"] == CON_REPORTE).sum())
    names = {e.eje: f"Eje {e.eje}. {e.nombre_corto}" for e in plan.ejes if e.eje in set(frame["eje"])}
    acciones = len(plan.acciones_a_cargo(sigla))
    return _lamina(
        ctx,
        plan,
        id=f"metas_{sigla.lower()}",
        titulo=f"Metas a cargo de los {quien}",
        pregunta=f"¿Qué encarga el Plan a los {quien}?",
        frame=frame,
        columns=COLUMNAS_METAS,
        draws={"Barras": lambda rows: _by_eje(rows, names)} if len(frame) else {},
        conclusion=f"{len(frame)} metas de {acciones} acciones están a cargo de los {quien}; {_reported(reported)}.",
        cautions=(
            f"El Plan los nombra en conjunto: no dice cuáles son las de {_place(ctx)}.",
            *_demonstration(avances),
        ),
    )


def _lamina(ctx: Contexto, plan: Plan, *, seccion: str = METAS, **parts) -> Lamina:
    parts["columns"], parts["draws"] = MappingProxyType(parts["columns"]), MappingProxyType(parts["draws"])
    ficha = plan.ficha
    fuente = Fuente(ficha.nombre, "Ministerio del Interior (CMNP TP-TIM)", ficha.norma, "", "", ())
    corte = f"Plan {ficha.inicio}–{ficha.fin} y reportes aprobados"
    common = {"filtros": f"{ficha.nombre_corto} · todo el país", "corte": corte, "version": ctx.datos.version}
    return Lamina(seccion=seccion, fuentes=(fuente,), **common, **parts)


def _place(ctx: Contexto) -> str:
    lugares = [ctx.catalogo.lugares[c].nombre for c in ctx.filtros.lugares]
    return fmt.listing(lugares) if lugares else "cada uno"


def _metas_frame(plan: Plan, metas: Iterable[Meta], avances: Avances, sigla: str = "") -> pd.DataFrame:
    reported = {r.meta_id for r in avances.reportes if not sigla or r.institucion == sigla}
    rows = [
        {
            "meta_id": m.meta_id,
            "eje": m.eje,
            "mide": plan.trayectoria(m.trayectoria).nombre,
            "periodo": period_words(m.periodo),
            "pide": m.valor_texto,
            "reporte": CON_REPORTE if m.meta_id in reported else SIN_REPORTE,
        }
        for m in metas
    ]
    return pd.DataFrame(rows, columns=list(COLUMNAS_METAS))


def _by_eje(frame: pd.DataFrame, names: dict[str, str]) -> Lista:
    return _bars({name: int((frame["eje"] == eje).sum()) for eje, name in names.items()})


def _bars(counts: dict[str, int]) -> Lista:
    top = max(counts.values(), default=1)
    return Lista(tuple(Barra(name, fmt.number(n), n / top, valor=n) for name, n in counts.items()))


def _reported(n: int) -> str:
    return "ninguna tiene reporte" if n == 0 else f"{fmt.number(n)} {'tiene' if n == 1 else 'tienen'} reporte"


def _demonstration(avances: Avances) -> tuple[str, ...]:
    return (DEMOSTRACION,) if avances.demostracion else ()


def _registered(n: int) -> str:
    return "1 acuerdo registrado" if n == 1 else f"{fmt.number(n)} acuerdos registrados"


def _agreement(a: Acuerdo) -> dict:
    return {
        "texto": a.texto,
        "responsable": a.responsable,
        "vence": fmt.day(a.vence) if a.vence else "sin fecha",
        "meta_id": a.meta_id,
        "estado": SEGUIMIENTO[a.estado],
        "sesion": a.sesion,
    }
