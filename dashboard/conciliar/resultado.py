"""Lo que una regla encuentra: cuadra, no cuadra o falta algo para saberlo. No propone ni corrige nada."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dashboard import names as N
from dashboard.cedula.direccion import JUNTA, slug
from dashboard.conciliar.hechos import Hecho, Hechos, written
from dashboard.plan import Plan

CUADRA, NO_CUADRA, INCOMPLETO = "cuadra", "no cuadra", "incompleto"


@dataclass(frozen=True)
class Parte:
    """Una de las cifras que se cotejan: cuánto, según quién, dónde está y el nombre de su cédula."""

    valor: str
    documento: str
    cita: str
    cedula: str = ""


@dataclass(frozen=True)
class Resultado:
    """Una comprobación: la regla, qué se comprobó, si cuadra, dicho en una oración, y las cifras que entran."""

    regla: str
    asunto: str
    estado: str
    texto: str
    partes: tuple[Parte, ...]


@dataclass(frozen=True)
class Regla:
    """Una regla general sobre las tablas; `comprobar` no conoce ninguna cifra en particular."""

    id: str
    titulo: str
    explica: str
    comprobar: Callable[[Hechos, Plan], Iterable[Resultado]]


def part_of(hechos: Hechos, h: Hecho) -> Parte:
    """La parte que corresponde a un hecho; un total que se suma de sus componentes se cita con la cédula de la suma."""
    name = f"tabla-{h.tabla}/{JUNTA.join(slug(k) for k in h.clave)}/valor"
    if h.tabla == "casos" and h.componente not in h.clave:
        years = f"serie={h.serie_id}&componente={h.componente}&desde={h.inicio.year}&hasta={h.fin.year}"
        place = "periodo/pais/numero" if h.codigo == N.PAIS else f"lista/{slug(h.codigo)}/casos"
        name = f"{place}?{years}"
    return Parte(h.escrito, hechos.fuente(h.fuente_id), h.cita, name)


def loose(hechos: Hechos, cifra_id: str) -> Parte:
    """La parte que corresponde a una cifra suelta."""
    row = hechos.cifras[cifra_id]
    value = written(row.valor, row.unidad.startswith("%"))
    return Parte(value, hechos.fuente(row.fuente_id), row.cita, f"tabla-cifras/{slug(cifra_id)}/valor")


def profile_part(hechos: Hechos, row) -> Parte:
    """La parte que corresponde a una fila del perfil."""
    key = JUNTA.join(slug(str(row[k])) for k in ("corte", "poblacion", "dimension", "categoria_id"))
    return Parte(written(row["pct"], True), hechos.fuente(row["fuente_id"]), row["cita"], f"tabla-perfil/{key}/pct")


def state(holds: bool) -> str:
    """Cuadra o no cuadra."""
    return CUADRA if holds else NO_CUADRA
