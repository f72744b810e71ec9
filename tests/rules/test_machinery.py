from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from crm_workbook import fields, schema
from crm_workbook.model import Change, Fix, SetCells, Tab
from crm_workbook.rules import example, index, remake, rule
from crm_workbook.rules.fixes import fixes
from crm_workbook.rules.needs import NEEDS
from crm_workbook.rules.page import page, samples
from crm_workbook.rules.run import check, may_find
from crm_workbook.schema.lists import builtin_lists

RULES = Path(__file__).parents[2] / "crm_workbook" / "rules"


def book(text):
    return example.book(samples(text))


def found(text, *codes):
    return check(book(text), codes or tuple(index()), example.AS_OF)


def table(heading, *rows, sheet="customers", facts=""):
    bars = ["|" + "|".join("-" * len(heading.split("|"))) + "|"]
    return "\n".join([f"`{sheet}` {facts}", heading, *bars, *rows])


def test_every_fault_a_reader_names_has_a_rule():
    named = set()
    for path in Path(fields.__file__).parent.glob("*.py"):
        for line in re.findall(r"^\| (`[a-z0-9`, -]+`) \|", path.read_text("utf-8"), re.MULTILINE):
            named |= set(re.findall(r"`([a-z0-9-]+)`", line))
    assert len(named) > 30
    handled = {fault for code in index() for fault in rule(code).faults}
    sources = "".join(path.read_text("utf-8") for path in RULES.glob("crm*.py"))
    # Links stand in computed columns only, which are the tool's own and not looked at.
    rest = named - handled - {"error-cell", "not-a-link"}
    assert {f for f in rest if f'"{f}"' not in sources} == set()


def test_every_fault_a_rule_waits_for_exists():
    readers = "".join(p.read_text("utf-8") for p in Path(fields.__file__).parent.glob("*.py"))
    for code in index():
        for fault in rule(code).faults:
            assert f'"{fault}"' in readers, (code, fault)


def test_needs_are_what_the_rules_say():
    """If this fails: python -m crm_workbook.rules.remake."""
    said = {index()[code]: remake.needs(code) for code in index()}
    assert {module: needs for module, needs in said.items() if needs} == NEEDS


def test_what_rules_need_is_there_to_be_had():
    """A misspelt name would silence a rule for good."""
    for code in index():
        needed = rule(code)
        assert {*needed.sheets, *needed.among, *needed.absent} <= schema.sheets().keys(), code
        for name in (*needed.columns, *(each.split()[0] for each in needed.values)):
            sheet, _, column = name.partition(".")
            assert schema.sheet(sheet).column(column) is not None, (code, name)
        for name, sign, limit in map(str.split, needed.values):
            sheet, _, column = name.partition(".")
            assert sign in {"is", "<", "<="}, code
            if sign == "is":
                choices = builtin_lists()[schema.sheet(sheet).column(column).choices]
                assert limit in {choice.id for choice in choices}, (code, limit)
            else:
                assert float(limit) == 0, code
        assert set(needed.marks) <= {*Tab._fields, "loose", "external", "names"}, code
        assert set(needed.strays) <= {"heading", "total"}, code
        assert set(needed.cells) <= {"CellError"}, code


@pytest.mark.parametrize("code", sorted(index()))
def test_a_rule_that_finds_something_is_never_left_out(code):
    assert may_find(code, example.book(page(code).bad))


@pytest.mark.parametrize(
    ("code", "amount", "kind", "loads"),
    [
        ("CRM403", "5", "מכירה", False),
        ("CRM403", "0", "מכירה", False),
        ("CRM403", "-5", "מכירה", True),
        ("CRM409", "5", "מכירה", False),
        ("CRM409", "5", "זיכוי", True),
    ],
)
def test_a_rule_loads_only_where_a_value_it_is_about_stands(code, amount, kind, loads):
    text = table(
        "| date | customer_id | doc_type | amount |",
        f"| 2026-03-01 | C-0001 | {kind} | {amount} |",
        sheet="purchases",
    )
    assert may_find(code, book(text)) is loads


@pytest.mark.parametrize(
    "ids",
    [("C-1", "C-2", "C-2"), ("C-1", "C-2", "c-2"), ("c-1", "C-1", "C-2"), ("C-2", "C-1", "C-2")],
)
def test_a_repeated_id_is_found_in_whatever_order_and_case(ids):
    text = table("| customer_id | display_name |", *(f"| {key} | דנה |" for key in ids))
    assert [f.code for f in found(text, "CRM202")] == ["CRM202"]


def test_clean_book_loads_few_rules(clean):
    loaded = [code for code in index() if may_find(code, clean)]
    assert len(loaded) < len(index()) / 1.5


def test_gravest_first_then_by_place():
    text = table(
        "| customer_id | display_name | phone | email |",
        "| C-0002 | א  ב | '050-12' | x |",
        "| C-0002 | א | 521234567 | |",
    )
    said = [(f.severity, f.ref.cell) for f in found(text)]
    assert said == [
        ("error", "C2"), ("error", "D2"), ("error", "A3"), ("warning", "C3"), ("info", "B2"),
    ]  # fmt: skip


def test_a_stray_row_of_headings_is_one_finding():
    text = table(
        "| date | customer_id | quantity | amount |",
        "| 2026-03-01 | C-0001 | 1 | 5 |",
        "| תאריך | מזהה לקוח | כמות | סכום |",
        sheet="purchases",
    )
    customers = table("| customer_id | display_name |", "| C-0001 | דנה |")
    assert [f.code for f in found(f"{text}\n\n{customers}")] == ["CRM714"]


