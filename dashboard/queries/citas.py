"""De dónde sale lo que se muestra: fuentes, citas y advertencias que tocan una selección."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from dashboard import names as N
from dashboard.data_package import Datos
from dashboard.idioma import _

SEPARADOR = "; "


@dataclass(frozen=True)
class Fuente:
    """Una fuente con las citas (página, tabla, línea) de las filas que se usaron."""

    titulo: str
    editor: str
    fecha: str
    ubicacion: str
    licencia: str
    citas: tuple[str, ...]


def joined(values: Iterable[str]) -> str:
    """Varias fuentes o citas en una celda, sin repetir; `sources_of` las separa."""
    return SEPARADOR.join(dict.fromkeys(v for value in values for v in value.split(SEPARADOR)))


def cited_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """Las filas de `frame` que tienen fuente, una por cada fuente que citan."""
    if N.FUENTE_ID not in frame:
        return frame.iloc[:0].assign(**{N.FUENTE_ID: []})
    cited = frame.dropna(subset=N.FUENTE_ID)
    return cited.assign(**{N.FUENTE_ID: cited[N.FUENTE_ID].str.split(SEPARADOR)}).explode(N.FUENTE_ID)


def sources_of(frame: pd.DataFrame, datos: Datos) -> tuple[Fuente, ...]:
    """Las fuentes de las filas de `frame` (columnas fuente_id y cita), en orden de aparición."""
    catalog, found = _catalog(datos), {}
    if N.FUENTE_ID not in frame:
        return ()
    citas = frame[N.CITA] if N.CITA in frame else [None] * len(frame)
    for fuentes, cita in zip(frame[N.FUENTE_ID], citas, strict=True):
        for fuente_id in fuentes.split(SEPARADOR) if isinstance(fuentes, str) else ():
            found.setdefault(fuente_id, {}).update({cita: None} if isinstance(cita, str) else {})
    return tuple(replace(catalog[fuente_id], citas=tuple(own)) for fuente_id, own in found.items())


@lru_cache(maxsize=4)
def _catalog(datos: Datos) -> dict[str, Fuente]:
    """Cada fuente publicada, todavía sin citas."""
    rows = datos["fuentes"].fillna("").itertuples()
    return {r.fuente_id: Fuente(r.titulo, r.editor, r.fecha, r.ubicacion, r.licencia, ()) for r in rows}


def source_line(sources: tuple[Fuente, ...]) -> str:
    """Con una fuente, su título; con varias, cuántas publicaciones de cada editor; nada si no hay ninguna."""
    if len(sources) <= 1:
        return "".join(_("Fuente: {editor}, {titulo}", editor=s.editor, titulo=s.titulo) for s in sources)
    by_editor = Counter(s.editor for s in sources)
    parts = [e if n == 1 else _("{editor} ({n} publicaciones)", editor=e, n=n) for e, n in by_editor.items()]
    return _("Fuentes: {fuentes}", fuentes="; ".join(parts))
