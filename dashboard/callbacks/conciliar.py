"""Las descargas del conciliador."""

from collections.abc import Callable

from flask import Flask, Response

from dashboard.conciliar.formatos import cotejos_csv, results_csv, to_json
from dashboard.layout.conciliar import Conciliado


def register(server: Flask, found: Callable[[], Conciliado]) -> None:
    """/descargas/conciliador.csv, lado-a-lado.csv y conciliador.json, de la versión vigente."""

    @server.get("/descargas/conciliador.<any(csv, json):kind>")
    def download_reconciled(kind: str):
        c = found()
        text = results_csv(c.resultados) if kind == "csv" else to_json(c.resultados, c.cotejos, c.version)
        return _attachment(text, f"conciliador_v{c.version}.{kind}")

    @server.get("/descargas/lado-a-lado.csv")
    def download_side_by_side():
        c = found()
        return _attachment(cotejos_csv(c.cotejos), f"lado-a-lado_v{c.version}.csv")


def _attachment(text: str, name: str) -> Response:
    mimetype = "application/json" if name.endswith(".json") else "text/csv"
    return Response(text, mimetype=mimetype, headers={"Content-Disposition": f'attachment; filename="{name}"'})
