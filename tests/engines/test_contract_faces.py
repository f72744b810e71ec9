"""What is reached through `.api` alone: a sheet's direction, the removal of links."""

from __future__ import annotations

import pytest


def test_a_sheet_reads_from_right_to_left_when_told(sheet):
    # Worksheet.DisplayRightToLeft.
    assert sheet.api.DisplayRightToLeft is False
    sheet.api.DisplayRightToLeft = True
    assert sheet.api.DisplayRightToLeft is True
    sheet.api.DisplayRightToLeft = False
    assert sheet.api.DisplayRightToLeft is False


def test_the_direction_is_kept_in_the_file(book, sheet, tmp_path):
    sheet.api.DisplayRightToLeft = True
    other = book.sheets.add(after=sheet)
    path = tmp_path / "direction.xlsx"
    book.save(str(path))
    title, plain = sheet.name, other.name
    book.close()
    again = type(book)(str(path))
    assert again.sheets[title].api.DisplayRightToLeft is True
    assert again.sheets[plain].api.DisplayRightToLeft is False


@pytest.fixture
def linked(sheet):
    """Two links one above the other, in cells with a look, and a text without one."""
    sheet["A1:A3"].color = (255, 255, 0)
    for cell in sheet["A1:A2"]:
        cell.add_hyperlink("https://example.org/a", "0501234567")
    sheet["A3"].value = "plain"
    return sheet


def test_links_are_counted(linked):
    # Hyperlinks.Count.
    assert linked["A1:B9"].api.Hyperlinks.Count == 2
    assert linked["A3"].api.Hyperlinks.Count == 0


def test_clearing_links_leaves_text_and_look(linked):
    # Range.ClearHyperlinks: "only hyperlinks will be removed".
    linked["A1"].api.ClearHyperlinks()
    with pytest.raises(Exception, match="hyperlink"):
        linked["A1"].hyperlink  # noqa: B018 - asking is the test
    assert linked["A1"].value == "0501234567"
    assert linked["A1"].color == (255, 255, 0)
    assert linked["A1"].number_format == "General"
    assert linked["A2"].hyperlink == "https://example.org/a"


def test_deleting_links_takes_the_look_along(linked):
    # Hyperlinks.Delete: "cell formatting will be removed also".
    linked["A1:A3"].api.Hyperlinks.Delete()
    assert linked["A1:A3"].api.Hyperlinks.Count == 0
    assert linked["A1:A3"].value == ["0501234567", "0501234567", "plain"]
    assert linked["A1:A3"].color is None


@pytest.mark.parametrize("how", ["clear links", "clear", "link anew", "delete row"])
def test_a_link_that_went_is_not_saved(book, linked, tmp_path, how):
    if how == "clear links":
        linked["A1"].api.ClearHyperlinks()
    elif how == "clear":
        linked["A1"].clear()
    elif how == "link anew":
        linked["A1"].add_hyperlink("https://example.org/b", "b")
    else:
        linked["1:1"].delete()
    path = tmp_path / "links.xlsx"
    book.save(str(path))
    book.close()
    page = type(book)(str(path)).sheets[0]
    assert page["A1:A9"].api.Hyperlinks.Count == (2 if how == "link anew" else 1)
    if how == "link anew":
        assert page["A1"].hyperlink == "https://example.org/b"


def test_links_stay_on_a_protected_sheet(linked):
    linked.api.Protect()
    with pytest.raises(Exception, match="protected"):
        linked["A1"].api.ClearHyperlinks()
    assert linked["A1"].api.Hyperlinks.Count == 1
