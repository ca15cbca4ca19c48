"""Los resultados del conciliador como texto, CSV y JSON."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict

from dashboard import formatting as fmt
from dashboard.conciliar import REGLAS
from dashboard.conciliar.lado_a_lado import Cotejo
from dashboard.conciliar.resultado import CUADRA, INCOMPLETO, NO_CUADRA, Parte, Resultado

ORDEN = (NO_CUADRA, INCOMPLETO, CUADRA)
TITULOS = {NO_CUADRA: "Lo que no cuadra", INCOMPLETO: "Lo que la fuente deja incompleto", CUADRA: "Lo que cuadra"}


def to_text(found: tuple[Resultado, ...]) -> str:
    """Para leer en la consola: lo que no cuadra con sus citas, y el resto en una línea."""
    counts = Counter(r.estado for r in found)
    lines = [", ".join(f"{fmt.number(counts[e])} {words(e, counts[e])}" for e in ORDEN) + "."]
    for estado in ORDEN:
        lines += ["", TITULOS[estado]]
        for r in (r for r in found if r.estado == estado):
            lines.append(f"  · [{r.regla}] {r.asunto}: {r.texto}")
            lines += [f"      {p.valor}: {p.documento}; {p.cita}" for p in r.partes if estado == NO_CUADRA]
    return "\n".join(lines)


def words(estado: str, n: int) -> str:
    """«3 no cuadran», «1 cuadra»."""
    plural = {NO_CUADRA: "no cuadran", INCOMPLETO: "incompletas", CUADRA: "cuadran"}
    return plural[estado] if n != 1 else {INCOMPLETO: "incompleta"}.get(estado, estado)


def to_json(found: tuple[Resultado, ...], cotejos: tuple[Cotejo, ...], version: str) -> str:
    """Todo, con la versión de los datos, para otro programa."""
    whole = {
        "version": version,
        "reglas": [{"id": r.id, "titulo": r.titulo, "explica": r.explica} for r in REGLAS.values()],
        "resultados": [asdict(r) for r in found],
        "lado_a_lado": [asdict(c) for c in cotejos],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def results_csv(found: tuple[Resultado, ...]) -> str:
    """Una fila por comprobación; separador «;» y marca BOM, como los demás CSV del tablero."""
    heads = ("Estado", "Regla", "Asunto", "Hallazgo", "Cifras y dónde están")
    rows = (
        (r.estado, REGLAS[r.regla].titulo, r.asunto, r.texto, " | ".join(_place(p) for p in r.partes)) for r in found
    )
    return _csv(heads, rows)


def cotejos_csv(cotejos: tuple[Cotejo, ...]) -> str:
    """Una fila por fuente y cotejo."""
    heads = ("Concepto", "Lugar", "Relación", "Según", "Unidad", "Periodo", "Corte", "Valor", "Cita", "Por qué")
    rows = (
        (c.concepto, c.lugar, c.relacion, v.segun, v.unidad, v.periodo, v.corte, v.parte.valor, v.parte.cita, c.porque)
        for c in cotejos
        for v in c.versiones
    )
    return _csv(heads, rows)


def _place(p: Parte) -> str:
    return f"{p.valor}: {p.documento}; {p.cita}"


def _csv(heads: tuple[str, ...], rows: Iterable[tuple]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return "\ufeff" + out.getvalue()
