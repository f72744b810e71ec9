"""The settings of a workbook: its business, its rules, and what imports have learned.

Each is one row of the settings sheet, named by an English key that stays the same in every
language. A setting that is missing, empty or unreadable has its default; which ones could not
be read is said (`given_settings`), and no job goes by their defaults in silence.
"""

from __future__ import annotations

from crm_workbook.fields import Context, field
from crm_workbook.fields.normal import heading_key
from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple
from crm_workbook.model import Column, key_text
from crm_workbook.schema.lists import builtin_lists
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crm_workbook.model import Cell, Choice, Table

    Lists = Mapping[str, tuple[Choice, ...]]


class Setting(NamedTuple):
    """One thing the owner may decide."""

    id: str
    kind: str
    """The name of a module in `fields`."""
    he: str
    en: str
    default: Cell = None
    note: Text = Text("", "")
    choices: str = ""
    """The id of a list in `schema.lists`, for kind `choice`."""
    low: float | None = None
    high: float | None = None
    log: bool = False
    """True when the tool writes it, not the owner."""

    @property
    def title(self) -> Text:
        """What it is called in each language."""
        return Text(self.he, self.en)

    @property
    def column(self) -> Column:
        """The setting as a column, which is how its kind reads and a rule checks its value."""
        return Column(
            self.id,
            self.kind,
            self.he,
            self.en,
            choices=self.choices,
            low=self.low,
            high=self.high,
            role="log" if self.log else "input",
        )


STRUCTURE: Final = "schema_version"
VERSION: Final = 1.0
"""The version of the structure that this program writes; a later one it may misunderstand."""


def _cap(name: str, he: str, en: str, default: float) -> Setting:
    return Setting(
        f"cap_{name}", "number", f"מרב {he} ללקוח ב-30 יום", f"Most {en} to a customer in 30 days",
        default, low=0,
    )  # fmt: skip


