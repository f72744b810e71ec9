"""Remakes `needs.py` from the rules: `python -m crm_workbook.rules.remake`."""

from __future__ import annotations

from typing import Final

from crm_workbook.rules import index, rule

NEEDS: Final = (
    "faults", "sheets", "among", "columns", "values", "absent", "marks", "strays", "cells",
    "prose",
)  # fmt: skip
"""The fields of `Rule` that say when it has nothing to look at."""
_WIDTH: Final = 99
HEAD: Final = '''"""What each rule needs before it can find anything, by the fields of `Rule`.

Made from the rules by `python -m crm_workbook.rules.remake`, so that `crm check` loads only rules
that may find something; loading them all would cost twice the start of the interpreter. A rule
that is missing here is always loaded.
"""

from crm_workbook.lean import Final

NEEDS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
'''


def needs(code: str) -> dict[str, tuple[str, ...]]:
    """Return what a rule needs, by the fields that say so."""
    found = rule(code)
    return {name: getattr(found, name) for name in NEEDS if getattr(found, name)}


def source() -> str:
    """Return what `needs.py` should be."""
    lines = []
    for code, module in index().items():
        said = [_line(name, names) for name, names in needs(code).items()]
        if said:
            lines += [f'    "{module}": {{\n', *said, "    },\n"]
    return f"{HEAD}{''.join(lines)}}}\n"


def _line(name: str, names: tuple[str, ...]) -> str:
    line = f'        "{name}": {_tuple(names)},\n'
    if len(line) <= _WIDTH + 1:
        return line
    inner = "".join(f'            "{each}",\n' for each in names)
    return f'        "{name}": (\n{inner}        ),\n'


def _tuple(names: tuple[str, ...]) -> str:
    inner = ", ".join(f'"{name}"' for name in names)
    return f"({inner},)" if len(names) == 1 else f"({inner})"


if __name__ == "__main__":
    path = __file__.replace("remake.py", "needs.py")
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(source())
