"""Arranque del tablero: lo mismo que `python -m dashboard serve`."""

import sys

from dashboard.__main__ import main

if __name__ == "__main__":
    sys.exit(main(["serve"]))
