"""What may stand in the cell of a setting, in words."""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_workbook.model import Choice
    from crm_workbook.schema.settings import Setting

_KINDS: Final = {
    "date": Text("תאריך, למשל 31.12.2026", "a date such as 2026-12-31"),
    "boolean": Text("כן או לא", "yes or no"),
    "phone": Text("מספר טלפון", "a phone number"),
    "email": Text('כתובת דוא"ל', "an e-mail address"),
    "percent": Text("אחוז, למשל 18%", "a per cent, such as 18%"),
    "number": Text("מספר", "a number"),
    "text": Text("טקסט", "a text"),
}
_FROM: Final = Text("{kind}, החל ב-{low}", "{kind}, {low} or more")
_BETWEEN: Final = Text("{kind} מ-{low} עד {high}", "{kind} from {low} to {high}")
_ONE_OF: Final = Text("אחד מאלה: {he}", "one of these: {en}")


def wanted(setting: Setting, lists: Mapping[str, tuple[Choice, ...]]) -> Text:
    """Return what may be written for a setting, such as 'a number from 0 to 24'."""
    if setting.choices:
        choices = lists[setting.choices]
        return _said(_ONE_OF, he=", ".join(c.he for c in choices),
                     en=", ".join(c.en for c in choices))  # fmt: skip
    kind = _KINDS[setting.kind]
    if setting.kind != "number" or setting.low is None:
        return kind
    low, high = shown(setting.low), shown(setting.high)
    return _said(_BETWEEN if high else _FROM, kind=kind, low=low, high=high)


def _said(text: Text, **values: object) -> Text:
    return Text(text.say("he", **values), text.say("en", **values))
