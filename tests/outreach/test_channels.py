"""WhatsApp links, SMS parts by the published limits, and mail drafts read back."""

import email
import email.policy
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_workbook.errors import CrmError
from crm_workbook.outreach import channels
from crm_workbook.outreach.channels import Message, channel
from crm_workbook.outreach.channels.email import address, eml
from crm_workbook.outreach.channels.sms import parts
from crm_workbook.schema.addresses import mobile


def message(**given_values):
    values = {"id": "O-1", "to": "+972521234567", "lang": "he", "subject": "", "text": "שלום"}
    return Message(**{**values, **given_values})


def test_every_channel_says_what_it_is():
    assert channels.names() == ("email", "sms", "whatsapp")
    for name in channels.names():
        assert channel(name).id == name
    with pytest.raises(KeyError):
        channel("../whatsapp")


# ------------------------------------------------------------------ addresses


@pytest.mark.parametrize(
    ("phone", "phone2", "found"),
    [
        ("+972521234567", None, "+972521234567"),
        ("+97231234567", "+972541234567", "+972541234567"),
        ("+97231234567", None, ""),
        ("+972771234567", None, ""),
        ("*2700", "1700123456", ""),
        ("+441632960961", None, "+441632960961"),
        (None, None, ""),
        ("+97252x", None, ""),
    ],
)
def test_only_a_mobile_gets_a_message(phone, phone2, found):
    assert mobile({"phone": phone, "phone2": phone2}) == found


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("dana@example.com", "dana@example.com"),
        (" dana@example.com ", "dana@example.com"),
        ("dana@example.ישראל", "dana@example.xn--4dbrk0ce"),
        ("a@example.com, b@example.com", ""),
        ("a@example.com;b@example.com", ""),
        ("Dana <dana@example.com>", ""),
        ("dana@example.com\r\nBcc: all@example.com", ""),
        ("dana@example.com\x00", ""),
        ("da..na@example.com", ""),
        ("dana@localhost", ""),
        ("dana@", ""),
        ("@example.com", ""),
        ("דנה@example.com", ""),
        ("dana@[127.0.0.1]", ""),
        (None, ""),
        (5.0, ""),
    ],
)
def test_one_address_or_none(cell, found):
    assert address({"email": cell}) == found


# ------------------------------------------------------------------ WhatsApp


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=100))
def test_the_link_gives_back_the_very_text(text):
    link = channel("whatsapp").hand(message(text=text)).link
    split = urlsplit(link)
    assert (split.scheme, split.netloc, split.path) == ("https", "wa.me", "/972521234567")
    assert unquote(split.query.removeprefix("text=")) == text
    assert link.isascii()
    assert split.fragment == ""


def test_reserved_characters_stay_inside_the_text():
    text = "100% & more? #1 + 2 = 3\nשורה"
    link = channel("whatsapp").hand(message(text=text)).link
    assert parse_qs(urlsplit(link).query) == {"text": [text]}


def test_a_link_excel_cannot_open_is_left_out_and_said():
    # 36 characters before the text, six for a Hebrew letter: 340 letters are 2,076 of 2,079.
    start = len("https://wa.me/972521234567?text=")
    fitting = (2079 - start) // 6
    whole = channel("whatsapp").hand(message(text="א" * fitting))
    assert len(whole.link) <= 2079
    assert not whole.notes
    longer = channel("whatsapp").hand(message(text="א" * (fitting + 1)))
    assert longer.link == ""
    assert "ביד" in longer.notes[0][0].he


# ------------------------------------------------------------------ SMS


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("a", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 152, 3),  # the escape may not be torn from its sign
        ("א" * 70, 1),
        ("א" * 71, 2),
        ("א" * 134, 2),
        ("א" * 135, 3),
        ("a" * 69 + "\u200f", 1),
        ("a" * 70 + "\u200f", 2),  # one mark makes all of it the dear alphabet
        ("\U0001f600" * 35, 1),
        ("\U0001f600" * 36, 2),
        ("א" * 66 + "\U0001f600" + "א" * 66, 3),  # nor a surrogate from its other half
        ("é" * 160, 1),
        ("ê" * 71, 2),
    ],
)
def test_parts_by_the_published_limits(text, count):
    assert parts(text) == count


