"""Lo que el almacén se niega a hacer, dicho a quien puede remediarlo."""


class Rechazo(Exception):
    """No se hizo nada; el texto dice qué, por qué y qué hacer."""


class SinPermiso(Rechazo):
    """El rol o la institución de quien lo pide no lo permite."""


class FueraDeOrden(Rechazo):
    """El reporte no está en el estado que ese paso necesita."""


class PeriodoCerrado(Rechazo):
    """El periodo ya se cerró: lo que contiene no cambia."""


class Conflicto(Rechazo):
    """Otra persona cambió lo mismo entretanto."""


class ContenidoInvalido(Rechazo):
    """Lo que se quiere guardar no se puede leer: falta algo o no corresponde a la meta."""


class NoExiste(Rechazo):
    """Se pidió algo que no está en el almacén."""


class YaRecibido(Rechazo):
    """El mismo archivo ya se recibió antes; no se guarda dos veces."""


class AlmacenNoDisponible(Rechazo):
    """El disco o la base de datos no dejó guardar; no quedó nada a medias."""
