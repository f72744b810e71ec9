"""Make the pictures of the guides from the workbooks of `crm demo`.

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
from typing import Final, NamedTuple

from crm_workbook import cli

HERE: Final = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pictures")
MARKS: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
FOOTER: Final = "8%"
"""How much of a page, from below, is its footer."""


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
)  # fmt: skip


def main() -> None:
    """Fill the demo's workbooks, print them and cut the pictures out."""
    with tempfile.TemporaryDirectory() as folder:
        if cli.main(["demo", folder, "--lang", "en"]) == cli.FAILED:
            raise SystemExit(cli.FAILED)
        for workbook in {picture.workbook for picture in PICTURES}:
            profile = f"-env:UserInstallation=file://{folder}/profile"
            source = os.path.join(folder, f"{workbook}.xlsx")
            _do(
                "soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder, source
            )
        for picture in PICTURES:
            _make(picture, folder)


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
