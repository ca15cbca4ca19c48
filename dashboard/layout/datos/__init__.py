"""La página «Datos y método»: qué hay, de dónde sale, qué falta y cómo se calcula. No tiene controles."""

from dataclasses import asdict

from dash import dcc, html

from dashboard import formatting as fmt
from dashboard.catalog import Catalogo
from dashboard.cedula.inventario import INVENTARIO
from dashboard.charts import Chart, Contexto, registry
from dashboard.data_package import Datos
from dashboard.filters import default_filters
from dashboard.idioma import N_, _, seguir
from dashboard.layout.datos.importados import imported
from dashboard.layout.datos.metodo import method
from dashboard.layout.datos.piezas import cited, fold, table
from dashboard.layout.datos.territorio import limits, population
from dashboard.queries import ausencias as aus
from dashboard.queries import inventario as inv
from dashboard.queries.citas import Fuente, sources_of

SECCIONES = {
    "version": N_("Versión de los datos"),
    "importados": N_("Archivos importados"),
    "series": N_("Series: qué cuenta cada una"),
    "fuentes": N_("Fuentes y licencias"),
    "faltantes": N_("Lo que no se halló"),
    "limites": N_("Límites de los distritos fiscales"),
    "poblacion": N_("Población y tasas"),
    "graficos": N_("Gráficos y sus fuentes"),
    "metodo": N_("Método: cómo se calcula y cómo se lee"),
    "tablas": N_("Tablas para descargar"),
    "advertencias": N_("Advertencias de lectura"),
}


def page(datos: Datos, catalogo: Catalogo) -> html.Div:
    """La página entera, con su índice."""
    contents = {
        "version": _version(datos),
        "importados": imported(datos),
        "series": _series(datos, catalogo),
        "fuentes": _sources(datos),
        "faltantes": _missing(datos, catalogo),
        "limites": limits(datos),
        "poblacion": population(datos),
        "graficos": _charts(datos, catalogo),
        "metodo": method(),
        "tablas": _tables(datos),
        "advertencias": _cautions(datos, catalogo),
    }
    sections = [_section(key, contents[key]) for key in SECCIONES]
    lead = html.P(
        [_("Qué cuadra y qué no entre las fuentes:"), " ", dcc.Link(_("conciliador"), href=seguir("/conciliar")), "."]
    )
    return html.Div([html.H1(_("Datos y método")), lead, _index(), *sections], className="datos")


def _index() -> html.Nav:
    links = [html.Li(html.A(_(title), href=f"#datos-{key}")) for key, title in SECCIONES.items()]
    return html.Nav(html.Ol(links), className="datos-indice", **{"aria-label": _("En esta página")})


def _section(key: str, children: list) -> html.Section:
    title_id = f"datos-{key}"
    heading = html.H2(_(SECCIONES[key]), id=title_id, tabIndex="-1")
    return html.Section([heading, *children], **{"aria-labelledby": title_id})


def _version(datos: Datos) -> list:
    return [
        html.P(_("Versión {version}: huella de todos los archivos que se están mostrando.", version=datos.version)),
        html.P(
            _(
                "Va en el nombre de cada descarga. Si dos descargas llevan la misma versión, salieron de los mismos "
                "datos; si un archivo cambia, la versión cambia."
            )
        ),
    ]


def _series(datos: Datos, catalogo: Catalogo) -> list:
    intro = _("Cada serie tiene su definición, su periodo y su corte. No se suman ni se continúan una con otra.")
    return [html.P(intro), *(_serie(_(s.nombre), inv.series_facts(datos, s)) for s in catalogo.series.values())]


def _serie(name: str, facts: dict[str, str]) -> html.Article:
    pairs = [part for k, v in facts.items() for part in (html.Dt(k), html.Dd(v))]
    return html.Article([html.H3(name), html.Dl(pairs)], className="datos-ficha")


def _sources(datos: Datos) -> list:
    groups = inv.sources_by_kind(datos)
    total = sum(len(rows) for rows in groups.values())
    intro = _(
        "{total} fuentes. «No declarada» quiere decir que no se vio una licencia, no que el uso "
        "sea libre. Las cifras pertenecen a quien las publicó; aquí se transcriben con su cita.",
        total=total,
    )
    heads = (_("Título"), _("Editor"), _("Fecha"), _("Dónde se leyó"), _("Licencia"), _("Nota"))
    fields = ("titulo", "editor", "fecha", "ubicacion", "licencia", "nota")
    blocks = [
        fold(
            f"{_(kind)[0].upper()}{_(kind)[1:]} ({len(rows)})",
            table(_("Fuentes: {tipo}", tipo=_(kind)), heads, [[r[f] for f in fields] for r in rows]),
        )
        for kind, rows in groups.items()
    ]
    return [html.P(intro), *blocks]


