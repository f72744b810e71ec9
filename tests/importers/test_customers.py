import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

HE = (
    "רשימת לקוחות של הסטודיו\n\n"
    'שם לקוח,נייד,דוא"ל,עיר,ת. לידה,מין\n'
    "דנה כהן,052-7654321,dana@example.org,חיפה,13/04/1980,נ\n"
    "רחל לוי,0547654322,,עכו,01/05/1975,\n"
    'אבי בע"מ,03-5551234,office@example.com,,,\n'
    'סה"כ,,,,,\n'
)


def names(outcome):
    return [finding.name for finding in outcome.findings]


def test_a_hebrew_list_below_a_title(workbook):
    book = workbook()
    outcome = book.plan(HE.encode("cp1255"))
    assert outcome.data["kind"] == "customers"
    assert outcome.data["encoding"] == "windows-1255"
    assert outcome.data["mapping"] == {
        "שם לקוח": "customers.display_name",
        "נייד": "customers.phone",
        'דוא"ל': "customers.email",
        "עיר": "customers.city",
        "ת. לידה": "customers.birth_date",
        "מין": "customers.gender_address",
    }
    assert book.take(HE) == {"new": 3}
    assert book.rows("customers", "customer_id", "display_name", "phone", "gender_address") == [
        ("C-0001", "דנה כהן", "052-7654321", "נקבה"),
        ("C-0002", "רחל לוי", "054-7654322", None),
        ("C-0003", 'אבי בע"מ', "03-5551234", None),
    ]
    assert str(book.rows("customers", "birth_date")[0][0]) == "1980-04-13"


def test_importing_twice_changes_nothing(workbook):
    book = workbook()
    book.take(HE)
    again = book.plan(HE)
    assert again.plan.edits == ()
    assert again.data["rows"]["same"] == 3
    assert not again.failed


def test_ids_go_on_after_the_highest(workbook):
    book = workbook(customers=[{"customer_id": "C-0041", "display_name": "נועה"}])
    book.take("שם,טלפון\nדנה,0527654321\n")
    assert book.rows("customers", "customer_id") == [("C-0041",), ("C-0042",)]


def test_the_source_s_own_ids_are_kept(workbook):
    book = workbook(lang="en")
    assert book.take("customer no,name\n1,Dana\n17,Noa\n0042,Gil\n") == {"new": 3}
    assert book.rows("customers", "customer_id", "display_name") == [
        ("1", "Dana"), ("17", "Noa"), ("0042", "Gil"),
    ]  # fmt: skip
    assert book.take("customer no,name,city\n17,Noa,Haifa\n") == {"changed": 1}
    assert book.rows("customers", "city") == [(None,), ("Haifa",), (None,)]


def test_empty_cells_are_filled_and_different_ones_kept(workbook):
    book = workbook(
        customers=[{"customer_id": "C-0001", "display_name": "דנה כהן", "phone": "052-7654321",
                    "city": "חיפה"}]
    )  # fmt: skip
    text = "שם,טלפון,עיר,מייל\nדנה כהן,+972 52 765 4321,עכו,dana@example.org\n"
    outcome = book.plan(text)
    assert names(outcome) == ["value-conflict"]
    assert "חיפה" in outcome.findings[0].say("he")
    assert "עכו" in outcome.findings[0].say("he")
    assert str(outcome.findings[0].ref) == "list.csv!A2"
    assert book.take(text) == {"conflict": 1}
    assert book.rows("customers", "city", "email", "phone") == [
        ("חיפה", "dana@example.org", "052-7654321")
    ]
    assert book.take(text, update=True) == {"changed": 1}
    assert book.rows("customers", "city", "phone") == [("עכו", "052-7654321")]


def test_one_phone_and_two_first_names_is_a_household(workbook):
    book = workbook()
    text = "שם,טלפון\nדנה כהן,052-7654321\nיוסי כהן,052-7654321\n"
    outcome = book.plan(text)
    assert outcome.data["rows"]["new"] == 2
    assert names(outcome) == ["customer-alike"]
    book.take(text)
    assert book.take(text) == {"same": 2}


