"""La página «Datos y método»: qué hay, de dónde sale, qué falta y cómo se calcula. No tiene controles."""

from dataclasses import asdict

from dash import dcc, html

from dashboard import formatting as fmt
from dashboard.catalog import Catalogo
from dashboard.cedula.inventario import DISTRITOS, INVENTARIO
from dashboard.charts import Chart, Contexto, registry
from dashboard.data_package import Datos
from dashboard.filters import default_filters
from dashboard.layout.datos.importados import imported
from dashboard.layout.datos.metodo import method
from dashboard.layout.datos.piezas import cited, fold, table
from dashboard.queries import ausencias as aus
from dashboard.queries import inventario as inv
from dashboard.queries.citas import Fuente, sources_of

SECCIONES = {
    "version": "Versión de los datos",
    "importados": "Archivos importados",
    "series": "Series: qué cuenta cada una",
    "fuentes": "Fuentes y licencias",
    "faltantes": "Lo que no se halló",
    "limites": "Límites de los distritos fiscales",
    "poblacion": "Población y tasas",
    "graficos": "Gráficos y sus fuentes",
    "metodo": "Método: cómo se calcula y cómo se lee",
    "tablas": "Tablas para descargar",
    "advertencias": "Advertencias de lectura",
}
GRADOS = {
    "A": "texto oficial: una norma o un portal institucional enumera las provincias o distritos.",
    "B": "fuente secundaria, o norma del distrito judicial del mismo nombre, que puede no coincidir con el fiscal.",
    "C": "sin verificar: se toma el departamento completo mientras no se halle una excepción.",
}


def page(datos: Datos, catalogo: Catalogo) -> html.Div:
    """La página entera, con su índice."""
    contents = {
        "version": _version(datos),
        "importados": imported(datos),
        "series": _series(datos, catalogo),
        "fuentes": _sources(datos),
        "faltantes": _missing(datos, catalogo),
        "limites": _limits(datos),
        "poblacion": _population(datos),
        "graficos": _charts(datos, catalogo),
        "metodo": method(),
        "tablas": _tables(datos),
        "advertencias": _cautions(datos, catalogo),
    }
    sections = [_section(key, contents[key]) for key in SECCIONES]
    lead = html.P(["Qué cuadra y qué no entre las fuentes: ", dcc.Link("conciliador", href="/conciliar"), "."])
    return html.Div([html.H1("Datos y método"), lead, _index(), *sections], className="datos")


def _index() -> html.Nav:
    links = [html.Li(html.A(title, href=f"#datos-{key}")) for key, title in SECCIONES.items()]
    return html.Nav(html.Ol(links), className="datos-indice", **{"aria-label": "En esta página"})


def _section(key: str, children: list) -> html.Section:
    title_id = f"datos-{key}"
    heading = html.H2(SECCIONES[key], id=title_id, tabIndex="-1")
    return html.Section([heading, *children], **{"aria-labelledby": title_id})


def _version(datos: Datos) -> list:
    return [
        html.P(["Versión ", html.Strong(datos.version), ": huella de todos los archivos que se están mostrando."]),
        html.P(
            "Va en el nombre de cada descarga. Si dos descargas llevan la misma versión, salieron de los mismos datos; "
            "si un archivo cambia, la versión cambia."
        ),
    ]


def _series(datos: Datos, catalogo: Catalogo) -> list:
    intro = "Cada serie tiene su definición, su periodo y su corte. No se suman ni se continúan una con otra."
    return [html.P(intro), *(_serie(s.nombre, inv.series_facts(datos, s)) for s in catalogo.series.values())]


def _serie(name: str, facts: dict[str, str]) -> html.Article:
    pairs = [part for k, v in facts.items() for part in (html.Dt(k), html.Dd(v))]
    return html.Article([html.H3(name), html.Dl(pairs)], className="datos-ficha")


def _sources(datos: Datos) -> list:
    groups = inv.sources_by_kind(datos)
    total = sum(len(rows) for rows in groups.values())
    intro = (
        f"{total} fuentes. «No declarada» quiere decir que no se vio una licencia, no que el uso sea libre. "
        "Las cifras pertenecen a quien las publicó; aquí se transcriben con su cita."
    )
    heads = ("Título", "Editor", "Fecha", "Dónde se leyó", "Licencia", "Nota")
    fields = ("titulo", "editor", "fecha", "ubicacion", "licencia", "nota")
    blocks = [
        fold(
            f"{kind[0].upper()}{kind[1:]} ({len(rows)})",
            table(f"Fuentes: {kind}", heads, [[r[f] for f in fields] for r in rows]),
        )
        for kind, rows in groups.items()
    ]
    return [html.P(intro), *blocks]