def test_a_line_of_totals_is_one_finding():
    text = table(
        "| date | customer_id | quantity | amount |",
        "| 2026-03-01 | C-0001 | 1 | 5 |",
        "| Total: | | 1 | 5 |",
        sheet="purchases",
    )
    customers = table("| customer_id | display_name |", "| C-0001 | דנה |")
    assert [f.code for f in found(f"{text}\n\n{customers}")] == ["CRM718"]


def test_an_unknown_customer_is_one_finding_however_many_purchases():
    rows = [f"| 2026-06-{day:02} | C-0999 | 5 |" for day in range(1, 29)]
    text = table("| date | customer_id | amount |", *rows, sheet="purchases")
    customers = table("| customer_id | display_name |", "| C-0001 | דנה |")
    said = found(f"{text}\n\n{customers}")
    assert [(f.code, f.ref.cell) for f in said] == [("CRM201", "B2")]
    assert "(in 28 rows)" in said[0].say("en")


def test_products_nobody_keeps_a_list_of_are_not_unknown():
    purchases = table(
        "| date | customer_id | product_id | amount |", "| 2026-03-01 | C-0001 | P-1 | 5 |",
        sheet="purchases",
    )  # fmt: skip
    customers = table("| customer_id | display_name |", "| C-0001 | דנה |")
    products = "`products`\n| product_id | name |\n|---|---|"
    assert found(f"{purchases}\n\n{customers}\n\n{products}") == ()


def test_a_required_column_that_is_empty_throughout_is_one_finding():
    rows = [f"| C-{n:04} | |" for n in range(1, 60)]
    said = found(table("| customer_id | display_name |", *rows))
    assert [(f.code, str(f.ref)) for f in said] == [("CRM101", "customers!B1")]


def test_own_columns_are_tidied_and_never_judged():
    text = table(
        "| customer_id | display_name | מידה |",
        "| C-0001 | דנה | 'L  ' |",
        "| C-0002 | רות | 12 |",
    )
    assert [f.code for f in found(text)] == ["CRM158"]


def test_money_and_consents_have_no_fix():
    money = table("| date | customer_id | amount |", "| 2026-03-01 | C-0001 | '5' |",
                  sheet="purchases")  # fmt: skip
    assert [f.fix for f in found(money, "CRM120")] == [None]
    consent = table(
        "| customer_id | channel | action | on |", "| C-0001 | ווטסאפ | הסכים | '15/03/2026' |",
        sheet="consents",
    )  # fmt: skip
    lists = table("| source |", "| רדיו |", sheet="lists")
    said = found(f"{consent}\n{lists}", "CRM112", "CRM152")
    assert len(said) == 3
    assert {f.fix for f in said} == {None}


def test_a_formula_is_never_fixed():
    text = table("| customer_id | display_name | phone |", "| C-0001 | דנה | 521234567 |",
                 facts="formula C2 = A9")  # fmt: skip
    assert [f.fix for f in found(text, "CRM111")] == [None]


def test_two_fixes_of_one_cell_are_one_change():
    made = book(table("| customer_id | phone |", "| C-0001 | 5 |"))
    one = rule("CRM111").found(
        made.tables["customers"].ref(0, "phone"),
        fix=Fix((SetCells("customers", (Change(2, "C-0001", "phone", 5.0, "05"),)),)),
    )
    other = one._replace(
        fix=Fix((SetCells("customers", (Change(2, "C-0001", "phone", 5.0, "5"),)),))
    )
    edits, removed = fixes(made, [one, other])
    assert edits == (SetCells("customers", (Change(2, "C-0001", "phone", 5.0, "05"),)),)
    assert removed == {0}


def test_unfixes_and_formulas_stay_out():
    made = book(table("| customer_id | phone |", "| C-0001 | 5 |", facts="formula B2 = 4+1"))
    fix = Fix((SetCells("customers", (Change(2, "C-0001", "phone", 5.0, "05"),)),))
    given = rule("CRM111").found(made.tables["customers"].ref(0, "phone"), fix=fix)
    assert fixes(made, [given]) == ((), frozenset())
    free = book(table("| customer_id | phone |", "| C-0001 | 5 |"))
    assert fixes(free, [given._replace(fix=fix._replace(safe=False))]) == ((), frozenset())
    assert fixes(free, [given])[1] == {0}


def test_messages_show_no_control_characters():
    said = found(
        table("| customer_id | display_name | phone |", r"| C-0001 | דנה | '\u001b[31m' |")
    )
    assert all(f.say("en").isprintable() for f in said)
    assert said


def test_private_numbers_are_not_repeated_in_messages():
    text = table("| customer_id | display_name | notes |", "| C-0001 | דנה | '4111111111111111' |")
    [card] = found(text)
    assert card.code == "CRM803"
    assert "4111" not in card.say("en") + card.say("he") + str(dict(card.values))


def test_a_rule_that_breaks_is_not_hidden(monkeypatch, clean):
    from crm_workbook.rules import run

    broken = rule("CRM002")._replace(check=lambda *_: 1 / 0)
    monkeypatch.setattr(run, "rule", lambda _code: broken)
    with pytest.raises(ZeroDivisionError):
        check(clean, ["CRM002"], example.AS_OF)


def test_rules_import_nothing_heavy():
    script = (
        "import sys\nfrom crm_workbook.rules import index, rule\n"
        "import crm_workbook.jobs.check\n[rule(code) for code in index()]\n"
        "heavy = {'pandas', 'numpy', 'openpyxl', 'xlwings', 'jinja2', 'rich', 'dataclasses',\n"
        "         'difflib', 'zipfile', 'pathlib', 'crm_workbook.rules.page'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(RULES.parents[1])},
    )
    assert done.stdout.strip() == "[]"
