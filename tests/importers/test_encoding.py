"""Encodings, with Python's own codecs as the independent truth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_workbook.errors import CrmError
from crm_workbook.importers.encoding import decode, logical

TEXT = "שם לקוח,טלפון,סכום\nדנה כהן,052-7654321,120.50\nאברהם בן עמי,03-5551234,80\n"
SHORT = "שם,עיר\nרחל,חיפה\n"


@pytest.mark.parametrize("text", [TEXT, SHORT, "דנה\n"])
@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("utf-32", "utf-32"),
        ("cp1255", "windows-1255"),
        ("iso8859-8", "windows-1255"),
        ("cp862", "cp862"),
    ],
)
def test_each_encoding_gives_the_text_back(text, codec, named):
    found = decode(text.encode(codec))
    assert found.text.removeprefix("\ufeff") == text
    assert found.encoding == named
    assert not found.visual


def test_plain_ascii_is_utf_8():
    assert decode(b"name,phone\nDana,052\n")[:2] == ("name,phone\nDana,052\n", "utf-8")


def test_utf_16_of_mostly_latin_text():
    text = "Email,Name\ndana@example.org,דנה\n"
    assert decode(text.encode("utf-16-le")).text == text


def visual(line):
    """What a program of the eighties stored: Hebrew cells from left to right, numbers kept."""
    return ",".join(c[::-1] if any("א" <= x <= "ת" for x in c) else c for c in line.split(","))


@pytest.mark.parametrize(("codec", "named"), [("cp862", "cp862"), ("iso8859-8", "iso-8859-8")])
def test_visual_order_is_told_by_final_letters(codec, named):
    text = "\n".join(visual(line) for line in TEXT.splitlines())
    found = decode(text.encode(codec))
    assert found.visual
    assert found.encoding == named
    cells = [[logical(cell) for cell in line.split(",")] for line in found.text.splitlines()]
    assert cells == [line.split(",") for line in TEXT.splitlines()]
    assert "visual" in found.notes[0].en


@pytest.mark.parametrize(
    ("seen", "typed"),
    [
        ("ןהכ הנד", "דנה כהן"),
        ("5 ןגה", "הגן 5"),
        ("Coca Cola קובקב", "בקבוק Coca Cola"),
        ("(הפיח) יול", "לוי (חיפה)"),
        ("052-7654321 :דיינ", "נייד: 052-7654321"),
        ("31/12/2020 םוימ", "מיום 31/12/2020"),
        ('מ"עב הרבח', 'חברה בע"מ'),
        ('17% מ"עמ', 'מע"מ 17%'),
        ("plain text 12", "plain text 12"),
        ("ןושאר\nינש", "ראשון\nשני"),
    ],
)
def test_visual_to_logical(seen, typed):
    assert logical(seen) == typed


def test_mixed_encodings_are_asked_about():
    data = "דנה כהן\n".encode("cp1255") + "רחל לוי\n".encode("cp862")
    with pytest.raises(CrmError) as caught:
        decode(data, name="list.csv")
    assert caught.value.code == "encoding-unsure"
    assert "--encoding" in caught.value.say("he")
    assert "list.csv" in caught.value.say("en")


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Nom,Ville\nRené Lévêque,Besançon\nAmélie,Orléans\n", "cp1252"),
        ("Имя,Город\nЯков Шульц,Хайфа\nОльга,Ялта\n", "cp1251"),
    ],
)
def test_other_scripts_are_never_taken_for_hebrew(text, codec):
    with pytest.raises(CrmError) as caught:
        decode(text.encode(codec))
    assert caught.value.code == "encoding-unsure"
    name = codec.replace("cp", "windows-")
    assert decode(text.encode(codec), force=name).text == text


@pytest.mark.parametrize("through", ["latin-1", "cp1252", "cp1255"])
def test_double_encoded_hebrew_is_restored(through):
    shown = "".join(
        bytes([byte]).decode(through, errors="ignore") or chr(byte) for byte in TEXT.encode()
    )
    found = decode(shown.encode("utf-8"))
    assert found.text == TEXT
    assert "twice" in found.notes[0].en


def test_double_encoded_and_damaged_is_refused():
    shown = TEXT.encode().decode("cp1252", errors="replace")
    with pytest.raises(CrmError) as caught:
        decode(shown.encode("utf-8"))
    assert caught.value.code == "encoding-twice"


def test_a_multiplication_sign_is_no_mojibake():
    text = "מידה,צבע\n3×4,לבן\n10×20,כחול\n5 × 6,ירוק\n"
    assert decode(text.encode()).text == text


def test_forcing_an_encoding_that_does_not_fit():
    with pytest.raises(CrmError) as caught:
        decode(TEXT.encode("cp1255"), force="UTF8")
    assert caught.value.code == "encoding-wrong"
    with pytest.raises(CrmError) as caught:
        decode(b"x", force="rot13")
    assert caught.value.code == "encoding-unknown"
    assert "cp862" in caught.value.say("he")


@pytest.mark.parametrize("force", ["cp1255", "CP1255", "windows-1255", "Windows_1255"])
def test_names_of_encodings_are_forgiving(force):
    assert decode(SHORT.encode("cp1255"), force=force).text == SHORT


@pytest.mark.parametrize(
    "data",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512,
        b"%PDF-1.7\n",
        b"\r\n<html><table><tr><td>x</td></tr></table></html>",
        b"\x89PNG\r\n\x1a\n",
        bytes(range(32)) * 10,
    ],
)
def test_what_is_no_text_is_said(data):
    with pytest.raises(CrmError) as caught:
        decode(data, name="clients.csv")
    assert caught.value.code == "source-not-text"


@given(
    st.lists(st.text("אבגדהוזחטיכלמנסעפצקרשת", min_size=2, max_size=8), min_size=3, max_size=30),
    st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1255", "cp862"]),
)
def test_any_hebrew_words_survive(words, codec):
    text = "\n".join(words)
    assert decode(text.encode(codec)).text.removeprefix("\ufeff") == text


@given(st.binary(max_size=400))
def test_any_bytes_end_in_text_or_in_a_sentence(data):
    try:
        said = decode(data).text
    except CrmError as error:
        said = error.say("he") and error.say("en")
        assert "{" not in said.replace("{}", "")
    assert isinstance(said, str)