def _missing(datos: Datos, catalogo: Catalogo) -> list:
    return [
        html.P("Nada de esto se estimó ni se rellenó: en el tablero aparece como sin dato."),
        html.H3("Años y lugares sin cifra en cada serie"),
        table("Años y lugares sin cifra", ("Serie", "Años sin cifra", "Lugares sin cifra"), aus.gaps(datos, catalogo)),
        html.H3("Lo que declaran las notas de los datos"),
        html.Ul([html.Li(t) for t in aus.not_found(datos, catalogo)]),
    ]


def _limits(datos: Datos) -> list:
    grades = html.Dl([part for g, t in GRADOS.items() for part in (html.Dt(f"Grado {g}"), html.Dd(t))])
    heads = ("Distrito fiscal", "Sede", "Grado", "Provincias y distritos", "Población para una tasa")
    rows = [
        (d.nombre, d.sede, d.grado, cited(datos, DISTRITOS, asdict(d), "unidades"), d.denominador)
        for d in inv.districts(datos)
    ]
    return [
        html.P(
            "No se halló una capa oficial que se pueda distribuir. Los límites del mapa son una aproximación propia, "
            "armada provincia por provincia; el recuadro de Lima y Callao es un croquis. Un distrito fiscal no es un "
            "departamento: varios cruzan sus límites."
        ),
        html.H3("Grado de la evidencia"),
        html.P("Cada distrito fiscal lleva el peor grado de las unidades que lo componen."),
        grades,
        fold("Grado, sede y población de cada uno", table("Los 34 distritos fiscales", heads, rows)),
        html.H3("Licencia de los trazos"),
        html.Ul([html.Li(t) for t in inv.geometries(datos)]),
        html.H3("Sin asignar"),
        html.P("Las fuentes faltan o se contradicen; en el mapa quedan con trama y fuera de todo distrito fiscal."),
        html.Ul([html.Li(t) for t in inv.unassigned(datos)]),
    ]


def _population(datos: Datos) -> list:
    yes = [d.nombre for d in inv.districts(datos) if d.denominador.startswith("Sí")]
    return [
        html.P(
            f"La población es la proyección del INEI por departamento, sexo y edad, {inv.population_years(datos)}. "
            "Una tasa divide lo registrado entre los habitantes del mismo territorio en los mismos años y se expresa "
            "por 100,000 habitantes y año; en varios años, se divide entre la suma de las poblaciones de cada año."
        ),
        html.P(
            f"Solo {len(yes)} de los 34 distritos fiscales tienen un denominador que corresponde: {fmt.listing(yes)}. "
            "En los demás no se calcula, porque la población de un departamento no es la de un distrito fiscal que lo "
            "comparte con otro."
        ),
    ]


def _charts(datos: Datos, catalogo: Catalogo) -> list:
    intro = "La pregunta que contesta cada gráfico, sus columnas y las fuentes que cita según la selección."
    charts = registry().values()
    groups = {name: [c for c in charts if c.section == name] for name in dict.fromkeys(c.section for c in charts)}
    return [
        html.P(intro),
        *(
            fold(f"{name} ({len(members)})", *(_chart(c, datos, catalogo) for c in members))
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
    titles = dict.fromkeys(map(_source_title, cited)) or ("La plantilla, cuando se importa.",)
    columns = fmt.listing([c.titulo for c in chart.columns.values()])
    facts = [html.Dt("Columnas"), html.Dd(columns), html.Dt("Fuentes"), html.Dd(html.Ul([html.Li(t) for t in titles]))]
    title = chart.title(Contexto(datos, catalogo, default_filters(catalogo)))
    link = html.A("Descargar en CSV", href=f"/descargas/{chart.id}.csv", **{"aria-label": f"Descargar en CSV: {title}"})
    return html.Article([html.H4(title), html.P(chart.question), html.Dl(facts), link], className="datos-ficha")


def _source_title(source: Fuente) -> str:
    return f"{source.editor}: {source.titulo}"


def _tables(datos: Datos) -> list:
    tables = inv.tables_of(datos)
    heads = ("Tabla", "Qué contiene", "Filas", "Columnas", "Descarga")
    rows = [
        (t.titulo, t.descripcion, cited(datos, INVENTARIO, asdict(t), "filas"), ", ".join(t.columnas), _csv(t))
        for t in tables
    ]
    licences = fmt.listing(list(dict.fromkeys(t.licencia for t in tables)))
    return [
        html.P("Son los archivos con los que trabaja el tablero, cada fila con su cita. Una celda vacía es sin dato."),
        html.P(f"Licencia de esta transcripción: {licences}. Las cifras siguen siendo de quien las publicó."),
        table("Tablas del paquete de datos", heads, rows),
    ]


def _csv(tabla: inv.Tabla) -> html.A:
    label = f"Descargar en CSV la tabla {tabla.titulo}"
    return html.A("CSV", href=f"/descargas/tabla/{tabla.nombre}.csv", **{"aria-label": label})


def _cautions(datos: Datos, catalogo: Catalogo) -> list:
    return [
        fold(f"{title} ({len(texts)})", html.Ul([html.Li(t) for t in texts]))
        for title, texts in aus.cautions(datos, catalogo).items()
    ]
