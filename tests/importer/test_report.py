"""El informe dice la cuenta, lo que se movió y lo que falta; los tres formatos dicen lo mismo."""

import json
import re
from datetime import date

import pandas as pd

from dashboard import data_package
from dashboard.importer.ingreso import keep
from dashboard.importer.report import to_text

PUNO, CUSCO = ("puno", "base"), ("cusco", "base")


def test_replacement_says_what_moved(carpeta, lectura):
    keep(lectura({PUNO: 5, CUSCO: 7}), carpeta)
    informe = keep(lectura({PUNO: 9, CUSCO: 7}, corte=date(2024, 9, 30)), carpeta).informe
    moved = {(c["lugar"], c["componente"]): (c["antes"], c["despues"]) for c in informe["cambios"]}
    assert moved == {("Puno", "base"): (5, 9), ("Perú", "base"): (12, 16)}
    assert "Delitos denunciados 2023, Puno, tipo base: 5 → 9" in to_text(informe)


def test_what_moved_against_the_shipped_figures(carpeta, lectura):
    shipped = data_package.load(carpeta)["casos"]
    rows = shipped[(shipped["serie_id"] == "delitos") & (shipped["anio"] == 2023) & (shipped["codigo"] != "PE")]
    same = {(r.codigo, r.componente): int(r.valor) for r in rows.itertuples()}
    assert keep(lectura(same), carpeta).informe["cambios"] == []
    more = keep(lectura(same | {PUNO: same[PUNO] + 1}, corte=date(2024, 9, 30)), carpeta).informe["cambios"]
    assert {(c["lugar"], c["despues"] - c["antes"]) for c in more} == {("Puno", 1), ("Perú", 1)}


def test_places_that_vanish_are_announced(carpeta, lectura):
    keep(lectura({PUNO: 5, CUSCO: 7}), carpeta)
    informe = keep(lectura({PUNO: 5}, corte=date(2024, 9, 30)), carpeta).informe
    said = [a["mensaje"] for a in informe["avisos"] if a["codigo"] == "A-MENOS-LUGARES"]
    assert len(said) == 1 and "Cusco" in said[0] and "Puno" not in said[0]


def test_new_figures_are_not_called_changes(carpeta, lectura):
    informe = keep(lectura({PUNO: 5}, anio=2024), carpeta).informe
    assert (informe["estado"], informe["cambios"], informe["nuevos"]) == ("nueva", [], ["Delitos denunciados, 2024"])


def test_three_formats_agree(carpeta, lectura):
    result = keep(lectura({PUNO: 1234}, apartadas=2), carpeta)
    html = (result.carpeta / "informe.html").read_text(encoding="utf-8")
    assert json.loads((result.carpeta / "informe.json").read_text(encoding="utf-8")) == result.informe
    text = to_text(result.informe)
    assert "3 filas leídas = 1 cargadas + 0 sumadas + 2 apartadas" in text
    for said in (text, html):
        assert "1,234" in said and "E-LUGAR" in said and "30/06/2024" in said
    assert not re.search(r"https?://|<script|\bsrc=", html)


def test_html_of_a_hostile_file(carpeta, lectura):
    hostile = lectura({PUNO: 5}, columnas_desconocidas=("<script>alert(1)</script>",))
    html = (keep(hostile, carpeta).carpeta / "informe.html").read_text(encoding="utf-8")
    assert "<script>" not in html and "&lt;script&gt;" in html


def test_the_report_says_of_people_only_what_the_gate_lets_out(carpeta, lectura):
    """Puno pasa de 3 a 9 y Tacna de 50 a 56: lo que estuvo reservado no dice cuánto cambió; lo demás, sí."""

    def read(more: int) -> dict:
        people = {"puno": 3, "cusco": 20, "tacna": 50, "loreto": 60}
        rows = [("victimas", 2023, df, n + more) for df, n in people.items()]
        cubo = pd.DataFrame(rows, columns=["poblacion", "anio", "df_id", "personas"])
        read = lectura({}, tablas={"cubo_personas": cubo}, leidas=1, cargadas=1, sha256=str(more))
        return keep(read, carpeta).informe

    first = read(0)
    assert "se muestra solo lo protegido" in to_text(first) and first["tablas"][0]["sumas"] == {}
    assert first["nuevos"] == ["Personas, 2023"]
    moved = [(c["lugar"], c["antes"], c["despues"]) for c in read(6)["cambios"]]
    assert ("Tacna", 50, 56) in moved and "Puno" not in {lugar for lugar, *_ in moved}
