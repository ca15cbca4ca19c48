"""Lo que puede cambiar de una instalación a otra, leído una sola vez del entorno."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UMBRAL, UMBRAL_MENOR = 5, 3
SECRETO_MENOR = 32  # letras


@dataclass(frozen=True)
class Settings:
    """Datos, plan que se sigue, almacén de avances, dirección y puerto. Se fija al arrancar y no cambia."""

    datos: Path = ROOT / "data"
    plan: str = "pnat_2017_2021"
    assets: Path = ROOT / "assets"
    host: str = "127.0.0.1"
    puerto: int = 8050
    umbral: int = UMBRAL  # desde cuántas personas se muestra una celda
    avances: Path = ROOT / "avances"
    database_url: str = ""
    redis_url: str = ""  # límites de ingreso que valen entre procesos y equipos
    secreto: str = ""  # el mismo en cada equipo, si son varios
    delante: str = ""  # dirección del nginx que reparte desde otro equipo
    oidc_url: str = ""
    oidc_cliente: str = ""
    oidc_secreto: str = ""

    @classmethod
    def from_environment(cls) -> "Settings":
        """Lee las variables MIRADOR_*, DATABASE_URL y REDIS_URL; lo que no está queda como viene."""
        env = os.environ
        return cls(
            datos=Path(env.get("MIRADOR_DATOS", cls.datos)),
            plan=env.get("MIRADOR_PLAN", cls.plan),
            host=env.get("MIRADOR_HOST", cls.host),
            puerto=_port(env.get("MIRADOR_PUERTO", str(cls.puerto))),
            umbral=_threshold(env.get("MIRADOR_UMBRAL", str(cls.umbral))),
            avances=Path(env.get("MIRADOR_AVANCES", cls.avances)),
            database_url=env.get("DATABASE_URL", cls.database_url),
            redis_url=_redis(env.get("REDIS_URL", cls.redis_url)),
            secreto=_secret(env.get("MIRADOR_SECRETO", cls.secreto)),
            delante=env.get("MIRADOR_DELANTE", cls.delante),
            oidc_url=env.get("MIRADOR_OIDC_URL", cls.oidc_url),
            oidc_cliente=env.get("MIRADOR_OIDC_CLIENTE", cls.oidc_cliente),
            oidc_secreto=env.get("MIRADOR_OIDC_SECRETO", cls.oidc_secreto),
        )

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.puerto}"


def _port(text: str) -> int:
    if text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise SystemExit(f"MIRADOR_PUERTO vale «{text}», que no es un puerto. Escriba un número de 1 a 65535.")


def _threshold(text: str) -> int:
    if text.isdecimal() and int(text) >= UMBRAL_MENOR:
        return int(text)
    raise SystemExit(f"MIRADOR_UMBRAL vale «{text}». Escriba un entero de {UMBRAL_MENOR} en adelante.")


def _redis(text: str) -> str:
    if not text or text.startswith(("redis://", "rediss://", "unix://")):
        return text
    raise SystemExit("REDIS_URL no se entiende. Su forma es redis://usuario:clave@equipo:6379/0")


def _secret(text: str) -> str:
    if not text or len(text) >= SECRETO_MENOR:
        return text
    raise SystemExit(
        f"MIRADOR_SECRETO tiene {len(text)} letras y debe tener {SECRETO_MENOR} o más. "
        "Uno al azar: openssl rand -hex 32"
    )
