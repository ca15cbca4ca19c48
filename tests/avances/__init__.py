"""Pruebas del almacén de avances, sobre conexiones de verdad."""
