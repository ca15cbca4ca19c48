"""Lo que el navegador descarga una sola vez: plantilla, geometría, idioma de los gráficos y nombres de los filtros."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from dashboard.figures.theme import PLANTILLA
from dashboard.layout import ids
from dashboard.layout.card import GRAPH_CONFIG
from dashboard.limites.asset import write_asset

PLOTLY_ROUTE = "/_dash-component-suites/plotly/package_data/plotly.min.js"  # donde Dash busca el completo


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
    base = {"plantilla": PLANTILLA, "campos": ids.CAMPOS, "config": GRAPH_CONFIG}
    values = json.dumps(base, ensure_ascii=False, separators=(",", ":"))
    script = f"window.mirador={{base:{values}}};window.mirador.base.geometria=".encode() + geometria + b";"
    return BrowserBase(script, json.loads(geometria))