def test_the_cost_of_a_long_sms_is_said():
    short = channel("sms").hand(message(text="א" * 70))
    assert short.notes == ()
    assert short.link.startswith("sms:+972521234567?body=%D7%90")
    text, values = channel("sms").hand(message(text="א" * 71)).notes[0]
    assert text.say("he", **values) == "2 חלקי מסרון"


# ------------------------------------------------------------------ e-mail

MAIL = message(
    to="dana@example.com",
    subject="פרסומת: עבר זמן מאז שנפגשנו, והרבה דברים חדשים קרו אצלנו מאז, כדאי לקרוא",
    text="פרסומת\nשלום \u2068Dana\u2069,\n\n1 < 2 & 3 > 2\nלהתראות",
    sender='פרחי "הדס"',
    sender_email="shop@example.com",
    advertising=True,
)


def test_a_mail_draft_reads_back_equal():
    data = eml(MAIL)
    assert eml(MAIL) == data
    assert max(len(line) for line in data.split(b"\r\n")) <= 78
    read = email.message_from_bytes(data, policy=email.policy.default)
    assert read["Subject"] == MAIL.subject
    assert read["X-Unsent"] == "1"
    assert [a.addr_spec for a in read["To"].addresses] == ["dana@example.com"]
    assert read["From"].addresses[0].display_name == 'פרחי "הדס"'
    assert read["List-Unsubscribe"] == "<mailto:shop@example.com?subject=unsubscribe>"
    plain = read.get_body(("plain",)).get_content()
    assert plain.replace("\r\n", "\n").rstrip("\n") == MAIL.text
    page = read.get_body(("html",)).get_content()
    assert '<html lang="he" dir="rtl">' in page
    assert "שלום <bdi>Dana</bdi>,</p>" in page
    assert "1 &lt; 2 &amp; 3 &gt; 2<br>להתראות" in page


def test_a_greeting_has_no_list_header_and_a_missing_sender_no_from():
    read = email.message_from_bytes(
        eml(MAIL._replace(advertising=False, sender_email="")), policy=email.policy.default
    )
    assert read["List-Unsubscribe"] is None
    assert read["From"] is None


@pytest.mark.parametrize("bad", ["\r\n", "\n", "\r", "\x00", "\x0b", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("field", ["subject", "sender", "sender_email", "to"])
def test_no_header_can_be_smuggled_in(field, bad):
    value = getattr(MAIL, field) + bad + "Bcc: all@example.com"
    with pytest.raises(CrmError) as refused:
        eml(MAIL._replace(**{field: value}))
    assert refused.value.code == "bad-mail-header"
    assert "all@" not in refused.value.say("en")


@pytest.mark.parametrize("to", ["a@example.com, b@example.com", "Dana <a@example.com>", ""])
def test_a_mail_draft_goes_to_one_address(to):
    with pytest.raises(CrmError):
        eml(MAIL._replace(to=to))


@given(st.text(), st.text(max_size=300))
def test_any_text_becomes_a_mail_or_a_refusal(subject, text):
    try:
        data = eml(MAIL._replace(subject=subject, text=text))
    except (CrmError, UnicodeEncodeError):
        return
    read = email.message_from_bytes(data, policy=email.policy.default)
    assert set(read.keys()) == {
        "Subject", "From", "To", "X-Unsent", "List-Unsubscribe", "MIME-Version", "Content-Type",
    }  # fmt: skip


def test_the_mailto_link():
    link = channel("email").hand(MAIL).link
    split = urlsplit(link)
    assert (split.scheme, split.path) == ("mailto", "dana@example.com")
    asked = parse_qs(split.query)
    assert asked["subject"] == [MAIL.subject]
    assert asked["body"] == [MAIL.text.replace("\n", "\r\n")]
