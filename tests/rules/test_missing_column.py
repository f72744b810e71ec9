"""Which columns a sheet cannot do without."""

from __future__ import annotations

from datetime import date

import pytest

from crm_workbook.rules.run import check
from crm_workbook.store.memory import MemoryStore


@pytest.mark.parametrize(
    ("columns", "missing"),
    [
        ({"display_name": ["Dana"]}, []),
        ({"first_name": ["Dana"], "last_name": ["Levi"]}, []),
        ({"last_name": ["Levi"]}, ["display_name"]),
        ({"city": ["Haifa"]}, ["display_name"]),
    ],
)
def test_a_name_is_one_column_or_first_and_last(columns, missing):
    book = MemoryStore({"customers": {"customer_id": ["C-0001"], **columns}}, "en").read()
    found = check(book, ("CRM002",), date(2026, 1, 1))
    assert [f.ref.column for f in found] == missing
