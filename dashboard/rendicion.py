"""Las órdenes `informe-congreso` y `matriz` en la consola."""

import sys
from pathlib import Path

from dashboard.avances.abrir import open_store
from dashboard.avances.errores import Rechazo
from dashboard.informes.balance import document_name
from dashboard.informes.congreso import congress_report
from dashboard.informes.matriz import matrix_book
from dashboard.plan.load import load_plan
from dashboard.reportar.rendir import balance_of
from dashboard.settings import Settings

DOCUMENTOS = {"informe-congreso": (congress_report, "docx"), "matriz-mye": (matrix_book, "xlsx")}


def write_document(which: str, settings: Settings, anio: int | None, metodo: str, path: Path | None) -> int:
    """Escribe el documento; 2 si el año no es del plan o el archivo ya existe."""
    plan = load_plan(settings.datos / "planes" / settings.plan)
    almacen = open_store(settings, plan)
    make, ending = DOCUMENTOS[which]
    try:
        balance = balance_of(almacen, str(anio or plan.ficha.fin), metodo)
    except Rechazo as refused:
        print(refused, file=sys.stderr)
        return 2
    finally:
        almacen.base.close()
    path = path or Path(document_name(balance, which, ending))
    if path.exists():
        print(f"{path} ya existe. Elija otro nombre o muévalo antes.", file=sys.stderr)
        return 2
    path.write_bytes(make(balance))
    print(f"{path} escrito.")
    return 0
