"""Pruebas del importador; es un paquete para que su conftest no tape al general."""
