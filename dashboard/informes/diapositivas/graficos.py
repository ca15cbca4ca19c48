"""Gráficos de PowerPoint que se editan, con su libro dentro y la paleta del tablero."""

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.util import Pt

from dashboard.figures.theme import BLUES, LINEA, PAPEL, TINTA, TRAMA
from dashboard.informes.diapositivas.series import Editable, Serie
from dashboard.informes.diapositivas.texto import MINIMO

CLASES = {
    "barras": XL_CHART_TYPE.BAR_CLUSTERED,
    "columnas": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "lineas": XL_CHART_TYPE.LINE_MARKERS,
    "torta": XL_CHART_TYPE.PIE,
}
GUIONES = {"dot": MSO_LINE.ROUND_DOT, "dashdot": MSO_LINE.DASH_DOT}
MUCHAS, POCAS, DE_PIE = 8, 4, 8
GRUESAS, FINAS = 110, 40  # separación entre barras, en % de su grueso


def add_chart(slide, data: Editable, box: tuple[int, int, int, int]):
    """Agrega el gráfico a la lámina en `box` (izquierda, arriba, ancho y alto, en EMU) y lo devuelve."""
    chart_data = CategoryChartData(number_format=data.formato)
    chart_data.categories = data.categorias
    for serie in data.series:
        chart_data.add_series(serie.nombre, serie.valores)
    frame = slide.shapes.add_chart(CLASES[data.clase], *box, chart_data)
    chart = frame.chart
    chart.font.size, chart.font.color.rgb = Pt(MINIMO), rgb(TINTA)
    chart.has_title = chart.has_legend = False
    {"lineas": _style_lines, "torta": _style_pie}.get(data.clase, _style_bars)(chart, data)
    return frame


def rgb(color: str) -> RGBColor:
    """«#004d80» como color de PowerPoint."""
    return RGBColor.from_string(color.lstrip("#").upper())


def lighter(color: str) -> str:
    """El color a media tinta, sobre papel."""
    return "#" + "".join(f"{(int(color[i : i + 2], 16) + 255) // 2:02x}" for i in (1, 3, 5))


def _style_bars(chart, data: Editable) -> None:
    plot = chart.plots[0]
    plot.gap_width = GRUESAS if len(data.categorias) <= POCAS else FINAS
    categories, values = chart.category_axis, chart.value_axis
    categories.reverse_order = data.clase == "barras"
    categories.tick_labels.font.size = Pt(MINIMO)
    categories.format.line.color.rgb = rgb(LINEA)
    categories.has_major_gridlines = False
    labelled = len(data.series) * len(data.categorias) <= MUCHAS or len(data.series) == 1
    _value_axis(values, labelled, data)
    if labelled:
        _label_values(plot, data)
    for i, serie in enumerate(data.series):
        _paint(plot.series[i].format.fill, serie.color)
    _paint_points(plot.series[0], data)


def _value_axis(axis, hidden: bool, data: Editable) -> None:
    known = [v for s in data.series for v in s.valores if v is not None]
    axis.minimum_scale = min(0, *known, 0) if known else 0
    axis.has_major_gridlines = not hidden
    axis.format.line.fill.background()
    if hidden:
        axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        axis.maximum_scale = max([*known, 0]) * 1.15 or 1
    else:
        axis.major_gridlines.format.line.color.rgb = rgb(LINEA)
        axis.tick_labels.font.size = Pt(MINIMO)
        # Con las categorías al revés, el eje de valores queda arriba salvo que cruce en la última.
        axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH


def _label_values(plot, data: Editable) -> None:
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = data.formato, False
    labels.font.size, labels.position = Pt(MINIMO), XL_LABEL_POSITION.OUTSIDE_END


def _paint(fill, color: str) -> None:
    fill.solid()
    fill.fore_color.rgb = rgb(color)


def _paint_points(series, data: Editable) -> None:
    """Rayado lo que no se conoce; ámbar lo elegido."""
    for i, color in data.colores:
        _paint(series.points[i].format.fill, color)
    for i in data.tramas:
        fill = series.points[i].format.fill
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = rgb(TRAMA), rgb(PAPEL)


def _style_lines(chart, data: Editable) -> None:
    values, categories = chart.value_axis, chart.category_axis
    values.minimum_scale = 0
    values.format.line.fill.background()
    values.major_gridlines.format.line.color.rgb = rgb(LINEA)
    values.tick_labels.font.size = categories.tick_labels.font.size = Pt(MINIMO)
    categories.format.line.color.rgb = rgb(LINEA)
    _turn(categories, len(data.categorias))
    for serie, drawn in zip(data.series, chart.plots[0].series, strict=True):
        _style_line(drawn, serie)


def _turn(axis, n: int) -> None:
    """Los años de pie mientras caben; si no, de costado y todos: ninguno se omite."""
    text = axis._element.txPr.bodyPr
    text.set("rot", "0" if n <= DE_PIE else "-5400000")
    text.set("vert", "horz")


def _style_line(drawn, serie: Serie) -> None:
    drawn.smooth = False
    if serie.unida:
        drawn.format.line.color.rgb, drawn.format.line.width = rgb(serie.color), Pt(3)
        if serie.guion:
            drawn.format.line.dash_style = GUIONES.get(serie.guion, MSO_LINE.DASH)
    else:
        drawn.format.line.fill.background()
    drawn.marker.style, drawn.marker.size = XL_MARKER_STYLE.CIRCLE, 9
    # Hueco, un año incompleto se perdería en LibreOffice, que no pinta el borde: va claro.
    _paint(drawn.marker.format.fill, serie.color if serie.unida else lighter(serie.color))
    drawn.marker.format.line.color.rgb = rgb(serie.color)


def _style_pie(chart, data: Editable) -> None:
    _label_values(chart.plots[0], data)
    chart.plots[0].data_labels.position = XL_LABEL_POSITION.BEST_FIT
    for i in range(len(data.categorias)):
        _paint(chart.plots[0].series[0].points[i].format.fill, BLUES[-1 - i % len(BLUES)])
