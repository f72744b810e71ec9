"""A workbook broken in one way each: the fault is named, with what to do, in both languages."""

from __future__ import annotations

import re
import zipfile

import pytest

from crm_workbook import vba
from crm_workbook.build.workbook import build
from crm_workbook.checkup import telling
from crm_workbook.vba.project import source
from crm_workbook.vba.veiled import veil


def plain(path, _):
    path.write_bytes(build("he"))


def changed_module(name, change):
    def edit(project):
        module = project.module(name)
        new = change(module.source.decode("ascii")).encode("ascii")
        return project.with_modules((module._replace(source=new),))

    return lambda path, s: s.project(path, edit)


def settings(change):
    """Change the rows of the sheet `xlwings.conf`; it is the one that names our own key."""

    def edit(content):
        return change(content) if b"CRM_WORKBOOK" in content else content

    def broken(path, s):
        s.parts(path, **{f"sheet{n}": edit for n in range(1, 40)})

    return broken


def row_of(content, key):
    return re.search(rb'<row r="\d+"><c [^>]*><is><t>%s</t>.*?</row>' % key, content)[0]


def twice(content):
    row = row_of(content, b"SHOW CONSOLE")
    again = re.sub(rb'r="([A-Z]*)\d+"', rb'r="\g<1>90"', row)
    gap = b"".join(
        b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>K%d</t></is></c></row>' % (n, n, n)
        for n in range(content.count(b"<row ") + 1, 90)
    )
    return content.replace(b"</sheetData>", gap + again + b"</sheetData>")


def blank_row(content):
    rows = content.count(b"<row ")
    row = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>PYTHONPATH</t></is></c></row>'
    return content.replace(b"</sheetData>", row % (rows + 2, rows + 2) + b"</sheetData>")


def signed(path, _):
    with zipfile.ZipFile(path, "a") as package:
        package.writestr(
            "xl/_rels/vbaProject.bin.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Type="http://schemas.microsoft.com/office/2006/relationships'
            '/vbaProjectSignature" Target="vbaProjectSignature.bin"/></Relationships>',
        )
        package.writestr("xl/vbaProjectSignature.bin", b"\0")


def foreign(project, s):
    for name in ("CrmButtons", "CrmFunctions", "xlwings", "Dictionary"):
        project = s.without(project, name)
    added = vba.Module("Mine", source("Mine", "Public Sub Hello()\nEnd Sub"), "standard")
    return project.with_modules((added,))


def unnamed(content):
    return re.sub(rb' codeName="[^"]*"', b"", content)


IDENTITY = 'ID="(.*?)"'
NAME = re.compile(r'(sheet name=")[^"]*(")')

