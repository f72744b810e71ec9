"""What `crm explain` answers a word it does not know: something that works when it is typed."""

from __future__ import annotations

import json
import os
import re

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_workbook.cli import main
from crm_workbook.errors import CrmError
from crm_workbook.jobs.explain import run
from crm_workbook.rules import index, name_of
from crm_workbook.schema import described

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
with open(os.path.join(ROOT, "docs", "explain.schema.json"), encoding="utf-8") as file:
    SCHEMA = json.load(file)
RULE = re.compile(r"\bCRM[0-9]{3}\b")
FAMILY = re.compile(r"crm explain (CRM[0-9]+)")


def answer(*words, lang="en"):
    with pytest.raises(CrmError) as caught:
        run(lang=lang, code=words[0], of=words[1] if len(words) > 1 else "")
    return caught.value.say(lang)


@pytest.mark.parametrize("word", ["CRM121", "crm121", "121", "short-phone", "Short_Phone"])
def test_a_rule_goes_by_its_code_and_its_name(word):
    assert run(lang="en", code=word).summary[0].startswith("# CRM121 short-phone")


def spoilt(word, place, sign):
    return word[: place % len(word)] + sign + word[place % len(word) + 1 :]


@settings(max_examples=80)
@given(st.sampled_from(sorted(map(name_of, index()))), st.integers(0, 40), st.sampled_from("xz-9"))
def test_a_mistyped_name_is_answered_by_what_can_be_typed(name, place, sign):
    word = spoilt(name, place, sign)
    if word in set(map(name_of, index())) or word.upper().startswith("CRM"):
        return
    said = answer(word)
    named = [each for each in RULE.findall(said) if each in index()] or FAMILY.findall(said)
    assert named
    for each in named:
        assert run(lang="en", code=each).summary


@pytest.mark.parametrize("word", ["CRM999", "CRM129", "CRM", "X", "999", "קוד"])
@pytest.mark.parametrize("lang", ["he", "en"])
def test_an_unknown_code_is_answered_by_what_can_be_typed(word, lang):
    said = answer(word, lang=lang)
    named = [each for each in RULE.findall(said) if each in index()] or FAMILY.findall(said)
    assert named
    for each in named:
        assert run(lang=lang, code=each).summary


@pytest.mark.parametrize("lang", ["he", "en"])
def test_the_beginning_of_codes_lists_those_rules(lang):
    done = run(lang=lang, code="CRM09")
    assert [line.split()[0] for line in done.summary] == ["CRM090", "CRM091", "CRM092", "CRM093"]
    jsonschema.validate(done.data, SCHEMA, jsonschema.Draft202012Validator)
    assert not run(lang=lang, code="CRM121").data.keys() & {"rules"}


@settings(max_examples=60)
@given(st.sampled_from([each.name for each in described.columns()]), st.integers(0, 40))
def test_a_mistyped_column_is_answered_by_what_can_be_typed(name, place):
    word = spoilt(name, place, "q")
    if word in {each.name for each in described.columns()}:
        return
    said = answer("column", word)
    near = said.rpartition(" is ")[2].rstrip(".").split(", ") if "nearest" in said else []
    if near:
        for each in near:
            assert run(lang="en", code="column", of=each).data["name"] == each
    else:
        assert "customers.phone" in said


def test_a_column_of_no_such_sheet_is_answered_by_the_sheets_that_have_it():
    said = answer("column", "shop.phone")
    assert "customers.phone" in said


def test_the_word_column_may_be_typed_in_any_case():
    assert run(lang="en", code="Column", of="customers.phone").data["name"] == "customers.phone"


@pytest.mark.parametrize("lang", ["he", "en"])
def test_everything_as_json_is_of_the_published_shape(lang, capsys):
    assert main(["explain", "--all", "--format", "json", "--lang", lang]) == 0
    told = json.loads(capsys.readouterr().out)
    jsonschema.validate(told, SCHEMA, jsonschema.Draft202012Validator)
    assert set(told) == set(SCHEMA["properties"])
    parts = SCHEMA["$defs"]
    assert all(set(each) == set(parts["rule"]["properties"]) for each in told["rules"])
    assert all(set(each) == set(parts["column"]["properties"]) for each in told["columns"])


@pytest.mark.parametrize("lang", ["he", "en"])
def test_the_page_of_the_phone_is_whole_in_each_language(lang):
    told = "\n".join(run(lang=lang, code="column", of="customers.phone").summary)
    words = {
        "he": ("# customers.phone (טלפון)", "לקוחות (customers)", "מספר טלפון", "ביבוא", "Phone"),
        "en": ("# customers.phone (Phone)", "Customers (customers)", "a phone number", "an import",
               "טלפון"),
    }  # fmt: skip
    for word in words[lang]:
        assert word in told
