"""«Quién responde»: cuánto tiene a su cargo cada institución, o todo lo de una."""

from dash import dcc, html

from dashboard.layout.metas_matriz import matrix
from dashboard.layout.metas_resumen import bar
from dashboard.metas_filters import PREDETERMINADOS, href, period_words, short_name
from dashboard.metas_seleccion import Cargo, Seleccion, cargos, many
from dashboard.plan_entidades import Responsable

REPETIDAS = (
    "Una acción suele tener varios responsables y sus metas cuentan para cada uno: las columnas no se suman. "
    "El Plan no reparte las metas dentro de una acción."
)


def responsables(seleccion: Seleccion) -> html.Div:
    """La ficha de la institución elegida con sus metas; sin elección, todas."""
    if seleccion.filtros.responsable:
        return _one(seleccion, cargos(seleccion))
    return _all(seleccion, cargos(seleccion))


def _all(seleccion: Seleccion, rows: tuple[Cargo, ...]) -> html.Div:
    plan = seleccion.plan
    periodos = [p.periodo for p in plan.periodos]
    ejes = [e.eje for e in plan.ejes]
    top = max(c.acciones for c in rows)
    head = ["Institución", "Ámbito", "Acciones", "Metas", *map(period_words, periodos), *(f"Eje {e}" for e in ejes)]
    body = [_row(seleccion, c, top, periodos, ejes) for c in rows]
    caption = f"Acciones y metas a cargo de {many(len(rows), 'responsable')}"
    table = html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            html.Thead(html.Tr([html.Th(text, scope="col") for text in head])),
            html.Tbody(body),
        ],
        className="cargos",
    )
    return html.Div([html.P(REPETIDAS, className="motivos"), table])


def _row(seleccion: Seleccion, cargo: Cargo, top: int, periodos: list[str], ejes: list[str]) -> html.Tr:
    r = cargo.responsable
    link = dcc.Link(
        [html.Strong(short_name(r)), html.Span(r.nombre)], href=href(seleccion.filtros.con(responsable=r.responsable))
    )
    gauge = html.Span(className="barra-largo", style={"width": f"{cargo.acciones / top:.1%}"})
    track = html.Span(gauge, className="barra-pista", **{"aria-hidden": "true"})
    counts = [*(cargo.por_periodo.get(p, 0) for p in periodos), *(cargo.por_eje.get(e, 0) for e in ejes)]
    return html.Tr(
        [
            html.Th(link, scope="row"),
            html.Td(r.ambito),
            html.Td(html.Span([html.Strong(str(cargo.acciones)), track], className="cargo-acciones")),
            html.Td(html.Strong(str(cargo.metas)), className="numero"),
            *(html.Td(str(n), className="numero" if n else "numero nada") for n in counts),
        ]
    )


def _one(seleccion: Seleccion, rows: tuple[Cargo, ...]) -> html.Div:
    sigla = seleccion.filtros.responsable
    cargo = next(c for c in rows if c.responsable.responsable == sigla)
    back = dcc.Link("← Ver todas las instituciones", href=href(seleccion.filtros.con(responsable="")))
    return html.Div([back, _sheet(seleccion, cargo), matrix(seleccion)])


def _sheet(seleccion: Seleccion, cargo: Cargo) -> html.Section:
    r = cargo.responsable
    total = f"{many(cargo.acciones, 'acción', 'acciones')}, {many(cargo.metas, 'meta')}"
    return html.Section(
        [
            html.H2(f"De qué responde {short_name(r)}"),
            html.P([html.Strong(r.nombre), f" · ámbito {r.ambito} · {_membership(r)}"]),
            html.P([html.Strong(total), " a su cargo en la selección. ", r.nota]),
            html.Div([_bars(seleccion, cargo, "periodo"), _bars(seleccion, cargo, "eje")], className="cargo-barras"),
        ],
        className="cargo-ficha",
    )


def _membership(r: Responsable) -> str:
    return "miembro de la CMNP TP-TIM" if r.miembro_cmnp else "no figura entre los miembros de la CMNP TP-TIM"


def _bars(seleccion: Seleccion, cargo: Cargo, campo: str) -> html.Section:
    plan = seleccion.plan
    labels = {
        "periodo": {p.periodo: period_words(p.periodo) for p in plan.periodos},
        "eje": {e.eje: f"{e.eje}. {e.nombre_corto}" for e in plan.ejes},
    }[campo]
    counts = {"periodo": cargo.por_periodo, "eje": cargo.por_eje}[campo]
    chosen = getattr(seleccion.filtros, campo)
    top = max(counts.values())
    rows = []
    for value, label in labels.items():
        if value in counts:
            link = href(seleccion.filtros.con(**{campo: PREDETERMINADOS.eje if value == chosen else value}))
            rows.append(bar(label, counts[value], top, link, value == chosen))
    return html.Section([html.H3(f"Metas por {campo}"), html.Ol(rows, className="barras")])
