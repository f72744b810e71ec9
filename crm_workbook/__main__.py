"""`python -m crm_workbook`, and the entry point of `crm` and `crm-workbook`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and return its exit code."""
    from crm_workbook.cli import main as command_line

    return command_line(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
