"""Datos inventados para probar y enseñar el sistema: siempre en su propio almacén y siempre con la marca DEMOSTRACIÓN.

Con la misma semilla sale siempre lo mismo. No hay nombres ni datos de personas: las cuentas son de cargos.
"""
