"""What Excel's own settings, or those of a firm's administrator, do with macros."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.answer import Answer
from crm_workbook.checkup.computer import WINDOWS
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.checkup.patient import Scene

ORDER: Final = 16
DISABLED: Final = Answer(
    "macros-disabled",
    "fault",
    Text(
        "בהגדרות של Excel כל המאקרו כבויים, בלי הודעה.",
        "Excel's settings turn all macros off, without a message.",
    ),
    Text(
        "ב-Excel: קובץ, אפשרויות, מרכז יחסי האמון, הגדרות מאקרו, ולבחור בהשבתה עם הודעה.",
        "In Excel: File, Options, Trust Center, Macro Settings, and choose to disable with "
        "notification.",
    ),
)
SIGNED_ONLY: Final = DISABLED._replace(
    id="signed-macros-only",
    what=Text(
        "בהגדרות של Excel מותר רק מאקרו חתום, והמאקרו שלנו אינו חתום.",
        "Excel's settings allow signed macros only, and ours are not signed.",
    ),
)
POLICY: Final = Text(
    "ההגדרה נקבעה בידי מנהל המחשבים; יש לבקש ממנו מיקום מהימן לתיקייה של החוברת.",
    "The setting was made by whoever runs your computers; ask them for a trusted location for the "
    "workbook's folder.",
)
ALLOWED: Final = Answer(
    "macro-settings",
    "ok",
    Text(
        "הגדרות Excel מאפשרות מאקרו, אחרי לחיצה על 'אפשר תוכן'.",
        "Excel's settings allow macros, after Enable Content is pressed.",
    ),
)
_SECURITY: Final = r"Software\{}Microsoft\Office\16.0\Excel\Security"
"""Versions 2016, 2019, 2021, 2024 and Microsoft 365 all call themselves 16.0."""
_NO_UNSIGNED: Final = 3
_NONE: Final = 4


def look(scene: Scene) -> Iterator[Answer]:
    """Ask for `VBAWarnings`, where a policy goes before the user's own choice."""
    computer = scene.computer
    if computer.platform != WINDOWS:
        return
    for root, policy in (
        ("HKEY_LOCAL_MACHINE", True), ("HKEY_CURRENT_USER", True), ("HKEY_CURRENT_USER", False),
    ):  # fmt: skip
        key = f"{root}\\{_SECURITY.format('Policies' + chr(92) if policy else '')}"
        value = computer.registry(key, "VBAWarnings")
        if value is None:
            continue
        answer = {_NO_UNSIGNED: SIGNED_ONLY, _NONE: DISABLED}.get(value, ALLOWED)  # type: ignore[call-overload]
        bad = answer.state != "ok"
        yield answer._replace(do=POLICY) if policy and bad else answer
        return
    yield ALLOWED