BROKEN = {
    "empty-file": (
        lambda path, _: path.write_bytes(b""),
        "no bytes at all", "ריק", "backup",
    ),
    "text-file": (
        lambda path, _: path.write_text("שם,סכום\nדנה,5\n", encoding="utf-8"),
        "text file", "קובץ טקסט", "crm import",
    ),
    "password": (
        lambda path, _: path.write_bytes(
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
            + "EncryptedPackage".encode("utf-16-le")
        ),
        "encrypted", "מוצפן", "remove the password",
    ),
    "truncated": (
        lambda path, _: path.write_bytes(path.read_bytes()[:9000]),
        "cut short", "קטוע", "again",
    ),
    "xlsm-without-macro-type": (
        lambda path, s: s.parts(path, Content_Types=lambda c: c.replace(
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")),
        "ends in .xlsm", ".xlsm", "crm macros add",
    ),
    "no-macros": (plain, "has no macros", "אין מאקרו", "crm macros add"),
    "macros-damaged": (
        lambda path, s: s.parts(path, vbaProject=lambda c: c[:2000]),
        "damaged", "פגום", "backup",
    ),
    "macros-foreign": (
        lambda path, s: s.project(path, lambda p: foreign(p, s)),
        "not our buttons", "לא הכפתורים שלנו", "crm macros add",
    ),
    "macros-signed": (signed, "signed", "חתום", "remove the signature"),
    "macros-locked": (
        lambda path, s: s.project(path, lambda p: p._replace(text=re.sub(
            'DPB="[^"]*"', f'DPB="{veil(re.search(IDENTITY, p.text)[1], b"hash")}"',
            p.text))),
        "locked with a password", "נעול", "unlock",
    ),
    "old-module": (
        changed_module("CrmButtons", lambda code: code + "' edited\r\n"),
        "older, or edited", "CrmButtons", "crm macros add",
    ),
    "button-without-macro": (
        changed_module("CrmButtons", lambda code: code.replace("Sub CrmDraft", "Sub Other")),
        "lacks the macro of: Drafts", "חסר בחוברת המאקרו", "crm macros add",
    ),
    "no-xlwings-module": (
        lambda path, s: s.project(path, lambda p: s.without(p, "xlwings")),
        "starts Python", "מפעיל את Python", "crm macros add",
    ),
    "xlwings-version-differs": (
        changed_module("xlwings", lambda code: code.replace('= "0.37.8"', '= "0.30.1"')),
        "0.30.1 and the computer 0.37.8", "0.30.1", "crm macros add",
    ),
    "no-code-name": (
        lambda path, s: s.parts(path, workbook=unnamed),
        "no VBA module of its own", "מודול VBA", "crm macros add",
    ),
    "sheet-without-code-name": (
        lambda path, s: s.parts(path, sheet3=unnamed),
        "no code name", "אין שם קוד", "crm macros add",
    ),
    "no-ribbon-tab": (
        lambda path, s: s.parts(path, customUI=lambda c: c.replace(b"crmTab", b"otherTab")),
        "tab with the buttons is not", "לשונית הכפתורים אינה", "crm macros add",
    ),
    "ribbon-lacks-buttons": (
        lambda path, s: s.parts(path, customUI=lambda c: c.replace(b"crm_draft", b"my_draft")),
        "lacks buttons", "חסרים כפתורים", "crm macros add",
    ),
    "shape-without-macro": (
        lambda path, s: s.parts(
            path, drawing2=lambda c: c.replace(b"[0]!CrmUndo", b"[0]!Gone")),
        "not in the workbook: Gone", "Gone", "crm macros add",
    ),
    "setting-twice": (settings(twice), "SHOW CONSOLE twice", "פעמיים", "delete one"),
    "settings-cut-short": (settings(blank_row), "PYTHONPATH", "שורה ריקה", "blank row"),
    "workbook-on-path": (
        settings(lambda c: c.replace(b"ADD_WORKBOOK_TO", b"ADD_NOTHING_TO")),
        "is not False", "אינו False", "crm macros add",
    ),
    "no-settings-sheet": (
        lambda path, s: s.parts(path, workbook=lambda c: c.replace(b"xlwings.conf", b"other")),
        "lacks the sheet xlwings.conf", "xlwings.conf", "crm macros add",
    ),
    "interpreter-missing": (
        settings(lambda c: c.replace(b"python.exe", b"gone.exe")),
        "nothing is there on this computer", "אין שם דבר", "Run on this computer",
    ),
    "no-interpreter-set": (
        settings(lambda c: c.replace(b"INTERPRETER_WIN", b"INTERPRETER_OLD")),
        "does not say where Python is", "לא רשום", "Run on this computer",
    ),
    "sheet-named-py": (
        lambda path, s: s.parts(
            path, workbook=lambda c: NAME.sub(r"\1tool.py\2", c.decode(), count=1).encode()),
        "ends in .py", "tool.py", "Rename the sheet",
    ),
}  # fmt: skip

ALSO = {
    "no-macros": ("xlsm-without-macro-type",),
    "button-without-macro": ("shape-without-macro",),
    "macros-foreign": ("shape-without-macro",),
}
"""What follows from a fault."""


@pytest.mark.parametrize("name", BROKEN)
def test_the_fault_is_named(name, windows, shop, asked, surgery):
    breaking, english, hebrew, remedy = BROKEN[name]
    breaking(shop, surgery)
    answers = asked(windows, shop)
    (answer,) = [a for a in answers if a.id == name]
    assert answer.state in {"fault", "warning"}
    what, do = answer.say("en")
    assert english in what
    assert remedy in do
    said = answer.say("he")
    assert hebrew in said[0]
    assert said[1]
    assert not any("{" in sentence for sentence in (what, do, *said))
    states = [a.state for a in answers]
    assert states == sorted(states, key=["fault", "warning", "ok", "skipped"].index)
    assert {a.id for a in answers if a.state in {"fault", "warning"}} <= {
        name,
        *ALSO.get(name, ()),
    }


def test_names_of_sheets_stay_out_of_the_report(windows, shop, asked, surgery):
    BROKEN["sheet-named-py"][0](shop, surgery)
    (answer,) = [a for a in asked(windows, shop) if a.id == "sheet-named-py"]
    assert "tool.py" in answer.say("en")[0]
    assert "tool.py" not in answer.say("en", mailed=True)[0]


def test_a_missing_file_and_a_folder(windows, tmp_path, asked):
    (answer, *_) = asked(windows, tmp_path / "home" / "Documents" / "gone.xlsm")
    assert (answer.id, answer.state) == ("not-read", "fault")
    assert "no such file" in answer.say("en")[0]
    (answer, *_) = asked(windows, tmp_path)
    assert (answer.id, answer.state) == ("not-a-file", "fault")


def test_an_xlsx_that_holds_macros(windows, shop, asked):
    answers = asked(windows, shop.rename(shop.with_suffix(".xlsx")))
    assert answers[0].id == "xlsx-with-macro-type"
    assert "ends in .xlsx" in answers[0].say("en")[0]


def test_another_interpreter_than_this_one(windows, shop, asked, tmp_path):
    other = tmp_path / "home" / "other" / "python.exe"
    other.parent.mkdir()
    other.touch()
    answers = asked(windows._replace(executable=str(other)), shop)
    (answer,) = [a for a in answers if a.id == "other-interpreter"]
    what, _ = answer.say("en")
    assert "~/other/python.exe" in what.replace("\\", "/")
    assert windows.home not in what


def test_the_verdict_counts_the_faults(windows, shop, asked, surgery):
    surgery.parts(shop, customUI=lambda _: None)
    plain = telling.verdict(asked(windows, shop), "en", of_file=True)
    assert plain == "The buttons will not work here: one thing stops them."
    he = telling.verdict(asked(windows, shop), "he", of_file=True)
    assert he == "הכפתורים לא יפעלו כאן: דבר אחד עוצר אותם."
