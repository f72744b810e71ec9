"""`python tests`: installs the project with what its tests need, and runs them.

Arguments go to pytest: `python tests -m slow`.
"""

from __future__ import annotations

import runpy
import subprocess
import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


if __name__ == "__main__":
    environment = runpy.run_path(str(PROJECT / "examples" / "__main__.py"))["environment"]
    groups = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    interpreter = environment(*groups["test"])
    command = [interpreter, "-m", "pytest", *sys.argv[1:]]
    sys.exit(subprocess.run(command, cwd=PROJECT).returncode)
