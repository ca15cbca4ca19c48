"""Cuánto hay en un plan: sus ejes, objetivos, indicadores, acciones, trayectorias, metas y responsables, contados."""

from dataclasses import replace

import pandas as pd

from dashboard.cedula.direccion import path
from dashboard.cedula.origenes import Tabla
from dashboard.cedula.tablas import plan_source
from dashboard.charts import Columna, Contexto, Record
from dashboard.idioma import N_, _
from dashboard.plan import Plan
from dashboard.queries.respaldo import Respaldo

CUENTAS = "cuentas"
CONTADOS = {
    "ejes": N_("ejes"),
    "objetivos": N_("objetivos inmediatos (OI)"),
    "indicadores": N_("indicadores (IVO)"),
    "acciones": N_("acciones"),
    "trayectorias": N_("trayectorias"),
    "metas": N_("metas"),
    "responsables": N_("responsables"),
}


def count_path(plan: Plan, clave: str) -> str:
    """La dirección de la cédula de una cuenta: `clave` es una de CONTADOS."""
    return path(f"{CUENTAS}/{clave}/numero", plan.edicion)


def counts_of(plan: Plan) -> Tabla:
    """Una fila por cada clase de lo que el Plan enumera, con cuántas trae."""
    rows = [{"clave": c, "que": que, "numero": len(getattr(plan, c))} for c, que in CONTADOS.items()]
    frame = pd.DataFrame(rows)

    def base(ctx: Contexto, row: Record, _column: str) -> tuple[Respaldo, ...]:
        tabla = f"{row['clave']}.csv"
        cita = _("las matrices de sus ejes; la tabla {tabla} tiene una fila por cada uno", tabla=tabla)
        return (replace(plan_source(ctx, plan, cita), procedencia="calculado"),)

    return Tabla(
        id=CUENTAS,
        question=N_("¿Cuánto enumera el Plan?"),
        title=lambda ctx: plan.ficha.nombre,
        query=lambda ctx: frame,
        columns={
            "que": Columna(N_("Qué cuenta")),
            "numero": Columna(
                N_("Cifra"),
                "entero",
                lambda ctx, row: _(row["que"]),
                N_("Cuenta de lo que el Plan enumera: una fila de su tabla es uno."),
            ),
        },
        key=("clave",),
        base=base,
        edicion=plan.edicion,
    )
