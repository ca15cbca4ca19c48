"""Descarga de los datos de un gráfico como CSV que Excel en castellano abre bien."""

from flask import Flask, Response, abort, request

from dashboard.catalog import Catalogo
from dashboard.charts import Chart, Contexto, registry
from dashboard.data_package import Datos
from dashboard.filters import from_query

CITA = ("procedencia", "fuente_id", "cita")


def register(server: Flask, datos: Datos, catalogo: Catalogo) -> None:
    """Una dirección por gráfico: /descargas/<id>.csv con los mismos filtros de la página."""

    @server.get("/descargas/<chart_id>.csv")
    def download(chart_id: str):
        chart = registry().get(chart_id)
        if chart is None:
            abort(404)
        filtros = from_query(request.query_string.decode(), catalogo)
        return _response(chart, Contexto(datos, catalogo, filtros))


def to_csv(chart: Chart, ctx: Contexto) -> str:
    """Columnas declaradas con su encabezado y las de cita; separador «;» y marca BOM."""
    frame = chart.query(ctx)
    columns = {k: c.titulo for k, c in chart.columns.items()} | {k: k for k in CITA if k in frame}
    return "\ufeff" + frame[list(columns)].rename(columns=columns).to_csv(index=False, sep=";", lineterminator="\r\n")


def _response(chart: Chart, ctx: Contexto) -> Response:
    filtros = ctx.filtros
    place = "-".join(filtros.lugares) or "peru"
    name = f"trata_{chart.id}_{place}_{filtros.desde}-{filtros.hasta}_v{ctx.datos.version}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(to_csv(chart, ctx), mimetype="text/csv", headers=headers)
