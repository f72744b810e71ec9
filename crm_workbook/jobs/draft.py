"""Write drafts of messages: to whom, why now, in which words. Nothing is sent."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.errors import CrmError, Problem
from crm_workbook.jobs import Button, Job, Option
from crm_workbook.model import File, Outcome, Plan
from crm_workbook.schema import reliable
from crm_workbook.schema.needed import need
from crm_workbook.schema.settings import OWNERS
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from crm_workbook.model import Book
    from crm_workbook.outreach.drafting import Decided
    from crm_workbook.outreach.figures import Base
    from crm_workbook.outreach.people import People
    from crm_workbook.outreach.template import Template
    from crm_workbook.outreach.writer import Writer
    from crm_workbook.schema.ledger import Ledger

NO_CUSTOMERS: Final = Problem(
    "no-customers-sheet",
    Text("בחוברת {file} אין גיליון לקוחות.", "{file} has no customers sheet."),
    Text(
        "לבנות חוברת חדשה ב-crm new, או לקרוא לגיליון 'לקוחות'.",
        "Build a workbook with crm new, or name the sheet 'Customers'.",
    ),
)
NOT_REFRESHED: Final = Problem(
    "not-refreshed",
    Text(
        "בחוברת {file} עוד לא חושבו המדדים, ובלעדיהם אי אפשר לדעת למי לפנות.",
        "The figures of {file} were not computed yet, and they tell whom to write to.",
    ),
    Text("להריץ קודם crm refresh.", "Run crm refresh first."),
)

REASON: Final = Text("הכנת טיוטות של פניות", "drafts of messages")


class Prepared(NamedTuple):
    """What a run looked at and decided."""

    decided: Decided
    people: People
    base: Base
    ledger: Ledger
    writer: Writer


def run(
    book: Book,
    *,
    lang: str,
    as_of: date | None = None,
    template: Sequence[str] = (),
    templates: str = "",
    limit: int = 0,
) -> Outcome:
    """Write the drafts that the workbook's figures call for into its outreach sheet.

    Args:
        book: The workbook.
        lang: The language of the summary; drafts speak the customer's, the sheet the workbook's.
        as_of: The day to write for; else the day in the settings, else today.
        template: Names of the templates to use; all when empty.
        templates: A folder of the user's own templates, which win over shipped ones.
        limit: How many open drafts there may be in all; 0 for no limit.

    Raises:
        CrmError: A template is unknown or faulty, the figures were not computed, the workbook
            has no customers sheet, or a setting cannot be read: a template may use any of them.
    """
    from crm_workbook.outreach import sheet, telling
    from crm_workbook.outreach.template import chosen, library

    need(book, "customers", "consents", "metrics", "outreach")
    reliable.rely_on(book, *(name for name in OWNERS if name != "as_of"))
    day = reliable.day(book, as_of)
    wanted = chosen(library(templates), template)
    found = _prepare(book, wanted, day, limit)
    decided = found.decided
    folder = f"{os.path.splitext(book.name)[0]}.drafts"
    files = tuple(_files(decided, found.writer, folder))
    return Outcome(
        plan=Plan("draft", REASON, sheet.edits(book, decided)),
        files=files,
        summary=(
            *telling.words(decided, lang),
            *(telling.NEW_SHEETS[name].say(lang) for name in sheet.lacking(book, decided)),
            *telling.mail(decided, len(files), folder, lang),
            *telling.notes(
                found.base.computed_on,
                day,
                nameless=found.people.nameless,
                unread=found.ledger.unread,
                lang=lang,
            ),
            telling.closing(decided, lang),
        ),
        data=telling.numbers(decided, len(files)),
    )


def _prepare(book: Book, templates: tuple[Template, ...], as_of: date, limit: int) -> Prepared:
    from crm_workbook.outreach import drafting, figures, gates, people, records, touches
    from crm_workbook.outreach.triggers import trigger
    from crm_workbook.outreach.writer import Writer
    from crm_workbook.schema.ledger import ledger

    if "customers" not in book.tables:
        raise CrmError(NO_CUSTOMERS, file=book.name)
    everyone = people.people(book)
    base = figures.base(book, as_of)
    needs = any(trigger(template)[0].needs_figures for template in templates)
    metrics, purchases = book.tables.get("metrics"), book.tables.get("purchases")
    if needs and not metrics and purchases:
        raise CrmError(NOT_REFRESHED, file=book.name)
    approaches = touches.touches(book, everyone)
    facts = gates.Facts(ledger(book, as_of), approaches, gates.complaining(book), book.settings)
    tops = {person.id: person.top for person in everyone}
    writer = Writer(book, everyone, facts, records.last_purchases(book, tops, as_of))
    for template in templates:
        writer.prepare(template)
    candidates = drafting.candidates(templates, everyone, base, as_of)
    decided = drafting.decide(
        candidates, templates, drafting.rows(book), writer, approaches, as_of=as_of, limit=limit
    )
    return Prepared(decided, everyone, base, facts.ledger, writer)


def _files(decided: Decided, writer: Writer, folder: str) -> Iterator[File]:
    drafts = [
        *decided.new,
        # The file of a draft edited in the sheet follows the sheet.
        *(s.draft for s in decided.standing if s.rewritten or s.row.own_words),
    ]
    for draft in drafts:
        make = draft.channel.file
        if make is not None and draft.block is None:
            # Named by the id alone: a customer's name is no name for a file.
            name = f"{draft.candidate.id}{draft.channel.extension}"
            data = make(writer.message(draft))
            path = os.path.join(folder, name)
            yield File(path, data, replace=True, beside=True, folder=True)


JOB: Final = Job(
    "draft",
    Text("הכנת טיוטות של פניות ללקוחות", "write drafts of messages to customers"),
    run,
    options=(
        Option(
            "as_of",
            "date",
            Text(
                "היום שבו יישלחו; בלעדיו היום שבהגדרות, ואם אין, היום",
                "the day to write for; by default the day in the settings, else today",
            ),
            metavar="YYYY-MM-DD",
        ),
        Option(
            "template",
            "text",
            Text(
                "רק התבנית הזו, למשל win_back; אפשר לציין כמה",
                "only this template, such as win_back; may be given more than once",
            ),
            many=True,
            metavar="NAME",
        ),
        Option(
            "templates",
            "path",
            Text(
                "תיקייה של תבניות משלך, שגוברות על המובנות",
                "a folder of your own templates, which win over the shipped ones",
            ),
            default="",
            metavar="FOLDER",
        ),
        Option(
            "limit",
            "int",
            Text(
                "מספר הטיוטות הפתוחות המרבי, ישנות וחדשות; 0 פירושו בלי מגבלה",
                "the most open drafts, old and new; 0 means no limit",
            ),
            default=0,
            metavar="N",
            high=100_000,
        ),
    ),
    writes=True,
    button=Button(
        Text("טיוטות", "Drafts"),
        Text("הכנת טיוטות פנייה ללקוחות, לקריאה ולאישור", "Draft messages, to read and approve"),
        "FileSendAsAttachment",
        30,
    ),
)
