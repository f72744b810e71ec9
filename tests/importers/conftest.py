"""A workbook in memory that files are imported into."""

import pytest

from crm_workbook import schema
from crm_workbook.importers.source import Source
from crm_workbook.jobs.import_ import run
from crm_workbook.store.memory import MemoryStore


class Workbook:
    """All input sheets of the schema, with what a test puts into them."""

    def __init__(self, *, lang="he", without=(), own=(), **sheets):
        data = {}
        for sheet_id in ("customers", "purchases", "settings"):
            if sheet_id in without:
                continue
            rows = sheets.get(sheet_id, [])
            columns = [c.id for c in schema.sheet(sheet_id).columns]
            columns += [c for each, c in own if each == sheet_id]
            data[sheet_id] = {c: [row.get(c) for row in rows] for c in columns}
        self.store = MemoryStore(data, lang)
        self.lang = lang

    def plan(self, content, name="list.csv", **options):
        data = content.encode() if isinstance(content, str) else content
        if isinstance(data, bytes):
            source = Source(name, "csv", data)
        else:
            source = Source(name, "xlsx", None, data)
        return run(self.store.read(), lang=self.lang, source=source, **options)

    def take(self, content, **options):
        """Import and apply; return the counts of rows."""
        outcome = self.plan(content, **options)
        self.store.apply(outcome.plan, self.store.read())
        return {verdict: n for verdict, n in outcome.data["rows"].items() if n}

    def rows(self, sheet_id, *columns):
        held = self.store.data.get(sheet_id, {})
        return list(zip(*(held[c] for c in columns), strict=True))


@pytest.fixture(scope="session")
def workbook():
    return Workbook
