"""The number of an Israeli company or registered dealer. Meaning: nine digits as text.

It has the same length and the same check digit as a person's number, a dealer's being his own, and
so the same faults (see `fields.israeli_id`). Companies' begin with 51 and 52, partnerships' with
55, associations' with 58.
"""

from __future__ import annotations

from crm_workbook.fields import israeli_id
from crm_workbook.lean import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from random import Random

    from crm_workbook.model import Cell


def _sample(random: Random) -> Cell:
    eight = f"51{random.randrange(1_000_000):06}"
    return eight + israeli_id.check_digit(eight)


FIELD: Final = israeli_id.FIELD._replace(kind="business_id", sample=_sample)
