"""El registro de versiones: lo que se sabía en cada una, guardado en la carpeta de datos para reabrir enlaces antiguos.

`versiones/<versión>.json` dice cuándo se guardó y qué tablas tenía; cada tabla distinta se guarda una sola vez, con su
huella por nombre, en `versiones/tablas`. Se escribe al sellar los datos y al importar. No lleva filas de personas: solo
las tablas que el tablero publica.
"""

import gzip
import hashlib
import io
import json
import os
import re
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.correcciones import declared
from dashboard.data_package import Datos, read_table

CARPETA, TABLAS = "versiones", "tablas"
FORMA = re.compile(r"[0-9a-f]{10}")
DANADA = (OSError, KeyError, TypeError, ValueError, EOFError)
CIFRAS = {
    "casos": (("serie_id", "inicio", "fin", "ambito", "codigo", "componente", "medida", "procedencia"), N.VALOR),
    "cifras": (("cifra_id",), N.VALOR),
    "perfil": (("corte", "poblacion", "dimension", "categoria_id"), N.PCT),
}


@dataclass(frozen=True)
class Movida:
    """Una cifra publicada que cambió entre dos versiones; None es que no estaba."""

    tabla: str
    clave: tuple[str, ...]
    entonces: float | None
    hoy: float | None


def archive(datos: Datos, hoy: date | None = None) -> Path:
    """Guarda una versión si no estaba guardada. Dos procesos a la vez escriben lo mismo."""
    base = datos.folder / CARPETA
    path = base / f"{datos.version}.json"
    if path.is_file():
        return path
    (base / TABLAS).mkdir(parents=True, exist_ok=True)
    tables = {name: _store(base / TABLAS, _to_csv(table)) for name, table in datos.tables.items()}
    described = _store(base / TABLAS, json.dumps(dict(datos.resources), ensure_ascii=False).encode())
    ficha = {
        "version": datos.version,
        "fecha": (hoy or date.today()).isoformat(),
        "descripcion": described,
        "tablas": tables,
    }
    _write(path, (json.dumps(ficha, indent=2) + "\n").encode())
    return path


def stored(folder: Path, version: str) -> Datos | None:
    """Una versión guardada, con sus tablas como se mostraban; None si no está o está dañada."""
    ficha = _ficha(folder, version)
    if ficha is None:
        return None
    base = folder / CARPETA / TABLAS
    try:
        resources = json.loads(_fetch(base, ficha["descripcion"]))
        tables = {n: read_table(io.BytesIO(_fetch(base, sha)), resources[n]) for n, sha in ficha["tablas"].items()}
    except DANADA:
        return None
    frozen, described = MappingProxyType(tables), MappingProxyType(resources)
    return Datos(folder, version, frozen, described, correcciones=declared(tables), archivada=True)


def dated(folder: Path, version: str) -> date | None:
    """Cuándo se guardó una versión; None si no está en el registro."""
    ficha = _ficha(folder, version)
    return date.fromisoformat(ficha["fecha"]) if ficha else None


def moved(before: Datos, after: Datos) -> tuple[Movida, ...]:
    """Las cifras publicadas que no son las mismas en dos versiones, por tabla."""
    found = []
    for name, (keys, column) in CIFRAS.items():
        old, new = (_figures(d, name, keys, column) for d in (before, after))
        changed = [k for k in dict.fromkeys([*old, *new]) if old.get(k) != new.get(k)]
        found += [Movida(name, k, old.get(k), new.get(k)) for k in changed]
    return tuple(found)


def _figures(datos: Datos, name: str, keys: tuple[str, ...], column: str) -> dict[tuple[str, ...], float]:
    table = datos.tables.get(name, pd.DataFrame(columns=[*keys, column]))
    texts = [table[k].dt.strftime("%Y-%m-%d") if k in (N.INICIO, N.FIN) else table[k].astype(str) for k in keys]
    return dict(zip(zip(*texts, strict=True), table[column].astype(float), strict=True))


def told(movida: Movida, datos: Datos) -> str:
    """«Delitos denunciados, Puno, 2023 (agravada): entonces 33, hoy 35»."""
    what = _TELLERS[movida.tabla](movida.clave, datos)
    then, now = (_number(v, movida.tabla) for v in (movida.entonces, movida.hoy))
    return f"{what}: entonces {then}, hoy {now}"


def _tell_case(clave: tuple[str, ...], datos: Datos) -> str:
    serie, start, end, _, codigo, componente, medida, _ = clave
    names = datos["series"].set_index(N.SERIE_ID)["nombre_corto"].to_dict()
    place = datos["distritos_fiscales"].set_index(N.DF_ID)[N.NOMBRE].to_dict() | {N.PAIS: "todo el país"}
    extra = [w for w in (componente, medida) if w not in ("total", "conteo")]
    period = fmt.period(date.fromisoformat(start), date.fromisoformat(end))
    parts = [names.get(serie, serie), place.get(codigo, codigo), period]
    return ", ".join(parts) + (f" ({', '.join(extra)})" if extra else "")


def _tell_loose(clave: tuple[str, ...], datos: Datos) -> str:
    names = datos["cifras"].set_index("cifra_id")["concepto"].to_dict()
    return names.get(clave[0], clave[0])


def _tell_profile(clave: tuple[str, ...], _datos: Datos) -> str:
    return f"Perfil de {clave[1]}, {clave[2]}, {clave[3]} ({clave[0]})"


_TELLERS = {"casos": _tell_case, "cifras": _tell_loose, "perfil": _tell_profile}


def _number(value: float | None, tabla: str) -> str:
    if value is None:
        return "no estaba"
    text = fmt.number(value, 0 if float(value).is_integer() else 1)
    return f"{text}%" if tabla == "perfil" else text


def _ficha(folder: Path, version: str) -> dict | None:
    if not FORMA.fullmatch(version):
        return None
    try:
        return json.loads((folder / CARPETA / f"{version}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _to_csv(table: pd.DataFrame) -> bytes:
    return table.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d").encode()


def _store(base: Path, content: bytes) -> str:
    """Guarda un contenido con su huella por nombre, si no estaba."""
    sha = hashlib.sha256(content).hexdigest()[:16]
    path = base / f"{sha}.gz"
    if not path.is_file():
        _write(path, gzip.compress(content, mtime=0))
    return sha


def _fetch(base: Path, sha: str) -> bytes:
    content = gzip.decompress((base / f"{sha}.gz").read_bytes())
    if hashlib.sha256(content).hexdigest()[:16] != sha:
        raise ValueError(f"{sha}.gz no dice lo que se guardó")
    return content


def _write(path: Path, content: bytes) -> None:
    """Escribe de una vez: nadie lee un archivo a medias."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    os.chmod(name, 0o644)
    os.replace(name, path)
