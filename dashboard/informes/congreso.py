"""El informe anual al Congreso en Word: hechos con su fuente y, donde no se sabe, la oración que lo dice.

El diseño y los textos fijos están en `plantillas/congreso.docx`, que la oficina puede cambiar en Word; aquí se llenan
sus campos. Ninguna cifra se calcula aquí: sale del balance, que la toma de `dashboard.plan.estado`.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dashboard import formatting as fmt
from dashboard.informes import congreso_anexos as a
from dashboard.informes.balance import Balance
from dashboard.informes.barra import Segmento, bar
from dashboard.informes.congreso_pies import annotate
from dashboard.metas.filters import period_words, short_name
from dashboard.metas.seleccion import many
from dashboard.plan.entidades import Eje, Meta
from dashboard.plan.estado import PRUEBAS, Avance, Resumen, interval_words
from dashboard.plan.reportes import DEMOSTRACION

PLANTILLA = Path(__file__).parent / "plantillas" / "congreso.docx"
COLORES = {
    Avance.CUMPLIDA: "004D80",
    Avance.EN_CAMINO: "2B8CBE",
    Avance.EN_RIESGO: "C77700",
    Avance.ATRASADA: "9E2A00",
}
GRIS = "6B6B6B"


def congress_report(balance: Balance, plantilla: Path = PLANTILLA) -> bytes:
    """El documento entero. Lanza lo que lance Jinja si la plantilla usa un campo que no existe."""
    from docxtpl import DocxTemplate  # tarda en cargar y se usa una vez al año

    from dashboard.informes.pies import Pies

    document = DocxTemplate(plantilla)
    pies = Pies()
    document.render(annotate(fields(balance), balance, pies), autoescape=True)
    pies.write(document.docx)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def fields(b: Balance) -> dict[str, Any]:
    """Los campos de la plantilla; están descritos en docs/recetas/informe-al-congreso.md."""
    return {
        "plan": b.plan.ficha.nombre,
        "norma": b.plan.ficha.norma,
        "anio": str(b.anio),
        "periodo": period_words(b.periodo),
        "fecha": fmt.day(b.hoy),
        "marca": DEMOSTRACION if b.publico.demostracion else "",
        "frase": _sentence("En conjunto", b.resumen(b.metas)),
        "barra": _bar(b.resumen(b.metas)),
        "resumen": [*(_summary(f"{e.eje}. {e.nombre_corto}", b.resumen(b.metas_de(e))) for e in b.plan.ejes), _all(b)],
        "leyenda": f"{_legend()} · Método: {a.METODO_DICHO[b.metodo]}",
        "ejes": [_axis(b, e) for e in b.plan.ejes],
        "instituciones": [a.institution(b, p) for p in b.puntualidades],
        "recibidos": a.received(b),
        "observaciones": [a.remark(o) for o in b.observaciones],
        "sin_observaciones": "" if b.observaciones else f"No consta ninguna observación a los reportes de {b.periodo}.",
        "acuerdos": [a.agreement(x) for x in b.publico.acuerdos],
        "sin_acuerdos": "" if b.publico.acuerdos else "No consta ningún acuerdo ni recomendación registrados.",
        "presupuestos": [a.budget(b, p) for p in b.presupuestos],
        "sin_presupuesto": a.no_budget(b),
        "cambios": [a.change(b.anio, c) for c in b.cambios],
        "sin_cambios": a.no_changes(b),
        "pruebas": [a.proof(p) for p in b.pruebas],
        "sin_pruebas": a.no_proofs(b),
        "fuentes": a.sources(b),
    }


def _all(b: Balance) -> dict[str, str]:
    return _summary("Los cuatro ejes" if len(b.plan.ejes) == 4 else "Todos los ejes", b.resumen(b.metas))


def _summary(name: str, r: Resumen) -> dict[str, str]:
    counts = {e.name.lower(): str(n) for e, n in r.por_estado.items() if e != Avance.NO_EVALUABLE}
    low_high = interval_words(r).partition(" de metas cumplidas")[0]
    unknown = {"no_evaluable": str(r.no_evaluables), "sin_reporte": str(r.sin_reporte)}
    return {"nombre": name, "metas": str(r.total), "intervalo": low_high} | counts | unknown


def _sentence(who: str, r: Resumen) -> str:
    return f"{who}: {interval_words(r)}."


def _bar(r: Resumen) -> object:
    known = [Segmento(r.por_estado[e], e.value, color) for e, color in COLORES.items()]
    unknown = Segmento(r.no_evaluables, "no evaluables con reporte", GRIS)
    return bar([*known, unknown, Segmento(r.sin_reporte, "sin reporte", GRIS, "diagStripe")]) if r.total else ""


def _legend() -> str:
    said = " · ".join(f"{a.SIGNOS[e]} {e}" for e in COLORES)
    return f"{said} · {a.SIGNOS[Avance.NO_EVALUABLE]} no evaluable (gris pleno: con reporte; rayado: sin reporte)"


def _axis(b: Balance, eje: Eje) -> dict[str, Any]:
    metas = b.metas_de(eje)
    resumen = b.resumen(metas)
    whys = [f"{motivo}, {many(n, 'meta')}" for motivo, n in b.motivos(metas)]
    gaps = f"No se pueden evaluar: {'; '.join(whys)}." if whys else "Todas las metas del eje se pueden evaluar."
    return {
        "titulo": f"Eje {eje.eje}. {eje.nombre}",
        "objetivo": eje.objetivo,
        "frase": _sentence(f"Eje {eje.eje}", resumen),
        "barra": _bar(resumen),
        "vacios": gaps,
        "filas": list(_rows(b, metas)),
    }


def _rows(b: Balance, metas: tuple[Meta, ...]) -> Iterator[dict[str, str]]:
    accion = ""
    for meta in metas:
        if meta.accion != accion:
            accion = meta.accion
            who = ", ".join(short_name(r) for r in b.plan.responsables_de(accion))
            yield {"banda": f"Acción {accion}. {b.plan.accion(accion).nombre} ({who})"}
        yield _meta(b, meta)


def _meta(b: Balance, meta: Meta) -> dict[str, str]:
    estado, trayectoria = b.estado(meta), b.plan.trayectoria(meta.trayectoria)
    lacking = b.deudores(meta)
    return {
        "banda": "",
        "codigo": meta.meta_id,
        "lineas": f"Plan, l. {meta.lineas.replace(';', ', ')}",
        "mide": trayectoria.nombre,
        "pide": meta.valor_texto,
        "avance": a.said(estado),
        "porque": " ".join((estado.avance.texto, *estado.avisos)),
        "reporto": estado.reporto.estado.value,
        "faltan": f"Falta {fmt.listing(a.names(b, lacking))}." if lacking else "",
        "prueba": f"{estado.prueba.nivel} · {PRUEBAS[estado.prueba.nivel]}",
    }
