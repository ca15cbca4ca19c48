"""Mira las hojas de un PDF: que ninguna palabra se salga y que ninguna se monte sobre otra."""

import re
import subprocess
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

PALABRA = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
HOJA = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.S)
ROCE, AIRE = 0.5, 0.22  # puntos; y la parte del alto de una caja de pdftotext que es aire, arriba y abajo


def to_pdf(office: Path, profile: Path) -> Path:
    """El PDF que hace LibreOffice de un archivo, en su misma carpeta."""
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", office.parent, office], check=True, capture_output=True, timeout=240)
    return office.with_suffix(".pdf")


def pages(pdf: Path) -> Iterator[tuple[float, float, list[tuple]]]:
    """Ancho, alto y palabras (x0, y0, x1, y1, texto) de cada hoja."""
    done = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True)
    for width, height, body in HOJA.findall(done.stdout.decode()):
        yield float(width), float(height), [(*map(float, w[:4]), w[4]) for w in PALABRA.findall(body)]


def faults(pdf: Path) -> list[str]:
    """Palabras fuera de su hoja y pares de palabras encimadas."""
    found = []
    for number, (width, height, words) in enumerate(pages(pdf), 1):
        found += [
            f"hoja {number}: «{t}» se sale"
            for x0, y0, x1, y1, t in words
            if x0 < -1 or y0 < -1 or x1 > width + 1 or y1 > height + 1
        ]
        found += [f"hoja {number}: «{a[4]}» y «{b[4]}» se montan" for a, b in _near(words) if _over(a, b)]
    return found


def _near(words: list[tuple]) -> Iterator[tuple[tuple, tuple]]:
    """Los pares de palabras que comparten algún renglón."""
    down = sorted(words, key=lambda w: w[1])
    for i, a in enumerate(down):
        yield from ((a, b) for b in takewhile(lambda b, a=a: b[1] < a[3], down[i + 1 :]))


def _over(a: tuple, b: tuple) -> bool:
    (a0, a1), (b0, b1) = _letters(a), _letters(b)
    return min(a[2], b[2]) - max(a[0], b[0]) > ROCE and min(a1, b1) - max(a0, b0) > ROCE


def _letters(word: tuple) -> tuple[float, float]:
    """De dónde a dónde llegan las letras, sin el aire de su renglón."""
    air = (word[3] - word[1]) * AIRE
    return word[1] + air, word[3] - air
