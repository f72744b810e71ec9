import tracemalloc

import pytest

from crm_workbook import schema
from crm_workbook.errors import CrmError
from crm_workbook.importers.profiles import PROFILES


def refused(book, *args, **options):
    with pytest.raises(CrmError) as caught:
        book.plan(*args, **options)
    for lang in ("he", "en"):
        assert "{" not in caught.value.say(lang)
    return caught.value


def test_the_user_s_word_wins_and_is_remembered(workbook):
    book = workbook()
    text = "כינוי בעסק,סלולרי,עיר\nדנה,0527654321,חיפה\n"
    outcome = book.plan(text, map=("כינוי בעסק=display_name", "עיר="))
    assert outcome.data["mapping"] == {
        "כינוי בעסק": "customers.display_name", "סלולרי": "customers.phone",
    }  # fmt: skip
    assert outcome.data["unused"] == ["עיר"]
    book.take(text, map=("כינוי בעסק=display_name", "עיר="))
    again = book.plan(text)
    assert again.data["mapping"] == outcome.data["mapping"]
    assert again.plan.edits == ()


def test_the_user_may_change_her_mind(workbook):
    book = workbook()
    text = "שם,מלל\nדנה,אלרגיה לאגוזים\n"
    book.take(text, map=("מלל=notes",))
    book.take(text.replace("דנה", "נועה"), map=("מלל=preferences",))
    assert book.rows("customers", "notes", "preferences") == [
        ("אלרגיה לאגוזים", None), (None, "אלרגיה לאגוזים"),
    ]  # fmt: skip
    remembered = [v for k, v in book.rows("settings", "key", "value") if k.startswith("map:")]
    assert remembered == ["preferences"]


def test_a_file_of_purchases_may_name_columns_of_customers(workbook):
    book = workbook()
    text = "מי,מתי,כמה,עוד\nדנה כהן,13/04/2026,10,0527654321\n"
    words = ("מי=customers.display_name", "מתי=תאריך", "כמה=amount", "עוד=customers.phone")
    book.take(text, map=words)
    assert book.rows("customers", "display_name", "phone") == [("דנה כהן", "052-7654321")]
    assert book.take(text) == {"same": 1}


def test_a_heading_with_an_equals_sign(workbook):
    book = workbook(lang="en")
    book.take("name,a=b\nDana,x\n", map=("a=b=notes",))
    assert book.rows("customers", "notes") == [("x",)]


def test_words_that_cannot_be_followed(workbook):
    book = workbook(lang="en")
    text = "name,phone,when\nDana,0527654321,x\n"
    assert refused(book, text, map=("phone",)).code == "map-not-understood"
    assert refused(book, text, map=("=phone",)).code == "map-not-understood"
    error = refused(book, text, map=("fax=phone",))
    assert error.code == "map-heading-unknown"
    assert "name, phone, when" in error.say("en")
    error = refused(book, text, map=("when=shoe_size",), kind="customers")
    assert error.code == "map-column-unknown"
    assert "customers.phone" in error.say("he")
    assert refused(book, text, map=("when=segment",), kind="customers").code == (
        "map-column-unknown"
    )
    assert refused(book, text, map=("when=phone", "name=phone")).code == "map-column-twice"


def test_unknown_headings_are_told_with_a_suggestion(workbook):
    book = workbook(lang="en")
    outcome = book.plan("name,phone,birth dat,zodiac\nDana,0527654321,,\n")
    told = "\n".join(outcome.summary)
    assert '--map "birth dat' in told
    assert "=customers.birth_date" in told
    assert "zodiac" in told


def test_a_missing_column_says_what_was_seen_and_what_to_do(workbook):
    book = workbook()
    error = refused(book, "שם,ערך\nדנה,10\n", kind="purchases", name="קניות.csv")
    assert error.code == "source-column-missing"
    said = error.say("he")
    assert "תאריך" in said
    assert "שם, ערך" in said
    assert "--map" in said
    error = refused(book, "תאריך,לקוח\n13/4/2026,דנה\n", kind="purchases")
    assert "amount" in error.say("he")
    error = refused(book, "עיר,הערות\nחיפה,x\n", kind="customers")
    assert "display_name" in error.say("he")


def test_no_headings_no_kind_and_no_data(workbook):
    book = workbook()
    error = refused(book, "דנה,0527654321\nנועה,0541112223\n")
    assert error.code == "source-without-headings"
    assert "דנה" in error.say("he")
    assert refused(book, "עיר,הערות\nחיפה,x\n").code == "source-kind-unsure"
    assert refused(book, "").code == "source-empty"
    assert refused(book, "\r\n\r\n").code == "source-empty"
    assert refused(book, ()).code == "source-empty"


def test_headings_only_is_an_import_of_nothing(workbook):
    book = workbook()
    outcome = book.plan("שם,טלפון\n")
    assert outcome.plan.edits == ()
    assert not outcome.failed


def test_purchases_may_be_read_for_their_customers_only(workbook):
    book = workbook()
    text = "שם לקוח,נייד,תאריך,סכום\nדנה כהן,0527654321,13/04/2026,10\n"
    assert book.plan(text).data["kind"] == "purchases"
    outcome = book.plan(text, kind="customers")
    assert [edit.sheet for edit in outcome.plan.edits] == ["customers"]


def test_computed_columns_are_never_filled(workbook):
    book = workbook(lang="en")
    outcome = book.plan("name,phone,segment,last purchase\nDana,0527654321,champions,2026-01-01\n")
    assert set(outcome.data["unused"]) == {"segment", "last purchase"}


def test_columns_the_workbook_lacks_are_told(workbook):
    book = workbook(lang="en")
    del book.store.data["customers"]["city"]
    outcome = book.plan("name,phone,city\nDana,0527654321,Haifa\n")
    assert outcome.data["lacking"] == ["city"]
    assert "city" in outcome.summary[-1]
    assert book.take("name,phone,city\nDana,0527654321,Haifa\n") == {"new": 1}


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_profiles_name_columns_that_are_there(profile):
    for target in filter(None, profile.targets.values()):
        sheet, _, column = target.partition(".")
        assert schema.sheet(sheet).column(column).role == "input"


def test_google_and_outlook_contacts(workbook):
    book = workbook(lang="en")
    book.take(
        "First Name,Last Name,Birthday,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Value\n"
        "Dana,Cohen,,Home,dana@example.org,052-7654321\n"
    )
    assert book.rows("customers", "display_name", "email", "phone") == [
        ("Dana Cohen", "dana@example.org", "052-7654321")
    ]
    assert book.take(
        "First Name,Last Name,Company,Business Phone,Mobile Phone,E-mail Address\n"
        "Dana,Cohen,,03-5551234,052-7654321,dana@example.org\n"
    ) == {"changed": 1}
    assert book.rows("customers", "phone", "phone2") == [("052-7654321", "03-5551234")]


def test_very_many_headings_and_rows_take_bounded_memory(workbook):
    head = ["name", "phone", *(f"x{n}" for n in range(16_000))]
    rows = "Dana,0527654321\n" * 2_000
    tracemalloc.start()
    outcome = workbook(lang="en").plan(",".join(head) + "\n" + rows)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert outcome.data["rows"]["new"] == 1
    assert outcome.data["rows"]["same"] == 1_999
    assert peak < 100 * 2**20  # all cells of the rectangle would be 256 MB
