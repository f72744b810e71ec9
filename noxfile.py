"""The project's chores, the same everywhere: `nox -s check`, `test`, `docs`, `demo`, `bench`."""

from __future__ import annotations

import nox

nox.options.sessions = ["check", "test"]
nox.options.default_venv_backend = "venv"
PROJECT = nox.project.load_toml("pyproject.toml")


@nox.session
def check(session: nox.Session) -> None:
    """Lint, formatting, types and the contracts between layers."""
    session.install("-e", ".", *nox.project.dependency_groups(PROJECT, "lint"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    session.run("lint-imports")


@nox.session
def test(session: nox.Session) -> None:
    """Run the tests; arguments go to pytest."""
    session.install("-e", ".", *nox.project.dependency_groups(PROJECT, "test"))
    session.run("pytest", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site, in English and Hebrew, into build/site or where the argument says."""
    session.install("-e", ".", *nox.project.dependency_groups(PROJECT, "docs"))
    session.run("python", "docs/make_site.py", *(session.posargs or ["build/site"]))


@nox.session
def demo(session: nox.Session) -> None:
    """Fill the two example workbooks."""
    session.install(".")
    session.run("crm", "demo", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure beside the peers and write docs/performance.md."""
    session.install("-e", ".", *nox.project.dependency_groups(PROJECT, "bench"))
    session.run("python", "benchmarks", *session.posargs)
