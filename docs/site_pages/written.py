"""The pages written by hand, and those that readers of the repository have made for them.

They are taken as they are. What GitHub needs to show Hebrew from right to left goes, since the
whole site is laid out so; and their links are bent to the names that pages have here.
"""

from __future__ import annotations

import os
import re
from typing import Final

FOLDER: Final = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FILES: Final = {
    "guide": {"en": "guide.en.md", "he": "guide.he.md"},
    "excel": {"en": "excel.en.md", "he": "excel.he.md"},
    "check": {"en": "check.en.md", "he": "check.he.md"},
    "excel-status": {"en": "excel-status.md", "he": "excel-status.he.md"},
    "functions": {"en": "functions.md", "he": "functions.he.md"},
    "numbers": {"en": "numbers.md"},
    "performance": {"en": "performance.md"},
    "architecture": {"en": "architecture.md"},
}
"""The file of a page in each language; what there is in one only stands in both sites."""
ELSEWHERE: Final = {
    "rules.md": "rules/index.md",
    "rules.he.md": "rules/index.md",
    "commands.md": "commands/index.md",
    "../templates": "templates.md",
}
"""What the site shows in another form."""
WHOLE: Final = ("pictures", "report.schema.json", "explain.schema.json")
"""What comes along as it is."""

_DIRECTION: Final = re.compile(r'(?m)^(?:<div dir="(?:rtl|ltr)">|</div>)\n?')
_CSV: Final = re.compile(r"(?m)^```csv (.+)$")
_LINK: Final = re.compile(r"(!?)\[([^\]]*)\]\((?![a-z]+:|#)([^)#\s]*)(#[^)\s]+)?\)")


def pages(lang: str) -> dict[str, str]:
    """Return the pages by name."""
    return {name: _page(files, lang) for name, files in FILES.items()}


def _page(files: dict[str, str], lang: str) -> str:
    spoken = lang if lang in files else "en"
    with open(os.path.join(FOLDER, files[spoken]), encoding="utf-8") as file:
        text = file.read()
    text = _DIRECTION.sub("", text).lstrip("\n")
    text = _CSV.sub(r"```{code-block} text\n:caption: \1\n", text)
    text = _LINK.sub(lambda found: _link(found, lang), text)
    return text if spoken == lang else f"---\nspoken: {spoken}\n---\n{text}"


def _link(found: re.Match[str], lang: str) -> str:
    mark, text, path, anchor = found[1], found[2], found[3], found[4] or ""
    if mark or path in WHOLE:
        return found[0]
    if path in {"rules.md", "rules.he.md"} and anchor:
        return f"[{text}](rules/{anchor[1:7]}.md)"
    if path == "commands.md" and anchor.startswith("#crm-"):
        return f"[{text}](commands/{anchor.removeprefix('#crm-')}.md)"
    if path in ELSEWHERE:
        return f"[{text}]({ELSEWHERE[path]})"
    for name, files in FILES.items():
        for spoken, file in files.items():
            if file == path and spoken != lang and lang in files:
                # The other language's site lies beside this one.
                return f'<a href="../{spoken}/{name}.html" hreflang="{spoken}">{text}</a>'
            if file == path:
                return f"[{text}]({name}.md{anchor})"
    raise LookupError(found[0])
