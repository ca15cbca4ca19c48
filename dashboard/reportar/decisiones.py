"""Lo que decide la comisión y anota la Secretaría: cómo se lee una trayectoria y de dónde parte."""

from datetime import date

from flask import Blueprint, Response, flash, redirect, request, url_for

from dashboard.avances.errores import ContenidoInvalido, Rechazo
from dashboard.avances.personas import Rol
from dashboard.plan.reportes import Interpretacion, LineaBase
from dashboard.reportar.pagina import page
from dashboard.reportar.sesion import almacen, me, only
from dashboard.sources.numeros import number

LECTURAS = {"": "sin decidir", "acumulada": "acumulada: cada año suma a los anteriores", "por_periodo": "por periodo"}
CONJUNTAS = {
    "": "sin decidir",
    "suma": "suma: cada responsable informa su parte",
    "comun": "común: todos informan lo mismo",
}


def add_to(pages: Blueprint) -> None:
    """Agrega las páginas de decisiones."""
    pages.add_url_rule("/secretaria/decisiones", "decisiones", listing)
    pages.add_url_rule("/secretaria/decisiones/lectura", "lectura", reading, methods=["POST"])
    pages.add_url_rule("/secretaria/decisiones/base", "base", baseline, methods=["POST"])


def listing() -> Response:
    """Las trayectorias que el Plan deja por decidir, y lo ya decidido."""
    return _page()


def reading() -> Response:
    """Anota cómo se lee una trayectoria."""
    only(Rol.SECRETARIA)
    form = request.form
    return _record(
        lambda: almacen().decide_reading(
            me().usuario,
            Interpretacion(
                trayectoria=form.get("trayectoria", ""),
                lectura=form.get("lectura") or None,
                conjunta=form.get("conjunta") or None,
                decidido_por=form.get("decidido_por", "").strip(),
                fecha=_day(form.get("fecha", "")),
                sustento=form.get("sustento", "").strip(),
                universo=form.get("universo", "").strip(),
            ),
        )
    )


def baseline() -> Response:
    """Anota de dónde parte una trayectoria."""
    only(Rol.SECRETARIA)
    form = request.form
    return _record(
        lambda: almacen().record_baseline(
            me().usuario,
            LineaBase(
                trayectoria=form.get("trayectoria", ""),
                valor=_number(form.get("valor", "")),
                fecha=_day(form.get("fecha", "")),
                fuente=form.get("fuente", "").strip(),
            ),
        )
    )


def _record(act) -> Response:
    try:
        act()
    except Rechazo as error:
        return _page(str(error), 422)
    flash(f"Se anotó lo decidido sobre {request.form.get('trayectoria', '')}.")
    return redirect(url_for("reportar.decisiones"))


def _page(falta: str = "", codigo: int = 200) -> Response:
    only(Rol.SECRETARIA)
    plan, seen = almacen().plan, almacen().public()
    return page(
        "decisiones",
        codigo,
        plan=plan,
        dudosas=[t for t in plan.trayectorias if t.lectura == "ambiguo"],
        lecturas=LECTURAS,
        conjuntas=CONJUNTAS,
        decididas={i.trayectoria: i for i in seen.interpretaciones},
        bases={b.trayectoria: b for b in seen.lineas_base},
        falta=falta,
        escrito=request.form,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ContenidoInvalido("Escriba la fecha: año, mes y día.") from None


def _number(text: str) -> float:
    value = number(text) if text.strip() else None
    if value is None:
        raise ContenidoInvalido(f"«{text[:40]}» no es un número. Escriba por ejemplo 1,234 o 12.5.")
    return value
