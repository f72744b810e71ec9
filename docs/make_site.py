"""Build the documentation's site, in English and in Hebrew, every warning an error.

    python docs/make_site.py OUT

Needs the packages of the dependency group `docs`. OUT is made if need be; what an earlier build
left there is replaced. `OUT/index.html` leads to the language of the reader.
"""
# ruff: noqa: INP001 - a script beside the pages, no part of the package

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from typing import Final

from site_pages import pages
from site_pages.written import WHOLE

from crm_workbook.text import LANGUAGES

HERE: Final = os.path.dirname(os.path.abspath(__file__))
DOOR: Final = """\
<!doctype html>
<meta charset="utf-8">
<title>crm-workbook</title>
<noscript><meta http-equiv="refresh" content="0; url=he/index.html"></noscript>
<script>
  location.replace((/^(he|iw)/.test(navigator.language) ? "he" : "en") + "/index.html");
</script>
<p><a href="he/index.html" lang="he">עברית</a> <a href="en/index.html" lang="en">English</a></p>
"""


def write(lang: str, folder: str) -> None:
    """Write what Sphinx reads: every page of a language, and the files that come along."""
    for name, text in pages(lang).items():
        path = os.path.join(folder, *f"{name}.md".split("/"))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    for name in WHOLE:
        source, target = os.path.join(HERE, name), os.path.join(folder, name)
        if os.path.isdir(source):
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
    # A copy, because Sphinx compiles the catalogues where they lie.
    shutil.copytree(os.path.join(HERE, "_locale"), os.path.join(folder, "_locale"))


def start(lang: str, sources: str, out: str) -> subprocess.Popen[bytes]:
    """Start Sphinx on the sources of one language."""
    locale = os.path.join(sources, "_locale")
    words = [
        "-b", "html", "-c", HERE, "-t", lang, "-D", f"locale_dirs={locale}",
        "-W", "--keep-going", "-n", "-E", "-q", "-d", f"{sources}.doctrees",
    ]  # fmt: skip
    return subprocess.Popen([sys.executable, "-m", "sphinx", *words, sources, out])  # noqa: S603 - our own words


def main() -> int:
    """Build both languages side by side; the answer is an exit code."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the script and OUT
        sys.stderr.write("usage: python docs/make_site.py OUT\n")
        return 2
    out = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as work:
        started = []
        for lang in LANGUAGES:
            sources, target = os.path.join(work, lang), os.path.join(out, lang)
            write(lang, sources)
            shutil.rmtree(target, ignore_errors=True)
            started.append(start(lang, sources, target))
        codes = [each.wait() for each in started]
    with open(os.path.join(out, "index.html"), "w", encoding="utf-8", newline="\n") as file:
        file.write(DOOR)
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
