"""Los documentos con que la Secretaría Técnica rinde cuentas: el informe al Congreso y la Matriz de M y E."""

from datetime import date, datetime
from io import BytesIO

from flask import Blueprint, Response, request, send_file

from dashboard.avances.almacen import Almacen
from dashboard.avances.errores import ContenidoInvalido
from dashboard.avances.personas import Rol
from dashboard.informes.balance import Balance, document_name
from dashboard.informes.congreso import congress_report
from dashboard.informes.matriz import matrix_book
from dashboard.metas.filters import METODOS
from dashboard.plan.estado import Metodo
from dashboard.plan.estado.indice import LIMA
from dashboard.reportar.sesion import almacen, only
from dashboard.reportar.sin_internet import XLSX

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def add_to(pages: Blueprint) -> None:
    """Agrega las descargas."""
    pages.add_url_rule("/secretaria/informe-congreso", "informe_congreso", report)
    pages.add_url_rule("/secretaria/matriz", "matriz", matrix)


def report() -> Response:
    """El informe de un año, en Word."""
    only(Rol.SECRETARIA)
    balance = balance_of(almacen(), request.args.get("anio", ""), request.args.get("metodo", Metodo.HORIZONTE))
    name = document_name(balance, "informe-congreso", "docx")
    return send_file(BytesIO(congress_report(balance)), DOCX, as_attachment=True, download_name=name)


def matrix() -> Response:
    """La matriz, en Excel."""
    only(Rol.SECRETARIA)
    balance = balance_of(almacen(), str(almacen().plan.ficha.fin))
    name = document_name(balance, "matriz-mye", "xlsx")
    return send_file(BytesIO(matrix_book(balance)), XLSX, as_attachment=True, download_name=name)


def balance_of(store: Almacen, anio: str, metodo: str = Metodo.HORIZONTE) -> Balance:
    """El balance de un año con lo aprobado hasta hoy. Lanza ContenidoInvalido si no hay tal año o método."""
    ficha = store.plan.ficha
    if not anio.isdigit() or not ficha.inicio <= int(anio) <= ficha.fin:
        raise ContenidoInvalido(f"«{anio}» no es un año de este plan: van de {ficha.inicio} a {ficha.fin}.")
    if metodo not in METODOS:
        raise ContenidoInvalido(f"«{metodo}» no es un método para juzgar el avance: {', '.join(METODOS)}.")
    return Balance(store.plan, store.public(), store.observed(), int(anio), today(), Metodo(metodo))


def today() -> date:
    """El día en Lima."""
    return datetime.now(LIMA).date()
