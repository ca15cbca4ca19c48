"""Descarga de un gráfico: CSV que Excel en castellano abre bien, libro de Excel, texto y ficha para el navegador."""

from collections.abc import Callable
from urllib.parse import parse_qs

import pandas as pd
from flask import Flask, Response, abort, request

from dashboard.charts import Chart, Contexto, registry
from dashboard.idioma import N_, _
from dashboard.informes.ficha import as_text, ficha, file_stem, to_json
from dashboard.informes.hoja import book_of
from dashboard.informes.laminas import lamina_of
from dashboard.selection import SelectVersion

CITA = {"procedencia": N_("Procedencia"), "fuente_id": N_("Fuente"), "cita": N_("Cita")}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def register(server: Flask, select: SelectVersion) -> None:
    """/descargas/<gráfico>.<csv|xlsx|txt|json> con los filtros de la página; /descargas/tabla/<tabla>.csv entera."""

    @server.get("/descargas/<chart_id>.<kind>")
    def download(chart_id: str, kind: str):
        chart = registry().get(chart_id)
        if chart is None or kind not in ARCHIVOS:
            abort(404)
        return ARCHIVOS[kind](chart, select(*asked()))

    @server.get("/descargas/tabla/<name>.csv")
    def download_table(name: str):
        datos = select("", "").datos
        if name not in datos.tables:
            abort(404)
        return attachment(datos[name].to_csv(index=False), f"{name}_v{datos.version}.csv", "text/csv")


def asked() -> tuple[str, str]:
    """La dirección pedida y la versión de los datos que nombra, si nombra alguna."""
    query = request.query_string.decode(errors="replace")
    return query, parse_qs(query).get("v", [""])[-1]


def attachment(content: str | bytes, name: str, mimetype: str) -> Response:
    """Un archivo que el navegador guarda con ese nombre."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=mimetype, headers=headers)


def to_csv(chart: Chart, ctx: Contexto) -> str:
    """Columnas declaradas con su encabezado y las de cita; separador «;» y marca BOM."""
    frame = chart.query(ctx)
    declared = {k: c.titulo for k, c in chart.columns.items() if not c.opcional or frame[k].notna().any()}
    columns = declared | {k: title for k, title in CITA.items() if k in frame and k not in declared}
    whole = {k: _whole(frame[k]) for k in columns if k in chart.columns and chart.columns[k].formato == "entero"}
    words = {k: frame[k].map(_in_words) for k in columns if k not in whole and frame[k].dtype == "object"}
    table = frame[list(columns)].assign(**whole, **words).rename(columns={k: _(t) for k, t in columns.items()})
    return "\ufeff" + table.to_csv(index=False, sep=";", lineterminator="\r\n")


def _in_words(value):
    return _(value) if isinstance(value, str) else value


def _whole(values: pd.Series) -> pd.Series:
    """Enteros sin decimales; si alguno es la marca de lo reservado, la marca queda entre ellos."""
    marked = values.map(lambda v: isinstance(v, str))
    return values.astype("object" if marked.any() else "Int64")


def _csv(chart: Chart, ctx: Contexto) -> Response:
    return attachment(to_csv(chart, ctx), f"{file_stem(chart.id, ctx)}.csv", "text/csv")


def _xlsx(chart: Chart, ctx: Contexto) -> Response:
    return attachment(book_of(lamina_of(chart, ctx)), f"{file_stem(chart.id, ctx)}.xlsx", XLSX)


def _text(chart: Chart, ctx: Contexto) -> Response:
    return Response(as_text(lamina_of(chart, ctx)), mimetype="text/plain")


def _json(chart: Chart, ctx: Contexto) -> Response:
    values = ficha(lamina_of(chart, ctx), request.args.get("dibujo", "")) | {"archivo": file_stem(chart.id, ctx)}
    return Response(to_json(values), mimetype="application/json")


ARCHIVOS: dict[str, Callable[[Chart, Contexto], Response]] = {"csv": _csv, "xlsx": _xlsx, "txt": _text, "json": _json}
