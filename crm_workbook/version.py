"""The version, alone in a module so that any layer may name it."""

from typing import Final

__version__: Final = "0.1.0"