def _missing(datos: Datos, catalogo: Catalogo) -> list:
    return [
        html.P(_("Nada de esto se estimó ni se rellenó: en el tablero aparece como sin dato.")),
        html.H3(_("Años y lugares sin cifra en cada serie")),
        table(
            _("Años y lugares sin cifra"),
            (_("Serie"), _("Años sin cifra"), _("Lugares sin cifra")),
            aus.gaps(datos, catalogo),
        ),
        html.H3(_("Lo que declaran las notas de los datos")),
        html.Ul([html.Li(t) for t in aus.not_found(datos, catalogo)]),
    ]


def _charts(datos: Datos, catalogo: Catalogo) -> list:
    intro = _("La pregunta que contesta cada gráfico, sus columnas y las fuentes que cita según la selección.")
    charts = registry().values()
    groups = {name: [c for c in charts if c.section == name] for name in dict.fromkeys(c.section for c in charts)}
    return [
        html.P(intro),
        *(
            fold(f"{_(name)} ({len(members)})", *(_chart(c, datos, catalogo) for c in members))
            for name, members in groups.items()
        ),
    ]


def _contexts(chart: Chart, datos: Datos, catalogo: Catalogo) -> list[Contexto]:
    """Las selecciones que cambian lo que cita: cada publicación del perfil, o cada serie."""
    first = default_filters(catalogo)
    by_series = [default_filters(catalogo, s.serie_id) for s in catalogo.con_mapa]
    chosen = [first.con(corte=corte) for corte in catalogo.cortes] if "corte" in chart.obeys else by_series
    return [Contexto(datos, catalogo, filtros) for filtros in chosen]


def _chart(chart: Chart, datos: Datos, catalogo: Catalogo) -> html.Article:
    cited = (s for ctx in _contexts(chart, datos, catalogo) for s in sources_of(chart.query(ctx), datos))
    titles = dict.fromkeys(map(_source_title, cited)) or (_("La plantilla, cuando se importa."),)
    columns = fmt.listing([_(c.titulo) for c in chart.columns.values()])
    facts = [
        html.Dt(_("Columnas")),
        html.Dd(columns),
        html.Dt(_("Fuentes")),
        html.Dd(html.Ul([html.Li(t) for t in titles])),
    ]
    title = chart.title(Contexto(datos, catalogo, default_filters(catalogo)))
    link = html.A(
        _("Descargar en CSV"),
        href=seguir(f"/descargas/{chart.id}.csv"),
        **{"aria-label": _("Descargar en CSV: {titulo}", titulo=title)},
    )
    return html.Article([html.H4(title), html.P(_(chart.question)), html.Dl(facts), link], className="datos-ficha")


def _source_title(source: Fuente) -> str:
    return f"{source.editor}: {source.titulo}"


def _tables(datos: Datos) -> list:
    tables = inv.tables_of(datos)
    heads = (_("Tabla"), _("Qué contiene"), _("Filas"), _("Columnas"), _("Descarga"))
    rows = [
        (t.titulo, t.descripcion, cited(datos, INVENTARIO, asdict(t), "filas"), ", ".join(t.columnas), _csv(t))
        for t in tables
    ]
    licences = fmt.listing(list(dict.fromkeys(t.licencia for t in tables)))
    return [
        html.P(
            _("Son los archivos con los que trabaja el tablero, cada fila con su cita. Una celda vacía es sin dato.")
        ),
        html.P(
            _(
                "Licencia de esta transcripción: {licences}. Las cifras siguen siendo de quien las publicó.",
                licences=licences,
            )
        ),
        table(_("Tablas del paquete de datos"), heads, rows),
    ]


def _csv(tabla: inv.Tabla) -> html.A:
    label = _("Descargar en CSV la tabla {titulo}", titulo=tabla.titulo)
    return html.A("CSV", href=f"/descargas/tabla/{tabla.nombre}.csv", **{"aria-label": label})


def _cautions(datos: Datos, catalogo: Catalogo) -> list:
    return [
        fold(f"{_(title)} ({len(texts)})", html.Ul([html.Li(t) for t in texts]))
        for title, texts in aus.cautions(datos, catalogo).items()
    ]
