"""Write docs/rules.md and docs/rules.he.md from the rules' own pages.

Run it after a rule has changed: `python docs/make_rules.py`. A test compares.
"""
# ruff: noqa: INP001 - a script beside the pages, no part of the package

from __future__ import annotations

import os
from typing import Final

from crm_workbook.model import SEVERITIES
from crm_workbook.rules import index, rule
from crm_workbook.rules.page import page, render
from crm_workbook.text import Text

FOLDER: Final = os.path.dirname(os.path.abspath(__file__))
PAGES: Final = {"en": "rules.md", "he": "rules.he.md"}

TITLE: Final = Text("הכללים של crm check", "The rules of crm check")
OPENING: Final = Text(
    "{count} כללים. הספרה הראשונה של הקוד היא המשפחה. "
    "כל עמוד כאן הוא מה ש-`crm explain CRM111` מציג, והדוגמה שבו היא הבדיקה של הכלל.",
    "{count} rules. The first digit of a code is its family. Each page is what "
    "`crm explain CRM111` shows, and the example in it is the rule's test.",
)
FAMILIES: Final = {
    "0": Text("הקובץ", "The file"),
    "1": Text("ערכים", "Values"),
    "2": Text("הפניות ומזהים", "References and keys"),
    "3": Text("זמן", "Time"),
    "4": Text("כסף", "Money"),
    "5": Text("יעדים", "Targets"),
    "6": Text("פניות והסכמות", "Outreach and consent"),
    "7": Text("מבנה החוברת", "The workbook's design"),
    "8": Text("פרטיות", "Privacy"),
}
HEAD: Final = Text(
    "| קוד | שם | חומרה | מה |\n|---|---|---|---|",
    "| code | name | severity | what |\n|---|---|---|---|",
)
MADE: Final = "<!-- Made by docs/make_rules.py from crm_workbook/rules. Do not edit. -->"


def made(lang: str) -> str:
    """Return the page of all rules in a language."""
    parts = [f"# {TITLE.say(lang)}", MADE, OPENING.say(lang, count=len(index()))]
    if lang == "he":
        parts.insert(0, '<div dir="rtl">')
    shown = {code: page(code) for code in index()}
    table = [HEAD.say(lang)]
    for code, each in shown.items():
        found = rule(code)
        title = render(each, lang).split("\n")[2]
        severity = SEVERITIES[found.severity].say(lang)
        anchor = f"[{code}](#{code.lower()}-{found.name}-{severity})"
        table.append(f"| {anchor} | {found.name} | {severity} | {title} |")
    parts.append("\n".join(table))
    family = ""
    for code, each in shown.items():
        if code[3] != family:
            family = code[3]
            parts.append(f"## {FAMILIES[family].say(lang)}")
        parts.append("##" + render(each, lang).strip())
    if lang == "he":
        parts.append("</div>")
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Write both pages."""
    for lang, name in PAGES.items():
        with open(os.path.join(FOLDER, name), "w", encoding="utf-8", newline="\n") as page_file:
            page_file.write(made(lang))


if __name__ == "__main__":
    main()
