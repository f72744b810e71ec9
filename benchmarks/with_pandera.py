"""`python with_pandera.py FILE`: the shared checks by pandera, on frames read through calamine."""

from __future__ import annotations

import sys
from pathlib import Path

import alike
import pandas as pd
import pandera.pandas as pa

TYPES = {"text": "str", "date": "datetime64[us]", "number": "float", "boolean": "bool"}


def column(field: alike.Field) -> pa.Column:
    """Return what pandera holds a column to."""
    checks = []
    if field.allowed:
        checks.append(pa.Check.isin(field.allowed))
    if field.pattern:
        checks.append(pa.Check.str_matches(f"{field.pattern}$"))
    if field.latest:
        checks.append(pa.Check.le(pd.Timestamp(field.latest)))
    return pa.Column(
        TYPES[field.kind],
        checks,
        nullable=not field.required,
        unique=field.unique,
        coerce=field.kind in {"number", "date"},  # a column of whole numbers was read as such
    )


def main(path: Path) -> int:
    """Check a workbook and return the exit code."""
    frames = pd.read_excel(path, sheet_name=None, engine="calamine")
    faults = 0
    for sheet, fields in alike.SHEETS.items():
        schema = pa.DataFrameSchema(
            {field.heading: column(field) for field in fields if field.kind != "any"}
        )
        try:
            schema.validate(frames[sheet], lazy=True)
        except pa.errors.SchemaErrors as errors:
            faults += len(errors.failure_cases)
        for field in fields:
            if field.ref:
                known = frames[field.ref][field.heading]
                faults += int((~frames[sheet][field.heading].isin(known)).sum())
    print(faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
