"""La página inicial, sin lo que no hace falta: ni archivos de componentes sin uso ni las versiones del programa."""

import json
import re

import dash

from dashboard.servidor.idiomas import localized

# Los componentes de Bootstrap van recortados en assets/vendor: construir/.
SIN_USO = ("dash_table/bundle", "deps/polyfill", "dash_bootstrap_components/_components")
DE_FONDO = "end_id"  # un número al azar para callbacks de fondo, que no hay: haría distinta cada página
PROPIO_DE_DESARROLLO = ("python_version", "dash_version", "dash_version_url", "plotly_version", "ddk_version")
GUION = re.compile(r"<script src=\"([^\"]*)\"[^>]*></script>\n?")
CONFIG = re.compile(r"(<script id=\"_dash-config\" type=\"application/json\">)(.*?)(</script>)", re.S)


def lighten(app: dash.Dash) -> None:
    """Cambia la forma en que Dash arma su página."""
    whole = app.interpolate_index

    def interpolate_index(**parts) -> str:
        parts["scripts"] = GUION.sub(_kept, parts["scripts"])
        parts["config"] = CONFIG.sub(_quiet, parts["config"])
        return localized(whole(**parts))

    app.interpolate_index = interpolate_index


def _kept(tag: re.Match) -> str:
    return "" if any(name in tag[1] for name in SIN_USO) else tag[0]


def _quiet(tag: re.Match) -> str:
    """Los ajustes que lee el navegador, sin versiones que le sirvan a quien busca fallas conocidas."""
    values = json.loads(tag[2])
    kept = {k: "" if k in PROPIO_DE_DESARROLLO else v for k, v in values.items() if k != DE_FONDO}
    components = kept.get("children_props", {}).items()
    kept["children_props"] = {space: {c: p for c, p in own.items() if p} for space, own in components}
    return tag[1] + json.dumps(kept, separators=(",", ":")).replace("<", "\\u003c") + tag[3]
