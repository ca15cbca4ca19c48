"""Descarga de los datos de un gráfico como CSV que Excel en castellano abre bien."""

from urllib.parse import parse_qs

from flask import Flask, Response, abort, request

from dashboard.charts import Chart, Contexto, registry
from dashboard.selection import SelectVersion

CITA = {"procedencia": "Procedencia", "fuente_id": "Fuente", "cita": "Cita"}


def register(server: Flask, select: SelectVersion) -> None:
    """/descargas/<gráfico>.csv con los filtros de la página; /descargas/tabla/<tabla>.csv tal como se guarda."""

    @server.get("/descargas/<chart_id>.csv")
    def download(chart_id: str):
        chart = registry().get(chart_id)
        if chart is None:
            abort(404)
        query = request.query_string.decode(errors="replace")
        version = parse_qs(query).get("v", [""])[-1]
        return _response(chart, select(query, version))

    @server.get("/descargas/tabla/<name>.csv")
    def download_table(name: str):
        datos = select("", "").datos
        if name not in datos.tables:
            abort(404)
        return _attachment(datos[name].to_csv(index=False), f"{name}_v{datos.version}.csv")


def to_csv(chart: Chart, ctx: Contexto) -> str:
    """Columnas declaradas con su encabezado y las de cita; separador «;» y marca BOM."""
    frame = chart.query(ctx)
    declared = {k: c.titulo for k, c in chart.columns.items()}
    columns = declared | {k: title for k, title in CITA.items() if k in frame and k not in declared}
    whole = {k: "Int64" for k, c in chart.columns.items() if c.formato == "entero"}
    table = frame[list(columns)].astype(whole).rename(columns=columns)
    return "\ufeff" + table.to_csv(index=False, sep=";", lineterminator="\r\n")


def _response(chart: Chart, ctx: Contexto) -> Response:
    filtros = ctx.filtros
    place = "-".join(filtros.lugares) or "peru"
    name = f"trata_{chart.id}_{place}_{filtros.desde}-{filtros.hasta}_v{ctx.datos.version}.csv"
    return _attachment(to_csv(chart, ctx), name)


def _attachment(text: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, mimetype="text/csv", headers=headers)
