"""La selección de la pestaña Metas como un solo valor inmutable: dirección, filtro del plan y frase."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from urllib.parse import parse_qs, urlencode

from dashboard.idioma import N_, _, seguir
from dashboard.plan import Filtro, Plan, fold
from dashboard.plan.entidades import Responsable
from dashboard.plan.estado import Metodo

RUTA = "/metas"
VISTAS = {
    "matriz": N_("Matriz"),
    "responsables": N_("Quién debe qué"),
    "calendario": N_("Calendario"),
    "fichas": N_("Indicadores"),
    "acuerdos": N_("Acuerdos"),
    "presupuesto": N_("Presupuesto"),
    "tabla": N_("Tabla"),
}
CLASES = {
    "porcentaje": N_("Porcentaje"),
    "cantidad": N_("Cantidad"),
    "incremento_pct": N_("Aumento porcentual"),
    "multiplicador": N_("Duplicación"),
    "hito": N_("Hito (un estado)"),
    "sin_valor": N_("Sin cifra"),
}
ESTADOS = {
    "cumplida": N_("Cumplida"),
    "en_camino": N_("En camino"),
    "en_riesgo": N_("En riesgo"),
    "atrasada": N_("Atrasada"),
    "no_evaluable": N_("No evaluable"),
    "sin_reporte": N_("Sin reporte"),
}
METODOS = {
    Metodo.HORIZONTE.value: N_("Solo al cierre"),
    Metodo.LINEAL.value: N_("Lineal entre horizontes"),
    Metodo.BASE.value: N_("Desde la línea de base"),
}
ORDENES = ("codigo", "mide", "periodo", "meta", "clase", "estado")
DESPLIEGUES = ("todo",)
PERIODO = re.compile(r"(?<=\d{4})-(?=\d{4})")
MAX_TEXTO = 80
MAX_DIRECCION = 2000


@dataclass(frozen=True)
class FiltrosMetas:
    """Qué metas se ven, cómo se ven y qué trayectoria está abierta. Vacío es «todas» o «ninguna»."""

    eje: str = ""
    oi: str = ""
    responsable: str = ""
    periodo: str = ""
    clase: str = ""
    estado: str = ""
    texto: str = ""
    metodo: str = Metodo.HORIZONTE.value
    vista: str = "matriz"
    orden: str = "codigo"
    despliegue: str = ""
    trayectoria: str = ""

    def con(self, **cambios: str) -> "FiltrosMetas":
        """Otra selección de metas; la trayectoria abierta se cierra y el objetivo inmediato sigue a su eje."""
        oi = cambios.get("oi", self.oi)
        if cambios.get("eje", self.eje) != self.eje and "oi" not in cambios:
            oi = ""
        return replace(self, **{"trayectoria": "", **cambios, "oi": oi})

    def abrir(self, trayectoria: str) -> "FiltrosMetas":
        """La misma selección con el detalle de una trayectoria («» lo cierra)."""
        return replace(self, trayectoria=trayectoria)

    @property
    def filtro(self) -> Filtro:
        """Lo que el plan entiende de la selección: el estado no lo sabe el plan, sino lo informado."""
        return Filtro(
            ejes=_one(self.eje),
            objetivos=_one(self.oi),
            responsables=_one(self.responsable),
            periodos=_one(self.periodo),
            clases=_one(self.clase),
            texto=self.texto,
        )


PREDETERMINADOS = FiltrosMetas()


def from_query(query: str, plan: Plan) -> FiltrosMetas:
    """Lee la dirección y la repara: lo desconocido se ignora y un objetivo de otro eje se suelta."""
    asked = {k: v[-1] for k, v in parse_qs(query.lstrip("?")[:MAX_DIRECCION]).items()}
    eje = _known(asked.get("eje"), (e.eje for e in plan.ejes))
    oi = _known(asked.get("oi"), (o.oi for o in plan.objetivos))
    if oi and eje and plan.objetivo(oi).eje != eje:
        oi = ""
    return FiltrosMetas(
        eje=eje or (plan.objetivo(oi).eje if oi else ""),
        oi=oi,
        responsable=_known(asked.get("responsable"), (r.responsable for r in plan.responsables)),
        periodo=_known(asked.get("periodo"), (p.periodo for p in plan.periodos)),
        clase=_known(asked.get("clase"), CLASES),
        estado=_known(asked.get("estado"), ESTADOS),
        texto=clean_text(asked.get("texto", "")),
        metodo=_known(asked.get("metodo"), METODOS) or PREDETERMINADOS.metodo,
        vista=_known(asked.get("vista"), VISTAS) or PREDETERMINADOS.vista,
        orden=_known(asked.get("orden"), (*ORDENES, *(f"-{o}" for o in ORDENES))) or PREDETERMINADOS.orden,
        despliegue=_known(asked.get("despliegue"), DESPLIEGUES),
        trayectoria=_known(asked.get("trayectoria"), (t.trayectoria for t in plan.trayectorias)),
    )


def to_query(filtros: FiltrosMetas) -> str:
    """La dirección más corta que reproduce la selección («» para la inicial)."""
    pairs = {f.name: getattr(filtros, f.name) for f in fields(filtros)}
    text = urlencode({k: v for k, v in pairs.items() if v != getattr(PREDETERMINADOS, k)})
    return seguir(f"?{text}" if text else "")


def href(filtros: FiltrosMetas) -> str:
    """La dirección completa de una selección, para enlazarla."""
    return RUTA + to_query(filtros)


def in_words(filtros: FiltrosMetas, plan: Plan) -> str:
    """La selección dicha como una frase: «Eje 1. Gobernanza · OI 1.1 · MIMP · 2019–2020»."""
    parts = [
        filtros.eje and _("Eje {eje}. {nombre}", eje=filtros.eje, nombre=plan.eje(filtros.eje).nombre_corto),
        filtros.oi,
        filtros.responsable and short_name(plan.responsable(filtros.responsable)),
        period_words(filtros.periodo),
        filtros.clase and _(CLASES[filtros.clase]).lower(),
        filtros.estado and _("estado {estado}", estado=_(ESTADOS[filtros.estado]).lower()),
        filtros.texto and f"«{filtros.texto}»",
    ]
    return " · ".join(filter(None, parts)) or _("Todo el Plan")


def period_words(text: str) -> str:
    """Un texto con sus periodos como se imprimen: «2017-2018» → «2017–2018»."""
    return PERIODO.sub("–", text)


def short_name(responsable: Responsable) -> str:
    """La sigla, o la palabra con su tilde cuando el código no es una sigla: «Procuradurías»."""
    first = responsable.nombre.split()[0]
    return first if fold(first) == fold(responsable.responsable) else responsable.responsable


def institution_name(plan: Plan, codigo: str) -> str:
    """Como se llama en pantalla a quien informa; un gobierno que informa su parte (GORE-17) va con su código."""
    known = next((r for r in plan.responsables if r.responsable == codigo), None)
    return short_name(known) if known else _("{codigo} (su parte)", codigo=codigo)


def _one(value: str) -> frozenset[str]:
    return frozenset({value}) if value else frozenset()


def _known(value: str | None, options: Iterable[str]) -> str:
    """La opción escrita como sea: sin distinguir mayúsculas, tildes, espacios ni el guion largo."""
    wanted = _plain(value or "")
    return next((o for o in options if _plain(o) == wanted), "")


def _plain(text: str) -> str:
    return fold(text.replace("–", "-")).replace(" ", "")


def clean_text(text: str) -> str:
    """Lo buscado, sin espacios de más y con un largo razonable."""
    return " ".join(text.split())[:MAX_TEXTO].strip()
