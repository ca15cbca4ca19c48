"""Las mismas reglas sobre lo importado: un archivo que no suma lo que dice se halla, uno que suma no."""

import shutil

import pandas as pd
import pytest

from dashboard import data_package
from dashboard.catalog import build_catalog
from dashboard.cedula import cedula_at
from dashboard.cedula.inventario import FILAS, IMPORTADOS
from dashboard.charts import Contexto
from dashboard.conciliar import reconcile
from dashboard.conciliar.resultado import CUADRA, NO_CUADRA
from dashboard.filters import default_filters
from dashboard.importer.entrada import Entrada
from dashboard.importer.merge import merged
from dashboard.versiones import stored
from tests.test_vivo import drop


@pytest.fixture(scope="module")
def importado(tmp_path_factory, raiz):
    """Los datos con un archivo de 2023 que trae Puno (60) y Tacna (20)."""
    folder = tmp_path_factory.mktemp("c") / "datos"
    shutil.copytree(raiz / "data", folder, ignore=shutil.ignore_patterns("importados", "entrada"))
    entrada = Entrada(folder, tell=lambda text: None)
    drop(folder)
    entrada.take(), entrada.take()
    return data_package.load(folder)


def in_2023(datos, plan) -> list:
    found = reconcile(datos, build_catalog(datos), plan, ["lugares-y-pais"])
    return [r for r in found if r.asunto.startswith("Delitos denunciados (base), 2023")]


def test_what_was_imported_ties_with_its_total(importado, plan):
    (found,) = in_2023(importado, plan)
    assert (found.estado, "suman el total del país, 80" in found.texto) == (CUADRA, True)


def test_an_import_whose_places_do_not_add_up_is_found(importado, plan):
    (one,) = importado.importados
    casos = one.tablas["casos"].copy()
    national = casos.iloc[[0]].assign(ambito="nacional", codigo="PE", valor=79.0)
    wrong = type(one)(one.carpeta, one.sello, one.informe, {**one.tablas, "casos": _plus(casos, national)})
    base = data_package.load(importado.folder, importados=False)
    (found,) = in_2023(merged(base, [wrong]), plan)
    assert found.estado == NO_CUADRA and "suman 80 y el total del país dice 79" in found.texto


def _plus(casos, row):
    return pd.concat([casos, row], ignore_index=True).astype(casos.dtypes.to_dict())


def test_an_import_is_kept_in_the_register_and_its_counts_have_a_cedula(importado):
    assert stored(importado.folder, importado.version) is not None
    catalogo = build_catalog(importado)
    ctx = Contexto(importado, catalogo, default_filters(catalogo))
    record = IMPORTADOS.query(ctx).to_dict("records")[0]
    for column in FILAS:
        cedula = cedula_at(IMPORTADOS, ctx, record, column)
        assert cedula.faltas() == () and cedula.respaldos[0].documento == "delitos.csv"
    assert cedula_at(IMPORTADOS, ctx, record, "leidas").cifra == "2"
