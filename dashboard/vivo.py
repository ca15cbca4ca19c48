"""Los datos que se sirven: se renuevan cuando cambia su carpeta, y quien ya estaba mirando conserva los suyos."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock

from dashboard import data_package, versiones
from dashboard.catalog import Catalogo, build_catalog
from dashboard.charts import Contexto
from dashboard.data_package import Datos
from dashboard.selection import Select, selector
from dashboard.settings import UMBRAL

CONSERVADAS = 3
OTRO_UMBRAL = (
    "El umbral vigente es {umbral} y las personas importadas se protegieron con {otro}. Ejecute "
    "«python -m dashboard proteger» para protegerlas con {umbral}, o ponga MIRADOR_UMBRAL en {otro}."
)


@dataclass(frozen=True, eq=False)
class Version:
    """Una edición completa de los datos, con su catálogo y su puerta de entrada."""

    datos: Datos
    catalogo: Catalogo
    select: Select

    @property
    def id(self) -> str:
        return self.datos.version


class Vivo:
    """La versión vigente y las anteriores que aún pueden estar en una pantalla."""

    def __init__(self, folder: Path, umbral: int = UMBRAL):
        self.folder, self.umbral = folder, umbral
        self._lock = Lock()
        self._versiones: OrderedDict[str, Version] = OrderedDict()
        self._archived = lru_cache(maxsize=CONSERVADAS)(partial(_archived, folder))
        self._marca = _fingerprint(folder)
        self._keep(_read(folder, umbral))

    @property
    def actual(self) -> Version:
        """La última que se leyó bien."""
        return next(reversed(self._versiones.values()))

    def select(self, query: str, version: str = "") -> Contexto:
        """El contexto de una dirección en la versión pedida, o en la vigente si aquella ya no está.

        Otro proceso puede haber visto antes los datos nuevos: si la versión no se conoce, se mira la carpeta.
        """
        return (self.version(version) or self.actual).select(query)

    def version(self, version: str) -> Version | None:
        """Una versión en memoria o, si no, guardada en el registro; None si no se conserva."""
        if version and version not in self._versiones:
            self.refresh()
        return self._versiones.get(version) or (self._archived(version) if version else None)

    def refresh(self, tell: Callable[[str], None] = print) -> bool:
        """Lee otra vez si la carpeta cambió. Con faltas sigue la versión anterior, y se dice cuáles son."""
        marca = _fingerprint(self.folder)
        if marca == self._marca:
            return False
        self._marca = marca
        try:
            self._keep(_read(self.folder, self.umbral))
        except data_package.DatosInvalidos as error:
            tell("Los datos nuevos tienen faltas; sigue la versión anterior:\n  · " + "\n  · ".join(error.faltas))
            return False
        return True

    def _keep(self, version: Version) -> None:
        with self._lock:
            self._versiones[version.id] = version
            self._versiones.move_to_end(version.id)
            while len(self._versiones) > CONSERVADAS:
                self._versiones.popitem(last=False)


def _archived(folder: Path, version: str) -> Version | None:
    """Una versión del registro; None si no está o si le falta algo que este programa ya necesita."""
    datos = versiones.stored(folder, version)
    try:
        return _version(datos) if datos else None
    except (KeyError, ValueError, TypeError):
        return None


def _read(folder: Path, umbral: int) -> Version:
    datos = data_package.load(folder)
    if other := {p.umbral for p in datos.personas.values()} - {umbral}:
        raise data_package.DatosInvalidos([OTRO_UMBRAL.format(umbral=umbral, otro=min(other))])
    return _version(datos)


def _version(datos: Datos) -> Version:
    catalogo = build_catalog(datos)
    return Version(datos, catalogo, selector(datos, catalogo))


def _fingerprint(folder: Path) -> tuple:
    """Nombre, tamaño y hora de lo que decide los datos: cambia si algo cambia, sin leer el contenido."""
    watched = [*folder.glob("*.csv"), folder / data_package.DESCRIPTOR, *folder.glob("*/*/datapackage.json")]
    stats = [(p, p.stat()) for p in sorted(watched) if p.exists()]
    return tuple((str(p), s.st_size, s.st_mtime_ns) for p, s in stats)
