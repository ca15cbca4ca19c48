"""Una memoria con tope en bytes: cuando se llena, olvida lo que hace más que no se pide."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")


class Memoria(Generic[V]):
    """Clave → valor ya calculado; `size` dice cuántos bytes ocupa un valor y `tope`, cuántos caben en total."""

    def __init__(self, tope: int, size: Callable[[V], int]):
        self.tope, self.ocupado = tope, 0
        self._size, self._lock = size, Lock()
        self._known: OrderedDict[Hashable, V] = OrderedDict()

    def __len__(self) -> int:
        return len(self._known)

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """El valor guardado, o el que devuelve `make`, que se llama sin detener a los demás."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        value = make()
        with self._lock:
            self._keep(key, value)
        return value

    def _keep(self, key: Hashable, value: V) -> None:
        if key in self._known or self._size(value) > self.tope:
            return
        self._known[key] = value
        self.ocupado += self._size(value)
        while self.ocupado > self.tope:
            _, old = self._known.popitem(last=False)
            self.ocupado -= self._size(old)
