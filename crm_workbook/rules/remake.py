"""Remakes `needs.py` from the rules: `python -m crm_workbook.rules.remake`."""

from __future__ import annotations

from crm_workbook.rules import index, rule

HEAD = '''"""What each rule needs before it can find anything: faults of values, sheets with rows.

Made from the rules by `python -m crm_workbook.rules.remake`, so that `crm check` loads only rules
that may find something; loading them all would cost twice the start of the interpreter. A rule
that is missing here is always loaded.
"""

from typing import Final

NEEDS: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
'''


def source() -> str:
    """Return what `needs.py` should be."""
    lines = []
    for code, module in index().items():
        faults, sheets = (_tuple(names) for names in (rule(code).faults, rule(code).sheets))
        line = f'    "{module}": ({faults}, {sheets}),\n'
        if faults != "()" or sheets != "()":
            lines.append(line)
    return f"{HEAD}{''.join(lines)}}}\n"


def _tuple(names: tuple[str, ...]) -> str:
    inner = ", ".join(f'"{name}"' for name in names)
    return f"({inner},)" if len(names) == 1 else f"({inner})"


if __name__ == "__main__":
    path = __file__.replace("remake.py", "needs.py")
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(source())
