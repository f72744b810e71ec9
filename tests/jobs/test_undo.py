"""Undo: which entry, in which words, and the files that a job wrote beside the workbook."""

from __future__ import annotations

from datetime import date

import pytest

import crm_workbook
from crm_workbook.build.workbook import build
from crm_workbook.errors import CrmError
from crm_workbook.jobs import undo
from crm_workbook.model import AppendRows, File, Plan
from crm_workbook.model.plan import Written
from crm_workbook.runner.taking_back import noted, take_back
from crm_workbook.store import open_store
from crm_workbook.text import Text

AS_OF = date(2026, 10, 31)


@pytest.fixture
def shop(tmp_path):
    """A shop with a customer whose birthday calls for a mail, its figures computed."""
    path = tmp_path / "shop.xlsx"
    customer = {
        "customer_id": "C-1", "display_name": "Ann", "email": "ann@example.com",
        "birthday": "03.11", "language": "English",
    }  # fmt: skip
    bought = {
        "line_id": "1", "customer_id": "C-1", "date": date(2026, 6, 1), "amount": 10.0,
        "type": "Sale",
    }  # fmt: skip
    settings = {
        "business_name": "Hadas", "business_address": "1 Herzl St", "business_phone": "03-5550100",
        "business_email": "shop@example.com",
    }  # fmt: skip
    path.write_bytes(
        build("en", rows={"customers": [customer], "purchases": [bought]}, settings=settings)
    )
    crm_workbook.refresh(str(path), as_of=AS_OF)
    return path


def drafted(shop):
    crm_workbook.draft(str(shop), as_of=AS_OF)
    (mail,) = (shop.parent / "shop.drafts").iterdir()
    return mail


def test_the_mails_of_drafts_go_with_them(shop):
    before = shop.read_bytes()
    mail = drafted(shop)
    assert mail.suffix == ".eml"
    told = crm_workbook.undo(str(shop), dry_run=True, lang="en")
    assert "(1)" in told.summary[1]
    assert mail.exists()
    told = crm_workbook.undo(str(shop), lang="en")
    assert len(told.summary) == 2
    assert not mail.parent.exists()
    assert shop.read_bytes() == before


def test_a_mail_that_was_edited_stays_and_is_named(shop):
    mail = drafted(shop)
    mail.write_bytes(mail.read_bytes() + b"PS: see you")
    (mail.parent / "mine.txt").write_text("mine")
    told = crm_workbook.undo(str(shop), lang="en")
    assert str(mail) in told.summary[-1]
    assert mail.read_bytes().endswith(b"PS: see you")
    assert crm_workbook.undo(str(shop), lang="he").summary[0].startswith("בוטל: refresh")


def test_a_mail_that_was_removed_meanwhile_is_no_matter(shop):
    mail = drafted(shop)
    mail.unlink()
    assert len(crm_workbook.undo(str(shop), lang="en").summary) == 2


def test_an_undo_cell_by_cell_takes_the_mails_back_too(shop):
    mail = drafted(shop)
    store = open_store(str(shop))
    edit = AppendRows("customers", ("customer_id",), (("C-9",),))
    store.apply(Plan("mine", Text("a", "a"), (edit,)), store.read())
    entry = store.read().journal[-2].id
    crm_workbook.undo(str(shop), entry=entry)
    assert not mail.exists()


def test_what_a_file_replaced_comes_back(tmp_path):
    path = tmp_path / "drafts" / "a.eml"
    path.parent.mkdir()
    path.write_bytes(b"first")
    files = [File("drafts/a.eml", b"second", replace=True, beside=True)]
    remembered = noted(files, str(tmp_path))
    path.write_bytes(b"second")
    taken = take_back(remembered, str(tmp_path), lambda file: path.write_bytes(file.data))
    assert taken == ()
    assert path.read_bytes() == b"first"


@pytest.mark.parametrize("where", ["../mine.txt", "{}/mine.txt"])
def test_a_journal_does_not_reach_out_of_its_folder(tmp_path, where):
    mine = tmp_path / "mine.txt"
    mine.write_bytes(b"x")
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path)
    for path in (where.format(tmp_path), "link/mine.txt"):
        digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"  # of "x"
        assert take_back([Written(path, digest)], str(folder), lambda _: None)
        assert noted([File(path, b"x", beside=True)], str(folder)) == ()
    assert mine.read_bytes() == b"x"


def test_files_of_a_path_the_user_chose_are_not_noted(tmp_path):
    assert noted([File("out.csv", b"x")], str(tmp_path)) == ()


# ------------------------------------------------------------------ which entry


def test_an_entry_taken_back_already_is_said_to_be(shop):
    entry = open_store(str(shop)).read().journal[0].id
    crm_workbook.undo(str(shop), entry=entry)
    with pytest.raises(CrmError) as caught:
        crm_workbook.undo(str(shop), entry=entry)
    assert caught.value.code == "already-undone"
    assert "crm refresh" in caught.value.say("he")
    with pytest.raises(CrmError) as caught:
        crm_workbook.undo(str(shop), entry=open_store(str(shop)).read().journal[1].id)
    assert caught.value.code == "undo-of-undo"
    with pytest.raises(CrmError) as caught:
        crm_workbook.undo(str(shop))
    assert caught.value.code == "nothing-to-undo"
    with pytest.raises(CrmError) as caught:
        crm_workbook.undo(str(shop), entry="20200101-1")
    assert caught.value.code == "unknown-entry"


def test_an_entry_whose_way_back_is_lost_is_not_said_to_be_undone(shop):
    for path in (shop.parent / "shop.crm").glob("*/*"):
        path.unlink()
    with pytest.raises(CrmError) as caught:
        crm_workbook.undo(str(shop))
    assert caught.value.code == "undo-lost"


def test_a_damaged_journal_is_said_at_once_and_with_the_next_job(shop):
    listed = shop.parent / "shop.crm" / "journal.json"
    listed.write_text("{half")
    for options in ({}, {"list": True}):
        with pytest.raises(CrmError) as caught:
            crm_workbook.undo(str(shop), **options)
        assert caught.value.code == "journal-damaged"
    told = crm_workbook.draft(str(shop), as_of=AS_OF, lang="en")
    assert "journal.json.damaged-1" in told.summary[-1]
    assert (
        undo.run(open_store(str(shop)).read(), lang="he", list=True).data["entries"][0]["job"]
        == "draft"
    )


def test_a_moment_is_told_as_the_clock_on_the_wall_showed_it(shop):
    (entry,) = crm_workbook.undo(str(shop), list=True, lang="en").data["entries"]
    day, hour = entry["when"][:10], entry["when"][11:16]
    (told,) = crm_workbook.undo(str(shop), list=True, lang="en").summary
    assert f"  {day} {hour}  refresh" in told
    (told,) = crm_workbook.undo(str(shop), list=True, lang="he").summary
    assert f"  {day[8:]}/{day[5:7]}/{day[:4]} {hour}  refresh" in told
