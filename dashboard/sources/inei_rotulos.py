"""De qué departamento y de qué sexo es cada hoja del INEI, por su nombre, su título o el nombre del archivo."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.sources.departamentos import Departamentos
from dashboard.sources.lectura import ArchivoRechazado
from dashboard.sources.lugares import place_key

HOMBRES, MUJERES, AMBOS = "hombres", "mujeres", "ambos"
PAIS = "00"
CAPITULO = re.compile(r"cap_?(\d\d)\b", re.IGNORECASE)
PALABRA = re.compile(r"[A-ZÑ]+")
RAICES = {
    **dict.fromkeys(("HOMBRE", "MASC", "VARON"), HOMBRES),
    **dict.fromkeys(("MUJER", "FEM"), MUJERES),
    **dict.fromkeys(("AMBOS", "TOTAL"), AMBOS),
}
LETRAS = {"H": HOMBRES, "F": MUJERES, "T": AMBOS}
# Estos territorios llevan «Lima» en el nombre y no son el departamento.
NO_DEPARTAMENTO = ("METROPOLITANA", "REGION LIMA", "PROVINCIA DE LIMA", "LIMA PROVINCIAS", "LIMA REGION")


@dataclass(frozen=True)
class Rotulos:
    """Los rótulos de un libro: nombre del archivo y de sus hojas."""

    archivo: str
    hojas: Sequence[str]
    lugares: Departamentos

    def sexo(self, hoja: str, titulo: str) -> str:
        """hombres, mujeres o ambos; una «M» sola se entiende por la letra que la acompaña, «F» o «H»."""
        by_name, by_title = self._by_name(hoja), _by_words(titulo)
        contradicts = {by_name, by_title} == {HOMBRES, MUJERES}
        found = by_name or by_title
        if found is None or contradicts:
            raise ArchivoRechazado("E-INEI-SEXO", self.archivo, hoja=hoja)
        return found

    def _by_name(self, hoja: str) -> str | None:
        letters = {words[-1] for h in self.hojas if (words := PALABRA.findall(place_key(h)))}
        last = (PALABRA.findall(place_key(hoja)) or [""])[-1]
        if last == "M" and ("F" in letters) != ("H" in letters):
            return HOMBRES if "F" in letters else MUJERES
        return LETRAS.get(last) or _by_words(hoja)

    def ubigeo(self, hoja: str, titulo: str) -> str:
        """El departamento, o «00» si el libro es del país. Dos rótulos que se contradicen no sirven."""
        match = CAPITULO.search(self.archivo)
        by_file = match[1] if match and match[1] in (PAIS, *self.lugares.nombre) else None
        found = {by_file, self._named(titulo), self._named(hoja)} - {None}
        if len(found) != 1 or any(t in place_key(f"{titulo} {hoja}") for t in NO_DEPARTAMENTO):
            raise ArchivoRechazado("E-INEI-DEPARTAMENTO", self.archivo, hoja=hoja)
        return found.pop()

    def _named(self, texto: str) -> str | None:
        """El único departamento que `texto` nombra."""
        clave = f" {' '.join(PALABRA.findall(place_key(texto)))} "
        grafias = {" ".join(PALABRA.findall(g)): u for g, u in self.lugares.por_grafia.items()}
        found = {ubigeo for grafia, ubigeo in grafias.items() if f" {grafia} " in clave}
        return found.pop() if len(found) == 1 else None


def _by_words(texto: str) -> str | None:
    """El sexo que nombra `texto`, si nombra uno solo; «total» no decide si también dice hombres o mujeres."""
    words = PALABRA.findall(place_key(texto))
    found = {sexo for word in words for raiz, sexo in RAICES.items() if word.startswith(raiz)}
    if {HOMBRES, MUJERES} <= found:
        return AMBOS
    found = found - {AMBOS} or found
    return found.pop() if len(found) == 1 else None
