from __future__ import annotations

import pytest

from crm_workbook.errors import CrmError
from crm_workbook.rules import index
from crm_workbook.rules.deciding.choose import chosen, one


def test_everything_when_nothing_is_said():
    assert chosen() == tuple(sorted(index()))
    assert chosen(["ALL"]) == chosen()


def test_code_beginning_name_and_commas():
    assert chosen(["CRM121"]) == ("CRM121",)
    assert chosen(["short-phone"]) == ("CRM121",)
    assert chosen(["crm12"]) == tuple(c for c in sorted(index()) if c.startswith("CRM12"))
    assert chosen(["CRM8,short_phone", "CRM201"])[:2] == ("CRM121", "CRM201")


def test_ignore_is_said_in_the_same_words():
    left = chosen(["CRM1"], ["short-phone"])
    assert "CRM121" not in left
    assert "CRM122" in left
    assert chosen(["CRM1"], ["ALL"]) == ()


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("CRM129", "begin with CRM12: CRM120, CRM121,"),
        ("CRM899", "begin with CRM8: CRM801,"),
        ("899", "begin with CRM8: CRM801,"),
        ("shrot-phone", "CRM121 (short-phone)"),
        ("CRM999", "begins with one of CRM0, CRM1,"),
        ("c", "begins with one of CRM0, CRM1,"),
    ],
)
def test_unknown_word_is_an_error_that_names_the_nearest(word, near):
    with pytest.raises(CrmError) as caught:
        chosen([word])
    assert near in str(caught.value)
    assert word in caught.value.say("he")


@pytest.mark.parametrize("word", ["CRM12", "CRM1", "ALL", "", "CRM"])
def test_one_wants_a_single_whole_rule(word):
    with pytest.raises(CrmError):
        one(word)


def test_one_takes_code_or_name_in_any_case():
    assert one("crm121") == one("CRM121") == one("Short-Phone") == one("121") == "CRM121"


def test_extend_brings_back_what_a_wider_word_leaves_out():
    assert "CRM121" in chosen(ignore=["CRM1"], extend=["CRM121"])
    assert "CRM122" not in chosen(ignore=["CRM1"], extend=["CRM121"])
    assert "CRM121" in chosen(ignore=["CRM121"], extend=["short-phone"])
    assert "CRM121" not in chosen(ignore=["CRM121"], extend=["CRM1"])


def test_extend_adds_to_what_is_selected():
    assert chosen(["CRM121"], extend=["CRM201,CRM202"]) == ("CRM121", "CRM201", "CRM202")
    with pytest.raises(CrmError, match="CRM999"):
        chosen(extend=["CRM999"])
