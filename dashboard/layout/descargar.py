"""El menú «Descargar» de una tarjeta: archivos del servidor y lo que hace el navegador con assets/descargas.js."""

from dash import html

from dashboard.charts import Chart, Contexto
from dashboard.filters import to_query
from dashboard.idioma import N_, _

# acción del navegador → texto; las demás entradas son enlaces
IMAGENES = {"png": N_("Imagen PNG"), "svg": N_("Imagen SVG")}
ARCHIVOS = {"csv": N_("Tabla en CSV"), "xlsx": N_("Tabla en Excel (XLSX)")}
COPIAS = {"texto": N_("Copiar como texto"), "enlace": N_("Copiar enlace permanente")}


def download_menu(chart: Chart, ctx: Contexto) -> html.Details:
    """Se abre con Enter o espacio y se cierra con Escape; lo que pasa se anuncia en su último renglón."""
    query = versioned_query(ctx)
    title = chart.title(ctx)
    items = [
        *[_button(a, _(text), chart, query) for a, text in IMAGENES.items()],
        *[_file(kind, _(text), chart, query) for kind, text in ARCHIVOS.items()],
        *[_button(a, _(text), chart, query) for a, text in COPIAS.items()],
        html.A(_("Insertar en otra página"), href=embed_address(chart, query), target="_blank"),
    ]
    summary = html.Summary([_("Descargar"), html.Span(f": {title}", className="visually-hidden")])
    notice = html.P(role="status", className="descargas-aviso")
    return html.Details([summary, html.Ul([html.Li(i) for i in items]), notice], className="descargas")


def versioned_query(ctx: Contexto) -> str:
    """Los filtros y la versión de los datos, sin «?»: lo que identifica una cifra para siempre."""
    query = to_query(ctx.filtros, ctx.catalogo).lstrip("?")
    return f"{query}{'&' if query else ''}v={ctx.datos.version}"


def embed_address(chart: Chart, query: str) -> str:
    """La página que contiene solo esta tarjeta."""
    return f"/?vista=ficha&grafico={chart.id}&{query}"


def _file(kind: str, text: str, chart: Chart, query: str) -> html.A:
    return html.A(text, href=f"/descargas/{chart.id}.{kind}?{query}", download=True)


def _button(action: str, text: str, chart: Chart, query: str) -> html.Button:
    where = {"data-accion": action, "data-grafico": chart.id, "data-consulta": query}
    return html.Button(text, type="button", **where)
