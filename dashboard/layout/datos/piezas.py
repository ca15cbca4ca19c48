"""Piezas de una página de lectura: una parte plegada y una tabla que se apila en pantallas angostas."""

from dash import html

from dashboard import formatting as fmt
from dashboard.cedula.direccion import path, row_key
from dashboard.cedula.origenes import Tabla
from dashboard.data_package import Datos
from dashboard.layout.cedula import figure_link


def fold(title: str, *children) -> html.Details:
    """Parte larga, plegada, que sigue contando como título de tercer nivel."""
    return html.Details([html.Summary(html.H3(title)), *children], className="datos-pliegue")


def table(caption: str, heads: tuple[str, ...], rows: list) -> html.Div:
    """Tabla con encabezado de fila; en pantallas angostas cada fila se apila con el nombre de su columna."""
    body = [html.Tr([html.Th(row[0], scope="row"), *_cells(heads[1:], row[1:])]) for row in rows]
    head = html.Thead(html.Tr([html.Th(h, scope="col") for h in heads]))
    grid = html.Table(
        [html.Caption(caption, className="visually-hidden"), head, html.Tbody(body)], className="tabla datos-tabla"
    )
    return html.Div(grid, className="datos-tabla-marco")


def _cells(heads: tuple[str, ...], values: tuple) -> list[html.Td]:
    return [html.Td(value, **{"data-columna": head}) for head, value in zip(heads, values, strict=True)]


def cited(datos: Datos, origen: Tabla, record: dict, column: str) -> html.A:
    """La cifra de una fila del inventario, enlazada a su cédula."""
    cedula = f"{origen.id}/{row_key(origen, record)}/{column}"
    return figure_link(fmt.number(record[column]), path(cedula, datos.version))
