"""Encuadres de los mapas: oeste, sur, este y norte, en grados."""

NACIONAL = (-82.5, -19.5, -67.5, 1.0)
LIMA = (-77.30, -12.55, -76.60, -11.55)
