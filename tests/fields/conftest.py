"""One way for all field tests to read cells as a column of a workbook would."""

import pytest

from crm_workbook.fields import Context, field
from crm_workbook.model import Column


def reading(kind, *cells, lists=None, epoch=1900, currency="ILS", **column):
    """Return what each cell means in a column that holds exactly these cells."""
    context = Context(Column("c", kind, "ע", "c", **column), lists or {}, epoch, currency)
    read = field(kind).reader(context, set(cells))
    return [read(cell) for cell in cells]


@pytest.fixture(scope="session")
def read():
    return reading
