"""Compara un formulario leído con lo último que el almacén tiene: qué cambia, qué queda igual y qué lo impide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from dashboard import formatting as fmt
from dashboard.plan import Plan
from dashboard.plan.contenido import has_content, missing
from dashboard.plan.reportes import Envio, Evidencia, Reporte, Valor
from dashboard.sin_internet import hoja as h
from dashboard.sin_internet.envoltorio import key
from dashboard.sin_internet.escribir_guia import YA_RECIBIDO, already_received
from dashboard.sin_internet.leer import Leido, Prueba, where
from dashboard.sources.faltas import FALTAS
from dashboard.sources.lectura import ArchivoRechazado, Aviso

ENLACE = ("https://", "http://")
VACIO = "sin reporte"


@dataclass(frozen=True)
class Cambio:
    """Una meta que cambia. `lineas`: (qué, antes, después), solo de lo que es distinto."""

    antes: Reporte | None
    envio: Envio
    lineas: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Revision:
    """Lo que pasaría al recibir el formulario. `adjuntos`: huella → archivo por guardar."""

    leido: Leido
    cambios: tuple[Cambio, ...]
    iguales: int
    avisos: tuple[Aviso, ...]
    adjuntos: dict[str, Path]


def review(leido: Leido, plan: Plan, ultimos: Mapping[str, Reporte], archivos: Mapping[str, Path]) -> Revision:
    """Qué cambia frente a `ultimos` (meta_id → última versión enviada). Lanza ArchivoRechazado."""
    revisor = _Revisor(leido, plan, ultimos, archivos)
    envios = [revisor.envio(meta) for meta in leido.valores]
    cambios = [c for e in envios if (c := revisor.change(e))]
    stale = [c.envio.meta_id for c in cambios if revisor.is_stale(c.envio.meta_id)]
    if stale:
        raise ArchivoRechazado("E-REPORTE-ANTIGUO", leido.nombre, metas=fmt.listing(stale))
    revisor.refuse()
    revisor.check(cambios)
    return Revision(leido, tuple(cambios), len(envios) - len(cambios), tuple(revisor.avisos()), revisor.adjuntos)


class _Revisor:
    """Junta, por meta, lo escrito en las dos hojas y lo que el almacén ya guarda."""

    def __init__(self, leido: Leido, plan: Plan, ultimos: Mapping[str, Reporte], archivos: Mapping[str, Path]):
        self.leido, self.plan, self.ultimos, self.archivos = leido, plan, ultimos, archivos
        self.adjuntos: dict[str, Path] = {}
        self.faltas: list[str] = []
        self.ausentes: list[str] = []
        self.vaciadas: list[Reporte] = []

    def envio(self, meta_id: str) -> Envio:
        """Lo que el formulario informa de la meta."""
        proofs = [e for p in self.leido.pruebas if p.meta_id == meta_id and (e := self._proof(p))]
        return Envio(meta_id, self.leido.valores[meta_id], tuple(proofs), self.leido.comentarios[meta_id])

    def is_stale(self, meta_id: str) -> bool:
        """Si después de entregarse el formulario se envió otra versión de la meta."""
        ultimo = self.ultimos.get(meta_id)
        return (ultimo.version if ultimo else 0) != self.leido.control.bases[meta_id]

    def change(self, envio: Envio) -> Cambio | None:
        """En qué difiere de la última versión; None si en nada o si volvió vacía."""
        antes = self.ultimos.get(envio.meta_id)
        lineas = tuple(_differences(antes, envio))
        if not lineas:
            return None
        if not (any(map(has_content, envio.valores)) or envio.comentario or envio.evidencias):
            self.vaciadas += [antes] if antes else []
            return None
        written = tuple(v for v in envio.valores if has_content(v) or v.denominador is not None)
        return Cambio(antes, replace(envio, valores=written), lineas)

    def check(self, cambios: list[Cambio]) -> None:
        """Rechaza lo que no corresponde a la meta: un porcentaje sin total, un estado que no es suyo."""
        for c in cambios:
            filas = self.leido.filas(c.envio.meta_id)
            place = f"fila {filas[0]}" if len(filas) == 1 else f"filas {filas[0]} a {filas[-1]}"
            self.faltas += [f"«{h.AVANCES}», {place}. {text}" for text in missing(self.plan, c.envio)]
        self.refuse()

    def refuse(self) -> None:
        for codigo, lines in (("E-REPORTE-FALTA-ARCHIVO", self.ausentes), ("E-REPORTE-CELDAS", self.faltas)):
            if lines:
                raise ArchivoRechazado(codigo, self.leido.nombre, detalle="\n".join(f"  · {line}" for line in lines))

    def avisos(self) -> Iterator[Aviso]:
        for r in self.vaciadas:
            yield notice("A-REPORTE-VACIADA", meta=r.meta_id, version=r.version)
        named = {key(p.donde) for p in self.leido.pruebas}
        if extra := [path.name for name, path in self.archivos.items() if name not in named]:
            yield notice("A-REPORTE-SOBRA", archivos=fmt.listing(extra))

    def _proof(self, p: Prueba) -> Evidencia | None:
        ultimo = self.ultimos.get(p.meta_id)
        before = ultimo.evidencias if ultimo else ()
        if p.donde.startswith(YA_RECIBIDO):
            found = next((e for e in before if already_received(e) == p.donde), None)
            proof = found and replace(found, titulo=p.titulo, nivel=p.nivel)
        elif p.donde.startswith(ENLACE):
            found = next((e for e in before if e.enlace == p.donde), None)
            proof = Evidencia("enlace", p.titulo, p.nivel, enlace=p.donde)
        else:
            found, proof = None, self._attached(p)
        if proof is None and p.donde.startswith(YA_RECIBIDO):
            self.faltas.append(
                f"{where(h.EVIDENCIAS, p.fila, 3)}: ese archivo no es de lo último que envió de la meta."
            )
        if p.nivel == 3 and not (found and found.nivel == 3):
            self.faltas.append(f"{where(h.EVIDENCIAS, p.fila, 4)}: el nivel 3 lo pone la Secretaría Técnica.")
        return proof

    def _attached(self, p: Prueba) -> Evidencia | None:
        path = self.archivos.get(key(p.donde))
        if path is None:
            self.ausentes.append(f"{where(h.EVIDENCIAS, p.fila, 3)}: «{p.donde}».")
            return None
        digest = sha256(path.read_bytes()).hexdigest()
        self.adjuntos[digest] = path
        return Evidencia("archivo", p.titulo, p.nivel, sha256=digest)


def notice(codigo: str, **datos: object) -> Aviso:
    """El aviso de ese código, con sus huecos llenos."""
    return Aviso(codigo, FALTAS[codigo].mensaje.format(**datos))


def _differences(antes: Reporte | None, envio: Envio) -> Iterator[tuple[str, str, str]]:
    before = {v.anio: v for v in antes.valores} if antes else {}
    for valor in envio.valores:
        one, other = value_words(before.get(valor.anio, Valor(valor.anio))), value_words(valor)
        if one != other:
            yield str(valor.anio), one, other
    comment = antes.comentario.strip() if antes else ""
    if comment != envio.comentario:
        yield "Comentario", comment or "vacío", envio.comentario or "vacío"
    one, other = (tuple(map(proof_words, p)) for p in (antes.evidencias if antes else (), envio.evidencias))
    if sorted(one) != sorted(other):
        yield "Evidencias", "; ".join(one) or "ninguna", "; ".join(other) or "ninguna"


def value_words(valor: Valor) -> str:
    """Lo informado de un año, en palabras: «24 de 60 (40.0%)», «implementado», «sin reporte»."""
    words = [fmt.figure(valor.numero)] if valor.numero is not None else []
    if valor.denominador is not None:
        words.append(f"de {fmt.figure(valor.denominador)}")
        if valor.numero is not None and 0 < valor.denominador >= valor.numero:
            words.append(f"({fmt.percent(100 * valor.numero / valor.denominador)})")
    parts = [" ".join(words), valor.hito, valor.nota.strip() and f"nota: {valor.nota.strip()}"]
    return " · ".join(filter(None, parts)) or VACIO


def proof_words(e: Evidencia) -> str:
    """«Acta de instalación (documento)»: la prueba con su nivel y dónde está."""
    return f"{e.titulo.strip()} ({h.NIVELES[e.nivel][4:]}), {e.enlace or already_received(e)}"