def test_one_name_and_two_phones_is_two_people_and_stays_so_in_any_order(workbook):
    book = workbook(customers=[{"customer_id": "C-0001", "display_name": "דנה כהן"}])
    assert book.take("שם,טלפון\nדנה כהן,052-7654321\nדנה כהן,054-1112223\n") == {
        "changed": 1, "new": 1,
    }  # fmt: skip
    assert book.take("שם,טלפון\nדנה כהן,054-1112223\nדנה כהן,052-7654321\n") == {"same": 2}
    outcome = book.plan("שם,עיר\nדנה כהן,עכו\n", kind="customers")
    assert names(outcome) == ["customer-unclear"]
    assert outcome.failed
    assert outcome.plan.edits == ()


def test_a_shorter_name_is_no_conflict(workbook):
    book = workbook()
    book.take("שם,טלפון\nדנה כהן,052-7654321\n")
    assert book.take("שם,טלפון\nדנה,052-7654321\n") == {"same": 1}


def test_an_id_that_is_somebody_else_s(workbook):
    book = workbook(
        customers=[{"customer_id": "7", "display_name": "דנה כהן", "phone": "052-7654321"}]
    )
    outcome = book.plan("מס' לקוח,שם,טלפון\n7,משה לוי,054-1112223\n")
    assert names(outcome) == ["id-of-another"]
    assert outcome.plan.edits == ()


def test_a_foreign_id_of_a_known_customer_is_told(workbook):
    book = workbook(
        customers=[{"customer_id": "C-0001", "display_name": "דנה כהן", "phone": "052-7654321"}]
    )
    outcome = book.plan("מס' לקוח,שם,טלפון\n7,דנה כהן,0527654321\n8,דנה כהן,0527654321\n")
    assert names(outcome) == ["id-in-workbook", "customer-alike"]
    assert outcome.data["rows"] == {
        "new": 1, "changed": 0, "same": 1, "conflict": 0, "refused": 0,
    }  # fmt: skip


def test_first_and_family_name_make_the_name(workbook):
    book = workbook(lang="en")
    book.take("First name,Surname,Mobile\nDana,Cohen,0527654321\nNoa,,0541112223\n")
    assert book.rows("customers", "display_name", "first_name", "last_name") == [
        ("Dana Cohen", "Dana", "Cohen"), ("Noa", "Noa", None),
    ]  # fmt: skip


def test_the_mobile_is_the_first_phone(workbook):
    book = workbook()
    book.take("שם,טלפון,נייד\nדנה,03-5551234,052-7654321\n")
    assert book.rows("customers", "phone", "phone2") == [("052-7654321", "03-5551234")]


def test_what_a_customer_forbade_is_never_undone(workbook):
    book = workbook(
        customers=[
            {"customer_id": "1", "display_name": "דנה", "do_not_contact": True},
            {"customer_id": "2", "display_name": "נועה", "do_not_contact": False},
            {"customer_id": "3", "display_name": "נמחק", "status": "erased"},
        ]
    )
    text = "מס' לקוח,שם,לא לפנות,טלפון\n1,דנה,לא,\n2,נועה,כן,\n3,יוסי,,052-7654321\n"
    outcome = book.plan(text, update=True)
    assert names(outcome) == ["block-kept", "erased-customer"]
    book.take(text, update=True)
    assert book.rows("customers", "do_not_contact") == [(True,), (True,), (None,)]
    assert book.rows("customers", "phone") == [(None,), (None,), (None,)]


def test_rows_that_say_nobody_and_cells_that_cannot_be_read(workbook):
    book = workbook()
    text = "שם,טלפון,ת. לידה,עיר\nדנה,050,31/02/1980,חיפה\n,,,עכו\n"
    outcome = book.plan(text)
    assert names(outcome) == ["kept-as-text", "kept-as-text", "row-without-customer"]
    assert {str(f.ref) for f in outcome.findings} == {
        "list.csv!B2", "list.csv!C2", "list.csv!A3",
    }  # fmt: skip
    assert outcome.failed
    book.take(text)
    assert book.rows("customers", "phone", "birth_date") == [("050", "31/02/1980")]
    assert book.plan(text).plan.edits == ()


def test_two_phones_in_a_cell_lose_none(workbook):
    book = workbook()
    book.take("שם,טלפון\nדנה,052-7654321 / 03-5551234\n")
    assert book.rows("customers", "phone") == [("052-7654321 / 03-5551234",)]
    assert book.take("שם,טלפון\nדנה,0527654321\n") == {"same": 1}


