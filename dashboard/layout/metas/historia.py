"""La historia de una trayectoria: cada versión informada, sus observaciones y quién la aprobó."""

from dash import html

from dashboard import formatting as fmt
from dashboard.layout.metas.acuerdos import of_trajectory, status_words
from dashboard.metas.filters import institution_name, period_words
from dashboard.metas.reserva import is_reserved
from dashboard.metas.seleccion import Seleccion, many
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
    summary = html.Summary(f"{many(len(found), 'versión', 'versiones')} de reporte")
    return [html.H3("Historia"), _decision(seleccion, t), html.Details([summary, html.Ol(items, className="historia")])]


def _decision(seleccion: Seleccion, t: Trayectoria) -> html.P:
    indice = seleccion.seguimiento.indice
    i, base = indice.interpretacion(t.trayectoria), indice.base(t.trayectoria)
    said = [
        i.lectura and f"la cifra se lee {i.lectura.replace('_', ' ')}",
        i.conjunta and {"suma": "los reportes se suman", "comun": "los reportes dicen el mismo hecho"}[i.conjunta],
        i.universo and f"el porcentaje es de {i.universo}",
    ]
    told = [s for s in said if s]
    who = f"Decidió {i.decidido_por} el {fmt.day(i.fecha)}: {fmt.listing(told)}. " if told else ""
    start = f"Línea de base: {say(base.valor)} al {fmt.day(base.fecha)} ({base.fuente})." if base else ""
    nothing = "La comisión no ha registrado cómo leer esta trayectoria ni su línea de base."
    return html.P(f"{who}{start}" or nothing, className="motivos")


def _version(seleccion: Seleccion, r: Reporte, periodo: str) -> html.Li:
    head = f"{institution_name(seleccion.plan, r.institucion)} · {period_words(periodo)} · versión {r.version}"
    lines = [
        html.Span([html.Strong(head), f" · {r.estado.value}"]),
        html.Span(
            "; ".join(_told(seleccion.plan, r, v) for v in sorted(r.valores, key=lambda v: v.anio)) or "sin valores"
        ),
        html.Span(_dates(r)),
        *(html.Span(f"Observación del {fmt.day(lima_day(o.fecha))}: {o.texto}") for o in r.observaciones),
        *([html.Span(f"Comentario: {r.comentario}")] if r.comentario else []),
        *map(_evidence, r.evidencias),
    ]
    return html.Li(lines)


def _told(plan: Plan, r: Reporte, v: Valor) -> str:
    if is_reserved(plan, r, v):
        return f"{v.anio}: {RESERVADO}"
    parts = []
    if v.numero is not None:
        parts.append(say(v.numero) + (f" de {say(v.denominador)}" if v.denominador is not None else ""))
    parts += [f"«{v.hito}»"] if v.hito else []
    note = f" ({v.nota})" if v.nota else ""
    return f"{v.anio}: {', '.join(parts) or 'sin cifra'}{note}"


def _dates(r: Reporte) -> str:
    sent = f"Enviado el {fmt.day(lima_day(r.enviado_en))}" if r.enviado_en else "Sin enviar"
    if not r.resuelto_en:
        return f"{sent}."
    done = "aprobado" if r.estado in (EstadoReporte.APROBADO, EstadoReporte.CERRADO) else "resuelto"
    return f"{sent}; {done} el {fmt.day(lima_day(r.resuelto_en))}" + (f" por {r.resuelto_por}." * bool(r.resuelto_por))


def _evidence(e: Evidencia) -> html.Span:
    title = html.A(e.titulo, href=e.enlace, rel="noopener noreferrer nofollow") if _is_web(e) else e.titulo
    mark = f" · SHA-256 {e.sha256[:12]}…" if e.sha256 else ""
    return html.Span(["Evidencia: ", title, f" ({PRUEBAS[e.nivel]}){mark}"])


def _is_web(e: Evidencia) -> bool:
    return e.enlace.startswith(("https://", "http://"))


def pending_agreements(seleccion: Seleccion, t: Trayectoria) -> list:
    """Los acuerdos que nombran metas de la trayectoria."""
    found = of_trajectory(seleccion, t.trayectoria)
    if not found:
        return []
    hoy = seleccion.seguimiento.hoy
    items = [html.Li([html.Strong(status_words(a, hoy)), f" · {a.texto} ({a.responsable}, {a.sesion})"]) for a in found]
    return [html.H3("Acuerdos y recomendaciones"), html.Ul(items)]
