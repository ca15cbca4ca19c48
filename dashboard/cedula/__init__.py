"""La cédula de una cifra: de qué documento sale, dónde está en él, cómo se obtuvo y con qué versión de los datos.

    cedula_of(chart, ctx, frame, row, column) -> Cedula   la cifra de la fila `row` (su posición) de un gráfico
    path_of(chart, ctx, record, column) -> str            solo su dirección: basta para enlazarla
    cedula_at(origen, ctx, record, column) -> Cedula      lo mismo desde una fila ya leída, de cualquier `Origen`

`Cedula.id` es corto y estable (no cambia con los datos); `.texto` cabe en una nota; `.url_path` es la dirección dentro
del tablero, con la versión de los datos. `Origen` es un gráfico o lo que se le parezca (`dashboard.cedula.origenes`:
cifras del periodo, metas, tablas). No conoce la pantalla: sirve igual a notas, comentarios, pies y códigos QR.
"""

from dataclasses import dataclass

import pandas as pd

from dashboard import formatting as fmt
from dashboard.cedula.direccion import cedula_id, path
from dashboard.cedula.origenes import Origen
from dashboard.charts import Columna, Contexto, Record
from dashboard.charts._tabla import cell_text
from dashboard.idioma import N_, _, ngettext
from dashboard.queries.respaldo import Respaldo, behind_record

PROCEDENCIAS = {
    "publicado": N_("publicada: está impresa así en la fuente"),
    "calculado": N_("calculada a partir de lo que publica la fuente"),
    "inferido": N_("inferida: es el único número que explica lo impreso"),
    "corregido": N_("corregida: la fuente imprime otra cosa"),
}


EN_TEXTO = 2  # filas de cada documento que caben en una nota


class SinCedula(Exception):
    """Una cifra que no se puede defender; el mensaje dice cuál y qué le falta."""


@dataclass(frozen=True)
class Cedula:
    """Todo lo que hace falta para defender una cifra."""

    id: str
    cifra: str
    que: str
    unidad: str
    transformacion: str
    procedencia: str
    respaldos: tuple[Respaldo, ...]
    version: str

    @property
    def url_path(self) -> str:
        """Dirección permanente dentro del tablero: «/cedula/lista/loreto/casos?serie=…&v=…»."""
        return path(self.id, self.version)

    @property
    def medida(self) -> str:
        """La cifra con su unidad: «115 delitos denunciados», «48.9% de presuntas víctimas»."""
        return f"{self.cifra} {self.unidad.removeprefix('% ') if self.cifra.endswith('%') else self.unidad}"

    @property
    def correcciones(self) -> tuple[str, ...]:
        """Lo que se corrigió en sus filas: lo impreso, lo usado, por qué, quién y cuándo."""
        return tuple(dict.fromkeys(r.correccion for r in self.respaldos if r.correccion))

    @property
    def texto(self) -> str:
        """La cédula en un párrafo; de cada documento, sus primeras filas."""
        by_document: dict[str, list[Respaldo]] = {}
        for r in self.respaldos:
            by_document.setdefault(r.documento, []).append(r)
        found = " ".join(_cited(rows) for rows in by_document.values())
        fixed = " ".join(dict.fromkeys(r.correccion for r in self.respaldos if r.correccion))
        origin = _("Cifra {procedencia}.", procedencia=self.procedencia)
        said = [f"{self.medida}. {self.que}. {self.transformacion} {origin}", fixed, found]
        last = _("Versión de los datos: {version}. Cédula: {cedula}", version=self.version, cedula=self.id)
        return " ".join(filter(None, [*said, last]))

    def faltas(self) -> tuple[str, ...]:
        """Lo que le falta para estar completa; vacío si no le falta nada."""
        parts = ("id", "cifra", "que", "unidad", "transformacion", "procedencia", "version")
        empty = [name for name in parts if not getattr(self, name).strip()]
        blind = [r for r in self.respaldos if not (r.documento and r.editor and r.cita and r.consultado)]
        return (*empty, "documento") if blind or not self.respaldos else tuple(empty)


