"""El idioma de la página. La frase castellana es la clave; otro idioma es un archivo .po en `dashboard/idiomas`.

`_` y `ngettext` traducen al idioma de la dirección (`?idioma=en`); `N_` marca un texto que se traduce al mostrarlo.
Lo que no está traducido sale en castellano.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CARPETA = Path(__file__).with_name("idiomas")
CASTELLANO = "es"
ETIQUETAS = {CASTELLANO: "es-PE"}  # código → etiqueta de `lang`, cuando no es el mismo
CAMPO = "idioma"
HUECO = re.compile(r"\{[^{}]*\}?|\}")
_actual: ContextVar[str] = ContextVar("idioma", default=CASTELLANO)


def N_(texto: str) -> str:
    """Marca para el catálogo un texto que se traduce después, donde se muestra."""
    return texto


NOMBRE = N_("Español")  # se traduce por el nombre del idioma en ese idioma: «English», «Runasimi»


def _(texto: str, **valores) -> str:
    """La frase en el idioma de la página, con sus `{valores}` puestos."""
    found = _frases(_actual.get()).gettext(texto) if texto else ""
    return found.format(**valores) if valores else found


def ngettext(uno: str, varios: str, n: int, /, **valores) -> str:
    """La frase según el número, con los plurales de cada idioma; `{n}` es el número, si no se da ya escrito."""
    return _frases(_actual.get()).ngettext(uno, varios, n).format(**{"n": n, **valores})


def actual() -> str:
    """El código del idioma de la página que se está armando."""
    return _actual.get()


def etiqueta() -> str:
    """El valor de `lang`: «es-PE», «en»."""
    return ETIQUETAS.get(actual(), actual())


@contextmanager
def en(codigo: str) -> Iterator[None]:
    """Arma lo que sigue en ese idioma; uno que no existe es castellano."""
    before = _actual.set(codigo if codigo in idiomas() else CASTELLANO)
    try:
        yield
    finally:
        _actual.reset(before)


def pedido(consulta: str) -> str:
    """El idioma que pide una dirección; castellano si no pide ninguno que exista."""
    asked = parse_qs(consulta.lstrip("?")[:2000]).get(CAMPO, [""])[-1]
    return asked if asked in idiomas() else CASTELLANO


def usar(codigo: str) -> None:
    """El idioma de la petición que empieza."""
    _actual.set(codigo if codigo in idiomas() else CASTELLANO)


def seguir(direccion: str) -> str:
    """La misma dirección, que conserva el idioma de la página."""
    if actual() == CASTELLANO:
        return direccion
    path, mark, anchor = direccion.partition("#")
    return f"{path}{'&' if '?' in path else '?'}{CAMPO}={actual()}{mark}{anchor}"


def citado() -> dict[str, str]:
    """El atributo de lo que se cita en castellano dentro de una página en otro idioma."""
    return {} if actual() == CASTELLANO else {"lang": CASTELLANO}


@cache
def idiomas() -> dict[str, str]:
    """Código → nombre de cada idioma en ese idioma, con el castellano primero."""
    others = {p.stem: _frases(p.stem).gettext(NOMBRE) for p in sorted(CARPETA.glob("*.po"))}
    return {CASTELLANO: NOMBRE} | {code: name if name != NOMBRE else code for code, name in others.items()}


def catalogo(codigo: str) -> Catalog:
    """El archivo de un idioma, leído por Babel; vacío el castellano, que es la clave."""
    path = CARPETA / f"{codigo}.po"
    if not path.exists():
        return Catalog()
    with path.open("rb") as file:
        return read_po(file, ignore_obsolete=True)


@cache
def mensajes(codigo: str, prefijo: str = "assets/") -> dict[str, str]:
    """Lo que dicen los guiones del navegador: frase castellana → frase en ese idioma."""
    own = (
        m for m in catalogo(codigo) if m.string and not m.fuzzy and any(f.startswith(prefijo) for f, _n in m.locations)
    )
    return {m.id: m.string for m in own}


def por_idioma(maxsize: int) -> Callable:
    """Como `lru_cache`, para lo que lleva frases: se guarda una respuesta por idioma."""

    def decorate(function: Callable) -> Callable:
        @lru_cache(maxsize=maxsize)
        def kept(_idioma: str, *args, **kwargs):
            return function(*args, **kwargs)

        return wraps(function)(lambda *args, **kwargs: kept(actual(), *args, **kwargs))

    return decorate


def campos(texto: str) -> set[str]:
    """Los huecos de una frase: «{n} de {total}» → {"{n}", "{total}"}; una llave suelta cuenta como un hueco."""
    return set(HUECO.findall(texto))


def calza(mensaje: Message) -> bool:
    """Si la traducción tiene los mismos huecos que la frase: una que no, rompería la página."""
    return all(campos(form) <= campos(formas(mensaje.id)[-1]) for form in formas(mensaje.string))


def formas(texto: str | tuple[str, ...]) -> tuple[str, ...]:
    """Las formas de una frase: una, o el singular y los plurales."""
    return texto if isinstance(texto, tuple) else (texto,)


@cache
def _frases(codigo: str) -> NullTranslations:
    if not (CARPETA / f"{codigo}.po").exists():
        return NullTranslations()
    found, compiled = catalogo(codigo), BytesIO()
    for message in [m for m in found if m.id and not calza(m)]:
        found.delete(message.id)
    write_mo(compiled, found)
    compiled.seek(0)
    return GNUTranslations(compiled)
