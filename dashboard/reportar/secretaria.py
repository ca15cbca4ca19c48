"""Las páginas de la Secretaría Técnica: lo que espera revisión, un reporte junto al anterior, y cerrar un periodo."""

from flask import Blueprint, Response, flash, redirect, request, url_for

from dashboard.avances.errores import ContenidoInvalido
from dashboard.avances.personas import Rol
from dashboard.metas.filters import METODOS
from dashboard.plan.reportes import EstadoReporte, Reporte
from dashboard.reportar.comparar import previous, rows
from dashboard.reportar.pagina import page
from dashboard.reportar.sesion import almacen, me, only

POR_REVISAR = (EstadoReporte.ENVIADO, EstadoReporte.SUBSANADO)


def add_to(pages: Blueprint) -> None:
    """Agrega las páginas de revisión."""
    pages.add_url_rule("/secretaria", "bandeja", inbox)
    pages.add_url_rule("/secretaria/reportes/<int:reporte>", "revisar", review)
    pages.add_url_rule("/secretaria/reportes/<int:reporte>/observar", "observar", observe, methods=["POST"])
    pages.add_url_rule("/secretaria/reportes/<int:reporte>/aprobar", "aprobar", approve, methods=["POST"])
    pages.add_url_rule("/secretaria/cerrar", "cerrar", close, methods=["POST"])


def inbox() -> Response:
    """Lo que espera a la Secretaría, lo que espera a las instituciones y los periodos."""
    only(Rol.SECRETARIA)
    seen = almacen().all_for(me().usuario)
    current = latest(seen.reportes)
    waiting = sorted((r for r in seen.reportes if _waits(r, seen.reportes)), key=lambda r: r.enviado_en)
    observed = [r for r in current if r.estado is EstadoReporte.OBSERVADO]
    queue = {"esperan": waiting, "observados": observed, "avances": seen, "metodos": METODOS}
    return page("bandeja", plan=almacen().plan, cabeza=almacen().head(), **queue)


def review(reporte: int) -> Response:
    """Un reporte con su versión anterior al lado y lo que cambió."""
    return _review(reporte)


def observe(reporte: int) -> Response:
    """Lo devuelve con una observación."""
    only(Rol.SECRETARIA)
    text = request.form.get("texto", "")
    try:
        almacen().observe(me().usuario, reporte, text)
    except ContenidoInvalido as error:
        return _review(reporte, falta=str(error), texto=text, codigo=422)
    flash(f"El reporte {reporte} se devolvió con su observación.")
    return redirect(url_for("reportar.bandeja"))


def approve(reporte: int) -> Response:
    """Lo aprueba, con las evidencias que se comprobaron."""
    only(Rol.SECRETARIA)
    checked = [int(n) for n in request.form.getlist("verificada") if n.isdigit()]
    almacen().approve(me().usuario, reporte, checked)
    flash(f"El reporte {reporte} se aprobó y ya se ve en la pestaña Metas.")
    return redirect(url_for("reportar.bandeja"))


def close() -> Response:
    """Cierra un periodo, si se marcó que se entiende que no tiene vuelta."""
    only(Rol.SECRETARIA)
    periodo = request.form.get("periodo", "")
    if not request.form.get("entiendo"):
        raise ContenidoInvalido("Marque que entiende que un periodo cerrado no se vuelve a abrir.")
    almacen().close_period(me().usuario, periodo)
    flash(f"El periodo {periodo} se cerró. Anote la cabeza del libro en el acta: {almacen().head()}")
    return redirect(url_for("reportar.bandeja"))


def latest(reportes: tuple[Reporte, ...]) -> tuple[Reporte, ...]:
    """La última versión enviada de cada institución y meta."""
    found = {(r.institucion, r.meta_id): r for r in sorted(reportes, key=lambda r: r.version)}
    return tuple(found.values())


def _waits(reporte: Reporte, todos: tuple[Reporte, ...]) -> bool:
    """Si espera revisión: una versión anterior a la aprobada ya no."""
    later = (
        r.version > reporte.version and r.resuelto_en and r.estado is not EstadoReporte.OBSERVADO
        for r in todos
        if (r.institucion, r.meta_id) == (reporte.institucion, reporte.meta_id)
    )
    return reporte.estado in POR_REVISAR and not any(later)


def _review(reporte: int, codigo: int = 200, **extra) -> Response:
    only(Rol.SECRETARIA)
    found, plan = almacen().report(me().usuario, reporte), almacen().plan
    seen = almacen().all_for(me().usuario)
    before, meta = previous(found, seen.reportes), plan.meta(found.meta_id)
    values = {"falta": "", "texto": ""} | extra
    return page(
        "revisar",
        codigo,
        reporte=found,
        antes=before,
        filas=rows(before, found),
        meta=meta,
        trayectoria=plan.trayectoria(meta.trayectoria),
        accion=plan.accion(meta.accion),
        institucion=almacen().instituciones[found.institucion],
        abierto=found.estado in POR_REVISAR and meta.periodo not in seen.periodos_cerrados,
        **values,
    )
