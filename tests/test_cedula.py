"""Toda cifra que se muestra tiene cédula completa, y su dirección devuelve la misma cifra."""

import re

import pytest

from dashboard.cedula import SinCedula, cedula_at, cedula_of, has_figure, path_of
from dashboard.cedula.cuentas import CONTADOS, count_path, counts_of
from dashboard.cedula.direccion import cedula_id, parse, path, row_key
from dashboard.cedula.origenes import origins
from dashboard.cedula.resolver import NoHallada, resolve
from dashboard.cedula.tablas import TABLAS, meta_path, metas_of
from dashboard.charts import registry
from dashboard.charts._tabla import cell_text
from dashboard.filters import MEDIDAS
from dashboard.layout import metas
from dashboard.queries.medidas import motivos
from dashboard.selection import selector

IDS = sorted(registry())
RESIDUOS = re.compile(r"\b(nan|None|NaT)\b|<NA>|  |\.\.|% %")


@pytest.fixture(scope="module")
def selecciones(datos, catalogo, elegir) -> list:
    """Series, medidas, años, componentes, lugares y cortes que cambian las cifras de algún gráfico."""
    found = [elegir(corte=corte) for corte in catalogo.cortes]
    for serie in catalogo.con_mapa:
        base, places = elegir(serie.serie_id), [lugar.codigo for lugar in catalogo.lugares_de(serie)]
        found += [base, base.con(lugares=(places[16],)), base.con(lugares=(places[0], places[-1]))]
        found += [base.con(componente=c) for c in serie.componentes[1:]]
        if serie.anual:
            whole = base.con(desde=serie.anios[0], hasta=serie.anios[-1])
            found += [
                whole,
                *(whole.con(medida=m) for m in MEDIDAS),
                base.con(desde=serie.anios[0], hasta=serie.anios[0]),
            ]
    found += [elegir(desde=2019, hasta=2019, medida="tasa"), elegir(desde=2019, hasta=2023, medida="variacion")]
    found += [elegir(medida="pct_pais"), elegir(desde=2025, hasta=2025, lugares=("pasco",))]
    return list(dict.fromkeys(f for f in found if f.medida not in motivos(datos, catalogo, f)))


@pytest.fixture(scope="module")
def select(datos, catalogo):
    answer = selector(datos, catalogo)
    return lambda query, version="": answer(query)


@pytest.mark.parametrize("chart_id", IDS)
def test_every_figure_has_a_whole_cedula_and_comes_back(chart_id, selecciones, contexto, select):
    chart, seen = registry()[chart_id], {}
    for filtros in selecciones:
        ctx = contexto(filtros)
        records = chart.query(ctx).to_dict("records")
        keys = [row_key(chart, r) for r in records]
        assert len(set(keys)) == len(keys), "dos filas con la misma clave: declare key=(…) en el gráfico"
        figures = [(r, c) for r in records for c, col in chart.columns.items() if has_figure(col, r, c)]
        for record, column in figures:
            name, text = cedula_id(chart, ctx, record, column), cell_text(record[column], chart.columns[column])
            if name in seen:
                assert seen[name] == text, f"{name} nombra dos cifras distintas"
                continue
            cedula = cedula_at(chart, ctx, record, column)
            assert cedula.faltas() == (), cedula
            assert not RESIDUOS.search(cedula.texto), cedula.texto
            assert cedula.url_path == path_of(chart, ctx, record, column)
            seen[name] = cedula.cifra
    assert_come_back(chart, seen, select)
    shown = any(chart.applies(contexto(filtros)) for filtros in selecciones)
    assert seen or not shown or not any(c.es_cifra for c in chart.columns.values())


def assert_come_back(chart, seen: dict[str, str], select) -> None:
    """La dirección de cada cifra, leída de vuelta, da la misma cifra."""
    tables: dict[str, dict] = {}
    for name, text in seen.items():
        pedido = parse(*path(name, "x").split("?"))
        assert (pedido.origen, pedido.version) == (chart.id, "x")
        if pedido.seleccion not in tables:
            frame = chart.query(select(pedido.seleccion))
            tables[pedido.seleccion] = {row_key(chart, r): r for r in frame.to_dict("records")}
        record = tables[pedido.seleccion][pedido.fila]
        assert cell_text(record[pedido.columna], chart.columns[pedido.columna]) == text, name


def test_an_address_gives_the_figure_of_the_published_list(contexto, elegir, select):
    """RPP 833302: Loreto, 243 casos entre 2009 y 2014."""
    cedula = resolve("/cedula/lista/loreto/casos", "?serie=plan_2009_2014&desde=2009&hasta=2014&v=x", select, origins())
    assert cedula.medida == "243 casos registrados"
    assert cedula.respaldos[0].documento == "Casos de trata por distrito fiscal, 2009-2014"
    assert "lista de casos por distrito fiscal" in cedula.respaldos[0].cita
    assert cedula.procedencia.startswith("publicada")


