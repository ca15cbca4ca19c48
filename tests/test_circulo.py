"""El círculo entero de una meta, en un navegador de verdad y sin internet entre la ida y la vuelta del formulario.

Informa la institución en LibreOffice, observa la Secretaría, corrige la institución, aprueba la Secretaría; entonces
cambia lo que ve el público, el libro verifica y el informe al Congreso, abierto en LibreOffice, trae las mismas cifras.
"""

import re
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect
from waitress import create_server

from dashboard.avances.almacen import Almacen
from dashboard.avances.personas import Rol, Usuario
from dashboard.avances.verificar import verify
from dashboard.factory import create_app
from dashboard.informes.balance import Balance
from dashboard.plan.estado import interval_words, summarize
from dashboard.plan.estado.indice import LIMA
from dashboard.reportar.sesion import LIMITE
from dashboard.settings import Settings
from dashboard.sin_internet.hoja import AVANCES, EVIDENCIAS, TOTAL, VALOR

pytestmark = [pytest.mark.browser, pytest.mark.integracion]
META, PERIODO, CLAVE = "3.3.1-P2-01", "2019-2020", "cuatro palabras muy largas"
OBSERVA = "¿De cuántas víctimas en total? El acta dice 60."
CUENTAS = (Usuario("midis", "Informa Midis", Rol.INFORMANTE, "MIDIS"), Usuario("luz", "Luz Revisa", Rol.SECRETARIA))


