"""La única falta que estas órdenes comunican a quien las usa."""


class LimitesError(Exception):
    """Algo impide seguir; el mensaje dice qué y cómo remediarlo."""
