"""Templates: a file each and language, `win_back.he.txt`, with a few `key: value` lines on top.

The lines between the two `---` say what kind of message it is, by which channels it may go and
whom it is for; what follows is the text. Twins in two languages must agree on everything but the
title, the subject and the text.
"""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.data import folder
from crm_workbook.errors import CrmError, Problem
from crm_workbook.text import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PURPOSES: Final = ("advertising", "service", "greeting", "survey")
LARGEST: Final = 20_000
"""Bytes of a template file. A longer one is no message to a customer."""

_FILE_NAME: Final = re.compile(r"(?P<name>[a-z][a-z0-9_]{0,60})\.(?P<lang>[a-z]{2})\.txt")
_LINE: Final = re.compile(r"(?P<key>[a-z_]+)\s*:\s*(?P<value>.*)")
_OF_THE_VERSION: Final = ("title", "subject")
_NEEDED: Final = ("purpose", "reason", "channels")

BAD_TEMPLATE: Final = Problem(
    "bad-template",
    Text("התבנית {file}, שורה {line}: {fault}.", "Template {file}, line {line}: {fault}."),
    Text("לתקן את השורה ולהריץ שוב.", "Correct the line and run again."),
)
UNREADABLE_TEMPLATE: Final = Problem(
    "unreadable-template",
    Text("אי אפשר לקרוא את התבנית {file}.", "Template {file} cannot be read."),
    Text(
        "תבנית היא קובץ טקסט בקידוד UTF-8 של עד 20,000 בתים.",
        "A template is a UTF-8 text file of up to 20,000 bytes.",
    ),
)
BAD_TEMPLATE_NAME: Final = Problem(
    "bad-template-name",
    Text("השם {file} אינו שם של תבנית.", "{file} is not a template's name."),
    Text(
        "לקרוא לקובץ בשם באותיות לטיניות קטנות ובשפה, כמו win_back.he.txt.",
        "Name the file in small Latin letters with its language, such as win_back.he.txt.",
    ),
)
NO_TEMPLATE_FOLDER: Final = Problem(
    "no-template-folder",
    Text("אין תיקיית תבניות {folder}.", "There is no template folder {folder}."),
    Text("לבדוק את הנתיב שנכתב.", "Check the path."),
)
UNKNOWN_TEMPLATE: Final = Problem(
    "unknown-template",
    Text("אין תבנית בשם {name}.", "There is no template called {name}."),
    Text("הקרובה ביותר: {nearest}. יש: {known}.", "The nearest is {nearest}. There are: {known}."),
)

NO_FRONT = Text("הקובץ צריך להתחיל בשורה ---", "the file must begin with a line ---")
NO_END = Text("חסרה שורה --- אחרי שורות ההגדרה", "a line --- after the settings is missing")
NO_PAIR = Text("צריך להיות כאן: שם, נקודתיים, ערך", "expected a name, a colon and a value")
TWICE = Text("ההגדרה {key} מופיעה פעמיים", "{key} stands twice")
NEEDED = Text("חסרה ההגדרה {key}", "{key} is missing")
BAD_PURPOSE = Text(
    "המטרה {value} אינה מוכרת; יש: {known}", "purpose {value} is unknown; there are: {known}"
)
TWINS_DIFFER = Text(
    "ההגדרה {key} שונה מזו שבתבנית התאומה {other}", "{key} differs from its twin {other}"
)


class Version(NamedTuple):
    """A template in one language."""

    file: str
    """The file's name, for messages."""
    lang: str
    title: str
    subject: str
    body: str
    body_line: int
    """The line of the file on which the text begins."""
    subject_line: int = 0


class Template(NamedTuple):
    """One kind of message."""

    name: str
    purpose: str
    reason: str
    """The trigger that decides for whom it is and when."""
    channels: tuple[str, ...]
    """The channels it may go by, the first the dearest."""
    parameters: Mapping[str, str]
    """What the trigger is told."""
    versions: Mapping[str, Version]

    def version(self, *languages: str) -> Version:
        """Return the text in the first of these languages that there is, else in any."""
        for lang in languages:
            if lang in self.versions:
                return self.versions[lang]
        return next(iter(self.versions.values()))


def bad(file: str, line: int, fault: Text, **values: object) -> CrmError:
    """Return the error for a fault in a template: its file, its line and what is wrong there."""
    sentences = (
        BAD_TEMPLATE.what.say(lang, file=file, line=line, fault=fault.say(lang, **values))
        for lang in LANGUAGES
    )
    return CrmError(BAD_TEMPLATE._replace(what=Text(*sentences)))


