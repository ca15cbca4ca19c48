"""El paquete de una sesión: presentación, panel sin conexión, libro, volante y manifiesto en un solo archivo."""

import io
import zipfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from dashboard import formatting as fmt
from dashboard.catalog import Catalogo
from dashboard.charts import Contexto
from dashboard.data_package import Datos
from dashboard.filters import place_words
from dashboard.informes import imprimir
from dashboard.informes.html import Recursos, offline_page
from dashboard.informes.lamina import Lamina
from dashboard.informes.laminas import laminas
from dashboard.informes.manifiesto import NOMBRE, manifest
from dashboard.informes.pedido import Pedido, context_for, to_query
from dashboard.plan import Plan
from dashboard.plan.reportes import DEMOSTRACION, Avances

SIN_PDF = (
    "{error} El paquete trae el volante como página: ábralo en cualquier navegador e imprímalo (Ctrl+P, A4, «Guardar "
    "como PDF»)."
)
Avisar = Callable[[float, str], None]


@dataclass(frozen=True)
class Insumos:
    """Todo lo que un paquete necesita: datos, plan, avances, geometría, lo que usa el panel, la dirección y el tema."""

    datos: Datos
    catalogo: Catalogo
    plan: Plan
    avances: Avances
    geometria: Mapping
    recursos: Recursos
    direccion: str
    tema: Path | None = None


@dataclass(frozen=True)
class Paquete:
    """El archivo .zip, su nombre y lo que quien lo hizo debe saber («no hay navegador: …»)."""

    nombre: str
    contenido: bytes
    avisos: tuple[str, ...]


@dataclass(frozen=True)
class Sesion:
    """Las láminas de un pedido con las palabras que las encabezan; `base` nombra a todos los archivos."""

    pedido: Pedido
    ctx: Contexto
    laminas: tuple[Lamina, ...]
    titulo: str
    bajada: str
    enlace: str
    base: str


def session_of(pedido: Pedido, insumos: Insumos) -> Sesion:
    """Lo que se va a presentar."""
    ctx = context_for(pedido, insumos.datos, insumos.catalogo)
    place = place_words(ctx.filtros, ctx.catalogo)
    where = f"{place[0].lower()}{place[1:]}" if pedido.lugar else "Perú"
    anios = fmt.years(pedido.desde, pedido.hasta)
    demo = insumos.avances.demostracion
    return Sesion(
        pedido,
        ctx,
        laminas(ctx, insumos.plan, insumos.avances, pedido.anios),
        f"Trata de personas en el {where}",
        f"Sesión descentralizada de la CMNP TP-TIM · {anios}{f' · {DEMOSTRACION}' if demo else ''}",
        f"{insumos.direccion.rstrip('/')}/presentar{to_query(pedido)}&v={insumos.datos.version}",
        f"{'DEMOSTRACION_' if demo else ''}trata_{pedido.lugar or 'peru'}_{pedido.desde}-{pedido.hasta}"
        f"_v{insumos.datos.version}",
    )


def build(pedido: Pedido, insumos: Insumos, avisar: Avisar = lambda part, words: None) -> Paquete:
    """Hace el paquete; `avisar` recibe cuánto va (de 0 a 1) y qué está haciendo. Lanza TemaIncompleto."""
    avisar(0.02, "Reuniendo las cifras…")
    sesion = session_of(pedido, insumos)
    archivos: dict[str, bytes] = {}
    avisar(0.15, "Escribiendo la presentación…")
    archivos[f"{sesion.base}.pptx"] = _deck(sesion, insumos)
    avisar(0.35, "Escribiendo el libro…")
    archivos[f"{sesion.base}.xlsx"] = _book(sesion, insumos)
    with ThreadPoolExecutor(1) as otro:
        # El navegador imprime en otro proceso mientras aquí se arma el panel.
        volante = otro.submit(_handout, sesion, insumos)
        avisar(0.45, "Armando el panel sin conexión…")
        archivos[f"{sesion.base}.html"] = _offline(sesion, insumos)
        avisar(0.85, "Imprimiendo el volante…")
        name, data, avisos = volante.result()
    archivos[name] = data
    avisar(0.95, "Cerrando el paquete…")
    archivos["LEAME.txt"] = _readme(sesion, archivos, avisos)
    archivos[NOMBRE] = manifest(archivos, sesion.laminas, pedido, sesion.enlace)
    return Paquete(f"{sesion.base}.zip", _zipped(archivos), avisos)


def _deck(sesion: Sesion, insumos: Insumos) -> bytes:
    from dashboard.informes.diapositivas import Portada, write_deck  # tarda en cargarse

    portada = Portada(sesion.titulo, sesion.bajada, insumos.datos.version, sesion.enlace)
    return write_deck(sesion.laminas, portada, insumos.geometria, insumos.tema)


def _book(sesion: Sesion, insumos: Insumos) -> bytes:
    from dashboard.informes.libro import write_book

    return write_book(sesion.laminas, sesion.titulo, insumos.catalogo)


def _offline(sesion: Sesion, insumos: Insumos) -> bytes:
    page = offline_page(sesion.ctx, insumos.plan, insumos.avances, sesion.pedido.anios, insumos.recursos)
    return page.encode()


def _handout(sesion: Sesion, insumos: Insumos) -> tuple[str, bytes, tuple[str, ...]]:
    """El volante en PDF o, si el equipo no tiene con qué imprimirlo, como página y con el aviso."""
    from dashboard.informes.volante import handout_page, handout_pdf

    html = handout_page(sesion.laminas, sesion.titulo, sesion.bajada, sesion.enlace, insumos.geometria)
    try:
        return f"{sesion.base}_volante.pdf", handout_pdf(html), ()
    except imprimir.SinNavegador as error:
        return f"{sesion.base}_volante.html", html.encode(), (SIN_PDF.format(error=error),)


def _readme(sesion: Sesion, archivos: Mapping[str, bytes], avisos: tuple[str, ...]) -> bytes:
    empty = [f"  - {x.encabezado}" for x in sesion.laminas if x.sin_cifras]
    lines = [
        sesion.titulo,
        sesion.bajada,
        f"Enlace permanente: {sesion.enlace}",
        "",
        "Archivos:",
        *(f"  - {name}" for name in archivos),
        "",
        *(["Sin cifras publicadas para lo pedido:", *empty, ""] if empty else []),
        *avisos,
        "Para comprobar que nada cambió: en el tablero, Presentar; o python -m dashboard paquete --verificar ARCHIVO.",
    ]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def _zipped(archivos: Mapping[str, bytes]) -> bytes:
    """Lo que ya viene comprimido solo se guarda."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in archivos.items():
            packed = name.endswith((".pptx", ".xlsx"))
            book.writestr(name, data, compress_type=zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
