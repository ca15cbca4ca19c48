"""Lo que el navegador descarga una sola vez: plantilla, geometría e idioma de los gráficos."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from dashboard.figures.theme import PLANTILLA
from dashboard.formatting import MESES
from dashboard.limites.asset import write_asset

DIAS = ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"]
LOCALE = {
    "moduleType": "locale",
    "name": "es-PE",
    "dictionary": {"Autoscale": "Escala automática", "Reset axes": "Restablecer ejes", "Loading": "Cargando"},
    "format": {
        "days": [d.capitalize() for d in DIAS],
        "shortDays": [d[:3] for d in DIAS],
        "months": [m.capitalize() for m in MESES],
        "shortMonths": ["set" if m == "setiembre" else m[:3] for m in MESES],
        "date": "%d/%m/%Y",
        "decimal": ".",
        "thousands": ",",
    },
}


@dataclass(frozen=True)
class BrowserBase:
    """Un archivo de JavaScript y la dirección que cambia con su contenido."""

    script: bytes
    geometria: dict

    @property
    def url(self) -> str:
        return f"/base-{hashlib.sha256(self.script).hexdigest()[:12]}.js"


def browser_base(datos_dir: Path) -> BrowserBase:
    """Arma el archivo con la geometría de `datos_dir`/geo."""
    geometria = write_asset(datos_dir)
    values = json.dumps({"plantilla": PLANTILLA, "locale": LOCALE}, ensure_ascii=False, separators=(",", ":"))
    script = f"window.mirador={{base:{values}}};window.mirador.base.geometria=".encode() + geometria + b";"
    return BrowserBase(script, json.loads(geometria))
