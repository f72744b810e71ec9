"""Links: one address of a scheme that is safe to click, and nothing else."""

import pytest

from crm_workbook.fields import Context, Parsed, field
from crm_workbook.model import Column

READ = field("link").reader(Context(Column("link", "link", "קישור", "Link")), [])


@pytest.mark.parametrize(
    "address",
    [
        "https://wa.me/972501234567?text=%D7%A9%D7%9C%D7%95%D7%9D%0A%26",
        "https://example.com",
        "HTTPS://Example.com:8443/a/(b)?c=d#e",
        "mailto:dana@example.com?subject=%D7%A9&body=x",
        "tel:+972-50-123-4567",
        "sms:+972501234567?body=x",
    ],
)
def test_a_link_means_itself(address):
    assert READ(address) == Parsed(address)


@pytest.mark.parametrize(
    "cell",
    [
        "http://example.com",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "example.com",
        "https://",
        "https:///path",
        "mailto:",
        "tel:050 123 4567",
        "https://example.com/%zz",
        'https://example.com/"><x',
        "https://example.com/שלום",
        "https://a.example https://b.example",
        "ראו https://a.example",
        '=HYPERLINK("https://a.example")',
        7.0,
        True,
    ],
)
def test_anything_else_is_none(cell):
    assert READ(cell) == Parsed(None, "not-a-link")


@pytest.mark.parametrize(
    ("cell", "fault"),
    [(" https://a.example ", "odd-blanks"), ("\u200ftel:*2700\u200f", "invisible-marks")],
)
def test_what_nobody_sees_around_it_is_mended(cell, fault):
    clean = cell.strip(" \u200f")
    assert READ(cell) == Parsed(clean, fault, clean)
