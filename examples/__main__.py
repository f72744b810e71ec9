"""`python examples`: installs the project beside this folder and runs its demo.

Needs Python 3.11 or newer with pip and nothing else. Inside a virtual environment it installs
there; outside one it makes `.venv` in the project's folder, so that nothing of the system changes.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def environment(*requirements: str) -> str:
    """Install the project and further requirements, and return the Python that has them."""
    if sys.version_info < (3, 11):  # noqa: UP036 - what this check is for
        sys.exit("crm-workbook needs Python 3.11 or newer.")
    python = Path(sys.executable)
    if sys.prefix == sys.base_prefix:
        folder = PROJECT / ".venv"
        if not (folder / "pyvenv.cfg").exists():
            venv.create(folder, symlinks=sys.platform != "win32")
        windows = sys.platform == "win32"
        python = folder / ("Scripts/python.exe" if windows else "bin/python")
    installed = subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet",
         "--disable-pip-version-check", "--editable", str(PROJECT), *requirements],
    )  # fmt: skip
    if installed.returncode:
        sys.exit("pip could not install the project; its own words are above.")
    return str(python)


if __name__ == "__main__":
    interpreter = environment()
    sys.exit(subprocess.run([interpreter, "-m", "crm_workbook", "demo", *sys.argv[1:]]).returncode)
