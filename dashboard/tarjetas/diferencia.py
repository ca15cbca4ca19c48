"""Solo viaja lo que cambió: cada pieza se comprime tomando por diccionario la que el navegador ya muestra.

El navegador deshace la diferencia con su propio descompresor (assets/tarjetas.js): le da primero lo que tenía y luego
lo recibido. Deflate mira 32 kB hacia atrás, así que una pieza larga se parte y cada parte lleva lo que tiene cerca.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence

RECUERDA = 32_768  # bytes hacia atrás que mira deflate
PARTE, ANTES, DESPUES = 16_384, 8_192, 24_576
REGISTRO = struct.Struct("<HHH")  # pieza, bytes comprimidos, bytes de la parte
SIN_CERRAR = b"\x00\x00\xff\xff"  # cómo termina un tramo que sigue; el navegador lo repone


def difference(old: Sequence[bytes], new: Sequence[bytes]) -> bytes:
    """Las piezas de `new` que no son las de `old`, en el mismo orden: registros y tramos de deflate."""
    changed = [(i, a, b) for i, (a, b) in enumerate(zip(old, new, strict=True)) if a is not b and a != b]
    return b"".join(_records(changed))


def _records(changed: list[tuple[int, bytes, bytes]]) -> Iterator[bytes]:
    seen = b""  # lo último que el descompresor habrá visto
    for index, old, new in changed:
        for start in range(0, max(1, len(new)), PARTE):  # también si quedó vacía
            part = new[start : start + PARTE]
            seen = (seen + old[max(0, start - ANTES) : start + DESPUES])[-RECUERDA:]
            packed = _deflate(part, seen)
            seen = (seen + part)[-RECUERDA:]
            yield REGISTRO.pack(index, len(packed), len(part)) + packed


def _deflate(part: bytes, window: bytes) -> bytes:
    options = (zlib.Z_BEST_COMPRESSION, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY)
    packer = zlib.compressobj(*options, *([window] if window else []))
    return (packer.compress(part) + packer.flush(zlib.Z_SYNC_FLUSH)).removesuffix(SIN_CERRAR)