def test_the_id_does_not_change_with_the_opening_selection(contexto, elegir):
    """La selección inicial también se escribe: mañana la inicial será otra."""
    chart = registry()["lista"]
    ctx = contexto(elegir())
    cedula = cedula_of(chart, ctx, chart.query(ctx), 0, "casos")
    assert cedula.id == "lista/loreto/casos?serie=delitos&componente=total&desde=2023&hasta=2023"


def test_a_zero_says_why_it_is_a_zero(contexto, elegir, select):
    query = "?serie=delitos&componente=total&desde=2025&hasta=2025"
    cedula = resolve("/cedula/lista/pasco/casos", query, select, origins())
    assert cedula.cifra == "0" and "nunca escribe ceros" in cedula.respaldos[0].cita


def test_what_has_no_figure_has_no_cedula(contexto, elegir):
    chart = registry()["lista"]
    ctx = contexto(elegir("plan_2009_2014"))
    frame = chart.query(ctx)
    with pytest.raises(SinCedula, match="no es una cifra"):
        cedula_of(chart, ctx, frame, len(frame) - 1, "casos")  # sin dato
    with pytest.raises(SinCedula):
        cedula_of(chart, ctx, frame, 0, "nombre")


@pytest.mark.parametrize(
    ("pathname", "search"),
    [
        ("/cedula/", ""),
        ("/cedula/lista/loreto", "?serie=delitos"),
        ("/cedula/otra/loreto/casos", "?serie=delitos"),
        ("/cedula/lista/atlantida/casos", "?serie=delitos&desde=2023&hasta=2023"),
        ("/cedula/lista/loreto/detalle", "?serie=delitos&desde=2023&hasta=2023"),
        ("/cedula/lista/loreto/casos", "?serie=delitos&desde=1999&hasta=2023"),
        ("/cedula/lista/loreto/casos", "?serie=inventada"),
        ("/cedula/lista/loreto/casos", "?serie=delitos&desde=2023&hasta=2023&medida=variacion"),
        ("/cedula/" + "a/" * 500, "?" + "x" * 5000),
    ],
)
def test_a_wrong_address_is_told_and_never_repaired_into_another_figure(pathname, search, select):
    with pytest.raises(NoHallada):
        resolve(pathname, search, select, origins())


@pytest.fixture(scope="module")
def todos(plan):
    return origins(*TABLAS, metas_of(plan), counts_of(plan))


@pytest.mark.parametrize("name", [t.id for t in TABLAS] + ["metas", "cuentas"])
def test_every_figure_of_the_other_tables_has_a_whole_cedula(name, todos, selecciones, contexto, select):
    origen = todos[name]
    shown = selecciones[:40] if origen.obeys else selecciones[:1]
    for filtros in shown:
        ctx = contexto(filtros)
        records = origen.query(ctx).to_dict("records")
        assert len({row_key(origen, r) for r in records}) == len(records)
        for record in records:
            for column in (c for c, col in origen.columns.items() if has_figure(col, record, c)):
                cedula = cedula_at(origen, ctx, record, column)
                assert cedula.faltas() == (), cedula
                assert not RESIDUOS.search(cedula.texto), cedula.texto
        if name == "importados":
            assert records == []  # lo importado se prueba en conciliar/test_importado.py
            return
        record = next(r for r in records if any(has_figure(col, r, c) for c, col in origen.columns.items()))
        column = next(c for c, col in origen.columns.items() if has_figure(col, record, c))
        cedula = cedula_at(origen, ctx, record, column)
        assert resolve(*cedula.url_path.split("?"), select, todos) == cedula


def test_a_meta_is_cited_by_its_line_and_with_the_version_of_the_plan(plan, todos, select):
    """Línea 1750 del Plan: «al menos 2 por año»."""
    cedula = resolve(*meta_path(plan, "3.2.2-P2-03").split("?"), select, todos)
    assert cedula.cifra == "al menos 2 por año" and cedula.version == plan.edicion
    assert cedula.respaldos[0].cita == "matriz del OE3, acción 3.2.2, línea 1750 del texto"


def test_what_the_plan_enumerates_is_cited_with_the_number_on_screen(plan, todos, select):
    shown = {a.href: a.children for a in metas.page(plan)._traverse() if getattr(a, "className", "") == "con-cedula"}
    for clave in CONTADOS:
        cedula = resolve(*count_path(plan, clave).split("?"), select, todos)
        assert shown[count_path(plan, clave)] == cedula.cifra and cedula.version == plan.edicion
    assert resolve(*count_path(plan, "metas").split("?"), select, todos).medida == "411 metas"


def test_no_table_takes_the_name_of_a_chart(todos):
    assert not {t.id for t in TABLAS} & set(registry()) and len(todos) == len(TABLAS) + 2 + len(registry())
