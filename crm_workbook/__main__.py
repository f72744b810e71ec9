"""`python -m crm_workbook`, and the entry point of `crm` and `crm-workbook`."""

from __future__ import annotations

import gc
import os
import sys

from crm_workbook.lean import Final

_RARELY: Final = 2_000_000
"""New objects after which Python looks for cycles; 700 to 2000 when nobody says otherwise."""


def main() -> int:
    """Run the command line and return its exit code.

    A command lives for a moment and makes hardly any cycles, so the search for them is made rare,
    and left out at the end: it would be a sixth of the time of checking a small workbook.
    """
    gc.set_threshold(_RARELY, 10, 10)
    try:
        from crm_workbook.cli import main as command_line

        code = command_line(sys.argv[1:])
    except KeyboardInterrupt:  # before the command line could stand ready for it
        code = 130
    gc.freeze()
    return code


def command() -> None:
    """Be the installed command: run the command line and end the process.

    It is ended without taking apart each module and cell first, which the system does at once,
    unless somebody wanted to be told of the end or has threads to wait for.
    """
    code = main()
    if sys.modules.keys().isdisjoint({"atexit", "threading"}) and _flushed():
        os._exit(code)
    sys.exit(code)


def _flushed() -> bool:
    """Push out what is still waiting to be written; return whether the streams took it."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):  # there is none, or nobody reads it any more
        return False
    return True


if __name__ == "__main__":
    command()
