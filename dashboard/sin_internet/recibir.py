"""Entrega formularios y los recibe: revisa, dice qué cambia y lo guarda entero o no guarda nada."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select

from dashboard.avances import lectura
from dashboard.avances.almacen import Almacen
from dashboard.avances.errores import Conflicto, NoExiste, Rechazo, YaRecibido
from dashboard.avances.proyeccion import table
from dashboard.importer.entrada import free_name
from dashboard.plan.reportes import Envio, Reporte
from dashboard.sin_internet.envoltorio import unwrap
from dashboard.sin_internet.escribir import write_form
from dashboard.sin_internet.hoja import Formulario
from dashboard.sin_internet.leer import Leido, read_form
from dashboard.sin_internet.revisar import Revision, notice, review
from dashboard.sources.faltas import FALTAS
from dashboard.sources.lectura import ArchivoRechazado

RECHAZADOS = "rechazados"
PERSONAL = "E-REPORTE-PERSONAL"
NOMBRES = {True: "de demostración", False: "de verdad"}


@dataclass(frozen=True)
class Ventanilla:
    """El almacén, la clave de los formularios y dónde se aparta lo que se rechaza."""

    almacen: Almacen
    clave: bytes
    carpeta: Path

    def form(self, institucion: str, periodo: str) -> Formulario:
        """El formulario de hoy, con lo último que la institución envió. Lanza NoExiste."""
        plan, found = self.almacen.plan, self.almacen.instituciones.get(institucion)
        if found is None:
            raise NoExiste(f"«{institucion}» no es una institución del plan: {', '.join(self.almacen.instituciones)}.")
        if periodo not in {p.periodo for p in plan.periodos}:
            raise NoExiste(f"El plan no tiene el periodo «{periodo}»: {', '.join(p.periodo for p in plan.periodos)}.")
        form = Formulario(plan, found, periodo, self.last_sent(institucion), self._demostracion)
        if not form.metas:
            raise NoExiste(f"El plan no pide nada a {institucion} en {periodo}.")
        return form

    def last_sent(self, institucion: str) -> dict[str, Reporte]:
        """Por meta, la última versión que la institución envió; sus borradores no cuentan."""
        mine = lectura.sent_reports() & (table("reportes").c.institucion == institucion)
        if not self.almacen.base.existe:
            return {}
        with self.almacen.base.reading() as connection:
            found = lectura.reports(connection, mine)
        return {r.meta_id: r for r in sorted(found, key=lambda r: r.version)}

    def _was_received(self, sha256: str) -> bool:
        if not self.almacen.base.existe:
            return False
        with self.almacen.base.reading() as connection:
            return connection.scalar(select(table("recepciones").c.sha256).filter_by(sha256=sha256)) is not None

    def write(self, institucion: str, periodo: str) -> bytes:
        """El libro de ese formulario. Lanza NoExiste."""
        return write_form(self.form(institucion, periodo), self.clave)

    def examine(self, path: Path, institucion: str = "") -> Revision:
        """Qué pasaría al recibirlo, sin guardar nada; `institucion`: la única de la que se admite, o «»."""
        with self._opened(path, institucion) as revision:
            return revision

    def receive(self, path: Path, usuario: str, institucion: str = "") -> Revision:
        """Lo guarda todo o nada. Lo rechazado se aparta con su razón y se lanza ArchivoRechazado."""
        digest = fingerprint(path)
        try:
            with self._opened(path, institucion) as revision:
                self._store(revision, usuario, digest)
                return revision
        except ArchivoRechazado as refused:
            self.set_aside(path, refused)
            raise

    @contextmanager
    def _opened(self, path: Path, institucion: str) -> Iterator[Revision]:
        with unwrap(path) as (book, files):
            leido = read_form(book, self.clave)
            self._check_owner(leido, institucion)
            if path.is_file() and self._was_received(fingerprint(path)):
                yield Revision(leido, (), len(leido.valores), (notice("A-REPORTE-REPETIDO"),), {})
                return
            yield review(leido, self.almacen.plan, self.last_sent(leido.control.institucion), files)

    def _check_owner(self, leido: Leido, institucion: str) -> None:
        """Que el formulario sea de esta instalación, de esa institución, de este plan y de un periodo abierto."""
        control, nombre = leido.control, leido.nombre
        if control.demostracion != self._demostracion:
            kinds = {"del_formulario": NOMBRES[control.demostracion], "del_almacen": NOMBRES[self._demostracion]}
            raise ArchivoRechazado("E-REPORTE-DEMOSTRACION", nombre, **kinds)
        if institucion and control.institucion != institucion:
            who = {"del_formulario": control.institucion, "esperada": institucion}
            raise ArchivoRechazado("E-REPORTE-INSTITUCION", nombre, **who)
        if control.version_plan != self._asked(control.institucion, control.periodo):
            what = {"institucion": control.institucion, "periodo": control.periodo}
            raise ArchivoRechazado("E-REPORTE-PLAN", nombre, **what)
        if control.periodo in self.almacen.public().periodos_cerrados:
            raise ArchivoRechazado("E-REPORTE-CERRADO", nombre, periodo=control.periodo)

    def _asked(self, institucion: str, periodo: str) -> str:
        try:
            return self.form(institucion, periodo).version_plan
        except NoExiste:
            return ""

    @property
    def _demostracion(self) -> bool:
        return self.almacen.public().demostracion

    def _store(self, revision: Revision, usuario: str, digest: str) -> None:
        """Primero los archivos, que solos no cambian nada; después todos los reportes en una transacción."""
        if not revision.cambios:
            return
        control, nombre = revision.leido.control, revision.leido.nombre
        try:
            kinds = {d: self.almacen.archivos.keep(p.read_bytes())[1] for d, p in revision.adjuntos.items()}
            envios = [_ready(c.envio, kinds, control.bases[c.envio.meta_id]) for c in revision.cambios]
            self.almacen.receive(usuario, control.institucion, envios, digest, nombre)
        except Conflicto as error:
            metas = ", ".join(c.envio.meta_id for c in revision.cambios)
            raise ArchivoRechazado("E-REPORTE-ANTIGUO", nombre, metas=metas) from error
        except YaRecibido:
            return
        except Rechazo as error:
            raise ArchivoRechazado("E-REPORTE-ALMACEN", nombre, detalle=str(error)) from error

    def set_aside(self, path: Path, refused: ArchivoRechazado) -> None:
        """Nada se pierde, salvo lo que identifica a una persona: eso no se guarda en ninguna parte."""
        if not path.is_file() or refused.codigo == PERSONAL:
            return
        folder = self.carpeta / RECHAZADOS
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept = free_name(folder, path.name)
        shutil.copyfile(path, kept)
        reason = f"{refused}\nQué hacer: {FALTAS[refused.codigo].que_hacer}\n"
        kept.with_name(f"{kept.name}.txt").write_text(reason, encoding="utf-8")


def fingerprint(path: Path) -> str:
    """La huella de lo que llegó: el archivo o, si es una carpeta, todos sus archivos en orden."""
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    total = sha256()
    for file in files:
        if path.is_dir():
            total.update(file.relative_to(path).as_posix().encode() + b"\0")
        total.update(file.read_bytes() if file.exists() else b"")
    return total.hexdigest()


def _ready(envio: Envio, kinds: dict[str, str], base: int) -> Envio:
    """El envío con el tipo de cada archivo recién guardado y la versión que corrige."""
    proofs = tuple(replace(e, tipo=kinds.get(e.sha256, e.tipo)) for e in envio.evidencias)
    return replace(envio, evidencias=proofs, sobre=base)
