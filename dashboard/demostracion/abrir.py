"""Prepara el almacén de demostración: otra carpeta, nunca el de verdad ni la base de datos configurada."""

from dataclasses import replace

from dashboard import formatting as fmt
from dashboard.avances.abrir import open_store
from dashboard.demostracion.generar import ADMINISTRA, CLAVE, CON_CLAVE, SECRETARIA, generate, user_of
from dashboard.plan.load import load_plan
from dashboard.settings import Settings

SUFIJO = "-demostracion"


def beside(settings: Settings) -> Settings:
    """Los mismos ajustes con la carpeta de demostración, que está al lado de la de verdad."""
    folder = settings.avances.with_name(settings.avances.name + SUFIJO)
    return replace(settings, avances=folder, database_url="")


def prepare(settings: Settings) -> Settings:
    """Los ajustes con el almacén de demostración, que se escribe si no está; dice dónde queda y cómo se entra."""
    own = beside(settings)
    plan = load_plan(own.datos / "planes" / own.plan)
    almacen = open_store(own, plan, demostracion=True)
    try:
        if almacen.has_users():
            print(f"Se usan los datos inventados que ya están en {own.avances}. Para hacer otros, borre esa carpeta.")
        else:
            print("Escribiendo datos de demostración; tarda menos de un minuto…", flush=True)
            generate(almacen)
            print(f"Datos inventados en {own.avances}.")
    finally:
        almacen.base.close()
    who = [SECRETARIA, ADMINISTRA, *(user_of(sigla) for sigla in CON_CLAVE if sigla)]
    print(f"Cuentas: {fmt.listing([u.usuario for u in who])}. Clave de todas: {CLAVE}", flush=True)
    return own
