"""The short cut through tidy columns never passes over a text that reading would change."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crm_workbook.fields import Context, Parsed, field
from crm_workbook.model import Column

WORDS = st.text("aZש׳ם.@-+'\" \t\n\u00a0\u200f\u05b0eE10#é", max_size=12)
ADDRESSES = st.builds(
    "{}@{}".format,
    st.sampled_from(["dana", "da.na", "'dana", "Dana", ".dana", "da..na", "d" * 64, "d" * 65]),
    st.sampled_from(
        ["example.com", "gmial.com", "gmail.co", "example", "ex_ample.com", "דוגמה.co.il", "a.b.c",
         f"{'a' * 64}.com", "-a.com", "a.com.", "walla.co.il"]
    ),
)  # fmt: skip
NUMBERS = st.from_regex(r"[0-9]{1,3}(\.0{0,2})?([eE]\+[0-9]{1,3})?", fullmatch=True)


@pytest.mark.parametrize("kind", ["text", "id", "reference", "email"])
@given(texts=st.lists(WORDS | ADDRESSES | NUMBERS, unique=True))
@example(texts=["1.0", "1023.00", "5.2E+08", "5e+123", "C-0001", "12.5"])
@example(texts=["dana@example.com", "dana@gmial.com", "'a@example.com", "A@example.com"])
@example(texts=["", " ", "a  b", "a\nb", "a\n\nb", "a ", "שלום", "\u200fשלום", "a\u00a0b"])
def test_what_is_passed_over_means_itself(kind, texts):
    found = field(kind)
    read = found.reader(Context(Column("x", kind, "x", "x")), texts)
    unusual = set(found.unusual(texts))
    assert unusual <= set(texts)
    for text in set(texts) - unusual:
        assert read(text) == Parsed(text)


@pytest.mark.parametrize(
    ("kind", "tidy"),
    [
        ("text", ["דנה כהן", "Dana Cohen", 'רחוב הרצל 5, ת"א']),
        ("id", ["C-000001", "1023", "7a"]),
        ("email", ["dana@example.com", "d.k+x@mail.example.co.il"]),
    ],
)
def test_tidy_texts_are_not_read_one_by_one(kind, tidy):
    assert not list(field(kind).unusual(tidy))
