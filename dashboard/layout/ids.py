"""Identificadores de los componentes: ninguno se escribe dos veces."""

URL, CONTENIDO = "url", "contenido"
VERSION, AVISO, RELOJ, RECARGAR = "version", "aviso", "reloj", "recargar"
AYUDA_TECLADO = "ayuda-teclado"
ABRIR, PLEGADO = "abrir-filtros", "filtros-plegados"
CONSULTA, HOJA, ESTADO, FRASE, MOTIVOS, CIFRAS = "consulta", "hoja", "estado", "frase", "motivos", "cifras"
EDICION, PERMANENTE = "edicion", "enlace-permanente"
CEDULA, CEDULA_PEDIDA, CEDULA_CAJA = "cedula", "cedula-pedida", "cedula-caja"
CAMPOS = (
    *("serie", "componente", "medida", "desde", "hasta", "lugar", "departamento", "corte", "margenes"),
    *("sexo", "edad", "nacionalidad", "captacion", "explotacion"),
)
SIN_CRUCE = "sin-cruce"


def pestana(ruta: str) -> dict:
    """El enlace de una pestaña."""
    return {"tipo": "pestana", "ruta": ruta}


def campo(name: str) -> str:
    """Control de un filtro."""
    return f"filtro-{name}"


def parte(chart_id: str, name: str) -> str:
    """Parte de una tarjeta: titulo, cuerpo, pie; marco y lienzo de su dibujo."""
    return f"{chart_id}-{name}"


def vista(chart_id: str) -> dict:
    """Selector Mapa · Gráfico · Tabla · Texto de una tarjeta."""
    return {"tipo": "vista", "grafico": chart_id}


def seccion(name: str) -> str:
    """El título de un grupo de tarjetas; distingue a dos que se llaman igual."""
    return "seccion-" + "-".join(name.lower().split())
