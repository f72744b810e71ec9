"""CPU time and peak memory of whole processes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from typing import NamedTuple

ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""Compiled modules are kept, as on a user's machine."""


class Cost(NamedTuple):
    """What one process took."""

    cpu: float
    """User and system time in seconds, the process and its children."""
    peak: float
    """Largest resident size in megabytes."""


def cost(
    command: list[str], rounds: int = 3, setup: object = None, fine: tuple[int, ...] = (0,)
) -> Cost:
    """Run a command several times and return the least CPU time and its peak memory.

    Args:
        command: The command; its output is thrown away.
        rounds: How often.
        setup: Called before each round, so that every round meets the same files.
        fine: The exit codes of a run that did its work.

    Raises:
        RuntimeError: The command failed; its error output is in the message.
    """
    best: Cost | None = None
    for _ in range(rounds):
        if callable(setup):
            setup()
        with tempfile.TemporaryFile() as errors:
            child = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=errors, env=ENVIRONMENT
            )
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            errors.seek(0)
            told = errors.read().decode(errors="replace")
        if child.returncode not in fine:
            raise RuntimeError(f"{command}: {told[-2000:]}")
        scale = 1 if sys.platform == "darwin" else 1024
        found = Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * scale / 1e6)
        if best is None or found.cpu < best.cpu:
            best = found
    if best is None:
        raise ValueError("rounds")
    return best


def python(code: str) -> list[str]:
    """Return the command that runs a piece of Python in a fresh interpreter."""
    return [sys.executable, "-c", code]


def crm(*words: str) -> list[str]:
    """Return the installed command, run by the same interpreter as the peers."""
    script = os.path.join(os.path.dirname(sys.executable), "crm")
    program = [script] if os.path.isfile(script) else ["-m", "crm_workbook"]
    return [sys.executable, *program, *words]
