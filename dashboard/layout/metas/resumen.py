"""El panel lateral cuando no hay trayectoria abierta: de qué está hecha la selección y cómo leerla."""

from dash import dcc, html

from dashboard.idioma import _, ngettext
from dashboard.metas.filters import CLASES, ESTADOS, href, period_words, short_name
from dashboard.metas.seleccion import Seleccion, cargos

PRIMEROS = 8


def summary(seleccion: Seleccion) -> html.Div:
    """Barras por periodo, por clase y por responsable —cada una filtra— y las advertencias de lectura."""
    plan = seleccion.plan
    periodos = {p.periodo: period_words(p.periodo) for p in plan.periodos}
    return html.Div(
        [
            html.H2(_("Lo que hay en la selección")),
            *([_facet(seleccion, _("Metas por estado"), "estado", ESTADOS)] if seleccion.hay_reportes else []),
            _facet(seleccion, _("Metas por periodo"), "periodo", periodos),
            _facet(seleccion, _("Metas por clase"), "clase", CLASES),
            _first_cargos(seleccion),
            _reading(seleccion),
        ],
        className="tarjeta metas-resumen",
    )


def _facet(seleccion: Seleccion, title: str, campo: str, labels: dict[str, str]) -> html.Section:
    counts = seleccion.por(campo)
    top = max(counts.values(), default=1)
    chosen = getattr(seleccion.filtros, campo)
    rows = [
        bar(_(label), counts[v], top, href(seleccion.filtros.con(**{campo: "" if v == chosen else v})), v == chosen)
        for v, label in labels.items()
        if counts.get(v)
    ]
    return html.Section([html.H3(title), html.Ol(rows, className="barras")])


def bar(label: str, count: int, top: int, link: str, chosen: bool = False) -> html.Li:
    """Un renglón con su barra y su número, que filtra al elegirlo."""
    cells = [
        html.Span(label, className="barra-etiqueta"),
        html.Span(
            html.Span(className="barra-largo", style={"width": f"{count / top:.1%}"}),
            className="barra-pista",
            **{"aria-hidden": "true"},
        ),
        html.Span(f"{count:,}", className="barra-valor"),
    ]
    content = dcc.Link(cells, href=link, className="barra elegida" if chosen else "barra")
    return html.Li(content, **({"aria-current": "true"} if chosen else {}))


def _first_cargos(seleccion: Seleccion) -> html.Section:
    rows = cargos(seleccion.con(responsable=""))[:PRIMEROS]
    top = max((c.acciones for c in rows), default=1)
    chosen = seleccion.filtros.responsable
    items = []
    for c in rows:
        sigla = c.responsable.responsable
        link = href(seleccion.filtros.con(responsable="" if sigla == chosen else sigla))
        items.append(bar(short_name(c.responsable), c.acciones, top, link, sigla == chosen))
    more = dcc.Link(
        _("Ver todos los responsables"), href=href(seleccion.filtros.con(vista="responsables", responsable=""))
    )
    return html.Section([html.H3(_("Acciones por responsable")), html.Ol(items, className="barras"), html.P(more)])


def _reading(seleccion: Seleccion) -> html.Section:
    items = [html.Li(text) for text in cautions(seleccion)]
    return html.Section([html.H3(_("Para leer estas metas")), html.Ul(items, className="advertencias")])


def cautions(seleccion: Seleccion) -> list[str]:
    """Lo que el plan no dice de las metas elegidas, contado."""
    sin_cifra = sum(m.clase == "sin_valor" for m in seleccion.metas)
    ambiguas = sum(t.lectura == "ambiguo" for t in seleccion.trayectorias)
    sin_partida = sum(t.lectura == "crecimiento" for t in seleccion.trayectorias)
    return [
        text
        for count, text in (
            (1, _("El Plan no trae línea de base: se sabe cuánto pide, no desde dónde se partía.")),
            (
                sin_cifra,
                ngettext(
                    "{n} meta sin cifra: pide algo, pero no cuánto.",
                    "{n} metas sin cifra: piden algo, pero no cuánto.",
                    sin_cifra,
                ),
            ),
            (
                ambiguas,
                ngettext(
                    "{n} trayectoria: no consta si la cifra se acumula o es de cada periodo.",
                    "{n} trayectorias: no consta si la cifra se acumula o es de cada periodo.",
                    ambiguas,
                ),
            ),
            (
                sin_partida,
                ngettext(
                    "{n} trayectoria: pide crecer sobre un punto de partida sin cifra.",
                    "{n} trayectorias: piden crecer sobre un punto de partida sin cifra.",
                    sin_partida,
                ),
            ),
        )
        if count
    ]
