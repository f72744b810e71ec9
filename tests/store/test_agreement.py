"""Whatever the edits, file and memory hold the same afterwards, and undo brings both back."""

from __future__ import annotations

import shutil

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_workbook.model import (
    AppendRows,
    Change,
    Plan,
    RemoveRows,
    ReplaceRows,
    SetCells,
)
from crm_workbook.store import open_store
from crm_workbook.store.memory import MemoryStore
from crm_workbook.text import Text

START = {
    "metrics": {
        "customer_id": ["C-0001", "C-0002", "C-0003", "C-0004"],
        "segment": ["a", None, "c", "d"],
        "monetary": [1.5, 2.0, None, 4.0],
        "own": ["א", "ב", None, "ד"],
    }
}
names = st.sampled_from([f"C-000{n}" for n in range(1, 9)])
texts = st.none() | st.text(st.sampled_from("אב =<&x_0041\n"), min_size=1).filter(str.strip)
numbers = st.none() | st.floats(-1e12, 1e12).map(lambda n: round(n, 4))
rows = st.lists(st.tuples(names, texts, numbers), max_size=7, unique_by=lambda row: row[0])
COLUMNS = ("customer_id", "segment", "monetary")


@st.composite
def edits(draw):
    kind = draw(st.sampled_from(["set", "append", "replace", "remove", "partly"]))
    if kind == "set":
        cells = draw(st.lists(st.tuples(st.integers(2, 5), texts), min_size=1, max_size=4))
        changes = tuple(Change(row, "", "own", None, text) for row, text in cells)
        return SetCells("metrics", changes)
    if kind == "append":
        return AppendRows("metrics", COLUMNS, tuple(draw(rows)))
    if kind == "replace":
        return ReplaceRows("metrics", COLUMNS, tuple(draw(rows)))
    if kind == "partly":
        found = tuple((name, number) for name, _, number in draw(rows))
        return ReplaceRows("metrics", ("customer_id", "monetary"), found)
    return RemoveRows("metrics", tuple(draw(st.lists(names, max_size=3))))


def seen(store):
    return {name: table.columns for name, table in store.read().tables.items()}


def stripped(tables):
    """Return the tables without blanks at the ends of texts, which readers differ on."""
    return {
        name: {
            column: [value.strip() if isinstance(value, str) else value for value in values]
            for column, values in columns.items()
        }
        for name, columns in tables.items()
    }


@given(st.lists(edits(), min_size=1, max_size=4))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_stores_agree(tmp_path, build, plan):
    # Cells of rows that an earlier edit took away cannot be set: that is a refusal, not a change.
    first_set = [edit for edit in plan if isinstance(edit, SetCells)]
    others = [edit for edit in plan if not isinstance(edit, SetCells)]
    path = tmp_path / "m.xlsx"
    shutil.rmtree(tmp_path / "m.crm", ignore_errors=True)
    file, memory = open_store(str(build(path, START))), MemoryStore(START)
    original = path.read_bytes()
    done = Plan("test", Text("a", "a"), (*first_set, *others))
    receipts = [store.apply(done, store.read()) for store in (file, memory)]
    assert receipts[0].changed == receipts[1].changed
    assert stripped(seen(file)) == stripped(seen(memory))
    for store, receipt in zip((file, memory), receipts, strict=True):
        if receipt.entry:
            undo = Plan("undo", Text("a", "a"), (), receipt.entry)
            store.apply(undo, store.read())
        assert seen(store) == START
    assert path.read_bytes() == original
