"""Las formas de un dibujo: caminos, marcas y rótulos en una caja de puntos, con la y hacia abajo."""

from dataclasses import dataclass

Punto = tuple[float, float]
ANCHO_LETRA, ANCHO_NEGRITA, INTERLINEA = 0.5, 0.53, 1.2


@dataclass(frozen=True)
class Camino:
    """Líneas o polígonos: cada anillo es una sucesión de puntos; los huecos van en sentido contrario.

    `trama` es el color del rayado de lo desconocido; `guion`, vacío si la línea es continua.
    """

    anillos: tuple[tuple[Punto, ...], ...]
    cerrado: bool = False
    relleno: str = ""
    trama: str = ""
    borde: str = ""
    grosor: float = 0.0
    guion: str = ""
    opacidad: float = 1.0
    nombre: str = ""


@dataclass(frozen=True)
class Marca:
    """Un punto: círculo, cuadrado, rombo o flecha (con el ángulo de su dirección, en grados)."""

    x: float
    y: float
    radio: float
    simbolo: str = "circle"
    relleno: str = ""
    borde: str = ""
    grosor: float = 0.0
    angulo: float = 0.0
    opacidad: float = 1.0
    nombre: str = ""


@dataclass(frozen=True)
class Rotulo:
    """Un texto anclado: `h` es start, middle o end; `v`, top, middle o bottom. El halo lo separa de lo que tapa."""

    x: float
    y: float
    renglones: tuple[str, ...]
    tamano: float
    color: str
    h: str = "start"
    v: str = "middle"
    negrita: bool = False
    halo: bool = False

    @property
    def ancho(self) -> float:
        return max((text_width(r, self.tamano, self.negrita) for r in self.renglones), default=0)

    @property
    def alto(self) -> float:
        return len(self.renglones) * self.tamano * INTERLINEA

    @property
    def caja(self) -> tuple[float, float, float, float]:
        """Izquierda, arriba, ancho y alto."""
        left = self.x - {"start": 0, "middle": self.ancho / 2, "end": self.ancho}[self.h]
        top = self.y - {"top": 0, "middle": self.alto / 2, "bottom": self.alto}[self.v]
        return left, top, self.ancho, self.alto


Forma = Camino | Marca | Rotulo


@dataclass(frozen=True)
class Dibujo:
    """Las formas de una figura, de atrás hacia adelante, y el tamaño de su caja."""

    ancho: float
    alto: float
    formas: tuple[Forma, ...]

    @property
    def rotulos(self) -> tuple[Rotulo, ...]:
        return tuple(f for f in self.formas if isinstance(f, Rotulo))

    def despejado(self) -> "Dibujo":
        """Sin los rótulos que se montan sobre otro anterior o se salen de la caja."""
        kept: list[Rotulo] = []
        for rotulo in self.rotulos:
            if self.contiene(rotulo) and not any(overlap(rotulo, other) for other in kept):
                kept.append(rotulo)
        return Dibujo(self.ancho, self.alto, tuple(f for f in self.formas if not isinstance(f, Rotulo) or f in kept))

    def contiene(self, rotulo: Rotulo, roce: float = 2.0) -> bool:
        """Si el rótulo queda dentro de la caja, con `roce` puntos de tolerancia."""
        x, y, w, h = rotulo.caja
        return x >= -roce and y >= -roce and x + w <= self.ancho + roce and y + h <= self.alto + roce

    def cenido(self) -> "Dibujo":
        """La misma caja, sin el blanco que sobra debajo."""
        bottoms = [y + h for _, y, _, h in (r.caja for r in self.rotulos)]
        bottoms += [y for f in self.formas if isinstance(f, Camino) for ring in f.anillos for _, y in ring]
        bottoms += [f.y + f.radio for f in self.formas if isinstance(f, Marca)]
        return Dibujo(self.ancho, min(max(bottoms, default=self.alto) + 1, self.alto), self.formas)

    def sin_rotulos(self) -> "Dibujo":
        """Solo el trazo, cuando los textos no caben al tamaño que se pide."""
        return Dibujo(self.ancho, self.alto, tuple(f for f in self.formas if not isinstance(f, Rotulo)))


def overlap(a: Rotulo, b: Rotulo, roce: float = 2.0) -> bool:
    """Si dos rótulos se montan uno sobre otro en más de `roce` puntos."""
    (ax, ay, aw, ah), (bx, by, bw, bh) = a.caja, b.caja
    across, down = min(ax + aw, bx + bw) - max(ax, bx), min(ay + ah, by + bh) - max(ay, by)
    return across > roce and down > roce


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Ancho aproximado de un texto; algo generoso, para que nada se corte."""
    return len(text) * size * (ANCHO_NEGRITA if bold else ANCHO_LETRA)
