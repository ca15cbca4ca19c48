"""El informe de una importación escrito: texto para la pantalla, JSON para los programas y HTML para guardar."""

import json
from collections import Counter
from functools import cache
from pathlib import Path

from dashboard import formatting as fmt
from dashboard.catalog import COMPONENTES
from dashboard.importer.informe import IGUAL, NUEVA, REEMPLAZA

PLANTILLA = Path(__file__).parent / "templates" / "informe.html"
MAX_LISTADOS = 15
ESTADOS = {
    NUEVA: "Importación nueva.",
    REEMPLAZA: "Reemplaza a lo que había de esos años.",
    IGUAL: "Ya estaba cargado: no cambió nada.",
}
PALABRAS = COMPONENTES | {"victimas": "presuntas víctimas", "imputados": "presuntos/as imputados/as"}


def to_json(informe: dict) -> bytes:
    """informe.json: sin fechas de hoy, para que lo mismo dé los mismos bytes."""
    return (json.dumps(informe, ensure_ascii=False, indent=1) + "\n").encode()


def to_html(informe: dict) -> bytes:
    """Una página que se abre sola, sin pedir nada a la red."""
    return _template().render(i=informe, grupos=repairs(informe), estados=ESTADOS).encode()


@cache
def _template():
    from jinja2 import Environment

    env = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    env.filters |= {"n": amount, "fecha": _day, "palabra": _word}
    return env.from_string(PLANTILLA.read_text(encoding="utf-8"))


def to_text(informe: dict, simulado: bool = False) -> str:
    """El informe para la pantalla, con las listas largas abreviadas."""
    state = "Simulación: no se escribió nada. " if simulado else ""
    head = [
        f"{informe['archivo']} · {informe['fuente']}",
        f"  {state}{ESTADOS[informe['estado']]} Fecha de corte: {_day(informe['fecha_corte'])}.",
        f"  {rows_sentence(informe['filas'])}",
    ]
    if informe["estado"] == IGUAL:
        return "\n".join([*head, *_set_aside(informe)])
    parts = [
        head,
        _set_aside(informe),
        _listed("Avisos", [f"{a['mensaje']} [{a['codigo']}]" for a in informe["avisos"]]),
        _listed("Reparado (antes → después)", [_repair(g) for g in repairs(informe)]),
        _listed("Totales", [_total(t) for t in informe["totales"]], len(informe["totales"])),
        _listed("Otras tablas", [_table(t) for t in informe["tablas"]]),
        _listed("Nuevo", informe["nuevos"]),
        _listed("Cambios frente a lo cargado antes", [_change(c) for c in informe["cambios"]]) or _unmoved(informe),
    ]
    return "\n".join(line for part in parts for line in part)


def rows_sentence(filas: dict) -> str:
    """«9,363 filas leídas = 9,269 cargadas + 94 sumadas + 0 apartadas.»"""
    n = {k: fmt.number(v) for k, v in filas.items()}
    return (
        f"{n['leidas']} filas leídas = {n['cargadas']} cargadas + {n['sumadas']} sumadas + {n['apartadas']} apartadas."
    )


def repairs(informe: dict) -> list[dict]:
    """Las reparaciones iguales, juntas: cuántas hay y la primera línea."""
    keys = [(r["codigo"], r["columna"], r["antes"], r["despues"]) for r in informe["reparaciones"]]
    first = {k: r["linea"] for k, r in zip(reversed(keys), reversed(informe["reparaciones"]), strict=True)}
    return [
        {"codigo": k[0], "columna": k[1], "antes": k[2], "despues": k[3], "veces": n, "linea": first[k]}
        for k, n in Counter(keys).most_common()
    ]


def amount(value: float | None) -> str:
    """Una cifra del informe; None es que no hay fila."""
    return "sin fila" if value is None else fmt.number(value)


def _day(iso: str | None) -> str:
    return f"{iso[8:10]}/{iso[5:7]}/{iso[:4]}" if iso else "no se declara"


def _word(componente: str) -> str:
    return PALABRAS.get(componente, componente).lower()


def _listed(title: str, items: list[str], limit: int = MAX_LISTADOS) -> list[str]:
    if not items:
        return []
    more = [f"    … y {fmt.number(len(items) - limit)} más, en el informe."] if len(items) > limit else []
    return [f"  {title}:", *(f"    · {item}" for item in items[:limit]), *more]


def _set_aside(informe: dict) -> list[str]:
    items = [
        f"{fmt.number(a['filas'])} {'fila' if a['filas'] == 1 else 'filas'}: {a['titulo'].lower()} [{a['codigo']}]. "
        f"La primera, en la línea {a['primera_linea']}: {a['razon']} {a['que_hacer']}"
        for a in informe["apartadas"]
    ]
    return _listed("Apartadas", items)


def _repair(group: dict) -> str:
    times = f" ({fmt.number(group['veces'])} veces)" if group["veces"] > 1 else ""
    return f"línea {group['linea']}, {group['columna']}: «{group['antes']}» → «{group['despues']}»{times}"


def _total(t: dict) -> str:
    where = f"{t['serie']}, {t['periodo']}, {_word(t['componente'])}"
    if t["suma"] is None:
        return f"{where}: {amount(t['impreso'])}"
    text = f"{where}: {amount(t['suma'])} en {t['lugares']} {'lugar' if t['lugares'] == 1 else 'lugares'}"
    return text if t["impreso"] is None else f"{text}; el archivo imprime {amount(t['impreso'])}"


def _table(t: dict) -> str:
    sums = ", ".join(f"{name} {amount(value)}" for name, value in t["sumas"].items())
    return f"{t['nombre']}: {fmt.number(t['filas'])} filas{f' ({sums})' if sums else ''}: {t['nota']}."


def _change(c: dict) -> str:
    where = f"{c['serie']} {c['periodo']}, {c['lugar']}, {_word(c['componente'])}"
    return f"{where}: {amount(c['antes'])} → {amount(c['despues'])}"


def _unmoved(informe: dict) -> list[str]:
    return ["  Cambios frente a lo cargado antes: ninguno."] if informe["estado"] == REEMPLAZA else []
