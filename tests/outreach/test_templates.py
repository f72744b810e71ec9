"""Template files: their front matter, twins, the user's own folder, and the shipped ones."""

import os
from datetime import date
from itertools import product

import pytest

from crm_workbook.errors import CrmError
from crm_workbook.outreach import law, records, template, triggers
from crm_workbook.outreach.channels import channel
from crm_workbook.outreach.environment import Environment
from crm_workbook.outreach.figures import Figures
from crm_workbook.outreach.people import Person
from crm_workbook.schema.settings import read_settings
from crm_workbook.store.memory import MemoryStore

GOOD = """---
title: Hello
purpose: service
reason: first_purchase
channels: sms whatsapp
# a remark
max_days: 7
subject: Hi: there
---
Hello {{ c.name }}
"""
SHIPPED = template.library()
SETTINGS = read_settings(None) | {
    "business_name": "פרחי הדס",
    "business_address": "הרצל 1, חיפה",
    "business_phone": "+97235550100",
}


def test_front_matter():
    read = template.parse(GOOD, "hello", "en", "hello.en.txt")
    assert read.purpose == "service"
    assert read.channels == ("sms", "whatsapp")
    assert read.parameters == {"max_days": "7"}
    found = read.version("ru", "en")
    assert (found.title, found.subject, found.body) == (
        "Hello", "Hi: there", "Hello {{ c.name }}",
    )  # fmt: skip
    assert found.body_line == 10
    assert found.subject_line == 8


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("---\ntitle", "title", 1, "begin with a line ---"),
        ("---\nHello {", "Hello {", 9, "a name, a colon"),
        ("---\nHello {{ c.name }}\n", "", 8, "a line --- after"),
        ("purpose: service", "purpose service", 3, "a name, a colon"),
        ("purpose: service", "purpose: spam", 3, "purpose spam is unknown"),
        ("purpose: service", "title: again", 3, "title stands twice"),
        ("purpose: service\n", "", 8, "purpose is missing"),
        ("channels: sms whatsapp", "channels:", 9, "channels is missing"),
    ],
)
def test_a_fault_in_the_front_matter_is_named_with_its_line(old, new, line, words):
    assert old in GOOD
    with pytest.raises(CrmError) as refused:
        template.parse(GOOD.replace(old, new, 1), "hello", "en", "hello.en.txt")
    assert refused.value.code == "bad-template"
    assert f"hello.en.txt, line {line}: " in refused.value.say("en")
    assert words in refused.value.say("en")
    assert f"hello.en.txt, שורה {line}: " in refused.value.say("he")


@pytest.mark.parametrize("name", ["Hello.en.txt", "hello.txt", "hello.english.txt", "a b.he.txt"])
def test_a_file_with_another_name_is_not_passed_over_in_silence(tmp_path, name):
    (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with pytest.raises(CrmError, match="is not a template's name"):
        template.load(str(tmp_path))


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", "שלום".encode("cp1255"), b"x" * 20_001])
def test_an_unreadable_file_is_refused(tmp_path, data):
    (tmp_path / "hello.en.txt").write_bytes(data)
    with pytest.raises(CrmError) as refused:
        template.load(str(tmp_path))
    assert refused.value.code == "unreadable-template"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes and devices")
@pytest.mark.parametrize("what", ["pipe", "folder", "/dev/zero", "hello.en.txt", "nowhere"])
def test_what_is_no_plain_file_is_refused_without_waiting(tmp_path, what):
    path = tmp_path / "hello.en.txt"
    if what == "pipe":
        os.mkfifo(path)
    elif what == "folder":
        path.mkdir()
    else:
        path.symlink_to(what)
    with pytest.raises(CrmError) as refused:
        template.load(str(tmp_path))
    assert refused.value.code == "unreadable-template"


def test_no_such_folder(tmp_path):
    with pytest.raises(CrmError) as refused:
        template.library(str(tmp_path / "nowhere"))
    assert refused.value.code == "no-template-folder"


def test_twins_must_agree(tmp_path):
    (tmp_path / "hello.en.txt").write_text(GOOD, encoding="utf-8")
    other = GOOD.replace("max_days: 7", "max_days: 8")
    (tmp_path / "hello.he.txt").write_text(other, encoding="utf-8")
    with pytest.raises(CrmError, match=r"hello\.he\.txt, line 1: max_days differs"):
        template.load(str(tmp_path))


def test_own_words_win_and_keep_the_shipped_ones_of_the_other_language(tmp_path):
    own = GOOD.replace("reason: first_purchase", "reason: birthday").replace("max_days: 7\n", "")
    (tmp_path / "birthday.en.txt").write_text(own, encoding="utf-8-sig")
    found = template.library(str(tmp_path))
    assert found["birthday"].version("en").body == "Hello {{ c.name }}"
    assert found["birthday"].version("he") == SHIPPED["birthday"].version("he")
    assert found["birthday"].channels == ("sms", "whatsapp")
    assert found["win_back"] == SHIPPED["win_back"]


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(CrmError) as refused:
        template.chosen(SHIPPED, ["winback"])
    assert refused.value.code == "unknown-template"
    assert "win_back" in refused.value.say("he")
    assert [t.name for t in template.chosen(SHIPPED, ["win_back", "win_back"])] == ["win_back"]
    assert len(template.chosen(SHIPPED, [])) == len(SHIPPED)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason": "whim"}, "reason whim is unknown"),
        ({"parameters": {"max_dayz": "3"}}, "max_dayz is unknown"),
        ({"parameters": {"max_days": "soon"}}, "max_days must be a number"),
        ({"parameters": {"max_days": "1e9"}}, "max_days must be a number"),
        ({"parameters": {"segments": "lost"}}, "segments is unknown"),
        (
            {"reason": "win_back", "parameters": {"segments": "at_risk at_rsik"}},
            "segment at_rsik is unknown",
        ),
    ],
)
def test_what_a_trigger_does_not_know_is_refused(change, words):
    with pytest.raises(CrmError, match=words):
        triggers.trigger(template.parse(GOOD, "hello", "en", "hello.en.txt")._replace(**change))


