"""The currency of an amount may stand in a column of its own."""

import pytest

HEAD = "Date,Customer,Amount,{heading},Invoice\n"
ROWS = (
    "2025-03-15,Dana Levi,10,{own},1\n"
    "2025-03-16,Dana Levi,20,{other},2\n"
    "2025-03-17,Dana Levi,30,,3\n"
)


@pytest.mark.parametrize("heading", ["Currency", "currency_code", "מטבע", "קוד מטבע"])
@pytest.mark.parametrize(
    ("own", "other"), [("ILS", "USD"), ("₪", "$"), ('ש"ח', "דולר"), ("NIS (₪)", "SEK"),
                       ("nis", "NIS/USD"), (" ils ", "7")]
)  # fmt: skip
def test_another_currency_is_refused_by_name(workbook, heading, own, other):
    quote = '"' + own.replace('"', '""') + '"'
    text = (HEAD + ROWS).format(heading=heading, own=quote, other=other)
    book = workbook(lang="en")
    outcome = book.plan(text)
    (found,) = outcome.findings
    assert (found.name, found.severity, str(found.ref)) == (
        "other-currency",
        "error",
        "list.csv!D3",
    )
    for lang in ("he", "en"):
        assert other in found.say(lang)
        assert "ILS" in found.say(lang)
    assert outcome.failed
    assert not any("not imported: " in line for line in outcome.summary)
    assert any(heading in line and "currency" in line for line in outcome.summary)
    assert outcome.data["unused"] == []
    assert book.take(text) == {"new": 2, "refused": 1}
    assert book.rows("purchases", "amount") == [(10,), (30,)]


def test_the_workbook_decides_which_currency_is_its_own(workbook):
    book = workbook(lang="en", settings=[{"key": "currency", "value": "USD"}])
    text = (HEAD + ROWS).format(heading="Currency", own="ILS", other="USD")
    found = [f for f in book.plan(text).findings if f.name == "other-currency"]
    assert [f.values["value"] for f in found] == ["ILS"]


def test_the_column_can_be_left_alone(workbook):
    text = (HEAD + ROWS).format(heading="Currency", own="ILS", other="USD")
    outcome = workbook(lang="en").plan(text, map=("Currency=",))
    assert outcome.data["rows"]["new"] == 3
    assert outcome.data["unused"] == ["Currency"]
