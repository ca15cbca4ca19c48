"""Una corrección declarada se aplica, se ve, y se niega cuando la fuente ya se enmendó."""

import csv
import shutil

import pandas as pd
import pytest

from dashboard import data_package
from dashboard.catalog import build_catalog
from dashboard.cedula import cedula_at
from dashboard.cedula.origenes import origins
from dashboard.cedula.resolver import resolve
from dashboard.cedula.tablas import TABLAS
from dashboard.charts import Contexto, registry
from dashboard.check import review
from dashboard.correcciones import corrected
from dashboard.data_package import DatosInvalidos
from dashboard.filters import default_filters
from dashboard.layout.card import render
from dashboard.selection import selector
from tests.test_charts import text_of

CABEZA = ["tabla", "clave", "columna", "valor_impreso", "valor_corregido", "motivo", "quien", "fecha"]
PLAN = ["casos", "serie_id=plan_anual; codigo=junin; anio=2016; medida=conteo", "valor", "61", "60"]
PERFIL = ["perfil", "corte=plan_2009_2014; poblacion=victimas; categoria_id=sexual", "pct", "41.6", "41.7"]
POR = ["Fe de erratas inventada para la prueba", "Secretaría Técnica", "2026-11-20"]


@pytest.fixture
def con(tmp_path, raiz):
    """con(fila, …): una copia de los datos con esas correcciones."""

    def make(*rows: list[str]):
        folder = shutil.copytree(raiz / "data", tmp_path / "d", ignore=shutil.ignore_patterns("importados", "entrada"))
        with (folder / "correcciones.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([CABEZA, *rows])
        return folder

    return make


def test_the_shipped_data_correct_nothing(datos):
    assert datos.correcciones == () and len(datos["correcciones"]) == 0


def test_a_correction_is_used_and_said_in_the_cedula_and_in_the_card(con):
    datos = data_package.load(con(PLAN + POR), importados=False)
    catalogo = build_catalog(datos)
    ctx = Contexto(datos, catalogo, default_filters(catalogo, "plan_anual"))
    lista = registry()["lista"]
    record = next(r for r in lista.query(ctx).to_dict("records") if r["codigo"] == "junin")
    cedula = cedula_at(lista, ctx, record, "casos")
    assert cedula.cifra == "60" and cedula.procedencia.startswith("corregida")
    told = "La fuente imprime 61; aquí se usa 60. Fe de erratas inventada para la prueba (Secretaría Técnica, 20 de "
    assert told in cedula.texto
    assert told in text_of(render(lista, ctx, "Tabla")[3])
    cusco = next(r for r in lista.query(ctx).to_dict("records") if r["codigo"] == "cusco")
    assert "corregida" not in cedula_at(lista, ctx, cusco, "casos").texto


def test_a_profile_share_too(con):
    datos = data_package.load(con(PERFIL + POR), importados=False)
    catalogo = build_catalog(datos)
    select = selector(datos, catalogo)
    cedula = resolve(
        "/cedula/explotacion/sexual/pct", "?corte=plan_2009_2014", lambda q, _v: select(q), origins(*TABLAS)
    )
    assert cedula.cifra == "41.7%" and cedula.correcciones
    ctx = select("")
    assert "41.7%" in text_of(render(registry()["explotacion"], ctx, "")[2])
    assert "Cifra corregida. La fuente imprime 41.6" in text_of(render(registry()["explotacion"], ctx, "")[3])
    assert "Cifra corregida" not in text_of(render(registry()["captacion"], ctx, "")[3])


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ([*PLAN[:3], "62", "60"], "la fila de casos.csv ya dice «61» y no «62»: la fuente se enmendó"),
        (["casos", "serie_id=plan_anual; anio=2016", "valor", "61", "60"], "filas de casos.csv y debe señalar una"),
        (["casos", "serie_id=nada", "valor", "61", "60"], "señala 0 filas"),
        (["otra", "a=1", "valor", "61", "60"], "no existe la tabla «otra»"),
        (["casos", "lugar=junin", "valor", "61", "60"], "no tiene la columna «lugar»"),
        (["casos", PLAN[1], "cantidad", "61", "60"], "no tiene la columna «cantidad»"),
        ([*PLAN[:4], "sesenta"], "«sesenta» no es un número"),
    ],
)
def test_what_cannot_be_applied_says_why(datos, row, said):
    rows = pd.DataFrame([dict(zip(CABEZA, row + POR, strict=True))]).assign(fecha=pd.Timestamp(2026, 11, 20))
    tables, done, faltas = corrected({**datos.tables, "correcciones": rows})
    assert done == () and len(faltas) == 1 and faltas[0].startswith("correcciones.csv, fila 2: ")
    assert said in faltas[0]
    assert all(tables[name].equals(datos[name]) for name in ("casos", "perfil"))


def test_a_mended_source_asks_to_remove_the_correction(con):
    folder = con(PLAN + POR)
    casos = folder / "casos.csv"
    text = casos.read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith("plan_anual,2016") and ",junin," in line)
    casos.write_text(text.replace(row, row.replace(",61,", ",60,")), encoding="utf-8")
    with pytest.raises(DatosInvalidos, match="correcciones.csv, fila 2: .*la fuente se enmendó"):
        data_package.load(folder, importados=False)
    assert any("la fuente se enmendó" in falta for falta in review(folder))