# ------------------------------------------------------------------ the shipped ones


def test_the_four_are_there_in_both_languages():
    assert {"thank_you_first_purchase", "second_purchase_nudge", "win_back", "birthday"} <= set(
        SHIPPED
    )
    for each in SHIPPED.values():
        assert set(each.versions) == {"he", "en"}
        triggers.trigger(each)


CUSTOMERS = [
    {"display_name": "דנה כהן", "first_name": "דנה", "city": "חיפה"},
    {"display_name": "Dana Green"},
    {"display_name": "ש. {{ לוי }}", "first_name": None, "city": None},
]
PURCHASES = [
    None,
    records.Purchase(date(2026, 3, 1), 120.0, ("זר שבת",)),
    records.Purchase(date(2026, 3, 1), 120.0, ("Orchid", "עציץ")),
    records.Purchase(date(2026, 3, 1), 0.5, ()),
]
FIGURES = [
    None,
    Figures({"frequency": 1.0, "monetary": 120.0}, 10, 1, date(2026, 3, 1)),
    Figures({}, 94, 5, date(2026, 1, 1)),
]


def texts(version, way, gender, customer, bought, figures, settings=SETTINGS):
    book = MemoryStore({"customers": {"customer_id": ["C-1"]}}).read()
    fields = {root: frozenset(names) for root, names in records.fields(book).items()}
    engine = Environment(version.lang, "ILS", fields, records.LISTS, isolates=way.isolates)
    known = {
        "c": records.customer(Person("C-1", customer, "C-1")),
        "m": records.figures(figures),
        "p": records.purchase(bought),
        "b": records.business(settings, way.id, version.lang),
    }
    return engine.subject(version).fill(gender, known), engine.body(version).fill(gender, known)


@pytest.mark.parametrize("name", sorted(SHIPPED))
@pytest.mark.parametrize("lang", ["he", "en"])
def test_every_shipped_template_speaks_to_everybody(name, lang):
    each = SHIPPED[name]
    version = each.version(lang)
    spoken = set()
    for gender, customer, bought, figures, way in product(
        ("male", "female", "plural", "unknown"), CUSTOMERS, PURCHASES, FIGURES, each.channels
    ):
        about, body = texts(version, channel(way), gender, customer, bought, figures)
        assert [about.missing, about.fault, body.missing, body.fault] == [""] * 4
        assert about.text
        said = body.text.replace("{{ לוי }}", "")
        assert "{" not in said
        assert "}" not in said
        assert "None" not in said
        assert "\n\n\n" not in said
        assert " ," not in said.replace("ש. ,", "")
        assert 40 < len(said) < 600
        if each.purpose == "advertising":
            assert law.lacking(way, about.text, body.text, SETTINGS) is None
            assert said.startswith(("פרסומת\n", "[Ad]\n"))
            assert said.endswith(records.REMOVAL.say(lang))
        else:
            # A greeting that carries an offer is an advertisement in disguise.
            assert not any(
                sign in said for sign in ("%", "₪", "הנחה", "מבצע", "discount", "offer")
            )
            assert "פרסומת" not in said
        if customer is CUSTOMERS[0] and bought is None and figures is None and way == "sms":
            spoken.add(body.text)
    # Hebrew addresses a man, a woman, several and somebody unknown in at least three ways.
    assert len(spoken) >= (2 if lang == "he" else 1)
    assert lang == "he" or len(spoken) == 1


def test_without_the_business_name_nothing_can_be_written():
    version = SHIPPED["birthday"].version("he")
    _, body = texts(version, channel("sms"), "male", CUSTOMERS[0], None, None, read_settings(None))
    assert body.missing == "b.business_name"


@pytest.mark.parametrize(
    ("way", "subject", "text", "settings", "code"),
    [
        ("sms", "", "שלום, פרחי הדס, להסרה: הסר", {}, "no-mark"),
        ("email", "שלום", "פרסומת פרחי הדס", {}, "no-mark"),
        ("sms", "", "פרסומת שלום", {}, "no-sender"),
        ("sms", "", "פרסומת שלום", {"business_name": None}, "setting-missing"),
        ("sms", "", "פרסומת פרחי הדס", {}, "no-removal"),
        ("email", "פרסומת", "פרסומת פרחי הדס", {}, "no-sender-address"),
        ("email", "פרסומת", "פרסומת פרחי הדס", {"business_address": None}, "setting-missing"),
        ("sms", "", "פרסומת פרחי הדס די", {"removal_phrase": "די"}, ""),
        ("sms", "", f"[Ad] פרחי הדס {records.REMOVAL.en}", {}, ""),
    ],
)
def test_what_an_advertisement_must_say(way, subject, text, settings, code):
    found = law.lacking(way, subject, text, SETTINGS | settings)
    assert (found.code if found else "") == code
