"""La marca DEMOSTRACIÓN sale del almacén y llega a cada vista y archivo con avances; sin ella, a ninguno."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from dashboard.informes.html import Recursos
from dashboard.informes.paquete import Insumos, session_of
from dashboard.informes.pedido import Pedido
from dashboard.layout.shell import shell
from dashboard.metas.csv import file_name, metas_csv
from dashboard.metas.filters import FiltrosMetas
from dashboard.metas.seleccion import Seleccion
from dashboard.plan.estado import Seguimiento
from dashboard.plan.reportes import Avances

MARCA = "DEMOSTRACIÓN"


@pytest.fixture(params=[True, False], ids=["demostracion", "de-verdad"])
def avances(request, demostracion) -> Avances:
    """Los mismos avances, marcados o no."""
    return replace(demostracion.public(), demostracion=request.param)


def test_every_page(avances):
    assert (MARCA in str(shell("v", True, avances.demostracion).to_plotly_json())) is avances.demostracion


def test_the_download_of_metas(plan, avances):
    text = metas_csv(Seleccion(Seguimiento(plan, avances, date(2026, 11, 26)), FiltrosMetas()))
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) == 411
    assert all(MARCA in " ".join(map(str, row.values())) for row in rows) is avances.demostracion
    assert file_name(FiltrosMetas(), avances.demostracion).startswith("DEMOSTRACION") is avances.demostracion


def test_the_pack_of_a_session(datos, catalogo, plan, geometria, raiz, avances):
    insumos = Insumos(datos, catalogo, plan, avances, geometria, Recursos(raiz / "assets", ""), "http://mirador.gob.pe")
    sesion = session_of(Pedido("", 2019, 2023), insumos)
    assert (MARCA in sesion.bajada) is avances.demostracion, "portada, volante y LEAME"
    assert sesion.base.startswith("DEMOSTRACION_") is avances.demostracion
    of_metas = [x for x in sesion.laminas if x.seccion in ("Metas", "Acuerdos")]
    assert of_metas and all(any(MARCA in c for c in x.cautions) is avances.demostracion for x in of_metas)