def test_a_cell_too_many_is_refused_not_shifted(workbook):
    book = workbook()
    outcome = book.plan("שם,כתובת,טלפון\nדנה,הרצל 5, חיפה,0527654321\nנועה,הרצל 6,0541112223\n")
    assert names(outcome) == ["row-too-long"]
    assert str(outcome.findings[0].ref) == "list.csv!D2"
    assert outcome.data["rows"]["new"] == 1
    assert outcome.data["rows"]["refused"] == 1


@pytest.mark.parametrize(
    "formula", ['=HYPERLINK("http://x")', "+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "'=1+1"]
)
def test_formulas_are_text(workbook, formula):
    book = workbook(lang="en")
    quoted = formula.replace('"', '""')
    book.take(f'name,phone,notes\nDana,0527654321,"{quoted}"\n')
    assert book.rows("customers", "notes") == [(formula.removeprefix("'"),)]


def test_a_workbook_without_the_sheet_gets_it(workbook):
    book = workbook(without=("customers",))
    assert book.take(HE) == {"new": 3}
    assert book.rows("customers", "customer_id")[-1] == ("C-0003",)


def test_own_columns_of_the_workbook_can_be_filled(workbook):
    book = workbook(own=[("customers", "חוג")])
    outcome = book.plan("שם,טלפון,חוג\nדנה,0527654321,קרמיקה\n")
    assert outcome.data["mapping"]["חוג"] == "customers.חוג"
    book.take("שם,טלפון,חוג\nדנה,0527654321,קרמיקה\n")
    assert book.rows("customers", "חוג") == [("קרמיקה",)]


word = st.text("אבגדהוזחטיכלמנסעפצקרשת", min_size=2, max_size=4)
person = st.tuples(
    st.lists(word, min_size=1, max_size=2).map(" ".join),
    st.sampled_from(["", "052-7654321", "0541112223", "03-5551234", "+44 20 7946 0958"]),
    st.sampled_from(["", "a@example.org", "b@example.org"]),
    st.sampled_from(["", "חיפה", "עכו"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(person, max_size=8), st.randoms(use_true_random=False))
def test_a_second_import_never_adds_anybody(workbook, people, random):
    lines = [",".join(each) for each in people]
    book = workbook()
    book.take("\n".join(["שם,טלפון,מייל,עיר", *lines]) + "\n", kind="customers")
    count = len(book.rows("customers", "customer_id"))
    random.shuffle(lines)
    again = book.take("\n".join(["שם,טלפון,מייל,עיר", *lines]) + "\n", kind="customers")
    assert "new" not in again
    assert len(book.rows("customers", "customer_id")) == count
    ids = [row[0] for row in book.rows("customers", "customer_id")]
    assert len(set(ids)) == len(ids)


def test_ids_in_our_own_form_are_never_given_twice(workbook):
    book = workbook(purchases=[{"line_id": "P-000001", "customer_id": "C-0009"}])
    text = "מס' לקוח,שם,טלפון\n,דנה כהן,0527654321\nC-0012,רחל לוי,\nC-0013,רחל לוי,\n"
    outcome = book.plan(text)
    assert names(outcome) == ["customer-alike"]
    book.take(text)
    assert book.rows("customers", "customer_id", "display_name") == [
        ("C-0014", "דנה כהן"), ("C-0012", "רחל לוי"), ("C-0013", "רחל לוי"),
    ]  # fmt: skip
    assert book.take(text) == {"same": 3}
    assert names(book.plan("מס' לקוח,שם\nC-0014,משה אברהם\n")) == ["id-of-another"]


def test_of_two_rows_with_one_id_the_name_tells_which_is_meant(workbook):
    book = workbook(
        customers=[
            {"customer_id": "C-0088", "display_name": "מאיה ביטון"},
            {"customer_id": "C-0088", "display_name": "משה אברהם"},
        ]
    )
    assert book.take("מס' לקוח,שם,עיר\nC-0088,משה אברהם,עכו\n") == {"changed": 1}
    assert book.rows("customers", "city") == [(None,), ("עכו",)]
