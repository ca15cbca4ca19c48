"""Una lámina como valores que el navegador dibuja: un gráfico con todo lo que debe acompañarlo fuera del tablero."""

import json
from dataclasses import asdict
from math import isnan

from dashboard.charts import Contexto, Lista
from dashboard.charts._tabla import cell_text, row_text
from dashboard.figures.theme import Figura
from dashboard.idioma import _
from dashboard.informes.lamina import Lamina


def ficha(lamina: Lamina, vista: str = "") -> dict:
    """Título, filtros, dibujo, conclusión, advertencias, fuente, corte y versión de una lámina.

    `vista` es el dibujo pedido; si la lámina no lo tiene («Tabla», «Texto»), va el primero. `figura` viaja sin
    plantilla ni geometría, como en el tablero; es None cuando el dibujo son `barras` o cuando no hay cifras.
    """
    draw = lamina.draws.get(vista, next(iter(lamina.draws.values()), None))
    drawing = draw(lamina.frame) if draw else None
    figure = drawing if isinstance(drawing, Figura) else None
    return {
        "id": lamina.id,
        "seccion": lamina.seccion,
        "titulo": lamina.encabezado,
        "pregunta": lamina.pregunta,
        "filtros": lamina.filtros,
        "conclusion": lamina.conclusion,
        "advertencias": list(lamina.cautions),
        "fuente": lamina.fuente,
        "corte": lamina.corte,
        "version": lamina.version,
        "figura": figure.compact() if figure else None,
        "barras": [asdict(b) for b in drawing.barras] if isinstance(drawing, Lista) else [],
        "clave": drawing.clave if isinstance(drawing, Lista) else "",
        "leyenda": [asdict(c) for c in figure.leyenda] if figure else [],
        "tabla": _table(lamina),
    }


def _table(lamina: Lamina) -> dict:
    """Los encabezados y las celdas ya escritas, como en la vista «Tabla»."""
    rows = lamina.frame.to_dict("records")
    cells = [[cell_text(row[k], c) for k, c in lamina.columns.items()] for row in rows]
    return {"columnas": [_(c.titulo) for c in lamina.columns.values()], "filas": cells}


def as_text(lamina: Lamina) -> str:
    """La lámina en párrafos, para pegarla en un correo o en un documento."""
    rows = [f"- {row_text(row, lamina.columns)}" for row in lamina.frame.to_dict("records")]
    cautions = [_("Cuidado: {advertencia}", advertencia=t) for t in lamina.cautions]
    foot = [
        lamina.fuente,
        _("Corte: {corte}.", corte=lamina.corte),
        _("Versión de los datos: {version}.", version=lamina.version),
    ]
    head = [lamina.encabezado, lamina.filtros, "", lamina.conclusion, ""]
    return "\n".join([*head, *rows, "", *cautions, *foot, ""])


def file_stem(chart_id: str, ctx: Contexto) -> str:
    """«trata_mapa_puno_2023-2023_v1a2b3c4d5e»: qué, dónde, cuándo y con qué datos."""
    filtros = ctx.filtros
    place = "-".join(filtros.lugares) or "peru"
    return f"trata_{chart_id}_{place}_{filtros.desde}-{filtros.hasta}_v{ctx.datos.version}"


def to_json(value) -> str:
    """JSON compacto; un número que falta es null, y ningún «<» cierra la etiqueta que lo contiene."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _plain(value):
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if hasattr(value, "tolist"):
        return _plain(value.tolist())
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return None if isinstance(value, float) and isnan(value) else value
