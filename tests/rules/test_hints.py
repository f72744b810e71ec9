"""The quick look that spares a clean workbook the rules about free text never hides a finding."""

import pytest

from crm_workbook.rules import example
from crm_workbook.rules.page import samples
from crm_workbook.rules.run import check, may_find

HEAD = "| customer_id | display_name | notes |"


def book(text):
    row = f"| C-0001 | דנה | '{text}' |"
    return example.book(samples(f"`customers`\n{HEAD}\n|---|---|---|\n{row}"))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("CRM159", "×©×œ×•×\u009d"),
        ("CRM159", "ùìåí"),
        ("CRM159", "àðé äåìê"),
        ("CRM803", "4111111111111111"),
        ("CRM803", "כרטיס 4111-1111-1111-1111"),
        ("CRM803", "4111 1111 1111 1111"),
        ("CRM804", "ת.ז. 000000018"),
        ("CRM804", "ID 123456782"),
        ("CRM805", "סיסמה: abcd1234"),
        ("CRM805", "הסיסמא לאתר: abcd1234"),
        ("CRM805", "קוד סודי 1: 48151"),
        ("CRM805", "PassWord=letmein"),
        ("CRM805", "PASSCODE : 48151"),
    ],
)
def test_what_a_rule_finds_is_hinted_at(code, text):
    found = check(book(text), (code,), example.AS_OF)
    assert [each.code for each in found] == [code]


@pytest.mark.parametrize("code", ["CRM102", "CRM159", "CRM305", "CRM803", "CRM804", "CRM805"])
def test_ordinary_text_loads_none_of_them(code):
    assert not may_find(code, book("מעדיפה בשעות הבוקר, קומה 3 דירה 12, past noon"))
