"""La única puerta por la que salen cifras de personas: se protege una vez, al cargar, y de ahí se responde."""

from dashboard.privacy.proteger import protect
from dashboard.privacy.protegido import Protegido, Tabla, mark, rate
from dashboard.privacy.reglas import RESERVADO, SOLO_PROTEGIDO, NoPublicable, Reglas, YaPublicado

__all__ = [
    "RESERVADO",
    "SOLO_PROTEGIDO",
    "NoPublicable",
    "Protegido",
    "Reglas",
    "Tabla",
    "YaPublicado",
    "mark",
    "protect",
    "rate",
]
