"""Identificadores de la pestaña Metas: ninguno se escribe dos veces."""

CONSULTA, ESTADO = "consulta-metas", "metas-estado"
PAGINA, FRASE, EJES, VISTAS = "metas-pagina", "metas-frase", "metas-ejes", "metas-vistas"
AVISO, METODOS, METODO = "metas-aviso", "metas-metodos", "metas-metodo"
CONTENIDO, LATERAL, DETALLE = "metas-contenido", "metas-lateral", "metas-detalle"
ESCALERA = "metas-escalera"
# El mismo orden en que assets/metas.js los recibe.
LISTAS = ("eje", "oi", "responsable", "periodo", "clase", "estado")
CAMPOS = (*LISTAS, "texto")


def campo(name: str) -> str:
    """Control de un filtro."""
    return f"metas-filtro-{name}"
