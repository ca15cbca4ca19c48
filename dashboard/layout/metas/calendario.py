"""El calendario del sistema de monitoreo y evaluación: qué tocaba cada año y qué consta de ello."""

from collections import defaultdict

from dash import html

from dashboard import formatting as fmt
from dashboard.idioma import N_, _
from dashboard.metas.seleccion import Seleccion, lines_words
from dashboard.plan.entidades import Actividad
from dashboard.plan.estado import Reporto

ASUNTOS = {
    "acciones": N_("Acciones y sus metas"),
    "articulacion": N_("Articulación interinstitucional"),
    "presupuesto": N_("Gestión presupuestal"),
    "objetivos": N_("Objetivos y sus indicadores"),
    "evaluacion": N_("Evaluación externa"),
    "informe": N_("Informe anual"),
}
LECTURA = N_(
    "Qué pide el Plan (7.3.2) y hasta cuándo. El Plan no da días: cada plazo se leyó como dice su nota. De la "
    "articulación, los objetivos, las evaluaciones y los informes este tablero no guarda constancia."
)


def calendar(seleccion: Seleccion) -> html.Div:
    """Asuntos en filas, años en columnas; cada plazo con lo que consta."""
    plan = seleccion.plan
    anios = sorted({a.anio for a in plan.calendario})
    cells: dict[tuple[str, int], list[Actividad]] = defaultdict(list)
    for a in plan.calendario:
        cells[a.asunto, a.anio].append(a)
    told = _told(seleccion)
    head = html.Tr([html.Th(t, scope="col") for t in (_("Qué se sigue"), *map(str, anios))])
    body = [
        html.Tr([_name(cells, asunto, anios), *(_cell(seleccion, cells[asunto, y], y, told) for y in anios)])
        for asunto in ASUNTOS
    ]
    table = html.Table(
        [
            html.Caption(_("Calendario de monitoreo y evaluación"), className="visually-hidden"),
            html.Thead(head),
            html.Tbody(body),
        ],
        className="seguidos calendario",
    )
    return html.Div([html.P(_(LECTURA), className="motivos"), table, _notes(plan.calendario)])


def _name(cells: dict, asunto: str, anios: list[int]) -> html.Th:
    often = next(a.frecuencia for y in anios for a in cells[asunto, y])
    label = _(often) if asunto != "evaluacion" else _("Una intermedia y otra final")
    return html.Th([html.Strong(_(ASUNTOS[asunto])), html.Span(label, className="seguidos-origen")], scope="row")


def _cell(seleccion: Seleccion, rows: list[Actividad], anio: int, told: dict) -> html.Td:
    label = {"data-columna": str(anio)}
    if not rows:
        return html.Td(_("no corresponde"), className="no-corresponde", **label)
    said = told.get((rows[-1].asunto, anio), "")  # lo que consta es de todo el año: va con su último plazo
    whens = [_when(a, seleccion) for a in rows]
    lines = [*map(html.Span, whens[:-1]), html.Span([whens[-1], html.Span(said)])]
    return html.Td(lines, className="plazos", **label)


def _when(actividad: Actividad, seleccion: Seleccion) -> html.B:
    day = fmt.day_of_year(actividad.plazo)
    return html.B(day if actividad.plazo >= seleccion.seguimiento.hoy else _("venció el {dia}", dia=day))


def _told(seleccion: Seleccion) -> dict[tuple[str, int], str]:
    """Qué consta de lo que el tablero sí guarda: las entregas de metas y los presupuestos."""
    found = {}
    siglas = {s.responsable for m in seleccion.metas for s in seleccion.plan.responsables_de(m.accion)}
    entregas = [e for m in seleccion.metas for e in seleccion.estado(m).reporto.entregas]
    for anio in {a.anio for a in seleccion.plan.calendario}:
        own = [e for e in entregas if e.anio == anio]
        done = sum(e.fecha is not None for e in own)
        late = sum(e.estado == Reporto.TARDE for e in own)
        if own:
            counts = {"done": f"{done:,}", "own": f"{len(own):,}", "late": f"{late:,}"}
            found["acciones", anio] = (
                _("constan {done} de {own} entregas, {late} tarde", **counts)
                if late
                else _("constan {done} de {own} entregas", **counts)
            )
        told = {p.institucion for p in seleccion.seguimiento.avances.presupuestos if p.anio == anio}
        found["presupuesto", anio] = _(
            "informaron {n} de {total} instituciones", n=len(told & siglas), total=len(siglas)
        )
    return found


def _notes(calendario: tuple[Actividad, ...]) -> html.Details:
    by_note: dict[tuple[str, str], str] = {}
    for a in calendario:
        if a.nota:
            by_note.setdefault((a.asunto, a.nota), a.lineas)
    items = [
        html.Li(
            _(
                "{asunto}: {nota} ({lineas} del texto)",
                asunto=_(ASUNTOS[asunto]),
                nota=nota,
                lineas=lines_words(lineas),
            )
        )
        for (asunto, nota), lineas in by_note.items()
    ]
    return html.Details([html.Summary(_("Cómo se leyó cada plazo")), html.Ul(items)], className="motivos")