def load(path: str) -> dict[str, Template]:
    """Return the templates of a folder by name.

    Raises:
        CrmError: There is no such folder, or a file in it is no template.
    """
    if not Path(path).is_dir():
        raise CrmError(NO_TEMPLATE_FOLDER, folder=path)
    found: dict[str, Template] = {}
    for file in sorted(Path(path).glob("*.txt")):
        name = _FILE_NAME.fullmatch(file.name)
        if name is None:
            raise CrmError(BAD_TEMPLATE_NAME, file=file.name)
        template = parse(_read(file), name["name"], name["lang"], file.name)
        twin = found.get(template.name)
        if twin is not None:
            _agree(template, twin)
            template = twin._replace(versions={**twin.versions, **template.versions})
        found[template.name] = template
    return found


def library(own: str = "") -> dict[str, Template]:
    """Return the shipped templates and those of the folder `own`, which win over their namesakes.

    An own template in one language keeps the shipped words of the others.

    Raises:
        CrmError: A file is no template.
    """
    shipped = load(folder("templates"))
    for name, template in (load(own) if own else {}).items():
        others = shipped[name].versions if name in shipped else {}
        shipped[name] = template._replace(versions={**others, **template.versions})
    return shipped


def chosen(templates: Mapping[str, Template], names: Iterable[str]) -> tuple[Template, ...]:
    """Return the templates of these names, all of them when no name is given.

    Raises:
        CrmError: There is none of one of the names.
    """
    wanted = tuple(dict.fromkeys(names)) or tuple(templates)
    for name in wanted:
        if name not in templates:
            nearest = difflib.get_close_matches(name, templates, n=1, cutoff=0.0)
            raise CrmError(
                UNKNOWN_TEMPLATE,
                name=name,
                nearest="".join(nearest),
                known=", ".join(templates),
            )
    return tuple(templates[name] for name in wanted)


def parse(source: str, name: str, lang: str, file: str) -> Template:
    """Return the template written in `source`.

    Raises:
        CrmError: A setting is missing, misspelt or twice there.
    """
    lines = source.removeprefix("\ufeff").splitlines()
    if not lines or lines[0].strip() != "---":
        raise bad(file, 1, NO_FRONT)
    front: dict[str, str] = {}
    places: dict[str, int] = {}
    for place, line in enumerate(lines[1:], start=2):
        if line.strip() == "---":
            break
        if not line.strip() or line.startswith("#"):
            continue
        pair = _LINE.fullmatch(line.strip())
        if pair is None:
            raise bad(file, place, NO_PAIR)
        key = pair["key"]
        if key in front:
            raise bad(file, place, TWICE, key=key)
        front[key] = pair["value"].strip()
        places[key] = place
    else:
        raise bad(file, len(lines), NO_END)
    for key in _NEEDED:
        if not front.get(key):
            raise bad(file, place, NEEDED, key=key)
    if front["purpose"] not in PURPOSES:
        known = ", ".join(PURPOSES)
        raise bad(file, places["purpose"], BAD_PURPOSE, value=front["purpose"], known=known)
    version = Version(
        file=file,
        lang=lang,
        title=front.get("title") or name,
        subject=front.get("subject", ""),
        body="\n".join(lines[place:]),
        body_line=place + 1,
        subject_line=places.get("subject", 1),
    )
    spoken = (*_NEEDED, *_OF_THE_VERSION)
    return Template(
        name=name,
        purpose=front["purpose"],
        reason=front["reason"],
        channels=tuple(dict.fromkeys(front["channels"].split())),
        parameters={key: value for key, value in front.items() if key not in spoken},
        versions={lang: version},
    )


def _read(path: Path) -> str:
    try:
        if path.is_file():  # a pipe would be waited for without end
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
            if len(data) <= LARGEST:
                return data.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        pass
    raise CrmError(UNREADABLE_TEMPLATE, file=path.name)


def _agree(template: Template, twin: Template) -> None:
    other = next(iter(twin.versions.values())).file
    file = next(iter(template.versions.values())).file
    for key in ("purpose", "reason", "channels"):
        if getattr(template, key) != getattr(twin, key):
            raise bad(file, 1, TWINS_DIFFER, key=key, other=other)
    keys = {*template.parameters, *twin.parameters}
    for key in sorted(keys):
        if template.parameters.get(key) != twin.parameters.get(key):
            raise bad(file, 1, TWINS_DIFFER, key=key, other=other)