@dataclass
class Instalacion:
    """El tablero servido sobre un almacén nuevo, y el navegador con que se le mira."""

    almacen: Almacen
    direccion: str
    navegador: Browser
    carpeta: Path
    quejas: list[str] = field(default_factory=list)

    def open(self, usuario: str = "") -> Page:
        """Una página; con `usuario`, ya adentro y sin JavaScript: las páginas de trabajo deben bastarse sin él."""
        options = {"base_url": self.direccion, "locale": "es-PE", "java_script_enabled": not usuario}
        page = self.navegador.new_context(**options).new_page()
        page.on("console", lambda m: self.quejas.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: self.quejas.append(str(e)))
        page.on("response", lambda r: self.quejas.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        if usuario:
            page.goto("/ingresar")
            page.locator("[name=usuario]").fill(usuario)
            page.locator("[name=clave]").fill(CLAVE)
            page.locator("main button").click()
            page.wait_for_url(re.compile("/(reportar|secretaria)$"))
        return page

    def save(self, page: Page, link: str, name: str) -> Path:
        """Lo que se baja al pulsar un enlace o un botón."""
        with page.expect_download() as download:
            page.get_by_text(link).click()
        download.value.save_as(self.carpeta / name)
        return self.carpeta / name

    def convert(self, path: Path, what: str) -> Path:
        """El archivo abierto y guardado por LibreOffice en otro formato."""
        profile = f"-env:UserInstallation={(self.carpeta / 'perfil').as_uri()}"
        out = self.carpeta / "libreoffice"
        order = ["soffice", profile, "--headless", "--convert-to", what, "--outdir", str(out), str(path)]
        subprocess.run(order, check=True, capture_output=True, timeout=240)
        return out / f"{path.stem}.{what.partition(':')[0]}"


@pytest.fixture
def instalacion(chromium, plan, tmp_path) -> Iterator[Instalacion]:
    app = create_app(Settings(avances=tmp_path / "avances"))
    almacen = app.server.config["ALMACEN"]
    for user in CUENTAS:
        almacen.create_user("consola", user, CLAVE)
    LIMITE.reset()
    server = create_server(app.server, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    found = Instalacion(almacen, f"http://127.0.0.1:{server.effective_port}", chromium, tmp_path)
    yield found
    server.close()
    assert found.quejas == []
    almacen.base.close()


def fill(path: Path, numero: float, total: float, proof: bool = False) -> Path:
    """Escribe lo de 2020 y, si se pide, una prueba."""
    book = openpyxl.load_workbook(path)
    sheet = book[AVANCES]
    row = next(c.row for c in sheet["A"] if c.value == META) + 1
    sheet.cell(row, VALOR, numero)
    sheet.cell(row, TOTAL, total)
    if proof:
        for column, text in enumerate((META, "Acta", "https://ejemplo.gob.pe/acta", "2 · documento"), start=1):
            book[EVIDENCIAS].cell(6, column, text)
    book.save(path)
    return path


def send(page: Page, path: Path, change: str) -> None:
    """Sube el formulario, comprueba qué dice que cambia, y lo confirma."""
    page.goto("/reportar/recibir")
    page.locator("[name=archivo]").set_input_files(path)
    page.get_by_role("button", name="Revisar").click()
    expect(page.locator("main table")).to_contain_text(change)
    page.get_by_role("button", name="Enviar estos cambios").click()
    expect(page.locator(".recado")).to_contain_text("1 meta con cambios")


def public_state(page: Page) -> str:
    """Lo que ve cualquiera de esa meta en la pestaña Metas."""
    page.goto(f"/metas?texto={META}&vista=tabla")
    row = page.locator("tr", has_text=META)
    expect(row).to_be_visible()
    return row.inner_text()


def read_pdf(pdf: Path, order: str) -> str:
    """El texto del PDF en un solo renglón, leído por filas (-layout) o por celdas (-raw)."""
    done = subprocess.run(["pdftotext", order, str(pdf), "-"], check=True, capture_output=True, text=True)
    return re.sub(r"\s+", " ", done.stdout)


def test_the_whole_circle(instalacion, plan):
    informa, revisa, publico = instalacion.open("midis"), instalacion.open("luz"), instalacion.open()
    assert "sin reporte" in public_state(publico).casefold()

    form = instalacion.save(informa, f"Formulario {PERIODO}", "ida.xlsx")
    copy = instalacion.convert(fill(form, 24, 50, proof=True), "xlsx:Calc MS Excel 2007 XML")
    send(informa, copy, "24 de 50 (48.0%)")

    revisa.goto("/secretaria")
    revisa.get_by_role("link", name=META).click()
    revisa.locator("[name=texto]").fill(OBSERVA)
    revisa.get_by_role("button", name="Observar").click()
    expect(revisa.locator(".recado")).to_contain_text("se devolvió con su observación")
    assert "cumplida" not in public_state(publico).casefold(), "nada se ve antes de aprobarse"

    informa.goto("/reportar")
    again = instalacion.save(informa, f"Formulario {PERIODO}", "vuelta.xlsx")
    told = [c.value for row in openpyxl.load_workbook(again)[AVANCES].iter_rows() for c in row if c.value]
    assert any(OBSERVA in str(t) for t in told), "la observación vuelve en el formulario nuevo"
    send(informa, fill(again, 24, 60), "24 de 60 (40.0%)")

    revisa.goto("/secretaria")
    revisa.get_by_role("link", name=META).click()
    revisa.get_by_role("button", name="Aprobar la versión 2").click()
    expect(revisa.locator(".recado")).to_contain_text("se aprobó")

    seen = public_state(publico).casefold()
    assert "cumplida" in seen and "sin reporte" not in seen
    assert verify(instalacion.almacen).faltas == ()

    revisa.goto("/secretaria")
    revisa.locator("[name=anio]").select_option("2020")
    report = instalacion.save(revisa, "Informe anual al Congreso (Word)", "informe.docx")
    pdf = instalacion.convert(report, "pdf")
    flat, cells = read_pdf(pdf, "-layout"), read_pdf(pdf, "-raw")  # «-layout» mezcla los renglones de las celdas
    hoy = datetime.now(LIMA).date()
    balance = Balance(plan, instalacion.almacen.public(), instalacion.almacen.observed(), 2020, hoy)
    resumen = summarize(balance.estado(m) for m in balance.metas)
    assert f"En conjunto: {interval_words(resumen)}." in flat
    assert "24 de 60 (40.0%)" in cells and OBSERVA in cells and "24 de 50" not in cells
    eje = re.search(r"3\. Protección\d* \d+ (entre [\d.]+% y [\d.]+%) 1 ", flat)
    publico.goto(f"/metas?periodo={PERIODO}")
    expect(publico.locator("main")).to_contain_text(eje[1])
