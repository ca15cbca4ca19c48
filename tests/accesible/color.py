"""Los colores que ve quien mira, en claro y en oscuro, y cuánto se distinguen (coloraide)."""

import re
from pathlib import Path

from coloraide import Color

ASSETS = Path(__file__).resolve().parents[2] / "assets"
OSCURO = re.search(r"not\(\.contraste\) \{(.*?)\n  \}", (ASSETS / "esquema.css").read_text(encoding="utf-8"), re.S)[1]
CLARO = re.search(r":root \{(.*?)\n\}", (ASSETS / "mirador.css").read_text(encoding="utf-8"), re.S)[1]
VARIABLE = re.compile(r"--([\w-]+): (#[0-9a-f]{6})")
DEFICIENCIAS = ("protan", "deutan", "tritan")


def variables(esquema: str) -> dict[str, str]:
    """Nombre → color de las variables propias en «claro» u «oscuro»."""
    light = dict(VARIABLE.findall(CLARO))
    return light if esquema == "claro" else light | dict(VARIABLE.findall(OSCURO))


def shown(color: str, esquema: str) -> str:
    """El color de una figura como se ve en ese esquema."""
    return variables(esquema).get(f"c{color[1:]}", color) if esquema == "oscuro" else color


def contrast(a: str, b: str) -> float:
    return Color(a).contrast(b, method="wcag21")


def distance(a: str, b: str, deficiencia: str = "") -> float:
    """ΔE (CIEDE2000) entre dos colores, como los ve quien tiene esa deficiencia completa."""
    seen = [Color(c).filter(deficiencia, 1) if deficiencia else Color(c) for c in (a, b)]
    return seen[0].delta_e(seen[1], method="2000")
