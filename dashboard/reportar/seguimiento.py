"""Lo que acompaña a los avances: acuerdos, que anota la Secretaría Técnica, y presupuesto de cada institución."""

from datetime import UTC, date, datetime

from flask import Blueprint, Response, flash, redirect, request, url_for

from dashboard.avances.decisiones import ESTADOS_ACUERDO
from dashboard.avances.errores import ContenidoInvalido, Rechazo
from dashboard.avances.personas import Rol
from dashboard.plan.reportes import Acuerdo, Presupuesto
from dashboard.reportar.pagina import page
from dashboard.reportar.sesion import almacen, me, only
from dashboard.sources.numeros import number


def add_to(pages: Blueprint) -> None:
    """Agrega las páginas de acuerdos y de presupuesto."""
    pages.add_url_rule("/secretaria/acuerdos", "acuerdos", agreements)
    pages.add_url_rule("/secretaria/acuerdos", "anotar_acuerdo", record_agreement, methods=["POST"])
    pages.add_url_rule("/presupuesto", "presupuesto", budget)
    pages.add_url_rule("/presupuesto", "anotar_presupuesto", record_budget, methods=["POST"])


def agreements() -> Response:
    """Los acuerdos con su seguimiento; `?acuerdo=` abre uno para cambiarlo."""
    return _agreements(request.args.get("acuerdo", ""))


def record_agreement() -> Response:
    """Anota un acuerdo o su seguimiento; lo anterior queda en el libro."""
    only(Rol.SECRETARIA)
    form = {k: v.strip() for k, v in request.form.items()}
    try:
        due = _day(form["vence"]) if form.get("vence") else None
        texts = (form.get("acuerdo_id", ""), form.get("texto", ""), form.get("responsable", ""), due)
        more = (form.get("meta_id", ""), form.get("sesion", ""), me().usuario, datetime.now(UTC))
        one = Acuerdo(*texts, *more, form.get("estado", ""), form.get("seguimiento", ""))
        almacen().record_agreements(me().usuario, [one])
    except Rechazo as error:
        return _agreements(escrito=form, falta=str(error), codigo=422)
    flash(f"Se anotó el acuerdo {one.acuerdo_id}.")
    return redirect(url_for("reportar.acuerdos"))


def budget() -> Response:
    """Lo destinado y gastado por la institución, año por año."""
    return _budget()


def record_budget() -> Response:
    """Anota cada año que cambió; si una cifra no se entiende, no anota ninguna."""
    only(Rol.INFORMANTE)
    try:
        rows = [row for anio in _years() if (row := _budget_of(anio))]
        for row in rows:
            almacen().record_budget(me().usuario, row)
    except Rechazo as error:
        return _budget(request.form, str(error), 422)
    flash("Se anotó el presupuesto." if rows else "No había nada nuevo que anotar.")
    return redirect(url_for("reportar.presupuesto"))


def _agreements(abierto: str = "", escrito: dict | None = None, falta: str = "", codigo: int = 200) -> Response:
    only(Rol.SECRETARIA)
    plan, known = almacen().plan, almacen().public().acuerdos
    found = next((vars(a) for a in known if a.acuerdo_id == abierto), {})
    return page(
        "acuerdos", codigo, acuerdos=known, escrito=escrito or found, falta=falta, plan=plan, estados=ESTADOS_ACUERDO
    )


def _budget(escrito=None, falta: str = "", codigo: int = 200) -> Response:
    only(Rol.INFORMANTE)
    return page(
        "presupuesto", codigo, anios=_years(), vigentes=_known(), escrito=escrito or {}, falta=falta,
        institucion=almacen().instituciones[me().institucion],
    )  # fmt: skip


def _budget_of(anio: int) -> Presupuesto | None:
    """Lo escrito de un año, o None si dice lo mismo que lo anotado."""
    form = request.form
    amounts = [_amount(form.get(f"{anio}|{name}", ""), anio) for name in ("asignado", "ejecutado")]
    row = Presupuesto(me().institucion, anio, *amounts, form.get(f"{anio}|fuente", "").strip())
    empty = Presupuesto(me().institucion, anio, None, None)
    return None if row == _known().get(anio, empty) else row


def _known() -> dict[int, Presupuesto]:
    return {p.anio: p for p in almacen().public().presupuestos if p.institucion == me().institucion}


def _years() -> tuple[int, ...]:
    return tuple(anio for p in almacen().plan.periodos for anio in range(p.inicio, p.fin + 1))


def _amount(text: str, anio: int) -> float | None:
    value = number(text) if text.strip() else None
    if value is None and text.strip():
        raise ContenidoInvalido(f"Año {anio}: «{text[:40]}» no es un número. Escriba los soles así: 1,250,000.00.")
    return value


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ContenidoInvalido("Escriba la fecha en que vence: año, mes y día, o déjela vacía.") from None