def cedula_of(chart: Origen, ctx: Contexto, frame: pd.DataFrame, row: int, column: str) -> Cedula:
    """La cédula de una celda: `frame` es `chart.query(ctx)`, `row` la posición de la fila y `column` su columna.

    Lanza SinCedula si la columna no es una cifra o si en esa fila no hay número («sin dato» no es una cifra).
    """
    return cedula_at(chart, ctx, frame.iloc[row].to_dict(), column)


def cedula_at(origen: Origen, ctx: Contexto, record: Record, column: str) -> Cedula:
    """La cédula de una fila ya leída (columna → valor)."""
    columna = origen.columns[column]
    if not has_figure(columna, record, column):
        raise SinCedula(f"«{columna.titulo}» no es una cifra en esa fila de {origen.id}: no lleva cédula.")
    respaldos = origen.base(ctx, record, column) if origen.base else behind_record(ctx.datos, record)
    return Cedula(
        id=cedula_id(origen, ctx, record, column),
        cifra=cell_text(record[column], columna),
        que=_what(origen, ctx, record, column),
        unidad=_said(columna.unidad, ctx, record) or _(columna.titulo).lower(),
        transformacion=_said(columna.como, ctx, record) or _("Responde a: {pregunta}", pregunta=_(origen.question)),
        procedencia=_provenance(respaldos, record),
        respaldos=respaldos,
        version=edition(origen, ctx),
    )


def path_of(origen: Origen, ctx: Contexto, record: Record, column: str) -> str:
    """La dirección de la cédula de una cifra, sin armarla; vacía si en esa celda no hay cifra."""
    if not has_figure(origen.columns[column], record, column):
        return ""
    return path(cedula_id(origen, ctx, record, column), edition(origen, ctx))


def has_figure(columna: Columna, record: Record, column: str) -> bool:
    """Si la celda tiene una cifra: ni texto, ni «sin dato», ni la marca de lo reservado."""
    if columna.formato != "texto" and isinstance(record[column], str):
        return False
    return columna.es_cifra and bool(pd.notna(record[column])) and record[column] not in ("", fmt.SIN_DATO)


def edition(origen: Origen, ctx: Contexto) -> str:
    """La versión de lo citado: la de los datos, o la propia del origen si no sale de ellos (un plan)."""
    return getattr(origen, "edicion", "") or ctx.datos.version


def _what(origen: Origen, ctx: Contexto, record: Record, column: str) -> str:
    """«Dónde se registran más casos: Loreto. Conteo»: el título, lo que nombra a la fila y la columna."""
    before = list(origen.columns)[: list(origen.columns).index(column)]
    named = _texts(origen, record, before) or _texts(origen, record, list(origen.columns)[:2])
    head = f"{origen.title(ctx)}: {', '.join(named)}" if named else origen.title(ctx)
    return f"{head}. {_(origen.columns[column].titulo)}"


def _texts(origen: Origen, record: Record, columns: list[str]) -> list[str]:
    return [_(str(record[c])) for c in columns if not origen.columns[c].es_cifra and record[c]]


def _cited(rows: list[Respaldo]) -> str:
    """«Documento (editor). Cita: 62; otra cita: 53; y 4 filas más. Leído: …»."""
    first, more = rows[:EN_TEXTO], len(rows) - EN_TEXTO
    lines = [f"{r.cita}: {r.dice}" if r.dice else r.cita for r in first] + (
        [ngettext("y {n} fila más", "y {n} filas más", more)] if more > 0 else []
    )
    text = "; ".join(lines)
    head = f"{rows[0].documento} ({rows[0].editor}). {text[0].upper()}{text[1:]}."
    return f"{head} {_('Leído: {fecha}.', fecha=rows[0].consultado)}"


def _said(text, ctx: Contexto, record: Record) -> str:
    return _(text) if isinstance(text, str) else text(ctx, record)


def _provenance(respaldos: tuple[Respaldo, ...], record: Record) -> str:
    """La menos directa de las filas que la sostienen; si son varias, la cifra es al menos un cálculo."""
    if any(r.correccion for r in respaldos):
        return _(PROCEDENCIAS["corregido"])
    found = {r.procedencia for r in respaldos if r.procedencia} | {str(record.get("procedencia") or "")}
    for kind in ("inferido", "calculado"):
        if kind in found:
            return _(PROCEDENCIAS[kind])
    return _(PROCEDENCIAS["publicado" if "publicado" in found and len(respaldos) == 1 else "calculado"])
