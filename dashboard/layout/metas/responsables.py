"""«Quién debe qué»: de cuánto responde cada institución y cuánto ha informado, o todo lo de una."""

from dash import dcc, html

from dashboard.idioma import N_, _, ngettext
from dashboard.layout.metas.matriz import matrix
from dashboard.layout.metas.puntualidad import deliveries, on_time_words, owed, puntualidades
from dashboard.layout.metas.resumen import bar
from dashboard.metas.filters import PREDETERMINADOS, href, period_words, short_name
from dashboard.metas.seleccion import Cargo, Seleccion, cargos
from dashboard.plan.entidades import Responsable

REPETIDAS = N_(
    "Una acción suele tener varios responsables y sus metas cuentan para cada uno: las columnas no se suman. "
    "El Plan no reparte las metas dentro de una acción. Se debe una entrega por meta y año; «sin constar» es que no "
    "hay reporte visible después del plazo."
)


def responsables(seleccion: Seleccion) -> html.Div:
    """La ficha de la institución elegida con sus metas; sin elección, todas."""
    if seleccion.filtros.responsable:
        return _one(seleccion, cargos(seleccion))
    return _all(seleccion, cargos(seleccion))


def _all(seleccion: Seleccion, rows: tuple[Cargo, ...]) -> html.Div:
    top = max(c.acciones for c in rows)
    told = puntualidades(seleccion)
    cells = [_cells(seleccion, c, top) | deliveries(told[c.responsable.responsable]) for c in rows]
    body = [html.Tr([_name(seleccion, c), *named.values()]) for c, named in zip(rows, cells, strict=True)]
    head = html.Tr([html.Th(text, scope="col") for text in (_("Institución"), *cells[0])])
    caption = html.Caption(
        ngettext(
            "Acciones y metas a cargo de {n} responsable", "Acciones y metas a cargo de {n} responsables", len(rows)
        ),
        className="visually-hidden",
    )
    table = html.Table([caption, html.Thead(head), html.Tbody(body)], className="cargos")
    return html.Div([html.P(_(REPETIDAS), className="motivos"), table])


def _name(seleccion: Seleccion, cargo: Cargo) -> html.Th:
    r = cargo.responsable
    there = href(seleccion.filtros.con(responsable=r.responsable))
    return html.Th(dcc.Link([html.Strong(short_name(r)), html.Span(r.nombre)], href=there), scope="row")


def _cells(seleccion: Seleccion, cargo: Cargo, top: int) -> dict[str, html.Td]:
    """Encabezado → celda; en pantallas angostas cada celda lleva su encabezado al lado."""
    plan = seleccion.plan
    numbers = {_("Metas"): cargo.metas}
    numbers |= {_("Eje {eje}", eje=e.eje): cargo.por_eje.get(e.eje, 0) for e in plan.ejes}
    cells = {
        _("Ámbito"): html.Td(_(cargo.responsable.ambito), **_label(_("Ámbito"))),
        _("Acciones"): html.Td(_gauge(cargo.acciones, top), **_label(_("Acciones"))),
    }
    return cells | {name: _number(name, n) for name, n in numbers.items()}


def _gauge(acciones: int, top: int) -> html.Span:
    length = html.Span(className="barra-largo", style={"width": f"{acciones / top:.1%}"})
    track = html.Span(length, className="barra-pista", **{"aria-hidden": "true"})
    return html.Span([html.Strong(str(acciones)), track], className="cargo-acciones")


def _number(name: str, n: int) -> html.Td:
    return html.Td(str(n), className="numero" if n else "numero nada", **_label(name))


def _label(name: str) -> dict[str, str]:
    return {"data-columna": name}


def _one(seleccion: Seleccion, rows: tuple[Cargo, ...]) -> html.Div:
    sigla = seleccion.filtros.responsable
    cargo = next(c for c in rows if c.responsable.responsable == sigla)
    back = dcc.Link(_("← Ver todas las instituciones"), href=href(seleccion.filtros.con(responsable="")))
    return html.Div([back, _sheet(seleccion, cargo), matrix(seleccion)])


def _sheet(seleccion: Seleccion, cargo: Cargo) -> html.Section:
    r = cargo.responsable
    total = ", ".join(
        [ngettext("{n} acción", "{n} acciones", cargo.acciones), ngettext("{n} meta", "{n} metas", cargo.metas)]
    )
    return html.Section(
        [
            html.H2(_("De qué responde {institucion}", institucion=short_name(r))),
            html.P(
                [
                    html.Strong(r.nombre),
                    f" · {_('ámbito {ambito}', ambito=_(r.ambito))} · {_membership(r)}",
                ]
            ),
            html.P([html.Strong(total), f" {_('a su cargo en la selección.')} ", r.nota]),
            html.P(on_time_words(puntualidades(seleccion)[r.responsable])),
            *owed(seleccion, r.responsable),
            html.Div([_bars(seleccion, cargo, "periodo"), _bars(seleccion, cargo, "eje")], className="cargo-barras"),
        ],
        className="cargo-ficha",
    )


def _membership(r: Responsable) -> str:
    return _("miembro de la CMNP TP-TIM") if r.miembro_cmnp else _("no figura entre los miembros de la CMNP TP-TIM")


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
    return html.Section(
        [
            html.H3(_("Metas por periodo") if campo == "periodo" else _("Metas por eje")),
            html.Ol(rows, className="barras"),
        ]
    )
