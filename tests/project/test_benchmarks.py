"""What docs/performance.md says that all validators do, ours has to do."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

import crm_workbook

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.append(str(BENCHMARKS))  # its scripts import each other as they do when they are run
try:
    import alike
    import books
finally:
    sys.path.remove(str(BENCHMARKS))

AS_OF = date.fromisoformat(alike.AS_OF)


def found(path):
    return crm_workbook.check(str(path), as_of=AS_OF).findings


def test_the_workbook_that_is_measured_is_in_order(tmp_path):
    assert found(books.make(tmp_path / "small.xlsx", "small")) == ()


@pytest.mark.parametrize("fault", alike.FAULTS, ids=lambda fault: fault.check)
def test_the_fault_of_each_shared_check_is_found_where_it_is(tmp_path, fault):
    path = books.make(tmp_path / "small.xlsx", "small", fault=fault)
    headings = [field.heading for field in alike.SHEETS[fault.sheet]]
    cell = f"{chr(65 + headings.index(fault.heading))}5"
    assert cell in {finding.ref.cell for finding in found(path)}
