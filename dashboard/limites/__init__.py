"""Límites geográficos: la aproximación que viaja con el proyecto y la importación de los oficiales.

Este módulo es ligero; las bibliotecas geográficas se cargan solo al ejecutar una orden.
"""
