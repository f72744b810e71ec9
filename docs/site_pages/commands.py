"""A page for each command with all its options, and the list of the commands."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

from crm_workbook import jobs
from crm_workbook.cli.help import EXIT_CODES, entries, typed, usage
from crm_workbook.text import Text
from site_pages.markdown import code as literal
from site_pages.markdown import contents, page, plain, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.jobs import Job

TITLE: Final = Text("הפקודות", "Commands")
OPENING: Final = Text(
    "`crm`, `crm-workbook` ו-`python -m crm_workbook` הם אותה תוכנה. `crm --help` מונה את "
    "הפקודות, `crm check --help` מסביר אחת מהן, ו-`crm --version` אומר מה הגרסה. "
    "`crm shop.xlsx` הוא קיצור של `crm check shop.xlsx`. במקום שאפשר לתת כמה קבצים, תיקייה היא "
    "כל החוברות שבה, ו-`*.xlsx` עובד גם ב-Windows. המדריכים, [לעבודה מהפקודות](../guide.md) "
    "ו[מתוך Excel](../excel.md), מסבירים מתי צריך כל פקודה.",
    "`crm`, `crm-workbook` and `python -m crm_workbook` are the same program. `crm --help` lists "
    "the commands, `crm check --help` explains one, `crm --version` says the version. "
    "`crm shop.xlsx` is short for `crm check shop.xlsx`. Where several files may be given, a "
    "folder stands for all workbooks in it, and `*.xlsx` works on Windows too. The guides, "
    "[by commands](../guide.md) and [inside Excel](../excel.md), say what each is for.",
)
LIVE: Final = Text(
    "`crm --live refresh shop.xlsx`, עם `--live` לפני הפקודה, עובד על החוברת הפתוחה ב-Excel או "
    "ב-LibreOffice במקום על הקובץ; `--live=ADDRESS` אומר היכן LibreOffice מקשיב.",
    "`crm --live refresh shop.xlsx`, with `--live` before the command, works on the workbook that "
    "is open in Excel or LibreOffice in place of the file; `--live=ADDRESS` says where "
    "LibreOffice listens.",
)
FIXED: Final = "\u00a0"
"""A blank at which no line ends."""
WIDTH: Final = 84
COMMAND: Final = Text("פקודה", "Command")
WHAT: Final = Text("מה היא עושה", "What it does")
EXIT: Final = Text("קוד יציאה", "Exit code")
MEANS: Final = Text("פירושו", "Means")
OPTIONS: Final = Text("מה אפשר לכתוב אחריה", "What can be typed after it")
DEFAULT: Final = Text("ברירת המחדל: {value}.", "Default: {value}.")
MORE_ON_CHECK: Final = Text(
    "למי שמריץ אותה בלי אדם מול המסך: [crm check בתהליך אוטומטי](../check.md). מה היא מוצאת: "
    "[הכללים](../rules/index.md).",
    "For those who run it with nobody watching: [crm check in CI](../check.md). What it finds: "
    "[the rules](../rules/index.md).",
)


def pages(lang: str) -> dict[str, str]:
    """Return the pages by name."""
    found = [jobs.job(name) for name in jobs.names()]
    made = {f"commands/{slug(job)}": _command(job, lang) for job in found}
    made["commands/index"] = page(
        f"# {TITLE.say(lang)}",
        OPENING.say(lang),
        table(
            [COMMAND.say(lang), WHAT.say(lang)],
            ((f"[{literal(j.command)}]({slug(j)}.md)", plain(j.title.say(lang))) for j in found),
        ),
        LIVE.say(lang),
        f"## {EXIT.say(lang)}",
        table(
            [EXIT.say(lang), MEANS.say(lang)],
            ((str(code), told.say(lang)) for code, told in EXIT_CODES.items()),
        ),
        contents(slug(job) for job in found),
    )
    return made


def slug(job: Job) -> str:
    """Return the name of a command's page within its folder."""
    return job.command.replace(" ", "-")


def _command(job: Job, lang: str) -> str:
    title = job.title.say(lang)
    words = "\n".join(_usage(job))
    return page(
        f"# crm {job.command}",
        f"{plain(title[:1].upper() + title[1:])}.",
        MORE_ON_CHECK.say(lang) if job.name == "check" else "",
        f"```text\n{words}\n```",
        f"## {OPTIONS.say(lang)}",
        f"```{{program}} crm {job.command}\n```",
        *_options(job, lang),
    )


def _usage(job: Job) -> Iterator[str]:
    """Yield the lines of what can be typed, broken between options only."""
    whole = " ".join(word.replace(" ", FIXED) for word in ("crm", job.command, *usage(job)))
    lines = wrap(whole, WIDTH, subsequent_indent="    ", break_on_hyphens=False,
                 break_long_words=False)  # fmt: skip
    return (line.replace(FIXED, " ") for line in lines)


def _options(job: Job, lang: str) -> Iterator[str]:
    """Yield an entry for each option: Sphinx gives it an anchor, and the search finds it."""
    defaults = {typed(option): option.default for option in job.options}
    for name, told in entries(job):
        said = told.say(lang)
        lines = [f"````{{option}} {name}", f"{plain(said[:1].upper() + said[1:])}."]
        if defaults.get(name):
            lines += ["", DEFAULT.say(lang, value=literal(str(defaults[name])))]
        yield "\n".join([*lines, "````"])
