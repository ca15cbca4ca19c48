"""Descarga de los datos de un gráfico como CSV que Excel en castellano abre bien."""

from flask import Flask, Response, abort, request

from dashboard.charts import Chart, Contexto, registry
from dashboard.selection import Select

CITA = ("procedencia", "fuente_id", "cita")


def register(server: Flask, select: Select) -> None:
    """Una dirección por gráfico: /descargas/<id>.csv con los mismos filtros de la página."""

    @server.get("/descargas/<chart_id>.csv")
    def download(chart_id: str):
        chart = registry().get(chart_id)
        if chart is None:
            abort(404)
        return _response(chart, select(request.query_string.decode(errors="replace")))


def to_csv(chart: Chart, ctx: Contexto) -> str:
    """Columnas declaradas con su encabezado y las de cita; separador «;» y marca BOM."""
    frame = chart.query(ctx)
    columns = {k: c.titulo for k, c in chart.columns.items()} | {k: k for k in CITA if k in frame}
    whole = {k: "Int64" for k, c in chart.columns.items() if c.formato == "entero"}
    table = frame[list(columns)].astype(whole).rename(columns=columns)
    return "\ufeff" + table.to_csv(index=False, sep=";", lineterminator="\r\n")


def _response(chart: Chart, ctx: Contexto) -> Response:
    filtros = ctx.filtros
    place = "-".join(filtros.lugares) or "peru"
    name = f"trata_{chart.id}_{place}_{filtros.desde}-{filtros.hasta}_v{ctx.datos.version}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(to_csv(chart, ctx), mimetype="text/csv", headers=headers)
