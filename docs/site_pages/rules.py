"""A page for each rule of `crm check`, a page for each family, and the list of them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from make_rules import FAMILIES, OPENING, TITLE

from crm_workbook.model import SEVERITIES
from crm_workbook.rules import index
from crm_workbook.rules.page import EXAMPLE, FINDS, FIX, GOOD
from crm_workbook.rules.page import page as manual
from crm_workbook.rules.setting_aside.silenced import OWN
from crm_workbook.text import Text
from site_pages.markdown import code as literal
from site_pages.markdown import contents, fields, page, plain, table
from site_pages.reach import columns_of
from site_pages.spreadsheet import drawn, found, in_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_workbook.rules.page import Page

NAME: Final = Text("שם", "Name")
SEVERITY: Final = Text("חומרה", "Severity")
FAMILY: Final = Text("משפחה", "Family")
BY_FIX: Final = Text("תיקון אוטומטי", "Automatic fix")
SAFE: Final = Text("`--fix` מתקן, בלי לאבד מידע", "`--fix` mends it and loses nothing")
UNSAFE: Final = Text(
    "`--fix --unsafe`, ועלול לאבד מידע", "`--fix --unsafe`, which may lose something"
)
NO_FIX: Final = Text("אין, צריך אדם שיחליט", "none, a person has to decide")
CODE: Final = Text("קוד", "Code")
WHAT: Final = Text("מה נמצא", "What it finds")
LOOKS: Final = Text("העמודות שהכלל בודק", "Columns it looks at")
EVERY: Final = Text("כל עמודה.", "Every column.")
AND_MORE: Final = Text("ועוד {count} עמודות כאלה.", "and {count} more of the kind.")
OTHERWISE: Final = Text("להתאים את הכלל", "Making it fit")
HOW: Final = Text(
    """\
לעסק שלם, בקובץ `crm.toml` ליד החוברת ([עוד על ההגדרות](../check.md)):

```toml
[check]
ignore = ["{code}"]
severity = {{ {code} = "{other}" }}
```

השורה הראשונה מבטלת את הכלל והשנייה משנה את חומרתו; די באחת מהן. כך גם בשורת הפקודה:

```sh
crm check shop.xlsx --ignore {code}
crm check shop.xlsx --severity {code}={other}
```

לשורה אחת: שורה בגיליון הבדיקות של החוברת, או הערה על התא עצמו, עם סיבה: \
`crm: ignore {code} סיבה`.""",
    """\
For a whole business, in `crm.toml` beside the workbook ([more on settings](../check.md)):

```toml
[check]
ignore = ["{code}"]
severity = {{ {code} = "{other}" }}
```

The first line leaves the rule out, the second changes how grave it is; one of them will do. The \
same on the command line:

```sh
crm check shop.xlsx --ignore {code}
crm check shop.xlsx --severity {code}={other}
```

For a single row: a line in the workbook's checks sheet, or a note on the cell itself, with a \
reason: `crm: ignore {code} reason`.""",
)
OF_SUPPRESSIONS: Final = Text(
    "הכלל הזה שומר על ההשתקות עצמן, ולכן גיליון הבדיקות אינו משתיק אותו.",
    "This rule watches over the suppressions, so the checks sheet does not silence it.",
)
SHOWN: Final = 30
"""How many columns a page names."""


def pages(lang: str) -> dict[str, str]:
    """Return the pages by name."""
    shown = {code: manual(code) for code in index()}
    made = {f"rules/{code.lower()}": _rule(each, lang) for code, each in shown.items()}
    for digit, title in FAMILIES.items():
        members = [each for code, each in shown.items() if code[3] == digit]
        made[f"rules/{family(digit)}"] = page(
            f"# {title.say(lang)} ({digit})",
            _list(members, lang),
            contents(each.code.lower() for each in members),
        )
    parts = [f"# {TITLE.say(lang)}", OPENING.say(lang, count=len(shown))]
    for digit, title in FAMILIES.items():
        members = [each for code, each in shown.items() if code[3] == digit]
        parts += [f"## [{title.say(lang)}]({family(digit)}.md)", _list(members, lang)]
    made["rules/index"] = page(*parts, contents(map(family, FAMILIES)))
    return made


def family(digit: str) -> str:
    """Return the name of a family's page."""
    return f"family-{digit}"


def line(code: str, lang: str, folder: str = "") -> tuple[str, str, str]:
    """Return what a table says of a rule: its code with a link, its severity, its title."""
    each = manual(code)
    link = f"[{code}]({folder}{code.lower()}.md)"
    return link, SEVERITIES[each.severity].say(lang), plain(each.title.say(lang))


def heads(lang: str) -> list[str]:
    """Return the headings of a table of such lines."""
    return [text.say(lang) for text in (CODE, SEVERITY, WHAT)]


def _list(members: Iterable[Page], lang: str) -> str:
    return table(heads(lang), (line(each.code, lang) for each in members))


def _rule(each: Page, lang: str) -> str:
    bad, good = in_language(each.bad, lang), in_language(each.good, lang)
    findings = found(bad, each.code, lang)
    marked = {str(finding.ref) for finding in findings}
    fixes = {finding.fix.safe for finding in findings if finding.fix is not None}
    by_fix = SAFE if True in fixes else UNSAFE if fixes else NO_FIX
    said = {
        NAME.say(lang): literal(each.name),
        SEVERITY.say(lang): SEVERITIES[each.severity].say(lang),
        FAMILY.say(lang): f"[{FAMILIES[each.code[3]].say(lang)}]({family(each.code[3])}.md)",
        BY_FIX.say(lang): by_fix.say(lang),
    }
    told = (f"- {literal(str(f.ref))} {plain(f.say(lang))}" for f in findings)
    other = "warning" if each.severity == "info" else "info"
    how = OF_SUPPRESSIONS if each.code.startswith(OWN) else HOW
    return page(
        f"# {each.code}: {plain(each.title.say(lang))}",
        fields(said),
        each.why.say(lang),
        f"## {_title(EXAMPLE, lang)}",
        *(drawn(sample, marked, lang) for sample in bad),
        f"**{FINDS.say(lang)}**",
        "\n".join(told),
        f"**{GOOD.say(lang)}**" if good else "",
        *(drawn(sample, (), lang) for sample in good),
        f"## {_title(FIX, lang)}",
        _sentence(each.fix.say(lang).removeprefix(FIX.say(lang)).strip()),
        *_looks(each.code, lang),
        f"## {OTHERWISE.say(lang)}",
        how.say(lang, code=each.code, other=other),
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _title(label: Text, lang: str) -> str:
    return label.say(lang).removesuffix(":")


def _looks(code: str, lang: str) -> list[str]:
    every = columns_of(code)
    if not every:
        return []
    links = [
        f"[{literal(each.name)}](../columns/{each.sheet.id}/{each.column.id}.md)"
        for each in every[:SHOWN]
    ]
    if len(every) > SHOWN:
        links.append(AND_MORE.say(lang, count=len(every) - SHOWN))
    return [f"## {LOOKS.say(lang)}", EVERY.say(lang) if code == "CRM102" else ", ".join(links)]
