"""CPU time and peak memory of whole processes, taken in turn."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""Compiled modules are kept, as on a user's machine."""


class Cost(NamedTuple):
    """What one process took."""

    cpu: float
    """User and system time in seconds, the process and its children."""
    peak: float
    """Largest resident size in megabytes."""


class Command(NamedTuple):
    """A command to measure."""

    words: list[str]
    rounds: int = 3
    setup: Callable[[], object] | None = None
    """Called before each round, so that every round meets the same files."""
    fine: tuple[int, ...] = (0,)
    """The exit codes of a run that did its work."""


def costs(commands: Mapping[str, Command]) -> dict[str, Cost]:
    """Run commands in turn, round by round, and return the least CPU time of each and its peak.

    In turn, so that a machine that is busy for a while is busy for all of them; a first round
    that is not counted fills the caches of files and compiled modules.

    Raises:
        RuntimeError: A command failed; its error output is in the message.
    """
    best: dict[str, Cost] = {}
    for turn in range(max(command.rounds for command in commands.values()) + 1):
        for name, command in commands.items():
            if turn > command.rounds or (turn == 0 and command.rounds == 1):
                continue
            found = _once(command)
            if turn and (name not in best or found.cpu < best[name].cpu):
                best[name] = found
    return best


def _once(command: Command) -> Cost:
    if command.setup is not None:
        command.setup()
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(
            command.words, stdout=subprocess.DEVNULL, stderr=errors, env=ENVIRONMENT
        )
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        told = errors.read().decode(errors="replace")
    if child.returncode not in command.fine:
        raise RuntimeError(f"{command.words}: {told[-2000:]}")
    scale = 1 if sys.platform == "darwin" else 1024
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * scale / 1e6)


def python(code: str) -> list[str]:
    """Return the command that runs a piece of Python in a fresh interpreter."""
    return [sys.executable, "-c", code]


def crm(*words: str) -> list[str]:
    """Return the installed command, run by the same interpreter as the peers."""
    script = os.path.join(os.path.dirname(sys.executable), "crm")
    program = [script] if os.path.isfile(script) else ["-m", "crm_workbook"]
    return [sys.executable, *program, *words]
