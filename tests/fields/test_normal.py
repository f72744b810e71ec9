import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_workbook.fields.normal import (
    ascii_digits,
    heading_key,
    heading_keys,
    marked,
    plain,
    slug,
    tidy,
    visible,
)

# Hebrew with points, marks, joiners, odd blanks, quotes and presentation forms more often than
# chance would have them.
odd_text = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("אבגךםןץף ־׳״ְּׁ֑\u200b\u200c\u200d\u200e\u200f\u202b\u202c\ufeff\u00ad"),
        st.sampled_from("\u00a0\u2009\u3000\t\n\r\x0b\x85\u2028'\"`´’”–—−שׁﭏİſßΐ👩\ufe0f"),
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Dana   Cohen ", "dana cohen"),
        ("ד״ר כֹּהֵן", 'ד"ר כהן'),
        ("ד''ר כהן", 'ד"ר כהן'),
        ("\u200fבית\u00a0־\u2009ספר\u200e", "בית - ספר"),
        ("צ׳ק", "צ'ק"),
        ("שׁלום", "שלום"),  # a letter of the presentation forms, with its point
        ("ＡＢＣ１２", "abc12"),
        ("STRASSE ß", "strasse ss"),
        ("a\u200db", "ab"),
        ("", ""),
    ],
)
def test_plain_folds_what_people_see_as_the_same(text, folded):
    assert plain(text) == folded


@given(odd_text)
def test_plain_twice_is_plain_once(text):
    assert plain(plain(text)) == plain(text)


@given(odd_text)
def test_plain_leaves_no_point_mark_or_odd_blank(text):
    folded = plain(text)
    assert folded == " ".join(folded.split(" "))
    assert not set(folded) & set("\u00ad\u200b\u200c\u200d\u200e\u200f\u202b\u2066\ufeff׳״־–’”")
    assert not any("\u0591" <= c <= "\u05c7" for c in folded)


@given(odd_text)
def test_an_ascii_text_is_only_lowered_and_squeezed(text):
    printable = "".join(c for c in text if c.isascii() and (c.isprintable() or c.isspace()))
    folded = printable.replace("`", "'").lower().replace("''", '"')
    assert plain(printable) == " ".join(folded.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('דוא"ל', "דואל"),
        ("דוא״ל", "דוא''ל"),
        ("First name", "first_name"),
        ("ת. לידה", "ת לידה"),
        ("טלפון", "טלפונ"),
        ("מס' לקוח", "מס לקוח"),
        ("E-mail", "EMAIL"),
    ],
)
def test_headings_that_mean_the_same_have_one_key(one, other):
    assert heading_key(one) == heading_key(other) != ""


def test_headings_that_differ_keep_different_keys():
    headings = ["שם", "שם פרטי", "טלפון", "טלפון 2", "%", "#", "phone", "phone2"]
    assert len({heading_key(h) for h in headings}) == len(headings)


def test_visible_takes_marks_and_outer_blanks_only():
    assert visible("\u202b\u00a0שָׁלוֹם  ״עולם״\u202c \n") == "שָׁלוֹם  ״עולם״"


def test_visible_keeps_the_glue_of_emoji_and_arabic():
    family, persian = "👩\u200d👧", "می\u200cخواهم"
    assert visible(family) == family
    assert visible(persian) == persian
    assert visible("דנה\u200d כהן\u200c") == "דנה כהן"


@given(odd_text)
def test_visible_changes_nothing_that_can_be_seen(text):
    shown = visible(text)
    assert visible(shown) == shown
    assert not marked(shown)
    assert plain(shown) == plain(text)


@given(odd_text)
def test_tidy_is_done_once_and_for_all(text):
    clean = tidy(text)
    assert tidy(clean) == clean
    assert plain(clean) == plain(text)
    assert "  " not in clean
    assert "\u00a0" not in clean


def test_tidy_keeps_lines():
    assert tidy(" רחוב  הרצל 1 \r\n תל\u00a0אביב ") == "רחוב הרצל 1\nתל אביב"


def test_digits_of_every_script():
    assert ascii_digits("٠٥٢-۱۲۳") == "052-123"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("כוכבי זהב", "כוכבי_זהב"),
        ('ת"ז', "תז"),
        ("  VIP Level ", "vip_level"),
        ("3rd visit", "_3rd_visit"),
        ("הֶעָרָה (פנימי)", "הערה_פנימי"),
        ("%", "column"),
        ("", "column"),
    ],
)
def test_slug_of_a_heading(heading, expected):
    assert slug(heading) == expected


@given(odd_text)
def test_slug_can_stand_in_a_template_and_stays(text):
    name = slug(text)
    assert name.isidentifier()
    assert slug(name) == name or name.startswith("_")


@given(st.lists(odd_text))
def test_headings_together_have_the_keys_they_have_alone(headings):
    assert heading_keys(headings) == [heading_key(heading) for heading in headings]


@given(st.lists(st.text("אבגםן abZ_-'\"%.", max_size=8)))
def test_ordinary_headings_together_have_the_keys_they_have_alone(headings):
    assert heading_keys(headings) == [heading_key(heading) for heading in headings]
