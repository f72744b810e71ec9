"""Sentences about a number of things."""

import pytest

from crm_workbook.text import Counted, Text

ROWS = Counted(Text("שורה אחת", "1 row"), Text("{count:,} שורות", "{count:,} rows"))


@pytest.mark.parametrize(
    ("count", "he", "en"),
    [(0, "0 שורות", "0 rows"), (1, "שורה אחת", "1 row"), (2, "2 שורות", "2 rows"),
     (1500, "1,500 שורות", "1,500 rows")],
)  # fmt: skip
def test_one_is_said_otherwise(count, he, en):
    assert (ROWS.say("he", count=count), ROWS.say("en", count=count)) == (he, en)
    around = Text("נמצאו {rows} ב-{file}", "found {rows} in {file}")
    assert around.say("he", rows=ROWS.of(count), file="א") == f"נמצאו {he} ב-א"
    assert around.say("en", rows=ROWS.of(count), file="a") == f"found {en} in a"


def test_a_counted_sentence_has_other_gaps_too():
    left = Counted(
        Text("נשאר {what} אחד", "1 {what} left"), Text("{count} {what}", "{count} {what}")
    )
    assert left.say("en", count=1, what=Text("תפוח", "apple")) == "1 apple left"
    assert left.say("he", count=3, what=Text("תפוחים", "apples")) == "3 תפוחים"
