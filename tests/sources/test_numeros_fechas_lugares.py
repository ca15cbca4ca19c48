"""Números con cualquiera de las marcas, fechas en los dos órdenes y grafías de lugares."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.settings import ROOT
from dashboard.sources import fechas, lugares, numeros
from dashboard.sources.fechas import DIA, MES, Orden
from dashboard.sources.numeros import EUROPA, PERU

CONOCIDOS = lugares.load(ROOT / "data")


@given(st.floats(-1e9, 1e9).map(lambda x: round(x, 2)), st.sampled_from((PERU, EUROPA)))
def test_a_number_is_read_with_its_marks(valor, marcas):
    texto = f"{valor:,.2f}".translate(str.maketrans({",": marcas.miles, ".": marcas.decimal}))
    assert numeros.number(texto, marcas) == valor


@pytest.mark.parametrize(
    ("textos", "marcas"),
    [
        (["1,234", "1,234,567"], PERU),
        (["1.234.567", "5"], EUROPA),
        (["12,5", "1.234,5"], EUROPA),
        (["12.5"], PERU),
        (["1,234"], PERU),
        ([], PERU),
    ],
)
def test_marks_are_told_by_the_column(textos, marcas):
    assert numeros.sniff_marks(textos) == marcas


@pytest.mark.parametrize(
    ("texto", "valor"),
    [("4", 4), ("1,204", 1204), ("1 204", 1204), ("4.0", 4), ("0", 0), ("12,34", None), ("-3", None), ("4.5", None)]
    + [("", None), ("cuatro", None), ("٤", None), ("1e5", None), ("9" * 40, None), ("1,2,3", None)],
)
def test_a_count_is_a_whole_number(texto, valor):
    assert numeros.count(texto) == valor


def test_the_cutoff_tells_the_order():
    assert fechas.date_order(["1/8/2024", "1/24/2024"]) == Orden(MES)
    assert fechas.date_order(["01/08/2024"], hasta=date(2024, 1, 24)) == Orden(MES)
    assert fechas.date_order(["14/06/2023"]) == Orden(DIA)
    assert fechas.date_order(["05/06/2024"]) == Orden(DIA, ambiguo=True)
    assert fechas.date_order(["06/06/2024", "2024-01-05"]) == Orden(DIA)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_date_survives_every_way_of_writing_it(fecha):
    assert fechas.parse_date(f"{fecha:%d/%m/%Y}", DIA) == fecha
    assert fechas.parse_date(f"{fecha.month}/{fecha.day}/{fecha.year}", MES) == fecha
    assert fechas.parse_date(f"{fecha.isoformat()} 00:00:00", MES) == fecha


@pytest.mark.parametrize("texto", ["31/02/2024", "1/1/24", "", "hoy", "2024-13-01", "00/00/0000"])
def test_what_is_not_a_date_is_none(texto):
    assert fechas.parse_date(texto) is None


@pytest.mark.parametrize(
    ("texto", "meses"),
    [
        ("ENERO - DICIEMBRE", (1, 12)),
        ("ENE - DIC", (1, 12)),
        ("Enero a setiembre", (1, 9)),
        ("ENERO-SEPTIEMBRE", (1, 9)),
        ("marzo", (3, 3)),
        ("DICIEMBRE - ENERO", None),
        ("ANUAL", None),
        ("", None),
        ("ENERO - FEBRERO - MARZO", None),
    ],
)
def test_months_in_order(texto, meses):
    assert fechas.months(texto) == meses


@pytest.mark.parametrize(
    ("texto", "df_id"),
    [
        ("CAÑETE", "canete"),
        ("Áncash", "ancash"),
        ("  la   libertad ", "la-libertad"),
        ("Prov. Const. del Callao", "callao"),
        ("VENTANILLA-LIMA NOROESTE", "lima-noroeste"),
        ("DEL SANTA", "santa"),
        ("ATLÁNTIDA", None),
        ("", None),
    ],
)
def test_places_are_known_by_any_spelling(texto, df_id):
    assert CONOCIDOS.df_id(texto) == df_id


def test_the_34_distritos_are_known_by_their_own_name():
    assert len(CONOCIDOS.nombre_mpfn) == 34
    assert all(CONOCIDOS.df_id(nombre) == df_id for df_id, nombre in CONOCIDOS.nombre_mpfn.items())
