"""The id of a row in another sheet. Read like an id, with the same faults (see `fields.id`).

Whether that row exists is no matter of spelling: a rule looks.
"""

from __future__ import annotations

from crm_workbook.fields import id as row_id
from crm_workbook.lean import Final

FIELD: Final = row_id.FIELD._replace(kind="reference")
