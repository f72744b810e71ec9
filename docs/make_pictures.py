"""Make the pictures of the guides from the workbooks of `crm demo`, and from one with buttons.

What a sheet looks like is LibreOffice's doing: no picture shows Excel.

    python docs/make_pictures.py

Needs LibreOffice (`soffice`), `pdftoppm` and `pdftotext` (Debian: poppler-utils), ImageMagick's
`convert`, and a font with Hebrew for Arial's name (Debian: fonts-liberation). Takes a minute.
"""
# ruff: noqa: INP001 - a script beside the pages, no part of the package

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import zipfile
from typing import Final, NamedTuple

from crm_workbook import cli

HERE: Final = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pictures")
MARKS: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
FOOTER: Final = "8%"
"""How much of a page, from below, is its footer."""


TOP_HALF: Final = "-gravity North -crop 100%x52%+0+0"
PRINTED: Final = re.compile(rb'(?<=_xlnm\.Print_Area" localSheetId="0">)([^<]*\$)C(\$\d+)')
"""What the start sheet prints; its buttons stand beside that, and are not printed."""


class Picture(NamedTuple):
    """A part of a printed sheet."""

    name: str
    workbook: str
    title: str
    """The sheet's tab; its first page is taken, or the first with the word."""
    dpi: int = 110
    crop: str = ""
    """Where to cut, in the words of `convert`; the whole page without its margins when empty."""
    word: str = ""
    """A word on the page, for sheets whose columns do not all fit on one."""


PICTURES: Final = (
    Picture("start-he", "hebrew-shop", "התחלה"),
    Picture("dashboard-he", "hebrew-shop", "לוח בקרה"),
    Picture("customers-he", "hebrew-shop", "לקוחות", 200, "-gravity NorthEast -crop 1300x470+0+0"),
    Picture("segments-he", "hebrew-shop", "לקוחות", 150, "-gravity NorthEast -crop 1300x470+0+0",
            "מגזר"),
    Picture("dashboard-en", "cdnow", "Dashboard"),
    Picture("buttons-he", "buttons-he", "התחלה", crop=TOP_HALF),
    Picture("buttons-en", "buttons-en", "Start", crop=TOP_HALF),
)  # fmt: skip


def main() -> None:
    """Fill the demo's workbooks, print them and cut the pictures out."""
    with tempfile.TemporaryDirectory() as folder:
        if cli.main(["demo", folder, "--lang", "en"]) == cli.FAILED:
            raise SystemExit(cli.FAILED)
        for lang in ("he", "en"):
            _buttons(folder, lang)
        for workbook in {picture.workbook for picture in PICTURES}:
            profile = f"-env:UserInstallation=file://{folder}/profile"
            source = os.path.join(folder, f"{workbook}.xlsx")
            _do(
                "soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder, source
            )
        for picture in PICTURES:
            _make(picture, folder)


def _buttons(folder: str, lang: str) -> None:
    """Make a workbook that prints its buttons, too."""
    with_buttons = os.path.join(folder, "with-buttons.xlsm")
    if cli.main(["new", with_buttons, "--lang", lang]) == cli.FAILED:
        raise SystemExit(cli.FAILED)
    wide = os.path.join(folder, f"buttons-{lang}.xlsx")
    with zipfile.ZipFile(with_buttons) as source, zipfile.ZipFile(wide, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/workbook.xml":
                data, count = PRINTED.subn(rb"\1F\2", data)
                if not count:
                    raise LookupError(name)
            target.writestr(name, data)
    os.remove(with_buttons)


def _make(picture: Picture, folder: str) -> None:
    pdf = os.path.join(folder, f"{picture.workbook}.pdf")
    page = str(_page(pdf, picture.title, picture.word))
    stem = os.path.join(folder, picture.name)
    _do(
        "pdftoppm",
        "-r",
        str(picture.dpi),
        "-f",
        page,
        "-l",
        page,
        "-singlefile",
        "-png",
        pdf,
        stem,
    )
    _do(
        "convert", f"{stem}.png", "-gravity", "South", "-chop", f"0x{FOOTER}", "-trim", "+repage",
        *picture.crop.split(), "+repage", "-bordercolor", "white", "-border", "14",
        "-strip", "+dither", "-colors", "96", f"PNG8:{os.path.join(HERE, picture.name)}.png",
    )  # fmt: skip


def _page(pdf: str, title: str, word: str) -> int:
    """Return the number of the first page with a word whose footer names a sheet."""
    for number, text in enumerate(_do("pdftotext", "-layout", pdf, "-").split("\f"), 1):
        lines = MARKS.sub("", text).strip().split("\n")
        if title in re.split(r"\s{2,}", lines[-1].strip()) and word in text:
            return number
    raise LookupError(title)


def _do(*command: str) -> str:
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")  # noqa: S603 - our own words
    return done.stdout


if __name__ == "__main__":
    main()
