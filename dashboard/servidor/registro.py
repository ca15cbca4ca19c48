"""El registro de un servidor: una línea JSON por pedido, sin dirección de quien pide, sin filtros y sin cuerpo."""

import json
import logging
import sys
from datetime import UTC, datetime

from flask import Response, request


class EnJson(logging.Formatter):
    """Cada suceso como un objeto JSON en una línea."""

    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "hora": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "nivel": record.levelname.lower(),
            "suceso": record.getMessage(),
            **getattr(record, "campos", {}),
        }
        if record.exc_info:
            fields["traza"] = self.formatException(record.exc_info)
        return json.dumps(fields, ensure_ascii=False)


def start() -> None:
    """Escribe en la salida normal, donde systemd lo recoge. Sin esto los pedidos no se anotan."""
    logger = logging.getLogger("mirador")
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(EnJson())
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(logging.INFO)


def note(response: Response, seconds: float) -> None:
    """Anota un pedido ya contestado."""
    fields = {
        "metodo": request.method,
        "ruta": str(request.url_rule or "desconocida"),
        "estado": response.status_code,
        "ms": round(seconds * 1000, 1),
        "bytes": response.content_length or 0,
    }
    logging.getLogger("mirador").info("pedido", extra={"campos": fields})
