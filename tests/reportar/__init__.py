"""Pruebas de las páginas para informar y revisar."""
