"""Suites that are pytest suites: toot's and Mastodon.py's own."""

from __future__ import annotations

import os
import pathlib
import subprocess
import xml.etree.ElementTree as xml

from compat import host, packages
from compat.results import Cases

SUITE_TIMEOUT_S = 1_500
REASON_CHARS_MAX = 300
# These patch the recorder that pytest otherwise leaves out, so they run with it; it goes on to the real server.
RECORDER = (
    "test_stream_user_direct",
    "test_stream_user_local",
    "test_stream_direct",
    "test_stream_public_only_media",
)
# Recorded traffic that would be played instead of the server's, and the times of its recording.
RECORDED = ("tests/cassettes/*.ws.yaml", "tests/cassettes/*_datetimeobjects.pkl")


def toot(version: str) -> Cases:
    """toot's integration tests. Each signs up one or two people of its own."""
    folder = packages.fresh("toot", version, "toot")
    with host.fresh():
        return pytest(folder, ["tests/integration", "-n", "2"], {"TOOT_TEST_BASE_URL": host.URL})


def mastodon_py(version: str) -> Cases:
    """Mastodon.py's tests that can be run live: those with recorded answers, with the recorder off."""
    folder = packages.fresh("Mastodon.py", version, "mastodon.py")
    for recorded in (path for pattern in RECORDED for path in folder.glob(pattern)):
        recorded.unlink()
    common = ["--no-cov", "-p", "no:cacheprovider", "-m", "vcr"]
    live = [*common, "--disable-recording", "--ignore=tests/test_entities.py", "tests"]
    live += [f"--deselect=tests/test_streaming.py::{name}" for name in RECORDER]
    with host.fresh():
        cases = pytest(folder, live)
    recording = [*common, "--record-mode=rewrite"]
    with host.fresh():
        cases |= pytest(folder, recording + [f"tests/test_streaming.py::{name}" for name in RECORDER])
    return cases


def pytest(folder: pathlib.Path, words: list[str], env: dict[str, str] | None = None) -> Cases:
    """Runs pytest in `folder`; gives each test with what was wrong with it."""
    report, log = folder / "report.xml", folder.parent / f"{folder.name}.log"
    report.unlink(missing_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "MASTODON_"))}
    with log.open("a") as out:
        subprocess.run(
            [str(packages.PYTHON), "-m", "pytest", "-q", "--tb=short", f"--junit-xml={report}", *words],
            cwd=folder,
            env=kept | {"PYTHONDONTWRITEBYTECODE": "1", "TZ": "UTC"} | (env or {}),
            stdout=out,
            stderr=out,
            timeout=SUITE_TIMEOUT_S,
            check=False,
        )
    if not report.exists():
        raise SystemExit(f"pytest wrote no report:\n{log.read_text()[-4000:]}")
    return read(report)


def read(report: pathlib.Path) -> Cases:
    """What a JUnit report says. A test that is told twice (itself and its end) keeps the worse."""
    cases: Cases = {}
    for case in xml.parse(report).getroot().iter("testcase"):
        module = case.get("classname", "").removeprefix("tests.").removeprefix("integration.")
        name = f"{module}::{case.get('name')}"
        bad = next((child for child in case if child.tag in ("failure", "error", "skipped")), None)
        # A test whose authors want it to fail, and which did: the server refused what it should.
        bad = None if bad is not None and bad.get("type") == "pytest.xfail" else bad
        if bad is not None:
            cases[name] = " ".join((bad.get("message") or bad.tag).split())[:REASON_CHARS_MAX]
        else:
            cases.setdefault(name, None)
    return cases
