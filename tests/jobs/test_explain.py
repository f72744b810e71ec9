"""`crm explain`: rules, columns, everything."""

from __future__ import annotations

import json

import pytest

from crm_workbook import fields
from crm_workbook.cli import main
from crm_workbook.errors import CrmError
from crm_workbook.jobs.explain import run
from crm_workbook.modules import modules_in
from crm_workbook.rules import index
from crm_workbook.schema import described, sheets


@pytest.mark.parametrize("word", ["customers.phone", "לקוחות.טלפון", "Customers.Phone"])
def test_a_column_goes_by_its_names(word):
    assert run(lang="en", code="column", of=word) == run(lang="en", code=word)
    assert run(lang="en", code=word).data["name"] == "customers.phone"


def test_a_column_says_what_it_holds():
    told = run(lang="en", code="customers.preferred_channel").summary
    assert told[0] == "# customers.preferred_channel (Preferred channel)"
    assert any("WhatsApp" in line for line in told)
    told = "\n".join(run(lang="he", code="purchases.customer_id").summary)
    assert "לקוחות" in told
    assert "חובה" in told


@pytest.mark.parametrize("lang", ["he", "en"])
def test_every_column_has_a_page(lang):
    columns = described.columns()
    assert len(columns) == sum(len(sheet.columns) for sheet in sheets().values())
    for each in columns:
        page = each.render(lang)
        assert "{" not in page
        assert each.name in page
        json.dumps(each.data(lang))


def test_every_kind_of_value_has_words():
    kinds = {each.column.kind for each in described.columns()}
    assert kinds <= described.KINDS.keys() <= set(modules_in(fields.__path__))


@pytest.mark.parametrize(
    ("word", "said"),
    [("customers.fone", "customers.phone"), ("phone", "customers.phone"), ("", "Explain what"),
     ("zzz.qqq", "customers")],
)  # fmt: skip
def test_an_unknown_column_is_answered_by_what_there_is(word, said):
    with pytest.raises(CrmError) as caught:
        run(lang="en", code="column", of=word)
    assert said in caught.value.say("en")


@pytest.mark.parametrize(
    "given", [{}, {"all": True, "code": "CRM121"}, {"code": "CRM121", "of": "CRM122"}]
)
def test_too_little_and_too_much_are_refused(given):
    with pytest.raises(CrmError):
        run(lang="en", **given)


@pytest.mark.parametrize("lang", ["he", "en"])
def test_everything_as_json(lang, capsys):
    assert main(["explain", "--all", "--format", "json", "--lang", lang]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == 1
    assert [each["code"] for each in told["rules"]] == list(index())
    assert {each["name"] for each in told["columns"]} >= {"customers.phone", "purchases.amount"}


def test_everything_as_text():
    told = run(lang="en", all=True).summary
    headings = [line for line in told if line.startswith("# ")]
    assert len(headings) == len(index()) + len(described.columns())
