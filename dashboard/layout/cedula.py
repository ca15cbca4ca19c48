"""La cédula en pantalla: el enlace que lleva cada cifra y la ficha que se abre."""

from dash import dcc, html

from dashboard.cedula import Cedula
from dashboard.idioma import _, ngettext, seguir
from dashboard.layout import ids
from dashboard.queries.respaldo import Respaldo

A_LA_VISTA = 12


def figure_link(text: str, href: str) -> html.A:
    """Una cifra que abre su cédula: en el lugar con un clic o con Intro; en su dirección, si se copia el enlace."""
    return html.A(text, href=href, className="con-cedula", title=_("¿De dónde sale?"))


def cedula_box() -> html.Div:
    """Donde se abre la cédula sin salir de la página; el navegador la muestra, la cierra y devuelve el foco."""
    close = html.Button(_("Cerrar ✕"), type="button", className="cedula-cerrar")
    heading = html.H2(_("¿De dónde sale esta cifra?"), id="cedula-titulo")
    dialog = html.Dialog(
        [html.Div([heading, close], className="cedula-barra"), html.Div(id=ids.CEDULA)],
        id=ids.CEDULA_CAJA,
        className="cedula-caja",
        **{"aria-labelledby": "cedula-titulo"},
    )
    return html.Div([dcc.Store(id=ids.CEDULA_PEDIDA), dialog])


def page(content) -> html.Div:
    """La cédula en su propia dirección, la de un enlace o un código QR."""
    return html.Div(
        [html.H1(_("Cédula de una cifra")), content, html.P(dcc.Link(_("Ir al tablero"), href=seguir("/")))],
        className="cedula-pagina",
    )


def not_there(message: str) -> html.Div:
    """Una dirección que no señala ninguna cifra."""
    return html.Div([html.P(html.Strong(_("No se halló la cifra."))), html.P(message)], className="vacio")


def other_plan(pedida: str, edicion: str) -> str:
    """Una meta citada con otra edición de las tablas del plan."""
    return _(
        "El enlace es de la edición {pedida} de las tablas del Plan, que no se conserva: lo que "
        "ve es de la vigente, {edicion}. No se puede decir si esta meta cambió.",
        pedida=pedida[:20],
        edicion=edicion,
    )


def sheet(cedula: Cedula, cambios: tuple[str, ...] = ()) -> html.Div:
    """La ficha: la cifra, qué es, cómo se obtuvo y cada documento; `cambios`, si el enlace es de otra versión."""
    facts = {
        _("Unidad"): cedula.unidad,
        _("Cómo se obtiene"): cedula.transformacion,
        _("Procedencia"): " ".join([_("Cifra {procedencia}.", procedencia=cedula.procedencia), *cedula.correcciones]),
        _("Versión de los datos"): cedula.version,
    }
    pairs = [part for name, text in facts.items() for part in (html.Dt(name), html.Dd(text))]
    return html.Div(
        [
            html.P([html.Strong(cedula.cifra), f" {cedula.unidad}"], className="cedula-cifra"),
            html.P(f"{cedula.que}."),
            html.Div([html.P(c) for c in cambios], className="cedula-cambio") if cambios else None,
            html.Dl(pairs),
            html.H3(_("De dónde sale")),
            *_documents(cedula.respaldos),
            html.P([_("Cédula:"), " ", html.Code(cedula.id)], className="cedula-id"),
            html.A(_("Enlace permanente"), href=cedula.url_path),
        ],
        className="cedula",
    )


def _documents(respaldos: tuple[Respaldo, ...]) -> list:
    shown = html.Ol([_document(r) for r in respaldos[:A_LA_VISTA]])
    rest = respaldos[A_LA_VISTA:]
    if not rest:
        return [shown]
    more = html.Ol([_document(r) for r in rest], start=A_LA_VISTA + 1)
    return [shown, html.Details([html.Summary(ngettext("{n} fila más", "{n} filas más", len(rest))), more])]


def _document(r: Respaldo) -> html.Li:
    lines = [
        html.Span([html.Strong(r.documento), f" {r.editor}"]),
        html.Span([f"{r.cita[0].upper()}{r.cita[1:]}", f": {r.dice}" if r.dice else "", "."]),
        html.Span(
            _(
                "Fecha del documento: {fecha}. Leído: {consultado}.",
                fecha=r.fecha or _("no consta"),
                consultado=r.consultado,
            )
        ),
        html.Span(r.nota) if r.nota else None,
    ]
    return html.Li([html.Div(line) for line in lines if line])
