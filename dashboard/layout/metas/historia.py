"""La historia de una trayectoria: cada versión informada, sus observaciones y quién la aprobó."""

from dash import html

from dashboard import formatting as fmt
from dashboard.idioma import _, ngettext
from dashboard.layout.metas.acuerdos import of_trajectory, status_words
from dashboard.metas.filters import institution_name, period_words
from dashboard.metas.reserva import is_reserved
from dashboard.metas.seleccion import Seleccion
from dashboard.plan import Plan
from dashboard.plan.entidades import Trayectoria
from dashboard.plan.estado.conjunto import say
from dashboard.plan.estado.indice import lima_day
from dashboard.plan.estado.valores import PRUEBAS
from dashboard.plan.reportes import EstadoReporte, Evidencia, Reporte, Valor
from dashboard.privacy import RESERVADO


def history(seleccion: Seleccion, t: Trayectoria) -> list:
    """Los reportes visibles de sus metas, del último al primero; nada si no hay ninguno."""
    avances = seleccion.seguimiento.avances
    periodo = {m.meta_id: m.periodo for m in seleccion.plan.metas if m.trayectoria == t.trayectoria}
    found = [r for r in avances.reportes if r.meta_id in periodo]
    if not found:
        return []
    found.sort(key=lambda r: (periodo[r.meta_id], r.institucion, r.version), reverse=True)
    items = [_version(seleccion, r, periodo[r.meta_id]) for r in found]
    summary = html.Summary(ngettext("{n} versión de reporte", "{n} versiones de reporte", len(found)))
    return [
        html.H3(_("Historia")),
        _decision(seleccion, t),
        html.Details([summary, html.Ol(items, className="historia")]),
    ]


def _decision(seleccion: Seleccion, t: Trayectoria) -> html.P:
    indice = seleccion.seguimiento.indice
    i, base = indice.interpretacion(t.trayectoria), indice.base(t.trayectoria)
    said = [
        i.lectura and _("la cifra se lee {lectura}", lectura=i.lectura.replace("_", " ")),
        i.conjunta
        and {"suma": _("los reportes se suman"), "comun": _("los reportes dicen el mismo hecho")}[i.conjunta],
        i.universo and _("el porcentaje es de {universo}", universo=i.universo),
    ]
    told = [s for s in said if s]
    who = (
        _(
            "Decidió {decidido_por} el {fecha}: {told}.",
            decidido_por=i.decidido_por,
            fecha=fmt.day(i.fecha),
            told=fmt.listing(told),
        )
        if told
        else ""
    )
    start = (
        _(
            "Línea de base: {say} al {fecha} ({fuente}).",
            say=say(base.valor),
            fecha=fmt.day(base.fecha),
            fuente=base.fuente,
        )
        if base
        else ""
    )
    nothing = _("La comisión no ha registrado cómo leer esta trayectoria ni su línea de base.")
    return html.P(" ".join(filter(None, [who, start])) or nothing, className="motivos")


def _version(seleccion: Seleccion, r: Reporte, periodo: str) -> html.Li:
    head = _(
        "{institucion} · {periodo} · versión {version}",
        institucion=institution_name(seleccion.plan, r.institucion),
        periodo=period_words(periodo),
        version=r.version,
    )
    lines = [
        html.Span([html.Strong(head), f" · {_(r.estado.value)}"]),
        html.Span(
            "; ".join(_told(seleccion.plan, r, v) for v in sorted(r.valores, key=lambda v: v.anio)) or _("sin valores")
        ),
        html.Span(_dates(r)),
        *(
            html.Span(_("Observación del {dia}: {observacion}", dia=fmt.day(lima_day(o.fecha)), observacion=o.texto))
            for o in r.observaciones
        ),
        *([html.Span(_("Comentario: {comentario}", comentario=r.comentario))] if r.comentario else []),
        *map(_evidence, r.evidencias),
    ]
    return html.Li(lines)


def _told(plan: Plan, r: Reporte, v: Valor) -> str:
    if is_reserved(plan, r, v):
        return f"{v.anio}: {_(RESERVADO)}"
    parts = []
    if v.numero is not None:
        whole = v.denominador is not None
        parts.append(_("{n} de {total}", n=say(v.numero), total=say(v.denominador)) if whole else say(v.numero))
    parts += [f"«{v.hito}»"] if v.hito else []
    note = f" ({v.nota})" if v.nota else ""
    return f"{v.anio}: {', '.join(parts) or _('sin cifra')}{note}"


def _dates(r: Reporte) -> str:
    if not r.enviado_en:
        return _("Sin enviar.")
    names = {"enviado": fmt.day(lima_day(r.enviado_en)), "quien": r.resuelto_por}
    if not r.resuelto_en:
        return _("Enviado el {enviado}.", **names)
    names["resuelto"] = fmt.day(lima_day(r.resuelto_en))
    if r.estado in (EstadoReporte.APROBADO, EstadoReporte.CERRADO):
        said = _("Enviado el {enviado}; aprobado el {resuelto}", **names)
    else:
        said = _("Enviado el {enviado}; resuelto el {resuelto}", **names)
    return _("{dicho} por {quien}.", dicho=said, quien=r.resuelto_por) if r.resuelto_por else f"{said}."


def _evidence(e: Evidencia) -> html.Span:
    title = html.A(e.titulo, href=e.enlace, rel="noopener noreferrer nofollow") if _is_web(e) else e.titulo
    mark = f" · SHA-256 {e.sha256[:12]}…" if e.sha256 else ""
    return html.Span([f"{_('Evidencia:')} ", title, f" ({_(PRUEBAS[e.nivel])}){mark}"])


def _is_web(e: Evidencia) -> bool:
    return e.enlace.startswith(("https://", "http://"))


def pending_agreements(seleccion: Seleccion, t: Trayectoria) -> list:
    """Los acuerdos que nombran metas de la trayectoria."""
    found = of_trajectory(seleccion, t.trayectoria)
    if not found:
        return []
    hoy = seleccion.seguimiento.hoy
    items = [html.Li([html.Strong(status_words(a, hoy)), f" · {a.texto} ({a.responsable}, {a.sesion})"]) for a in found]
    return [html.H3(_("Acuerdos y recomendaciones")), html.Ul(items)]
