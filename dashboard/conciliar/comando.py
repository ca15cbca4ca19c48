"""La orden `conciliar`: 0 si todo cuadra, 1 si algo no cuadra, 2 si no se pudo comprobar."""

import sys
from pathlib import Path

from dashboard import data_package
from dashboard.catalog import build_catalog
from dashboard.conciliar import REGLAS, reconcile
from dashboard.conciliar.formatos import cotejos_csv, results_csv, to_json, to_text
from dashboard.conciliar.hechos import Hechos
from dashboard.conciliar.lado_a_lado import side_by_side
from dashboard.conciliar.resultado import NO_CUADRA
from dashboard.plan.load import load_plan

TODO_CUADRA, ALGO_NO_CUADRA, SIN_COMPROBAR = 0, 1, 2


def run(folder: Path, plan: str, formato: str, reglas: list[str] | None, lado_a_lado: bool) -> int:
    """Escribe los resultados por la salida y devuelve el código."""
    if unknown := sorted(set(reglas or ()) - set(REGLAS)):
        known = ", ".join(REGLAS)
        print(f"No existe la regla «{unknown[0]}». Las que hay: {known}.", file=sys.stderr)
        return SIN_COMPROBAR
    try:
        datos = data_package.load(folder)
        catalogo, found_plan = build_catalog(datos), load_plan(folder / "planes" / plan)
    except data_package.DatosInvalidos as error:
        print("No se comprobó nada: los datos tienen faltas.", *error.faltas, sep="\n  · ", file=sys.stderr)
        return SIN_COMPROBAR
    found = reconcile(datos, catalogo, found_plan, reglas or REGLAS)
    cotejos = side_by_side(Hechos(datos, catalogo)) if lado_a_lado or formato == "json" else ()
    if formato == "json":
        print(to_json(found, cotejos, datos.version), end="")
    elif formato == "csv":
        sys.stdout.write(cotejos_csv(cotejos) if lado_a_lado else results_csv(found))
    else:
        print(to_text(found))
        for c in cotejos:
            said = "; ".join(f"{v.segun}: {v.parte.valor} {v.unidad}, {v.periodo}" for v in c.versiones)
            print(f"  · {c.concepto}, {c.lugar} ({c.relacion}). {said}.")
    return ALGO_NO_CUADRA if any(r.estado == NO_CUADRA for r in found) else TODO_CUADRA
