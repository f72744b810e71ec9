"""Which columns of a table a formula fills."""

from __future__ import annotations

import pytest

from crm_workbook.store.live.formulas import calculated
from crm_workbook.store.live.writer import rectangles
from crm_workbook.store.ranges import Box

BODY = Box(1, 2, 2, 5)


@pytest.mark.parametrize(
    ("held", "found"),
    [
        ({2: "A2*2", 3: "A3*2", 4: "A4*2", 5: "A5*2"}, "A5*2"),
        ({2: "A2*2", 3: "A3*2", 5: "A5*2"}, "A5*2"),
        ({2: "A2*2", 3: "A3*2", 4: "A4*2", 5: "A1"}, "A4*2"),
        ({2: "[@x]", 3: "[@x]", 4: "[@x]", 5: "[@x]"}, "[@x]"),
        ({2: "A2*2", 3: "A3*2"}, None),
        ({2: "A2*2", 3: "A2*2", 4: "A2*2", 5: "A2*2"}, None),
        ({2: "$A$1", 3: "$A$1", 4: "$A$1"}, "$A$1"),
        ({}, None),
    ],
)
def test_a_column_that_most_rows_fill_with_one_formula(held, found):
    formulas = {(row, 2): source for row, source in held.items()}
    assert calculated(formulas, BODY).get(2) == found


def test_cells_are_gathered_into_few_rectangles():
    cells = {(row, column) for row in (2, 3, 4, 7) for column in (1, 2, 3)} | {(2, 5), (9, 3)}
    found = rectangles(cells)
    assert found == [
        Box(1, 2, 2, 4), Box(1, 7, 2, 7), Box(3, 2, 3, 4), Box(3, 7, 3, 7), Box(3, 9, 3, 9),
        Box(5, 2, 5, 2),
    ]  # fmt: skip
    assert {
        (row, column)
        for area in found
        for row in range(area.top, area.bottom + 1)
        for column in range(area.left, area.right + 1)
    } == cells