SETTINGS: Final[tuple[Setting, ...]] = (
    Setting("language", "choice", "שפת החוברת", "Language of the workbook", "he",
            Text("שפת הכותרות, ההודעות והטיוטות.", "Of headings, messages and drafts."),
            choices="ui_language"),
    Setting("business_name", "text", "שם העסק", "Business name", None,
            Text("מופיע כשולח בכל הודעה.", "Named as the sender of every message.")),
    Setting("business_address", "text", "כתובת העסק", "Business address", None,
            Text('חובה בפרסומת בדוא"ל.', "Must appear in advertising by e-mail.")),
    Setting("business_phone", "phone", "טלפון העסק", "Business phone"),
    Setting("business_email", "email", 'דוא"ל העסק', "Business e-mail", None,
            Text("גם לכתובת זו אפשר לבקש הסרה.", "Requests for removal may come here too.")),
    Setting("removal_phrase", "text", "נוסח ההסרה", "How to be removed", None,
            Text(
                "השורה שמסיימת כל פרסומת. ריק פירושו הנוסח המקובל בשפת ההודעה.",
                "The line that ends every advertisement. Empty means the usual wording in the "
                "language of the message.",
            )),
    Setting("currency", "choice", "מטבע", "Currency", "ILS",
            Text("המטבע של כל הסכומים בחוברת.", "The currency of every amount in the workbook."),
            choices="currency"),
    Setting("vat", "percent", 'שיעור מע"מ', "VAT rate", 0.18, low=0, high=1),
    Setting("week_start", "choice", "היום הראשון בשבוע", "First day of the week", "sunday",
            choices="weekday"),
    Setting("as_of", "date", "נכון ליום", "As of", None,
            Text(
                "היום שלפיו מחשבים. ריק פירושו היום.",
                "The day from which everything is computed. Empty means today.",
            )),
    Setting("window_from", "date", "לחשב מרכישות החל מ", "Count purchases from", None,
            Text("ריק פירושו כל הרכישות.", "Empty means all purchases.")),
    Setting("unit", "choice", "מי נחשב לקוח", "What counts as a customer", "as_recorded",
            Text(
                "כפי שנרשם, משק הבית או העסק, או האדם שקנה בפועל.",
                "As recorded, the household or business, or the person who actually bought.",
            ), choices="unit"),
    Setting("lapse_days", "number", "ימים עד שלקוח נחשב שעזב", "Days until a customer has lapsed",
            180.0, low=1),
    Setting("rfm_bins", "choice", "דרגות בציוני RFM", "Bins of the RFM scores", "auto",
            Text(
                "אוטומטי: 5 דרגות, או 3 כשיש פחות מ-50 לקוחות שקנו.",
                "Automatic: 5 bins, or 3 when fewer than 50 customers have bought.",
            ), choices="rfm_bins"),
    Setting("segment_lost", "boolean", "מגזר נפרד לאבודים", "A segment of its own for the lost",
            default=False,
            note=Text(
                "כן מפריד מהרדומים את מי שקנו מעט ולפני הכי הרבה זמן.",
                "Yes splits those who bought least and longest ago from the hibernating.",
            )),
    Setting("discount_rate", "percent", "ריבית היוון שנתית", "Discount rate a year", 0.1,
            Text("להערכת שווי לקוח: כסף בעתיד שווה פחות.",
                 "For customer value: money in the future is worth less."), low=0, high=1),
    Setting("margin", "percent", "שיעור רווח גולמי", "Gross margin", None,
            Text(
                "משמש למוצרים שעלותם אינה ידועה. ריק פירושו שמחשבים לפי מחזור.",
                "For products of unknown cost. Empty means figures are revenue, not profit.",
            ), low=0, high=1),
    Setting("hours_per_week", "number", "שעות בשבוע לקשר עם לקוחות",
            "Hours a week for customer contact", 3.0,
            Text("הרשימה של היום לא תהיה ארוכה מזה.", "Today's list is never longer than this."),
            low=0, high=168),
    Setting("contact_from", "number", "אין לפנות לפני השעה", "No contact before", 9.0,
            Text("שעה שלמה, למשל 9.", "A full hour, such as 9."), low=0, high=24),
    Setting("contact_until", "number", "אין לפנות אחרי השעה", "No contact after", 19.0,
            Text("שעה שלמה, למשל 19.", "A full hour, such as 19."), low=0, high=24),
    Setting("contact_until_friday", "number", "ביום שישי אין לפנות אחרי השעה",
            "No contact on Friday after", 13.0,
            Text("שעה שלמה, למשל 13.", "A full hour, such as 13."), low=0, high=24),
    _cap("sms", "מסרונים", "SMS", 2.0),
    _cap("whatsapp", "הודעות וואטסאפ", "WhatsApp messages", 2.0),
    _cap("email", 'הודעות דוא"ל', "e-mails", 4.0),
    _cap("call", "שיחות יזומות", "calls", 1.0),
    Setting("cap_all_7_days", "number", "מרב פניות ללקוח ב-7 ימים, בכל הערוצים יחד",
            "Most messages to a customer in 7 days, all channels together", 1.0, low=0),
    Setting("cooldown_days", "number", "ימי מנוחה אחרי קשר", "Days of rest after a contact", 3.0,
            Text(
                "אחרי שהלקוח פנה או דיברו איתו, לא פונים מיד שוב.",
                "After the customer was in touch, they are left alone for a while.",
            ), low=0),
    Setting("check_ignore", "text", "בדיקות שלא לבצע", "Checks to leave out", None,
            Text(
                "קודים של crm check, למשל CRM752 CRM134. ריק פירושו כל הבדיקות.",
                "Codes of crm check, such as CRM752 CRM134. Empty means all checks.",
            )),
    Setting("check_severity", "text", "חומרה אחרת לבדיקות", "Other severities of checks", None,
            Text(
                "קוד=חומרה (שגיאה, אזהרה, לידיעה), למשל CRM301=שגיאה. ריק פירושו כרגיל.",
                "Code=severity (error, warning, info), such as CRM301=error. Empty means usual.",
            )),
    Setting("check_fail_on", "choice", "החומרה שממנה הבדיקה נכשלת", "Severity that fails a check",
            "error",
            Text(
                "שגיאה בלבד, גם אזהרה, או גם לידיעה. מי שמריץ את הבדיקה רשאי לקבוע אחרת.",
                "Errors only, warnings too, or info too. Whoever runs a check may say otherwise.",
            ), choices="severity"),
    Setting(STRUCTURE, "number", "גרסת המבנה", "Version of the structure", VERSION, log=True,
            low=1),
    Setting("last_refresh", "text", "עודכן לאחרונה", "Last refreshed", log=True),
)  # fmt: skip

