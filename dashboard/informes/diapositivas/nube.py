"""De un dibujo de puntos con sus curvas al gráfico de dispersión de PowerPoint, con sus números y su escala."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import floor, log10

from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from dashboard.charts import Lista
from dashboard.figures.theme import LINEA, PAPEL, TINTA, Clave, Figura
from dashboard.informes.diapositivas.graficos import GUIONES, MSO_LINE, lighter, rgb
from dashboard.informes.diapositivas.texto import MINIMO

SIMBOLOS = {"diamond": XL_MARKER_STYLE.DIAMOND, "circle": XL_MARKER_STYLE.CIRCLE}
LADOS = {"top": XL_LABEL_POSITION.ABOVE, "bottom": XL_LABEL_POSITION.BELOW}
CURVAS = {"solid": "linea", "dash": "guiones", "dot": "puntos"}


@dataclass(frozen=True)
class Marca:
    """Cómo se pintan los puntos de un grupo."""

    simbolo: str
    relleno: str
    borde: str


@dataclass(frozen=True)
class Grupo:
    """Puntos (x, y, rótulo, lado del rótulo) que se pintan igual: con su marca o unidos por una curva."""

    nombre: str
    puntos: tuple[tuple[float, float, str, str], ...]
    marca: Marca | None = None
    color: str = ""
    guion: str = "solid"
    de: str = ""  # el relleno que la curva bordea en el tablero


@dataclass(frozen=True)
class Nube:
    """Un gráfico de puntos cuyo eje horizontal va en escala logarítmica."""

    grupos: tuple[Grupo, ...]
    horizontal: tuple[float, float]
    tope: float
    titulos: tuple[str, str]  # del eje horizontal y del vertical


def cloud(figura: Figura | Lista) -> Nube | None:
    """Los puntos de un dibujo que dice que su eje horizontal lleva logaritmos; None si es de otra clase."""
    if isinstance(figura, Lista) or figura.layout.get("meta", {}).get("x") != "log10":
        return None
    groups = [g for t in figura.data for g in (_marked(t) if "markers" in t["mode"] else _curve(t, figura))]
    low, high = (10**end for end in figura.layout["xaxis"]["range"])
    titles = (figura.layout["xaxis"]["title"]["text"], figura.layout["annotations"][0]["text"])
    return Nube(tuple(groups), (10 ** floor(log10(low)), high), figura.layout["yaxis"]["range"][1], titles)


def _marked(trace: Mapping) -> list[Grupo]:
    """Los puntos de una traza, en un grupo por cada manera de pintarlos."""
    marker, found = trace["marker"], {}
    looks = zip(marker["symbol"], marker["color"], marker["line"]["color"], strict=True)
    rows = zip(trace["x"], trace["y"], trace["text"], trace["textposition"], looks, strict=True)
    for x, y, text, side, look in rows:
        found.setdefault(Marca(*look), []).append((10**x, y, text, side.split()[0]))
    return [Grupo(f"Puntos {n}", tuple(points), marca) for n, (marca, points) in enumerate(found.items(), 1)]


def _curve(trace: Mapping, figura: Figura) -> list[Grupo]:
    """La línea de una traza; la banda, que va y vuelve, da su límite de arriba y el de abajo."""
    points = tuple((10**x, y, "", "") for x, y in zip(trace["x"], trace["y"], strict=True))
    line, fill = trace["line"], trace.get("fillcolor", "")
    name = next((c.texto for c in figura.leyenda if c.color == (fill or line["color"])), "Curva")
    parts = (points[: len(points) // 2], points[len(points) // 2 : -1]) if fill else (points,)
    names = (f"{name}: límite de arriba", f"{name}: límite de abajo") if fill else (name,)
    pairs = zip(names, parts, strict=True)
    return [Grupo(n, p, None, line["color"], line.get("dash", "solid"), fill) for n, p in pairs]


def legend_of(nube: Nube, claves: list[Clave]) -> list[Clave]:
    """La leyenda del tablero, con la curva en lugar de la banda que aquí no se rellena."""
    edges = {g.de: g for g in nube.grupos if g.de}
    return [
        replace(c, color=edges[c.color].color, forma=CURVAS[edges[c.color].guion]) if c.color in edges else c
        for c in claves
    ]


def add_cloud(slide, nube: Nube, box: tuple[int, int, int, int]):
    """Agrega el gráfico de dispersión a la lámina en `box` (EMU) y lo devuelve."""
    data = XyChartData(number_format="#,##0.0")
    for grupo in nube.grupos:
        serie = data.add_series(grupo.nombre)
        for x, y, *_ in grupo.puntos:
            serie.add_data_point(x, y)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, *box, data)
    chart = frame.chart
    chart.font.size, chart.font.color.rgb = Pt(MINIMO), rgb(TINTA)
    chart.has_legend = False
    # De costado, el título del eje vertical no cabe en un renglón: va arriba.
    for holder, title in zip((chart.category_axis.axis_title, chart.chart_title), nube.titulos, strict=True):
        holder.text_frame.text = title
        font = holder.text_frame.paragraphs[0].font
        font.size, font.bold = Pt(MINIMO), False
    _style_axes(chart, nube)
    for drawn, grupo in zip(chart.plots[0].series, nube.grupos, strict=True):
        (_style_points if grupo.marca else _style_curve)(drawn, grupo)
    return frame


def _style_axes(chart, nube: Nube) -> None:
    across, up = chart.category_axis, chart.value_axis
    for axis, top in ((across, nube.horizontal[1]), (up, nube.tope)):
        axis.maximum_scale = top
        axis.major_gridlines.format.line.color.rgb = rgb(LINEA)
        axis.tick_labels.font.size = Pt(MINIMO)
        axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "#,##0", False
    across.minimum_scale, up.minimum_scale = nube.horizontal[0], 0
    across._element.find("./{*}scaling").insert(0, parse_xml(f'<c:logBase {nsdecls("c")} val="10"/>'))


def _style_curve(drawn, grupo: Grupo) -> None:
    drawn.smooth = False
    drawn.marker.style = XL_MARKER_STYLE.NONE
    drawn.format.line.color.rgb, drawn.format.line.width = rgb(grupo.color), Pt(2)
    if grupo.guion != "solid":
        drawn.format.line.dash_style = GUIONES.get(grupo.guion, MSO_LINE.DASH)


def _style_points(drawn, grupo: Grupo) -> None:
    drawn.format.line.fill.background()
    drawn.marker.style, drawn.marker.size = SIMBOLOS[grupo.marca.simbolo], 11
    drawn.marker.format.fill.solid()
    # LibreOffice no pinta el borde: lo hueco va claro.
    hollow = grupo.marca.relleno == PAPEL
    drawn.marker.format.fill.fore_color.rgb = rgb(lighter(grupo.marca.borde) if hollow else grupo.marca.relleno)
    drawn.marker.format.line.color.rgb = rgb(grupo.marca.borde)
    for i, (_, _, text, side) in enumerate(grupo.puntos):
        if text:
            label = drawn.points[i].data_label
            label.text_frame.text, label.position = text, LADOS[side]
            label.text_frame.word_wrap = False
            label.text_frame.paragraphs[0].font.size = Pt(MINIMO)
