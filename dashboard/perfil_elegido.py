"""Los filtros del perfil: cuáles se eligieron y cuáles no puede contestar ningún cruce publicado, con su razón."""

from typing import TYPE_CHECKING

from dashboard.catalog import PLANTILLA, Catalogo
from dashboard.idioma import N_
from dashboard.privacy.publicables import PERFIL, published

if TYPE_CHECKING:
    from dashboard.filters import Filtros

TODOS = "todos"
NOMBRES_PERFIL = {
    "sexo": N_("Sexo"),
    "edad": N_("Edad"),
    "nacionalidad": N_("Nacionalidad"),
    "captacion": N_("Captación"),
    "explotacion": N_("Explotación"),
}
SIN_CRUCE = N_(
    "Ninguna fuente publicada cruza el perfil de las víctimas con el lugar ni sus partes entre sí: "
    "estos filtros no tienen con qué contestar"
)
SIN_PUBLICAR = N_("su cruce con otras partes del perfil no se publica, para proteger a las personas")
SOLO_DEL_PAIS = N_("solo se publica para todo el país y todos los años importados")
OTRO_FILTRO = N_("no se publica junto con el otro filtro elegido")


def chosen_profile(filtros: "Filtros") -> dict[str, str]:
    """Los filtros del perfil que se eligieron: dimensión → código."""
    return {d: getattr(filtros, d) for d in PERFIL if getattr(filtros, d)}


def profile_limits(filtros: "Filtros", catalogo: Catalogo) -> dict[str, str]:
    """Filtros del perfil que ningún cruce publicado puede contestar → la razón."""
    if filtros.corte != PLANTILLA:
        return dict.fromkeys(PERFIL, SIN_CRUCE)
    years = set(catalogo.anios_personas)
    part = {"df_id"} if filtros.lugares else set()
    part |= set() if years <= set(range(filtros.desde, filtros.hasta + 1)) else {"anio"}
    return {d: why for d in PERFIL if (why := _limit(d, part, {*chosen_profile(filtros)} - {d}))}


def _limit(dim: str, part: set[str], chosen: set[str]) -> str:
    def answers(*fixed: str) -> bool:
        return any(published({*fixed, dim, other}) for other in PERFIL if other not in {*fixed, dim})

    if answers(*part, *chosen):
        return ""
    if not answers():
        return SIN_PUBLICAR
    return SOLO_DEL_PAIS if part else OTRO_FILTRO
