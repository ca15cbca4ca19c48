"""Las partes del informe al Congreso que no son metas: quién informó, qué se observó y acordó, con qué se prueba."""

from dashboard import formatting as fmt
from dashboard.informes.balance import Balance, Cambio, Observado, Prueba
from dashboard.metas.filters import short_name
from dashboard.metas.seleccion import many
from dashboard.plan.estado import PRUEBAS, Avance, EstadoMeta, Metodo, Puntualidad
from dashboard.plan.reportes import Acuerdo, Presupuesto

SIGNOS = {
    Avance.CUMPLIDA: "✔",
    Avance.EN_CAMINO: "▲",
    Avance.EN_RIESGO: "◆",
    Avance.ATRASADA: "✖",
    Avance.NO_EVALUABLE: "○",
}
METODO_DICHO = {
    Metodo.HORIZONTE: "una meta se juzga al cierre de su periodo",
    Metodo.LINEAL: "antes del cierre, una meta se juzga frente a la recta entre el horizonte anterior y el suyo",
    Metodo.BASE: "antes del cierre, una meta se juzga por lo que recorrió desde su línea de base",
}
ESTADOS_ACUERDO = {
    "pendiente": "pendiente",
    "en_proceso": "en proceso",
    "cumplido": "cumplido",
    "retirado": "retirado",
}


def said(estado: EstadoMeta) -> str:
    """«✔ cumplida»: el signo y la palabra, que nunca van separados."""
    return f"{SIGNOS[estado.avance.estado]} {estado.avance.estado}"


def names(b: Balance, siglas: list[str]) -> list[str]:
    """Las instituciones como se imprimen."""
    return [short_name(b.plan.responsable(s)) for s in siglas]


def institution(b: Balance, p: Puntualidad) -> dict[str, str]:
    """Cuánto debía informar una institución este año y cuánto informó."""
    low, high = p.tasa
    rate = fmt.percent(low) if low == high else f"entre {fmt.percent(low)} y {fmt.percent(high)}"
    counts = {k: str(getattr(p, k)) for k in ("debidas", "a_tiempo", "tarde", "sin_constar")}
    responsable = b.plan.responsable(p.institucion)
    return {"sigla": short_name(responsable), "nombre": responsable.nombre, "tasa": rate} | counts


def received(b: Balance) -> str:
    """Cuántas entregas faltan y quién no hizo ninguna."""
    due, lacking = sum(p.debidas for p in b.puntualidades), sum(p.sin_constar for p in b.puntualidades)
    nobody = [p.institucion for p in b.puntualidades if p.sin_constar == p.debidas]
    text = f"De {fmt.number(due)} entregas que correspondían a {b.anio}, no constan {fmt.number(lacking)}."
    who = f" Sin ninguna entrega: {fmt.listing(names(b, nobody))}." if nobody else ""
    return text + who


def remark(o: Observado) -> dict[str, str]:
    """Una observación con el reporte a que se hizo."""
    return {
        "codigo": o.reporte.meta_id,
        "institucion": o.reporte.institucion,
        "version": str(o.reporte.version),
        "fecha": fmt.day(o.observacion.fecha.date()),
        "texto": o.observacion.texto,
    }


def agreement(a: Acuerdo) -> dict[str, str]:
    """Un acuerdo con su seguimiento."""
    return {
        "codigo": a.acuerdo_id,
        "texto": a.texto,
        "responsable": a.responsable,
        "vence": fmt.day(a.vence) if a.vence else "sin plazo",
        "estado": ESTADOS_ACUERDO[a.estado],
        "seguimiento": a.seguimiento or "sin seguimiento registrado",
        "sesion": a.sesion,
    }


def budget(b: Balance, p: Presupuesto) -> dict[str, str]:
    """Lo destinado y gastado por una institución."""
    amounts = {k: _soles(getattr(p, k)) for k in ("asignado", "ejecutado")}
    return {"institucion": names(b, [p.institucion])[0], "fuente": p.fuente or "sin fuente"} | amounts


def _soles(value: float | None) -> str:
    return "sin dato" if value is None else f"S/ {fmt.number(value, 2)}"


def no_budget(b: Balance) -> str:
    """De quién no consta presupuesto; vacío si consta el de todas."""
    known = {p.institucion for p in b.presupuestos}
    lacking = [r.responsable for r in b.plan.responsables if r.responsable not in known]
    if not lacking:
        return ""
    head = f"No consta presupuesto de {b.anio} de {len(lacking)} de {len(b.plan.responsables)} instituciones"
    return f"{head}: {fmt.listing(names(b, lacking))}."


def change(anio: int, c: Cambio) -> dict[str, str]:
    """Una trayectoria con su estado de antes y el de ahora."""
    before = said(c.antes) if c.antes else f"sin meta en {anio - 1}"
    code = c.trayectoria.trayectoria
    return {"codigo": code, "mide": c.trayectoria.nombre, "antes": before, "ahora": said(c.ahora)}


def no_changes(b: Balance) -> str:
    """Cuántas trayectorias siguen igual, o por qué no hay con qué comparar."""
    if b.anio == b.plan.ficha.inicio:
        return f"{b.anio} es el primer año del Plan: no hay un año anterior con que comparar."
    same = len(b.metas) - len(b.cambios)
    return f"Sin cambio frente a {b.anio - 1}: {many(same, 'trayectoria')} de {len(b.metas)}."


def proof(p: Prueba) -> dict[str, str]:
    """Una evidencia y dónde está."""
    where = p.evidencia.enlace or f"archivo, SHA-256 {p.evidencia.sha256[:16]}…"
    level = f"{p.evidencia.nivel} · {PRUEBAS[p.evidencia.nivel]}"
    ids = {"codigo": p.reporte.meta_id, "institucion": p.reporte.institucion, "titulo": p.evidencia.titulo}
    return ids | {"nivel": level, "donde": where}


def no_proofs(b: Balance) -> str:
    """Qué metas tienen reporte y ninguna evidencia."""
    bare = [m for m in b.metas if b.reportes(m) and not b.estado(m).prueba.nivel]
    told = f"Con reporte y sin evidencia: {many(len(bare), 'meta')}."
    return told if b.pruebas else f"No consta ninguna evidencia. {told}"


def sources(b: Balance) -> list[str]:
    """De dónde sale todo lo que dice el informe."""
    return [
        f"{b.plan.ficha.nombre}, {b.plan.ficha.norma}. Las líneas citadas son las del texto del Plan.",
        f"Reportes aprobados por la Secretaría Técnica hasta el {fmt.day(b.hoy)}: {len(b.publico.reportes)}.",
        f"Los estados se calculan con el método «{b.metodo}»: {METODO_DICHO[b.metodo]}. "
        + f"Con otro método cambiaría la respuesta de {many(_sensitive(b), 'meta')}.",
    ]


def _sensitive(b: Balance) -> int:
    return sum(b.estado(m).cambia_con_el_metodo for m in b.metas)
