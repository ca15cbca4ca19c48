"""Si el proceso vive, si puede atender y cuánto atiende. Solo para quien está en el mismo equipo que el servidor."""

import os
import time
from collections.abc import Callable

from flask import Flask, Response, abort, g, request
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from dashboard.servidor import registro

PEDIDOS = Counter("mirador_pedidos_total", "Pedidos atendidos", ["ruta", "estado"])
SEGUNDOS = Histogram("mirador_segundos", "Duración de un pedido", ["ruta"], buckets=(0.005, 0.02, 0.1, 0.5, 2, 10))
PRUEBAS = "PRUEBAS_DE_LISTO"  # nombre → función sin argumentos que falla si algo no responde


def register(server: Flask) -> None:
    """/salud, /listo y /metricas, y la cuenta de cada pedido por su ruta, sin filtros ni datos de quien pide."""
    server.config.setdefault(PRUEBAS, {})
    server.before_request(_start)
    server.after_request(_count)
    server.add_url_rule("/salud", "salud", lambda: Response("bien\n", mimetype="text/plain"))
    server.add_url_rule("/listo", "listo", lambda: _ready(server.config[PRUEBAS]))
    server.add_url_rule("/metricas", "metricas", _metrics)


def _ready(checks: dict[str, Callable]) -> Response:
    failing = [name for name, check in checks.items() if not _passes(check)]
    return Response("\n".join(failing) or "listo\n", 503 if failing else 200, mimetype="text/plain")


def _passes(check: Callable) -> bool:
    try:
        check()
    except Exception:  # cualquiera que sea la causa, no está listo
        return False
    return True


def _metrics() -> Response:
    if request.remote_addr not in ("127.0.0.1", "::1") or "X-Forwarded-For" in request.headers:
        abort(404)
    return Response(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def _registry() -> CollectorRegistry:
    """El de todos los procesos, si son varios."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    everyone = CollectorRegistry()
    MultiProcessCollector(everyone)
    return everyone


def _start() -> None:
    g.comienzo = time.perf_counter()


def _count(response: Response) -> Response:
    rule = str(request.url_rule or "desconocida")
    PEDIDOS.labels(rule, str(response.status_code)).inc()
    seconds = time.perf_counter() - g.get("comienzo", time.perf_counter())
    SEGUNDOS.labels(rule).observe(seconds)
    registro.note(response, seconds)
    return response
