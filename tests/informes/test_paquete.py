"""El paquete: los mismos números en todos sus archivos, dos hojas exactas, y se nota si algo cambia."""

import html
import io
import json
import shutil
import subprocess
import zipfile

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from dashboard import browser_base
from dashboard.charts import Lista, registry
from dashboard.informes import imprimir
from dashboard.informes.html import Recursos
from dashboard.informes.imprimir import SinNavegador, find_browser, page_count, to_pdf
from dashboard.informes.manifiesto import NOMBRE, problems, seal
from dashboard.informes.paquete import Insumos, build
from dashboard.informes.pedido import Pedido, context_for
from dashboard.informes.volante import handout_page, handout_pdf
from dashboard.plan.reportes import SIN_AVANCES

SIN_CHROMIUM = pytest.mark.skipif(find_browser() is None, reason="no hay un navegador con que imprimir")
PEDIDOS = [("madre-de-dios", 2009, 2016), ("", 2019, 2025), ("lima-noroeste", 2024, 2024)]


@pytest.fixture(scope="module")
def insumos(datos, catalogo, plan, geometria, raiz):
    script = browser_base.browser_base(raiz / "data").script.decode()
    recursos = Recursos(raiz / "assets", script)
    return Insumos(datos, catalogo, plan, SIN_AVANCES, geometria, recursos, "http://mirador.gob.pe")


@pytest.fixture(scope="module", params=PEDIDOS, ids=lambda p: f"{p[0] or 'peru'}-{p[1]}")
def hecho(request, insumos):
    """(pedido, contexto, nombre → bytes) de un paquete de verdad."""
    pedido = Pedido(*request.param)
    paquete = build(pedido, insumos)
    with zipfile.ZipFile(io.BytesIO(paquete.contenido)) as book:
        files = {name: book.read(name) for name in book.namelist()}
    return pedido, context_for(pedido, insumos.datos, insumos.catalogo), paquete, files


def ending(files, suffix):
    return next(data for name, data in files.items() if name.endswith(suffix))


@SIN_CHROMIUM
def test_it_holds_what_a_session_needs_and_weighs_little(hecho):
    _, _, paquete, files = hecho
    assert {name.rsplit(".", 1)[1] for name in files} == {"pptx", "xlsx", "html", "pdf", "txt", "json"}
    assert len(paquete.contenido) < 5_000_000 and paquete.avisos == ()
    assert problems(paquete.contenido) == ()


@SIN_CHROMIUM
def test_every_file_says_the_numbers_of_the_chart_queries(hecho, geometria):
    """La lista, el perfil y la evolución, consultados otra vez, en el libro, la presentación, el volante y el texto."""
    _, ctx, _, files = hecho
    book = load_workbook(io.BytesIO(ending(files, ".xlsx")))
    slides = {s.shapes.title.text_frame.text: s for s in Presentation(io.BytesIO(ending(files, ".pptx"))).slides}
    told = pdf_text(ending(files, ".pdf"))
    offline = squeezed(html.unescape(ending(files, ".html").decode()))
    for chart in (c for c in registry().values() if c.applies(ctx)):
        frame = chart.query(ctx)
        if frame.empty:
            continue
        numbers = [k for k, c in chart.columns.items() if c.formato != "texto"]
        expected = sum(float(frame[k].sum()) for k in numbers)
        assert sheet_total(book[chart.id], len(frame), len(chart.columns), numbers) == pytest.approx(expected)
        drawing = next(iter(chart.draws.values()))(frame, ctx)
        title = f"{chart.section}. {chart.title(ctx)}" if chart.poblacion else chart.title(ctx)
        assert chart.takeaway(frame, ctx) in slides[title].notes_slide.notes_text_frame.text
        assert squeezed(chart.takeaway(frame, ctx)) in told, chart.id
        assert squeezed(chart.takeaway(frame, ctx)) in offline, chart.id
        if isinstance(drawing, Lista):
            plot = next(s.chart.plots[0] for s in slides[title].shapes if s.has_chart)
            shown = dict(zip(plot.categories, plot.series[0].values, strict=True))
            for bar in drawing.barras[:7]:
                assert squeezed(bar.texto) in told and squeezed(bar.texto) in offline
                if bar.valor is not None and bar.etiqueta in shown:
                    assert shown[bar.etiqueta] == pytest.approx(bar.valor)


