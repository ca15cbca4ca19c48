"""Lo que el conciliador halla en los datos que vienen con el tablero, copiado de los documentos y no del resultado."""

import json
import re

import pytest

from dashboard.cedula.origenes import origins
from dashboard.cedula.resolver import resolve
from dashboard.cedula.tablas import TABLAS, metas_of
from dashboard.conciliar import reconcile
from dashboard.conciliar.comando import run
from dashboard.conciliar.formatos import cotejos_csv, results_csv, to_json, to_text
from dashboard.conciliar.hechos import Hechos
from dashboard.conciliar.lado_a_lado import OTRA, side_by_side
from dashboard.conciliar.resultado import CUADRA, NO_CUADRA
from dashboard.layout.conciliar import Conciliado, page
from dashboard.selection import selector
from tests.test_charts import text_of

NO_CUADRAN = {
    "texto-y-tabla": ["20.1% y la tabla, 20.2%", "13.9% y la tabla, 12.1%"],
    "remision": ["sería 15.6%, no 22.8%", "sería 10.8%, no 10.7%", "sería 10.1%, no 9.6%"],
    "ediciones": ["889; Casos (revisada): 1,022", "1,144; Casos (revisada): 1,332"],
    "universo": ["48.9% se atribuye a «mujeres víctimas»"],
    "misma-redaccion": ["3.2.2-T3 pide «al menos 1 por año», «al menos 2 por año» y «al menos 2 por año»"],
    "excluyentes": ["70 + 70 = 140%", "80 + 80 = 160%"],
    "hermanas": ["19 frente a 432"],
    "cuantos-son": ["Dice 3 rutas y nombra 2", "Dice 3 causas y nombra 4"],
    "quien-encabeza": ["En la tabla de 2013: Loreto, 12.7%; Lima, 11.4%"],
    "mayorias": ["Llama mayoría al 3.2%"],
}
CUADRAN = {
    "acumulados": ["2,241 + 889 + 1,144 = 4,274", "2,241 + 889 + 1,144 + 1,433 = 5,707"],
    "categorias": ["3.2 + 0.9 + 0.2 = 4.3", "21.7 + 17.1 = 38.8"],
    "distribuciones": ["79.3 + 1.8 + 18.9 = 100"],
    "lugares-juntos": ["22.8% + 10.7% + 9.6% = 43.1%"],
    "excluyentes": ["40 + 40 = 80%"],
    "cuantos-son": ["Dice 6 planes regionales y nombra 6"],
    "porcentaje-y-conteo": ["350 + 365 entre 2,241 + 889 es 22.84%, y lo impreso es 22.8%"],
}
RESIDUOS = re.compile(r"\b(nan|None|NaT)\b|<NA>|  |\.\.")


@pytest.fixture(scope="module")
def found(datos, catalogo, plan):
    return reconcile(datos, catalogo, plan)


@pytest.fixture(scope="module")
def cotejos(datos, catalogo):
    return side_by_side(Hechos(datos, catalogo))


@pytest.mark.parametrize(("estado", "expected"), [(NO_CUADRA, NO_CUADRAN), (CUADRA, CUADRAN)])
def test_what_ties_and_what_does_not(found, estado, expected):
    for rule, texts in expected.items():
        said = [r.texto for r in found if (r.regla, r.estado) == (rule, estado)]
        assert [t for t in texts if not any(t in s for s in said)] == [], rule


def test_every_finding_cites_its_figures_and_reads_well(found):
    for r in found:
        assert r.texto.endswith(".") and not RESIDUOS.search(r.texto + r.asunto), r
        assert r.estado != NO_CUADRA or all(p.documento and p.cita and p.valor for p in r.partes), r
        assert r.estado != NO_CUADRA or r.partes, r


def test_every_figure_named_has_a_cedula_that_says_the_same(found, cotejos, datos, catalogo, plan):
    select, todos = selector(datos, catalogo), origins(*TABLAS, metas_of(plan))
    parts = [p for r in found for p in r.partes] + [v.parte for c in cotejos for v in c.versiones]
    for name, value in {p.cedula: p.valor for p in parts}.items():
        path, _, query = name.partition("?")
        cedula = resolve(f"/cedula/{path}", query, lambda q, _v: select(q), todos)
        assert cedula.cifra.rstrip("%") == value.rstrip("%"), name


def test_side_by_side_gives_unit_period_cut_and_reason(cotejos):
    lima = next(c for c in cotejos if c.lugar == "Lima Centro" and c.versiones[0].periodo == "2022")
    assert [(v.parte.valor, v.unidad) for v in lima.versiones] == [
        ("19", "delitos denunciados"),
        ("432", "casos ingresados"),
    ]
    assert lima.relacion == OTRA and "no existen en todos los distritos" in lima.porque
    assert all(v.unidad and v.periodo and v.corte for c in cotejos for v in c.versiones)
    year = next(v for c in cotejos for v in c.versiones if v.segun == "Delitos denunciados" and v.periodo == "2019")
    assert "fecha de corte del archivo: 14/06/2023" in year.corte


def test_the_order_gives_exit_codes_and_formats(raiz, capsys):
    data, plan = raiz / "data", "pnat_2017_2021"
    assert run(data, plan, "texto", None, False) == 1
    assert "2,241 + 889 + 1,144 = 4,274" in capsys.readouterr().out
    assert run(data, plan, "texto", ["categorias"], False) == 0
    assert run(data, plan, "texto", ["inventada"], False) == 2
    assert "No existe la regla «inventada»" in capsys.readouterr().err
    assert run(data / "planes", plan, "texto", None, False) == 2


def test_csv_and_json(found, cotejos, datos):
    whole = json.loads(to_json(found, cotejos, datos.version))
    assert (len(whole["resultados"]), len(whole["lado_a_lado"])) == (len(found), len(cotejos))
    assert len(results_csv(found).splitlines()) == len(found) + 1
    assert len(cotejos_csv(cotejos).splitlines()) == sum(len(c.versiones) for c in cotejos) + 1
    assert to_text(found).count("[hermanas]") == sum(r.regla == "hermanas" for r in found)


def test_the_page_says_all_of_it(found, cotejos, datos, plan):
    read = text_of(page(Conciliado(found, cotejos, datos.version, plan.edicion)))
    assert all(r.texto in read for r in found) and not re.search(r"\b(nan|None)\b", read)