OWNERS: Final = tuple(setting.id for setting in SETTINGS if not setting.log)
"""The ids of what the owner decides."""

_MAPPING: Final = "map:"
_AS_TYPED: Final = frozenset({"choice", "text", "phone", "id", "email"})
"""Kinds of which a number cell is a way to write a text."""
_FIGURES: Final = frozenset({"date", "number", "percent"})
"""Kinds to compute with: what a person has to decide about is not computed with."""


class Given(NamedTuple):
    """A setting for which a workbook has a line."""

    setting: Setting
    row: int
    """The index of its line in the settings sheet."""
    cell: Cell
    """What is written there."""
    value: Cell
    """What it means; the default when nothing is written there or it cannot be read."""
    readable: bool


def read_settings(table: Table | None, lists: Lists | None = None) -> dict[str, Cell]:
    """Return the typed value of every setting.

    Args:
        table: The settings sheet as read, or None when the workbook has none.
        lists: The workbook's lists; the built-in ones when not given.

    Returns:
        Setting id to its meaning; the default where the workbook says nothing readable. Figures
        do not rest on such a default: see `schema.reliable`.
    """
    found: dict[str, Cell] = {setting.id: setting.default for setting in SETTINGS}
    found.update((each.setting.id, each.value) for each in given_settings(table, lists))
    return found


def given_settings(table: Table | None, lists: Lists | None = None) -> Iterator[Given]:
    """Yield the settings that a workbook has a line for, in the order of the lines."""
    lists = builtin_lists() if lists is None else lists
    known = {setting.id: setting for setting in SETTINGS}
    for row, key, cell in _rows(table):
        setting = known.get(key)
        if setting is not None:
            yield Given(setting, row, cell, *_meaning(setting, cell, lists))


def is_newer(given: Given) -> bool:
    """Return whether a setting says that the workbook is newer than this program."""
    value = given.value
    return given.setting.id == STRUCTURE and isinstance(value, float) and value > VERSION


def mapping_key(sheet_id: str, heading: str) -> str:
    """Return the settings key under which an import remembers what a heading means."""
    return f"{_MAPPING}{sheet_id}:{heading_key(heading)}"


def mappings(table: Table | None) -> dict[str, dict[str, str]]:
    """Return what imports have learned: sheet id to heading key to column id.

    An empty column id says that the column of that heading is to be left alone.
    """
    learned: dict[str, dict[str, str]] = {}
    for _, key, value in _rows(table):
        if key.startswith(_MAPPING):
            sheet_id, _, heading = key[len(_MAPPING) :].partition(":")
            text = "" if value is None else key_text(value)
            learned.setdefault(sheet_id, {})[heading_key(heading)] = text
    return learned


def _rows(table: Table | None) -> Iterator[tuple[int, str, Cell]]:
    """Yield the rows, keys and values; of a key that is there twice the first counts."""
    if table is None or "key" not in table.columns or "value" not in table.columns:
        return
    seen: set[str] = set()
    pairs = zip(table.columns["key"], table.columns["value"], strict=True)
    for row, (key, value) in enumerate(pairs):
        name = key.strip() if isinstance(key, str) else ""
        if name and name not in seen:
            seen.add(name)
            yield row, name, value


def _meaning(setting: Setting, cell: Cell, lists: Lists) -> tuple[Cell, bool]:
    """Return what a cell means for a setting, and whether it could be read."""
    if cell is None or cell == "":
        return setting.default, True
    if isinstance(cell, float) and setting.kind in _AS_TYPED:
        cell = key_text(cell)
    read = field(setting.kind).reader(Context(setting.column, lists), (cell,))(cell)
    if read.value is None:
        return setting.default, not read.fault
    doubtful = read.fault and read.cell is None and setting.kind in _FIGURES
    if doubtful or not _within(setting, read.value):
        return setting.default, False
    return read.value, True


def _within(setting: Setting, value: Cell) -> bool:
    if not isinstance(value, float):
        return True
    return (setting.low is None or value >= setting.low) and (
        setting.high is None or value <= setting.high
    )