def sheet_total(sheet, rows, columns, numbers):
    """La suma de los números de la tabla de una hoja: sus últimas `rows` filas."""
    last = list(sheet.iter_rows(values_only=True))[-rows:]
    return sum(v for row in last for v in row[:columns] if isinstance(v, int | float)) if numbers else 0


def squeezed(text):
    return "".join(text.split()).replace("\u00ad", "").replace("-", "").replace("–", "")


def pdf_text(pdf):
    if not shutil.which("pdftotext"):
        pytest.skip("no está pdftotext")
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return squeezed(done.stdout.decode())


@SIN_CHROMIUM
def test_the_handout_is_two_pages_and_nothing_leaves_them(hecho):
    pdf = ending(hecho[3], ".pdf")
    assert page_count(pdf) == 2
    if shutil.which("pdftotext"):
        done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
        words = [line for line in done.stdout.decode().splitlines() if "<word" in line]
        assert len(words) > 500
        for word in words:
            x0, y0, x1, y1 = (float(word.split(f'{k}="')[1].split('"')[0]) for k in ("xMin", "yMin", "xMax", "yMax"))
            assert x0 >= 20 and y0 >= 15 and x1 <= 595 - 20 and y1 <= 842 - 15, word


def test_the_manifest_seals_every_file_and_says_how_it_was_made(hecho):
    pedido, ctx, _, files = hecho
    content = json.loads(files[NOMBRE])
    assert content["pedido"] == {"lugar": pedido.lugar, "desde": pedido.desde, "hasta": pedido.hasta}
    assert content["version_datos"] == ctx.datos.version and content["version_datos"] in content["enlace"]
    assert content["archivos"].keys() == files.keys() - {NOMBRE}
    assert all(content["archivos"][n]["sha256"] == seal(files[n]) for n in content["archivos"])
    filas = {x["id"]: x["filas"] for x in content["laminas"]}
    assert filas.items() >= {c.id: len(c.query(ctx)) for c in registry().values() if c.applies(ctx)}.items()


def rebuilt(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as book:
        for name, data in files.items():
            book.writestr(name, data)
    return buffer.getvalue()


def test_a_changed_a_missing_and_an_added_file_are_named(hecho):
    _, _, paquete, files = hecho
    deck = next(n for n in files if n.endswith(".pptx"))
    assert problems(rebuilt(files | {deck: files[deck] + b" "})) == (f"{deck} cambió después de hecho el paquete.",)
    assert problems(rebuilt({n: d for n, d in files.items() if n != deck})) == (f"Falta {deck}.",)
    assert problems(rebuilt(files | {"otro.docx": b""})) == ("otro.docx no estaba cuando se hizo el paquete.",)
    assert "llegó incompleto" in problems(paquete.contenido[:-400])[0]
    assert "no trae manifiesto.json" in problems(rebuilt({"a.txt": b""}))[0]
    assert "dañado" in problems(rebuilt(files | {NOMBRE: b"{}"}))[0]
    assert "dañado" in problems(rebuilt(files | {NOMBRE: b'{"archivos": {"a": 1}}'}))[0]


def test_without_a_browser_the_handout_goes_as_a_page_and_the_pack_says_so(insumos, monkeypatch):
    monkeypatch.setattr(imprimir, "find_browser", lambda: None)
    steps = []
    paquete = build(Pedido("puno", 2019, 2023), insumos, lambda part, words: steps.append(part))
    with zipfile.ZipFile(io.BytesIO(paquete.contenido)) as book:
        page = next(n for n in book.namelist() if n.endswith("_volante.html"))
        handout, readme = book.read(page).decode(), book.read("LEAME.txt").decode()
    assert paquete.avisos[0].startswith("En este equipo no se halló Chromium, Chrome ni Edge")
    assert paquete.avisos[0] in readme
    assert "<script" not in handout and "http://mirador.gob.pe/presentar?lugar=puno" in handout
    assert steps == sorted(steps) and steps[-1] < 1


@pytest.mark.parametrize(("program", "said"), [("false", "no pudo imprimir"), ("true", "no entregó el PDF")])
def test_a_browser_that_fails_is_a_sentence(program, said):
    with pytest.raises(SinNavegador, match=said):
        to_pdf("<p>hola</p>", shutil.which(program))


@SIN_CHROMIUM
def test_a_new_chart_is_in_the_handout(grafico_nuevo, pedir, geometria):
    handout = handout_page(pedir("puno"), "Título", "Bajada", "http://x", geometria)
    assert "Título del gráfico nuevo" in handout and "Conclusión nueva." in handout
    assert page_count(handout_pdf(handout)) == 2
