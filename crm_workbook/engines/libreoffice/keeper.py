"""Run a program for as long as another process lives, and no longer.

Started as a script of its own: `python keeper.py FOLDER PROGRAM ARGUMENT...`. It starts the
program in a new process group. When the program ends, or the one who started the keeper does (in
whatever way: its end of the pipe to our standard input is then closed), the group is killed and
the folder is deleted.
"""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import signal
import subprocess
import sys
import time

_RESTART = {79, 81}  # LibreOffice, after setting up a new profile: start me again
_PATIENCE = 0.5  # seconds between looks at whether the parent lives


def main(folder: str, command: list[str]) -> int:
    """Run the command; return its code."""
    parent = os.getppid()
    try:
        while True:
            with subprocess.Popen(  # noqa: S603 - our own office
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            ) as child:
                try:
                    code = _watch(child, parent)
                finally:
                    with contextlib.suppress(ProcessLookupError, PermissionError):
                        os.killpg(child.pid, signal.SIGKILL)
            if code not in _RESTART:
                return code or 0
    finally:
        _remove(folder)


def _remove(folder: str) -> None:
    """Delete a folder into which a process that was just killed may be writing a last time."""
    for _ in range(50):
        shutil.rmtree(folder, ignore_errors=True)
        if not os.path.exists(folder):
            return
        time.sleep(0.1)


def _watch(child: subprocess.Popen[bytes], parent: int) -> int | None:
    """Return the child's code once it has ended; None when it is no longer wanted."""
    while child.poll() is None:
        readable, _, _ = select.select([0], [], [], _PATIENCE)
        if (readable and not os.read(0, 1)) or os.getppid() != parent:
            return None
    return child.returncode


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent to answer
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that `finally` is reached
    sys.exit(main(sys.argv[1], sys.argv[2:]))
