"""The page of the message templates that come with the tool."""

from __future__ import annotations

import os
from typing import Final

from crm_workbook.data import folder
from crm_workbook.text import LANGUAGES, Text
from site_pages.markdown import code as literal
from site_pages.markdown import page

TITLE: Final = Text("תבניות ההודעות", "Message templates")
OPENING: Final = Text(
    "אלה הנוסחים שמהם `crm draft` מכין טיוטות. כדי לכתוב נוסח משלך, מעתיקים אחד מהם לתיקייה, "
    "משנים, ונותנים את התיקייה לפקודה: `crm draft shop.xlsx --templates my-texts`.",
    "The texts from which `crm draft` makes drafts. For one of your own, copy one of them to a "
    "folder, change it and hand the folder over: `crm draft shop.xlsx --templates my-texts`.",
)


def pages(lang: str) -> dict[str, str]:
    """Return the page by its name; the reader's own language stands first."""
    parts = [f"# {TITLE.say(lang)}", OPENING.say(lang)]
    languages = sorted(LANGUAGES, key=lambda each: each != lang)
    names = sorted({name.split(".")[0] for name in os.listdir(folder("templates"))})
    for name in names:
        parts.append(f"## {literal(name)}")
        for language in languages:
            file_name = f"{name}.{language}.txt"
            with open(os.path.join(folder("templates"), file_name), encoding="utf-8") as file:
                text = file.read().strip()
            parts += [
                literal(file_name),
                f":::{{container}} template-{language}\n```text\n{text}\n```\n:::",
            ]
    return {"templates": page(*parts)}
