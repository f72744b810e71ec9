"""Notes and comments on cells, as every program that writes them puts them into a package."""

from __future__ import annotations

import zipfile
from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment

from crm_workbook.store import open_store

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
THREADED = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
    'threadedcomments"><threadedComment ref="B2" id="{1}"><text>crm: ignore CRM121 known</text>'
    '</threadedComment><threadedComment ref="B2" id="{2}" parentId="{1}"><text>thanks</text>'
    "</threadedComment></ThreadedComments>"
)


def book(path, *, threaded=False, note=True):
    made = Workbook()
    sheet = made.active
    sheet.title = "לקוחות"
    for row in (["מזהה לקוח", "טלפון"], ["C-0001", "050-12"]):
        sheet.append(row)
    if note:
        sheet["B2"].comment = Comment("דנה:\nשורה & עוד", "Dana")
    stream = BytesIO()
    made.save(stream)
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if threaded and name == "xl/worksheets/_rels/sheet1.xml.rels":
                new = (
                    '<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2017/10/'
                    'relationships/threadedComment" Target="../threadedComments/t1.xml"/>'
                )
                data = data.replace(b"</Relationships>", f"{new}</Relationships>".encode())
            target.writestr(name, data)
        if threaded:
            target.writestr("xl/threadedComments/t1.xml", THREADED)
    return open_store(str(path)).read()


def test_a_note_is_read_whole(tmp_path):
    notes = book(tmp_path / "a.xlsx").facts.tab("לקוחות").notes
    assert notes == {"B2": "דנה:\nשורה & עוד"}


def test_a_comment_with_answers_is_read_with_them(tmp_path):
    notes = book(tmp_path / "a.xlsx", threaded=True).facts.tab("לקוחות").notes
    lines = notes["B2"].splitlines()
    assert "crm: ignore CRM121 known" in lines
    assert "thanks" in lines


def test_a_workbook_without_notes_has_none(tmp_path):
    assert book(tmp_path / "a.xlsx", note=False).facts.tab("לקוחות").notes == {}
