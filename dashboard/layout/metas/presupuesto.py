"""Lo que cada institución informó haber destinado y gastado, por año; donde no informó, se dice."""

from dash import html

from dashboard import formatting as fmt
from dashboard.idioma import N_, _
from dashboard.metas.csv import SIN_REPORTE
from dashboard.metas.filters import institution_name
from dashboard.metas.seleccion import Seleccion, cargos
from dashboard.plan import Plan
from dashboard.plan.estado import Reporto
from dashboard.plan.reportes import Presupuesto

NADA = N_(
    "Ninguna institución ha informado su presupuesto. El Plan no publica montos: se financia con el presupuesto "
    "institucional de cada pliego (7.2) y pide seguirlo cada semestre y cada año (7.3.2)."
)
SUMA = N_(
    "En soles, como lo informó cada institución. No se suma el total de un año mientras falten instituciones, "
    "ni se compara con otras fuentes."
)


def budget(seleccion: Seleccion) -> html.Div:
    """Instituciones en filas, años en columnas."""
    known = {(p.institucion, p.anio): p for p in seleccion.seguimiento.avances.presupuestos}
    responsables = [c.responsable.responsable for c in cargos(seleccion)]
    rows = _with_parts(responsables, {sigla for sigla, _ in known})
    if not any(sigla in rows for sigla, _ in known):
        return html.Div(html.P(_(NADA)), className="vacio")
    due = {a.anio: a.plazo for a in seleccion.plan.calendario if a.asunto == "presupuesto"}  # el último del año
    hoy = seleccion.seguimiento.hoy
    anios = range(seleccion.plan.ficha.inicio, seleccion.plan.ficha.fin + 1)
    head = html.Tr([html.Th(t, scope="col") for t in (_("Institución"), *map(str, anios))])
    body = [
        html.Tr([_name(seleccion.plan, r), *(_cell(a, known.get((r, a)), hoy <= due[a]) for a in anios)]) for r in rows
    ]
    table = html.Table(
        [
            html.Caption(_("Presupuesto informado por institución y año, en soles"), className="visually-hidden"),
            html.Thead(head),
            html.Tbody(body),
        ],
        className="seguidos presupuesto",
    )
    told = sum((r, a) in known for r in responsables for a in anios)
    count = _(
        "Informado: {told} de {total} casillas de institución del Plan y año.",
        told=told,
        total=len(responsables) * len(anios),
    )
    return html.Div([html.P(f"{count} {_(SUMA)}", className="motivos"), table])


def _with_parts(responsables: list[str], reporting: set[str]) -> list[str]:
    """Cada responsable y, tras él, los gobiernos que informaron su parte (GORE-17)."""
    return [s for r in responsables for s in (r, *sorted(p for p in reporting if p.startswith(f"{r}-")))]


def _name(plan: Plan, codigo: str) -> html.Th:
    full = next((r.nombre for r in plan.responsables if r.responsable == codigo), "")
    name = institution_name(plan, codigo)
    return html.Th([html.Strong(name), html.Span(full, className="seguidos-origen")], scope="row")


def _cell(anio: int, p: Presupuesto | None, pending: bool) -> html.Td:
    label = {"data-columna": str(anio)}
    if p is None:
        said = Reporto.AUN_NO.value if pending else SIN_REPORTE
        return html.Td(html.Span(_(said), className="pildora pildora-sin-reporte"), **label)
    lines = [html.Span([_(name), " ", html.B(_soles(value))]) for name, value in _amounts(p)]
    spent = [html.Span(_share(p))] if p.asignado and p.ejecutado is not None else []
    return html.Td([*lines, *spent], title=p.fuente, className="montos", **label)


def _amounts(p: Presupuesto) -> tuple[tuple[str, float | None], ...]:
    return (N_("asignado"), p.asignado), (N_("ejecutado"), p.ejecutado)


def _soles(value: float | None) -> str:
    return _("sin dato") if value is None else f"S/ {fmt.number(value)}"


def _share(p: Presupuesto) -> str:
    return _("{parte} de lo asignado", parte=fmt.percent(100 * p.ejecutado / p.asignado))
